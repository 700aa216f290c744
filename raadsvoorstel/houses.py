"""Who a gemeente is and how its documents are built: its own file, on top of the house it may share."""

from collections.abc import Mapping as ByName
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.fieldpath import FieldPath, closest
from raadsvoorstel.filenames import unusable
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.layers import inherit
from raadsvoorstel.model.fields import SOORTEN
from raadsvoorstel.model.raadsvoorstel import Gemeente
from raadsvoorstel.nodes import Mapping, Scalar, node_at
from raadsvoorstel.project import GEMEENTE_FILE, HUIS_FILE, REGIO_FILE, Project
from raadsvoorstel.sources import read
from raadsvoorstel.validation.gemeente import build_gemeente

PERSBERICHT = "persbericht"


class House(Struct, frozen=True):
    """A gemeente and everything its `gemeente.yaml` says.

    `shared` is the folder whose templates it uses where it has none of its own, and `colours` maps the
    colours of those shared templates to its own.
    """

    gemeente: Gemeente
    tree: Mapping
    shared: str = ""
    colours: ByName[str, str] = {}


_Read = tuple[Mapping | None, list[Finding]]


def load_house(project: Project, item: Scalar, shared: dict[str, _Read]) -> tuple[House | None, list[Finding]]:
    """Return the gemeente that a proposal names, or None with what is wrong with her file or her name.

    In `shared` stay the houses that were read because gemeenten share them, for the next ones.
    """
    path = project.templates / item.text / GEMEENTE_FILE
    if not project.has(item.text):
        near = closest(item.text, project.gemeenten)
        hint = (
            f"bedoelt u `{near}`?"
            if near
            else f"maak {project.shown(path)}, of kies uit: {', '.join(project.gemeenten)}"
        )
        return None, [Finding("onbekende-gemeente", f"`{item.text}` heeft geen map in templates", item.origin, hint)]
    if reason := unusable(item.text):
        message = f"`{item.text}` kan niet de naam van een map met documenten zijn: {reason}"
        return None, [Finding("naam-onbruikbaar", message, item.origin, "geef de map onder templates een andere naam")]
    own, base, findings = _read_with_shared(project, path, shared)
    if own is None:
        return None, findings
    tree = inherit(base, own) if base else own
    gemeente, more = build_gemeente(item.text, tree, "" if base else _text_of(own))
    findings += more
    if gemeente is None:
        return None, findings
    return House(gemeente, without(tree, PERSBERICHT), word_at(own, "huis"), _colours(base, own)), findings


def _text_of(own: Mapping) -> str:
    """Return all that stands in the file of a gemeente, as far as it gives her name."""
    naam = node_at(own, "naam")
    return naam.span.source.text if isinstance(naam, Scalar) and naam.span else ""


def read_house(project: Project, path: Path) -> tuple[Mapping | None, list[Finding]]:
    """Return what a gemeente's file says, on top of what the house that it shares says."""
    own, base, findings = _read_with_shared(project, path, {})
    return (inherit(base, own) if own and base else own), findings


def _read_with_shared(
    project: Project, path: Path, known: dict[str, _Read]
) -> tuple[Mapping | None, Mapping | None, list[Finding]]:
    """Return a gemeente's own file and the house that it shares; nothing of her own where that house is faulty."""
    own, findings = read(project.inside(path), project.shown(path))
    shared = word_at(own, "huis")
    if own is None or not shared:
        return own, None, findings
    if shared not in known:
        known[shared] = _read_shared(project, shared, own.entries["huis"].value.origin)
    base, more = known[shared]
    return (own if base else None), base, findings + more


def _read_shared(project: Project, name: str, origin: Origin) -> _Read:
    if name not in project.huizen:
        near = closest(name, project.huizen)
        hint = f"bedoelt u `{near}`?" if near else f"maak templates/{name}/{HUIS_FILE}"
        return None, [Finding("onbekend-huis", f"`{name}` is geen map met een {HUIS_FILE}", origin, hint)]
    path = project.templates / name / HUIS_FILE
    return read(project.inside(path), project.shown(path))


def _colours(base: Mapping | None, own: Mapping) -> dict[str, str]:
    """Return which colour of the shared templates becomes which colour of this gemeente."""
    pairs: dict[str, str] = {}
    for key in ("kleur", "accent"):
        before, after = (node_at(tree, FieldPath(f"huisstijl.{key}")) if tree else None for tree in (base, own))
        if isinstance(before, Scalar) and isinstance(after, Scalar):
            pairs[before.text] = after.text
    return pairs


def load_sender_house(project: Project, tree: Mapping) -> tuple[House | None, list[Finding]]:
    """Return the region as one that sends documents, where it has a house to make them in."""
    shared, entry = word_at(tree, "huis"), tree.entries.get("huis")
    if PERSBERICHT not in tree.entries:
        return None, []
    if not shared or entry is None:
        hint = f"zet in {REGIO_FILE} bij `huis:` de map onder templates waarin het sjabloon van het persbericht ligt"
        return None, [
            Finding(
                "persbericht-zonder-huis", "het persbericht heeft geen huis", tree.entries[PERSBERICHT].origin, hint
            )
        ]
    house, findings = _read_shared(project, shared, entry.value.origin)
    if house is None:
        return None, findings
    if node_at(house, FieldPath(f"stukken.{PERSBERICHT}")) is None:
        hint = f"beschrijf het bij `stukken:` in templates/{shared}/{HUIS_FILE}"
        message = f"het huis `{shared}` maakt geen persbericht"
        return None, [*findings, Finding("persbericht-zonder-huis", message, entry.value.origin, hint)]
    only = replace(house, entries={key: entry for key, entry in house.entries.items() if key == "stukken"})
    naam = word_at(tree, "regio") or shared
    sender = Gemeente(shared, naam)
    return House(sender, without(only, *SOORTEN[:-1]), shared), findings


def without(tree: Mapping, *soorten: str) -> Mapping:
    """Return a house that does not make these kinds of document."""
    entry = tree.entries.get("stukken")
    if entry is None or not isinstance(entry.value, Mapping):
        return tree
    kept = {soort: stuk for soort, stuk in entry.value.entries.items() if soort not in soorten}
    return replace(tree, entries={**tree.entries, "stukken": replace(entry, value=replace(entry.value, entries=kept))})


def word_at(tree: Mapping | None, key: str) -> str:
    """Return the one value at `key`; "" when there is none."""
    node = node_at(tree, FieldPath(key)) if tree else None
    return node.text.strip() if isinstance(node, Scalar) else ""
