"""Whether dates can be right: in order, on days on which bodies meet, and equal where they are the same day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import sentence_at
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import MONTHS, NBSP, write_date
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

MEETINGS = {
    "vergadering.college": "het college",
    "vergadering.commissie": "de commissie",
    "vergadering.raad": "de raad",
}
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTH = "|".join((*MONTHS, *(f"{month[:3]}\\." for month in MONTHS)))
_DATE = late(
    rf"(?:\b(?P<weekday>{'|'.join(_WEEKDAYS)})(?P<between>,? ))?(?<![\d.,:/-])(?P<day>\d{{1,2}}) (?P<month>{_MONTH})"
    r"(?: (?P<year>(?:19|20)\d\d)\b)?(?! *\d)",
    re.IGNORECASE,
)
_NUMERIC = late(r"(?<![\w./-])(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>(?:19|20)\d\d)(?![\w/-])")
_OPEN = "[nog in te vullen"


def said(day: date) -> str:
    """Return a day with its weekday, as a message has it."""
    return f"{_WEEKDAYS[day.weekday()]} {write_date(day)}".replace(NBSP, " ")


# ------------------------------------------------------------------ formal decisions

_GELEZEN = late(
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
        if nothing or (prose.path == _READ and not re.search(r"\d", rest)):
            message = f"achter ‘{match[0].strip(' ,.;')}’ staat geen datum"
            hint = "schrijf erachter: {{ vergadering.college | datum }}"
            yield prose.finding(match.start(), match.end(), message, hint)


_READ = "raadsbesluit.gelezen"
_ANY_DAY = late(rf"\d ?(?:{_MONTH})|\d[-/. ]\d{{1,2}}[-/. ](?:\d\d)?\d\d(?!\d)", re.IGNORECASE)


def check_gelezen_nummer(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A raadsbesluit that gives the number of the proposal of the college, gives its date too."""
    for match in _GELEZEN.finditer(prose.text) if prose.path == _READ else ():
        rest = match["rest"]
        college = re.search(r"burgemeester en wethouders|\bb ?(?:&|en) ?w\b|\bcollege\b", match[0], re.IGNORECASE)
        if college and re.search(r"\d", rest) and _OPEN not in rest and not _ANY_DAY.search(rest):
            message = f"hier staat wel ‘{rest.strip(' ,.')}’, maar niet van welke dag het voorstel is"
            hint = "schrijf erbij: van {{ vergadering.college | datum }}"
            yield prose.finding(match.start(), match.end(), message, hint)


def check_datum_besluit(stuk: Stuk) -> Iterator[Finding]:
    """The date in a formal decision is that of the meeting."""
    for path, meeting in _SAME_DAY.items():
        day = stuk.day(meeting)
        for prose in stuk.texts_at(path) if day else ():
            for start, end, written in dates_in(prose):
                if written and day and written != day and prose.is_literal(start, end):
                    shown = prose.text[start:end]
                    message = f"hier staat {shown}, maar {MEETINGS[meeting]} vergadert op {said(day)}"
                    hint = f"schrijf {{{{ {meeting} | datum }}}}"
                    yield prose.finding(start, end, message, hint)


# ------------------------------------------------------------------ dates in a text


@once
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


# ------------------------------------------------------------------ the day of the raad in a text

_RAAD = late(r"\b(?:besluit|beslist|stelt)\b")
_THIS = late(r"\b(?:dit voorstel|het voorstel|hierover|daarover|(?:de|deze) \w*visie|het \w+(?:plan|programma))\b")
_NEAR = timedelta(days=60)


def check_datum_raad(stuk: Stuk) -> Iterator[Finding]:
    """The day on which the text says that the raad decides on this proposal is the one in `vergadering.raad`."""
    raad = stuk.day("vergadering.raad")
    for prose in stuk.texts if raad else ():
        for start, end, day in dates_in(prose):
            if raad and day and day != raad and abs(day - raad) < _NEAR and _is_about_raad(prose, start):
                message = f"{prose.text[start:end]} is niet de dag waarop de raad vergadert, {said(raad)}"
                yield prose.finding(start, end, message, "schrijf {{ vergadering.raad | datum }}")


def _is_about_raad(prose: Prose, place: int) -> bool:
    """Whether a sentence says that the raad decides on this proposal on a day."""
    if not prose.is_literal(place, place + 1) or prose.is_quoted(place):
        return False
    start, end = sentence_at(prose, place)
    sentence = prose.text[start:end]
    if sum(start <= at < end for at, _, _ in dates_in(prose)) > 1:
        return False
    subject = re.search(r"\b[Dd]e (?:gemeente)?raad\b", sentence)
    on = re.search(r"\bop (?:\w+dag )?$", prose.text[start:place], re.IGNORECASE)
    return bool(subject and on and _RAAD.search(sentence) and _THIS.search(sentence) and "commissie" not in sentence)


# ------------------------------------------------------------------ the future that has passed

_FUTURE = late(r"\b(?:zal|zullen)\b", re.IGNORECASE)
_ON = late(r"\b(?:op|per|vanaf|uiterlijk|uiterlijk op)\s*$", re.IGNORECASE)


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
    sentence = sentence_at(prose, start)
    before = prose.text[sentence[0] : start]
    future = _FUTURE.search(before) or _FUTURE.match(prose.text[end : sentence[1]].lstrip())
    return (
        bool(future)
        and "," not in before[before.lower().rfind("za") :]
        and not re.search(r"\b(?:was|waren|had|zou)\b", before)
    )
