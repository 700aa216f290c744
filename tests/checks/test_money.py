"""Amounts: what has to add up, what has to agree, and what is left alone."""

import pytest
from gevonden import said, words

from raadsvoorstel.checks.amounts import amounts_in
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Origin
from raadsvoorstel.prose import read_prose

TABLE = """
  bedragen:
    personeel: {omschrijving: Personeel, soort: structureel, dekking: begroting, jaren: {2027: 60.000, 2028: 60.000}}
    start: {omschrijving: Start, soort: incidenteel, dekking: reserve, jaren: {2027: 42.300}}
"""


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("€ 1.250,50 en € 75.000,- en €12.000", ["1250.50", "75000", "12000"]),
        ("€ 4,4 miljoen en 3 miljoen euro en 250 euro", ["4400000", "3000000", "250"]),
        ("€ 12,5 mln. en € 3 mld en € 40k", ["12500000", "3000000000", "40000"]),
        ("-€ 5 en € -5", ["5", "-5"]),
        ("2027 en 12.500 inwoners", []),
    ],
)
def test_amounts_are_read_as_the_dutch_write_them(text: str, values: list[str]):
    prose = read_prose(
        FieldPath("financien"), text, (), lambda place: (Origin("a", 1, place + 1), place), formatted=True
    )
    assert [amount.value for amount in amounts_in(prose)] == [pytest.approx(float(value)) for value in values]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In totaal is € 162.300 nodig.", []),
        ("In totaal is € 162.400 nodig.", ["€ 162.400"]),
        ("In 2027 is in totaal € 102.300 nodig.", []),
        ("De totale kosten zijn € 163.200.", ["€ 163.200"]),
        ("In totaal is ongeveer € 162.000 nodig.", []),
        ("In totaal is € 162 duizend nodig.", []),
        ("In totaal is 0,16 miljoen euro nodig.", []),
        ("In de hele regio is in totaal € 170.000 nodig.", []),
        ("In totaal kost het programma € 2.500.000.", []),
        ("Voor personeel is in totaal € 120.000 nodig.", []),
        ("Er is € 162.400 nodig.", []),
    ],
)
def test_a_total_is_one_of_the_table(text: str, found: list[str]):
    assert words("totaal-verschilt", f"financien:\n  tekst: {text}{TABLE}") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dat is € 100.000 plus € 62.300, samen € 162.400.", ["€ 162.400"]),
        ("Dat is € 100.000 plus € 62.300, samen € 162.300.", []),
        ("In totaal is € 162.400 nodig: € 100.000 voor A en € 62.300 voor B.", ["€ 162.400"]),
        ("In totaal is € 162.400 nodig, waarvan € 100.000 voor A en € 50.000 voor B.", []),
        ("Van de € 500.000 gaat € 100.000 naar A en € 62.300 naar B, samen € 162.300.", []),
        ("A kost € 9.000, B € 8.000 en C € 1.000; A en B samen € 17.000.", []),
        ("A kost € 9.000 en B € 8.000, samen met C € 18.500.", []),
        ("A kost € 10.000 per jaar en B € 20.000, in vier jaar in totaal € 32.000.", []),
        ("A kost € 10.000 en B € 20.000, in de hele regio samen € 32.000.", []),
        ("Dat is € 1,2 miljoen plus € 0,5 miljoen, samen € 1,7 miljoen.", []),
    ],
)
def test_the_parts_of_a_sentence_add_up(text: str, found: list[str]):
    assert words("telt-niet-op", f"financien: |\n  {text}") == found


def test_a_table_with_a_total_adds_up():
    rows = ("| A | B | C |", "|---|---:|---:|", "| x | € 1.000 | 2 |", "| y | € 2.000 | 3 |", "| Totaal | € {} | 6 |")
    text = "financien: |\n  " + "\n  ".join(rows)
    assert words("tabel-telt-niet-op", text.format("3.100")) == ["€ 3.100"]
    assert words("tabel-telt-niet-op", text.format("3.000")) == []


@pytest.mark.parametrize(
    ("point", "explained", "found"),
    [
        ("een krediet van € 162.300 beschikbaar te stellen.", TABLE, []),
        ("een krediet van € 162.400 beschikbaar te stellen.", TABLE, ["€ 162.400"]),
        ("voor 2027 € 102.300 beschikbaar te stellen.", TABLE, []),
        ("een bedrag van € 5.000 uit de reserve te halen.", TABLE, []),
        ("€ 12.000 beschikbaar te stellen.", f"\n  tekst: De start kost € 12.000.{TABLE}", []),
    ],
)
def test_the_raad_makes_available_what_is_explained(point: str, explained: str, found: list[str]):
    text = f"besluit:\n  raad:\n    geld: {point}\nfinancien:{explained}"
    assert words("krediet-verschilt", text) == found


def test_one_krediet_has_one_amount():
    decision = "besluit:\n  raad:\n    geld: een krediet van € 10.000 beschikbaar te stellen."
    text = decision + "\nsamenvatting: Een krediet van € {} is nodig."
    assert words("krediet-verschilt", text.format("10.500")) == ["€ 10.500"]
    assert words("krediet-verschilt", text.format("10.000")) == []
    assert words("krediet-verschilt", text.format("90.000")) == []
    assert words("krediet-verschilt", decision + "\nsamenvatting: Er is een budget van € 10.500.") == []


@pytest.mark.parametrize(
    ("text", "is_enough"),
    [
        ("Dit besluit heeft geen financiële gevolgen.", True),
        ("Er zijn geen kosten aan verbonden.", True),
        ("De raad stelt geen geld beschikbaar.", True),
        ("Het voorstel is budgettair neutraal.", True),
        ("De kosten passen binnen de begroting.", True),
        ("De kosten zijn € 12.000.", True),
        ("Niet van toepassing.", True),
        ("De kosten worden gedekt uit het budget jeugd.", True),
        ("Dat gebeurt met gesloten beurs, binnen het bestaande financiële kader.", False),
        ("Dat is nog niet bekend.", False),
    ],
)
def test_a_proposal_says_something_about_money(text: str, is_enough: bool):
    proposal = f"besluit:\n  raad:\n    punt: de visie vast te stellen.\nfinancien: {text}"
    assert (said("niets-over-geld", proposal) == []) == is_enough


def test_a_proposal_without_decision_or_for_a_benoeming_need_not_speak_of_money():
    assert said("niets-over-geld", "aanleiding: Een tekst.") == []
    assert said("niets-over-geld", "besluit:\n  raad:\n    punt: de visie vast te stellen.") == []
    assert said("niets-over-geld", "type: benoeming\nbesluit:\n  raad:\n    punt: A te benoemen.") == []


@pytest.mark.parametrize(
    ("text", "lines", "found"),
    [
        ("Een tekst.", "{omschrijving: A, soort: incidenteel, jaren: {2027: 5}}", 1),
        ("De dekking is de reserve.", "{omschrijving: A, soort: incidenteel, jaren: {2027: 5}}", 0),
        ("Een tekst.", "{omschrijving: A, soort: incidenteel, jaren: {2027: 0}}", 0),
        ("Een tekst.", "{omschrijving: A, soort: incidenteel, jaren: {2027: -5}}", 0),
        ("Een tekst.", "{omschrijving: A, soort: incidenteel, dekking: reserve, jaren: {2027: 5}}", 0),
    ],
)
def test_an_amount_is_paid_from_something(text: str, lines: str, found: int):
    assert len(said("bedrag-zonder-dekking", f"financien:\n  tekst: {text}\n  bedragen:\n    a: {lines}")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De lasten van € 40.000 worden gedekt uit A (€ 25.000) en B (€ 10.000).", 1),
        ("De lasten van € 40.000 worden gedekt uit A (€ 25.000) en B (€ 15.000).", 0),
        ("De dekking van de € 40.000 bestaat uit € 25.000 van A en € 10.000 van B.", 1),
        ("De dekking bestaat uit € 25.000 van A, € 12.000 van B en € 3.000 van C.", 0),
        ("De € 40.000 wordt gedekt uit A, waarin € 90.000 zit.", 0),
    ],
)
def test_what_is_paid_is_what_is_covered(text: str, found: int):
    assert len(said("dekking-ongelijk", f"financien: |\n  {text}")) == found


@pytest.mark.parametrize(
    ("dekking", "found"),
    [
        ("€ 30.000 uit A en € 12.000 uit B", 1),
        ("€ 30.000 uit A en € 12.300 uit B", 0),
        ("reserve", 0),
        ("€ 42.300 per jaar", 0),
    ],
)
def test_the_dekking_of_a_line_is_its_amount(dekking: str, found: int):
    line = f"{{omschrijving: A, soort: incidenteel, dekking: {dekking}, jaren: {{2027: 42.300}}}}"
    text = f"financien:\n  bedragen:\n    a: {line}"
    assert len(said("dekking-ongelijk", text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De incidentele kosten zijn € 42.300.", []),
        ("De structurele kosten zijn € 42.300.", ["€ 42.300"]),
        ("De kosten van € 42.300 zijn incidenteel en niet structureel.", []),
        ("Eenmalig is € 42.300 nodig.", []),
        ("Eenmalig is € 60.000 nodig.", ["€ 60.000"]),
        ("Incidenteel is € 42.300 nodig en structureel € 60.000.", []),
    ],
)
def test_text_and_table_agree_on_what_comes_back(text: str, found: list[str]):
    assert words("incidenteel-of-structureel", f"financien:\n  tekst: {text}{TABLE}") == found


def test_what_comes_back_stands_in_more_years():
    years = "{{omschrijving: A, soort: structureel, dekking: b, jaren: {{2027: 5}}}}"
    line = "financien:\n  tekst: {}\n  bedragen:\n    a: " + years
    assert len(said("structureel-in-een-jaar", line.format("Een tekst."))) == 1
    assert said("structureel-in-een-jaar", line.format("Dat is € 5 vanaf 2027.")) == []
