"""Names, terms and the way they are written."""

import re
from collections.abc import Callable

import pytest
from versies import lijsten, prose, stuk

from raadsvoorstel.checks.names import check_afgebroken, check_naam, check_naam_wisselt, check_titel_wisselt
from raadsvoorstel.checks.participants import check_gemeente_in_besluit
from raadsvoorstel.checks.terms import (
    check_begrippen,
    check_hoofdletter,
    check_koppelteken,
    check_regio_of_regios,
    check_regio_woorden,
)
from raadsvoorstel.findings import Finding


def named(findings: list[Finding]) -> list[str]:
    """Return the first words between quotation marks of each message."""
    return [match[1] for finding in findings if (match := re.search("‘(.+?)’(?=[ ,])", finding.message))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Zuid-kennemerland is vertraging.", ["Zuid-kennemerland"]),
        ("In Zuid Kennemerland is vertraging.", ["Zuid Kennemerland"]),
        ("In zuid-kennemerland is vertraging.", ["zuid-kennemerland"]),
        ("De regio Noord-Holland-Noord doet mee.", ["Noord-Holland-Noord"]),
        ("In Noord Holland Noord is vertraging.", ["Noord Holland Noord"]),
        ("Dit geldt ook in de Ijmond.", ["Ijmond"]),
        ("Dit geldt ook in duinwijk.", ["duinwijk"]),
        ("In KustLand gaat het goed.", ["KustLand"]),
        ("Meld het bij Veilig thuis.", ["Veilig thuis"]),
        ("In Zuid-Kennemerland, IJmond en Noord-Holland Noord.", []),
        ("De provincies Noord- en Zuid-Holland.", []),
        ("VEILIG THUIS IN ZUID-KENNEMERLAND", []),
        ("Iedereen moet veilig thuis zijn. Veilig thuis zijn is een recht.", []),
        ("Het “Pact van Zuid-kennemerland” is oud.", []),
        ("Mail naar duinwijk@voorbeeld.nl, volg #duinwijk of @duinwijk.", []),
        ("Mail naar info@duinwijk.nl of kijk op www.duinwijk.nl.", []),
        ("De Zuid-Kennemerlandse duinen, en de Noord-Hollandse kust.", []),
        ("Er klonk een hoorn over de bergen.", []),
        ("Dit is in {{ regio = kustland }}.", []),
        ("Het ligt in Noord-Holland. Noord is er koud.", []),
    ],
)
def test_a_known_name_is_written_in_its_one_way(text: str, found: list[str]):
    assert named(list(check_naam(stuk(text)))) == found


def test_a_region_can_add_names_and_wrong_ones():
    version = stuk("De Halte-Oost en het Kustverband.", woorden="namen: [{naam: Kustlandverband, niet: Kustverband}]")
    assert named(list(check_naam(version))) == ["Kustverband"]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"a": "In Noord-Plassen en Noord-Plassen.", "b": "In Noord Plassen."}, ["Noord Plassen"]),
        ({"a": "Het Plassen-Overleg, het Plassen-Overleg.", "b": "Het Plassen-overleg."}, ["Plassen-overleg"]),
        ({"a": "De Regiovisie ligt er.", "b": "De regiovisie ligt er."}, []),
        ({"a": "De GreenPort.", "b": "De Greenport en de Greenport."}, ["GreenPort"]),
        ({"a": "De “Noord Plassen” van toen.", "b": "In Noord-Plassen."}, []),
    ],
)
def test_an_unknown_name_is_written_as_it_mostly_is(texts: dict[str, str], found: list[str]):
    assert named(list(check_naam_wisselt([stuk(texts)]))) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"a": "Het “Plan een eigen plek”.", "b": "Het “Plan Een Eigen Plek”. Het “Plan een eigen plek”."}, 1),
        ({"a": "Het “Plan een eigen plek”.", "b": "Het “plan een eigen plek”."}, 0),
        ({"a": "Het “Plan een eigen plek.” Ja.", "b": "Zo is “Plan een eigen plek” af."}, 0),
        ({"a": "Het “Plan een eigen plek”.", "b": "Het “Plan een andere plek”."}, 0),
    ],
)
def test_a_quoted_title_is_written_in_one_way(texts: dict[str, str], found: int):
    assert len(list(check_titel_wisselt([stuk(texts)]))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Zuid-\nKennemerland is vertraging.", ["Zuid- Kennemerland"]),
        ("De hulp- verlening begint.", ["hulp- verlening"]),
        ("In Noord- en Zuid-Holland, en de in- of uitstroom.", []),
        ("De in-, door- en uitstroom; de begin- tot eindtijd.", []),
        ("De jeugd- (en ouder)hulp.", []),
    ],
)
def test_a_broken_word_is_found(text: str, found: list[str]):
    assert named(list(check_afgebroken(prose("a", text), lijsten()))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De Wmo klankbordgroep steunt dit.", ["Wmo klankbordgroep"]),
        ("De GGD arts komt langs.", ["GGD arts"]),
        ("De Wmo-klankbordgroep steunt dit.", []),
        ("De Wmo 2015 en de Jeugdwet.", []),
        ("De VNG heeft dit gezegd. De VNG raadt dit aan.", []),
        ("Volgens de Wmo voorzieningen treffen.", []),
        ("Deel II programma van eisen.", []),
        ("De “Wmo klankbordgroep” heet zo.", []),
        ("De Wmo, klankbordgroep en raad.", []),
    ],
)
def test_an_abbreviation_is_one_word_with_its_noun(text: str, found: list[str]):
    assert named(list(check_koppelteken(prose("a", text), lijsten()))) == found


BEGRIP = "begrippen: [{begrip: regionale projectleider, niet: regioprojectleider}]"


@pytest.mark.parametrize(
    ("text", "woorden", "found"),
    [
        ("De regioprojectleider schrijft.", BEGRIP, ["regioprojectleider"]),
        ("De regioprojectleider schrijft.", "", []),
        ("De “regioprojectleider” schrijft.", BEGRIP, []),
        ("De regioprojectleider schrijft.", BEGRIP + "\ntoegestaan: [regioprojectleider]", []),
    ],
)
def test_what_has_one_word_is_called_by_it(text: str, woorden: str, found: list[str]):
    assert named(list(check_begrippen(prose("a", text), lijsten(woorden)))) == found


@pytest.mark.parametrize(
    ("check", "text", "found"),
    [
        (check_regio_woorden, "De regionale projectleider. De regioprojectleider.", ["regionale projectleider"]),
        (check_regio_woorden, "De regionale aanpak. De regiovisie. Het regiobestuur.", []),
        (check_regio_woorden, "De “regionale visie”. De regiovisie.", []),
        (check_regio_of_regios, "De regio’s Aa, Bee en Cee. De regio Aa, Bee en Cee.", ["regio’s"]),
        (check_regio_of_regios, "De regio’s Aa en Bee. De regio Cee en Dee.", []),
        (check_hoofdletter, "Nu is de visie er. Straks wordt de Visie vastgesteld. En de visie is af.", ["Visie"]),
        (check_hoofdletter, "Voor de jeugd is er de Raad voor de Jeugd. De jeugd is blij.", []),
        (check_hoofdletter, "Nu is de Visie er. Straks wordt de Visie vastgesteld.", []),
        (check_hoofdletter, "Nu is de visie er. De “Visie” is af. Visie is alles.", []),
        (check_hoofdletter, "Vraag de raad. Vraag de Raad van State. De raad is er.", []),
        (check_hoofdletter, "Zo wil de wet het. Zie de Wet maatschappelijke ondersteuning 2015. De wet geldt.", []),
        (check_hoofdletter, "Nu is de regiovisie er. Dit is de Regiovisie Jeugd en Zorg. De regiovisie is af.", []),
    ],
)
def test_one_thing_has_one_word(check: Callable, text: str, found: list[str]):
    assert named(list(check([stuk(text)]))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De raad van de gemeente Eede;", 1),
        ("Burgemeester en wethouders van Eede,", 1),
        ("De raad van de gemeente Duinwijk;", 0),
        ("De raad van de gemeente {{ gemeente.naam = Duinwijk }};", 0),
        ("gelet op de regeling van Eede;", 0),
    ],
)
def test_a_decision_names_the_own_gemeente(text: str, found: int):
    assert len(list(check_gemeente_in_besluit(stuk({"raadsbesluit.aanhef": text})))) == found
