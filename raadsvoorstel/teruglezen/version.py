"""A proposal as the files of a project say it now, or would say it: every text of one gemeente, and its origin."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.batch import stops
from raadsvoorstel.blocks import Blocks, Paragraph, Runs, runs_text
from raadsvoorstel.composition import compose
from raadsvoorstel.errors import EnvironmentFailed, FileMissing, RaadsvoorstelError
from raadsvoorstel.fieldpath import FieldPath, as_path, canonical
from raadsvoorstel.findings import Finding, Origin, has_errors
from raadsvoorstel.loading import Dossier, lay_out, load_dossier, load_raadsvoorstel, load_sender
from raadsvoorstel.model.fields import REGIO, SOORTEN
from raadsvoorstel.model.raadsvoorstel import Gemeente, Raadsvoorstel
from raadsvoorstel.nodes import Joined, Node, Scalar
from raadsvoorstel.nodes import Mapping as Mapped
from raadsvoorstel.nodes import Sequence as Listed
from raadsvoorstel.placeholders import Lookup, as_runs, fill
from raadsvoorstel.project import REGIO_FILE, Project
from raadsvoorstel.reading import read_regular
from raadsvoorstel.shape import Group, descend
from raadsvoorstel.teruglezen.files import File
from raadsvoorstel.teruglezen.leaves import parts
from raadsvoorstel.teruglezen.pairs import Pair
from raadsvoorstel.teruglezen.tables import WHEN
from raadsvoorstel.teruglezen.wording import Slot
from raadsvoorstel.validation.voorstel import lookup_in
from raadsvoorstel.word.manifest import Kind
from raadsvoorstel.yaml_events import MAX_BYTES
from raadsvoorstel.yaml_writing.places import Address

_SLOT = re.compile(r"\{\{\s*([\w-]+(?:\.[\w-]+)*)\s*((?:\|\s*[\w-]+\s*)*)\}\}")

TextKey = tuple[str, Kind, FieldPath, int]
"""A text of a document: the kind of document, how the text stands there, its path, and the how-manieth it is."""


class ProposalGone(RaadsvoorstelError):
    """The project does not have what a document was made from."""

    def __init__(self, what: str, project: Path) -> None:
        super().__init__(f"dit stuk is gemaakt van {what}, en dat is er niet in {project}")


class SourceChanged(EnvironmentFailed):
    """Somebody saved a file of the project since it was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is intussen gewijzigd; er is niets overgenomen, probeer het opnieuw")


class Version(Struct, frozen=True, dict=True):
    """What the files say for one gemeente; `slug` is empty for the region itself."""

    dossier: Dossier
    slug: str
    tree: Mapped
    voorstel: Raadsvoorstel

    @property
    def project(self) -> Project:
        return self.dossier.project

    @property
    def folder(self) -> Path:
        return self.project.proposals / self.dossier.naam

    @property
    def own_file(self) -> Path:
        """The file of the gemeente for this proposal, whether it is there or not; of the region, its only one."""
        return self.folder / f"{self.slug}.yaml" if self.slug else self.regio_file

    @property
    def regio_file(self) -> Path:
        return self.folder / REGIO_FILE

    def file(self, path: Path) -> File:
        """Return a file of the project, as it would be now."""
        if path not in self._files:
            draft = self.project.drafts.get(path)
            self._files[path] = File(_said_in(path) if draft is None else draft, self.project.shown(path))
        return self._files[path]

    def address_at(self, origin: Origin) -> Address:
        """Return what of the proposal stands at a place in one of its files; nothing for a place elsewhere."""
        path = self.folder / Path(origin.file).name
        return self.file(path).address_at(origin) if self.project.shown(path) == origin.file else ()

    @cached_property
    def _files(self) -> dict[Path, File]:
        return {}

    @cached_property
    def texts(self) -> dict[TextKey, Blocks]:
        """Every text of every document of this gemeente."""
        found: dict[TextKey, Blocks] = {}
        for huis in self.voorstel.huizen:
            count = Counter[tuple[Kind, FieldPath]]()
            for kind, path, blocks in _texts(self.voorstel, huis.soort):
                found[huis.soort, kind, path, count[kind, path]] = blocks
                count[kind, path] += 1
        return found

    @cached_property
    def _by_path(self) -> dict[tuple[Kind, FieldPath], list[Blocks]]:
        found: dict[tuple[Kind, FieldPath], list[Blocks]] = {}
        for (_, kind, path, _), blocks in self.texts.items():
            found.setdefault((kind, path), []).append(blocks)
        return found

    def values(self, kind: Kind, path: FieldPath) -> list[Blocks]:
        """Return what stands at a path in any of the documents."""
        return self._by_path.get((kind, path), [])

    def leaves(self, path: FieldPath, base: Blocks) -> dict[Address, list[Pair]]:
        """Return what was written as one value each in the texts at a path, beside what was in the document.

        Each stands under its address, and under that of every item that it is a part of.
        """
        known, found = self._leaves.get(path, (None, {}))
        if known is not base:
            pairs = (
                pair
                for blocks in reversed(self.values(Kind.TEXT, path))
                for pair in reversed(parts(path, base, blocks).pairs)
            )
            found = {}
            for pair in {pair.address: pair for pair in pairs}.values():
                for length in range(len(pair.address) + 1):
                    found.setdefault(pair.address[:length], []).append(pair)
            self._leaves[path] = base, found
        return found

    @cached_property
    def _leaves(self) -> dict[FieldPath, tuple[Blocks, dict[Address, list[Pair]]]]:
        return {}

    def other(self, slug: str) -> "Version | None":
        """Return what the files say for another gemeente; None when they are faulty."""
        if slug not in self._others:
            self._others[slug] = version_of(self.dossier, slug)[0]
        return self._others[slug]

    @cached_property
    def _others(self) -> "dict[str, Version | None]":
        return {}

    @cached_property
    def stops(self) -> dict[str, list[Finding]]:
        """What would keep `maak` from making documents, for each gemeente and the region itself."""
        return stops(self.dossier)

    @cached_property
    def lookup(self) -> Lookup:
        """What the placeholders of a text stand for."""
        return lookup_in(self.tree, self.gemeente, self.dossier.deelnemers)

    @property
    def gemeente(self) -> Gemeente:
        return self.voorstel.gemeente

    def slots(self, text: str) -> list[Slot]:
        """Return the placeholders of a text, with what each of them shows."""
        lookup = self.lookup
        return [_slot(match, lookup) for match in _SLOT.finditer(text)]


def _said_in(path: Path) -> bytes:
    """Return what a file says of which the texts were read before; SourceChanged when it says nothing legible now."""
    try:
        data = read_regular(path, MAX_BYTES)
        data.decode("utf-8")
    except FileMissing:
        return b""
    except UnicodeDecodeError as error:
        raise SourceChanged(path) from error
    return data


def _slot(match: re.Match[str], lookup: Lookup) -> Slot:
    filled, _ = fill(Scalar(match[0], Origin("")), lookup)
    filters = tuple(canonical(name) for name in match[2].split("|") if name.strip())
    name = as_path(match[1])
    return Slot(match.start(), match.end(), name, filters, runs_text(as_runs(filled)))


def _texts(voorstel: Raadsvoorstel, soort: str) -> Iterator[tuple[Kind, FieldPath, Blocks]]:
    huis = next(huis for huis in voorstel.huizen if huis.soort == soort)
    composition = compose(voorstel, huis)
    for _, regel in composition.kop:
        yield Kind.VALUE, regel.path, _line(regel.runs)
    for section in (section for sections in composition.delen.values() for section in sections):
        if section.titel:
            yield Kind.TITLE, section.titel.path, _line(section.titel.runs)
        for passage in section.inhoud:
            if passage.path:
                yield Kind.TEXT, passage.path, passage.blocks


def _line(runs: Runs) -> Blocks:
    return (Paragraph(runs),)


def load_version(project: Project, naam: str, gemeente: str, soort: str) -> tuple[Version | None, list[Finding]]:
    """Return what the files say for the gemeente with that name, or None with what is wrong in them.

    ProposalGone when there is no such proposal or gemeente.
    """
    if naam not in project.voorstellen:
        raise ProposalGone(f"het voorstel {naam}", project.root)
    dossier, findings = load_dossier(project, naam)
    if dossier is None or dossier.faulty:
        return None, findings
    if soort == SOORTEN[-1]:
        return _sender_version(dossier, findings)
    slug = next((slug for slug, house in dossier.houses.items() if house.gemeente.naam == gemeente), "")
    if not slug:
        raise ProposalGone(f"het voorstel {naam} voor {gemeente}", project.root)
    return version_of(dossier, slug)


def _sender_version(dossier: Dossier, findings: list[Finding]) -> tuple[Version | None, list[Finding]]:
    if dossier.sender is None:
        return None, findings
    voorstel, more = load_sender(dossier, dossier.sender)
    faulty = voorstel is None or has_errors(more)
    return (None if faulty or voorstel is None else Version(dossier, "", dossier.tree, voorstel)), [*findings, *more]


def version_of(dossier: Dossier, slug: str) -> tuple[Version | None, list[Finding]]:
    """Return what the files say for one participant."""
    voorstel, findings = load_raadsvoorstel(dossier, slug)
    tree, _ = lay_out(dossier, slug)
    return (Version(dossier, slug, tree, voorstel) if voorstel and tree else None), findings


def resolve(tree: Mapped, address: Address) -> tuple[Node | None, Address]:
    """Return what was written at an address, and the address with the keys that stand there.

    A number is the n-th entry or item; a bare text for a group is its main field.
    """
    node: Node | None = tree
    found: Address = ()
    for number, key in enumerate(address):
        if isinstance(node, Mapped):
            name = _named(node, key)
            node = node.entries[name].value if name in node.entries else None
            found = (*found, name)
            if node is None:
                return None, (*found, *address[number + 1 :])
        elif isinstance(node, Listed) and isinstance(key, int):
            node = node.items[key] if key < len(node.items) else None
            found = (*found, key)
        elif not (isinstance(node, Scalar | Joined) and key == _main(found)):
            return None, (*found, *address[number:])
    return node, found


def _named(node: Mapped, key: str | int) -> str:
    if isinstance(key, int):
        names = [*node.entries]
        return names[key] if key < len(names) else str(key + 1)
    return next((name for name in ("datum", "periode") if name in node.entries), "datum") if key == WHEN else key


def _main(address: Address) -> str:
    shape = descend(REGIO, FieldPath(".".join(map(str, address))))
    return shape.main if isinstance(shape, Group) else ""
