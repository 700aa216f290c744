"""Laws and articles: which titles, numbers and ways of citing are found, and which are left alone."""

from collections.abc import Callable

import pytest
import samples
from gevonden import mended, said, words

from raadsvoorstel.checks.articles import _last_before
from raadsvoorstel.checks.decisions import _FINITE
from raadsvoorstel.checks.law import Wet, _wetten
from raadsvoorstel.checks.lists import lists_of
from raadsvoorstel.notation import read_date

WETTEN = _wetten(lists_of())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zie de Wet maatschappelijke ondersteuning.", ["Wet maatschappelijke ondersteuning"]),
        ("Zie de Wet maatschappelijke ondersteuning 2015.", []),
        ("Zie de Wet maatschappelijke ondersteuning uit 2007.", []),
        ("In 2009 gold de Wet maatschappelijke ondersteuning nog.", []),
        ("De oude Wet maatschappelijke ondersteuning ging daarover.", []),
        ("Zie “de Wet maatschappelijke ondersteuning in de wijk”.", []),
        ("De Verordening Wet maatschappelijke ondersteuning geldt.", []),
        ("De Adviesraad Wet maatschappelijke ondersteuning adviseert.", []),
        ("Zie de Huisvestingswet en de Huisvestingswet 2014.", ["Huisvestingswet"]),
        ("Dat staat in de Wet gemeenschappelijke regeling.", ["Wet gemeenschappelijke regeling"]),
        ("Dat staat in de Wet gemeentelijke schuldhulp.", ["Wet gemeentelijke schuldhulp"]),
        ("Dat staat in de Wet gemeentelijke schuldhulpverlening.", []),
        ("Dat staat in de Wet gelijke behandeling van mannen en vrouwen.", []),
        ("Dat staat in de Wet op de ruimtelijke ordening.", []),
        ("De Wmo-voorzieningen en de Wmo-klankbordgroep.", []),
        ("De wet tijdelijk huisverbod geldt.", []),
        ("De Jeugdwet en de Awb gelden.", []),
    ],
)
def test_a_law_is_named_by_its_whole_title(text: str, found: list[str]):
    assert words("wet-onvolledig", f"aanleiding: {text}") == found


def test_the_whole_title_is_put_in_its_place():
    text = "aanleiding: Zie de Wet maatschappelijke ondersteuning en de Jeugdwet."
    assert mended("wet-onvolledig", text).endswith("Wet maatschappelijke ondersteuning 2015 en de Jeugdwet.")


@pytest.mark.parametrize(
    ("day", "text", "found"),
    [
        ("2027-03-11", "De Wet openbaarheid van bestuur geldt.", ["Wet openbaarheid van bestuur"]),
        ("2027-03-11", "De Wob geldt.", ["Wob"]),
        ("2021-03-11", "De Wob geldt.", []),
        ("2027-03-11", "De Wob is vervangen door de Woo.", []),
        ("2027-03-11", "De Woo volgde op de Wob.", []),
        ("2027-03-11", "In 2019 kwam een verzoek op grond van de Wob.", []),
        ("2027-03-11", "Een Wob-verzoek.", []),
        ("2027-03-11", "De Wabo en de Wro regelden dat destijds.", []),
        ("2027-03-11", "Artikel 3.1 van de Wet ruimtelijke ordening.", ["Wet ruimtelijke ordening"]),
        ("2014-12-11", "De Wet werk en bijstand geldt.", []),
        ("2021-12-09", "De Wet inburgering geldt.", []),
        ("2027-12-09", "De Wet inburgering 2021 geldt.", []),
    ],
)
def test_a_law_holds_on_the_day_of_the_raad(day: str, text: str, found: list[str]):
    assert words("wet-vervallen", f"vergadering:\n  raad: {day}\naanleiding: {text}") == found


def test_without_a_day_nothing_is_said_about_laws_that_ended():
    assert words("wet-vervallen", "aanleiding: De Wob geldt.") == []


def test_what_was_decided_earlier_may_name_the_law_of_then():
    text = "vergadering:\n  raad: 2027-03-11\neerdere_besluiten: De raad paste de Wob toe."
    assert words("wet-vervallen", text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De Jeugdwet en de Wmo 2015.", ["Jeugdwet", "Wmo 2015"]),
        ("Artikel 2.2 van de Jeugdwet.", []),
        ("Hoofdstuk 2 van de Jeugdwet.", []),
        ("De Jeugdwet (artikel 2.2).", []),
        ("De Jeugdwet gaat hierover. Artikel 2.2 van die wet noemt het plan.", []),
        ("Het plan volgt uit artikel 2.2 van de Jeugdwet. De Jeugdwet noemt ook het college.", []),
        ("Een Wmo-voorziening.", []),
        ("175 Gemeentewet.", []),
        ("De Wabo is opgegaan in hoofdstuk 5 van een andere wet.", []),
        ("De Wabo bestaat niet meer.", []),
    ],
)
def test_a_law_in_the_legal_framework_has_an_article(text: str, found: list[str]):
    assert words("wet-zonder-artikel", f"juridisch_kader: {text}") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Artikel 2.2 van de Jeugdwet en artikel 147 van de Gemeentewet.", []),
        ("Artikel 12 van de Jeugdwet.", ["12"]),
        ("Artikel 3.46 van de Algemene wet bestuursrecht.", ["3.46"]),
        ("Artikel 3:46 Awb.", []),
        ("Artikel 14.7 van de Gemeentewet.", ["14.7"]),
        ("Artikel 151b, eerste lid, van de Gemeentewet.", []),
        ("Artikel 2.1.2, tweede lid, onder a en c, van de Wmo 2015.", []),
        ("De artikelen 2.2 en 5, derde lid, van de Jeugdwet.", ["5"]),
        ("Artikel 4 van het plan van 2024 noemt de Jeugdwet.", []),
        ("Artikel 7 lid 2 van de Gemeentewet.", []),
    ],
)
def test_an_article_is_numbered_as_its_law_does_it(text: str, found: list[str]):
    assert words("artikel-bestaat-niet", f"juridisch_kader: {text}") == found


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("artikel 147 lid 2 Gemeentewet.", "artikel 147, tweede lid, van de Gemeentewet."),
        ("artikel 4:23, lid 1, van de Awb.", "artikel 4:23, eerste lid, van de Awb."),
        ("Artikel 5 lid 3 sub a van de Opiumwet.", "Artikel 5, derde lid, onder a, van de Opiumwet."),
        ("artikel 3 lid 2 BW.", "artikel 3, tweede lid, van het BW."),
        ("artikel 5 lid 3.", "artikel 5, derde lid."),
        ("artikel 5, derde lid, sub b, geldt.", "artikel 5, derde lid, onder b, geldt."),
        ("volgens lid 2 geldt dat.", "volgens lid 2 geldt dat."),
        ("een lid van 2 partijen.", "een lid van 2 partijen."),
    ],
)
def test_an_article_is_cited_as_laws_do_it(text: str, better: str):
    assert mended("schrijfwijze-artikel", f"juridisch_kader: {text}") == f"juridisch_kader: {better}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("volgens lid 2 geldt dat.", ["lid 2"]),
        ("in de leden 1 en 2.", ["leden 1 en 2"]),
        ("een subsidie van 3 leden.", []),
        ("hij is lid 2024 keer.", []),
        ("“artikel 147 lid 2”.", []),
    ],
)
def test_where_it_takes_judgement_it_is_only_said(text: str, found: list[str]):
    assert words("schrijfwijze-artikel", f"juridisch_kader: Het staat {text}") == found


def test_decision_and_framework_name_one_article():
    text = """
juridisch_kader: Artikel 2.2 van de Jeugdwet en artikel 147 van de Gemeentewet.
raadsbesluit:
  gelet_op: gelet op artikel 2.3 van de Jeugdwet en artikel 147 van de Gemeentewet;
"""
    assert words("artikel-verschilt", text) == ["2.3"]
    assert words("artikel-verschilt", text.replace("2.3", "2.2")) == []


def test_that_a_raad_decides_at_all_needs_no_explanation():
    text = """
juridisch_kader: Artikel 2.2 van de Jeugdwet.
raadsbesluit:
  gelet_op: gelet op artikel 147 van de Gemeentewet en artikel 2.1.2 van de Wmo 2015;
"""
    assert words("grondslag-niet-in-kader", text) == ["Wmo 2015"]


def test_a_link_leads_to_the_law_that_it_names():
    text = "juridisch_kader: Zie de [Jeugdwet](https://wetten.overheid.nl/BWBR0034925) en de [Awb](https://wetten.overheid.nl/BWBR0034925)."
    assert said("wet-koppeling", text) == ["‘Awb’ heeft een koppeling naar BWBR0034925, maar is BWBR0005537"]


def test_the_list_holds_each_law_once_and_what_ended_has_a_successor():
    titles = [wet.titel for wet in WETTEN]
    assert len(titles) >= 60
    assert len(titles) == len(set(titles))
    assert [wet.titel for wet in WETTEN if wet.vervallen and not (read_date(wet.vervallen) and wet.opvolger)] == []
    assert [wet.titel for wet in WETTEN if wet.opvolger and wet.opvolger not in titles] == []


def test_no_two_laws_have_one_number():
    numbers = [wet.bwb for wet in WETTEN if wet.bwb]
    assert len(numbers) == len(set(numbers))
    assert Wet("Burgerlijk Wetboek").named == "het Burgerlijk Wetboek"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De Wet op de expertisecentra (WPO) geldt.", 1),
        ("De Wet op de expertisecentra (hierna WEC) geldt.", 0),
        ("De Wet maatschappelijke ondersteuning 2015 (Wmo) geldt.", 0),
        ("De Jeugdwet (Wmo 2015) geldt.", 1),
        ("De Jeugdwet (JW) geldt.", 0),
    ],
)
def test_an_abbreviation_is_of_the_law_before_it(text: str, found: int):
    assert len(said("wet-afkorting", f"juridisch_kader: {text}")) == found


@pytest.mark.parametrize(
    ("kader", "found"),
    [
        ("Artikel 2.1.2 van de Wet maatschappelijke ondersteuning 2015 geldt.", 1),
        ("Artikel 2.1.2 van de Wet maatschappelijke ondersteuning 2015 en artikel 2.9 van de Jeugdwet gelden.", 0),
        ("Artikel 149 van de Gemeentewet geldt.", 0),
    ],
)
def test_an_article_is_of_the_law_that_the_framework_names(kader: str, found: int):
    text = f"juridisch_kader: {kader}\nraadsbesluit:\n  gelet_op: gelet op artikel 2.1.2 van de Jeugdwet;"
    assert len(said("artikel-andere-wet", text)) == found


def test_a_word_that_can_be_read_in_two_ways_is_not_tried_in_each_time_it_stands_there():
    def reading(size: int) -> Callable[[], object]:
        return lambda: _last_before("artikel 1" + " 2de" * size + " ?")

    assert samples.keeps_pace(reading, 7)
    assert _last_before("artikel 1, 2de lid, en 3 van ") is not None


def test_white_space_behind_a_raad_is_read_once():
    def reading(size: int) -> Callable[[], object]:
        return lambda: _FINITE.match("de raad van " + " " * size + "x")

    assert samples.keeps_pace(reading, 1000)
    assert _FINITE.match("De raad van  de gemeente  besluit") is not None
