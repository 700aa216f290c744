"""What is written is read back as the same blocks, whatever the characters, the lists and the tables."""

import re
from collections.abc import Iterator

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from raadsvoorstel.blocks import Block, Columns, Heading, Item, Paragraph, Run, Runs, Table, merge_runs, plain
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word import reader
from raadsvoorstel.word.template import Template
from raadsvoorstel.word.writer import Inline, Passage
from raadsvoorstel.word.xml import W

PATH = FieldPath("tekst")
LOOP = "".join(map(samples.paragraph, ("{%p for deel in delen.inhoud %}", "{{p deel.inhoud }}", "{%p endfor %}")))


def styled(name: str, kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'


STYLES = "".join(map(styled, ["heading 2", "heading 3", "heading 4", "heading 5", "Quote", "Argument", "Tabeltekst"]))
BARE = samples.compiled(samples.wordfile(LOOP), "kaal.docx")
STYLED = samples.compiled(samples.wordfile(LOOP, styles=STYLES + styled("Hyperlink", "character")), "stijl.docx")
SHIPPED = samples.template_of(samples.REPOSITORY.template(samples.HEEMSTEDE))


def made(template: Template, *texts: tuple[Block, ...]) -> dict[str, bytes]:
    """Return the parts of a document in which these texts follow each other."""
    passages = tuple(Passage(FieldPath(f"tekst.t{index}"), blocks) for index, blocks in enumerate(texts))
    context: dict[str, object] = {
        name: Inline(FieldPath(name), plain("x")) for name in template.placed if "." not in name
    }
    context |= {
        "gemeente": {"naam": "x"},
        "kop": [],
        "delen": {"inhoud": [{"titel": Inline(PATH, ()), "inhoud": passages}]},
    }
    return samples.filled(template, context)


def read_back(template: Template, *texts: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """Return the texts that are read from the document; what the template has below the last is left out."""
    passages = reader.read(made(template, *texts)).passages
    return [passage.blocks[: len(blocks)] for passage, blocks in zip(passages, texts, strict=True)]


# --- one by one ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", [BARE, STYLED, SHIPPED], ids=["bare", "styled", "shipped"])
@pytest.mark.parametrize(
    "blocks",
    [
        (Paragraph(plain("een")), Paragraph(plain(" twee  spaties ")), Paragraph(plain("tab\ten\nregel"))),
        (Paragraph(plain("a"), keep_next=True), Paragraph(plain("b"), indent=2)),
        (Paragraph((Run("a", bold=True), Run("b", italic=True), Run("c", strike=True), Run("d", code=True))),),
        (Paragraph((Run("x", link='http://a.nl/?a=1&b="2"'), Run("y", link="http://b.nl", bold=True))),),
        (Paragraph((Run("[nog in te vullen: a.b]", open_field="a.b"), Run(" x"))),),
        (Item(plain("a"), "number", start=1), Item(plain("b"), "number"), Item(plain("c"), "number", start=1)),
        (Item(plain("a"), "number", start=3), Item(plain("b"), "bullet", 1), Item(plain("c"), "number")),
        (
            Item(plain("a"), "bullet"),
            Item(plain("b"), "number", 1, 1),
            Item(plain("c"), "bullet"),
            Item(plain("d"), "number", 1, 1),
        ),
        tuple(Item(plain(str(level)), "number", level, 1) for level in range(9)),
        tuple(Item(plain(str(level)), "bullet", level) for level in range(9)),
        (
            Item(plain("a"), "number", start=1, label="1"),
            Item(plain("b"), "number", label="1"),
            Item(plain("c"), "number", start=1, label="2"),
        ),
        (Table((plain("a"), plain("b")), ((plain("1"), plain("2")),), ("left", "right")),),
        (Table((plain("a"), plain("b")), (((), plain("2")), (plain("T"), ())), ("center", "left"), total=True),),
        (Table((plain("a"),), (), ("left",)), Paragraph(plain("b"))),
        (Columns(((plain("de griffier,"), plain("G. Vos")), (plain("de voorzitter,"),))),),
    ],
)
def test_blocks_come_back_as_they_were_written(template: Template, blocks: tuple[Block, ...]):
    assert read_back(template, blocks) == [blocks]


@pytest.mark.parametrize("template", [STYLED, SHIPPED], ids=["styled", "shipped"])
@pytest.mark.parametrize(
    "blocks",
    [
        tuple(Heading(plain(f"kop {level}"), level) for level in (1, 2, 3, 4)),
        (Paragraph(plain("citaat"), quote=True), Paragraph(plain("gewoon"))),
        (Item(plain("stelling"), "number", start=1, label="1", style="argument"), Paragraph(plain("uitleg"))),
    ],
)
def test_headings_quotes_and_statements_come_back_where_the_template_has_a_style_for_them(
    template: Template, blocks: tuple[Block, ...]
):
    assert read_back(template, blocks) == [blocks]


def test_headings_and_quotes_come_back_from_a_template_without_styles_for_them():
    blocks = (Heading(plain("kop"), 1), Heading(plain("onder"), 2), Paragraph(plain("citaat"), quote=True))
    few = samples.wordfile(LOOP, styles=styled("heading 1") + styled("heading 3"))
    for template in (BARE, samples.compiled(few, "weinig.docx")):
        assert read_back(template, blocks) == [blocks]


def test_two_tables_stay_two_tables():
    table = Table((plain("a"),), ((plain("b"),),), ("left",))
    names = Columns(((plain("de griffier,"),),))
    document = etree.fromstring(made(SHIPPED, (table,), (table, names))["word/document.xml"])
    beside = [each.getnext() for each in document.iter(f"{{{W}}}tbl")]
    assert f"{{{W}}}tbl" not in [each.tag for each in beside if each is not None]
    assert read_back(SHIPPED, (table,), (table,)) == [(table,), (table,)]


def test_what_the_template_has_no_style_for_is_still_written():
    blocks = (Heading(plain("kop"), 1), Paragraph(plain("citaat"), quote=True))
    assert reader.read(made(BARE, blocks)).paragraphs == ("kop", "citaat")


def test_a_heading_deeper_than_the_template_has_is_as_deep_as_it_goes():
    assert read_back(STYLED, (Heading(plain("kop"), 6),)) == [(Heading(plain("kop"), 4),)]


def test_every_text_has_a_mark_of_its_own_and_a_list_goes_on_only_within_its_text():
    numbered = (Item(plain("a"), "number", start=1), Item(plain("b"), "number"))
    assert read_back(SHIPPED, numbered, numbered) == [numbered, numbered]


def test_every_list_has_a_number_of_its_own_that_starts_where_it_should():
    root = etree.fromstring(
        made(BARE, (Item(plain("a"), "number", start=3), Item(plain("b"), "number", start=1)))["word/numbering.xml"]
    )
    starts = [start.get(f"{{{W}}}val") for start in root.iter(f"{{{W}}}startOverride")]
    assert starts == ["3", "1"]
    ids = [num.get(f"{{{W}}}numId") for num in root.iter(f"{{{W}}}num")]
    assert len(ids) == len(set(ids))


def test_an_open_place_is_highlighted_and_nothing_else():
    document = made(BARE, (Paragraph((Run("a"), Run("[nog: b]", open_field="b"), Run("c"))),))[
        "word/document.xml"
    ].decode()
    assert re.findall(r"<w:highlight[^>]*>.*?<w:t[^>]*>([^<]*)", document) == ["[nog: b]"]


def test_an_address_that_is_used_twice_is_one_relation():
    parts = made(BARE, (Paragraph((Run("a", link="http://x"), Run(" "), Run("b", link="http://x"))),))
    assert parts["word/_rels/document.xml.rels"].count(b'Target="http://x"') == 1


def test_a_character_that_xml_cannot_hold_is_never_written():
    with pytest.raises(ValueError, match="not a character of XML"):
        made(BARE, (Paragraph(plain("a\x0cb")),))


# --- whatever the characters -------------------------------------------------------------------------------------

CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n\t&<>\"'|{}%#", exclude_characters="\ufdd0\ufdd1"
).filter(lambda c: ord(c) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(c) <= 0xFDEF)
TEXTS = st.text(CHARACTERS, min_size=1, max_size=20)
LINKS = st.sampled_from(["", "", "http://x.nl/?a=1&b=2", "mailto:a@b.nl", "bijlage%20één.pdf#a"])
RUNS = st.lists(
    st.builds(
        Run, TEXTS, bold=st.booleans(), italic=st.booleans(), strike=st.booleans(), code=st.booleans(), link=LINKS
    ),
    min_size=1,
    max_size=4,
).map(merge_runs)
PARAGRAPHS = st.builds(Paragraph, RUNS, indent=st.integers(0, 8), keep_next=st.booleans())
HEADINGS = st.builds(Heading, RUNS, st.integers(1, 4))


@st.composite
def lists(draw: st.DrawFn) -> list[Block]:
    """Draw a list as Markdown gives it: a level deeper at a time, each new list with the number it starts at."""
    items: list[Block] = []
    open_markers: list[str] = []
    for runs in draw(st.lists(RUNS, min_size=1, max_size=6)):
        level = draw(st.integers(0, min(len(open_markers), 8)))
        opened = level == len(open_markers)
        open_markers = open_markers[: level + 1]
        if opened:
            open_markers.append(draw(st.sampled_from(["number", "bullet", "letter"])))
        marker = open_markers[level]
        start = draw(st.integers(1, 30)) if opened and marker == "number" else int(opened and marker == "letter")
        items.append(Item(runs, marker, level, start))
    return items


@st.composite
def tables(draw: st.DrawFn) -> list[Block]:
    width = draw(st.integers(1, 4))
    cells = st.tuples(*[st.one_of(RUNS, st.just(()))] * width)
    sides = draw(st.tuples(*[st.sampled_from(["left", "right", "center"])] * width))
    header, rows = draw(cells.filter(any)), tuple(draw(st.lists(cells, max_size=3)))
    return [Table(header, rows, sides, draw(st.booleans())), Paragraph(draw(RUNS))]


TEXT_BLOCKS = st.lists(
    st.one_of(PARAGRAPHS.map(lambda b: [b]), HEADINGS.map(lambda b: [b]), lists(), tables()), min_size=1, max_size=5
).map(lambda groups: tuple(block for group in groups for block in group))


def runs_of(blocks: tuple[Block, ...]) -> Iterator[Runs]:
    for block in blocks:
        if isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield from row
        elif not isinstance(block, Columns):
            yield block.runs


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXT_BLOCKS, min_size=1, max_size=3))
def test_whatever_is_written_is_read_back_the_same(texts: list[tuple[Block, ...]]):
    assert read_back(SHIPPED, *texts) == texts


@settings(deadline=None)
@given(TEXTS)
def test_any_text_stands_in_a_document_as_it_is(text: str):
    cell = Table((plain(text),), ((plain(text),),), ("left",))
    blocks = (Paragraph(plain(text)), Item(plain(text), "bullet"), cell, Paragraph(plain("x")))
    assert read_back(STYLED, blocks) == [blocks]
