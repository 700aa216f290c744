"""Read a part of a Word file as paragraphs, each with the place where a person finds it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.inspection.faults import Place, quote
from raadsvoorstel.word.xml import MC, w

FALLBACK = f"{{{MC}}}Fallback"
_P, _R, _T, _TBL, _TR, _TC, _TEXT_BOX = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc"), w("txbxContent")
_BLANK = (w("tab"), w("br"), w("cr"), w("ptab"))
_NOTES = (w("footnote"), w("endnote"))
_PROPERTIES = (w("pPr"), w("tblPr"), w("tblGrid"), w("trPr"), w("tcPr"), w("sectPr"), w("sdtPr"), w("rPr"))


class Paragraph(Struct, frozen=True, eq=False, dict=True):
    """A paragraph: its element, its rank in the part, and what a reader calls the spot."""

    element: etree._Element
    part: str
    rank: int
    area: str

    @cached_property
    def texts(self) -> tuple[etree._Element, ...]:
        """Its `w:t` elements; those of a text box in it belong to paragraphs of their own."""
        return tuple(each for each in self._content if each.tag == _T)

    @cached_property
    def _bounds(self) -> Sequence[int]:
        """Where in the flow its texts begin, and behind them the end."""
        return tuple(accumulate((len(text.text or "") for text in self.texts), initial=0))

    def texts_at(self, start: int, end: int) -> tuple[etree._Element, ...]:
        """Return the `w:t` elements that a piece of the flow is spread over."""
        first = bisect_right(self._bounds, start, lo=1) - 1
        return self.texts[first : bisect_left(self._bounds, end, hi=len(self.texts))]

    @cached_property
    def flow(self) -> str:
        """The text as the template language sees it: without tabs and line breaks."""
        return "".join(text.text or "" for text in self.texts)

    @cached_property
    def shown(self) -> str:
        """The text as a reader sees it."""
        return "".join("\t" if each.tag != _T else each.text or "" for each in self._content)

    @cached_property
    def _content(self) -> tuple[etree._Element, ...]:
        return tuple(_own(self.element))

    def at(self, start: int, end: int) -> Place:
        """Return the place of a piece of the flow."""
        return Place(self.part, self.area, quote(self.flow, start, end), self.rank)

    @property
    def place(self) -> Place:
        """The place of the paragraph as a whole."""
        return Place(self.part, self.area, quote(self.shown.strip()), self.rank)


def _own(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == _T or (child.tag in _BLANK and element.tag == _R):
            yield child
        elif child.tag not in (_TEXT_BOX, FALLBACK, w("pPr")):
            yield from _own(child)


class Story(Struct, frozen=True, eq=False, dict=True):
    """A part with text that a reader sees: the body, a header or footer, the notes."""

    part: str
    kind: str
    label: str
    root: etree._Element

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, in the order in which they stand in the part."""
        ranks = {element: rank for rank, element in enumerate(self.root.iter(_P))}
        areas = dict(_Walk().blocks(self.root, self.label))
        return tuple(Paragraph(e, self.part, rank, areas[e]) for e, rank in ranks.items() if e in areas)

    @cached_property
    def by_element(self) -> Mapping[etree._Element, Paragraph]:
        """Its paragraphs by their elements."""
        return {paragraph.element: paragraph for paragraph in self.paragraphs}

    @cached_property
    def users(self) -> Mapping[str, etree._Element]:
        """The first element that has a value in one of its attributes, such as the id of a relation, by that value."""
        found: dict[str, etree._Element] = {}
        for element in self.root.iter(etree.Element):
            for each in element.attrib.values():
                found.setdefault(str(each), element)
        return found

    @property
    def place(self) -> Place:
        """The place of the part as a whole."""
        return Place(self.part, self.label)

    def place_of(self, element: etree._Element) -> Place:
        """Return the place of the paragraph that `element` is in, or of the part."""
        for each in (element, *element.iterancestors()):
            if each in self.by_element:
                return self.by_element[each].place
        inside = next((p for p in element.iter(_P) if p in self.by_element), None)
        return self.place if inside is None else self.by_element[inside].place


class _Walk(Struct):
    """Counts paragraphs and tables the way a reader does, within one part."""

    paragraphs: int = 0
    tables: int = 0
    notes: int = 0

    def blocks(
        self, parent: etree._Element, area: str, *, counted: bool = True
    ) -> Iterator[tuple[etree._Element, str]]:
        """Yield every paragraph with its place; within a cell the cell is the place."""
        for child in parent:
            if child.tag == _P:
                yield from self._paragraph(child, area, counted=counted)
            elif child.tag == _TBL:
                yield from self._table(child, area)
            elif child.tag in _NOTES:
                yield from self._note(child, area)
            elif child.tag != FALLBACK and child.tag not in _PROPERTIES and isinstance(child.tag, str):
                yield from self.blocks(child, area, counted=counted)

    def _paragraph(self, element: etree._Element, area: str, *, counted: bool) -> Iterator[tuple[etree._Element, str]]:
        if counted:
            self.paragraphs += 1
            area = joined(area, f"alinea {self.paragraphs}")
        yield element, area
        for box in _text_boxes(element):
            yield from _Walk().blocks(box, joined(area, "tekstvak"), counted=False)

    def _table(self, table: etree._Element, area: str) -> Iterator[tuple[etree._Element, str]]:
        self.tables += 1
        for number, row in enumerate(_within(table, _TR), start=1):
            for cell_number, cell in enumerate(_within(row, _TC), start=1):
                place = joined(area, f"tabel {self.tables} rij {number} cel {cell_number}")
                yield from _Walk().blocks(cell, place, counted=False)

    def _note(self, note: etree._Element, area: str) -> Iterator[tuple[etree._Element, str]]:
        if note.get(w("type"), "normal") == "normal":
            self.notes += 1
            yield from _Walk().blocks(note, f"{area} {self.notes}", counted=False)


def joined(*areas: str) -> str:
    """Return the names of places within each other as one."""
    return ", ".join(filter(None, areas))


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, also those inside a content control."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in (_P, _TBL) and child.tag not in _PROPERTIES and isinstance(child.tag, str):
            yield from _within(child, tag)


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == _TEXT_BOX:
            yield child
        elif child.tag != FALLBACK:
            yield from _text_boxes(child)
