"""From the house style in `gemeente.yaml` or `huis.yaml` to Word templates."""

from pathlib import Path
from typing import Any

from raadsvoorstel.errors import FileTooLarge, RaadsvoorstelError, WordFileUnusable
from raadsvoorstel.fieldpath import FieldPath, canonical
from raadsvoorstel.findings import Finding, Origin, Severity, has_errors
from raadsvoorstel.houses import PERSBERICHT, read_house, without
from raadsvoorstel.layers import inherit
from raadsvoorstel.model.fields import SOORTEN
from raadsvoorstel.model.huisstijl import HUISSTIJL
from raadsvoorstel.nodes import Mapping, Node, Scalar, Sequence
from raadsvoorstel.project import GEMEENTE_FILE, HUIS_FILE, Project
from raadsvoorstel.reading import read_regular
from raadsvoorstel.shape import YES, Field, Group, Kind, Rows, Shape
from raadsvoorstel.sources import read
from raadsvoorstel.validation.gemeente import stukken
from raadsvoorstel.validation.tree import check, value_of
from raadsvoorstel.word.stationery.builder import build_stationery
from raadsvoorstel.word.stationery.colours import READABLE, WHITE, contrast_ratio, readable_on
from raadsvoorstel.word.stationery.house import Headings, HouseStyle, Margins, Part

LARGEST_LOGO = 5_000_000
"""Bytes; a logo that is larger makes every document heavy."""


_RECOLOURED = frozenset(("voorbeeld", "kleur", "accent"))
"""What a gemeente can say of its style and still use the templates of the house it shares: they are recoloured."""


class HuisstijlMissing(RaadsvoorstelError):
    """A gemeente has no description of its house style."""

    def __init__(self, shown: str) -> None:
        super().__init__(f"in {shown} staat geen `huisstijl:`; zie de handleiding voor een voorbeeld")


def build_template(project: Project, slug: str, soort: str = SOORTEN[0]) -> tuple[bytes | None, list[Finding]]:
    """Return the Word template that follows from the house style of a gemeente, or of a house that
    gemeenten share, for one kind of document; or None with what is wrong with that style.
    """
    path = _described_in(project, slug)
    tree, findings = read_house(project, path)
    if tree is None:
        return None, findings
    node = _huisstijl(tree, soort)
    if node is None:
        raise HuisstijlMissing(project.shown(path))
    findings += check(node, HUISSTIJL, FieldPath("huisstijl"))
    if has_errors(findings) or not isinstance(node, Mapping):
        return None, findings
    values = _value(node, HUISSTIJL)
    values.pop("voorbeeld", None)
    parts = tuple(Part(**deel) for deel in values.pop("delen"))
    if logo := values.pop("logo", ""):
        origin = _origin(node, "logo")
        # A logo that a shared house names lies beside the file of that house.
        values["logo"], more = _logo((project.root / origin.file).parent / logo, logo, origin)
        findings += more
    findings += _contrast(node)
    style = HouseStyle(
        **{
            **values,
            "marges": Margins(**values.get("marges", {})),
            "koppen": Headings(**values.get("koppen", {})),
        }
    )
    if has_errors(findings):
        return None, findings
    try:
        return build_stationery(style, parts), findings
    except WordFileUnusable as error:
        hint = "sla het logo op als PNG- of JPEG-bestand"
        return None, [*findings, Finding("logo-onbruikbaar", str(error), _origin(node, "logo"), hint)]


def kinds(project: Project, name: str) -> tuple[tuple[str, ...], list[Finding]]:
    """Return the kinds of document that a gemeente, or a house that gemeenten share, makes."""
    path = _described_in(project, name)
    tree, findings = read_house(project, path)
    if tree is None:
        return (), findings
    is_gemeente = path.name == GEMEENTE_FILE
    described = [soort for soort, _ in stukken(without(tree, PERSBERICHT) if is_gemeente else tree)]
    # Every gemeente makes the first kind, also while its indeling has yet to be written.
    return tuple(dict.fromkeys([*SOORTEN[: int(is_gemeente)], *described])), findings


def kinds_with_a_template_of_its_own(project: Project, name: str) -> tuple[tuple[str, ...], list[Finding]]:
    """Return the kinds for which a gemeente, or a house that gemeenten share, needs templates of its own.

    A gemeente whose style is that of the house it shares, but for its colours, needs none for what that house makes.
    """
    described, findings = kinds(project, name)
    shared = _shared_by(project, name) if described else ""
    elsewhere, more = kinds(project, shared) if shared else ((), [])
    return tuple(soort for soort in described if soort not in elsewhere), [*findings, *more]


def _described_in(project: Project, name: str) -> Path:
    folder = project.templates / name
    return folder / (GEMEENTE_FILE if (folder / GEMEENTE_FILE).exists() else HUIS_FILE)


def _shared_by(project: Project, name: str) -> str:
    """Return the house whose templates a gemeente uses; empty when it has a style of its own."""
    path = _described_in(project, name)
    tree, _ = read(path, project.shown(path))
    huis = tree.entries["huis"].value if tree and "huis" in tree.entries else None
    if tree is None or not isinstance(huis, Scalar):
        return ""
    styles = [part.entries["huisstijl"].value for _, part in stukken(tree) if "huisstijl" in part.entries]
    general = tree.entries["huisstijl"].value if "huisstijl" in tree.entries else None
    said = {key for style in (general, *styles) if isinstance(style, Mapping) for key in style.entries}
    return huis.text.strip() if said <= _RECOLOURED else ""


def _huisstijl(tree: Mapping, soort: str) -> Node | None:
    """Return the house style for a kind of document: the general one, with what that kind has of its own."""
    general = tree.entries["huisstijl"].value if "huisstijl" in tree.entries else None
    stuk = dict(stukken(tree)).get(soort)
    own = stuk.entries["huisstijl"].value if stuk and stuk is not tree and "huisstijl" in stuk.entries else None
    if isinstance(general, Mapping) and isinstance(own, Mapping):
        return inherit(general, own)
    return own or general


def _contrast(node: Mapping) -> list[Finding]:
    """Return a remark for every colour that is too light for letters; those are then made darker."""
    found: list[Finding] = []
    for key in ("kleur", "accent"):
        entry = node.entries.get(key)
        if entry is None or not isinstance(entry.value, Scalar):
            continue
        ratio = contrast_ratio(entry.value.text, WHITE)
        if ratio < READABLE:
            message = f"`{key}` {entry.value.text} heeft op wit contrast {ratio:.2f}; letters vragen {READABLE:.2f}"
            hint = f"letters komen in {readable_on(WHITE, entry.value.text)}; vlakken en lijnen houden de kleur"
            found.append(Finding("kleur-te-licht", message, entry.value.origin, hint, Severity.OPMERKING))
    return found


def _logo(path: Path, name: str, origin: Origin) -> tuple[bytes | None, list[Finding]]:
    # A name with a folder in it could reach any file of the computer.
    if Path(name).name != name:
        return None, [
            Finding("logo-elders", f"`{name}` is geen bestand naast {GEMEENTE_FILE}", origin, "zet het logo ernaast")
        ]
    if not path.is_file() or path.is_symlink():
        return None, [
            Finding("logo-ontbreekt", f"er is geen bestand {name}", origin, f"zet {name} naast {GEMEENTE_FILE}")
        ]
    try:
        return read_regular(path, LARGEST_LOGO), []
    except FileTooLarge:
        return None, [Finding("logo-te-groot", f"{name} is groter dan 5 MB", origin, "verklein het logo")]


def _origin(tree: Mapping, key: str) -> Origin:
    return tree.entries[key].value.origin if key in tree.entries else tree.origin


def _value(node: Node, shape: Shape) -> Any:
    """Return a checked tree as plain values, in the kinds that the shape names."""
    match shape, node:
        case Group(fields=fields), Mapping(entries=entries):
            return {key: _value(entry.value, fields[key]) for key, entry in entries.items()}
        case Rows(item=item), Sequence(items=items):
            return tuple(_value(one, item) for one in items)
        case Rows(item=item), Scalar():
            return (_value(node, item),)
        case Field(kind=kind), Scalar():
            text = value_of(node)
            if kind is Kind.NUMBER:
                return float(text.replace(",", "."))
            if kind is Kind.YES_NO:
                return text.lower() in YES
            return canonical(text) if kind is Kind.CHOICE else text
        case _:
            raise TypeError(f"{shape} does not describe {node}")
