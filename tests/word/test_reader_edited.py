"""What is read from a file that others worked in: as if every tracked change had been accepted."""

import pytest
import samples

from raadsvoorstel.blocks import Block, Columns, Item, Paragraph, Run, plain
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import package
from raadsvoorstel.word.reader import Reading, read
from raadsvoorstel.word.xml import RELATIONS, W

WHO = 'w:id="1" w:author="Griffie"'


def reading(body: str, **parts: str) -> Reading:
    return read(package.read(samples.wordfile(body, **parts), "a.docx"))


def blocks(body: str, **parts: str) -> list[Block]:
    return [placed.block for placed in reading(body, **parts).body]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{content}</w:p>"


def named(name: str, content: str = "", id: int = 7) -> str:
    return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{id}"/>'


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


DELETED, MOVED = f"<w:del {WHO}/>", f"<w:moveFrom {WHO}/>"
GONE = f"<w:del {WHO}><w:r><w:delText>weg</w:delText></w:r></w:del>"
AWAY = f"<w:moveFrom {WHO}>{run('weg')}</w:moveFrom>"


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (p(GONE, DELETED) + p(run("b")), ["b"]),
        (p(AWAY, MOVED) + p(run("b")), ["b"]),
        (p(run("a "), DELETED) + p(run("b")), ["a b"]),
        (p(run("a "), DELETED) + p(GONE, DELETED) + p(run("c")), ["a c"]),
        (p(run("a"), DELETED), ["a"]),
        (p(run("a"), f"<w:ins {WHO}/>") + p(run("b")), ["a", "b"]),
        (p(GONE) + p(run("b")), ["", "b"]),
        (f"<w:moveTo {WHO}>{p(run('a'))}</w:moveTo>", ["a"]),
    ],
)
def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next(body: str, texts: list[str]):
    assert blocks(body) == [Paragraph(plain(text)) for text in texts]


def test_a_paragraph_whose_end_is_deleted_does_not_go_on_behind_a_table():
    table = f"<w:tbl><w:tr><w:tc>{p(run('x'))}</w:tc></w:tr></w:tbl>"
    row_gone = table.replace("<w:tc>", f"<w:trPr>{DELETED}</w:trPr><w:tc>")
    a, x, b = Paragraph(plain("a")), Columns(((plain("x"),),)), Paragraph(plain("b"))
    assert blocks(p(run("a"), DELETED) + table + p(run("b"))) == [a, x, b]
    assert blocks(p(run("a"), DELETED) + row_gone + p(run("b"))) == [Paragraph(plain("ab"))]


def test_a_paragraph_that_is_deleted_before_a_table_belongs_to_the_table():
    table = f"<w:tbl><w:tr><w:tc>{p(run('x'))}</w:tc></w:tr></w:tbl>"
    (placed,) = reading(p(GONE, DELETED) + table).body
    assert [element.tag.rpartition("}")[2] for element in placed.elements] == ["p", "tbl"]


def test_a_paragraph_that_is_deleted_takes_its_marks_along_and_one_that_is_joined_does_not():
    mark = named("_rvp_a", run("a"))
    gone = reading(p(named("_rvp_a") + GONE, DELETED) + p(run("b"))).body
    joined = reading(p(mark, DELETED) + p(run("b"))).body
    assert [(placed.bookmarks, placed.block) for placed in gone] == [((), Paragraph(plain("b")))]
    assert [(placed.bookmarks, placed.block) for placed in joined] == [(("_rvp_a",), Paragraph(plain("ab")))]


def test_a_text_of_which_the_first_word_is_deleted_still_begins_there():
    start = f'<w:del {WHO}><w:bookmarkStart w:id="7" w:name="_rvp_a"/><w:r><w:delText>Een</w:delText></w:r></w:del>'
    (placed,) = reading(p(start + run("De"))).body
    assert placed.bookmarks == ("_rvp_a",)


def test_of_a_control_that_moved_only_the_new_place_counts():
    tag = '<w:tag w:val="a"/>'
    body = p(control(tag, AWAY)) + p(control(tag, f"<w:moveTo {WHO}>{run('a')}</w:moveTo>"))
    assert [placed.tags for placed in reading(body).body] == [(), ("a",)]


ROW = "<w:tr><w:trPr>{}</w:trPr><w:tc>{}</w:tc></w:tr>"


def test_a_row_that_is_deleted_is_gone_and_so_is_a_table_without_rows():
    rows = ROW.format("<w:tblHeader/>", p(run("a"))) + ROW.format(DELETED, p(run("b"))) + ROW.format("", p(run("c")))
    (table,) = blocks(f"<w:tbl>{rows}</w:tbl>")
    assert getattr(table, "rows", None) == ((plain("c"),),)
    assert blocks(f"<w:tbl>{ROW.format(DELETED, p(GONE))}</w:tbl>") == []


def test_a_control_is_known_by_its_alias_when_an_editor_dropped_its_tag():
    assert reading(p(control('<w:alias w:val="a"/>', run("x")))).body[0].tags == ("a",)


def test_the_invitation_to_type_in_a_control_that_was_emptied_is_no_text():
    body = p(control('<w:tag w:val="a"/><w:showingPlcHdr/>', run("Klik of tik om tekst in te voeren.")))
    assert [(placed.tags, placed.block) for placed in reading(body).body] == [(("a",), Paragraph(()))]


def test_a_bookmark_may_end_within_or_outside_a_control_and_holds_no_deleted_text():
    inside = f'<w:bookmarkStart w:id="7" w:name="_rvv_a"/>{run("1")}{GONE}{run("2")}'
    body = p(control("", inside) + '<w:bookmarkEnd w:id="7"/>' + run("3"))
    assert reading(body).bookmarks == {"_rvv_a": "12"}


def test_what_is_still_to_be_filled_in_may_be_shaded():
    (block,) = blocks(p(run("[nog: x]", '<w:shd w:fill="FFFF00"/>')))
    assert block == Paragraph((Run("[nog: x]", open_field="x"),))


def test_numbers_that_are_none_are_read_as_well_as_can_be():
    indent = '<w:p><w:pPr><w:ind w:left="veel"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>b</w:t></w:r></w:p>'
    numbering = '<w:num w:numId="5"><w:lvlOverride w:ilvl=""><w:startOverride w:val="²"/></w:lvlOverride></w:num>'
    assert blocks(indent + item, numbering=numbering) == [Paragraph(plain("a")), Item(plain("b"), "number")]


def test_the_body_need_not_come_first():
    parts = package.read(samples.wordfile(p(run("a"))), "a.docx")
    document = parts["word/document.xml"].replace(b"<w:body>", b'<w:background w:color="FFFFFF"/><!-- x --><w:body>')
    assert [placed.block for placed in read(parts | {"word/document.xml": document}).body] == [Paragraph(plain("a"))]


def test_strict_open_xml_is_refused_with_what_to_do():
    parts = package.read(samples.wordfile(p(run("a"))), "a.docx")
    strict = parts["word/document.xml"].replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    with pytest.raises(WordFileUnusable, match=r"«Strict Open XML»; kies «Word-document \(\*\.docx\)»"):
        read(parts | {"word/document.xml": strict})


def test_items_of_one_list_count_on_although_each_got_a_list_of_its_own():
    def of_list(num: int, text: str) -> str:
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>'
        return f"<w:p><w:pPr>{number}</w:pPr>{run(text)}</w:p>"

    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    nums = [f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/>{more}</w:num>' for n, more in ((1, start), (2, ""))]
    again = f'<w:num w:numId="3"><w:abstractNumId w:val="1"/>{start}</w:num>'
    body = of_list(1, "a") + of_list(2, "b") + of_list(3, "c")
    assert [getattr(block, "start", None) for block in blocks(body, numbering="".join(nums) + again)] == [1, 0, 1]


@pytest.mark.parametrize("side", ["left", "start"])
def test_what_stands_in_is_so_under_either_name_of_its_side(side: str):
    body = f'<w:p><w:pPr><w:ind w:{side}="397"/></w:pPr>{run("a")}</w:p>'
    assert blocks(body) == [Paragraph(plain("a"), indent=1)]


LINKED = [Paragraph((Run("a "), Run("b", link="https://example.org/x#y"), Run(" c")))]


def test_a_link_to_a_place_in_a_page_may_be_cut_before_that_place():
    link = f'<w:hyperlink r:id="rId9" w:anchor="y">{run("b")}</w:hyperlink>'
    parts = package.read(samples.wordfile(p(run("a ") + link + run(" c"))), "a.docx")
    rels = f'<a xmlns="{RELATIONS}"><Relationship Id="rId9" Target="https://example.org/x"/></a>'
    read_back = read(parts | {"word/_rels/document.xml.rels": rels.encode()})
    assert [placed.block for placed in read_back.body] == LINKED


def test_a_link_may_be_a_field():
    marks = [f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")]
    codes = (' HYPERLINK "https://exam', 'ple.org/x" \\l "y" \\o "z" ')
    code = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in codes)
    field = marks[0] + code + marks[1] + run("b") + marks[2]
    assert blocks(p(run("a ") + field + run(" c"))) == LINKED
