"""Changed words come into the source, and every other character of it stays."""

import re

import pytest

from raadsvoorstel.teruglezen.wording import Slot, apply, reword

VALUES = {"visie": "Visie op Zorg", "jaren": "2020 tot en met 2024", "aantal": "acht"}


def slots(source: str) -> list[Slot]:
    return [Slot(m.start(), m.end(), m[1], (), VALUES[m[1]]) for m in re.finditer(r"\{\{ (\w+) \}\}", source)]


def shown(source: str) -> str:
    return re.sub(r"\{\{ (\w+) \}\}", lambda m: VALUES[m[1]], source)


def reworded(source: str, theirs: str, base: str = "") -> tuple[str, list[tuple[str, str, str]]]:
    """Return the source with the words of the document, and which values changed."""
    found = reword(source, slots(source), base=base or " ".join(shown(source).split()), theirs=theirs)
    kept = [each for each in found.replacements if each.slot is None]
    return apply(source, kept), [(each.slot.name, each.old, each.new) for each in found.values if each.slot]


@pytest.mark.parametrize(
    ("source", "theirs", "result"),
    [
        ("een zin\nover twee regels", "een lange zin over twee regels", "een lange zin\nover twee regels"),
        ("een zin\nover twee regels", "een zin over drie regels", "een zin\nover drie regels"),
        ("de {{ visie }} voor nu", "de {{ visie }} voor straks", "de {{ visie }} voor straks"),
        ("de {{ visie }} voor nu", "de hele {{ visie }} nu", "de hele {{ visie }} nu"),
        ("de {{ visie }} voor nu", "voor nu", "voor nu"),
        ('zij zei "ja"', "hij zei “ja”", 'hij zei "ja"'),
        ("{{ aantal }}", "{{ aantal }} gemeenten", "{{ aantal }} gemeenten"),
    ],
)
def test_only_the_changed_words_are_replaced(source: str, theirs: str, result: str):
    assert reworded(source, shown(theirs)) == (result, [])


def test_a_changed_value_leaves_its_placeholder_and_is_told():
    source = "voor de jaren {{ jaren }} vast te\nstellen"
    theirs = "voor de jaren 2021 tot en met 2025 vast te stellen"
    value = ("jaren", "2020 tot en met 2024", "2021 tot en met 2025")
    assert reworded(source, theirs) == (source, [value])


def test_a_value_that_the_source_has_already_is_told_as_well():
    source, base = "voor de jaren {{ jaren }} vast", "voor de jaren 2019 vast"
    assert reworded(source, shown(source), base) == (source, [("jaren", "2019", VALUES["jaren"])])


def test_a_list_stays_as_it_was_typed():
    source = "dit:\n\n* een\n\n* twee\n* drie\n"
    base, theirs = "dit:\n\n- een\n- twee\n- drie\n", "dit:\n\n- een\n- twee en een half\n- drie\n"
    found = reword(source, (), base=base, theirs=theirs)
    assert apply(source, found.replacements) == "dit:\n\n* een\n\n* twee en een half\n* drie\n"


def test_the_whole_text_of_the_document_keeps_the_placeholders():
    source = "de {{ visie }} voor {{ jaren }}"
    found = reword(source, slots(source), base=shown(source), theirs="- de Visie op Zorg\n- voor 2021\n")
    assert found.whole == "- de {{ visie }}\n- voor 2021\n"
