"""Blocks become Markdown that reads back as the same blocks; what Markdown cannot hold is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadsvoorstel import markup
from raadsvoorstel.blocks import (
    Block,
    Blocks,
    Columns,
    Heading,
    Item,
    Paragraph,
    Picture,
    Run,
    Table,
    merge_runs,
    plain,
)
from raadsvoorstel.findings import Origin
from raadsvoorstel.markdown.essence import essence
from raadsvoorstel.markdown.writer import write
from raadsvoorstel.nodes import Scalar
from raadsvoorstel.placeholders import Filled, fill
from raadsvoorstel.typography import typeset


def blocks(text: str) -> Blocks:
    return markup.read(Filled(text))[0]


MARKDOWN = (
    "een zin\nover twee regels\n\nen een alinea",
    "**vet** en *cursief* en ~~weg~~ en ***beide** een*",
    "a `code` en ``co`de``",
    "[naar **de** site](https://example.nl/a?b=1&c=(2))",
    "- een\n- twee\n  - dieper\n\n    en verder\n- drie\n\ndaarna",
    "3. drie\n4. vier\n\ntekst\n\n1. opnieuw",
    "1. een\n2. twee\n\n1) een nieuwe lijst",
    "a. eerste\nb. tweede\n   1. genummerd",
    "> een citaat\n>\n> in twee alinea's\n\ndaarna",
    "# Een\n\n### Twee\n\ntekst\n\n### Drie\n\n##### Vier",
    "| Wat | Hoeveel |\n|---|---:|\n| a\\|b | **€ 5** |\n| c | |\n\nna de tabel",
    "tekst[^a] en meer[^b].\n\n[^a]: Een *noot*.\n\n    Met een alinea.\n\n[^b]: Nog een.",
    "een regel\\\nnog een regel",
    "![Een kaart](kaart van de regio.png)\n\ntekst".replace("kaart van de regio.png", "<kaart van de regio.png>"),
    "```\nregel een\n  regel twee\n```",
)


@pytest.mark.parametrize("text", MARKDOWN)
def test_what_markdown_said_is_written_so_that_it_says_the_same(text: str):
    written = write(blocks(text))
    assert (blocks(written.text), written.lost) == (blocks(text), ())


SIGNS = (
    "*", "**ster", "_a_b", "# kop", "#", "- streep", "+ plus", "1. een", "12) twaalf", "a. letter", "> meer", "| a |",
    "---", "===", "```", "~~~", "~~weg~~", "`code`", "[a](b)", "[a]: b", "<b>", "<http://a.nl>", "&amp;", "\\", "a\\*",
    "{{ a }}", "{% a %}", "{# a #}", "}}", "![a](b)", "snake_case_naam", "2 * 3 * 4", "5 < 6 & 7 > 2", "€ 5,-",
    "’s 👩‍👧", "100%", "a|b", "|", ":--", "[ ]", "[x] klaar", "a  b", "http://a.nl/b_c_d", "C:\\map\\a.txt", "^", 
    "a^b^", "$x$", "=",
)  # fmt: skip


@pytest.mark.parametrize("text", SIGNS)
@pytest.mark.parametrize("form", ["{}", "tekst {}", "{} tekst", "regel\n{}", "a {} b\n{}\n{}"])
def test_a_text_that_looks_like_markdown_stays_the_text_it_is(text: str, form: str):
    paragraph = Paragraph((Run(form.format(text, text, text)),))
    if text == "[a]: b" and form.startswith("{}"):
        pytest.skip("markup takes this for a reference, in whatever way it is written")
    written = write([paragraph])
    assert (essence(blocks(written.text)), written.lost) == (essence([paragraph]), ())


@pytest.mark.parametrize("text", SIGNS)
def test_nothing_that_is_written_is_taken_for_a_placeholder(text: str):
    scalar = Scalar(write([Paragraph(plain(f"a {text} b"))]).text, Origin("a.yaml"))
    assert fill(scalar, lambda path: (None, [])) == (Filled(scalar.text), [])


TEXT = st.text(st.sampled_from([*"abc éë 1.)-+*_#|[](){}<>&!~`^:\\'\"%=€👩\u00a0"]), min_size=1, max_size=12)
RUN = st.builds(Run, TEXT, st.booleans(), st.booleans(), st.booleans())
RUNS = st.lists(RUN, min_size=1, max_size=4).map(merge_runs)


@given(RUNS)
@settings(max_examples=150, deadline=None)
def test_any_line_reads_back_with_every_letter_and_what_formatting_is_lost_is_said(runs: tuple[Run, ...]):
    written = write([Paragraph(runs)])
    read_back = blocks(written.text)
    if not written.lost:
        assert essence(read_back) == essence([Paragraph(runs)])
    elif "de opbouw" not in written.lost[-1]:
        bare = [Paragraph(tuple(Run(run.text) for run in runs))]
        assert _letters(read_back) == _letters(bare)


def _letters(some: Blocks | list[Block]) -> str:
    return "".join(
        "".join(run.text for run in block.runs).replace("\u00a0", "").replace(" ", "") for block in markup_text(some)
    )


def markup_text(some: Blocks | list[Block]) -> list[Paragraph]:
    return [Paragraph(typeset(block.runs)) for block in some if isinstance(block, Paragraph)]


WORDS = st.lists(st.sampled_from(["een", "*twee*", "1.", "a.", "-", "#", "drie", "vier|vijf", "**zes**"]), min_size=1)
LINE = WORDS.map(lambda words: plain(" ".join(words)))
BLOCK = st.one_of(
    st.builds(Paragraph, LINE, st.integers(0, 2), st.booleans()),
    st.builds(Heading, LINE, st.integers(1, 3)),
    st.builds(
        Item, LINE, st.sampled_from(["number", "letter", "bullet"]), st.integers(0, 2), st.sampled_from([0, 1, 3])
    ),
    st.builds(lambda a, b: Table((a, a), ((b, a), (a, b)), ("left", "right")), LINE, LINE),
)


@given(st.lists(BLOCK, max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_sequence_of_blocks_reads_back_or_what_is_lost_is_said(some: list[Block]):
    written = write(some)
    if not written.lost:
        assert essence(blocks(written.text)) == essence(some)


@pytest.mark.parametrize(
    ("block", "lost"),
    [
        (Columns(((plain("a"),), (plain("b"),))), ("tekst naast elkaar zonder lijnen",)),
        (Paragraph(plain("diep"), indent=1), ("de inspringing van ‘diep’",)),
        (Table((plain("a\nb"),), (), ("left",)), ("de regelafbreking in ‘a b’",)),
        (Paragraph((Run("a"), Run('"b"', bold=True), Run("c"))), ('vet in ‘a"b"c’',)),
    ],
)
def test_what_markdown_cannot_hold_is_said(block: Block, lost: tuple[str, ...]):
    assert write([block]).lost == lost


def test_a_long_line_is_broken_where_it_changes_nothing():
    words = " ".join(["woord", "- streep", "1. een", "# kop", "a. b"] * 20)
    written = write([Paragraph(plain(words)), Item(plain(words), "bullet")]).text
    assert max(map(len, written.splitlines())) <= 118 + 10
    assert essence(blocks(written)) == essence([Paragraph(plain(words)), Item(plain(words), "bullet")])


def test_a_picture_keeps_its_words_and_its_file():
    picture = Picture("de kaart.png", "De [kaart]")
    assert blocks(write([picture]).text) == (picture,)
