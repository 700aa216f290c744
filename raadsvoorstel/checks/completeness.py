"""Whether every text that was written comes out somewhere."""

from collections.abc import Iterator, Set

from raadsvoorstel.fieldpath import FieldPath, is_within
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel


def check_alles_heeft_een_plaats(voorstel: Raadsvoorstel, placed: Set[str]) -> Iterator[Finding]:
    """A text without a place in indeling, header, template or another text would be lost in silence."""
    places = {veld for sectie in voorstel.huis.indeling for veld in sectie.velden}
    if "raadsbesluit" in places:
        places.add(FieldPath("besluit.raad"))
    regels = voorstel.genoemd | {regel.veld for regel in voorstel.huis.kop} | set(voorstel.huis.niet_tonen)
    for path in _written(voorstel):
        if path in voorstel.regels and (path in regels or path in placed):
            continue
        if not any(is_within(path, place) for place in places):
            yield Finding(
                "zonder-plaats",
                f"`{path}` heeft een tekst, maar geen plaats in de indeling van {voorstel.gemeente.naam}",
                voorstel.origins.get(path, Origin(voorstel.naam)),
                _remedy(voorstel, path),
            )


def _written(voorstel: Raadsvoorstel) -> Iterator[FieldPath]:
    yield from (path for path, runs in voorstel.regels.items() if not any(run.open_field for run in runs))
    # What the program itself proposes for a raadsbesluit is no text of the writer's.
    yield from (path for path in voorstel.teksten if not voorstel.origins[path].file.startswith("raadsvoorstel/"))
    yield from (punt.path for punt in (*voorstel.besluit_college, *voorstel.besluit_raad))
    yield from (argument.path for argument in (*voorstel.argumenten, *voorstel.kanttekeningen))
    yield from (bedrag.path for bedrag in voorstel.bedragen)
    yield from (mijlpaal.path for mijlpaal in voorstel.mijlpalen)
    yield from (bijlage.path for bijlage in voorstel.bijlagen)
    yield from (extra.path for extra in voorstel.extra)


def _remedy(voorstel: Raadsvoorstel, path: FieldPath) -> str:
    where = f"templates/{voorstel.gemeente.slug}/gemeente.yaml"
    if path in voorstel.regels:
        return f"zet `{path}` in {where} bij `kop:`, `indeling:` of `niet_tonen:`"
    return f"voeg in {where} bij `indeling:` een sectie toe met `velden: {path}`"
