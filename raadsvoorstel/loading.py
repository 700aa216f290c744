"""From the folders of a project to the proposals in them."""

import re
from collections.abc import Mapping as ByName
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from raadsvoorstel.errors import FolderNotFound
from raadsvoorstel.fieldpath import FieldPath, canonical, closest
from raadsvoorstel.findings import Finding, Origin, Severity, has_errors
from raadsvoorstel.layers import inherit, overlay
from raadsvoorstel.model.fields import DOSSIER, EIGEN, REGIO, SOORTEN, VOORSTEL
from raadsvoorstel.model.raadsvoorstel import Deelnemer, Gemeente, Raadsvoorstel
from raadsvoorstel.pictures import PictureFile, read_picture
from raadsvoorstel.shape import descend, walk
from raadsvoorstel.sources import Joined, Mapping, Node, Scalar, Sequence, parse, read
from raadsvoorstel.validation.gemeente import build_gemeente
from raadsvoorstel.validation.tree import NO, check
from raadsvoorstel.validation.voorstel import build_raadsvoorstel

REGIO_FILE, GEMEENTE_FILE, HUIS_FILE = "regio.yaml", "gemeente.yaml", "huis.yaml"
PERSBERICHT = "persbericht"
_BASIS = "raadsvoorstel/basis.yaml"
_TERM = re.compile(r"\{\{\s*termen\.([\w-]+)")


@dataclass(frozen=True)
class Project:
    """A folder with `templates/` and `proposals/` in it."""

    root: Path

    @property
    def templates(self) -> Path:
        """The folder with a folder per gemeente."""
        return self.root / "templates"

    @property
    def proposals(self) -> Path:
        """The folder with a folder per proposal."""
        return self.root / "proposals"

    @cached_property
    def gemeenten(self) -> tuple[str, ...]:
        """The gemeenten that have a folder, by name."""
        return _folders_with(self.templates, GEMEENTE_FILE)

    @cached_property
    def huizen(self) -> tuple[str, ...]:
        """The houses that gemeenten share, by the name of their folder."""
        return _folders_with(self.templates, HUIS_FILE)

    @cached_property
    def voorstellen(self) -> tuple[str, ...]:
        """The proposals that have a folder, by name."""
        return _folders_with(self.proposals, REGIO_FILE)

    def template(self, gemeente: str, soort: str = SOORTEN[0]) -> Path:
        """Return where a gemeente's own Word template for a kind of document lies."""
        return self.templates / gemeente / f"{soort}.docx"

    def shown(self, path: Path) -> str:
        """Return a path as a person in the project's folder would write it."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def _folders_with(folder: Path, file: str) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{file}")))


@dataclass(frozen=True, slots=True)
class House:
    """A gemeente and everything its `gemeente.yaml` says.

    `shared` is the folder whose templates it uses where it has none of its own, and `colours` maps the
    colours of those templates to its own.
    """

    gemeente: Gemeente
    tree: Mapping
    shared: str = ""
    colours: ByName[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One proposal before it is laid out per gemeente.

    `houses` holds the participants that are known, in their order, `own` what their files say, and `sender`
    the region itself, where it makes documents of its own. Nothing can be made of a dossier that is
    `faulty`, but what is wrong per gemeente can still be found.
    """

    project: Project
    naam: str
    tree: Mapping
    fixed: tuple[FieldPath, ...]
    houses: ByName[str, House]
    own: ByName[str, tuple[Mapping | None, list[Finding]]]
    sender: House | None
    faulty: bool

    def open_picture(self, name: str) -> PictureFile | str:
        """Return a picture from the proposal's folder, or why it cannot be used."""
        return read_picture(self.project.proposals / self.naam, name)

    def template(self, house: House, soort: str) -> Path:
        """Return the Word template of a house for a kind of document: its own, else the one it shares."""
        own = self.project.template(house.gemeente.slug, soort)
        return own if own.exists() or not house.shared else self.project.template(house.shared, soort)

    @property
    def deelnemers(self) -> tuple[Deelnemer, ...]:
        """The participants, and how far each of them is."""
        return tuple(
            Deelnemer(house.gemeente, self._decided(slug, "college"), self._decided(slug, "raad"))
            for slug, house in self.houses.items()
        )

    def _decided(self, slug: str, body: str) -> bool:
        tree, _ = self.own[slug]
        text = _word(tree, f"status.{body}").lower()
        return bool(text) and text not in NO


def load_dossier(project: Project, naam: str) -> tuple[Dossier | None, list[Finding]]:
    """Return the regional part of a proposal and its participants; None when there is nothing to go on with."""
    folder = project.proposals / naam
    if not folder.is_dir():
        known = ", ".join(project.voorstellen) or "nog geen"
        raise FolderNotFound(folder, f"de voorstellen zijn: {known}")
    path = folder / REGIO_FILE
    regio, findings = read(path, project.shown(path))
    if regio is None:
        return None, findings
    basis, _ = parse(files("raadsvoorstel").joinpath("basis.yaml").read_text("utf-8"), _BASIS)
    assert basis is not None
    tree, more = overlay(basis, regio, REGIO)
    findings += more
    tree = replace(tree, origin=regio.origin)
    dossier_fields = {key: entry for key, entry in tree.entries.items() if key in DOSSIER.fields}
    findings += check(Mapping(dossier_fields, regio.origin), DOSSIER)
    slugs = _listed(regio, "gemeenten")
    fixed = _listed(regio, "vast")
    findings += _unknown_fixed(fixed)
    houses: dict[str, House] = {}
    for item in slugs:
        house, more = _load_house(project, item)
        findings += more
        if item.text in houses:
            findings.append(
                Finding(
                    "dubbele-gemeente",
                    f"`{item.text}` staat twee keer in `gemeenten`",
                    item.origin,
                    "noem haar één keer",
                )
            )
        elif house is not None:
            houses[item.text] = house
    findings += _strangers(project, folder, {item.text for item in slugs})
    paths = [FieldPath(_path(item)) for item in fixed]
    fixed_paths = (*paths, *_terms_in(tree, paths))
    sender, more = _load_sender(project, tree)
    findings += more
    own = {slug: _read_own(project, naam, slug) for slug in houses}
    return Dossier(project, naam, tree, fixed_paths, houses, own, sender, faulty=has_errors(findings)), findings


def load_raadsvoorstel(dossier: Dossier, slug: str) -> tuple[Raadsvoorstel | None, list[Finding]]:
    """Return the proposal of one gemeente: the regional text, what its house says, and its own file on top."""
    house = dossier.houses[slug]
    tree, findings = dossier.tree, []
    voorstel = house.tree.entries.get("voorstel")
    if voorstel is not None and isinstance(voorstel.value, Mapping):
        tree, more = overlay(tree, voorstel.value, VOORSTEL, dossier.fixed)
        findings += more
    own, more = dossier.own[slug]
    findings += more
    if own is None:
        return None, findings
    tree, more = overlay(tree, own, EIGEN, dossier.fixed)
    findings += more
    built, more = build_raadsvoorstel(
        dossier.naam, tree, house.gemeente, dossier.deelnemers, house.tree, dossier.open_picture
    )
    findings += more
    return (None if has_errors(findings) else built), findings


def load_sender(dossier: Dossier, sender: House) -> tuple[Raadsvoorstel | None, list[Finding]]:
    """Return the proposal as the region itself presents it, in the documents of its own."""
    return build_raadsvoorstel(
        dossier.naam, dossier.tree, sender.gemeente, dossier.deelnemers, sender.tree, dossier.open_picture
    )


def _read_own(project: Project, naam: str, slug: str) -> tuple[Mapping | None, list[Finding]]:
    path = project.proposals / naam / f"{slug}.yaml"
    if not path.exists():
        return Mapping({}, Origin(project.shown(path))), []
    return read(path, project.shown(path))


def _load_house(project: Project, item: Scalar) -> tuple[House | None, list[Finding]]:
    path = project.templates / item.text / GEMEENTE_FILE
    if item.text not in project.gemeenten:
        near = closest(item.text, project.gemeenten)
        hint = (
            f"bedoelt u `{near}`?"
            if near
            else f"maak {project.shown(path)}, of kies uit: {', '.join(project.gemeenten)}"
        )
        return None, [Finding("onbekende-gemeente", f"`{item.text}` heeft geen map in templates", item.origin, hint)]
    tree, findings = read_house(project, path)
    if tree is None:
        return None, findings
    shared = _word(tree, "huis")
    gemeente, more = build_gemeente(item.text, tree)
    if gemeente is None:
        return None, findings + more
    colours, more_still = _colours(project, path, shared) if shared else ({}, [])
    return House(gemeente, without(tree, PERSBERICHT), shared, colours), findings + more + more_still


def read_house(project: Project, path: Path) -> tuple[Mapping | None, list[Finding]]:
    """Return what a gemeente's file says, on top of what the house that it shares says."""
    tree, findings = read(path, project.shown(path))
    shared = _word(tree, "huis") if tree else ""
    if tree is None or not shared:
        return tree, findings
    base, more = _read_shared(project, shared, tree.entries["huis"].value.origin)
    return (inherit(base, tree) if base else None), findings + more


def _read_shared(project: Project, name: str, origin: Origin) -> tuple[Mapping | None, list[Finding]]:
    if name not in project.huizen:
        near = closest(name, project.huizen)
        hint = f"bedoelt u `{near}`?" if near else f"maak templates/{name}/{HUIS_FILE}"
        return None, [Finding("onbekend-huis", f"`{name}` is geen map met een {HUIS_FILE}", origin, hint)]
    path = project.templates / name / HUIS_FILE
    return read(path, project.shown(path))


def _colours(project: Project, path: Path, shared: str) -> tuple[dict[str, str], list[Finding]]:
    """Return which colour of the shared templates becomes which colour of this gemeente."""
    own, _ = read(path, project.shown(path))
    base, findings = read(project.templates / shared / HUIS_FILE, project.shown(project.templates / shared / HUIS_FILE))
    pairs: dict[str, str] = {}
    for key in ("kleur", "accent"):
        before, after = (_at(tree, FieldPath(f"huisstijl.{key}")) if tree else None for tree in (base, own))
        if isinstance(before, Scalar) and isinstance(after, Scalar):
            pairs[before.text] = after.text
    return pairs, findings


def _load_sender(project: Project, tree: Mapping) -> tuple[House | None, list[Finding]]:
    """Return the region as one that sends documents, where it has a house to make them in."""
    shared, entry = _word(tree, "huis"), tree.entries.get("huis")
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
    if _at(house, FieldPath(f"stukken.{PERSBERICHT}")) is None:
        hint = f"beschrijf het bij `stukken:` in templates/{shared}/{HUIS_FILE}"
        message = f"het huis `{shared}` maakt geen persbericht"
        return None, [*findings, Finding("persbericht-zonder-huis", message, entry.value.origin, hint)]
    only = replace(house, entries={key: entry for key, entry in house.entries.items() if key == "stukken"})
    naam = _word(tree, "regio") or shared
    sender = Gemeente(shared, naam)
    return House(sender, without(only, *SOORTEN[:-1]), shared), findings


def without(tree: Mapping, *soorten: str) -> Mapping:
    """Return a house that does not make these kinds of document."""
    entry = tree.entries.get("stukken")
    if entry is None or not isinstance(entry.value, Mapping):
        return tree
    kept = {soort: stuk for soort, stuk in entry.value.entries.items() if soort not in soorten}
    return replace(tree, entries={**tree.entries, "stukken": replace(entry, value=replace(entry.value, entries=kept))})


def _word(tree: Mapping | None, key: str) -> str:
    node = _at(tree, FieldPath(key)) if tree else None
    return node.text.strip() if isinstance(node, Scalar) else ""


def _listed(tree: Mapping, key: str) -> list[Scalar]:
    entry = tree.entries.get(key)
    items = entry.value.items if entry and isinstance(entry.value, Sequence) else ()
    return [item for item in items if isinstance(item, Scalar)]


def _path(item: Scalar) -> str:
    return ".".join(map(canonical, item.text.split(".")))


def _terms_in(tree: Mapping, paths: list[FieldPath]) -> list[FieldPath]:
    """Return the terms that fixed texts use: to change those is to change the text."""
    texts = [text for path in paths for text in _texts(_at(tree, path))]
    found: list[FieldPath] = []
    while texts:
        for name in _TERM.findall(texts.pop()):
            path = FieldPath(f"termen.{canonical(name)}")
            if path not in found:
                found.append(path)
                texts += _texts(_at(tree, path))
    return found


def _at(tree: Mapping, path: FieldPath) -> Node | None:
    node: Node | None = tree
    for key in path.split("."):
        node = node.entries[key].value if isinstance(node, Mapping) and key in node.entries else None
    return node


def _texts(node: Node | None) -> list[str]:
    match node:
        case Scalar(text=text):
            return [text]
        case Joined(parts=parts):
            return [part.text for part in parts]
        case Sequence(items=items):
            return [text for item in items for text in _texts(item)]
        case Mapping(entries=entries):
            return [text for entry in entries.values() for text in _texts(entry.value)]
        case None:
            return []


def _unknown_fixed(fixed: list[Scalar]) -> list[Finding]:
    names = [path for path, _ in walk(REGIO) if path and path not in ("gemeenten", "vast")]
    return [
        Finding(
            "onbekend-veld",
            f"`{item.text}` (bij `vast`) is geen veld van een voorstel",
            item.origin,
            f"bedoelt u `{near}`?" if (near := closest(_path(item), names)) else f"kies uit: {', '.join(names)}",
        )
        for item in fixed
        if descend(REGIO, FieldPath(_path(item))) is None
    ]


def _strangers(project: Project, folder: Path, slugs: set[str]) -> list[Finding]:
    """Return a remark for every file in the proposal's folder that no participant goes with."""
    return [
        Finding(
            "geen-deelnemer",
            f"{path.name} hoort bij geen van de deelnemende gemeenten",
            Origin(project.shown(path)),
            f"zet `{path.stem}` bij `gemeenten:` in {REGIO_FILE}, of haal het bestand weg",
            Severity.WAARSCHUWING,
        )
        for path in sorted(folder.glob("*.yaml"))
        if path.name != REGIO_FILE and path.stem not in slugs
    ]
