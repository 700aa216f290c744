"""Whether a proposal has the parts that its type asks for, and each gemeente the texts of her own that it needs."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath as PurePath

from raadsvoorstel.blocks import Table, runs_text
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.fieldpath import FieldPath, is_within, lineage
from raadsvoorstel.findings import Finding, Origin

USUAL = "gewoon"


def _row(stuk: Stuk, type: str) -> Mapping[str, tuple[str, ...]]:
    return next((row for row in stuk.lijsten.list_of("typen") if type in row.get("type", ())), {})


def _missing(stuk: Stuk, wanted: tuple[str, ...]) -> Iterator[str]:
    """Yield what is not there; of `a of b` either is enough."""
    for choice in wanted:
        if not any(stuk.has(path) or _is_in_a_table(stuk, path) for path in choice.split(" of ")):
            yield " of ".join(f"`{path}`" for path in choice.split(" of "))


def _is_in_a_table(stuk: Stuk, path: str) -> bool:
    """Whether the amounts of a proposal stand in a table within its text."""
    return path == "financien.bedragen" and any(
        isinstance(block, Table) and any("€" in runs_text(cell) for row in block.rows for cell in row)
        for field, blocks in stuk.voorstel.teksten.items()
        if is_within(field, FieldPath("financien"))
        for block in blocks
    )


def _left_out(stuk: Stuk, part: str) -> str:
    """Return the field that the gemeente left out herself; "" when nobody wrote it."""
    paths = (path.strip("`") for path in part.split(" of "))
    return next((path for path in paths if stuk.is_left_out(path)), "")


def check_verplichte_delen(stuk: Stuk) -> Iterator[Finding]:
    """Without some parts the raad cannot decide on a proposal of this type; the list of types says why."""
    if not stuk.is_regio and (type := stuk.afspraken.type):
        for part in _missing(stuk, _row(stuk, type).get("verplicht", ())):
            message = f"een voorstel van het type {type} kan niet zonder {part}"
            yield stuk.say(_left_out(stuk, part) or "type", message, f"schrijf {part}, of kies een ander `type`")


def check_aanbevolen_delen(stuk: Stuk) -> Iterator[Finding]:
    """A raad asks for what is usually in a proposal of this type; the list of types says why."""
    if stuk.is_regio or not stuk.voorstel.besluit_raad:
        return
    type = stuk.afspraken.type
    missing = []
    for part in _missing(stuk, _row(stuk, type or USUAL).get("aanbevolen", ())):
        if path := _left_out(stuk, part):
            yield stuk.say(path, f"zonder {part} mist de raad wat hij meestal vraagt", "laat dit deel niet weg")
        else:
            missing.append(part)
    if missing:
        if type:
            message = f"in een voorstel van het type {type} staat meestal ook {', '.join(missing)}"
            yield stuk.say("type", message, "schrijf wat de raad hierover moet weten")
        elif not stuk.is_sketch:
            message = f"in dit voorstel ontbreekt {', '.join(missing)}"
            yield stuk.say(
                "", message, "schrijf wat de raad hierover moet weten, of noem bij `type` wat voor voorstel het is"
            )


def check_zinloze_delen(stuk: Stuk) -> Iterator[Finding]:
    """Some parts say nothing in a proposal of this type; the list of types says why."""
    if not stuk.is_regio and (type := stuk.afspraken.type):
        for path in _row(stuk, type).get("zinloos", ()):
            if stuk.has(path):
                yield stuk.say(path, f"`{path}` hoort niet bij een voorstel van het type {type}", "haal dit deel weg")


def check_eigen_tekst(stuk: Stuk) -> Iterator[Finding]:
    """Where the region asks for a local text, each gemeente has written one in her own file."""
    if stuk.is_regio:
        return
    own = _own_paths(stuk) if stuk.afspraken.lokaal else ()
    for path, origin in stuk.afspraken.lokaal.items():
        if path not in own:
            slug, naam = stuk.voorstel.gemeente.slug, stuk.voorstel.gemeente.naam
            asked = f"regel {origin.line} van {PurePath(origin.file).name}"
            message = f"{naam} heeft geen eigen tekst bij `{path}`; {asked} vraagt daarom"
            hint = f"schrijf die in {slug}.yaml, of vul de regionale tekst daar aan"
            yield Finding("", message, _own_file(stuk, origin), hint)


def _own_file(stuk: Stuk, regio: Origin) -> Origin:
    """Return where the file of the gemeente begins; one that does not exist, as a whole."""
    file = str(PurePath(regio.file).with_name(f"{stuk.voorstel.gemeente.slug}.yaml"))
    written = (origin for origins in stuk.voorstel.origins.values() for origin in origins)
    return Origin(file, 1, 1) if any(origin.file == file for origin in written) else Origin(file)


def _own_paths(stuk: Stuk) -> set[FieldPath]:
    """Return the fields at which, or within which, something comes from the file of the gemeente."""
    own = f"/{stuk.voorstel.gemeente.slug}.yaml"
    written = (path for path, origins in stuk.voorstel.origins.items() if any(o.file.endswith(own) for o in origins))
    return {each for path in written for each in lineage(path)}
