"""What a Word template of a gemeente must be able to do, and what is wrong with one that cannot."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.blocks import plain
from raadsvoorstel.errors import RaadsvoorstelError, TemplateUnusable, WordFileUnusable
from raadsvoorstel.fieldpath import FieldPath, closest
from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.houses import read_house
from raadsvoorstel.model.fields import DOSSIER, LINES, PLACEABLE, SOORTEN
from raadsvoorstel.model.raadsvoorstel import Huis
from raadsvoorstel.placeholders import FILTERS
from raadsvoorstel.project import GEMEENTE_FILE, HUIS_FILE, Project
from raadsvoorstel.render import open_template
from raadsvoorstel.validation.gemeente import build_huizen
from raadsvoorstel.word import parcel
from raadsvoorstel.word.comments import Remark, annotate
from raadsvoorstel.word.guard import demand_small
from raadsvoorstel.word.inspection import Fault, Inspection, Loop, Place, Vocabulary, Wanted, inspect
from raadsvoorstel.word.writer import ARGUMENT, SIGNATURE, TABLE_STYLES, TABLE_TEXT

AUTHOR = "raadsvoorstel"
"""Whose name stands with the comments in an annotated copy."""

NOT_A_TEMPLATE = "geen-sjabloon"
"""The code of the finding that a file was refused as a whole."""
_OF_LISTS = frozenset(("opsomming", "aantal", "aantal_cijfers"))
"""The filters for a list of names; a template has no such list."""


def _elsewhere() -> dict[str, str]:
    """Return why a name that does exist cannot stand in a template."""
    texts = {str(path): _IN_INDELING.format(path) for path in PLACEABLE if path not in LINES}
    return {**texts, **{name: f"`{name}` kan alleen in een tekst van het voorstel staan" for name in DOSSIER.fields}}


_IN_INDELING = "`{}` is een tekst met alinea's: die komt via `indeling:` in gemeente.yaml in `delen.…` van het sjabloon"

VOCABULARY = Vocabulary(
    values=frozenset((*LINES, "gemeente.naam", "gemeente.code")),
    loops={
        "kop": Loop(lines=("label", "waarde"), needed=("waarde",)),
        "delen": Loop(lines=("titel",), texts=("inhoud",), named=True),
    },
    filters=frozenset(FILTERS),
    idle=_OF_LISTS,
    elsewhere=_elsewhere(),
)
"""What a template can say."""

_ABOVE = "koppen van dit niveau in een tekst krijgen dan de stijl van het niveau erboven"
WANTED = (
    Wanted(("heading 1",), "paragraph", "de titels van secties hebben die nodig om in het navigatievenster te komen"),
    Wanted(("heading 2",), "paragraph", _ABOVE),
    Wanted(("heading 3",), "paragraph", _ABOVE),
    Wanted(("heading 4",), "paragraph", _ABOVE),
    Wanted(("list number",), "paragraph", "genummerde lijsten krijgen dan nummers van het programma zelf", "number"),
    Wanted(("list bullet",), "paragraph", "opsommingen krijgen dan tekens van het programma zelf", "bullet"),
    Wanted(("quote",), "paragraph", "een citaat springt dan alleen in"),
    Wanted(("hyperlink",), "character", "een koppeling wordt dan alleen onderstreept"),
    Wanted(TABLE_STYLES, "table", "tabellen krijgen dan dunne grijze lijnen"),
    Wanted((ARGUMENT,), "paragraph", "een stelling ziet er dan uit als een genummerde lijst"),
    Wanted((TABLE_TEXT,), "paragraph", "tekst in een tabel krijgt dan de gewone stijl"),
    Wanted((SIGNATURE,), "paragraph", "een handtekening krijgt dan alleen witruimte erboven"),
)
"""The styles that a text asks for."""


class Found(Struct, frozen=True):
    """A finding in a template, with the spot in it."""

    finding: Finding
    place: Place


class Controle(Struct, frozen=True):
    """What a check of one template brought to light, in order of place."""

    path: Path
    found: tuple[Found, ...]

    @property
    def findings(self) -> list[Finding]:
        """The findings alone."""
        return [each.finding for each in self.found]


def sjablonen_of(project: Project) -> list[Path]:
    """Return every Word template of a project: those of its gemeenten, and of the houses they share."""
    folders = sorted({*project.gemeenten, *project.huizen})
    paths = (project.template(folder, soort) for folder in folders for soort in SOORTEN)
    return [path for path in paths if path.is_file()]


def controleer_sjabloon(path: Path, data: bytes, shown: str) -> Controle:
    """Return everything that is wrong with the template `data` that lies at `path`.

    With a gemeente.yaml (or huis.yaml) beside it, the template is also held against what that asks of it.
    """
    try:
        parts = parcel.read(data, shown)
        demand_small(parts, shown)
        inspection = inspect(parts, VOCABULARY, WANTED)
    except WordFileUnusable as error:
        fault = Fault("geen-sjabloon", str(error), Place(), "sla het in Word op als «Word-document (*.docx)»")
        return Controle(path, (_found(fault, shown),))
    faults = [*(_house_faults(path, inspection) if inspection.readable else ()), *inspection.faults]
    if all(fault.severity is not Severity.FOUT for fault in faults):
        faults += _unforeseen(path, data)
    return Controle(path, tuple(_found(fault, shown) for fault in faults))


def onleesbaar(path: Path, shown: str, reason: str) -> Controle:
    """Return the same for a file that cannot be opened at all."""
    return Controle(path, (_found(Fault("geen-sjabloon", f"dit bestand kan niet worden gelezen: {reason}"), shown),))


def annoteer(path: Path, data: bytes, controle: Controle, date: str) -> bytes:
    """Return a copy of a template with every finding as a comment at its spot; `date` as Word writes one, or ""."""
    remarks = [Remark(each.place, _comment(each.finding)) for each in controle.found]
    return annotate(parcel.read(data, str(path)), remarks, AUTHOR, date)


def place_for_copy(path: Path) -> Path:
    """Return the first name beside a template that nothing has yet, for the copy with comments."""
    number = 1
    while True:
        suffix = " (opmerkingen)" if number == 1 else f" (opmerkingen {number})"
        copy = path.with_name(f"{path.stem}{suffix}.docx")
        if not copy.exists():
            return copy
        number += 1


def _found(fault: Fault, shown: str) -> Found:
    place = fault.place
    where = f"{place.area}: " if place.area else ""
    around = f" (bij «{place.text}»)" if place.text and place.text not in fault.message else ""
    finding = Finding(fault.code, f"{where}{fault.message}{around}", Origin(shown), fault.hint, fault.severity)
    return Found(finding, place)


def _comment(finding: Finding) -> str:
    hint = f"\n{finding.hint[:1].upper()}{finding.hint[1:]}." if finding.hint else ""
    return f"{str(finding.severity).capitalize()}: {finding.message} [{finding.code}]{hint}"


def _unforeseen(path: Path, data: bytes) -> Iterator[Fault]:
    """Yield why a template in which nothing was found cannot be filled in all the same."""
    try:
        open_template(path, data)
    except TemplateUnusable as error:
        yield Fault("sjabloon-onbruikbaar", str(error))
    except (RaadsvoorstelError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        message = f"het bestand is op een ongewone manier opgebouwd ({type(error).__name__}: {error})"
        yield Fault("sjabloon-onbruikbaar", message, hint="open en bewaar het in Word, en probeer het opnieuw")


# ------------------------------------------------------------------ what the house asks of it


def _house_faults(path: Path, inspection: Inspection) -> Iterator[Fault]:
    """Yield the texts that would get no place; without a house beside the template, only when none has one."""
    huizen, name = _huizen(path)
    huis = next((huis for huis in huizen if huis.soort == path.stem), huizen[0] if huizen else None)
    if huis is None:
        if not any(chain.startswith("delen.") for chain in inspection.loops):
            message = "het sjabloon herhaalt nergens `delen.…`: de teksten van een voorstel hebben er geen plaats"
            yield Fault("deel-ontbreekt", message, hint=_LOOP.format("inhoud"))
        return
    yield from _parts(huis, name, inspection)
    yield from _kop(huis, name, inspection)
    if len(huizen) == 1 and huis.soort == SOORTEN[0]:
        yield from _without_place(huis, name, inspection)


def _huizen(path: Path) -> tuple[tuple[Huis, ...], str]:
    """Return how the documents of the house beside a template are built, and the name of the file that says so."""
    project = Project(path.parent.parent.parent)
    for name in (GEMEENTE_FILE, HUIS_FILE):
        if (file := path.with_name(name)).is_file():
            tree, _ = read_house(project, file)
            return (build_huizen(tree, lambda scalar: plain(scalar.text)) if tree else ()), name
    return (), ""


_LOOP = (
    "zet er, elk in een eigen alinea: {{%p for sectie in delen.{} %}}, {{{{ sectie.titel }}}} in Kop 1, "
    "{{{{p sectie.inhoud }}}} en {{%p endfor %}}"
)


def _parts(huis: Huis, name: str, inspection: Inspection) -> Iterator[Fault]:
    printed = {chain.partition(".")[2]: place for chain, place in inspection.loops.items() if "." in chain}
    needed = {
        sectie.deel: sectie.titel or str(sectie.velden[0] if sectie.velden else "") for sectie in huis.indeling[::-1]
    }
    for deel, titel in needed.items():
        if deel not in printed:
            near = closest(deel, [other for other in printed if other not in needed])
            message = f"{name} zet «{titel}» in het deel `{deel}`, maar het sjabloon herhaalt `delen.{deel}` nergens"
            hint = f"bedoelt {printed[near].area} `delen.{deel}`?" if near else _LOOP.format(deel)
            yield Fault("deel-ontbreekt", message, printed[near] if near else Place(), hint)
        elif titel and "titel" not in inspection.printed.get(f"delen.{deel}", ()) and _has_titles(huis, deel):
            message = f"de titels van `delen.{deel}` worden niet afgedrukt, zoals «{titel}»"
            yield Fault(
                "tekst-verdwijnt",
                message,
                printed[deel],
                "zet binnen het blok een alinea `{{ sectie.titel }}` in Kop 1",
            )
    for deel, place in printed.items():
        if deel not in needed:
            message = f"geen sectie in {name} staat in het deel `{deel}`; hier komt niets"
            yield Fault("deel-zonder-sectie", message, place, "", Severity.OPMERKING)


def _has_titles(huis: Huis, deel: str) -> bool:
    return any(sectie.titel for sectie in huis.indeling if sectie.deel == deel)


def _kop(huis: Huis, name: str, inspection: Inspection) -> Iterator[Fault]:
    if "kop" in inspection.loops:
        return
    missing = [regel for regel in huis.kop if regel.veld not in inspection.values]
    if missing:
        labels = ", ".join(f"«{regel.label}» (`{regel.veld}`)" for regel in missing)
        hint = "herhaal de kop met {%p for regel in kop %}, of zet elk veld als invulplaats"
        yield Fault(
            "veld-niet-geplaatst",
            f"{name} vraagt in de kop om {labels}, en het sjabloon heeft er geen plaats voor",
            hint=hint,
        )


def _without_place(huis: Huis, name: str, inspection: Inspection) -> Iterator[Fault]:
    """Yield the single fields that come nowhere: a proposal that fills them in will be refused."""
    places: Sequence[FieldPath] = [veld for sectie in huis.indeling for veld in sectie.velden]
    shown = {*(regel.veld for regel in huis.kop), *huis.niet_tonen, *places, *inspection.values}
    lines = (path for path in LINES if not path.startswith("persbericht"))
    missing = [path for path in lines if path not in shown and path.partition(".")[0] not in places]
    if missing:
        fields = ", ".join(f"`{path}`" for path in missing)
        hint = f"zet ze als invulplaats in het sjabloon, of in {name} bij `kop:` of `niet_tonen:`"
        message = f"deze gegevens hebben nergens een plaats: {fields}"
        yield Fault("veld-niet-geplaatst", message, Place(), hint, Severity.OPMERKING)
