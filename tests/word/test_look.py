"""Styles and lists are found by the name a person sees, in whatever language or spelling Word saved them."""

import pytest

from raadsvoorstel.word.look import look_of, numbering_of
from raadsvoorstel.word.xml import W


def style(name: str, id: str, kind: str = "paragraph", properties: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>{properties}</w:style>'


def styles(*each: str) -> bytes:
    return f'<w:styles xmlns:w="{W}">{"".join(each)}</w:styles>'.encode()


LOOK = look_of(
    styles(
        style("heading 1", "Kop1"),
        style("Heading 2", "Kop2"),
        style("List Number", "Genummerd", properties='<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'),
        style(
            "List Bullet",
            "Punt",
            properties='<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="0"/></w:numPr></w:pPr>',
        ),
        style("Hyperlink", "Koppeling", "character"),
        style("Hyperlink", "Alinea"),
        style("Table Grid", "Raster", "table"),
    )
)


def test_a_style_is_found_by_its_name_whatever_its_capitals_and_its_id():
    assert (LOOK.paragraph("Heading 1"), LOOK.paragraph("HEADING 2"), LOOK.paragraph("Titel")) == ("Kop1", "Kop2", "")
    assert (LOOK.character("hyperlink"), LOOK.paragraph("hyperlink")) == ("Koppeling", "Alinea")
    assert LOOK.table("huisstijl tabel", "table grid") == "Raster"
    assert LOOK.table("huisstijl tabel") == ""


def test_a_level_without_a_heading_style_has_that_of_the_level_above():
    assert [LOOK.heading(level) for level in (1, 2, 3, 5)] == ["Kop1", "Kop2", "Kop2", "Kop2"]
    assert [LOOK.heading_level(id) for id in ("Kop1", "Kop2", "Raster", "")] == [1, 2, 0, 0]


def test_a_style_that_numbers_its_paragraphs_is_a_list():
    assert (LOOK.numbers, LOOK.bullets, LOOK.lists) == ("Genummerd", "Punt", {"Genummerd": ("4", 0)})


def test_a_file_without_styles_has_none():
    assert (look_of(b"<styles/>").numbers, look_of(b"<styles/>").heading(1)) == ("", "")


NUMBERING = numbering_of(
    f"""<w:numbering xmlns:w="{W}">
    <w:abstractNum w:abstractNumId="7">
      <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="397"/></w:pPr></w:lvl>
      <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:start="794.5"/></w:pPr></w:lvl>
      <w:lvl w:ilvl="2"/>
    </w:abstractNum>
    <w:num w:numId="4"><w:abstractNumId w:val="7"/>
      <w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>
      <w:lvlOverride w:ilvl="1"/>
    </w:num></w:numbering>""".encode()
)


def test_a_list_knows_per_level_its_marker_its_text_and_its_indent():
    definition = NUMBERING.definition("4")
    assert definition is not None
    assert definition.formats == ("decimal", "bullet", "decimal")
    assert definition.texts == ("%1.", "•", "")
    assert definition.lefts == (397, 794, 0)


def test_a_list_knows_where_it_starts_anew():
    assert NUMBERING.starts == {("4", 0): 3}


@pytest.mark.parametrize("num", ["", "5"])
def test_a_list_that_is_nowhere_has_no_definition(num: str):
    assert NUMBERING.definition(num) is None


def test_a_file_without_numbering_has_no_lists():
    assert (numbering_of(None).abstract, numbering_of(None).starts) == ({}, {})
