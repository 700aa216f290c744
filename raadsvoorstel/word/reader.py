"""Read a Word file back as blocks, by the marks that were put in it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

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
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import beyond
from raadsvoorstel.word.beyond import BETWEEN_RUNS
from raadsvoorstel.word.bookmarked import bookmarked, unique_ids
from raadsvoorstel.word.codes import OpenFields
from raadsvoorstel.word.lists import OWN_LEFTS
from raadsvoorstel.word.look import DEEPEST, NUMBERING, STYLES, Look, Numbering, left_of, look_of, numbering_of
from raadsvoorstel.word.marks import BOOKMARK, FIELD, PASSAGE, VALUE
from raadsvoorstel.word.package import FOOTNOTES, MAIN
from raadsvoorstel.word.writer import CODE_FONT, EMU_PER_PIXEL, SPECIAL_STYLES
from raadsvoorstel.word.xml import RELATIONS, R, is_on, letters_of, parse, value, w, whole

_RELS, _NOTE_RELS = "word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"
EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
"""The parts that hold a header or footer."""
_OPEN_FIELD = re.compile(r"\[[^:\]]+: ([^\]]+)\]")
_DOCUMENT, _BODY = w("document"), w("body")
_P, _TBL, _SDT, _CONTENT, _R = w("p"), w("tbl"), w("sdt"), w("sdtContent"), w("r")
_HYPERLINK, _RPR, _PPR = w("hyperlink"), w("rPr"), w("pPr")
_CONTAINERS = frozenset((w("ins"), w("moveTo"), w("customXml"), w("smartTag")))
_WALLS = frozenset((_TBL, _SDT, *_CONTAINERS))
"""What a paragraph whose end is deleted does not go on behind."""
_DEL, _MOVE_FROM, _ROW_DELETED = w("del"), w("moveFrom"), f"{w('trPr')}/{w('del')}"
_GONE = (_DEL, _MOVE_FROM)
"""What a reader who accepts every tracked change no longer sees."""
_NOTE = w("footnoteReference")
_BOOKMARK, _ID, _NAME = w("bookmarkStart"), w("id"), w("name")
_PSTYLE, _NUMPR, _NUMID, _ILVL, _IND = w("pStyle"), w("numPr"), w("numId"), w("ilvl"), w("ind")
_KEEP, _HIGHLIGHT, _FONTS, _ASCII = w("keepNext"), w("highlight"), w("rFonts"), w("ascii")
_EMBED = f"{{{R}}}embed"
_B, _I, _STRIKE, _RID, _ANCHOR = w("b"), w("i"), w("strike"), f"{{{R}}}id", w("anchor")
_SDTPR, _TAG, _ALIAS, _PROMPT, _SHADE = w("sdtPr"), w("tag"), w("alias"), w("showingPlcHdr"), w("shd")
_MOST_MARKED = 10_000_000
"""Characters in all bookmarks of ours together; they stand beside each other, and hold less than a document does."""


class Marked(Struct, frozen=True):
    """What stands at one mark: the blocks from there to the next mark, or the runs of a value within a line."""

    tag: str
    blocks: tuple[Block, ...] = ()
    runs: Runs = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """One block of the body with the marks on it: tags of controls, names of bookmarks, and whether it is a title.

    `beyond` names what it has that a block does not hold, such as underlined words; `objects` are those of them that
    stand there beside words, with what they say.
    `elements` is where it stands in the file: a table, or a paragraph with those before it whose ends are gone.
    """

    block: Block
    tags: tuple[str, ...]
    bookmarks: tuple[str, ...]
    is_title: bool
    beyond: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    elements: tuple[etree._Element, ...] = field(default=(), compare=False, repr=False)

    @property
    def is_object(self) -> bool:
        """Whether it holds nothing but what no source can say; a picture is something that one can."""
        return isinstance(self.block, Picture) and self.objects != (beyond.PICTURE,)


class Reading(Struct, frozen=True):
    """A Word file as far as texts go.

    `body` is everything in reading order with its marks; `passages` and `inlines` come in that order too
    (the body before headers and footers), `bookmarks` gives the text inside each bookmark, `paragraphs` the
    text of every paragraph, those of the body (`in_body` of them) first, `ids` what has to be unique.
    """

    body: tuple[Placed, ...]
    passages: tuple[Marked, ...]
    inlines: tuple[Marked, ...]
    bookmarks: Mapping[str, str]
    paragraphs: tuple[str, ...]
    ids: tuple[str, ...]
    in_body: int = 0


def read(parts: Mapping[str, bytes]) -> Reading:
    """Return what the file says. Follows nothing and executes nothing; WordFileUnusable for broken XML."""
    look = look_of(parts[STYLES]) if STYLES in parts else look_of(b"<styles/>")
    reader = _Reader(look, numbering_of(parts.get(NUMBERING)), _targets(parts.get(_RELS)), OpenFields())
    reader.media = parts
    if FOOTNOTES in parts:
        reader.note_elements = _footnotes(parse(parts[FOOTNOTES], FOOTNOTES))
        reader.note_targets = _targets(parts.get(_NOTE_RELS))
    reader.story(parse(parts[MAIN], MAIN), MAIN)
    in_body = len(reader.paragraphs)
    for name in sorted(filter(EDGES.fullmatch, parts)):
        reader.story(parse(parts[name], name), name)
    return Reading(
        tuple(reader.body),
        tuple(_passages(reader.body)),
        tuple(reader.inlines),
        reader.bookmarks,
        tuple(reader.paragraphs),
        tuple(reader.ids),
        in_body,
    )


def _targets(data: bytes | None) -> dict[str, str]:
    if data is None:
        return {}
    rows = parse(data, _RELS).iterfind(f"{{{RELATIONS}}}Relationship")
    return {row.get("Id", ""): row.get("Target", "") for row in rows}


class _Reader(Struct):
    look: Look
    numbering: Numbering
    targets: Mapping[str, str]
    fields: OpenFields
    body: list[Placed] = []
    inlines: list[Marked] = []
    bookmarks: dict[str, str] = {}
    paragraphs: list[str] = []
    ids: list[str] = []
    tags: list[str] = []
    marked: int = 0
    names: list[str] = []
    titled: bool = False
    beyond: list[str] = []
    objects: list[str] = []
    media: Mapping[str, bytes] = {}
    note_elements: dict[str, etree._Element] = {}
    note_targets: Mapping[str, str] = {}
    notes: dict[str, Runs] = {}
    seen_lists: set[tuple[str, int]] = set()
    counted: set[tuple[str, int]] = set()
    elements: list[etree._Element] = []

    def story(self, root: etree._Element, name: str) -> None:
        """Take in one part: the body, a header or a footer."""
        self.fields = OpenFields.of_part(root)
        if name == MAIN:
            if root.tag != _DOCUMENT:
                raise WordFileUnusable("het bestand is opgeslagen als «Strict Open XML»; kies «Word-document (*.docx)»")
            self._body(root.iterfind(f"{_BODY}/*"))
        else:
            for _ in self._blocks(root):
                pass
        for mark, text in bookmarked(root):
            self.bookmarks.setdefault(mark, text)
            self.marked += len(text)
            if self.marked > _MOST_MARKED:
                raise WordFileUnusable("het bestand is te groot: er staan te veel bladwijzers door elkaar in")
        self.ids += unique_ids(root, name)

    def _body(self, body: Iterable[etree._Element]) -> None:
        for block in self._blocks(body):
            beyond, objects, elements = tuple(dict.fromkeys(self.beyond)), tuple(self.objects), tuple(self.elements)
            self.body.append(Placed(block, tuple(self.tags), tuple(self.names), self.titled, beyond, objects, elements))
            self.tags, self.names, self.titled, self.beyond, self.objects, self.elements = [], [], False, [], [], []

    def _blocks(self, container: Iterable[etree._Element]) -> Iterator[Block]:
        joined: list[Run] = []
        for child in container:
            kind = child.tag
            if joined and kind in _WALLS and not (kind == _TBL and _is_gone(child)):
                yield self._kept(joined)
                joined = []
            if kind == _P and ends_in_next(child):
                self.elements.append(child)
                joined += self._joined(child)
            elif kind == _P:
                self.elements.append(child)
                yield self._paragraph(child, joined)
                joined = []
            elif kind == _TBL:
                yield from self._table(child)
            elif kind == _SDT:
                yield from self._controlled(*_control(child))
            elif kind == _BOOKMARK:
                self._bookmark(child)
            elif kind in BETWEEN_RUNS:
                self.elements.append(child)
                yield self._shown(child, self._objects(child, ()))
            elif kind in _CONTAINERS:
                yield from self._blocks(child)
        if joined:
            yield self._kept(joined)

    def _kept(self, joined: Iterable[Run]) -> Block:
        """Return what is left of paragraphs whose ends are deleted where nothing follows: the last keeps its end."""
        runs, last = merge_runs(joined), self.elements[-1]
        self.paragraphs.append(runs_text(runs))
        return self._block(runs, _children(last[0]))

    def _controlled(self, tag: str, content: Iterable[etree._Element]) -> Iterator[Block]:
        """Yield the blocks in a control, the first with its tag; one that shows nothing marks nothing."""
        tags, names = [*self.tags], [*self.names]
        self.tags += [tag] if tag else []
        blocks = self._blocks(content)
        if (first := next(blocks, None)) is None:
            self.tags, self.names = tags, names
            return
        yield first
        yield from blocks

    def _joined(self, p: etree._Element) -> Runs:
        """Return what is left of a paragraph whose end is deleted; without text, its marks are gone as well."""
        tags, names, titled = [*self.tags], [*self.names], self.titled
        runs = merge_runs(self._inside(p, ""))
        self._objects(p, runs)
        if not runs:
            self.tags, self.names, self.titled = tags, names, titled
        return runs

    def _bookmark(self, start: etree._Element) -> None:
        name = start.get(_NAME, "")
        if name.startswith((BOOKMARK, PASSAGE, FIELD)):
            self.names.append(name)
            self.titled = self.titled or name.startswith(BOOKMARK)

    def _paragraph(self, p: etree._Element, joined: Iterable[Run] = ()) -> Block:
        runs = merge_runs([*joined, *self._inside(p, "")])
        self.paragraphs.append(runs_text(runs))
        self.beyond += beyond.of_paragraph(p)
        objects = self._objects(p, runs)
        if objects and not runs:
            return self._shown(p, objects)
        return self._block(runs, _children(p[0]) if len(p) and p[0].tag == _PPR else {})

    def _objects(self, p: etree._Element, runs: Runs) -> list[etree._Element]:
        """Return what stands in a paragraph beside words; a picture alone is a block."""
        objects = [*beyond.objects_in(p)]
        names = [beyond.described(each) for each in objects]
        self.objects += names
        if runs or names != [beyond.PICTURE]:
            self.beyond += (f"{name} in een zin" if name == beyond.PICTURE else name for name in names)
        return objects

    def _shown(self, p: etree._Element, objects: list[etree._Element]) -> Picture:
        name, alt = beyond.named(objects)
        return Picture(name, alt, *self._picture(p))

    def _picture(self, p: etree._Element) -> tuple[str, int, int]:
        """Return the hash of a picture's contents and its size in pixels at 96 an inch."""
        extent, blip = next(p.iter("{*}extent"), None), next(p.iter("{*}blip"), None)
        size = (whole(extent.get(side, "")) // EMU_PER_PIXEL if extent is not None else 0 for side in ("cx", "cy"))
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
        level = min(max(whole(value(direct.get(_ILVL))), 0), DEEPEST - 1)
        return (num, level) if num not in ("", "0") else None

    def _item(self, runs: Runs, num: str, level: int, name: str) -> Item:
        definition = self.numbering.definition(num)
        bullet = definition is not None and definition.formats[level : level + 1] == ("bullet",)
        text = definition.texts[level] if definition and level < len(definition.texts) else ""
        label = text[: -len(".%1")] if level == 0 and text.endswith(".%1") else ""
        start = 0
        if not bullet and (num, level) not in self.seen_lists:
            self.seen_lists.add((num, level))
            # Lists of one definition count on together; LibreOffice gives items of one list a list each.
            counted = (self.numbering.abstract_of.get(num, ""), level)
            start = self.numbering.starts.get((num, level), 0 if counted in self.counted else 1)
            self.counted.add(counted)
        marker: Marker = "bullet" if bullet else "letter" if (num, level) in self.numbering.lettered else "number"
        return Item(runs, marker, level, start, label, name)

    def _indent(self, indent: etree._Element | None) -> int:
        left = left_of(indent)
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

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """Yield the table; nothing when every row of it is deleted."""
        rows = [row for row in _parts(table, "tr", _TBL) if row.find(_ROW_DELETED) is None]
        ended, self.elements = self.elements, []
        cells = [[self._cell(cell) for cell in _parts(row, "tc", w("tr"))] for row in rows]
        self.elements = [*ended, table] if rows else ended
        first = rows[0].find(w("trPr")) if rows else None
        is_headed = first is not None and is_on(first.find(w("tblHeader")))
        # Word marks no header in a table that somebody puts in; what stands side by side is one row of some lines.
        is_table = is_headed or (len(rows) > 1 and {*map(len, cells[0])} == {1})
        self.beyond += beyond.of_table(table, has_lines=is_table)
        if is_table:
            flat = [tuple(cell[0] if cell else () for cell in row) for row in cells]
            sides = tuple(_side(cell) for cell in _parts(rows[0], "tc", w("tr")))
            look = table.find(f"{w('tblPr')}/{w('tblLook')}")
            total = look is not None and look.get(w("lastRow")) == "1"
            yield Table(flat[0], tuple(flat[1:]), sides, total)
        elif rows:
            yield Columns(tuple(tuple(cell) for cell in cells[0]))

    def _cell(self, cell: etree._Element) -> list[Runs]:
        # Every paragraph of a cell counts, also one that an editor put within a control or a nested table.
        return [() if isinstance(block, Table | Columns | Picture) else block.runs for block in self._blocks(cell)]

    def _inside(self, element: Iterable[etree._Element], link: str) -> Iterator[Run]:
        for child in element:
            kind = child.tag
            if kind == _R:
                led = self.fields.link_of(child)
                if not self.fields.in_listing:
                    yield self._run(child, link or led)
            elif kind == _HYPERLINK:
                yield from self._inside(child, self._target(child))
            elif kind == _SDT:
                tag, content = _control(child)
                runs = merge_runs(self._inside(content, link))
                if not runs and child.find(f".//{_MOVE_FROM}") is not None:
                    continue
                if tag.startswith(VALUE):
                    self.inlines.append(Marked(tag.removeprefix(VALUE), runs=runs))
                elif tag:
                    self.tags.append(tag)
                yield from runs
            elif kind == _BOOKMARK:
                self._bookmark(child)
            elif kind == _DEL:
                # A paragraph whose first word is deleted still begins there.
                for start in child.iter(_BOOKMARK):
                    self._bookmark(start)
            elif kind in _TRANSPARENT:
                yield from self._inside(child, link)

    def _target(self, hyperlink: etree._Element) -> str:
        target, place = self.targets.get(hyperlink.get(_RID, ""), ""), hyperlink.get(_ANCHOR, "")
        return f"{target}#{place}" if target and place else target

    def _note(self, id: str) -> Runs:
        """Return the text of a footnote; its paragraphs are lines, and the space behind its number is none of it."""
        if id not in self.note_elements:
            return ()
        if id not in self.notes:
            self.notes[id] = self._note_read(self.note_elements[id])
        return self.notes[id]

    def _note_read(self, note: etree._Element) -> Runs:
        runs: list[Run] = []
        targets, self.targets = self.targets, self.note_targets
        # While one is read there are none: a note in a note is no note in Word, and might refer to itself.
        notes, self.note_elements = self.note_elements, {}
        for paragraph in note.iter(_P):
            runs += [Run("\n")] if runs else []
            runs += self._inside(paragraph, "")
        self.note_elements = notes
        self.targets = targets
        merged = merge_runs(runs)
        return merge_runs([replace(merged[0], text=merged[0].text.lstrip(" ")), *merged[1:]]) if merged else ()

    def _run(self, run: etree._Element, link: str) -> Run:
        text = "".join(map(letters_of, run))
        if not text and (reference := run.find(_NOTE)) is not None:
            return Run("", note=self._note(reference.get(_ID, "")))
        if not len(run) or run[0].tag != _RPR:
            return Run(text, link=link)
        properties = _children(run[0])
        marked = _HIGHLIGHT in properties or _SHADE in properties
        open_field = match[1] if marked and (match := _OPEN_FIELD.fullmatch(text)) else ""
        if text.strip() and not open_field:
            self.beyond += beyond.of_run(run, text, properties, linked=bool(link))
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
    """Return the tag of a content control, or its alias, and what stands in it; an invitation to type is nothing."""
    children = _children(control)
    properties = _children(children[_SDTPR]) if _SDTPR in children else {}
    name = value(properties.get(_TAG)) or value(properties.get(_ALIAS))
    return name, () if is_on(properties.get(_PROMPT)) else children.get(_CONTENT, ())


def ends_in_next(p: etree._Element) -> bool:
    """Whether the end of a paragraph is deleted or moved away, so that what is left of it goes on in the next."""
    mark = p.find(f"{_PPR}/{_RPR}")
    return mark is not None and any(mark.find(gone) is not None for gone in _GONE)


def _is_gone(table: etree._Element) -> bool:
    return all(row.find(_ROW_DELETED) is not None for row in _parts(table, "tr", _TBL))


def _parts(whole: etree._Element, part: str, tag: str) -> list[etree._Element]:
    """Return the rows of a table or the cells of a row, those of a table within it left out."""
    return [element for element in whole.iter(w(part)) if next(element.iterancestors(tag), None) is whole]


def _side(cell: etree._Element) -> Alignment:
    side = value(cell.find(f".//{_P}/{_PPR}/{w('jc')}"), "left")
    return "right" if side in ("right", "end") else "center" if side == "center" else "left"


def _special(name: str) -> str:
    return name if name in SPECIAL_STYLES else ""
