"""Read a Word file back as blocks, by the marks that were put in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from raadsvoorstel.blocks import Alignment, Block, Columns, Heading, Item, Paragraph, Run, Runs, Table, merge_runs
from raadsvoorstel.word.look import NUMBERING, STYLES, Look, Numbering, look_of, numbering_of
from raadsvoorstel.word.marks import VALUE
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.writer import CODE_FONT, SPECIAL_STYLES
from raadsvoorstel.word.xml import MC, RELATIONS, R, is_on, parse, value, w

_RELS = "word/_rels/document.xml.rels"
_STORIES = re.compile(r"word/(header|footer)\d*\.xml")
_OPEN_FIELD = re.compile(r"\[[^:\]]+: ([^\]]+)\]")
_P, _TBL, _SDT, _CONTENT, _R, _T = w("p"), w("tbl"), w("sdt"), w("sdtContent"), w("r"), w("t")
_HYPERLINK, _RPR, _PPR, _BR, _TAB, _CR = w("hyperlink"), w("rPr"), w("pPr"), w("br"), w("tab"), w("cr")
_INS, _DEL, _MOVE_FROM = w("ins"), w("del"), w("moveFrom")
_HYPHEN, _FALLBACK = w("noBreakHyphen"), f"{{{MC}}}Fallback"


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands under one tag: the blocks of a content control, or the runs of one within a line."""

    tag: str
    blocks: tuple[Block, ...] = ()
    runs: Runs = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A Word file as far as texts go.

    `passages` and `inlines` come in reading order (the body first), `bookmarks` gives the text
    inside each bookmark, `paragraphs` the text of every paragraph, `ids` what has to be unique.
    """

    passages: tuple[Marked, ...]
    inlines: tuple[Marked, ...]
    bookmarks: Mapping[str, str]
    paragraphs: tuple[str, ...]
    ids: tuple[str, ...]


def read(parts: Mapping[str, bytes]) -> Reading:
    """Return what the file says. Follows nothing and executes nothing; WordFileUnusable for broken XML."""
    look = look_of(parts[STYLES]) if STYLES in parts else look_of(b"<styles/>")
    reader = _Reader(look, numbering_of(parts.get(NUMBERING)), _targets(parts.get(_RELS)))
    for name in (MAIN, *sorted(filter(_STORIES.fullmatch, parts))):
        reader.story(parse(parts[name], name), name)
    return Reading(
        tuple(reader.passages),
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
    passages: list[Marked] = field(default_factory=list)
    inlines: list[Marked] = field(default_factory=list)
    bookmarks: dict[str, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    seen_lists: set[tuple[str, int]] = field(default_factory=set)

    def story(self, root: etree._Element, name: str) -> None:
        """Take in one part: the body, a header or a footer."""
        for _ in self._blocks(root[0] if name == MAIN and len(root) else root):
            pass
        for element in root.iter(_SDT, w("bookmarkStart"), "{*}docPr"):
            if element.tag == _SDT:
                self.ids.append("control " + value(element.find(f"{w('sdtPr')}/{w('id')}")))
            elif element.tag == w("bookmarkStart"):
                self.ids += [f"bookmark {name} {element.get(w('id'))}", f"bookmark {element.get(w('name'))}"]
            else:
                self.ids.append(f"drawing {name} {element.get('id')}")

    def _blocks(self, container: etree._Element) -> Iterator[Block]:
        for child in container:
            if child.tag == _P:
                block = self._paragraph(child)
                if tag := _whole_tag(child):
                    self.passages.append(Marked(tag, blocks=(block,)))
                yield block
            elif child.tag == _TBL:
                yield self._table(child)
            elif child.tag == _SDT:
                content = child.find(_CONTENT)
                inside = tuple(self._blocks(content)) if content is not None else ()
                if tag := _tag(child):
                    self.passages.append(Marked(tag, blocks=inside))
                yield from inside
            elif child.tag in (w("ins"), w("customXml"), w("smartTag")):
                yield from self._blocks(child)

    def _paragraph(self, p: etree._Element) -> Block:
        runs = self._runs(p)
        self.paragraphs.append("".join(run.text for run in runs))
        properties = p.find(_PPR)
        style = value(properties.find(w("pStyle"))) if properties is not None else ""
        if level := self.look.heading_level(style):
            return Heading(runs, level - 1)
        name = _special(self.look.names.get(style, ""))
        listed = self._list(properties, style)
        if listed:
            return self._item(runs, *listed, name)
        quote = self.look.names.get(style) == "quote"
        keep = properties is not None and is_on(properties.find(w("keepNext")))
        return Paragraph(runs, self._indent(properties), quote, name, keep)

    def _list(self, properties: etree._Element | None, style: str) -> tuple[str, int] | None:
        direct = properties.find(w("numPr")) if properties is not None else None
        if direct is None:
            return self.look.lists.get(style)
        num = value(direct.find(w("numId")))
        return (num, int(value(direct.find(w("ilvl")), "0"))) if num not in ("", "0") else None

    def _item(self, runs: Runs, num: str, level: int, name: str) -> Item:
        definition = self.numbering.definition(num)
        bullet = definition is not None and definition.formats[level : level + 1] == ("bullet",)
        text = definition.texts[level] if definition and level < len(definition.texts) else ""
        label = text[: -len(".%1")] if level == 0 and text.endswith(".%1") else ""
        start = 0
        if not bullet and (num, level) not in self.seen_lists:
            self.seen_lists.add((num, level))
            start = self.numbering.starts.get((num, level), 1)
        return Item(runs, "bullet" if bullet else "number", level, start, label, name)

    def _indent(self, properties: etree._Element | None) -> int:
        indent = properties.find(w("ind")) if properties is not None else None
        left = int(indent.get(w("left"), "0")) if indent is not None else 0
        if not left:
            return 0
        steps = self._lefts()
        return steps.index(left) + 1 if left in steps else 0

    def _lefts(self) -> tuple[int, ...]:
        num, _ = self.look.lists.get(self.look.numbers, ("", 0))
        definition = self.numbering.definition(num)
        return definition.lefts if definition else tuple(397 * (n + 1) for n in range(9))

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
            result.append((block.runs if not isinstance(block, Table | Columns) else (), aligned))
        return result

    def _runs(self, p: etree._Element) -> Runs:
        for start in p.iter(w("bookmarkStart")):
            self.bookmarks.setdefault(start.get(w("name"), ""), _bookmarked(p, start.get(w("id"), "")))
        return merge_runs(self._inside(p, ""))

    def _inside(self, element: etree._Element, link: str) -> Iterator[Run]:
        for child in element:
            kind = child.tag
            if kind == _R:
                yield self._run(child, link)
            elif kind == _HYPERLINK:
                yield from self._inside(child, self.targets.get(child.get(f"{{{R}}}id", ""), ""))
            elif kind == _SDT:
                content = child.find(_CONTENT)
                runs = merge_runs(self._inside(content, link)) if content is not None else ()
                if (tag := _tag(child)).startswith(VALUE):
                    self.inlines.append(Marked(tag.removeprefix(VALUE), runs=runs))
                yield from runs
            elif kind in _TRANSPARENT:
                yield from self._inside(child, link)

    def _run(self, run: etree._Element, link: str) -> Run:
        text = "".join(_run_text(run))
        properties = run.find(_RPR)
        if properties is None:
            return Run(text, link=link)
        marked = properties.find(w("highlight")) is not None
        open_field = match[1] if marked and (match := _OPEN_FIELD.fullmatch(text)) else ""
        fonts = properties.find(w("rFonts"))
        return Run(
            text,
            bold=is_on(properties.find(w("b"))),
            italic=is_on(properties.find(w("i"))),
            strike=is_on(properties.find(w("strike"))),
            code=fonts is not None and fonts.get(w("ascii")) == CODE_FONT,
            link=link,
            open_field=open_field,
        )


_TRANSPARENT = frozenset((_INS, w("smartTag"), w("customXml"), w("fldSimple"), w("moveTo"), w("dir"), w("bdo")))


def _tag(control: etree._Element) -> str:
    return value(control.find(f"{w('sdtPr')}/{w('tag')}"))


def _whole_tag(p: etree._Element) -> str:
    """Return the tag of the control that holds all of a paragraph's text; one for a single value does not count."""
    control = p.find(_SDT)
    tag = _tag(control) if control is not None else ""
    return "" if tag.startswith(VALUE) else tag


def _special(name: str) -> str:
    return name if name in SPECIAL_STYLES else ""


def _bookmarked(p: etree._Element, id: str) -> str:
    text: list[str] = []
    inside = False
    for element in p.iter():
        if element.tag == w("bookmarkStart") and element.get(w("id")) == id:
            inside = True
        elif element.tag == w("bookmarkEnd") and element.get(w("id")) == id:
            break
        elif inside and element.tag == _R:
            text += _run_text(element)
    return "".join(text)


def _run_text(run: etree._Element) -> Iterator[str]:
    for child in run:
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in (_BR, _CR):
            yield "\n"
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
        elif child.tag in (_INS, w("customXml"), w("smartTag")):
            yield from _block_elements(child)
