"""Write blocks as WordprocessingML, in the styles and lists of the template."""

from functools import lru_cache

from msgspec import Struct

from raadsvoorstel.blocks import Block, Columns, Heading, Item, Paragraph, Picture, Run, Runs, Table, once, runs_text
from raadsvoorstel.fieldpath import ROOT, FieldPath
from raadsvoorstel.word.lists import Listing, Lists, Reached
from raadsvoorstel.word.look import Look
from raadsvoorstel.word.marks import BOOKMARK, FIELD, PASSAGE, VALUE, bookmark_name, tag_name
from raadsvoorstel.word.xml import escape

CODE_FONT = "Courier New"
TABLE_STYLES = ("huisstijl tabel", "table grid", "tabelraster")
ARGUMENT, TABLE_TEXT, SIGNATURE = "argument", "tabeltekst", "ondertekening"
SPECIAL_STYLES = frozenset((ARGUMENT, TABLE_TEXT, SIGNATURE))
"""Names of styles that a template may have for numbered statements, text in tables and signatures."""


WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
EMU_PER_PIXEL, WIDEST_PICTURE = 9525, 5_580_000
"""English Metric Units: a pixel at 96 an inch, and 15.5 centimetres, which any of our margins leaves."""
LETTERS_ON_A_LINE = 95
"""How many letters of the size of a table fit beside each other, about."""
SMALL_TABLE = 8
"""Rows that a table may have to be kept on one page; of a longer one only the last two stay together."""


class Passage(Struct, frozen=True):
    """The text of one field path as it stands in a document."""

    path: FieldPath
    blocks: tuple[Block, ...]


class Inline(Struct, frozen=True):
    """A value within a line; `heading` marks it as the title of the section at `path`."""

    path: FieldPath
    runs: Runs
    heading: bool = False

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)


class Writer(Struct):
    """Writes one document; hands out the ids that must be unique in it and keeps what goes to other parts.

    `links` and `pictures` are what relations `rvL1`, `rvL2`, … and `rvI1`, … point at, in the order of first use.
    `widest` is how wide a picture can be.
    """

    look: Look
    listing: Listing
    next_id: int
    links: dict[str, str] = {}
    notes: list[str] = []
    pictures: dict[str, str] = {}
    note_links: dict[str, str] = {}
    mark: FieldPath = ROOT
    seen: dict[tuple[FieldPath, str], int] = {}
    widest: int = WIDEST_PICTURE

    @classmethod
    def of(cls, look: Look, lists: Lists, next_id: int, widest: int = WIDEST_PICTURE) -> "Writer":
        """Return a writer for a document that has no lists but those of its template."""
        return cls(look, Listing.of(lists), next_id, widest=widest)

    def passages(self, passages: tuple[Passage, ...], body_style: str) -> str:
        """Return the passages one after another, the text of the first paragraph of each in a content control.

        A control around whole paragraphs would be nicer in Word, but LibreOffice drops the formatting and
        the links of its first paragraph (7.4) or shrinks it to that paragraph (7.4 and 25.2). Two tables with
        nothing between them are one table to Word.
        """
        written = "".join(self._passage(passage, body_style) for passage in passages)
        return written.replace("</w:tbl><w:tbl>", "</w:tbl><w:p/><w:tbl>")

    def _passage(self, passage: Passage, body_style: str) -> str:
        listing = self.listing
        fixed = _fixed(passage.blocks, passage.path, self.look, listing.lists, body_style, listing.reached)
        if fixed is not None and (passage.path, PASSAGE) not in self.seen:
            return self._as_rehearsed(fixed, passage.path)
        self.mark = passage.path
        return "".join(self.block(block, body_style) for block in passage.blocks)

    def _as_rehearsed(self, fixed: "_Fixed", path: FieldPath) -> str:
        """Return a passage that was written before, with ids of this document."""
        self.mark = ROOT
        self.listing.go_on(fixed.listing)
        if len(fixed.pieces) == 1:
            return fixed.pieces[0]
        self.seen[path, PASSAGE] = 1
        head, inside, content, tail = fixed.pieces
        control, bookmark = self.new_id(), self.new_id()
        return f"{head}{bookmark}{inside}{control}{content}{bookmark}{tail}"

    def inline(self, value: Inline, before: tuple[str, str]) -> str:
        """Return the runs of a value within a paragraph; `before` is their `w:rPr`, plain and highlighted."""
        runs = "".join(
            f"<w:r>{before[1 if run.open_field else 0]}{_text(run.text)}</w:r>" for run in value.runs if run.text
        )
        if value.heading:
            return self._bookmarked(value.path, BOOKMARK, runs)
        if not (runs and value.path):
            return runs
        return self._bookmarked(value.path, FIELD, self._control(value.path, runs, VALUE))

    def block(self, block: Block, body_style: str) -> str:
        """Return one block as paragraphs or a table; running text gets the style of the template's placeholder."""
        match block:
            case Paragraph():
                return _p(*self._paragraph(block, body_style), self.runs(block.runs))
            case Heading():
                return _p(*self._heading(block), self.runs(block.runs))
            case Item():
                return _p(*self._item(block), self.runs(block.runs))
            case Table():
                return self._table(block)
            case Columns():
                return self._columns(block)
            case Picture():
                return self._picture(block)

    def runs(self, runs: Runs) -> str:
        """Return the runs of a paragraph, links included, marked if they are the first of a passage."""
        plain = _without_links(runs)
        written = "".join(map(self._run, runs)) if plain is None else plain
        if not (self.mark and written):
            return written
        path, self.mark = self.mark, ROOT
        return self._bookmarked(path, PASSAGE, self._control(path, written))

    def new_id(self) -> int | str:
        """Return an id that nothing in the document has yet."""
        self.next_id += 1
        return self.next_id

    def _bookmarked(self, path: FieldPath, kind: str, content: str) -> str:
        """Return `content` in a bookmark: LibreOffice 7.4 keeps those, and of a control within a line nothing."""
        nth = self.seen[path, kind] = self.seen.get((path, kind), 0) + 1
        id = self.new_id()
        name = bookmark_name(path, kind, nth)
        return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{id}"/>'

    def _control(self, path: FieldPath, content: str, kind: str = "") -> str:
        name = kind + tag_name(path)
        return (
            f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/><w:id w:val="{self.new_id()}"/>'
            '<w15:appearance w15:val="hidden"/></w:sdtPr>'
            f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
        )

    def _paragraph(self, block: Paragraph, body_style: str) -> tuple[str, str]:
        named = block.style or ("quote" if block.quote else "")
        style = (self.look.paragraph(named) if named else "") or body_style
        keep = "<w:keepNext/>" if block.keep_next else ""
        left = self.listing.lists.left(block.indent)
        indent = f'<w:ind w:left="{left}" w:firstLine="0"/>' if left else ""
        return style, keep + indent

    def _heading(self, block: Heading) -> tuple[str, str]:
        return self.look.heading(block.level + 1), ""

    def _item(self, block: Item) -> tuple[str, str]:
        named = self.look.paragraph(block.style) if block.style else ""
        style = named or (self.look.bullets if block.marker == "bullet" else self.look.numbers)
        return style, self.listing.properties(block)

    def _table(self, block: Table) -> str:
        style = self.look.table(*TABLE_STYLES)
        last = len(block.rows) - 1
        head = self._row(block.header, block, "<w:cantSplit/><w:tblHeader/>", keep_next=True)
        rows = "".join(
            self._row(row, block, "<w:cantSplit/>", keep_next=i < last and (last < SMALL_TABLE or i == last - 1))
            for i, row in enumerate(block.rows)
        )
        look = (
            f'<w:tblLook w:val="{"0460" if block.total else "0420"}" w:firstRow="1" w:lastRow="{int(block.total)}"'
            ' w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _widths(block))
        return (
            f"<w:tbl><w:tblPr>{_style('tblStyle', style)}"
            f'<w:tblW w:w="5000" w:type="pct"/>{"" if style else _BORDERS}{look}</w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
        )

    def _row(self, row: tuple[Runs, ...], block: Table, properties: str, *, keep_next: bool) -> str:
        style = self.look.paragraph(TABLE_TEXT)
        keep = "<w:keepNext/>" if keep_next else ""
        paragraphs = (
            _p(style, keep + _aligned(side), self.runs(cell)) for cell, side in zip(row, block.alignment, strict=True)
        )
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{paragraph}</w:tc>' for paragraph in paragraphs
        )
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"

    def _picture(self, block: Picture) -> str:
        """Return a picture as wide as it is at 96 pixels an inch, or as the text is."""
        relation = self.pictures.setdefault(block.digest, f"rvI{len(self.pictures) + 1}")
        width = min(block.width * EMU_PER_PIXEL, self.widest)
        height = block.height * width // max(block.width, 1)
        id, alt, name = self.new_id(), escape(block.alt), escape(block.name)
        drawing = (
            f'<w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{id}" name="{name}" descr="{alt}"/>'
            f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}">'
            f'<pic:nvPicPr><pic:cNvPr id="{id}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )
        run = f"<w:r>{drawing}</w:r>"
        path, self.mark = self.mark, ROOT
        return _p("", "", self._bookmarked(path, PASSAGE, self._control(path, run)) if path else run)

    def _columns(self, block: Columns) -> str:
        style = self.look.paragraph(SIGNATURE)
        space = "" if style else '<w:spacing w:before="720"/>'
        width = 5000 // len(block.cells)
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="pct"/></w:tcPr>'
            + "".join(_p(style, "" if n else space, self.runs(line)) for n, line in enumerate(cell))
            + "</w:tc>"
            for cell in block.cells
        )
        grid = f'<w:gridCol w:w="{9000 // len(block.cells)}"/>' * len(block.cells)
        return (
            '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="113" w:type="dxa"/></w:tblCellMar>'
            '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
            f' w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
        )

    def _note(self, note: Runs) -> str:
        """Return the reference to a footnote, whose text goes to a part of its own."""
        id = self.listing.lists.first_note + len(self.notes)
        style = self.look.character("footnote reference")
        raised = _style("rStyle", style) or '<w:vertAlign w:val="superscript"/>'
        mark = f"<w:rPr>{raised}</w:rPr>"
        links, self.links = self.links, self.note_links
        text = "".join(map(self._run, note))
        self.note_links, self.links = self.links, links
        self.notes.append(
            f'<w:footnote w:id="{id}">'
            + _p(
                self.look.paragraph("footnote text"),
                "",
                f'<w:r>{mark}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{text}',
            )
            + "</w:footnote>"
        )
        return f'<w:r>{mark}<w:footnoteReference w:id="{id}"/></w:r>'

    def _run(self, run: Run) -> str:
        if run.note:
            return self._note(run.note)
        if not run.link:
            return _bare(run)
        written = f"<w:r>{_run_properties(run, self.look.character('hyperlink'))}{_text(run.text)}</w:r>"
        id = self.links.setdefault(run.link, f"rvL{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{id}" w:tooltip="{escape(run.link)}" w:history="1">{written}</w:hyperlink>'


_ID = "\ufdd2"
"""Stands for an id in what is written once for many documents; it is in no text."""


class _Rehearsal(Writer):
    """Writes what is to be written again, with room for the ids."""

    def new_id(self) -> str:
        return _ID


class _Fixed(Struct, frozen=True):
    """A passage in pieces with ids between them, of a bookmark, of the control in it, and of the bookmark again.

    `listing` has the lists that it adds.
    """

    pieces: tuple[str, ...]
    listing: Listing


@once
def _fixed(
    blocks: tuple[Block, ...], path: FieldPath, look: Look, lists: Lists, body_style: str, reached: Reached
) -> _Fixed | None:
    """Return a passage as any document has it whose lists are as far; None when more of what came before counts."""
    writer = _Rehearsal(look, Listing(lists, reached), 0, mark=path)
    pieces = tuple("".join(writer.block(block, body_style) for block in blocks).split(_ID))
    if len(pieces) not in (1, 4) or writer.links or writer.notes or writer.pictures or writer.mark:
        return None
    return _Fixed(pieces, writer.listing)


@once
def _without_links(runs: Runs) -> str | None:
    """Return runs that are the same in any document; None when there is a link or a footnote among them."""
    return None if any(run.link or run.note for run in runs) else "".join(map(_bare, runs))


def _bare(run: Run) -> str:
    return f"<w:r>{_run_properties(run, '')}{_text(run.text)}</w:r>"


def _run_properties(run: Run, link: str) -> str:
    """Return the formatting of a run; `link` is the style of links, where there is one and this is one."""
    properties = (
        _style("rStyle", link)
        + (f'<w:rFonts w:ascii="{CODE_FONT}" w:hAnsi="{CODE_FONT}" w:cs="{CODE_FONT}"/>' if run.code else "")
        + ("<w:b/><w:bCs/>" if run.bold else "")
        + ("<w:i/><w:iCs/>" if run.italic else "")
        + ("<w:strike/>" if run.strike else "")
        + ('<w:highlight w:val="yellow"/>' if run.open_field else "")
        + ('<w:u w:val="single"/>' if run.link and not link else "")
    )
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def _widths(block: Table) -> list[int]:
    """Return a width per column, in twips, 9000 in all: room for its longest word first, then for its longest text."""
    columns = [[runs_text(cell) for cell in column] for column in zip(block.header, *block.rows, strict=True)]
    words = [max(len(word) for text in column for word in text.split(" ")) + 3 for column in columns]
    texts = [max(word, min(max(map(len, column)), 45) + 3) for column, word in zip(columns, words, strict=True)]
    spare = max(0, LETTERS_ON_A_LINE - sum(words))
    wanted = max(1, sum(texts) - sum(words))
    share = min(1.0, spare / wanted)
    widths = [word + (text - word) * share for word, text in zip(words, texts, strict=True)]
    return [int(9000 * width / sum(widths)) for width in widths]


def _p(style: str, properties: str, content: str) -> str:
    inside = _style("pStyle", style) + properties
    return f"<w:p>{f'<w:pPr>{inside}</w:pPr>' if inside else ''}{content}</w:p>"


@lru_cache(maxsize=1024)
def _style(element: str, id: str) -> str:
    return f'<w:{element} w:val="{escape(id)}"/>' if id else ""


def _aligned(side: str) -> str:
    return "" if side == "left" else f'<w:jc w:val="{side}"/>'


@lru_cache(maxsize=2048)
def _text(text: str) -> str:
    whole = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    if "\n" in text or "\t" in text:
        whole = whole.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        whole = whole.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        whole = whole.replace('<w:t xml:space="preserve"></w:t>', "")
    return whole


_BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)
