"""Spelling, by a dictionary of a few words; and by that of this computer, where it and its library are."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import pytest
from reading import LIJSTEN, prose, words

from raadsvoorstel import dictionary
from raadsvoorstel.checks.spelling import misspelled

HAS_LIBRARY = importlib.util.find_spec("hunspell") is not None


class Few:
    """A dictionary of a few words."""

    known = frozenset(
        [
            "de",
            "het",
            "raad",
            "stelt",
            "een",
            "visie",
            "vast",
            "zorg",
            "aanbieder",
            "aanbieders",
            "veiligheid",
            "foto's",
            "huis",
            "werk",
            "in",
            "en",
        ]
    )

    def spell(self, word: str) -> bool:
        return word in self.known

    def suggest(self, word: str) -> Sequence[str]:
        return ("visie",)


def found(text: str, path: str = "motivering") -> list[str]:
    return words(misspelled(prose(text, path), LIJSTEN, Few()), text)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("De raad stelt de vissie vast.", ["vissie"]),
        ("Vissie en vissie.", ["Vissie"]),
        ("De raad in Duinwijk, de VNG, 3e en www.voorbeeld.nl/vissie of een.naam@vissie.nl.", []),
        ("De “vissie” en {{ termen.vissie }}.", []),
        ("De zorgaanbieders, de veiligheidsvisie, de regiovisie.", []),
        ("De foto’s en het huis- en werkplan- en.", []),
        ("De Wmo-visie en de zorg-vissie.", ["zorg-vissie"]),
    ],
)
def test_a_word_that_is_nowhere_is_said_once(text: str, places: list[str]):
    assert found(text) == places


def test_header_fields_and_official_titles_are_left_alone():
    assert [found("vissie", path) for path in ("afdeling", "bijlagen.visie")] == [[], []]


def test_a_finding_says_what_may_have_been_meant_and_how_to_keep_the_word():
    (finding,) = misspelled(prose("De vissie."), LIJSTEN, Few())
    assert finding.hint == "bedoelt u ‘visie’? zet het bij `spelling:` onder `lijsten:` als het goed is"


@pytest.mark.skipif(HAS_LIBRARY, reason="chunspell is installed")
def test_without_the_library_a_sentence_says_what_to_install():
    with pytest.raises(dictionary.SpellingUnavailable, match=r"raadsvoorstel\[spelling\]"):
        dictionary.open_dictionary()


@pytest.mark.skipif(not HAS_LIBRARY, reason="needs chunspell: pip install raadsvoorstel[spelling]")
def test_without_a_dictionary_a_sentence_says_what_to_install(tmp_path: Path):
    with pytest.raises(dictionary.SpellingUnavailable, match="hunspell-nl"):
        dictionary.open_dictionary(tmp_path)


@pytest.mark.skipif(not HAS_LIBRARY, reason="needs chunspell: pip install raadsvoorstel[spelling]")
def test_the_dictionary_of_this_computer_knows_dutch():
    try:
        dutch = dictionary.open_dictionary()
    except dictionary.SpellingUnavailable as missing:
        pytest.skip(str(missing))
    text = "De gemeenteraad heeft gezamelijk met de onderschijvers geimplementeerd wat de jeugdzorgaanbieders wilden."
    assert words(misspelled(prose(text), LIJSTEN, dutch), text) == ["gezamelijk", "onderschijvers", "geimplementeerd"]
