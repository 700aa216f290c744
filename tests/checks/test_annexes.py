"""Annexes: what is referred to, what is listed, and by which title."""

from difflib import SequenceMatcher

import pytest
from gevonden import said, words
from hypothesis import given
from hypothesis import strategies as st

from raadsvoorstel.checks.lists import lists_of
from raadsvoorstel.checks.titles import Decided

ANNEXES = "bijlagen: [Regiovisie Samen verder, Kostenoverzicht 2027]\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zie bijlage 2.", []),
        ("Zie bijlage 3.", ["bijlage 3"]),
        ("Zie de bijlagen 1 en 4.", ["bijlagen 1 en 4"]),
        ("Zie de bijlagen 1 tot en met 3.", ["bijlagen 1 tot en met 3"]),
        ("Zie bijlage 7 van de regiovisie.", []),
        ("Zie bijlage 3 bij de verordening.", []),
        ("Zie “bijlage 3”.", []),
        ("Zie bijlage 2, met 12 tabellen.", []),
        ("Zie bijlage A.", []),
        ("Zie bijlage 3 Omgevingsbesluit.", []),
        ("De bijlage 2027.", []),
    ],
)
def test_an_annex_with_a_number_is_in_the_list(text: str, found: list[str]):
    assert words("bijlage-bestaat-niet", f"{ANNEXES}aanleiding: {text}") == found


def test_without_a_list_no_annex_exists():
    assert said("bijlage-bestaat-niet", "aanleiding: Zie bijlage 1.") == [
        "de tekst verwijst naar bijlage 1, maar er is geen bijlage"
    ]


@pytest.mark.parametrize(
    ("bijlagen", "text", "found"),
    [
        ("", "Dat staat in de bijlage.", ["in de bijlage"]),
        ("", "Dat staat in de bijlage van de wet.", []),
        ("", "De bijgevoegde brief legt dat uit.", ["De bijgevoegde brief"]),
        ("", "Het bijgevoegde raadsbesluit.", []),
        (ANNEXES, "Dat staat in de bijlage.", []),
        (ANNEXES, "De bijgevoegde brief legt dat uit.", []),
        ("bijlagen: [Regiovisie Samen verder]\n", "De bijgevoegde brief legt dat uit.", ["De bijgevoegde brief"]),
        ("bijlagen: [Regiovisie Samen verder]\n", "De bijgevoegde visie legt dat uit.", []),
        ("bijlagen: [Samen verder]\n", "De bijgevoegde visie legt dat uit.", []),
    ],
)
def test_what_is_called_added_is_in_the_list(bijlagen: str, text: str, found: list[str]):
    assert words("bijlage-niet-in-lijst", f"{bijlagen}aanleiding: {text}") == found


KNOWN = "bijlagen: [Collectieplan 2029, Verkenning opslag, Verslag gesprekken]\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zij schreef dat in de brief die als bijlage is toegevoegd.", ["brief"]),
        ("De brief van de provincie is als bijlage toegevoegd.", ["brief"]),
        ("De brief, die wij als bijlage bij dit voorstel hebben gevoegd, legt dat uit.", ["brief"]),
        ("Haar zienswijze is bijgevoegd.", ["zienswijze"]),
        ("De kaart is als bijlage opgenomen.", ["kaart"]),
        ("Het verslag is als bijlage toegevoegd.", []),
        ("De brief over de opslag is als bijlage toegevoegd bij het collectieplan.", []),
        ("De brief is niet als bijlage toegevoegd.", []),
        ("De brief was destijds als bijlage toegevoegd.", []),
        ("De kaart is aan de website toegevoegd.", []),
        ("De brief is opgenomen in het archief.", []),
        ("De “brief” is als bijlage toegevoegd.", []),
    ],
)
def test_what_is_said_to_be_added_is_in_the_list(text: str, found: list[str]):
    assert words("bijlage-niet-in-lijst", f"{KNOWN}aanleiding: {text}") == found


@pytest.mark.parametrize(
    "title", ["Reactie van de provincie", "Stuk van de provincie", "Brief", "Raadsinformatiebrief"]
)
def test_a_title_may_be_that_of_a_letter(title: str):
    text = f"bijlagen: [Collectieplan 2029, {title}]\naanleiding: De brief is als bijlage toegevoegd."
    assert words("bijlage-niet-in-lijst", text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De regiovisie en het kostenoverzicht.", []),
        ("De regiovisie; zie ook bijlage 2.", []),
        ("De regiovisie.", ["Kostenoverzicht 2027"]),
    ],
)
def test_a_text_says_what_an_annex_is_for(text: str, found: list[str]):
    assert words("bijlage-niet-genoemd", f"{ANNEXES}aanleiding: {text}") == found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Regiovisie Samen verder in de jeugdzorg", 0),
        ("“Regiovisie Samen verder in de jeugdzorg”", 0),
        ("Regiovisie Samen verder in de jeugdzorg (versie 3)", 0),
        ("Regiovisie Samen verder in de jeugdzorg, met kaarten", 0),
        ("'Bijlage 1: Regiovisie Samen verder in de jeugdzorg'", 0),
        ("Evaluatie Regiovisie Samen verder in de jeugdzorg", 0),
        ("Regiovisie Samen verder met de jeugdzorg", 1),
        ("Regiovisie Samen verder in de jeugdzorg van morgen", 1),
        ("Kostenoverzicht", 0),
    ],
)
def test_an_annex_is_titled_as_in_the_decision(title: str, found: int):
    point = "besluit:\n  raad:\n    punt: de “Regiovisie Samen verder in de jeugdzorg” vast te stellen."
    assert len(said("bijlage-titel", f"{point}\nbijlagen:\n  - {title}")) == found


def test_another_annex_may_have_the_title_of_the_decision():
    text = """
besluit:
  raad:
    punt: de “Verordening jeugdhulp Heemstede” vast te stellen.
bijlagen: [Verordening jeugdhulp Heemstede, Verordening jeugdhulp Heemstede toelichting]
"""
    assert said("bijlage-titel", text) == []


def test_a_title_that_is_typed_once_or_twice_is_left_alone():
    text = """
besluit:
  raad:
    punt: de “Regiovisie Samen verder” vast te stellen.
bijlagen: [Regiovisie Samen verder, “Kaart van de regio”]
"""
    assert words("bijlage-aanhaling", text) == []
    often = text + "aanleiding: De “Regiovisie Samen verder”. Zie de “Regiovisie Samen verder”.\n"
    assert words("bijlage-aanhaling", often + "motivering: De “Regiovisie Samen verder”.\n") == [
        "Regiovisie Samen verder"
    ]


def test_a_list_without_quotation_marks_was_made_so():
    title = "“Regiovisie Samen verder”"
    text = f"aanleiding: De {title}.\nmotivering: De {title}.\nbeoogd_effect: De {title}.\n"
    assert words("bijlage-aanhaling", text + "bijlagen: [Regiovisie Samen verder, Kaart van de regio]") == []
    long = text.replace("verder", "verder in de zorg voor jeugd")
    assert words("bijlage-aanhaling", long + "bijlagen: [Regiovisie Samen verder in de zorg voor jeugd]") != []


def test_two_annexes_have_two_titles():
    assert words("bijlage-dubbel", "bijlagen: [Kaart, Nota, “Kaart”]") == ["“Kaart”"]


LISTED = "bijlagen: [Regiovisie Samen verder, Kostenraming en planning, Brief van de provincie over wonen]\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De bedragen staan in bijlage 3, de kostenraming.", ["3"]),
        ("Zie de kostenraming (bijlage 1).", ["1"]),
        ("Zie de kostenraming (bijlage 2).", []),
        ("De kostenraming van de regiovisie (bijlage 1) is nieuw.", []),
        ("Zie de toelichting (bijlage 1).", []),
        ("In bijlage 1 staat de kostenraming.", []),
    ],
)
def test_a_number_is_that_of_the_annex(text: str, found: list[str]):
    assert words("bijlage-nummer", f"{LISTED}aanleiding: {text}") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dat staat in de bijgevoegde Nota van zienswijzen.", ["de bijgevoegde Nota van zienswijzen"]),
        ("Dat staat in de bijgevoegde Regiovisie van de gemeenten.", []),
        ("Dat staat in de bijgevoegde Nota over de planning.", []),
        ("Dat staat in de bijgevoegde brief over de tarieven.", []),
    ],
)
def test_what_is_added_by_a_title_is_in_the_list(text: str, found: list[str]):
    assert words("bijlage-niet-in-lijst", f"{LISTED}aanleiding: {text}") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zie bijlage 1 en bijlage 2. Ieder krijgt een brief.", 1),
        ("Zie bijlage 1 en bijlage 2. De brief gaat daarover.", 0),
        ("Zie bijlage 1 en bijlage 2. Een brief van de provincie.", 0),
        ("De regiovisie en de kostenraming. Ieder krijgt een brief.", 0),
    ],
)
def test_a_common_word_is_no_reference_where_others_have_a_number(text: str, found: int):
    assert len(said("bijlage-niet-genoemd", f"{LISTED}aanleiding: {text}")) == found


@pytest.mark.parametrize(
    ("bijlage", "found"),
    [
        ("Woonvisie Thuis aan de kust", 1),
        ("Regiovisie Thuis aan de kust", 0),
        ("Uitvoeringsprogramma Thuis aan de kust", 0),
    ],
)
def test_a_title_of_which_the_first_word_differs(bijlage: str, found: int):
    text = "besluit:\n  raad:\n    a: de “Regiovisie Thuis aan de kust” vast te stellen.\nbijlagen: [{}]"
    assert len(said("bijlage-titel", text.format(bijlage))) == found


LISTS = lists_of()
WORDS = ["nota", "visie", "regiovisie", "beleidsnota", "wonen", "wonnen", "zorg", "in", "de", "regio"]
TITLES = st.sets(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), max_size=8)


def resembles(title: str, other: str) -> bool:
    words, others = title.split(), other.split()
    if len(words) > 3 and words[1:] == others[1:] and words[0] != others[0]:
        kinds = LISTS.words_of("bijlagesoorten")
        return any(words[0].endswith(kind) and others[0].endswith(kind) for kind in kinds)
    alike = other not in title and SequenceMatcher(None, title, other, autojunk=False).ratio() >= 0.72
    return words[0] == others[0] and (alike or (title.startswith(f"{other} ") and len(others) > 2))


@given(TITLES, TITLES)
def test_a_title_is_a_mistake_for_the_first_that_it_resembles(titles: set[str], others: set[str]):
    decided = Decided.of(others, LISTS)
    meant = {title: next((other for other in sorted(others) if resembles(title, other)), None) for title in titles}
    assert {title: decided.meant(title) for title in titles} == meant


def test_among_very_many_titles_that_begin_alike_a_mistake_is_found():
    others = {f"visie {sign * 12} {sign}{other}" for sign in "abcdefgh" for other in "abcdefgh"}
    decided = Decided.of({*others, "visie openbaar groen en water", "visie wonen in de wijk"}, lists_of())
    assert decided.meant("visie openbaar gron en water") == "visie openbaar groen en water"
    assert decided.meant("visie opnbaar groen en water") == "visie openbaar groen en water"
    assert decided.meant("visie wonen in de wijk en daarbuiten") == "visie wonen in de wijk"
    assert decided.meant("visie zonder weerga") is None
