"""Whether every text that was written comes out somewhere."""

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.fieldpath import FieldPath, is_within, is_within_any
from raadsvoorstel.findings import Finding
from raadsvoorstel.model.raadsvoorstel import Huis, Raadsvoorstel


def check_alles_heeft_een_plaats(stuk: Stuk) -> Iterator[Finding]:
    """A text without a place in indeling, header, template or another text would be lost in silence."""
    for path in _without_place(stuk):
        if not is_within(path, _COLLEGEBESLUIT):
            yield _lost(stuk, path)


def check_collegebesluit_heeft_een_plaats(stuk: Stuk) -> Iterator[Finding]:
    """What the region wrote for a collegebesluit is only printed where that is a document of its own."""
    for path in _without_place(stuk):
        if is_within(path, _COLLEGEBESLUIT):
            yield _lost(stuk, path)


@lru_cache(maxsize=1)
def _without_place(stuk: Stuk) -> tuple[FieldPath, ...]:
    # Two rules ask this of a version, one after the other.
    return tuple(without_place(stuk.voorstel, stuk.placed))


def _lost(stuk: Stuk, path: FieldPath) -> Finding:
    naam = stuk.voorstel.gemeente.naam
    message = f"`{path}` heeft een tekst, maar geen plaats in de indeling van {naam}"
    return stuk.say(path, message, _remedy(stuk.voorstel, path))


def without_place(voorstel: Raadsvoorstel, placed: Set[str]) -> Iterator[FieldPath]:
    """Yield what was written and would not be printed anywhere; `placed` are the fields its templates print."""
    places = {veld for huis in voorstel.huizen for sectie in huis.indeling for veld in sectie.velden}
    places |= {FieldPath(_PRINTS[veld]) for veld in places if veld in _PRINTS}
    shown = {veld for huis in voorstel.huizen for veld in (*huis.niet_tonen, *(regel.veld for regel in huis.kop))}
    shown |= voorstel.genoemd | {FieldPath(name) for name in placed}
    for path in _written(voorstel):
        if path in voorstel.regels and path in shown:
            continue
        if not is_within_any(path, places):
            yield path


def check_delen(huis: Huis, parts: Sequence[str]) -> Iterator[Finding]:
    """A section in a part that the template does not print would be lost; `parts` are those it prints."""
    for sectie in huis.indeling:
        if sectie.deel not in parts:
            yield Finding(
                "deel-ontbreekt",
                f"het sjabloon van het {huis.soort} heeft geen plaats voor het deel `{sectie.deel}`",
                sectie.origin,
                f"kies uit: {', '.join(parts) or 'niets'}; of herhaal in het sjabloon `delen.{sectie.deel}`",
            )


_PRINTS = {"raadsbesluit": "besluit.raad", "collegebesluit": "besluit.college"}
"""The formal decisions print the decision points too."""
_COLLEGEBESLUIT, _PERSBERICHT = FieldPath("collegebesluit"), FieldPath("persbericht")
"""The one is only printed where it is a document of its own, the other only by the region."""


def _written(voorstel: Raadsvoorstel) -> Iterator[FieldPath]:
    """Yield the paths of the texts that this gemeente, or the region, answers for."""
    regional = any(huis.soort == _PERSBERICHT for huis in voorstel.huizen)
    yield from (path for path in _all_written(voorstel) if is_within(path, _PERSBERICHT) == regional)


def _all_written(voorstel: Raadsvoorstel) -> Iterator[FieldPath]:
    yield from (path for path, runs in voorstel.regels.items() if not any(run.open_field for run in runs))
    # What the program itself proposes for a raadsbesluit is no text of the writer's.
    yield from (path for path in voorstel.teksten if not voorstel.origins[path][0].file.startswith("raadsvoorstel/"))
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
