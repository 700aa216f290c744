"""Whether periods agree: one subject has one period, and a period is written in one way."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from msgspec import Struct

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import group, has, sentence_at, words_between
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.notation import read_number, write_number
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose, Word

_YEAR = r"(?:19|20)\d\d"
_PERIOD = late(
    rf"(?<![\w./€-])(?P<first>{_YEAR})(?P<between> ?[-–/] ?| tot en met | t/m | tot )(?P<last>{_YEAR})(?![\w/-]|\.\d)"
)
_UNTIL = late(rf"\b(?P<how>tot(?: en met)?|eindigt in|af in) (?P<last>{_YEAR})(?![\w/-]|\.\d)")
_FRAMED = late(r"\b(?:jaren|periode|looptijd)\s*$")
_NOTATIONS = {"-": "streepje", "–": "streepje", "/": "schuine streep", "tot en met": "tot en met", "t/m": "t/m"}
_TITLED = ("onderwerp", "bijlagen", "termen", "persbericht.titel")
"""Fields that hold official titles, which are left as they are."""


class Period(Struct, frozen=True):
    """Years from `first` to `last`, where they stand, and how; `subject` is what they are the period of, if known."""

    start: int
    end: int
    first: int
    last: int
    between: str
    subject: str = ""

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year."""
        return self.first, self.last


@once
def periods_in(prose: Prose, lijsten: Lijsten) -> tuple[Period, ...]:
    """Return the periods in a text; those from one year up to another, and ends alone, with 0 for `first`."""
    found = []
    for match in _PERIOD.finditer(prose.text):
        first, last, between = int(match["first"]), int(match["last"]), match["between"].strip()
        if first < last and not (between == "/" and last == first + 1):
            subject = _subject(prose, match.start(), lijsten)
            found.append(Period(match.start(), match.end(), first, last, between, subject))
    covered = {period.end for period in found}
    for match in _UNTIL.finditer(prose.text):
        if match.end() not in covered and (subject := _subject(prose, match.start(), lijsten)):
            found.append(Period(match.start("last"), match.end(), 0, int(match["last"]), match["how"], subject))
    return tuple(found)


def _subject(prose: Prose, start: int, lijsten: Lijsten) -> str:
    """Return the noun whose period stands at `start`: with nothing but words of a frame between, or the only one."""
    begin, _ = sentence_at(prose, start)
    nouns = group(lijsten, "heeft-looptijd")
    words = words_between(prose, begin, start)
    if has(words, group(lijsten, "vroeger") | group(lijsten, "vroegere-periode")):
        return ""
    named = [
        (at, word)
        for at, word in enumerate(words)
        if word.lower in nouns and (not prose.is_quoted(word.start) or _opens(prose, word.start))
    ]
    if not named:
        return ""
    at, noun = named[-1]
    frame = group(lijsten, "zin-met-looptijd")
    between = [word for word in words[at + 1 :] if not prose.is_quoted(word.start)]
    if all(word.lower in frame for word in between):
        return "" if has(between, group(lijsten, "loopt")) and _is_part(words[:at], lijsten) else noun.lower
    framed = _FRAMED.search(prose.text[begin:start]) is not None
    return noun.lower if framed and len({word.lower for _, word in named}) == 1 else ""


def _is_part(before: Sequence[Word], lijsten: Lijsten) -> bool:
    """Whether a noun says whose something else is: `de eerste fase van de` regiovisie."""
    if len(before) < 2 or before[-2].lower not in group(lijsten, "voor-een-bepaling"):
        return False
    return len(before) < 3 or before[-3].lower not in group(lijsten, "looptijd")


def _opens(prose: Prose, place: int) -> bool:
    """Whether a quotation begins here, so that the word says what is quoted: `de “Regiovisie …”`."""
    return prose.is_quoted(place - 1) and not prose.text[place - 1].isalnum() and not prose.is_quoted(place - 2)


# ------------------------------------------------------------------ one subject, one period


class Said(Struct, frozen=True):
    """A period that a text gives, the words for it and their place; `is_title` when they stand in a quotation."""

    period: Period
    shown: str
    origin: Origin
    length: int
    is_title: bool


Texts = dict[tuple[Origin, bytes], tuple[Said, ...]]
"""The periods in texts, each under its place and a hash of its words, by which versions that share one are told."""


class Note(Struct, frozen=True):
    """The periods in one version, and those in the decision of its raad by their subject."""

    decided: dict[str, tuple[int, int]]
    texts: Texts


def note(stuk: Stuk) -> Note:
    """Return what is compared of one version."""
    return Note(_decided(stuk), dict(each for prose in stuk.texts if (each := _said(prose, stuk.lijsten)) is not None))


@once
def _said(prose: Prose, lijsten: Lijsten) -> tuple[tuple[Origin, bytes], tuple[Said, ...]] | None:
    found = []
    for period in periods_in(prose, lijsten):
        if period.subject:
            place = prose.finding(period.start, period.end, "")
            shown, is_title = prose.text[period.start : period.end], prose.is_quoted(period.start)
            found.append(Said(period, shown, place.origin, place.length, is_title))
    return ((prose.origin, sha256(prose.text.encode()).digest()[:8]), tuple(found)) if found else None


def check_periode_verschilt(notes: Sequence[Note]) -> Iterator[Finding]:
    """The same visie or plan has the same period everywhere; that in the decision of the raad is the one."""
    shared = _commonest(notes)
    for each in reversed(notes):
        shared |= each.decided
    for each in notes:
        right = shared | each.decided
        for said in (said for text in each.texts.values() for said in text):
            if known := right.get(said.period.subject):
                yield from _differing(said, known)


def _differing(said: Said, known: tuple[int, int]) -> Iterator[Finding]:
    period = said.period
    if period.years != known and _contradicts(period, known) and not said.is_title:
        years = f"{known[0]} tot en met {known[1]}"
        message = f"hier loopt de periode van ‘{period.subject}’ ‘{said.shown}’, elders {years}"
        if not period.first:
            message = f"hier loopt ‘{period.subject}’ {period.between} {said.shown}, elders tot en met {known[1]}"
        hint = "maak de periode overal gelijk; leg haar bijvoorbeeld één keer vast bij `termen`"
        yield Finding("", message, said.origin, hint, length=said.length)


_YEARS = late(
    r"\b(?:looptijd(?: van (?:de|het|deze|dit) (?P<of>\w+))? (?:is|van|bedraagt)|duurt) "
    r"(?P<number>[^\W\d_]+|\d+) jaar\b"
)


def check_looptijd(stuk: Stuk) -> Iterator[Finding]:
    """What a text says of the period on which the raad decides, fits it: how many years, and until when."""
    decided = {
        period.subject: period
        for prose in stuk.texts_at("besluit.raad")
        for period in periods_in(prose, stuk.lijsten)
        if period.subject and period.first
    }
    if len(decided) != 1:
        return
    ((subject, period),) = decided.items()
    for prose in stuk.texts:
        yield from _wrong_years(prose, subject, period, stuk.lijsten)
        yield from _beyond(prose, period, stuk.lijsten)


def _wrong_years(prose: Prose, subject: str, decided: Period, lijsten: Lijsten) -> Iterator[Finding]:
    """Yield `looptijd van vijf jaar` where the period has another number of years."""
    first, last = decided.years
    right = {last - first + 1, last - first + (decided.between == "tot en met")}
    for match in _YEARS.finditer(prose.text):
        number = read_number(match["number"])
        known = number and number not in right and match["of"] in (None, subject)
        if known and _is_of(prose, match.start(), subject, lijsten):
            years = write_number(last - first + 1)
            message = f"hier staat ‘{match[0]}’, maar {first} tot en met {last} is {years} jaar"
            yield prose.finding(match.start(), match.end(), message, "verbeter de looptijd, of de periode")


def _beyond(prose: Prose, decided: Period, lijsten: Lijsten) -> Iterator[Finding]:
    """Yield a period that begins with the one on which the raad decides, and ends later."""
    first, last = decided.years
    for period in periods_in(prose, lijsten):
        longer = period.first == first and last < period.last < last + 3 and not period.subject
        framed = _FRAMED.search(prose.text[max(period.start - 20, 0) : period.start])
        if longer and framed and not prose.is_quoted(period.start):
            shown = prose.text[period.start : period.end]
            message = f"hier staat ‘{shown}’, maar de raad besluit over {first} tot en met {last}"
            yield prose.finding(period.start, period.end, message, "controleer de periode")


def _is_of(prose: Prose, start: int, subject: str, lijsten: Lijsten) -> bool:
    """Whether nothing but the subject itself stands in a sentence before its term."""
    begin, _ = sentence_at(prose, start)
    allowed = group(lijsten, "zin-met-looptijd") | {subject}
    return all(word.lower in allowed for word in words_between(prose, begin, start))


def _contradicts(period: Period, known: tuple[int, int]) -> bool:
    """Whether a period begins or ends with the known one, but not both: another one altogether is of something else."""
    if not period.first:
        ends = (known[1], known[1] + (period.between == "tot"))
        return period.last not in ends and abs(period.last - known[1]) < 4
    return (period.first == known[0]) != (period.last == known[1])


def _decided(stuk: Stuk) -> dict[str, tuple[int, int]]:
    """Return the period of every subject in the decision of the raad, and of the title that it adopts."""
    return _titles(stuk) | {
        period.subject: period.years
        for prose in stuk.texts_at("besluit.raad")
        for period in periods_in(prose, stuk.lijsten)
        if period.subject and period.first
    }


_TITLE = late(
    rf"\b(?P<title>[^\W\d_]+)(?P<rest>[^.;:\n]{{0,90}}? )(?P<first>{_YEAR})"
    rf"(?: ?[-–] ?| tot en met | t/m )(?P<last>{_YEAR})(?![\w/-])"
)
_KINDS = ("visie", "plan", "programma", "agenda", "strategie", "convenant", "nota")
_ADOPTS = late(r"\b(?:vast te stellen|vaststelt|vast|in te stemmen met)\b")
_OLD = late(r"\b(?:in te trekken|vervallen|vervang\w*|wijzig\w*|verleng\w*|evaluatie|kennis te nemen)\b")


def _titles(stuk: Stuk) -> dict[str, tuple[int, int]]:
    """Return the period in the title that the raad adopts, under `visie` and `vervoersvisie`; unless there are more."""
    found: dict[str, set[tuple[int, int]]] = {}
    for prose in stuk.texts_at("besluit.raad"):
        for start, end in prose.sentences:
            sentence = prose.text[start:end]
            if _ADOPTS.search(sentence) and not _OLD.search(sentence):
                for kind, years in _titled(sentence):
                    found.setdefault(kind, set()).add(years)
    return {kind: next(iter(years)) for kind, years in found.items() if len(years) == 1}


def _titled(sentence: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in _TITLE.finditer(sentence):
        words = re.findall(r"[^\W\d_]+", match["title"] + match["rest"])
        named = [word.lower() for word in words if word.lower().endswith(_KINDS)]
        years = int(match["first"]), int(match["last"])
        if len(named) == 1 and years[0] < years[1]:
            kind = next(kind for kind in _KINDS if named[0].endswith(kind))
            yield from ((name, years) for name in {named[0], kind})


def _commonest(notes: Sequence[Note]) -> dict[str, tuple[int, int]]:
    """Return the period that most texts give of every subject, where one is given most."""
    texts = {key: said for each in notes for key, said in each.texts.items()}
    counts: dict[str, Counter[tuple[int, int]]] = {}
    for said in (said for text in texts.values() for said in text):
        if said.period.first:
            counts.setdefault(said.period.subject, Counter())[said.period.years] += 1
    first = {subject: each.most_common(2) for subject, each in counts.items()}
    return {subject: two[0][0] for subject, two in first.items() if len(two) == 1 or two[0][1] > two[1][1]}


# ------------------------------------------------------------------ one notation


def check_periode_notatie(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """One period is written in one way: `2020 tot en met 2024` (Aanwijzingen voor de regelgeving, 65)."""
    texts = {p: stuk.lijsten for stuk in stukken for p in stuk.texts if not p.path.startswith(_TITLED)}
    running = [
        (prose, period)
        for prose, lijsten in texts.items()
        for period in periods_in(prose, lijsten)
        if period.first and period.between in _NOTATIONS and _in_running_text(prose, period, lijsten)
    ]
    whole = {period.years for _, period in running if period.between == "tot en met"}
    for prose, period in running:
        if period.years not in whole and _is_of_before(prose, period, texts[prose]):
            continue
        if period.between != "tot en met" and prose.is_literal(period.start, period.end):
            shown = prose.text[period.start : period.end]
            better = f"{period.first} tot en met {period.last}"
            elsewhere = period.years in whole
            message = f"hier staat ‘{shown}’, elders ‘{better}’" if elsewhere else f"‘{shown}’ staat in een lopende zin"
            instead = better if elsewhere else None
            yield prose.finding(period.start, period.end, message, f"schrijf ‘{better}’", instead=instead)


def _is_of_before(prose: Prose, period: Period, lijsten: Lijsten) -> bool:
    """Whether a period is that of what came before, and belongs to its name: `het vorige programma, 2022-2027`."""
    begin, _ = sentence_at(prose, period.start)
    return has(words_between(prose, begin, period.start), group(lijsten, "vroeger"))


def _in_running_text(prose: Prose, period: Period, lijsten: Lijsten) -> bool:
    """Whether a period is no part of a title: a title is quoted, or begins with a capital and ends in its years."""
    if prose.is_quoted(period.start):
        return False
    before = re.search(r"([^\W\d_]+) $", prose.text[max(period.start - 30, 0) : period.start])
    if before and before[1] in group(lijsten, "voor-een-periode"):
        return True
    begin, _ = sentence_at(prose, period.start)
    nouns = group(lijsten, "heeft-looptijd")
    named = [word for word in words_between(prose, begin + 1, period.start) if word.lower in nouns]
    return bool(named) and named[-1].text.islower() and not prose.is_quoted(named[-1].start)
