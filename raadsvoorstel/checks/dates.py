"""Whether dates can be right: in order, on days on which bodies meet, and equal where they are the same day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import combinations, pairwise

from raadsvoorstel.blocks import runs_text
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import MONTHS, NBSP, write_date
from raadsvoorstel.prose import Prose

_MEETINGS = {
    "vergadering.college": "het college",
    "vergadering.commissie": "de commissie",
    "vergadering.raad": "de raad",
}
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTH = "|".join((*MONTHS, *(f"{month[:3]}\\." for month in MONTHS)))
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(_WEEKDAYS)})(?P<between>,? ))?(?<![\d.,:/-])(?P<day>\d{{1,2}}) (?P<month>{_MONTH})"
    r"(?: (?P<year>(?:19|20)\d\d)\b)?(?! *\d)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<![\w./-])(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>(?:19|20)\d\d)(?![\w/-])")
_OPEN = "[nog in te vullen"


def said(day: date) -> str:
    """Return a day with its weekday, as a message has it."""
    return f"{_WEEKDAYS[day.weekday()]} {write_date(day)}".replace(NBSP, " ")


# ------------------------------------------------------------------ meetings


def check_volgorde_vergaderingen(stuk: Stuk) -> Iterator[Finding]:
    """The college proposes, the commissie advises, then the raad decides (Gemeentewet, artikelen 82 en 160)."""
    for before, after in combinations(_MEETINGS, 2):
        one, other = stuk.day(before), stuk.day(after)
        if one and other and one > other:
            message = f"{_MEETINGS[before]} vergadert op {said(one)}, na {_MEETINGS[after]} op {said(other)}"
            yield stuk.say(before, message, f"verbeter `{before}` of `{after}`")


def check_vrije_dag(stuk: Stuk) -> Iterator[Finding]:
    """Bodies meet on working days (Algemene termijnenwet, artikel 3, names the holidays)."""
    paths = ("persbericht.datum",) if stuk.is_regio else tuple(_MEETINGS)
    for path in paths:
        day = stuk.day(path)
        free = day and (holidays(day.year).get(day) or ("een dag in het weekend" if day.weekday() > 4 else ""))
        if day and free:
            yield stuk.say(path, f"{said(day)} is {free} (`{path}`)", "controleer de datum")


def check_reces(stuk: Stuk) -> Iterator[Finding]:
    """A raad and its commissies do not meet in a `reces` of the files."""
    for path in ("vergadering.commissie", "vergadering.raad"):
        day = stuk.day(path)
        for reces in stuk.reces:
            if day and reces.van <= day <= reces.tot:
                until = write_date(reces.tot).replace(NBSP, " ")
                message = f"{said(day)} valt in het reces ‘{reces.naam}’, dat tot en met {until} duurt (`{path}`)"
                yield stuk.say(path, message, "kies een andere dag, of verbeter `reces`")


@cache
def holidays(year: int) -> dict[date, str]:
    """Return the holidays of the Algemene termijnenwet, artikel 3, eerste en tweede lid, with what they are called."""
    easter = _easter(year)
    king = date(year, 4, 27) if year > 2013 else date(year, 4, 30)
    return {
        date(year, 1, 1): "nieuwjaarsdag",
        easter - timedelta(2): "Goede Vrijdag",
        easter + timedelta(1): "tweede paasdag",
        king - timedelta(king.weekday() == 6): "Koningsdag" if year > 2013 else "Koninginnedag",
        date(year, 5, 5): "Bevrijdingsdag",
        easter + timedelta(39): "Hemelvaartsdag",
        easter + timedelta(50): "tweede pinksterdag",
        date(year, 12, 25): "eerste kerstdag",
        date(year, 12, 26): "tweede kerstdag",
    }


def _easter(year: int) -> date:
    """Return Easter Sunday, by the rule of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


# ------------------------------------------------------------------ formal decisions

_GELEZEN = re.compile(
    r"\bge(?:lezen|zien) het (?:raads)?voorstel van (?:het )?(?:college(?: van)?)? ?"
    r"(?:burgemeester en wethouders|b ?(?:&|en) ?w)?(?P<rest>[^\n;]*)",
    re.IGNORECASE,
)
_SAME_DAY = {
    "raadsbesluit.gelezen": "vergadering.college",
    "raadsbesluit.vastgesteld": "vergadering.raad",
    "collegebesluit.vastgesteld": "vergadering.college",
}


def check_gelezen(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A raadsbesluit says which proposal was read, by its date; a place still to be filled in is not forgotten."""
    for match in _GELEZEN.finditer(prose.text):
        rest = match["rest"]
        if _OPEN in rest or prose.is_quoted(match.start()):
            continue
        nothing = not rest.strip(" ,.") or rest.strip(" ,.") == "van"
        if nothing or (prose.path == "raadsbesluit.gelezen" and not re.search(r"\d", rest)):
            message = f"achter ‘{match[0].strip(' ,.;')}’ staat geen datum"
            hint = "schrijf erachter: {{ vergadering.college | datum }}"
            yield prose.finding(match.start(), match.end(), message, hint)


def check_datum_besluit(stuk: Stuk) -> Iterator[Finding]:
    """The date in a formal decision is that of the meeting."""
    for path, meeting in _SAME_DAY.items():
        day = stuk.day(meeting)
        for prose in stuk.texts_at(path) if day else ():
            for start, end, written in dates_in(prose):
                if written and day and written != day and prose.is_literal(start, end):
                    shown = prose.text[start:end]
                    message = f"hier staat {shown}, maar {_MEETINGS[meeting]} vergadert op {said(day)}"
                    hint = f"schrijf {{{{ {meeting} | datum }}}}"
                    yield prose.finding(start, end, message, hint)


# ------------------------------------------------------------------ dates in a text


@lru_cache(maxsize=8192)
def dates_in(prose: Prose) -> tuple[tuple[int, int, date | None], ...]:
    """Return the full dates in a text with their places; None for a day that does not exist."""
    return tuple(
        (match.start("day"), match.end(), _day(match))
        for pattern in (_DATE, _NUMERIC)
        for match in pattern.finditer(prose.text)
        if match["year"]
    )


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), _month(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(text.lower().rstrip(".")))


def check_weekdag(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A weekday before a full date is the one on which that date falls."""
    for match in _DATE.finditer(prose.text):
        if not match["weekday"] or not match["year"] or prose.is_quoted(match.start()):
            continue
        day = _day(match)
        if day and match["weekday"].lower() != _WEEKDAYS[day.weekday()]:
            start = match.start("weekday")
            actual = _WEEKDAYS[day.weekday()]
            message = (
                f"{match[0][len(match['weekday']) :].strip(' ,')} is geen {match['weekday'].lower()}, maar een {actual}"
            )
            yield prose.finding(start, match.end(), message, "verbeter de dag van de week, of de datum")


def check_datum_bestaat(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A date exists: no 31 november, and no 29 februari in a year that has none."""
    for pattern in (_DATE, _NUMERIC):
        for match in pattern.finditer(prose.text):
            if not _exists(match) and not prose.is_quoted(match.start()):
                shown = prose.text[match.start("day") : match.end()]
                yield prose.finding(match.start("day"), match.end(), f"{shown} bestaat niet", "verbeter de datum")


def _exists(match: re.Match[str]) -> bool:
    """Whether a day exists; without a year 29 februari does."""
    try:
        return bool(date(int(match["year"] or 2000), _month(match["month"]), int(match["day"])))
    except ValueError:
        return False


# ------------------------------------------------------------------ milestones

_SEASONS = {"voorjaar": (3, 5), "lente": (3, 5), "zomer": (6, 8), "najaar": (9, 11), "herfst": (9, 11)}
_SPAN = re.compile(
    rf"(?:(?P<quarter>eerste|tweede|derde|vierde|[1-4]e) kwartaal(?: van)? |(?P<half>eerste|tweede) helft(?: van)? |"
    rf"(?P<season>{'|'.join(_SEASONS)})(?: van)? |(?:(?P<day>\d{{1,2}}) )?"
    rf"(?P<month>{'|'.join(MONTHS)}) )?(?P<year>20\d\d)",
    re.IGNORECASE,
)
_ORDINALS = ("eerste", "tweede", "derde", "vierde")


def check_mijlpalen(stuk: Stuk) -> Iterator[Finding]:
    """Milestones stand in the order of time."""
    timed = [(mijlpaal, _span(runs_text(mijlpaal.wanneer).replace(NBSP, " "))) for mijlpaal in stuk.voorstel.mijlpalen]
    known = [(mijlpaal, span) for mijlpaal, span in timed if span]
    for (before, (begin, _)), (after, (_, end)) in pairwise(known):
        if end < begin:
            first, second = runs_text(after.wanneer), runs_text(before.wanneer)
            message = f"deze mijlpaal ({first}) komt eerder dan die ervoor ({second})".replace(NBSP, " ")
            yield stuk.say(after.path, message, "zet de mijlpalen in de volgorde van de tijd")


def _span(text: str) -> tuple[date, date] | None:
    """Return the first and last day that a time in words may mean; None when it names none for certain."""
    found = list(_SPAN.finditer(text))
    if not found:
        return None
    spans = [_edges(match) for match in found]
    if None in spans or re.search(r"\b(?:vanaf|na|tot|voor|uiterlijk|jaarlijks)\b", text, re.IGNORECASE):
        return None
    return min(span[0] for span in spans if span), max(span[1] for span in spans if span)


def _edges(match: re.Match[str]) -> tuple[date, date] | None:
    year = int(match["year"])
    first, last = 1, 12
    if match["quarter"]:
        number = next(i for i, word in enumerate(_ORDINALS) if match["quarter"].lower() in (word, f"{i + 1}e"))
        first, last = 3 * number + 1, 3 * number + 3
    elif match["half"]:
        first, last = (1, 6) if match["half"].lower() == "eerste" else (7, 12)
    elif match["season"]:
        first, last = _SEASONS[match["season"].lower()]
    elif match["month"]:
        first = last = _month(match["month"])
        if match["day"]:
            return (day, day) if (day := _day(match)) else None
    return date(year, first, 1), date(year + last // 12, last % 12 + 1, 1) - timedelta(1)


# ------------------------------------------------------------------ the future that has passed

_FUTURE = re.compile(r"\b(?:zal|zullen)\b", re.IGNORECASE)
_ON = re.compile(r"\b(?:op|per|vanaf|uiterlijk|uiterlijk op)\s*$", re.IGNORECASE)


def check_toekomst(stuk: Stuk) -> Iterator[Finding]:
    """What `zal` happen on a day lies ahead of the meetings for which the text was written."""
    college, raad = stuk.day("vergadering.college"), stuk.day("vergadering.raad")
    meeting = college or raad
    if meeting is None:
        return
    written = meeting if college else meeting - timedelta(weeks=6)
    for prose in stuk.texts:
        for start, end, day in dates_in(prose):
            if day and day < written and _is_future(prose, start, end):
                body = "het college" if college else "de raad"
                message = f"{prose.text[start:end]} is al voorbij als {body} vergadert, op {said(meeting)}"
                yield prose.finding(start, end, message, "schrijf wat er op die dag gebeurd is, of verbeter de datum")


def _is_future(prose: Prose, start: int, end: int) -> bool:
    """Whether a sentence without a past says that something shall happen on a day."""
    if prose.is_quoted(start) or not _ON.search(prose.text[max(start - 20, 0) : start]):
        return False
    sentence = next(((a, b) for a, b in prose.sentences if a <= start < b), None)
    if sentence is None:
        return False
    before = prose.text[sentence[0] : start]
    future = _FUTURE.search(before) or _FUTURE.match(prose.text[end : sentence[1]].lstrip())
    return (
        bool(future)
        and "," not in before[before.lower().rfind("za") :]
        and not re.search(r"\b(?:was|waren|had|zou)\b", before)
    )
