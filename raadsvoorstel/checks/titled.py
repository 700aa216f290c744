"""Whether the title that the raad adopts has the same years wherever it is named."""

import re
from collections.abc import Iterator

from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_YEARS = r"(?P<first>(?:19|20)\d\d) ?(?:[-–/]|tot en met|t/m) ?(?P<last>(?:19|20)\d\d)(?!\w)"
_TITLE = late(rf"[“„\"‘'](?P<stem>[^“”„\"\n]{{4,150}}?),? {_YEARS}[”“\"’']")
_FEW = 2
Years = tuple[int, int]


def check_titel_jaren(stuk: Stuk) -> Iterator[Finding]:
    """A title with years has those of the decision; years that do not overlap are of an earlier or a later one."""
    for stem, years in _decided(stuk).items():
        words = r"\s+".join(map(re.escape, stem.split()))
        named = re.compile(rf"(?<!\w){words},? {_YEARS}", re.IGNORECASE)
        for prose in stuk.texts:
            if not prose.path.startswith(("besluit.", "eerdere_besluiten")):
                yield from _otherwise(prose, named, years)


def _decided(stuk: Stuk) -> dict[str, Years]:
    """Return the years of each title that is quoted in the decision, by its words; those quoted with two left out."""
    found: dict[str, set[Years]] = {}
    for prose in stuk.texts_at("besluit.raad"):
        for match in prose.matches(_TITLE):
            if len(match["stem"].split()) >= _FEW:
                found.setdefault(match["stem"].lower(), set()).add(_years(match))
    return {stem: next(iter(years)) for stem, years in found.items() if len(years) == 1}


def _otherwise(prose: Prose, named: re.Pattern[str], years: Years) -> Iterator[Finding]:
    for match in named.finditer(prose.text):
        first, last = _years(match)
        if (first, last) != years and first < years[1] and last > years[0]:
            start, end = match.start("first"), match.end("last")
            meant = f"{years[0]}-{years[1]}"
            message = f"de titel heeft hier de jaren ‘{prose.text[start:end]}’, maar in het besluit {meant}"
            yield prose.finding(start, end, message, "neem de titel uit het besluit over, of leg hem vast bij `termen`")


def _years(match: re.Match[str]) -> Years:
    return int(match["first"]), int(match["last"])
