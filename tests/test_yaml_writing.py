"""A text comes in a YAML file in the style that stands there, and everything else stays as it was, to the byte."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raadsvoorstel.nodes import Mapping
from raadsvoorstel.rewriting import Edit, rewrite
from raadsvoorstel.sources import parse
from raadsvoorstel.yaml_writing.adding import New, Value, added, removed
from raadsvoorstel.yaml_writing.changing import quoted, ways
from raadsvoorstel.yaml_writing.places import Address, places, says

FILE = "a.yaml"


def tree_of(text: str) -> Mapping:
    tree, findings = parse(text, FILE)
    assert tree is not None
    assert findings == []
    return tree


def carried_out(text: str, edits: list[Edit]) -> str:
    return rewrite(text.encode(), edits).decode()


def changed(text: str, key: str, old: str, new: str) -> str:
    """Return the file after the first edits that work, with `old` in the value of a key replaced."""
    place = next(place for place in places(tree_of(text)) if place.address[-1] == key)
    value = place.scalar.text
    start = value.index(old)
    wanted = value.replace(old, new, 1)
    for edits in ways(place, [(start, start + len(old), new)], wanted):
        made = carried_out(text, edits)
        tree, findings = parse(made, FILE)
        if tree is not None and not findings:
            said = says(tree)
            if said.pop(place.address).rstrip("\n") == wanted.rstrip("\n"):
                before = says(tree_of(text))
                before.pop(place.address)
                assert said == before
                return made
    raise AssertionError("no way works")


@pytest.mark.parametrize(
    ("text", "new", "result"),
    [
        ("a: een oud woord # noot\nb: c\n", "nieuw", "a: een nieuw woord # noot\nb: c\n"),
        ("a: een oud woord # noot\nb: c\n", "x: y", 'a: "een x: y woord" # noot\nb: c\n'),
        ("a: een oud woord # noot\nb: c\n", "x # y", 'a: "een x # y woord" # noot\nb: c\n'),
        ("a: een oud woord # noot\nb: c\n", "x\n\ny", "a: | # noot\n  een x\n\n  y woord\nb: c\n"),
        ("a: 'een oud woord'\n", "z'n", "a: 'een z''n woord'\n"),
        ('a: "een oud woord"\n', 'z"\\', 'a: "een z\\"\\\\ woord"\n'),
        ('a: "een oud woord"\n', "x\ny", 'a: "een x\\ny woord"\n'),
        ("a: |\n  een oud woord\n  en # meer\n\nb: c\n", "x\n\ny", "a: |\n  een x\n\n  y woord\n  en # meer\n\nb: c\n"),
        ("a: |-\n    een oud woord", "nieuw", "a: |-\n    een nieuw woord"),
        ("a: >\n  een oud woord\n  en meer\nb: c\n", "nieuw", "a: >\n  een nieuw woord\n  en meer\nb: c\n"),
        ("a: >\n  een oud woord\n  en meer\nb: c\n", "x\n\ny", "a: |\n  een x\n\n  y woord en meer\nb: c\n"),
        ("k:\n- a: een oud woord\n  b: c\n", "x\ny", "k:\n- a: |\n    een x\n    y woord\n  b: c\n"),
        ("{a: een oud woord, b: c}\n", "x, y", '{a: "een x, y woord", b: c}\n'),
        ("a: een oud\n  woord\nb: c\n", "nieuw", "a: een nieuw\n  woord\nb: c\n"),
        ("a: |\r\n  een oud woord\r\nb: c\r\n", "x\ny", "a: |\r\n  een x\r\n  y woord\r\nb: c\r\n"),
    ],
)  # fmt: skip
def test_a_value_keeps_its_style_as_long_as_it_can_hold_the_text(text: str, new: str, result: str):
    assert changed(text, "a", "oud", new) == result


@pytest.mark.parametrize(
    ("text", "keys", "value", "result"),
    [
        ("", ("a",), "tekst", "a: tekst\n"),
        ("# noot\n", ("a", "b"), "tekst", "# noot\n\na:\n  b: tekst\n"),
        ("# noot", ("a",), "tekst", "# noot\n\na: tekst\n"),
        ("a:\n  b: c # noot\n\n# einde\n", ("a", "d"), "x", "a:\n  b: c # noot\n  d: x\n\n# einde\n"),
        ("a:\n  b: |\n    c\n\n# einde\n", ("e", "f"), "x\n", "a:\n  b: |\n    c\n\ne:\n  f: |\n    x\n\n# einde\n"),
        ("a: 1\nb: 2\n", ("c",), "x", "a: 1\nb: 2\nc: x\n"),
        ("a: {b: c}\n", ("a", "d", "e"), "x, y", 'a: {b: c, d: {e: "x, y"}}\n'),
        ("a: {b: c }\n", ("a", "d"), "x", "a: {b: c, d: x }\n"),
        ("a:\n  # noot\nb: c\n", ("a", "d"), "x", "a:\n  d: x\n  # noot\nb: c\n"),
        ("a: # noot\n", ("a",), "x", "a: x # noot\n"),
        ("a: 1\n", ("n",), "0711325", 'a: 1\n\nn: "0711325"\n'),
        ("a: 1\n", ("weglaten",), ("x", "y"), "a: 1\n\nweglaten: [x, y]\n"),
        ("weglaten: [x]\n", ("weglaten",), ("y",), "weglaten: [x, y]\n"),
        ("weglaten:\n  - x\nb: c\n", ("weglaten",), ("y",), "weglaten:\n  - x\n  - y\nb: c\n"),
        ("weglaten: x\n", ("weglaten",), ("y",), "weglaten: [x, y]\n"),
        ("a:\r\n  b: c\r\n", ("a", "d"), "x\ny", "a:\r\n  b: c\r\n  d: |\r\n    x\r\n    y\r\n"),
    ],
)  # fmt: skip
def test_a_value_is_put_where_a_person_would_put_it(text: str, keys: tuple[str, ...], value: Value, result: str):
    assert carried_out(text, added(tree_of(text), text, [New(keys, value)])) == result


@pytest.mark.parametrize(
    ("text", "address", "result"),
    [
        ("a: 1\nb: 2\n", ("a",), "b: 2\n"),
        ("a:\n  b: |\n    x\n\n    y\n  c: 2\n", ("a", "b"), "a:\n  c: 2\n"),
        ("# noot\na:\n  b:\n    c: x\nd: y\n", ("a", "b", "c"), "# noot\nd: y\n"),
        ("a:\n  - x\n  - |\n    y\n  - z\n", ("a", 1), "a:\n  - x\n  - z\n"),
        ("a: {b: c, d: e}\n", ("a", "b"), "a: {d: e}\n"),
        ("a: {b: c, d: 'e' }\n", ("a", "d"), "a: {b: c }\n"),
        ("a: [x, 'y', z]\n", ("a", 1), "a: [x, z]\n"),
    ],
)
def test_a_value_is_taken_away_with_its_key(text: str, address: tuple[str | int, ...], result: str):
    assert carried_out(text, removed(tree_of(text), text, [address])) == result


@pytest.mark.parametrize(
    ("text", "news", "result"),
    [
        ("a:\n  b: c\n", [("a.d", "x"), ("e.f", "y"), ("e.g", "z")], "a:\n  b: c\n  d: x\n\ne:\n  f: y\n  g: z\n"),
        ("", [("a.b", "x"), ("c", "y")], "a:\n  b: x\n\nc: y\n"),
        ("a: {b: c}\n", [("a.d.e", "x"), ("a.d.f", "y"), ("a.g", "z")], "a: {b: c, d: {e: x, f: y}, g: z}\n"),
        ("a:\nb: c\n", [("a.d", "x"), ("a.e", "y")], "a:\n  d: x\n  e: y\nb: c\n"),
        ("a: [x]\n", [("a", ("y",)), ("a", ("z",))], "a: [x, y, z]\n"),
        ("a:\n  b: c\n", [("d", "x"), ("a.e", "y")], "a:\n  b: c\n  e: y\n\nd: x\n"),
        ("b: c\n", [("a", "x"), ("a.b", "y")], "b: c\n"),
        ("b: c\n", [("a", "x"), ("b.d", "y")], "b: c\n"),
    ],
)
def test_many_values_are_put_at_once_or_none(text: str, news: list[tuple[str, Value]], result: str):
    some = [New(tuple(keys.split(".")), value) for keys, value in news]
    assert carried_out(text, added(tree_of(text), text, some)) == result


@pytest.mark.parametrize(
    ("text", "addresses", "result"),
    [
        ("a:\n  b: c\n  d: e\nf: g\n", [("a", "b"), ("a", "d")], "f: g\n"),
        ("a:\n  b: c\n  d: e\n  h: i\nf: g\n", [("a", "b"), ("a", "d")], "a:\n  h: i\nf: g\n"),
        ("a:\n  b:\n    c: d\n  e:\n    f: g\nh: i\n", [("a", "b", "c"), ("a", "e", "f")], "h: i\n"),
        ("a: b\nc: d\n", [("a",), ("c", "x")], "a: b\nc: d\n"),
    ],
)
def test_many_values_are_taken_away_at_once_or_none(text: str, addresses: list[Address], result: str):
    assert carried_out(text, removed(tree_of(text), text, addresses)) == result


ANY = st.text(st.sampled_from("ab \n:#-'\"\\{}[]|>&*!%@`,?~é€👩\t."), max_size=20)


@given(ANY)
@settings(max_examples=200, deadline=None)
def test_any_line_is_quoted_so_that_it_reads_back(text: str):
    text = text.replace("\n", " ")
    for in_flow, form in ((False, "k: {}\n"), (True, "k: [{}]\n")):
        written = form.format(quoted(text, in_flow=in_flow))
        assert list(says(tree_of(written)).values()) == [text]


STYLES = ("a: een oud woord\n", "a: 'een oud woord'\n", 'a: "een oud woord"\n', "a: |\n  een oud woord\n",
          "a: >\n  een oud woord\n", "f: {a: een oud woord}\n", "a: een oud woord # noot\n")  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
@given(words=ANY)
@settings(max_examples=60, deadline=None)
def test_any_text_finds_a_way_into_any_style(style: str, words: str):
    clean = "\n".join(line.strip() for line in words.replace("\t", " ").split("\n"))
    text = f"{style}b:\n  c: d # blijft\n"
    made = changed(text, "a", "oud", f"x{clean}x")
    assert "\n  c: d # blijft\n" in made
