"""A Word file as far as it can be read: its parts, what they are, and how they hang together."""

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml import etree
from msgspec import Struct

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word.guard import is_external, kind_of
from raadsvoorstel.word.inspection.places import Story
from raadsvoorstel.word.package import MAIN, TYPES
from raadsvoorstel.word.xml import RELATIONS, R, W, parse, w

_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
"""The names of «Strict Open XML», and those that everyone else uses for the same."""
_KINDS = {"main": "", "header": "koptekst", "footer": "voettekst", "footnotes": "voetnoot", "endnotes": "eindnoot"}
_VARIANTS = {"first": " van de eerste bladzijde", "even": " van de even bladzijden"}


class Relation(Struct, frozen=True):
    """A line of a relations part: from `source` to `target`, in full unless it lies outside the file."""

    source: str
    id: str
    kind: str
    target: str
    external: bool


class Opened(Struct, frozen=True, dict=True):
    """A package of which every XML part has been tried: `roots` holds the sound ones, `broken` why others are not.

    `types` gives the content type of every part; `stories` are the parts with text, the body first.
    """

    parts: Mapping[str, bytes]
    roots: Mapping[str, etree._Element]
    broken: Mapping[str, str]
    types: Mapping[str, str]
    relations: tuple[Relation, ...]
    stories: tuple[Story, ...]
    strict: bool

    @property
    def body(self) -> Story | None:
        """The text of the document itself; None when that part is broken."""
        return self.by_part.get(MAIN)

    @cached_property
    def by_part(self) -> Mapping[str, Story]:
        """The text of each part that has any."""
        return {story.part: story for story in self.stories}

    def related(self, kind: str) -> etree._Element | None:
        """Return the root of the part that the document has for this kind of relation; None when it has none."""
        found = (r.target for r in self.relations if r.source == MAIN and r.kind == kind and not r.external)
        return next((self.roots[part] for part in found if part in self.roots), None)


def open_parts(parts: Mapping[str, bytes]) -> Opened:
    """Return a package as something that can be inspected; «Strict Open XML» in the names of the ordinary kind."""
    roots: dict[str, etree._Element] = {}
    broken: dict[str, str] = {}
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = parse(_transitional(data), name)
            except WordFileUnusable as error:
                broken[name] = str(error)
    types = _types(roots[TYPES], parts) if TYPES in roots else {}
    relations = tuple(
        relation for name in roots if name.endswith(".rels") for relation in _relations(roots[name], name)
    )
    stories = tuple(_stories(roots, types, relations))
    strict = any(name in parts.get(MAIN, b"") for name in _STRICT)
    return Opened(parts, roots, broken, types, relations, stories, strict)


def _transitional(data: bytes) -> bytes:
    for strict, ordinary in _STRICT.items():
        data = data.replace(strict, ordinary)
    return data


def _types(root: etree._Element, parts: Mapping[str, bytes]) -> dict[str, str]:
    defaults = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in root if e.get("Extension")}
    own = {e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in root if e.get("PartName")}
    return {name: own.get(name) or defaults.get(name.rpartition(".")[2].lower(), "") for name in parts}


def _relations(root: etree._Element, name: str) -> Iterator[Relation]:
    folder, _, file = name.rpartition("_rels/")
    for element in root.iter(f"{{{RELATIONS}}}Relationship"):
        external = is_external(element)
        target = element.get("Target", "")
        yield Relation(
            source=folder + file.removesuffix(".rels"),
            id=element.get("Id", ""),
            kind=kind_of(element),
            target=target if external else _resolved(folder, target),
            external=external,
        )


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _stories(
    roots: Mapping[str, etree._Element], types: Mapping[str, str], relations: tuple[Relation, ...]
) -> Iterator[Story]:
    kinds = {name: type.rpartition(".")[2].removesuffix("+xml") for name, type in types.items()} | {MAIN: "main"}
    variants = _variants(roots.get(MAIN), {r.id: r.target for r in relations if r.source == MAIN})
    for name in sorted(roots, key=lambda name: (name != MAIN, name)):
        kind = kinds.get(name, "")
        if kind in _KINDS and (kind != "main" or name == MAIN):
            yield Story(name, kind, _KINDS[kind] + variants.get(name, ""), roots[name])


def _variants(body: etree._Element | None, targets: Mapping[str, str]) -> dict[str, str]:
    """Return per header or footer on which pages it stands, where that needs saying."""
    references = () if body is None else body.iter(w("headerReference"), w("footerReference"))
    return {
        targets.get(reference.get(f"{{{R}}}id", ""), ""): _VARIANTS.get(reference.get(w("type"), ""), "")
        for reference in references
    }
