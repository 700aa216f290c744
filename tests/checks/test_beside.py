"""What stands beside something that says it too: lists, dates, milestones, lists of names."""

from datetime import date

import pytest
from versies import ACHT, lijsten, prose, stuk

from raadsvoorstel.checks.announced import check_aangekondigd
from raadsvoorstel.checks.dates import check_gelezen, check_gelezen_nummer
from raadsvoorstel.checks.heard import check_gehoord
from raadsvoorstel.checks.lengths import check_duur
from raadsvoorstel.checks.listings import check_opsomming_deelnemers
from raadsvoorstel.checks.misspelt import check_naam_letter
from raadsvoorstel.checks.periods import check_periode_verschilt, note
from raadsvoorstel.checks.planned import check_mijlpaal_anders

TWO, THREE = "\n\n- een;\n- twee.\n", "\n\n1. een;\n2. twee;\n3. drie.\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De visie kent drie uitgangspunten:" + TWO, 1),
        ("De visie (bijlage 1) bevat drie concrete doelen voor jongeren:" + TWO, 1),
        ("Dit doen wij in de volgende twee stappen:" + THREE, 1),
        ("De visie kent twee uitgangspunten:" + TWO, 0),
        ("De visie kent drie uitgangspunten:\n\n- een;\n  - a;\n  - b;\n- twee;\n- drie.\n", 0),
        ("De visie kent drie uitgangspunten:\n\n- een.\n\n  Meer hierover.\n\n- twee;\n- drie.\n", 0),
        ("Van de drie uitgangspunten zijn er twee nieuw:" + TWO, 0),
        ("Wij spraken met drie partijen:" + TWO, 0),
        ("Na drie bijeenkomsten bleek:" + TWO, 0),
        ("Het duurt drie jaren:" + TWO, 0),
        ("De visie kent onder meer drie uitgangspunten:" + TWO, 0),
    ],
)
def test_a_list_has_as_many_items_as_were_announced(text: str, found: int):
    assert len(list(check_aangekondigd(prose("motivering", text), lijsten()))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het duurt zes jaar: van 1 augustus 2028 tot en met 31 juli 2033.", 1),
        ("Het contract heeft een looptijd van vier jaar (1 januari 2027 tot 1 januari 2032).", 1),
        ("Het loopt van 1 januari 2027 tot en met 31 december 2030 en duurt dus vijf jaar.", 1),
        ("Een periode van 18 maanden, van januari 2027 tot en met december 2027.", 1),
        ("Het duurt vijf jaar: van 1 augustus 2028 tot en met 31 juli 2033.", 0),
        ("Het duurt vijf jaar, van 2028 tot en met 2032.", 0),
        ("Het duurt vijf jaar, van 2028 tot 2033.", 0),
        ("Het duurt ruim zes jaar: van 1 augustus 2028 tot en met 31 juli 2033.", 0),
        ("Het duurt zes jaar met verlenging: van 1 augustus 2028 tot en met 31 juli 2033.", 0),
        ("Na drie jaar kan het stoppen. Het loopt van 1 augustus 2028 tot en met 31 juli 2033.", 0),
        ("Van 1 augustus 2028 tot en met 31 juli 2033 rijden bussen van zes jaar oud.", 0),
    ],
)
def test_a_length_is_the_time_between_its_dates(text: str, found: int):
    assert len(list(check_duur(prose("motivering", text), lijsten()))) == found


AANBESTEDING = {"juni 2027": "De aanbesteding begint.", "2030": "De raden ontvangen de evaluatie."}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In september 2027 begint de aanbesteding, zodat er tijd is.", 1),
        ("De aanbesteding begint op 3 mei 2027.", 1),
        ("In juni 2027 begint de aanbesteding.", 0),
        ("De aanbesteding begint op 3 juni 2027.", 0),
        ("In september 2027 begint de tweede aanbesteding.", 0),
        ("In maart 2025 begint de aanbesteding van toen.", 0),
        ("In september 2027 loopt de aanbesteding.", 0),
        ("De aanbesteding begint uiterlijk in september 2027.", 0),
        ("In november 2030 ontvangen de raden de evaluatie.", 0),
    ],
)
def test_a_text_and_a_milestone_give_one_time(text: str, found: int):
    version = stuk({"planning.tekst": text}, mijlpalen=AANBESTEDING, dagen={"raad": date(2027, 3, 9)})
    assert len(list(check_mijlpaal_anders(version))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nummer 27.001344;", 1),
        ("van 3 mei 2021, nummer 27.001344;", 0),
        ("d.d. 3-5-2021, nummer 12;", 0),
        ("", 0),
    ],
)
def test_a_number_is_no_date(text: str, found: int):
    read = prose("raadsbesluit.gelezen", f"gelezen het voorstel van burgemeester en wethouders, {text}")
    assert len(list(check_gelezen_nummer(read, lijsten()))) == found
    assert bool(list(check_gelezen(read, lijsten()))) == (not text)


def test_without_a_known_commissie_none_is_another():
    assert list(check_gehoord(stuk({"raadsbesluit.gehoord": "gehoord de commissie Ruimte;"}))) == []


EXCHANGED = "Adorp, Bemmel, Cothen, Duinwijk, Eede, Fort Noord en Hollands Kroon"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"De wethouders van Geldrop (NB), {EXCHANGED} spraken dit af.", 1),
        (f"Destijds spraken Geldrop (NB), {EXCHANGED} dit af.", 0),
        (f"De veiligheidsregio omvat Geldrop (NB), {EXCHANGED}.", 0),
        (f"Geldrop (NB), {EXCHANGED} doen mee, Holy volgt.", 0),
        (f"Dit zijn {EXCHANGED}.", 0),
    ],
)
def test_one_participant_is_not_exchanged_for_another(text: str, found: int):
    findings = list(check_opsomming_deelnemers(stuk(text, namen=ACHT)))
    assert ["Hollands Kroon doet niet mee" in finding.message for finding in findings] == [True] * found


NAAM = "Bel het Vervoerpunt. Dit Vervoerpunt helpt. Ook het Vervoerpunt in Velsen."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Inwoners willen het Vervoerspunt.", 1),
        ("Inwoners willen het Vervoorpunt.", 1),
        ("Inwoners willen meer Vervoerpunten en Vervoerpunts.", 0),
        ("Inwoners willen het “Vervoerspunt”.", 0),
        ("Dat wil mevrouw B. Vervoerspunt.", 0),
        ("Dit Vervoerspunt. Dat Vervoerspunt.", 0),
    ],
)
def test_a_name_that_is_nearly_another_is_found(text: str, found: int):
    assert len(list(check_naam_letter([stuk({"aanleiding": NAAM, "motivering": text})]))) == found


TITEL = {"besluit.raad.a": "de “Vervoersvisie Iedereen Onderweg 2028-2031” vast te stellen;"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De visie geldt voor de jaren 2028 tot en met 2032.", 1),
        ("De visie loopt tot en met 2032.", 1),
        ("De visie geldt voor de jaren 2028 tot en met 2031.", 0),
        ("De “Omgevingsvisie 2028-2032” blijft.", 0),
        ("De vorige visie gold voor de jaren 2024 tot en met 2031.", 0),
    ],
)
def test_a_text_has_the_period_of_the_title(text: str, found: int):
    assert len(list(check_periode_verschilt([note(stuk({**TITEL, "samenvatting": text}))]))) == found
