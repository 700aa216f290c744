"""Read a Word file back as blocks, by the marks that were put in it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from raadsvoorstel.blocks import (
    Alignment,
    Block,
    Columns,
    Heading,
    Item,
    Marker,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    merge_runs,
    runs_text,
)
from raadsvoorstel.word.look import NUMBERING, STYLES, Look, Numbering, look_of, numbering_of
from raadsvoorstel.word.marks import BOOKMARK, FIELD, PASSAGE, VALUE
from raadsvoorstel.word.package import FOOTNOTES, MAIN
from raadsvoorstel.word.writer import CODE_FONT, EMU_PER_PIXEL, OWN_LEFTS, SPECIAL_STYLES, WP
from raadsvoorstel.word.xml import RELATIONS, R, is_on, is_page_break, parse, value, w

_RELS, _NOTE_RELS = "word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"
_STORIES = re.compile(r"word/(header|footer)\d*\.xml")
_OPEN_FIELD = re.compile(r"\[[^:\]]+: ([^\]]+)\]")
_P, _TBL, _SDT, _CONTENT, _R, _T = w("p"), w("tbl"), w("sdt"), w("sdtContent"), w("r"), w("t")
_HYPERLINK, _RPR, _PPR, _BR, _TAB, _CR = w("hyperlink"), w("rPr"), w("pPr"), w("br"), w("tab"), w("cr")
_CONTAINERS = frozenset((w("ins"), w("customXml"), w("smartTag")))
_HYPHEN, _NOTE = w("noBreakHyphen"), w("footnoteReference")
_BOOKMARK, _BOOKMARK_END, _ID, _NAME = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name")
_PSTYLE, _NUMPR, _NUMID, _ILVL, _IND, _LEFT = w("pStyle"), w("numPr"), w("numId"), w("ilvl"), w("ind"), w("left")
_KEEP, _HIGHLIGHT, _FONTS, _ASCII = w("keepNext"), w("highlight"), w("rFonts"), w("ascii")
_DRAWING, _EMBED = f"{{{WP}}}docPr", f"{{{R}}}embed"
_B, _I, _STRIKE, _RID = w("b"), w("i"), w("strike"), f"{{{R}}}id"
_SDTPR, _TAG = w("sdtPr"), w("tag")
_CONTROL_ID = f"{_SDTPR}/{_ID}"


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands at one mark: the blocks from there to the next mark, or the runs of a value within a line."""

    tag: str
    blocks: tuple[Block, ...] = ()
    runs: Runs = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """One block of the body with the marks on it: tags of controls, names of bookmarks, and whether it is a title."""

    block: Block
    tags: tuple[str, ...]
    bookmarks: tuple[str, ...]
    is_title: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A Word file as far as texts go.

    `body` is everything in reading order with its marks; `passages` and `inlines` come in that order too
    (the body before headers and footers), `bookmarks` gives the text inside each bookmark, `paragraphs` the
    text of every paragraph, `ids` what has to be unique.
    """

    body: tuple[Placed, ...]
    passages: tuple[Marked, ...]
    inlines: tuple[Marked, ...]
    bookmarks: Mapping[str, str]
    paragraphs: tuple[str, ...]
    ids: tuple[str, ...]


def read(parts: Mapping[str, bytes]) -> Reading:
    """Return what the file says. Follows nothing and executes nothing; WordFileUnusable for broken XML."""
    look = look_of(parts[STYLES]) if STYLES in parts else look_of(b"<styles/>")
    reader = _Reader(look, numbering_of(parts.get(NUMBERING)), _targets(parts.get(_RELS)))
    reader.media = parts
    if FOOTNOTES in parts:
        reader.note_elements = _footnotes(parse(parts[FOOTNOTES], FOOTNOTES))
        reader.note_targets = _targets(parts.get(_NOTE_RELS))
    for name in (MAIN, *sorted(filter(_STORIES.fullmatch, parts))):
        reader.story(parse(parts[name], name), name)
    return Reading(
        tuple(reader.body),
        tuple(_passages(reader.body)),
        tuple(reader.inlines),
        reader.bookmarks,
        tuple(reader.paragraphs),
        tuple(reader.ids),
    )


def _targets(data: bytes | None) -> dict[str, str]:
    if data is None:
        return {}
    rows = parse(data, _RELS).iterfind(f"{{{RELATIONS}}}Relationship")
    return {row.get("Id", ""): row.get("Target", "") for row in rows}


@dataclass(slots=True)
class _Reader:
    look: Look
    numbering: Numbering
    targets: Mapping[str, str]
    body: list[Placed] = field(default_factory=list)
    inlines: list[Marked] = field(default_factory=list)
    bookmarks: dict[str, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    titled: bool = False
    media: Mapping[str, bytes] = field(default_factory=dict)
    note_elements: Mapping[str, etree._Element] = field(default_factory=dict)
    note_targets: Mapping[str, str] = field(default_factory=dict)
    seen_lists: set[tuple[str, int]] = field(default_factory=set)

    def story(self, root: etree._Element, name: str) -> None:
        """Take in one part: the body, a header or a footer."""
        if name == MAIN:
            self._body(root[0] if len(root) else root)
        else:
            for _ in self._blocks(root):
                pass
        for element in root.iter(_SDT, _BOOKMARK, "{*}docPr"):
            if element.tag == _SDT:
                self.ids.append("control " + value(element.find(_CONTROL_ID)))
            elif element.tag == _BOOKMARK:
                id, mark = element.get(_ID, ""), element.get(_NAME, "")
                self.ids += [f"bookmark {name} {id}", f"bookmark {mark}"]
                self.bookmarks.setdefault(mark, _bookmarked(element, id))
            else:
                self.ids.append(f"drawing {name} {element.get('id')}")

    def _body(self, body: etree._Element) -> None:
        for block in self._blocks(body):
            self.body.append(Placed(block, tuple(self.tags), tuple(self.names), self.titled))
            self.tags, self.names, self.titled = [], [], False

    def _blocks(self, container: Iterable[etree._Element]) -> Iterator[Block]:
        for child in container:
            kind = child.tag
            if kind == _P:
                yield self._paragraph(child)
            elif kind == _TBL:
                yield self._table(child)
            elif kind == _SDT:
                tag, content = _control(child)
                self.tags += [tag] if tag else []
                yield from self._blocks(content)
            elif kind == _BOOKMARK:
                self._bookmark(child)
            elif kind in _CONTAINERS:
                yield from self._blocks(child)

    def _bookmark(self, start: etree._Element) -> None:
        name = start.get(_NAME, "")
        if name.startswith((BOOKMARK, PASSAGE, FIELD)):
            self.names.append(name)
            self.titled = self.titled or name.startswith(BOOKMARK)

    def _paragraph(self, p: etree._Element) -> Block:
        runs = merge_runs(self._inside(p, ""))
        self.paragraphs.append(runs_text(runs))
        if not runs and (picture := next(p.iter(_DRAWING), None)) is not None:
            return Picture(picture.get("name", ""), picture.get("descr", ""), *self._picture(p))
        return self._block(runs, _children(p[0]) if len(p) and p[0].tag == _PPR else {})

    def _picture(self, p: etree._Element) -> tuple[str, int, int]:
        """Return the hash of a picture's contents and its size in pixels at 96 an inch."""
        extent, blip = next(p.iter("{*}extent"), None), next(p.iter("{*}blip"), None)
        size = (int(extent.get(side, "0")) // EMU_PER_PIXEL if extent is not None else 0 for side in ("cx", "cy"))
        target = self.targets.get(blip.get(_EMBED, ""), "") if blip is not None else ""
        data = self.media.get(f"word/{target}")
        width, height = size
        return (hashlib.sha256(data).hexdigest() if data is not None else "", width, height)

    def _block(self, runs: Runs, properties: Mapping[str, etree._Element]) -> Block:
        style = value(properties.get(_PSTYLE))
        self.titled = self.titled or style in self.look.titles
        if level := self.look.heading_level(style):
            return Heading(runs, level - 1)
        name = _special(self.look.names.get(style, ""))
        listed = self._list(properties, style)
        if listed:
            return self._item(runs, *listed, name)
        quote = self.look.names.get(style) == "quote"
        return Paragraph(runs, self._indent(properties.get(_IND)), quote, name, is_on(properties.get(_KEEP)))

    def _list(self, properties: Mapping[str, etree._Element], style: str) -> tuple[str, int] | None:
        if _NUMPR not in properties:
            return self.look.lists.get(style)
        direct = _children(properties[_NUMPR])
        num = value(direct.get(_NUMID))
        return (num, int(value(direct.get(_ILVL), "0"))) if num not in ("", "0") else None

    def _item(self, runs: Runs, num: str, level: int, name: str) -> Item:
        definition = self.numbering.definition(num)
        bullet = definition is not None and definition.formats[level : level + 1] == ("bullet",)
        text = definition.texts[level] if definition and level < len(definition.texts) else ""
        label = text[: -len(".%1")] if level == 0 and text.endswith(".%1") else ""
        start = 0
        if not bullet and (num, level) not in self.seen_lists:
            self.seen_lists.add((num, level))
            start = self.numbering.starts.get((num, level), 1)
        marker: Marker = "bullet" if bullet else "letter" if (num, level) in self.numbering.lettered else "number"
        return Item(runs, marker, level, start, label, name)

    def _indent(self, indent: etree._Element | None) -> int:
        left = int(indent.get(_LEFT, "0")) if indent is not None else 0
        if not left:
            return 0
        for steps in (self._lefts(), OWN_LEFTS):
            if left in steps:
                return steps.index(left) + 1
        return 0

    def _lefts(self) -> tuple[int, ...]:
        num, _ = self.look.lists.get(self.look.numbers, ("", 0))
        definition = self.numbering.definition(num)
        return definition.lefts if definition else OWN_LEFTS

    def _table(self, table: etree._Element) -> Block:
        rows = [row for row in table.iter(w("tr")) if _owner(row, _TBL) is table]
        cells = [[self._cell(cell) for cell in row.iter(w("tc")) if _owner(cell, w("tr")) is row] for row in rows]
        first = rows[0].find(w("trPr")) if rows else None
        if first is None or not is_on(first.find(w("tblHeader"))):
            return Columns(tuple(tuple(paragraphs for paragraphs, _ in cell) for cell in (cells[0] if cells else ())))
        flat = [tuple(cell[0][0] if cell else () for cell in row) for row in cells]
        sides: tuple[Alignment, ...] = tuple(cell[0][1] if cell else "left" for cell in cells[0])
        look = table.find(f"{w('tblPr')}/{w('tblLook')}")
        total = look is not None and look.get(w("lastRow")) == "1"
        return Table(flat[0], tuple(flat[1:]), sides, total)

    def _cell(self, cell: etree._Element) -> list[tuple[Runs, Alignment]]:
        # Every paragraph of a cell counts, also one that an editor put within a control or a nested table.
        result: list[tuple[Runs, Alignment]] = []
        for block, element in zip(self._blocks(cell), _block_elements(cell), strict=True):
            side = value(element.find(f"{_PPR}/{w('jc')}"), "left")
            aligned: Alignment = "right" if side in ("right", "end") else "center" if side == "center" else "left"
            result.append((block.runs if not isinstance(block, Table | Columns | Picture) else (), aligned))
        return result

    def _inside(self, element: Iterable[etree._Element], link: str) -> Iterator[Run]:
        for child in element:
            kind = child.tag
            if kind == _R:
                yield self._run(child, link)
            elif kind == _HYPERLINK:
                yield from self._inside(child, self.targets.get(child.get(_RID, ""), ""))
            elif kind == _SDT:
                tag, content = _control(child)
                runs = merge_runs(self._inside(content, link))
                if tag.startswith(VALUE):
                    self.inlines.append(Marked(tag.removeprefix(VALUE), runs=runs))
                elif tag:
                    self.tags.append(tag)
                yield from runs
            elif kind == _BOOKMARK:
                self._bookmark(child)
            elif kind in _TRANSPARENT:
                yield from self._inside(child, link)

    def _note(self, id: str) -> Runs:
        """Return the text of a footnote; its paragraphs are lines, and the space behind its number is none of it."""
        runs: list[Run] = []
        targets, self.targets = self.targets, self.note_targets
        for paragraph in self.note_elements[id].iter(_P) if id in self.note_elements else ():
            runs += [Run("\n")] if runs else []
            runs += self._inside(paragraph, "")
        self.targets = targets
        merged = merge_runs(runs)
        return merge_runs([replace(merged[0], text=merged[0].text.lstrip(" ")), *merged[1:]]) if merged else ()

    def _run(self, run: etree._Element, link: str) -> Run:
        text = "".join(_run_text(run))
        if not text and (reference := run.find(_NOTE)) is not None:
            return Run("", note=self._note(reference.get(_ID, "")))
        if not len(run) or run[0].tag != _RPR:
            return Run(text, link=link)
        properties = _children(run[0])
        open_field = match[1] if _HIGHLIGHT in properties and (match := _OPEN_FIELD.fullmatch(text)) else ""
        return Run(
            text,
            bold=is_on(properties.get(_B)),
            italic=is_on(properties.get(_I)),
            strike=is_on(properties.get(_STRIKE)),
            code=_FONTS in properties and properties[_FONTS].get(_ASCII) == CODE_FONT,
            link=link,
            open_field=open_field,
        )


def _footnotes(root: etree._Element) -> dict[str, etree._Element]:
    return {note.get(_ID, ""): note for note in root.iterfind(w("footnote")) if note.get(w("type")) is None}


_TRANSPARENT = frozenset((w("ins"), w("smartTag"), w("customXml"), w("fldSimple"), w("moveTo"), w("dir"), w("bdo")))


def _passages(body: list[Placed]) -> Iterator[Marked]:
    """Yield the blocks from each mark to the next, or to the title of a section."""
    tag = ""
    blocks: list[Block] = []
    for placed in body:
        if placed.is_title or placed.tags:
            if tag:
                yield Marked(tag, blocks=tuple(blocks))
            tag = placed.tags[-1] if placed.tags else ""
            blocks = []
        blocks.append(placed.block)
    if tag:
        yield Marked(tag, blocks=tuple(blocks))


def _children(element: etree._Element) -> dict[str, etree._Element]:
    return {str(child.tag): child for child in element}


def _control(control: etree._Element) -> tuple[str, Iterable[etree._Element]]:
    """Return the tag of a content control, and what stands in it."""
    children = _children(control)
    properties = _children(children[_SDTPR]) if _SDTPR in children else {}
    return value(properties.get(_TAG)), children.get(_CONTENT, ())


def _special(name: str) -> str:
    return name if name in SPECIAL_STYLES else ""


def _bookmarked(start: etree._Element, id: str) -> str:
    """Return the text from a bookmark's start to its end, as far as both lie in one paragraph."""
    text: list[str] = []
    for element in start.itersiblings():
        if element.tag == _BOOKMARK_END and element.get(_ID) == id:
            break
        for run in element.iter(_R):
            text += _run_text(run)
    return "".join(text)


def _run_text(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in (_BR, _CR):
            yield "" if is_page_break(child) else "\n"
        elif child.tag == _TAB:
            yield "\t"
        elif child.tag == _HYPHEN:
            yield "\u2011"


def _owner(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors(tag), None)


def _block_elements(container: etree._Element) -> Iterator[etree._Element]:
    for child in container:
        if child.tag in (_P, _TBL):
            yield child
        elif child.tag == _SDT:
            content = child.find(_CONTENT)
            if content is not None:
                yield from _block_elements(content)
        elif child.tag in _CONTAINERS:
            yield from _block_elements(child)
