"""Parts and wholes, digits, shares, points and titles: what a text says beside what the decision and the table say."""

from decimal import Decimal

import pytest
from gevonden import said, words

from raadsvoorstel.checks.swapped import is_swap

RAAD = "besluit:\n  raad:\n    a: het “Havenplan Kustland 2029-2033” vast te stellen;\n    b: € 5.000 te betalen.\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het kost € 90.000. Dat is € 60.000 voor A en € 25.000 voor B.", 1),
        ("Het kost € 90.000: € 60.000 voor A, € 20.000 voor B en € 5.000 voor C.", 1),
        ("Nodig is € 90.000, bestaande uit € 60.000 voor A en € 25.000 voor B.", 1),
        ("De investering is € 90.000. Dit bedrag bestaat uit € 60.000 aan loon en € 25.000 aan huur.", 1),
        ("Het kost € 90.000. Het gaat om € 60.000 voor A en € 25.000 voor B.", 1),
        ("Het kost € 90.000. Dat is € 60.000 voor A en € 30.000 voor B.", 0),
        ("Het kost € 90.000. Daarvan is € 60.000 voor A en € 25.000 voor B.", 0),
        ("Het kost € 90.000. Dat is € 60.000 per jaar voor A en € 25.000 voor B.", 0),
        ("Het kost € 90.000. Dat is € 5.000 meer dan in 2027 en € 85.000 voor B.", 0),
        ("Het kost € 1,1 miljoen. Dat is € 0,6 miljoen voor A en € 0,5 miljoen voor B.", 0),
        ("Het kost ongeveer € 90.000. Dat is € 60.000 voor A en € 29.000 voor B.", 0),
        ("Het kost € 90.000. De raad betaalde in 2026 € 60.000 voor A en € 25.000 voor B.", 0),
        ("Het kost € 90.000. Dat is € 60.000 voor A en € 25.000 voor B; de rest is voor C.", 0),
        ("Het kost € 90.000. Dat is € 60.000 voor A en € 25.000 voor B. De overige € 5.000 komt later.", 0),
        ("Het kost € 90.000.\n\n  Dat is € 20.000 voor A en € 25.000 voor B.", 0),
    ],
)
def test_the_parts_of_an_amount_add_up(text: str, found: int):
    assert len(said("delen-tellen-niet-op", f"financien: |\n  {text}\n")) == found


BEHEER = "\n  bedragen:\n    a: {omschrijving: Beheer, soort: structureel, dekking: b, jaren: {2029: 216.000}}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het beheer kost € 261.000 per jaar.", ["€ 261.000"]),
        ("Voor beheer is elk jaar € 126.000 nodig.", ["€ 126.000"]),
        ("Voor 1.800 meter beheer is dat € 261.000.", ["€ 261.000"]),
        ("Het beheer kost € 216.000 per jaar.", []),
        ("De verbouwing kost € 261.000.", []),
        ("Het beheer kost in 2029 € 261.000.", ["€ 261.000"]),
        ("Het beheer kost in 2031 € 261.000.", []),
        ("Het beheer kost € 612.000 per jaar.", []),
        ("Het beheer kost € 261.000; ook in 2030 is dat € 261.000.", []),
        ("Bij de “Nota beheer € 261.000” hoort dit.", []),
    ],
)
def test_digits_that_changed_places_are_found(text: str, found: list[str]):
    assert words("cijfers-verwisseld", f"financien:\n  tekst: {text}{BEHEER}") == found


@pytest.mark.parametrize(
    ("one", "other", "swapped"),
    [("261000", "216000", True), ("602000", "620000", True), ("12000", "21000", False), ("261000", "612000", False)],
)
def test_a_swap_is_of_two_digits_beside_each_other(one: str, other: str, swapped: bool):
    assert is_swap(Decimal(one), Decimal(other)) == swapped


def test_a_krediet_that_comes_from_a_term_is_mended_there():
    point = "    k: een krediet van {{ termen.bijdrage | bedrag }} beschikbaar te stellen.\n"
    text = f"termen:\n  bijdrage: 261.000\nbesluit:\n  raad:\n{point}financien:{BEHEER}"
    assert words("krediet-verschilt", text) == ["261.000"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De bouwsom is € 3.400.000.", 1),
        ("Dat is ons aandeel in de bouwsom van € 3.400.000.", 1),
        ("De totale bouwsom bedraagt € 3,4 miljoen.", 1),
        ("De bouwsom van € 3.600.000 is verdeeld.", 0),
        ("De bouwsom is € 3,6 miljoen.", 0),
        ("De bouwsom was € 3.400.000.", 0),
        ("Eerst was er sprake van de bouwsom van € 3.400.000.", 0),
        ("De raming was € 3.400.000.", 0),
        ("Een bouwsom van € 3.400.000 is te laag.", 0),
    ],
)
def test_what_exists_once_has_one_amount(text: str, found: int):
    point = "besluit:\n  raad:\n    a: in te stemmen met de bouwsom van € 3.600.000.\n"
    assert len(said("enig-bedrag", f"{point}samenvatting: {text}\n")) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het bestaat voor 45 procent uit A, voor 35 procent uit B en voor 30 procent uit C.", 1),
        ("De kosten zijn verdeeld: 50% loon, 30% huur en 25% energie.", 1),
        ("De verdeling is 40 procent A, 40 procent B en 30 procent C.", 1),
        ("De onderlinge verhouding is 50%, 30% en 10%.", 1),
        ("De aandelen zijn 50 procent voor A, 25 procent voor B en 15 procent voor C.", 1),
        ("Het bestaat voor 45 procent uit A, voor 35 procent uit B en voor 20 procent uit C.", 0),
        ("De verdeling is 33 procent A, 33 procent B en 33 procent C.", 0),
        ("Van de inwoners noemt 45 procent A, 35 procent B en 30 procent C.", 0),
        ("Er waren meerdere antwoorden mogelijk; de verdeling is 45% A, 35% B en 30% C.", 0),
        ("De verdeling is 45 procent A, 35 procent B en 10 procent C; de rest is onbekend.", 0),
        ("Het aandeel steeg van 45 procent naar 35 procent en 30 procent.", 0),
        ("De verdeling is 60 procent A en 50 procent B.", 0),
    ],
)
def test_what_is_divided_is_a_hundred_together(text: str, found: int):
    assert len(said("percentages-tellen-niet-op", f'aanleiding: "{text}"\n')) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De opdracht uit beslispunt 3 volgt.", ["beslispunt 3"]),
        ("De beslispunten 2 en 3 gaan over geld.", ["beslispunten 2 en 3"]),
        ("Beslispunten 1 tot en met 4 gaan samen.", ["Beslispunten 1 tot en met 4"]),
        ("Besluitpunt 5 is de dekking.", ["Besluitpunt 5"]),
        ("Dat regelt punt 3 van het besluit.", ["punt 3"]),
        ("De opdracht uit beslispunt 2 volgt.", []),
        ("Beslispunt 3 van de motie gaat hierover.", []),
        ("Beslispunt 4 van het vorige voorstel is klaar.", []),
        ("Beslispunt 3 uit 2024 is uitgevoerd.", []),
        ("Provinciale staten namen beslispunt 4 aan.", []),
        ("De beslispunten van 3 maart volgen.", []),
        ("In “beslispunt 3” stond dit.", []),
    ],
)
def test_a_point_that_is_referred_to_is_there(text: str, found: list[str]):
    assert words("beslispunt-bestaat-niet", f"{RAAD}motivering: {text}\n") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het “Havenplan Kustland 2028-2032” helpt.", ["2028-2032"]),
        ("Het Havenplan Kustland 2029-2034 helpt.", ["2029-2034"]),
        ("Het “Havenplan Kustland, 2030-2033” helpt.", ["2030-2033"]),
        ("Het “Havenplan Kustland 2029 tot en met 2032” helpt.", ["2029 tot en met 2032"]),
        ("Het “Havenplan Kustland 2029-2033” helpt.", []),
        ("Het “Havenplan Kustland 2025-2029” loopt af.", []),
        ("Het “Havenplan Kustland 2034-2038” volgt later.", []),
        ("Het “Havenplan Westkust 2028-2032” helpt.", []),
        ("Het “Uitvoeringsplan bij Havenplan Kustland” loopt van 2028-2032.", []),
    ],
)
def test_a_title_has_the_years_of_the_decision(text: str, found: list[str]):
    assert words("titel-jaren", f"{RAAD}motivering: {text}\n") == found


ROWS = """
  bedragen:
    bouw: {{omschrijving: Aandeel in de bouw, soort: {}, dekking: reserve, jaren: {{2027: 5.000}}}}
    beheer: {{omschrijving: Beheer van het depot, soort: structureel, dekking: budget, jaren: {{{}: 5.000}}}}
"""


@pytest.mark.parametrize(
    ("text", "soort", "found"),
    [
        ("De bijdrage in de bouw is incidenteel.", "structureel", 1),
        ("Het aandeel in de bouw is eenmalig.", "structureel", 1),
        ("De bijdrage aan de bouw is structureel.", "incidenteel", 1),
        ("De gemeentelijke bijdrage voor de bouw is incidenteel.", "structureel", 1),
        ("De vroegere bijdrage in de bouw is incidenteel.", "structureel", 0),
        ("De bijdrage in de bouw is incidenteel.", "incidenteel", 0),
        ("De bijdrage van het Rijk is incidenteel.", "structureel", 0),
        ("Voor Velsen geldt: de bijdrage in de bouw is incidenteel.", "structureel", 0),
        ("De kosten van de bouw zijn incidenteel.", "structureel", 0),
    ],
)
def test_a_share_is_for_once_in_text_and_table(text: str, soort: str, found: int):
    line = f'financien:\n  tekst: "{text}"{ROWS.format(soort, 2029)}'
    assert len(said("incidenteel-of-structureel", line)) == found


@pytest.mark.parametrize(
    ("text", "year", "found"),
    [
        ("Het beheer is structureel, vanaf 2029.", 2028, 1),
        ("Het beheer is structureel met ingang van 1 januari 2029.", 2028, 1),
        ("Het beheer begint in 2029.", 2027, 1),
        ("De kosten van het beheer zijn structureel, vanaf 2029.", 2028, 1),
        ("Het beheer is structureel, vanaf 2029.", 2029, 0),
        ("Het beheer is structureel, vanaf 2029.", 2030, 0),
        ("Het onderhoud is structureel, vanaf 2029.", 2028, 0),
        ("Het beheer is structureel, vanaf 2029 is het lager.", 2028, 0),
        ("Het beheer kost vanaf 2029 nog eens € 5.000.", 2028, 0),
    ],
)
def test_what_begins_in_a_year_has_no_amount_before_it(text: str, year: int, found: int):
    line = f"financien:\n  tekst: {text}{ROWS.format('incidenteel', year)}"
    assert len(said("eerste-jaar-verschilt", line)) == found
