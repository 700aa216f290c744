"""What a file may be called, on every computer at once."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raadsvoorstel.filenames import LONGEST, doubled, key, unusable

COMPOSED = "Súdwest-Fryslân"
APART = unicodedata.normalize("NFD", COMPOSED)

REFUSED = (
    "", ".", "..", " ", "a/b", "a\\b", "C:a", "a*", "a?", 'a"', "a|b", "a<b", "a>b", "a\x00b", "a\nb", "a\u202eb",
    "a\ud800", "a.", "a ", " a", "con", "CON", "con.docx", "Aux.tar.gz", "nul", "com1", "LPT9.txt", "com¹", "prn ",
    "x" * (LONGEST + 1),
)  # fmt: skip


@pytest.mark.parametrize("name", REFUSED, ids=ascii)
def test_a_name_that_some_computer_cannot_have_is_refused_with_a_reason(name: str):
    assert unusable(name)


@pytest.mark.parametrize("name", ["haarlem", COMPOSED, APART, "'s-Hertogenbosch", "bergen-nh", "a.b", "console", "x"])
def test_a_name_that_every_computer_can_have_is_taken(name: str):
    assert unusable(name) == ""


@given(st.text(max_size=200))
def test_a_name_that_is_taken_stays_in_its_folder(name: str):
    if not unusable(name):
        assert "/" not in name
        assert "\\" not in name
        assert name.strip(".") != ""


def test_capitals_and_composition_make_no_other_name():
    assert {key(name) for name in (COMPOSED, APART, COMPOSED.upper(), APART.lower())} == {key(COMPOSED)}
    assert doubled(["haarlem", COMPOSED, "velsen", APART, "HAARLEM"]) == [(COMPOSED, APART), ("haarlem", "HAARLEM")]


@given(st.text())
def test_a_name_is_the_same_as_its_other_spellings(name: str):
    for form in ("NFC", "NFD"):
        assert key(unicodedata.normalize(form, name)) == key(name)


def test_a_name_that_a_disk_could_not_hold_is_refused():
    assert unusable("\U0001f600" * 60) == "hij is te lang voor tekens als deze"
    assert unusable("é" * 100) == ""
