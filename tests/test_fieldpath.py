"""One spelling for every key, and paths that know what lies within what."""

from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadsvoorstel.fieldpath import ROOT, FieldPath, canonical, closest, is_key, is_within, join, last, parent

A, A_B, A_BC = FieldPath("a"), FieldPath("a.b"), FieldPath("a.bc")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("financien", "financien"),
        ("Financiën", "financien"),
        ("financie\u0308n", "financien"),
        ("juridisch kader", "juridisch_kader"),
        (" Gelet-op ", "gelet_op"),
        ("gelet__op", "gelet_op"),
        ("Beoogd \t effect", "beoogd_effect"),
        ("IJmond", "ijmond"),
        ("\u0133mond", "ijmond"),
        ("2021", "2021"),
    ],
)
def test_what_a_person_types_has_one_spelling(typed: str, key: str):
    assert canonical(typed) == key
    assert is_key(key)


@pytest.mark.parametrize("name", ["", "_a", "a_", "a__b", "A", "ë", "a.b", "a b", "a-b", "%", "æ"])
def test_what_is_spelled_otherwise_is_no_key(name: str):
    assert not is_key(name)


@given(st.text())
def test_spelling_a_key_twice_changes_nothing(name: str):
    assert canonical(canonical(name)) == canonical(name)


def test_a_path_is_its_parent_and_its_last_key():
    assert (parent(A_B), last(A_B), join(A, "b")) == (A, "b", A_B)
    assert (parent(A), last(A), join(ROOT, "a")) == (ROOT, "a", A)


@pytest.mark.parametrize(
    ("path", "ancestor", "within"),
    [(A_B, A, True), (A, A, True), (A, ROOT, True), (A, A_B, False), (A_BC, A_B, False), (ROOT, A, False)],
)
def test_a_path_lies_within_its_ancestors_and_within_itself(path: FieldPath, ancestor: FieldPath, within: bool):
    assert is_within(path, ancestor) == within


@pytest.mark.parametrize(
    ("typed", "meant"), [("samenvating", "aanleiding samenvatting"), ("Aanleidng", "samenvatting aanleiding")]
)
def test_the_name_that_was_meant_is_suggested(typed: str, meant: str):
    assert closest(typed, meant.split()) == meant.split()[1]


def test_no_name_is_suggested_when_none_comes_near():
    assert closest("xyz", ["samenvatting", "aanleiding"]) is None


def test_a_gemeente_is_found_among_all_of_the_country_and_no_name_is_sought_among_thousands():
    names = [f"gemeente-{number}" for number in range(6000)]
    assert closest("gemeent-341", names[:342]) == "gemeente-341"
    assert closest("gemeent-341", names) is None


NAMES = st.text("termen. _1", max_size=8)


@given(NAMES, st.lists(NAMES))
def test_the_closest_of_many_names_is_the_one_that_difflib_finds(name: str, known: list[str]):
    found = get_close_matches(canonical(name), known, n=1, cutoff=0.6)
    assert closest(name, known) == (found[0] if found else None)
