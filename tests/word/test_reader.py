"""What is read from a Word file, also after another editor saved it in its own way."""

import pytest
import samples

from raadsvoorstel.blocks import Block, Columns, Item, Paragraph, Run, Table, plain
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import package
from raadsvoorstel.word.reader import Marked, Reading, read


def reading(body: str, **parts: str) -> Reading:
    return read(package.read(samples.wordfile(body, **parts), "a.docx"))


def control(tag: str, content: str) -> str:
    properties = f'<w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="1"/></w:sdtPr>'
    return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


MARK = p(control("a", run("begin")))
TITLE = p(f'<w:bookmarkStart w:id="1" w:name="_rv_b"/>{run("Titel")}<w:bookmarkEnd w:id="1"/>')


def passage(body: str) -> tuple[Block, ...]:
    """Return what stands below the mark `a`."""
    (marked,) = reading(MARK + body).passages
    return marked.blocks[1:]


@pytest.mark.parametrize(
    ("body", "block"),
    [
        (p(run("een") + run("twee")), Paragraph(plain("eentwee"))),
        (
            p(run("a", "<w:b/>") + run("b", '<w:b w:val="0"/><w:i w:val="true"/>')),
            Paragraph((Run("a", bold=True), Run("b", italic=True))),
        ),
        (
            p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:cr/><w:noBreakHyphen/></w:r>"),
            Paragraph(plain("a\nb\tc\n\u2011")),
        ),
        (
            p(f"<w:ins>{run('nieuw')}</w:ins><w:del><w:r><w:delText>oud</w:delText></w:r></w:del>"),
            Paragraph(plain("nieuw")),
        ),
        (p(f"<w:moveFrom>{run('weg')}</w:moveFrom><w:moveTo>{run('hier')}</w:moveTo>"), Paragraph(plain("hier"))),
        (
            p(f'<w:smartTag>{run("a")}</w:smartTag><w:fldSimple w:instr="X">{run("b")}</w:fldSimple>'),
            Paragraph(plain("ab")),
        ),
        (p(run("[nog: x]", '<w:highlight w:val="yellow"/>')), Paragraph((Run("[nog: x]", open_field="x"),))),
        (p(run("[nog: x]")), Paragraph(plain("[nog: x]"))),
        (p(run("los", '<w:highlight w:val="yellow"/>')), Paragraph(plain("los"))),
        (f"<w:ins>{p(run('a'))}</w:ins>", Paragraph(plain("a"))),
        (f"<w:sdt><w:sdtContent>{p(run('a'))}</w:sdtContent></w:sdt>", Paragraph(plain("a"))),
        (p(run("a"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'), Paragraph(plain("a"))),
    ],
)
def test_a_paragraph_is_what_a_reader_sees(body: str, block: Block):
    assert passage(body) == (block,)


NUMBERING = """<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="2.%1"/>
</w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>"""


def test_a_list_item_is_numbered_by_itself_or_by_its_style():
    numbered = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='{}'/></w:numPr>"
    body = p(run("a"), numbered.format(5)) + p(run("b"), numbered.format(6)) + p(run("c"), '<w:pStyle w:val="Punt"/>')
    bulleted = '<w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr>'
    style = f'<w:style w:styleId="Punt"><w:name w:val="List Bullet"/>{bulleted}</w:style>'
    (marked,) = reading(MARK + body, numbering=NUMBERING, styles=style).passages
    assert marked.blocks[1:] == (
        Item(plain("a"), "number", start=1, label="2"),
        Item(plain("b"), "bullet"),
        Item(plain("c"), "bullet"),
    )


CELL = "<w:tc>{}</w:tc>"


def test_a_table_has_a_header_row_or_several_rows_and_one_row_without_is_columns():
    cells = CELL.format(p(run("a"))) + CELL.format(p(run("b"), '<w:jc w:val="end"/>'))
    header = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cells}</w:tr>"
    assert passage(f"<w:tbl>{header}<w:tr>{cells}</w:tr></w:tbl>") == (
        Table((plain("a"), plain("b")), ((plain("a"), plain("b")),), ("left", "right")),
    )
    put_in = passage(f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>")
    assert put_in == (Table((plain("a"), plain("b")), ((plain("a"), plain("b")),), ("left", "right")),)
    assert passage(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == (Columns(((plain("a"),), (plain("b"),))),)
    assert passage(f"<w:tbl><w:tr/><w:tr>{cells}</w:tr></w:tbl>") == (Columns(()),)


def test_a_passage_runs_from_its_mark_to_the_next_mark_or_title():
    body = (
        MARK + p(run("onder a")) + p(control("b", run("begin b"))) + p(run("onder b")) + TITLE + p(run("van niemand"))
    )
    assert [(m.tag, [b.runs for b in m.blocks if isinstance(b, Paragraph)]) for m in reading(body).passages] == [
        ("a", [plain("begin"), plain("onder a")]),
        ("b", [plain("begin b"), plain("onder b")]),
    ]


def test_a_control_around_whole_paragraphs_is_a_mark_too():
    assert [m.tag for m in reading(control("a", p(run("een")) + p(run("twee")))).passages] == ["a"]


def test_a_value_within_a_line_is_found_also_in_a_header():
    found = reading(p(run("nr ") + control("veld:nummer", run("7"))), header1=p(control("veld:nummer", run("8"))))
    assert found.inlines == (Marked("nummer", runs=plain("7")), Marked("nummer", runs=plain("8")))
    assert found.paragraphs == ("nr 7", "8")


def test_a_title_is_the_text_within_its_bookmark():
    assert reading(TITLE).bookmarks == {"_rv_b": "Titel"}


def test_ids_are_told_so_that_doubles_can_be_seen():
    assert sorted(reading(TITLE + MARK).ids) == ["bookmark _rv_b", "bookmark word/document.xml 1", "control 1"]


@pytest.mark.parametrize(
    ("part", "reason"),
    [(b"<a>", "geen goede XML"), (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DTD"), (b"", "geen goede XML")],
)
def test_broken_or_dangerous_xml_is_refused(part: bytes, reason: str):
    parts = package.read(samples.wordfile(MARK), "a.docx") | {"word/document.xml": part}
    with pytest.raises(WordFileUnusable, match=rf"word/document\.xml .*{reason}"):
        read(parts)
