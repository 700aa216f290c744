"""Which text wins: an equation for every word with which one file changes another."""

from itertools import permutations
from typing import Any

import pytest

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding
from raadsvoorstel.layers import overlay
from raadsvoorstel.nodes import Joined, Mapping, Node, Scalar, Sequence
from raadsvoorstel.shape import Field, Group, Keyed, Kind, Rows
from raadsvoorstel.sources import parse

TEXT = Field("", Kind.TEXT)
SHAPE = Group(
    "",
    {
        "regel": Field(""),
        "tekst": TEXT,
        "deel": Group("", {"tekst": TEXT, "regel": Field("")}, main="tekst"),
        "punten": Keyed("", TEXT),
        "delen": Keyed("", Group("", {"titel": Field(""), "tekst": TEXT}, main="tekst"), bare=TEXT),
        "rijen": Rows("", Field("")),
    },
)


def shown(node: Node) -> Any:
    """Return a tree as plain values; a text from two places as a tuple."""
    match node:
        case Mapping(entries=entries):
            return {key: shown(entry.value) for key, entry in entries.items()}
        case Sequence(items=items):
            return [shown(item) for item in items]
        case Joined(parts=parts):
            return tuple(part.text for part in parts)
        case Scalar(text=text):
            return text


def tree(text: str, file: str = "regio.yaml") -> Mapping:
    root, findings = parse(text, file)
    assert root is not None
    assert findings == []
    return root


def laid(base: str, own: str, fixed: tuple[str, ...] = ()) -> tuple[Mapping, list[Finding]]:
    start, _ = overlay(tree(""), tree(base), SHAPE)
    return overlay(start, tree(own, "eigen.yaml"), SHAPE, tuple(map(FieldPath, fixed)))


@pytest.mark.parametrize(
    ("base", "own", "result"),
    [
        ("tekst: a", "", {"tekst": "a"}),
        ("", "tekst: a", {"tekst": "a"}),
        ("regel: a", "regel: b", {"regel": "b"}),
        ("rijen: [a]", "rijen: [b]", {"rijen": ["b"]}),
        ("tekst: a", "tekst: {vervangen: b}", {"tekst": "b"}),
        ("tekst: a", "tekst: {aanvullen: {na: b}}", {"tekst": ("a", "b")}),
        ("tekst: a", "tekst: {aanvullen: {voor: b, na: c}}", {"tekst": ("b", "a", "c")}),
        ("deel: a", "deel: {regel: b}", {"deel": {"tekst": "a", "regel": "b"}}),
        ("deel: a", "deel: {vervangen: b}", {"deel": {"tekst": "b"}}),
        ("deel: a", "deel: {tekst: {vervangen: b}}", {"deel": {"tekst": "b"}}),
        ("deel: {tekst: a, regel: r}", "deel: {aanvullen: {na: b}}", {"deel": {"tekst": ("a", "b"), "regel": "r"}}),
        ("deel: {tekst: a, regel: r}", "deel: {weglaten: [regel]}", {"deel": {"tekst": "a"}}),
        ("tekst: a\nregel: b", "weglaten: tekst", {"regel": "b"}),
        ("punten: {a: x, b: y}", "punten: {c: z}", {"punten": {"a": "x", "b": "y", "c": "z"}}),
        ("punten: {a: x, b: y}", "punten: {a: z}", {"punten": {"a": "z", "b": "y"}}),
        ("punten: {a: x, b: y}", "punten: {a: {vervangen: z}}", {"punten": {"a": "z", "b": "y"}}),
        ("punten: {a: x, b: y}", "punten: {a: {aanvullen: {na: z}}}", {"punten": {"a": ("x", "z"), "b": "y"}}),
        ("punten: {a: x, b: y}", "punten: {weglaten: [a], c: z}", {"punten": {"b": "y", "c": "z"}}),
        ("punten: {a: x, b: y}", "punten: {weglaten: [a], a: z}", {"punten": {"b": "y", "a": "z"}}),
        ("punten: {a: x, b: y, c: z}", "punten: {volgorde: [c, a]}", {"punten": {"c": "z", "a": "x", "b": "y"}}),
        ("punten: {a: x, b: y}", "punten: {c: z, volgorde: [c]}", {"punten": {"c": "z", "a": "x", "b": "y"}}),
        ("punten: [a, b]", "punten: {vervangen: [c]}", {"punten": ["c"]}),
        ("punten: [a, b]", "punten: {vervangen: {c: z}}", {"punten": {"c": "z"}}),
        ("punten: [a]", "punten: {aanvullen: {na: [b]}}", {"punten": ["a", "b"]}),
        ("punten: {a: x}", "punten: {vervangen: {b: y}}", {"punten": {"b": "y"}}),
        ("delen: {a: x}", "delen: {a: {titel: t}}", {"delen": {"a": {"tekst": "x", "titel": "t"}}}),
        ("delen: {a: {titel: t, tekst: x}}", "delen: {a: y}", {"delen": {"a": {"titel": "t", "tekst": "y"}}}),
        ("delen: a", "delen: {vervangen: {b: {tekst: x}}}", {"delen": {"b": {"tekst": "x"}}}),
        ("delen: a", "delen: {aanvullen: {na: b}}", {"delen": ("a", "b")}),
        ("tekst: a", "Tekst: {Vervangen: b}", {"tekst": "b"}),
    ],
)
def test_what_the_last_layer_says_wins_and_the_rest_stays(base: str, own: str, result: object):
    merged, findings = laid(base, own)
    assert (shown(merged), findings) == (result, [])
    assert list(shown(merged).get("punten", ())) == list(result.get("punten", ()))


@pytest.mark.parametrize(
    ("base", "own", "codes"),
    [
        ("tekst: a", "tekst: b", ["vervangen-of-aanvullen"]),
        ("punten: [a]", "punten: {b: x}", ["vervangen-of-aanvullen"]),
        ("punten: {a: x}", "punten: [y]", ["vervangen-of-aanvullen"]),
        ("tekst: a", "tekst: {vervangen: b, aanvullen: {na: c}}", ["vervangen-en-aanvullen"]),
        ("", "tekst: {vervangen: b}", ["niets-te-vervangen"]),
        ("", "tekst: {aanvullen: {na: b}}", ["niets-te-vervangen"]),
        ("tekst: a", "tekst: {aanvullen: b}", ["aanvullen-zonder-plaats"]),
        ("tekst: a", "tekst: {aanvullen: {}}", ["aanvullen-zonder-plaats"]),
        ("punten: [a]", "punten: {aanvullen: {na: b}}", ["aanvullen-past-niet"]),
        ("punten: {a: x}", "punten: {aanvullen: {na: b}}", ["aanvullen-past-niet"]),
        ("punten: {a: x}", "punten: {weglaten: [b, c]}", ["onbekend-punt", "onbekend-punt"]),
        ("punten: {a: x}", "punten: {volgorde: [a, b, a]}", ["onbekend-punt", "volgorde-dubbel"]),
        ("tekst: a", "tekst: {vervangen: b, c: d}", ["woord-past-niet"]),
        ("tekst: a", "tekst: {aanvullen: {na: b, onder: c}}", ["woord-past-niet"]),
        ("tekst: a", "vervangen: b", ["woord-past-niet"]),
        ("tekst: a", "volgorde: [tekst]", ["woord-past-niet"]),
        ("", "onzin: a\nonzin2: b", ["onbekend-veld", "onbekend-veld"]),
        ("", "deel: {onzin: a}", ["onbekend-veld"]),
    ],
)
def test_a_change_that_cannot_be_is_a_finding_in_the_file_that_says_it(base: str, own: str, codes: list[str]):
    _, findings = laid(base, own)
    assert sorted(f.code for f in findings) == codes
    assert {f.origin.file for f in findings} == {"eigen.yaml"}
    assert all(f.message and f.hint for f in findings)


@pytest.mark.parametrize(
    "own",
    [
        "tekst: {vervangen: b}",
        "punten: {a: y}",
        "punten: {weglaten: [a]}",
        "punten: {volgorde: [a]}",
        "punten: {vervangen: [b]}",
        "weglaten: [punten]",
        "weglaten: [deel]",
        "deel: {regel: s}",
        "deel: {weglaten: [regel]}",
        "delen: {a: {titel: u}}",
    ],
)
def test_what_is_fixed_cannot_be_changed_and_stays_as_it_was(own: str):
    base = "tekst: a\npunten: {a: x}\ndeel: {regel: r}\ndelen: {a: {titel: t, tekst: x}}"
    merged, findings = laid(base, own, ("tekst", "punten", "deel.regel", "delen.a.titel"))
    assert [f.code for f in findings] == ["vast-onderdeel"]
    assert shown(merged) == shown(tree(base))


def test_nothing_can_be_added_to_what_is_fixed():
    _, findings = laid("punten: {a: x}", "punten: {b: y}", ("punten",))
    assert [(f.code, str(f.origin)) for f in findings] == [("vast-onderdeel", "eigen.yaml:1:13")]


def test_what_is_not_fixed_beside_it_can_be_changed():
    merged, findings = laid("punten: {a: x, b: y}", "punten: {b: z}", ("punten.a",))
    assert (shown(merged), findings) == ({"punten": {"a": "x", "b": "z"}}, [])


def test_a_text_keeps_the_place_where_it_was_written():
    merged, _ = laid("tekst: a\npunten: {a: x}", "punten:\n  b: y")
    places = [merged.entries["tekst"].value, *(e.value for e in merged.entries["punten"].value.entries.values())]
    assert [str(node.origin) for node in places] == ["regio.yaml:1:8", "regio.yaml:2:13", "eigen.yaml:2:6"]


def test_nothing_that_was_handed_over_is_changed():
    base, own = tree("punten: {a: x, b: y}"), tree("punten: {weglaten: [a], c: z}")
    before = shown(base), shown(own)
    overlay(base, own, SHAPE)
    assert (shown(base), shown(own)) == before


def test_a_finding_suggests_the_key_that_was_meant():
    _, findings = laid("punten: {vaststellen: x}", "punten: {weglaten: [vaststelen]}\nteskt: a")
    assert [f.hint for f in findings] == ["bedoelt u `vaststellen`?", "bedoelt u `tekst`?"]


@pytest.mark.parametrize("fixed", list(permutations(("deel.regel", "deel", "deel.tekst", "punten"))))
def test_of_several_fixed_fields_the_first_that_stands_in_the_way_is_named(fixed: tuple[str, ...]):
    _, findings = laid("deel: {tekst: a}", "deel: {tekst: {vervangen: b}}", fixed)
    first = next(field for field in fixed if field in ("deel", "deel.tekst"))
    assert [f.message for f in findings] == [f"`{first}` is vast, en `deel.tekst` wijkt daarvan af"]
    _, findings = laid("deel: {tekst: a}", "weglaten: [deel]", fixed)
    first = next(field for field in fixed if field.startswith("deel"))
    assert [f.message for f in findings] == [f"`{first}` is vast, en `deel` wijkt daarvan af"]
