"""Whether a proposal has the parts that its type asks for, and each gemeente the texts of her own that it needs."""

from collections.abc import Iterator, Mapping

from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.fieldpath import FieldPath, is_within
from raadsvoorstel.findings import Finding

USUAL = "gewoon"


def _row(stuk: Stuk, type: str) -> Mapping[str, tuple[str, ...]]:
    return next((row for row in stuk.lijsten.list_of("typen") if type in row.get("type", ())), {})


def _missing(stuk: Stuk, wanted: tuple[str, ...]) -> Iterator[str]:
    """Yield what is not there; of `a of b` either is enough."""
    for choice in wanted:
        if not any(stuk.has(path) for path in choice.split(" of ")):
            yield " of ".join(f"`{path}`" for path in choice.split(" of "))


def check_verplichte_delen(stuk: Stuk) -> Iterator[Finding]:
    """Without some parts the raad cannot decide on a proposal of this type; the list of types says why."""
    if not stuk.is_regio and (type := stuk.afspraken.type):
        for part in _missing(stuk, _row(stuk, type).get("verplicht", ())):
            message = f"een voorstel van het type {type} kan niet zonder {part}"
            yield stuk.say("type", message, f"schrijf {part}, of kies een ander `type`")


def check_aanbevolen_delen(stuk: Stuk) -> Iterator[Finding]:
    """A raad asks for what is usually in a proposal of this type; the list of types says why."""
    if stuk.is_regio or not stuk.voorstel.besluit_raad:
        return
    type = stuk.afspraken.type
    if missing := list(_missing(stuk, _row(stuk, type or USUAL).get("aanbevolen", ()))):
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
    for path, origin in stuk.afspraken.lokaal.items():
        if not any(_is_own(stuk, written, path) for written in stuk.voorstel.origins):
            slug, naam = stuk.voorstel.gemeente.slug, stuk.voorstel.gemeente.naam
            message = f"{naam} heeft geen eigen tekst bij `{path}`"
            yield Finding("", message, origin, f"schrijf die in {slug}.yaml, of vul de regionale tekst daar aan")


def _is_own(stuk: Stuk, written: FieldPath, path: FieldPath) -> bool:
    """Whether something at `written` comes from the file of the gemeente."""
    own = f"/{stuk.voorstel.gemeente.slug}.yaml"
    return is_within(written, path) and any(origin.file.endswith(own) for origin in stuk.voorstel.origins[written])
