"""The sections of a file: their pages, headers and footers, and which of them the parts of a document take."""

import copy
from collections.abc import Mapping, Sequence

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.stationery.house import Margins
from raadsvoorstel.word.stationery.xml import TWIPS_PER_CM, node
from raadsvoorstel.word.xml import R, value, w, whole

_EDGES = (w("headerReference"), w("footerReference"))
_A4 = (11906, 16838)
_LETTERHEAD = 1500
"""Characters that at most stand on the one page of a letterhead that is a section of its own."""


class Section(Struct, frozen=True):
    """One section: its blocks, and its properties with the headers and footers it takes over written out."""

    properties: etree._Element
    blocks: tuple[etree._Element, ...]
    starts_page: bool

    @property
    def length(self) -> int:
        """How many characters of text it holds."""
        return sum(len(text.text or "") for block in self.blocks for text in block.iter(w("t")))

    @property
    def is_landscape(self) -> bool:
        """Whether its paper lies on its side."""
        size = self.properties.find(w("pgSz"))
        return _length(size, "w") > _length(size, "h")

    def edges(self) -> dict[tuple[str, str], str]:
        """Return the relation of each header and footer, by its kind and by the pages it is for."""
        return {
            (etree.QName(edge).localname.removesuffix("Reference"), edge.get(w("type"), "default")): edge.get(
                f"{{{R}}}id", ""
            )
            for edge in self.properties
            if edge.tag in _EDGES
        }


def sections_of(body: etree._Element) -> list[Section]:
    """Return the sections of a body, in order; at least one."""
    found: list[Section] = []
    blocks: list[etree._Element] = []
    for block in body:
        if block.tag == w("sectPr"):
            found.append(_section(block, blocks, found))
            return found
        blocks.append(block)
        inner = block.find(f"{w('pPr')}/{w('sectPr')}")
        if inner is not None:
            found.append(_section(inner, blocks, found))
            blocks = []
    return [*found, _section(_ordinary(), blocks, found)]


def _ordinary() -> etree._Element:
    width, height = _A4
    margins = dict.fromkeys(("top", "right", "bottom", "left"), 1418)
    return node("sectPr", node("pgSz", w=width, h=height), node("pgMar", **margins, header=709, footer=709, gutter=0))


def _section(properties: etree._Element, blocks: Sequence[etree._Element], before: Sequence[Section]) -> Section:
    own = copy.deepcopy(properties)
    starts_page = not before or value(own.find(w("type")), "nextPage") not in ("continuous", "nextColumn")
    for name in ("printerSettings", "sectPrChange"):
        for element in own.findall(w(name)):
            own.remove(element)
    if before:
        _take_over(own, before[-1].properties)
    return Section(own, tuple(blocks), starts_page)


def _take_over(own: etree._Element, earlier: etree._Element) -> None:
    """Write out the headers and footers that a section has from the one before it."""
    present = {(edge.tag, edge.get(w("type"), "default")) for edge in own if edge.tag in _EDGES}
    taken = [
        copy.deepcopy(edge)
        for edge in earlier
        if edge.tag in _EDGES and (edge.tag, edge.get(w("type"), "default")) not in present
    ]
    own[:0] = taken


class Chosen(Struct, frozen=True):
    """The section for each part of a document, and what was done to come to it.

    `folded`: a letterhead became the first page; `left` sections were not used; `uncolumned`: there were columns.
    """

    properties: tuple[etree._Element, ...]
    folded: bool
    left: int
    uncolumned: bool = False


def choose(sections: Sequence[Section], parts: Sequence[str], evidence: Mapping[str, int], first: int | None) -> Chosen:
    """Return the section of each part: where its titles stood (`evidence`), else that of the part before it.

    The first part takes section `first`, else where most text was.
    """
    pages = [section for section in sections if section.starts_page]
    if first is None and not evidence and _is_letterhead(pages):
        return Chosen((_folded(*pages),) * len(parts), folded=True, left=0)
    longest = max(range(len(sections)), key=lambda n: sections[n].length)
    start = evidence.get(parts[0], longest) if first is None else first
    indices = [start]
    for part in parts[1:]:
        indices.append(max(evidence.get(part, indices[-1]), indices[-1]))
    taken = set(indices)
    left = sum(1 for n, section in enumerate(sections) if n not in taken and n > (first or 0) and section.blocks)
    return Chosen(
        tuple(_page(sections, n) for n in indices),
        folded=False,
        left=left if len(sections) > 1 else 0,
        uncolumned=any(_columns(sections[n].properties) for n in taken),
    )


def _is_letterhead(pages: Sequence[Section]) -> bool:
    """Whether a file is one page of letterhead and one of paper to go on with."""
    if len(pages) != 2 or any(page.is_landscape or page.properties.find(w("titlePg")) is not None for page in pages):
        return False
    return pages[0].length < _LETTERHEAD and pages[0].edges() != pages[1].edges()


def _folded(letterhead: Section, following: Section) -> etree._Element:
    """Return one section whose first page is the letterhead."""
    folded = copy.deepcopy(following.properties)
    for edge in [edge for edge in folded if edge.tag in _EDGES and edge.get(w("type")) == "first"]:
        folded.remove(edge)
    first = [copy.deepcopy(edge) for edge in letterhead.properties if edge.tag in _EDGES]
    first = [edge for edge in first if edge.get(w("type"), "default") == "default"]
    for edge in first:
        edge.set(w("type"), "first")
    folded[:0] = first
    _begin_differently(folded)
    return folded


def _page(sections: Sequence[Section], index: int) -> etree._Element:
    """Return the properties of a section as one that begins a page of its own."""
    properties = copy.deepcopy(sections[index].properties)
    opener = next(sections[n] for n in range(index, -1, -1) if sections[n].starts_page)
    for kind in [*properties.findall(w("type")), *_columns(properties)]:
        properties.remove(kind)
    if opener is not sections[index] and opener.properties.find(w("titlePg")) is not None:
        _begin_differently(properties)
    return properties


def _columns(properties: etree._Element) -> list[etree._Element]:
    """Return what divides a page in columns; tables and numbered points need its whole width."""
    return [cols for cols in properties.findall(w("cols")) if cols.get(w("num"), "1") != "1" or len(cols)]


def _begin_differently(properties: etree._Element) -> None:
    if properties.find(w("titlePg")) is None:
        after = (w("textDirection"), w("bidi"), w("rtlGutter"), w("docGrid"), w("printerSettings"))
        place = next((i for i, child in enumerate(properties) if child.tag in after), len(properties))
        properties.insert(place, node("titlePg"))


def margins_of(properties: etree._Element) -> Margins:
    """Return the white around the text of a section, in centimetres, as if its paper were A4."""
    margins, size = properties.find(w("pgMar")), properties.find(w("pgSz"))
    width = _length(size, "w") or _A4[0]
    left = _length(margins, "left") + _length(margins, "gutter")
    text = max(width - left - _length(margins, "right"), 2835)
    # Widths are reckoned from A4; paper of another size counts as white on the right.
    right = max(_A4[0] - left - text, 0)
    sides = {"boven": _length(margins, "top"), "onder": _length(margins, "bottom"), "links": left, "rechts": right}
    return Margins(**{side: abs(length) / TWIPS_PER_CM for side, length in sides.items()})


def _length(element: etree._Element | None, name: str) -> int:
    written = "0" if element is None else element.get(w(name), "0")
    return whole(written)


def end_of(properties: etree._Element) -> etree._Element:
    """Return a paragraph that ends a section and takes no room."""
    return node(
        "p",
        node("pPr", node("spacing", before=0, after=0, line=20, lineRule="exact"), copy.deepcopy(properties)),  # type: ignore[arg-type]
    )
