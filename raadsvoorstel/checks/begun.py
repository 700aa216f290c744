"""Whether a period begins before the raad decides on it."""

import re
from collections.abc import Iterator

from raadsvoorstel.blocks import runs_text
from raadsvoorstel.checks.periods import Period, periods_in
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import sentence_at
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import MONTHS, NBSP
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_MONTH = late(rf"\b(?P<month>{'|'.join(MONTHS)})(?: (?P<year>20\d\d))?", re.IGNORECASE)
_BEGUN = late(
    r"\b(?:begint|begon|begonnen|gestart|startte|ingegaan|terugwerkend\w*|vertraging|vertraagd)\b", re.IGNORECASE
)
_ENDS = late(
    r"\b(?:in te trekken|ingetrokken|intrekking|vervallen|verval|verleng\w*|evaluatie|terugblik|kennis te nemen|"
    r"vervang\w*|opvolg\w*|wijzig\w*)\b",
    re.IGNORECASE,
)
"""Words with which a decision is about what was there already."""


def check_periode_begonnen(stuk: Stuk) -> Iterator[Finding]:
    """A period that the raad decides on does not begin long before, unless the proposal says why."""
    decided = decision_of(stuk)
    if decided is None:
        return
    year, month = decided
    named = {period.years for prose in stuk.texts_at("onderwerp") for period in periods_in(prose, stuk.lijsten)}
    for prose in stuk.texts_at("besluit.raad"):
        for period in periods_in(prose, stuk.lijsten):
            late = 0 < period.first < year or (period.first == year and month > 6)
            decides = period.years in named if named else _is_decided(prose, period, year)
            if late and decides and not _is_explained(stuk, period.first):
                when = f"in {year}" if period.first < year else f"in de tweede helft van {year}"
                message = f"de periode begint in {period.first}, maar de raad besluit pas {when}"
                hint = "leg dit uit bij de kanttekeningen, of laat de periode later beginnen"
                yield prose.finding(period.start, period.end, message, hint)


def _is_decided(prose: Prose, period: Period, year: int) -> bool:
    """Whether a period is that of what the raad adopts, and not of an older visie that ends."""
    start, end = sentence_at(prose, period.start)
    return period.last >= year and not _ENDS.search(prose.text[start:end])


def decision_of(stuk: Stuk) -> tuple[int, int] | None:
    """Return year and month in which the raad decides: on its day, or as the planning says."""
    if day := stuk.day("vergadering.raad"):
        return day.year, day.month
    for mijlpaal in stuk.voorstel.mijlpalen:
        if re.search(r"\braden\b|\braad\b", runs_text(mijlpaal.tekst)) and (
            found := _first_month(runs_text(mijlpaal.wanneer))
        ):
            return found
    for prose in stuk.texts_at("planning"):
        for start, end in prose.sentences:
            sentence = prose.text[start:end]
            if re.search(r"\braden\b|\braad\b", sentence) and re.search(r"vaststel|besluit", sentence):
                return _first_month(sentence)
    return None


def _first_month(text: str) -> tuple[int, int] | None:
    found = list(_MONTH.finditer(text.replace(NBSP, " ")))
    year = next((int(match["year"]) for match in found if match["year"]), None)
    if not found or year is None:
        return None
    return year, MONTHS.index(found[0]["month"].lower()) + 1


def _is_explained(stuk: Stuk, year: int) -> bool:
    return any(
        _BEGUN.search(sentence) and (str(year) in sentence or "periode" in sentence)
        for prose in stuk.texts
        if not prose.path.startswith("besluit")
        for sentence in (prose.text[start:end] for start, end in prose.sentences)
    )
