"""From the folders of a project to the proposals in them."""

from collections.abc import Collection
from collections.abc import Mapping as ByName
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import once
from raadsvoorstel.errors import FileRefused, FileUnreadable, FolderNotFound
from raadsvoorstel.fieldpath import FieldPath, as_path, closest
from raadsvoorstel.filenames import doubled
from raadsvoorstel.findings import Finding, Origin, Severity, few, has_errors
from raadsvoorstel.houses import House, load_house, load_sender_house, word_at
from raadsvoorstel.layers import omitted, overlay
from raadsvoorstel.model.fields import DOSSIER, EIGEN, REGIO, VOORSTEL
from raadsvoorstel.model.raadsvoorstel import Deelnemer, Raadsvoorstel
from raadsvoorstel.nodes import Entry, Mapping, Scalar, Sequence, node_at, texts_in
from raadsvoorstel.pictures import PictureFile, read_picture
from raadsvoorstel.placeholders import names_in
from raadsvoorstel.project import REGIO_FILE, Project
from raadsvoorstel.shape import NO, Group, descend, walk
from raadsvoorstel.sources import parse, read
from raadsvoorstel.validation.tree import check
from raadsvoorstel.validation.voorstel import build_raadsvoorstel
from raadsvoorstel.yaml_comments import Comment
from raadsvoorstel.yaml_dutch import no_file, together_too_large

_BASIS = "raadsvoorstel/basis.yaml"
_MOST_VALUES, _USUAL = 100_000, 300
"""In the files of all gemeenten together, twice what one file may have; or so many for each of them."""


class Dossier(Struct, frozen=True):
    """One proposal before it is laid out per gemeente.

    `houses` holds the participants that are known, in their order, `own` what their files say, `deelnemers` how far
    each of them is, `sender` the region itself, where it makes documents of its own, and `comments` what stands
    behind a # in its file. Nothing can be made of a dossier that is `faulty`, but what is wrong per gemeente can
    still be found.
    """

    project: Project
    naam: str
    tree: Mapping
    fixed: tuple[FieldPath, ...]
    houses: ByName[str, House]
    own: ByName[str, tuple[Mapping | None, list[Finding]]]
    deelnemers: tuple[Deelnemer, ...]
    sender: House | None
    faulty: bool
    comments: tuple[Comment, ...] = ()

    def open_picture(self, name: str) -> PictureFile | str:
        """Return a picture from the proposal's folder, or why it cannot be used."""
        return read_picture(self.project.proposals / self.naam, name)

    @once
    def template(self, house: House, soort: str) -> tuple[Path, ByName[str, str]]:
        """Return the Word template of a house for a kind of document, and which colours to replace in it.

        Its own template is as it should be; the one it shares takes on its colours.
        """
        own = self.project.template(house.gemeente.slug, soort)
        if own.exists() or not house.shared:
            return self.project.inside(own), {}
        return self.project.inside(self.project.template(house.shared, soort)), house.colours

    def comments_of(self, slug: str) -> tuple[Comment, ...]:
        """Return the comments in the files of a gemeente: her own of this proposal, and what always holds for her."""
        own, _ = self.own.get(slug, (None, []))
        house = self.houses.get(slug)
        return (*(own.comments if own else ()), *(house.tree.comments if house else ()))


def _decided(own: Mapping | None, body: str) -> bool:
    text = word_at(own, f"status.{body}").lower()
    return bool(text) and text not in NO


def load_dossier(project: Project, naam: str) -> tuple[Dossier | None, list[Finding]]:
    """Return the regional part of a proposal and its participants; None when there is nothing to go on with."""
    folder = project.proposals / naam
    if not folder.is_dir():
        known = ", ".join(project.voorstellen) or "nog geen"
        raise FolderNotFound(folder, f"de voorstellen zijn: {known}")
    path = folder / REGIO_FILE
    regio, findings = read(project.inside(path), project.shown(path), project.drafts.get(path))
    if regio is None:
        return None, findings
    basis, _ = parse(Path(__file__).with_name("basis.yaml").read_text("utf-8"), _BASIS)
    assert basis is not None
    tree, more = overlay(basis, regio, REGIO)
    findings += more
    tree = replace(tree, origin=regio.origin)
    dossier_fields = {key: entry for key, entry in tree.entries.items() if key in DOSSIER.fields}
    findings += check(Mapping(dossier_fields, regio.origin), DOSSIER)
    slugs = _listed(regio, "gemeenten")
    fixed = _listed(regio, "vast")
    findings += few(_unknown_fields(regio))
    findings += few(_unknown_members(regio, [item.text for item in slugs]))
    houses: dict[str, House] = {}
    shared: dict[str, tuple[Mapping | None, list[Finding]]] = {}
    for item in slugs:
        house, more = load_house(project, item, shared)
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
    findings += _same_names(slugs, houses)
    findings += _strangers(project, folder, {item.text for item in slugs})
    paths = [as_path(item.text) for item in fixed]
    fixed_paths = (*paths, *_terms_in(tree, paths))
    sender, more = load_sender_house(project, tree)
    findings += more
    own = _read_all_own(project, naam, houses)
    deelnemers = tuple(
        Deelnemer(house.gemeente, _decided(own[slug][0], "college"), _decided(own[slug][0], "raad"))
        for slug, house in houses.items()
    )
    faulty = has_errors(findings)
    return Dossier(project, naam, tree, fixed_paths, houses, own, deelnemers, sender, faulty, regio.comments), findings


def load_raadsvoorstel(dossier: Dossier, slug: str) -> tuple[Raadsvoorstel | None, list[Finding]]:
    """Return the proposal of one gemeente: the regional text, what its house says, and its own file on top."""
    house = dossier.houses[slug]
    tree, findings = lay_out(dossier, slug)
    if tree is None:
        return None, findings
    built, more = build_raadsvoorstel(
        dossier.naam, tree, house.gemeente, dossier.deelnemers, house.tree, dossier.open_picture
    )
    findings += more
    if built is None or has_errors(findings):
        return None, findings
    left_out = {path: origin for _, layer in _layers(dossier, slug) for path, origin in omitted(layer)}
    return replace(built, weggelaten=left_out), findings


def lay_out(dossier: Dossier, slug: str) -> tuple[Mapping | None, list[Finding]]:
    """Return the layers of one gemeente laid over each other; None when her own file cannot be read."""
    tree, findings = dossier.tree, list(dossier.own[slug][1])
    for shape, layer in _layers(dossier, slug):
        tree, more = overlay(tree, layer, shape, dossier.fixed)
        findings += more
    return (None if dossier.own[slug][0] is None else tree), findings


def _layers(dossier: Dossier, slug: str) -> list[tuple[Group, Mapping]]:
    """Return what lies over the regional text for a gemeente: what she says in every proposal, and in this one."""
    always = dossier.houses[slug].tree.entries.get("voorstel")
    layers = [(VOORSTEL, always.value if always else None), (EIGEN, dossier.own[slug][0])]
    return [(shape, layer) for shape, layer in layers if isinstance(layer, Mapping)]


def load_sender(dossier: Dossier, sender: House) -> tuple[Raadsvoorstel | None, list[Finding]]:
    """Return the proposal as the region itself presents it, in the documents of its own."""
    return build_raadsvoorstel(
        dossier.naam, dossier.tree, sender.gemeente, dossier.deelnemers, sender.tree, dossier.open_picture
    )


def _read_all_own(
    project: Project, naam: str, slugs: Collection[str]
) -> dict[str, tuple[Mapping | None, list[Finding]]]:
    """Return what each gemeente says in this proposal; not of those from where on it is more than can be kept."""
    own: dict[str, tuple[Mapping | None, list[Finding]]] = {}
    values, most = 0, max(_MOST_VALUES, _USUAL * len(slugs))
    for slug in slugs:
        if values <= most:
            own[slug] = _read_own(project, naam, slug)
            values += sum(1 for _ in texts_in(own[slug][0]))
        if values > most:
            own[slug] = None, [together_too_large(project.shown(_own_file(project, naam, slug)), most)]
    return own


def _own_file(project: Project, naam: str, slug: str) -> Path:
    return project.proposals / naam / f"{slug}.yaml"


def _read_own(project: Project, naam: str, slug: str) -> tuple[Mapping | None, list[Finding]]:
    """Return what a gemeente says in this proposal; a file that cannot be read is a matter of hers alone."""
    path = _own_file(project, naam, slug)
    shown, draft = project.shown(path), project.drafts.get(path)
    if draft is None and not path.exists() and not path.is_symlink():
        return Mapping({}, Origin(shown)), []
    try:
        return read(project.inside(path), shown, draft)
    except (FileRefused, FileUnreadable) as error:
        return None, [no_file(error.reason, Origin(shown))]


def _listed(tree: Mapping, key: str) -> list[Scalar]:
    entry = tree.entries.get(key)
    items = entry.value.items if entry and isinstance(entry.value, Sequence) else ()
    return [item for item in items if isinstance(item, Scalar)]


def _terms_in(tree: Mapping, paths: list[FieldPath]) -> list[FieldPath]:
    """Return the terms that fixed texts use: to change those is to change the text."""
    texts = [text for path in paths for text in texts_in(node_at(tree, path))]
    found: dict[FieldPath, None] = {}
    while texts:
        for path in names_in(texts.pop()):
            if path.startswith("termen.") and path not in found:
                found[path] = None
                texts += texts_in(node_at(tree, path))
    return list(found)


def _same_names(listed: list[Scalar], houses: ByName[str, House]) -> list[Finding]:
    """Return the gemeenten whose documents would replace those of another on some computers."""
    places = {item.text: item.origin for item in listed}
    return [
        Finding(
            "zelfde-bestandsnaam",
            f"`{name}` en `{earlier}` zijn op sommige computers dezelfde naam; hun documenten vallen dan samen",
            places[name],
            "geef een van beide mappen een andere naam",
        )
        for earlier, name in doubled(houses)
    ]


def _unknown_fields(regio: Mapping) -> list[Finding]:
    """Return a finding for every name in the lists of fields that is none."""
    names = [path for path, _ in walk(REGIO) if path and path not in ("gemeenten", "vast")]
    deviations = [entry.value for entry in _deviations(regio, "veld")]
    named = [(key, item) for key in ("vast", "gelijkluidend", "lokaal") for item in _listed(regio, key)]
    named += [("afwijkingen", item) for item in deviations if isinstance(item, Scalar)]
    return [
        Finding(
            "onbekend-veld",
            f"`{item.text}` (bij `{key}`) is geen veld van een voorstel",
            item.origin,
            f"bedoelt u `{near}`?" if (near := closest(as_path(item.text), names)) else f"kies uit: {', '.join(names)}",
        )
        for key, item in named
        if descend(REGIO, as_path(item.text)) is None
    ]


def _unknown_members(regio: Mapping, slugs: list[str]) -> list[Finding]:
    """Return a finding for every gemeente that something is agreed on with, and that does not take part."""
    known, every = frozenset(slugs), ", ".join(slugs)
    rules = regio.entries.get("regels")
    settings = rules.value.entries.values() if rules and isinstance(rules.value, Mapping) else ()
    named = [entry.value for entry in _deviations(regio, "gemeente")]
    for setting in settings:
        named += _listed(setting.value, "gemeenten") if isinstance(setting.value, Mapping) else []
    return [
        Finding(
            "doet-niet-mee",
            f"`{item.text}` doet niet mee aan dit voorstel",
            item.origin,
            f"bedoelt u `{near}`?" if (near := closest(item.text, slugs)) else f"kies uit: {every}",
        )
        for item in named
        if isinstance(item, Scalar) and item.text not in known
    ]


def _deviations(regio: Mapping, key: str) -> list[Entry]:
    entry = regio.entries.get("afwijkingen")
    rows = entry.value.items if entry and isinstance(entry.value, Sequence) else ()
    return [row.entries[key] for row in rows if isinstance(row, Mapping) and key in row.entries]


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
