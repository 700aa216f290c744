"""The body of the template: what stands on the first page, and a loop for every part."""

from collections.abc import Iterator, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from raadsvoorstel.word.stationery.house import COLUMN_MARK, Element, HouseStyle, Part
from raadsvoorstel.word.stationery.tables import HEAD_TABLE
from raadsvoorstel.word.stationery.xml import columns, lines, node, paragraph, run, tab, twips

Xml = BaseOxmlElement

PARAGRAPH, ROW = "p", "tr"
"""What a statement of the template takes away with itself when it is carried out."""


def body(style: HouseStyle, parts: Sequence[Part]) -> list[Xml]:
    """Return everything between the top of the first page and the section properties."""
    chapters = has_chapters(parts)
    opening = [element for name in style.opbouw for element in _opening(style, name)]
    return opening + [element for part in parts for element in _part(part, chapters=chapters)]


def has_chapters(parts: Sequence[Part]) -> bool:
    """Whether at least one part numbers its headings."""
    return any(part.kopstijl == "genummerd" for part in parts)


def _statement(text: str, *, takes: str = PARAGRAPH) -> Xml:
    return paragraph("Normal", run(f"{{%{takes} {text} %}}"))


def _opening(style: HouseStyle, element: Element) -> list[Xml]:
    match element:
        case "afzender":
            return [paragraph("Afzender", run(style.afzender))]
        case "adres":
            return [paragraph("Adres", *lines(style.adres))] if style.adres else []
        case "titel":
            return [paragraph("Title", run(style.titel))]
        case "onderwerp":
            return [paragraph("Subtitle", run(style.onderwerp))] if style.onderwerp else []
        case "kop":
            return _head_lines() if style.kop == "regels" else _head_table(style)


def _head_lines() -> list[Xml]:
    line = paragraph("Kenmerkregel", run("{{ regel.label }}", style="Strong"), tab(), run("{{ regel.waarde }}"))
    return [_statement("for regel in kop"), line, _statement("endfor")]


def _head_table(style: HouseStyle) -> list[Xml]:
    """A table without rows is not allowed, so without lines to show there is no table."""
    widths = (twips(style.kop_breedte), twips(style.text_width - style.kop_breedte))
    label, value = (
        paragraph("Kenmerklabel", run("{{ regel.label }}")),
        paragraph("Kenmerkwaarde", run("{{ regel.waarde }}")),
    )
    table = node(
        "tbl",
        node(
            "tblPr",
            node("tblStyle", val=HEAD_TABLE),
            node("tblW", w=sum(widths), type_="dxa"),
            node("tblLayout", type_="fixed"),
            node("tblLook", val="0080", firstRow=0, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
        ),
        node("tblGrid", *(node("gridCol", w=width) for width in widths)),
        _row(widths, _statement("for regel in kop", takes=ROW), paragraph("Kenmerkwaarde")),
        _row(widths, label, value),
        _row(widths, _statement("endfor", takes=ROW), paragraph("Kenmerkwaarde")),
    )
    return [_statement("if kop"), table, _statement("endif")]


def _row(widths: Sequence[int], *contents: Xml) -> Xml:
    cells = (
        node("tc", node("tcPr", node("tcW", w=width, type_="dxa")), content)
        for width, content in zip(widths, contents, strict=True)
    )
    return node("tr", node("trPr", node("cantSplit")), *cells)


def _part(part: Part, *, chapters: bool) -> Iterator[Xml]:
    """A part whose loop is empty leaves nothing behind, not even its own title."""
    yield _statement(f"if delen.{part.naam}")
    yield from _before(part)
    yield _statement(f"for sectie in delen.{part.naam}")
    yield from _heading(part, chapters=chapters)
    yield paragraph("Normal", run("{{p sectie.inhoud }}"))
    yield _statement("endfor")
    yield from _closing(part.slot)
    yield _statement("endif")


def _before(part: Part) -> Iterator[Xml]:
    """The title and opening lines of a part; the first of them begins the new page."""
    lines = [("Deeltitel", part.titel)] if part.titel else []
    lines += [("Deelregel", line) for line in part.opening if not _opens_below_heading(part)]
    for number, (style, line) in enumerate(lines):
        yield paragraph(style, run(line), page_break=part.nieuwe_pagina and number == 0)


def _opens_below_heading(part: Part) -> bool:
    """Whether the first section's heading does duty as the title of the part."""
    return part.kopstijl == "groot" and not part.titel


def _heading(part: Part, *, chapters: bool) -> Iterator[Xml]:
    style = _heading_style(part, chapters=chapters)
    below_heading = _opens_below_heading(part)
    if part.nieuwe_pagina and (below_heading or not (part.titel or part.opening)):
        # Nothing stands before the first heading, so that heading itself begins the page.
        yield _statement("if sectie.titel and loop.first")
        yield paragraph(style, run("{{ sectie.titel }}"), page_break=True)
        yield _statement("elif sectie.titel")
    else:
        yield _statement("if sectie.titel")
    yield paragraph(style, run("{{ sectie.titel }}"))
    yield _statement("endif")
    if below_heading and part.opening:
        yield _statement("if loop.first")
        yield from (paragraph("Deelregel", run(line)) for line in part.opening)
        yield _statement("endif")


def _heading_style(part: Part, *, chapters: bool) -> str:
    if part.kopstijl == "groot":
        return "Deeltitel"
    return "Kopzondernummer" if chapters and part.kopstijl == "gewoon" else "Heading1"


def _closing(lines: Sequence[str]) -> Iterator[Xml]:
    """Closing lines stay together; a line in columns is for signatures."""
    for line in lines:
        style = "Ondertekening" if COLUMN_MARK in line else "Slotregel"
        yield paragraph(style, *columns(line, COLUMN_MARK))
