"""Markdown becomes blocks; what a document cannot hold becomes a complaint, and nothing disappears."""

import re
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from raadsvoorstel.blocks import (
    Block,
    Heading,
    Item,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    block_runs,
    plain,
    plain_text,
    runs_text,
)
from raadsvoorstel.markdown_reading import DEEPEST_LIST, blocks_in
from raadsvoorstel.markup import read
from raadsvoorstel.placeholders import SLOT_CLOSE, SLOT_OPEN, Filled


def blocks(text: str) -> tuple[Block, ...]:
    result, complaints = read(Filled(text))
    assert complaints == ()
    return result


def codes(text: str) -> list[tuple[int, str]]:
    """Return line and code of every complaint."""
    _, complaints = read(Filled(text))
    assert all(complaint.message and complaint.hint for complaint in complaints)
    return [(text.count("\n", 0, complaint.offset) + 1, complaint.code) for complaint in complaints]


def number(text: str, level: int = 0, start: int = 0) -> Item:
    return Item(plain(text), "number", level, start)


def bullet(text: str, level: int = 0) -> Item:
    return Item(plain(text), "bullet", level)


def paragraph(text: str, indent: int = 0) -> Paragraph:
    return Paragraph(plain(text), indent)


def cells(*texts: str) -> tuple[Runs, ...]:
    return tuple(map(plain, texts))


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("", ()),
        ("een\ntwee", (paragraph("een twee"),)),
        ("een\n\ntwee", (paragraph("een"), paragraph("twee"))),
        ("een\\\ntwee  \ndrie", (paragraph("een\ntwee\ndrie"),)),
        ("### kop\n\ntekst", (Heading(plain("kop"), 1), paragraph("tekst"))),
        ("## a\n#### b\n## c", (Heading(plain("a"), 1), Heading(plain("b"), 2), Heading(plain("c"), 1))),
        ("- a\n- b", (bullet("a"), bullet("b"))),
        ("1. a\n2. b", (number("a", start=1), number("b"))),
        ("3. a\n4. b", (number("a", start=3), number("b"))),
        ("1. a\n1. b", (number("a", start=1), number("b"))),
        ("1. a\n\n1) b", (number("a", start=1), number("b", start=1))),
        ("- a\n  1. b\n     - c\n- d", (bullet("a"), number("b", 1, 1), bullet("c", 2), bullet("d"))),
        ("- a\n  1. b\n- c\n  1. d", (bullet("a"), number("b", 1, 1), bullet("c"), number("d", 1, 1))),
        ("1. a\n\n   b\n\n2. c", (number("a", start=1), replace(paragraph("b", 1), keep_next=True), number("c"))),
        ("> a\n>\n> b", (Paragraph(plain("a"), quote=True), Paragraph(plain("b"), quote=True))),
        ("```\na\n  b\n```", (Paragraph((Run("a\n  b", code=True),)),)),
        ("    geen code", (paragraph("geen code"),)),
        ("B&W <b>vet</b> &amp; &#12; <!-- x -->", (paragraph("B&W <b>vet</b> &amp; &#12; <!-- x -->"),)),
        ("10% * 3 = 30 _ 2\\* 5", (paragraph("10% * 3 = 30 _ 2* 5"),)),
        ("een 🙂 e\u0301 \u0132 \u00a0 x", (paragraph("een 🙂 e\u0301 \u0132 \u00a0 x"),)),
    ],
)
def test_a_text_is_a_flat_sequence_of_blocks(text: str, result: tuple[Block, ...]):
    assert blocks(text) == result


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (
            "**a** *b* ***c***",
            (Run("a", bold=True), Run(" "), Run("b", italic=True), Run(" "), Run("c", bold=True, italic=True)),
        ),
        ("~~a~~`b`", (Run("a", strike=True), Run("b", code=True))),
        ("**a *b* c**", (Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True))),
        ("[a & b](http://x.nl/?a=1&b=2)", (Run("a & b", link="http://x.nl/?a=1&b=2"),)),
        ("[**a** b](http://x.nl)", (Run("a", bold=True, link="http://x.nl"), Run(" b", link="http://x.nl"))),
        ("<http://x.nl>", (Run("http://x.nl", link="http://x.nl"),)),
        ("[x](javascript:alert(1))", (Run("[x](javascript:alert(1))"),)),
        ("`**a**`", (Run("**a**", code=True),)),
    ],
)
def test_formatting_belongs_to_a_run(text: str, runs: Runs):
    assert blocks(text) == (Paragraph(runs),)


def letter(text: str, level: int = 0, start: int = 0) -> Item:
    return Item(plain(text), "letter", level, start)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a. een\nb. twee", (letter("een", start=1), letter("twee"))),
        ("1. een\n   a. twee\n   b. drie\n2. vier", (
            number("een", start=1), letter("twee", 1, 1), letter("drie", 1), number("vier")
        )),
        ("d. van de wet", (paragraph("d. van de wet"),)),
        ("a.een", (paragraph("a.een"),)),
    ],
)  # fmt: skip
def test_a_list_may_count_in_letters(text: str, result: tuple[Block, ...]):
    assert blocks(text) == result


def test_a_number_behind_a_letter_begins_a_list_of_its_own():
    assert blocks("a. een\n1. twee") == (Item(plain("een"), "letter", start=1), Item(plain("twee"), "number", start=1))


def test_a_letter_and_a_number_never_count_on_from_each_other():
    assert blocks("1) een\na. twee\nb. drie\n2) vier") == (
        number("een", start=1), letter("twee", start=1), letter("drie"), number("vier", start=2)
    )  # fmt: skip


@pytest.mark.parametrize("text", ["```\na. x\n```", "artikel 2, onder\na. van de wet"])
def test_what_is_no_list_stays_the_text_it_is(text: str):
    assert re.findall(r"\w+", plain_text(blocks(text))) == re.findall(r"\w+", text)
    assert [block for block in blocks(text) if isinstance(block, Item) and block.start] == []


@pytest.mark.parametrize("text", ["een[^1] twee\n\n[^1]: de **noot**", "een^[de **noot**] twee"])
def test_a_footnote_is_part_of_the_run_that_it_stands_behind(text: str):
    (only,) = blocks(text)
    assert isinstance(only, Paragraph)
    assert [run.text for run in only.runs if run.text] == ["een", " twee"]
    assert [run.note for run in only.runs if run.note] == [(Run("de "), Run("noot", bold=True))]


@pytest.mark.parametrize(
    "text",
    [
        "x[^1]\n\n[^1]: a\n\n    | b |\n    |---|",
        "x[^1]\n\n[^1]: a\n\n    ***",
        "x[^1]\n\n[^1]: a[^2]\n\n[^2]: b",
        "x^[a^[b]]",
        "x[^1]\n\n[^1]: a\n\n[^1]: b",
        "x[^1]\n\n[^1]:\n\ny",
    ],
)
def test_a_footnote_that_would_be_lost_is_a_complaint(text: str):
    assert codes(text) != []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("de noot:\n\n    1. a\n    2. b", "de noot:\n1. a\n2. b"),
        ("de noot:\n\n    - a\n\n      b", "de noot:\n– a\nb"),
        ("x\n\n    a. een\n    b. twee", "x\na. een\nb. twee"),
        ("x\n\n    ```\n    y z\n    ```", "x\ny z"),
    ],
)
def test_a_list_in_a_footnote_keeps_its_numbers_and_code_its_words(written: str, said: str):
    (only,) = blocks(f"a[^1]\n\n[^1]: {written}")
    assert isinstance(only, Paragraph)
    assert "".join(run.text for run in only.runs[-1].note) == said


def test_a_table_has_a_header_rows_and_a_side_per_column():
    text = "| a | b | c |\n|---|--:|:-:|\n| 1 \\| 2 | **x** | |\n| alleen |"
    assert blocks(text) == (
        Table(
            cells("a", "b", "c"),
            ((plain("1 | 2"), (Run("x", bold=True),), ()), cells("alleen", "", "")),
            ("left", "right", "center"),
        ),
    )


def test_a_sentence_that_leads_up_to_a_list_or_table_stays_on_its_page():
    first, _, second, third = blocks("a:\n\n- b\n\nc\n\nd")
    assert (first, second, third) == (Paragraph(plain("a:"), keep_next=True), paragraph("c"), paragraph("d"))


def test_a_value_is_put_in_as_text_and_not_as_markdown():
    filled = Filled(f"**{SLOT_OPEN}0{SLOT_CLOSE}** x", (plain("*a* | <b>"),))
    assert read(filled) == ((Paragraph((Run("*a* | <b>", bold=True), Run(" x"))),), ())


def test_a_value_in_a_cell_and_in_an_address_is_put_in_too():
    filled = Filled(f"| {SLOT_OPEN}0{SLOT_CLOSE} |\n|---|\n| [x](http://x/{SLOT_OPEN}0{SLOT_CLOSE}) |", (plain("y"),))
    assert read(filled)[0] == (Table(cells("y"), (((Run("x", link="http://x/y"),),),), ("left",)),)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("a\n\n![](c.png)", [(3, "afbeelding-zonder-tekst")]),
        ("a ![b](c.png) d", [(1, "afbeelding-in-zin")]),
        ("a\n\n***", [(3, "scheidingslijn")]),
        ("***", [(1, "scheidingslijn")]),
        ("a\nb[^1]", [(2, "voetnoot")]),
        ("[a]: http://b", [(1, "verwijzing")]),
        ("a\n[](http://b)", [(1, "koppeling-zonder-tekst")]),
        ("[a](http://b 'c')", [(1, "titel-bij-adres")]),
        ("a\n\n![a](b.png 'c')", [(3, "titel-bij-adres")]),
        ("- a\n-\n- b", [(2, "leeg-lijstpunt")]),
        ("- - a", [(1, "leeg-lijstpunt")]),
        ("1. # a\n2. b", [(1, "leeg-lijstpunt")]),
        ("1. | a |\n   |---|\n   | b |", [(1, "leeg-lijstpunt")]),
        ("0. a", [(1, "lijst-vanaf-nul")]),
        ("| | |\n|---|---|\n| a | b |", [(1, "tabel-zonder-kop")]),
        ("a\n\n| a |\n|---|\n| b | c |", [(5, "tabel-te-breed")]),
        ("###\n\na", [(1, "lege-kop")]),
    ],
)
def test_what_a_document_cannot_hold_is_a_complaint_at_its_line(text: str, result: list[tuple[int, str]]):
    assert codes(text) == result


def test_a_complaint_quotes_the_text_with_its_values():
    _, (complaint,) = read(Filled(f"[](http://x/{SLOT_OPEN}0{SLOT_CLOSE})", (plain("y"),)))
    assert "`http://x/y`" in complaint.message
    assert "(http://x/y)" in complaint.hint


def nested(levels: int) -> str:
    return "\n".join(f"{'  ' * level}- punt {level}" for level in range(levels))


def test_a_list_as_deep_as_word_can_number_it_is_kept_whole():
    assert blocks(nested(DEEPEST_LIST)) == tuple(bullet(f"punt {level}", level) for level in range(DEEPEST_LIST))


@pytest.mark.parametrize("levels", [DEEPEST_LIST + 1, DEEPEST_LIST + 5])
def test_a_list_that_is_too_deep_is_a_complaint_and_keeps_its_text(levels: int):
    result, _ = read(Filled(nested(levels)))
    assert {code for _, code in codes(nested(levels))} == {"lijst-te-diep"}
    assert plain_text(result).split("\n") == [f"punt {level}" for level in range(levels)]


@pytest.mark.parametrize(
    "text", [">" * 30 + " diep", "> | a | b |\n> |---|---|\n> | 1 | 2 |", "`[^1]`", "```\n[a]: b\n```"]
)
def test_what_only_looks_like_a_fault_is_none(text: str):
    assert codes(text) == []
    words = re.findall(r"\w+", plain_text(blocks(text)))
    assert words == re.findall(r"\w+", text)


WORDS = st.text(st.characters(categories=["L", "Nd"]), min_size=1)


@given(st.lists(st.lists(WORDS, min_size=1), min_size=1))
def test_every_word_of_every_paragraph_is_kept_in_order(paragraphs: list[list[str]]):
    text = "\n\n".join(" ".join(words) for words in paragraphs)
    assert plain_text(blocks(text)).split("\n") == text.split("\n\n")


LINES = st.text(
    st.sampled_from("aAé1 .,;:-–—+=#>!?()&^\"'’“%€/@${}\u00a0\u2028\u0085\ufdd0\ufdd1😀") | st.characters(), max_size=12
)


@settings(max_examples=1000)
@example("a. b")
@example("Eén regel\nen nog een.\n\n\nEn \"een\" alinea van 1-1-2026 - 'ja'.\n")
@example("a  \nb")
@example("a\u00a0\nb")
@example("Titel\n===")
@example("a | b\n--|--")
@example("a\n1. b")
@given(st.lists(st.builds("{}{}".format, st.sampled_from(["", "a", "Ze", "É"]), LINES), min_size=1).map("\n".join))
def test_a_text_without_markup_is_what_the_parser_makes_of_it(text: str):
    assert read(Filled(text)) == blocks_in(text)


def test_a_text_without_markup_needs_no_parser(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("raadsvoorstel.markdown_reading.blocks_in", None)
    assert blocks("Eén regel, die\ndoorloopt.\n\nEn een alinea: 1-1-2026!") == (
        Paragraph(plain("Eén regel, die doorloopt.")),
        Paragraph(plain("En een alinea: 1 januari 2026!".replace("1 ", "1\u00a0"))),
    )


MARKDOWN = st.text(st.sampled_from("ab1. -*_~`#>|[]()!\\:\n\t&^+="), max_size=60)


@settings(max_examples=500)
@example("[:_1_](()a)")
@given(MARKDOWN.filter(lambda text: "```" not in text and "~~~" not in text))
def test_any_text_becomes_blocks_and_a_letter_is_lost_only_with_a_complaint(text: str):
    result, complaints = read(Filled(text))
    links = [run.link for block in result if isinstance(block, Paragraph | Item | Heading) for run in block.runs]
    notes = "".join(runs_text(run.note) for block in result for runs in block_runs(block) for run in runs)
    # Runs with the same link are one link with a word in italics, or two links to the same place.
    least, most = (letters(plain_text(result) + notes + "".join(each)) for each in (dict.fromkeys(links), links))
    given = letters(text)
    lettered = sum(isinstance(block, Item) and block.marker == "letter" for block in result)
    assert complaints or (least <= given and least.total() <= given.total() - lettered <= most.total())


def letters(text: str) -> Counter[str]:
    return Counter(re.findall("[ab]", text))


def test_the_words_of_a_picture_are_one_line_however_they_are_written():
    assert blocks("![Een staafdiagram\nvan het jaar.](c.png)") == (Picture("c.png", "Een staafdiagram van het jaar."),)
