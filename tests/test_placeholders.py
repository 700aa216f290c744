"""What stands between braces is filled in, or is a finding at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import tied

from raadsvoorstel.blocks import Run, Runs, plain, runs_text
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import MOST_TOLD, Finding, Origin
from raadsvoorstel.nodes import Scalar
from raadsvoorstel.placeholders import Filled, Listing, Value, as_runs, fill, left_open, put_in
from raadsvoorstel.sources import parse

OPEN = left_open(FieldPath("leeg"))[0]
VALUES: dict[str, Value] = {
    "naam": plain("Noord"),
    "plaats.naam": plain("Zuid"),
    "namen": Listing(("A", "B", "C")),
    "dag": plain("2020-12-31"),
    "bedrag": plain("12500"),
    "raar": plain("{{ naam }} **x** <y> &amp;"),
    "leeg": (OPEN,),
}


def lookup(path: FieldPath) -> tuple[Value | None, list[str]]:
    return VALUES.get(path), list(VALUES)


def filled(text: str) -> tuple[Runs, list[Finding]]:
    result, findings = fill(Scalar(text, Origin("a.yaml", 1, 1)), lookup)
    return as_runs(result), findings


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("geen", "geen"),
        ("", ""),
        ("in {{ naam }} en {{naam}}", "in Noord en Noord"),
        ("{{ plaats.naam }}", "Zuid"),
        ("{{ Plaats.Naam }}", "Zuid"),
        ("{{ namen | opsomming }}", "A, B en C"),
        ("{{ namen|aantal }}", "drie"),
        ("{{ namen | aantal_cijfers }}", "3"),
        ("{{ namen | aantal | hoofdletter }}", "Drie"),
        ("{{ dag | datum }}", "31~december 2020"),
        ("{{ bedrag | bedrag }}", "€~12.500"),
        ("{{ naam | hoofdletter }}{{ naam }}", "NoordNoord"),
        ("{{ raar }}", "{{ naam }} **x** <y> &amp;"),
        ("{ naam }", "{ naam }"),
        ("100 % { } |", "100 % { } |"),
    ],
)
def test_a_name_becomes_its_value(text: str, result: str):
    runs, findings = filled(text)
    assert (runs_text(runs), findings) == (tied(result), [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{{ naan }}", ["onbekende-naam"]),
        ("{{ naam.x }}", ["onbekende-naam"]),
        ("{{ namen }}", ["lijst-zonder-bewerking"]),
        ("{{ naam | kleur }}", ["onbekend-filter"]),
        ("{{ naam | datum }}", ["filter-past-niet"]),
        ("{{ naam | bedrag }}", ["filter-past-niet"]),
        ("{{ naam | aantal }}", ["filter-past-niet"]),
        ("{{ namen | datum }}", ["filter-past-niet"]),
        ("{{ namen | aantal | aantal }}", ["filter-past-niet"]),
        ("{{ }}", ["accolades"]),
        ("{{ naam", ["accolades"]),
        ("naam }}", ["accolades"]),
        ("{{ 'naam' }}", ["accolades"]),
        ("{{ naam() }}", ["accolades"]),
        ("{{ naam[0] }}", ["accolades"]),
        ("{{ naam + naam }}", ["accolades"]),
        ("{{ naam | datum('x') }}", ["accolades"]),
        ("{{{ naam }}}", ["accolades"]),
        ("{% for a in b %}", ["accolades", "accolades"]),
        ("{# weg #}", ["accolades"]),
        ("{{ a }} {{ b }}", ["onbekende-naam", "onbekende-naam"]),
    ],
)
def test_anything_else_between_braces_is_a_finding_with_a_next_step(text: str, codes: list[str]):
    _, findings = filled(text)
    assert [finding.code for finding in findings] == codes
    assert all(finding.message and finding.hint for finding in findings)


def test_a_finding_stands_where_its_braces_were_typed():
    root, _ = parse("a: |\n  een {{ naam }}\n  twee {{ fout }}\n", "a.yaml")
    assert root is not None
    node = root.entries["a"].value
    assert isinstance(node, Scalar)
    assert [str(f.origin) for f in fill(node, lookup)[1]] == ["a.yaml:3:8"]


def test_the_name_that_was_meant_is_suggested():
    assert filled("{{ plaats.naan }}")[1][0].hint == "bedoelt u `plaats.naam`?"


def test_what_is_not_known_yet_stays_open_through_every_filter():
    assert filled("op {{ leeg | datum | hoofdletter }}.")[0] == (Run("op "), OPEN, Run("."))


def test_a_value_takes_the_formatting_around_it_and_keeps_its_own_open_places():
    filling = Filled("", (plain("x"), (OPEN,)))
    slots = fill(Scalar("{{ naam }}{{ leeg }}", Origin("a")), lookup)[0].text
    assert put_in((Run(slots, bold=True),), filling.values) == (
        Run("x", bold=True),
        Run(OPEN.text, bold=True, open_field="leeg"),
    )


def test_a_value_in_the_address_of_a_link_becomes_part_of_the_address():
    slot = fill(Scalar("{{ naam }}", Origin("a")), lookup)[0]
    assert put_in((Run("hier", link=f"http://x/{slot.text}"),), slot.values) == (Run("hier", link="http://x/Noord"),)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}%#\ufdd0\ufdd1")))
def test_a_text_without_braces_is_left_as_it_is(text: str):
    assert (runs_text(filled(text)[0]), filled(text)[1]) == (text, [])


@given(st.text("ab{}| .%#'\n", max_size=30))
def test_no_text_leaves_braces_without_a_finding(text: str):
    runs, findings = filled(text)
    left_over = any(mark in runs_text(runs) for mark in ("{{", "}}", "{%", "%}"))
    assert bool(findings) or not left_over


@pytest.mark.parametrize(("text", "code"), [("{{ ", "accolades"), ("{{ onbekend }} ", "onbekende-naam")])
def test_what_is_wrong_in_very_many_places_is_told_of_the_first_and_counted(text: str, code: str):
    _, findings = filled(text * 5_000)
    assert [finding.code for finding in findings] == [code] * (MOST_TOLD + 1)
    assert findings[-1].message == "in deze tekst is dit 5000 keer gevonden; de eerste 100 zijn genoemd"
    assert len({finding.severity for finding in findings}) == 1
