"""Whether a period begins before the raad decides on it."""

import re
from collections.abc import Iterator

from raadsvoorstel.blocks import runs_text
from raadsvoorstel.checks.dates import said
from raadsvoorstel.checks.periods import periods_in
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import MONTHS, NBSP

_MONTH = re.compile(rf"\b(?P<month>{'|'.join(MONTHS)})(?: (?P<year>20\d\d))?", re.IGNORECASE)
_BEGUN = re.compile(
    r"\b(?:begint|begon|begonnen|gestart|startte|ingegaan|terugwerkend\w*|vertraging|vertraagd)\b", re.IGNORECASE
)


def check_periode_begonnen(stuk: Stuk) -> Iterator[Finding]:
    """A period that the raad decides on does not begin long before, unless the proposal says why."""
    decided = _decision(stuk)
    if decided is None:
        return
    year, month, shown = decided
    for prose in stuk.texts_at("besluit.raad"):
        for period in periods_in(prose, stuk.lijsten):
            late = period.first and (period.first < year or (period.first == year and month > 3))
            if late and not _is_explained(stuk, period.first):
                message = f"de periode begint in {period.first}, maar de raad besluit pas {shown}"
                hint = "leg dit uit bij de kanttekeningen, of laat de periode later beginnen"
                yield prose.finding(period.start, period.end, message, hint)


def _decision(stuk: Stuk) -> tuple[int, int, str] | None:
    """Return year and month in which the raad decides: on its day, or as the planning says; and how that is said."""
    if day := stuk.day("vergadering.raad"):
        return day.year, day.month, f"op {said(day)}"
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


def _first_month(text: str) -> tuple[int, int, str] | None:
    found = list(_MONTH.finditer(text.replace(NBSP, " ")))
    year = next((int(match["year"]) for match in found if match["year"]), None)
    if not found or year is None:
        return None
    month = found[0]["month"].lower()
    return year, MONTHS.index(month) + 1, f"in {month} {year}"


def _is_explained(stuk: Stuk, year: int) -> bool:
    return any(
        _BEGUN.search(sentence) and (str(year) in sentence or "periode" in sentence)
        for prose in stuk.texts
        if not prose.path.startswith("besluit")
        for sentence in (prose.text[start:end] for start, end in prose.sentences)
    )
