"""YAML is read as text with places; everything wrong with it is said in Dutch, at its place."""

from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import pytest
import samples
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from raadsvoorstel import yaml_events, yaml_reading
from raadsvoorstel.errors import FileUnreadable
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.nodes import Entry, Joined, Mapping, Node, Scalar, Sequence, origin_at
from raadsvoorstel.sources import parse, read

EMOJI = "\N{GRINNING FACE}"
BOM = "\ufeff"

once_for_all_examples = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture(
    autouse=True,
    params=[
        pytest.param("CSafeLoader", marks=pytest.mark.skipif(not yaml.__with_libyaml__, reason="no libyaml")),
        "SafeLoader",
    ],
)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every test holds for the parser in C and for the one in Python."""
    monkeypatch.setattr(yaml_events, "PARSER", request.param)
    return str(request.param)


def mapping(text: str) -> Mapping:
    root, findings = parse(text, "a.yaml")
    assert findings == []
    assert root is not None
    return root


def bare(node: Node) -> Node:
    """Return what was written, without how."""
    match node:
        case Mapping():
            entries = {key: replace(entry, value=bare(entry.value)) for key, entry in node.entries.items()}
            return Mapping(entries, node.origin)
        case Sequence():
            return Sequence(tuple(map(bare, node.items)), node.origin)
        case Scalar():
            return Scalar(node.text, node.origin)
        case _:
            return node


def value(text: str, key: str = "a") -> Node:
    return mapping(text).entries[key].value


def scalar(text: str) -> Scalar:
    node = value(text)
    assert isinstance(node, Scalar)
    return node


def places(text: str, part: str) -> str:
    """Return where `part` of the value of `a` stands."""
    node = scalar(text)
    return str(origin_at(node, node.text.index(part)))


def findings_of(text: str) -> list[Finding]:
    return parse(text, "a.yaml")[1]


def said(text: str) -> list[tuple[str, str]]:
    return [(str(finding.origin), finding.code) for finding in findings_of(text)]


# --- values ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written", ["19:30", "010", "0711325", "nee", "no", "1.000", "2020-12-31", "1e3", "0x1F", "Null", "ja", ".5", "="]
)
def test_a_value_is_the_text_that_was_written(written: str):
    assert scalar(f"a: {written}\n").text == written


@pytest.mark.parametrize("written", ["", " ", "~", "null", "# opmerking", '""', "''", "|\n", "|\n\nb: x"])
def test_no_value_is_an_empty_text(written: str):
    assert scalar(f"a: {written}\n").text == ""


def test_between_quotation_marks_null_is_a_word():
    assert scalar('a: "null"').text == "null"


@pytest.mark.parametrize(
    ("text", "meant", "place"),
    [
        ("a: tekst # opmerking\n", "tekst", "a.yaml:1:4"),
        ('a:   "een \\"twee\\" drie"\n', 'een "twee" drie', "a.yaml:1:7"),
        ("a: 's avonds''s'\n", "s avonds's", "a.yaml:1:5"),
        ("a: |\n  een\n\n   twee\n", "een\n\n twee\n", "a.yaml:2:3"),
        ("a: |- # opmerking\n    een\nb: x\n", "een", "a.yaml:2:5"),
        ("a: |2\n    een\n", "  een\n", "a.yaml:2:3"),
        ("a: |+\n  een\n\n\n", "een\n\n\n", "a.yaml:2:3"),
        ("a: |\n\n  een\n", "\neen\n", "a.yaml:2:1"),
        ("a: >\n  een\n  twee\n\n  drie\n", "een twee\ndrie\n", "a.yaml:2:3"),
        ("a: een\n  twee\n\n  drie\n", "een twee\ndrie", "a.yaml:1:4"),
        ("a:\n  een\n", "een", "a.yaml:2:3"),
        (f"{BOM}a: ë\n", "ë", "a.yaml:1:4"),
        (f"# ë{EMOJI}\r\na: {EMOJI}\r\n", EMOJI, "a.yaml:2:4"),
        ('a: "{{ x }}"\n', "{{ x }}", "a.yaml:1:5"),
        ("a: x {{ y }} }} {{\n", "x {{ y }} }} {{", "a.yaml:1:4"),
    ],
)
def test_a_scalar_knows_its_text_and_the_place_of_its_first_character(text: str, meant: str, place: str):
    node = scalar(text)
    assert (node.text, str(node.origin)) == (meant, place)


def test_a_whole_file_is_mappings_sequences_and_scalars_in_the_order_they_were_written():
    text = "b:\n  Gelet op: x\na:\n- een\n- [twee, {drie: 3}]\n"

    def at(line: int, column: int) -> Origin:
        return Origin("a.yaml", line, column)

    inner = Mapping({"drie": Entry("drie", "drie", at(5, 11), Scalar("3", at(5, 17)))}, at(5, 10))
    expected = Mapping(
        {
            "b": Entry(
                "b",
                "b",
                at(1, 1),
                Mapping({"gelet_op": Entry("gelet_op", "Gelet op", at(2, 3), Scalar("x", at(2, 13)))}, at(2, 3)),
            ),
            "a": Entry(
                "a",
                "a",
                at(3, 1),
                Sequence((Scalar("een", at(4, 3)), Sequence((Scalar("twee", at(5, 4)), inner), at(5, 3))), at(4, 1)),
            ),
        },
        at(1, 1),
    )
    assert bare(mapping(text)) == expected
    assert list(mapping(text).entries) == ["b", "a"]


@pytest.mark.parametrize("text", ["", "\n", BOM, "# alleen een opmerking\n", "---\n", "---\n...\n", "~\n"])
def test_a_file_that_says_nothing_is_an_empty_mapping(text: str):
    assert mapping(text) == Mapping({}, Origin("a.yaml", 1, 1))


@pytest.mark.parametrize(
    ("written", "key"),
    [("financiën", "financien"), ("juridisch kader", "juridisch_kader"), ('"Gelet-op"', "gelet_op"), ("2021", "2021")],
)
def test_a_key_has_one_spelling_whatever_was_typed(written: str, key: str):
    assert list(mapping(f"{written}: x\n").entries) == [key]


def test_joined_texts_begin_where_the_first_one_does():
    node = scalar("a: x\n")
    assert str(Joined((node, Scalar("y", Origin("b.yaml", 9, 9)))).origin) == "a.yaml:1:4"


# --- the place of every character ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "part", "place"),
    [
        ("a: een {{ x\n", "{{", "a.yaml:1:8"),
        ("a: een\n\n\n     twee\n", "twee", "a.yaml:4:6"),
        ("a: |\n  een\n\n  twee {{ x\n", "{{", "a.yaml:4:8"),
        ("a: |\r\n  een\r\n\r\n  twee {{ x\r\n", "{{", "a.yaml:4:8"),
        ("a: |\n\n\n      een\n        twee\n", "twee", "a.yaml:5:9"),
        ("a: |1\n   een\n  twee\n", "twee", "a.yaml:3:3"),
        ("a: >\n  een\n  twee\n\n\n  drie\n", "drie", "a.yaml:6:3"),
        ("a: >\n  een\n    - lijst\n    - tweede\n  twee\n", "tweede", "a.yaml:4:7"),
        ("a: >-\r\n  een\r\n  twee\r\n", "twee", "a.yaml:3:3"),
        ("a: 'een''s\n   twee'\n", "twee", "a.yaml:2:4"),
        ("a: 'een''s {{'\n", "{{", "a.yaml:1:12"),
        ('a: "\\u00eb\\x41 \\"{{ x }}"\n', "{{", "a.yaml:1:18"),
        ('a: "een \\\n   twee\n\n   drie"\n', "twee", "a.yaml:2:4"),
        ('a: "een \\\n   twee\n\n   drie"\n', "drie", "a.yaml:4:4"),
        ('a: "een\\  \n   twee"\n', "twee", "a.yaml:2:4"),
        (f"{BOM}a: |\n  {EMOJI}ë {{{{ x\n", "{{", "a.yaml:2:6"),
    ],
)
def test_a_part_of_a_text_is_found_where_it_was_typed(text: str, part: str, place: str):
    assert places(text, part) == place


def test_what_folding_made_stands_at_the_end_of_the_line_that_was_folded():
    assert places("a: een   \n  twee\n", " ") == "a.yaml:1:7"


def test_the_end_of_a_text_has_a_place_too():
    assert str(origin_at(scalar('a: "een"\n'), 3)) == "a.yaml:1:8"
    assert str(origin_at(scalar("a: |\n  een\nb: x\n"), 4)) == "a.yaml:3:1"


def test_an_offset_outside_the_text_is_brought_back_into_it():
    assert str(origin_at(scalar("a: een\n"), -1)) == "a.yaml:1:4"
    assert str(origin_at(scalar("a: een\n"), 99)) == "a.yaml:1:7"


def test_a_text_that_was_written_nowhere_keeps_the_place_it_was_given():
    assert origin_at(Scalar("tekst", Origin("basis")), 3) == Origin("basis")


texts = st.text(st.sampled_from("aë{}:#-'\"\\| \n\t" + EMOJI) | st.characters(codec="utf-8", exclude_categories=["C"]))
widths = st.integers(min_value=10, max_value=60)


def points_at_itself(yaml_text: str, node: Scalar) -> bool:
    """Whether every visible character that was not escaped is at its place in the file."""
    lines = yaml_text.splitlines() if "\u2028" not in yaml_text else yaml_text.split("\n")
    escaped = node.span is not None and node.span.style == '"'
    for offset, character in enumerate(node.text):
        origin = origin_at(node, offset)
        found = lines[origin.line - 1][origin.column - 1 :][:1]
        if not character.isspace() and found != character and not (escaped and found == "\\"):
            return False
    return True


@pytest.mark.parametrize("style", [None, "'", '"', "|", ">"])
@given(text=texts, width=widths, crlf=st.booleans(), allow_unicode=st.booleans())
@once_for_all_examples
def test_every_character_of_any_text_in_any_style_is_found_where_it_was_written(
    style: str | None, text: str, width: int, crlf: bool, allow_unicode: bool
):
    text = text.replace("\x85", "").replace("\u2028", "").replace("\u2029", "")
    dumped = yaml.dump({"b": {"a": text}}, default_style=style, width=width, allow_unicode=allow_unicode)
    dumped = dumped.replace("\n", "\r\n") if crlf else dumped
    root, findings = parse(dumped.replace("!!null ", "").replace("!!str ", ""), "a.yaml")
    assert findings == []
    assert root is not None
    inner = root.entries["b"].value
    assert isinstance(inner, Mapping)
    node = inner.entries["a"].value
    assert isinstance(node, Scalar)
    assert node.text == text
    assert points_at_itself(dumped, node)


@st.composite
def block_scalars(draw: st.DrawFn) -> str:
    """A literal or folded block as people write it: blank lines, deeper lines, all chompings."""
    indent = draw(st.integers(1, 4))
    line = st.sampled_from(["een", "b c ", "- x", "{{ y }}", "  dieper", "\ttab", "d  "]).map(
        lambda t: " " * indent + t
    )
    blank = st.integers(0, indent).map(lambda count: " " * count)
    first, rest = draw(line), draw(st.lists(line | blank, max_size=8))
    header = draw(st.sampled_from("|>")) + str(indent) + draw(st.sampled_from(["", "-", "+"]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return f"a: {header}{end}" + end.join([first, *rest]) + draw(st.sampled_from(["", end]))


@given(text=block_scalars())
@once_for_all_examples
def test_every_character_of_a_block_as_people_write_it_is_found(text: str):
    assert points_at_itself(text, scalar(text))


# --- what is wrong --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place", "code", "part"),
    [
        ("a: 1\nb: 2\na: 3\n", "3:1", "dubbele-sleutel", "`a` staat al op regel 1"),
        ("financien: 1\n\nFinanciën: 2\n", "3:1", "dubbele-sleutel", "`Financiën` (hetzelfde als `financien`)"),
        ("a:\n  - {b: 1, b: 2}\n", "2:12", "dubbele-sleutel", "`b` staat al op regel 2"),
        ("a:\n  b/c: 1\n", "2:3", "sleutel-onbruikbaar", "`b/c`"),
        ("a.b: 1\n", "1:1", "sleutel-onbruikbaar", "`a.b`"),
        ('"": 1\n', "1:2", "sleutel-onbruikbaar", '`""`'),
        ("[a, b]: 1\n", "1:1", "sleutel-geen-tekst", "een lijst"),
        ("? {a: b}\n: 1\n", "1:3", "sleutel-geen-tekst", "accolades"),
        ("<<: {a: b}\n", "1:1", "yaml-samenvoegen", "`<<`"),
        ("a: &naam x\n", "1:4", "yaml-anker", "`&naam`"),
        ("a: *naam\n", "1:4", "yaml-verwijzing", "`*naam`"),
        ("*naam : x\n", "1:1", "yaml-verwijzing", "`*naam`"),
        ("a: !!str x\n", "1:4", "yaml-type", "`!!str`"),
        ("a: ! x\n", "1:4", "yaml-type", "`!`"),
        ("a: 1\n---\nb: 2\n", "2:1", "yaml-documenten", "`---`"),
        ("- a\n- b\n", "1:1", "geen-sleutels", "een lijst"),
        ("losse tekst\n", "1:1", "geen-sleutels", "`losse tekst`"),
        ("a: {{ x.y }}\n", "1:4", "accolades-zonder-aanhalingstekens", "`{{ x.y }}`"),
        (
            "a: {{ x }}, en meer: b\n".replace(": b", ""),
            "1:4",
            "accolades-zonder-aanhalingstekens",
            "`{{ x }}, en meer`",
        ),
        ("a: [{{ x }}, b]\n", "1:5", "accolades-zonder-aanhalingstekens", "`{{ x }}`"),
        ("a: {b: {{ x | y }}}\n", "1:8", "accolades-zonder-aanhalingstekens", "`{{ x | y }}`"),
        ("a: {{ x\nb: 1\n", "1:4", "accolades-zonder-aanhalingstekens", "`{{ x`"),
        ("{{ x }}: b\n", "1:1", "accolades-zonder-aanhalingstekens", "`{{ x }}`"),
        ("a:\n\tb: 1\n", "2:1", "yaml-fout", "een tab voor `b: 1`"),
        ("a:\n  b: 1\n\tc: 2\n", "3:1", "yaml-fout", "een tab voor `c: 2`"),
        ("a: |\n\tb\n", "2:1", "yaml-fout", "een tab voor `b`"),
        ("a\nb: 1\n", "1:1", "yaml-fout", "`a` is geen sleutel met een dubbele punt"),
        ("a: 1\nlosse regel\nc: 2\n", "2:1", "yaml-fout", "`losse regel` is geen sleutel"),
        ("a: |\ntekst\n", "2:1", "yaml-fout", "`tekst` is geen sleutel"),
        ("a:1\nb: 2\n", "1:1", "yaml-fout", "in `a:1` ontbreekt een spatie"),
        ("a: 1\n  b: 2\n", "2:3", "yaml-fout", "`b:` springt verder in dan `a: 1`"),
        ("a:\n    b: 1\n  c: 2\n", "3:3", "yaml-fout", "`c: 2` springt anders in"),
        (" a: 1\nb: 2\n", "2:1", "yaml-fout", "`b: 2` springt anders in"),
        ('a: "x\nb: y\n', "1:4", "yaml-fout", '`"x` begint met een aanhalingsteken'),
        ("a: 's avonds\nb: 'x'\n", "1:4", "yaml-fout", "`'s avonds` begint met een aanhalingsteken"),
        ('a: "x" y\n', "1:8", "yaml-fout", 'na `"` staat nog tekst: `y`'),
        ("a: [x] y\n", "1:8", "yaml-fout", "na `]` staat nog tekst: `y`"),
        ("a: [x\nb: c\n", "1:4", "yaml-fout", "de haak van `[x`"),
        ("a: [x, \n", "1:4", "yaml-fout", "de haak van `[x,`"),
        ("a: [x, , y]\n", "1:8", "yaml-fout", "`, y]` begint met `,`"),
        ("a: {x: 1\nb: c\n", "1:4", "yaml-fout", "de haak van `{x: 1`"),
        ("a: Let op: x\n", "1:10", "yaml-fout", "in `Let op: x` staat een dubbele punt"),
        ("a: **vet** x\n", "1:4", "yaml-fout", "`**vet** x` begint met `*`"),
        ("a: & x\n", "1:4", "yaml-fout", "`& x` begint met `&`"),
        ("a: @x\n", "1:4", "yaml-fout", "`@x` begint met `@`"),
        ("a: `x`\n", "1:4", "yaml-fout", "begint met ```"),
        ("a: %x\n", "1:4", "yaml-fout", "`%x` begint met `%`"),
        ("a: ]x\n", "1:4", "yaml-fout", "`]x` begint met `]`"),
        ("a: > tekst\n", "1:4", "yaml-fout", "achter `>` staat nog tekst"),
        ("a: | x | y |\n", "1:4", "yaml-fout", "achter `|` staat nog tekst"),
        ("a: - b\n", "1:4", "yaml-fout", "in `a: - b` staat een streepje"),
        ("a: 1\n- b\n", "2:1", "yaml-fout", "in `- b` staat een streepje"),
        ("a:\n - b\n c: d\n", "3:2", "yaml-fout", "`c: d` staat tussen de punten van een lijst"),
        ('a: "c:\\map"\n', "1:7", "yaml-fout", "`\\m` heeft tussen dubbele aanhalingstekens"),
        ("a: 1\n...\nb: 2\n", "2:1", "yaml-fout", "`...`"),
        ("a: x\x01y\n", "1:5", "onbruikbaar-teken", "U+0001"),
        ("a: x\u2028y\n", "1:5", "onbruikbaar-teken", "U+2028"),
        ("a: x\x92y\n", "1:5", "onbruikbaar-teken", "U+0092"),
        ("a: \ufdd0\n", "1:4", "onbruikbaar-teken", "U+FDD0"),
        ("# \ufdef\na: 1\n", "1:3", "onbruikbaar-teken", "U+FDEF"),
        (f"a: {EMOJI}\U0001ffff\n", "1:5", "onbruikbaar-teken", "U+1FFFF"),
        ("a: x\ud800y\n", "1:5", "onbruikbaar-teken", "U+D800"),
        ("a: x\ufeffy\n", "1:5", "onbruikbaar-teken", "U+FEFF"),
        ('a: "x\\ud800"\n', "1:6", "onbruikbaar-teken", "\\ud800"),
        ('a: "x\n  \\0"\n', "2:3", "onbruikbaar-teken", "U+0000"),
        ('a: "{{ x }}\\uFDD0"\n', "1:12", "onbruikbaar-teken", "U+FDD0"),
    ],
)
def test_one_fault_is_one_finding_at_its_place(text: str, place: str, code: str, part: str):
    findings = findings_of(text)
    assert [(str(finding.origin), finding.code) for finding in findings] == [(f"a.yaml:{place}", code)]
    assert part in findings[0].message
    assert findings[0].hint


def test_all_faults_are_reported_at_once_up_to_the_one_that_stops_the_reading():
    text = "a: 1\nA: 2\nb: {{ x }}\nc:\n  d: \x07\n  e!: *f\n  d: 3\ng: [\n"
    assert said(text) == [
        ("a.yaml:2:1", "dubbele-sleutel"),
        ("a.yaml:3:4", "accolades-zonder-aanhalingstekens"),
        ("a.yaml:5:6", "onbruikbaar-teken"),
        ("a.yaml:6:3", "sleutel-onbruikbaar"),
        ("a.yaml:6:7", "yaml-verwijzing"),
        ("a.yaml:7:3", "dubbele-sleutel"),
        ("a.yaml:8:4", "yaml-fout"),
    ]


def test_a_file_with_a_syntax_error_gives_no_mapping():
    assert parse("a: [\n", "a.yaml")[0] is None


def test_what_is_refused_does_not_hide_the_rest():
    root, _ = parse("a: {{ x }} en meer\nb: 1\nb: 2\nc!: 3\nd: x\x01\n", "a.yaml")
    assert root is not None
    assert {key: entry.value.text for key, entry in root.entries.items() if isinstance(entry.value, Scalar)} == {
        "a": "{{ x }} en meer",
        "b": "1",
        "d": "x\ufffd",
    }


def test_unquoted_braces_keep_their_places():
    root, _ = parse("a: {{ x }}\n  en {{ y }}\n", "a.yaml")
    assert root is not None
    node = root.entries["a"].value
    assert isinstance(node, Scalar)
    assert (node.text, str(origin_at(node, node.text.index("{{ y")))) == ("{{ x }} en {{ y }}", "a.yaml:2:6")


def test_a_long_value_is_shortened_in_the_sentence():
    message = findings_of(f"{'sleutel/' * 100}: x\n")[0].message
    assert len(message) < 100


# --- hostile files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{" * 100_000, "- " * 100_000, "? " * 100_000, "".join(" " * i + "a:\n" for i in range(500))],
    ids=["lists", "braces", "dashes", "question marks", "indentation"],
)
def test_very_deep_nesting_is_refused_before_it_does_harm(text: str):
    assert "te-diep-genest" in [code for _, code in said(text)]


def test_twenty_levels_are_allowed_and_one_more_is_refused_where_it_begins():
    def nested(levels: int) -> str:
        return "".join(" " * level + "a:\n" for level in range(levels - 1)) + " " * (levels - 1) + "a: x\n"

    assert said(nested(20)) == []
    assert said(nested(21)) == [("a.yaml:21:21", "te-diep-genest")]


def test_very_many_values_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(yaml_reading, "MAX_NODES", 5)
    assert said("a: 1\nb: 2\n") == []
    assert said("a: 1\nb: 2\nc: 3\n") == [("a.yaml", "te-groot")]


def test_a_very_large_text_is_refused():
    assert said("#" * 2_000_001) == [("a.yaml", "te-groot")]


def test_a_file_full_of_unreadable_characters_gives_one_finding():
    root, findings = parse("a: b\n" + "\x00" * 1000, "a.yaml")
    assert root is None
    assert [(str(finding.origin), finding.code) for finding in findings] == [("a.yaml:2:1", "onbruikbaar-teken")]
    assert "1000 onleesbare tekens" in findings[0].message


LARGE: dict[str, tuple[int, Callable[[int], str]]] = {
    "literal": (5_000, lambda size: "a: |\n" + "  Een gewone regel met {{ woorden }} erin.\n" * size),
    "spaces": (200_000, lambda size: 'a: "' + " " * size + '"'),
    "lines of spaces": (200, lambda size: 'a: "' + (" " * 999 + "\n") * size + ' x"'),
    "quotes": (100_000, lambda size: "a: '" + "''" * size + "'"),
    "folded": (25_000, lambda size: "a: >\n" + "  x\n\n\n" * size),
    "braces": (45_000, lambda size: "a: " + "{{ x " * size),
    "empty lines": (200_000, lambda size: "\n" * size + "a: b"),
    "colons": (200_000, lambda size: ":" * size),
    "marks": (200_000, lambda size: "a: " + "!" * size),
}


@pytest.mark.parametrize(("size", "written"), LARGE.values(), ids=LARGE)
def test_a_file_four_times_as_large_takes_four_times_as_long(size: int, written: Callable[[int], str], parser: str):
    if parser == "SafeLoader":
        pytest.skip("the parser in Python is a hundred times slower, at any size")
    runs = count()

    def places(size: int) -> Callable[[], None]:
        text, name = written(size), f"{next(runs)}.yaml"

        def look() -> None:
            root, _ = parse(text, name)
            for entry in root.entries.values() if root else ():
                if isinstance(entry.value, Scalar):
                    for offset in range(0, len(entry.value.text), 1000):
                        origin_at(entry.value, offset)

        return look

    assert samples.keeps_pace(places, size)


def test_dashes_in_a_row_are_explained_at_what_other_text_costs():
    names = map("{}.yaml".format, count())
    assert samples.keeps_pace(lambda size: partial(parse, f"a: b\n  {'- ' * size}x\n  c: d\n", next(names)), 5000)


@given(text=st.text(st.sampled_from("ab: -[]{},'\"|>&*!%@`#?\\x0\n\t\r~.{{}}<\x00\ufdd0" + EMOJI), max_size=40))
@once_for_all_examples
def test_any_text_gives_a_mapping_or_findings_with_a_place_in_it(text: str):
    root, findings = parse(text, "a.yaml")
    assert root is not None or findings
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        assert finding.message
        assert finding.hint
        assert 1 <= finding.origin.line <= len(lines)
        assert 1 <= finding.origin.column <= len(lines[finding.origin.line - 1]) + 1


# --- files --------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "b.yaml"


@pytest.mark.parametrize("data", [b"a: \xc3\xab\n", b"\xef\xbb\xbfa: \xc3\xab\n", b"\xef\xbb\xbfa: \xc3\xab\r\n"])
def test_a_file_in_utf8_is_read_with_or_without_mark_and_with_any_line_end(file: Path, data: bytes):
    file.write_bytes(data)
    origin = Origin("map/b.yaml", 1, 1)
    entry = Entry("a", "a", origin, Scalar("ë", Origin("map/b.yaml", 1, 4)))
    node, findings = read(file, "map/b.yaml")
    assert node is not None
    assert (bare(node), findings) == (Mapping({"a": entry}, origin), [])


@pytest.mark.parametrize(
    ("data", "place", "part"),
    [
        (b"a: 1\r\nb: financi\xebn is\r\n", "2:11", "de `ë` in `financiën`"),
        (b"\xef\xbb\xbfa: \xc3\xab \x93x\x94\n", "1:6", "de `“` in `“x”`"),
        (b"a: \x1b\x81", "1:5", "de `\ufffd` in `\ufffd\ufffd`"),
        ("a: x\n".encode("utf-16"), "1:1", "UTF-16"),
        ("a: x\n".encode("utf-16-be"), "1:1", "UTF-16"),
        (b"\x00" * 50, "1:1", "geen tekst"),
    ],
)
def test_another_encoding_is_named_with_the_first_letter_that_cannot_be_read(
    file: Path, data: bytes, place: str, part: str
):
    file.write_bytes(data)
    root, findings = read(file, "b.yaml")
    assert root is None
    assert [(str(f.origin), f.code, f.hint) for f in findings] == [
        (f"b.yaml:{place}", "tekencodering", "sla het bestand opnieuw op met codering UTF-8")
    ]
    assert part in findings[0].message


def test_a_zero_byte_is_refused_at_its_place(file: Path):
    file.write_bytes(b"a: 1\nb: x\x00y\n")
    assert [(str(f.origin), f.code) for f in read(file, "b.yaml")[1]] == [("b.yaml:2:5", "onbruikbaar-teken")]


def test_a_file_of_more_than_two_megabytes_is_refused(file: Path):
    file.write_bytes(b"#" * 2_000_001)
    assert [(str(f.origin), f.code) for f in read(file, "b.yaml")[1]] == [("b.yaml", "te-groot")]


def test_a_file_that_is_not_there_stops_the_run(file: Path):
    with pytest.raises(FileUnreadable, match=r"b\.yaml kan niet worden gelezen: het bestaat niet"):
        read(file, "b.yaml")


def test_a_folder_cannot_be_read_as_a_file(tmp_path: Path):
    with pytest.raises(FileUnreadable, match="kan niet worden gelezen"):
        read(tmp_path, "map")
