"""Dates, periods and words for time."""

from datetime import date

import pytest
from versies import lijsten, prose, stuk

from raadsvoorstel.checks.begun import check_periode_begonnen
from raadsvoorstel.checks.dates import (
    check_datum_besluit,
    check_datum_bestaat,
    check_datum_raad,
    check_gelezen,
    check_toekomst,
    check_weekdag,
)
from raadsvoorstel.checks.meetings import check_reces, check_volgorde_vergaderingen, check_vrije_dag, holidays
from raadsvoorstel.checks.milestones import check_mijlpalen
from raadsvoorstel.checks.moments import check_tijdwoorden
from raadsvoorstel.checks.periods import (
    check_looptijd,
    check_periode_notatie,
    check_periode_verschilt,
    note,
)
from raadsvoorstel.checks.stuk import Reces


@pytest.mark.parametrize(
    ("dagen", "found"),
    [
        ({"college": date(2020, 11, 24), "commissie": date(2020, 12, 8), "raad": date(2020, 12, 17)}, 0),
        ({"college": date(2020, 12, 17), "raad": date(2020, 12, 17)}, 0),
        ({"college": date(2020, 12, 22), "raad": date(2020, 12, 17)}, 1),
        ({"commissie": date(2020, 12, 22), "raad": date(2020, 12, 17)}, 1),
        ({"raad": date(2020, 12, 17)}, 0),
    ],
)
def test_the_bodies_meet_in_order(dagen: dict[str, date], found: int):
    assert len(list(check_volgorde_vergaderingen(stuk("", dagen=dagen)))) == found


@pytest.mark.parametrize(
    ("college", "commissie", "raad", "odd"),
    [
        (date(2027, 1, 19), date(2027, 2, 9), date(2026, 3, 9), "`vergadering.raad`"),
        (date(2028, 1, 19), date(2027, 2, 9), date(2027, 3, 9), "`vergadering.college`"),
        (date(2027, 1, 19), date(2026, 2, 9), date(2027, 3, 9), "de commissie"),
        (date(2027, 1, 19), date(2028, 2, 9), date(2027, 3, 9), "de commissie"),
    ],
)
def test_the_odd_one_out_is_pointed_at(college: date, commissie: date, raad: date, odd: str):
    found = list(
        check_volgorde_vergaderingen(stuk("", dagen={"college": college, "commissie": commissie, "raad": raad}))
    )
    assert [odd in f"{finding.message.partition(' op ')[0]} {finding.hint}" for finding in found] == [True]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2020, 12, 17), 0),
        (date(2020, 12, 19), 1),
        (date(2021, 4, 5), 1),
        (date(2021, 4, 27), 1),
        (date(2014, 4, 26), 1),
        (date(2021, 12, 24), 0),
    ],
)
def test_a_raad_meets_on_a_working_day(day: date, found: int):
    assert len(list(check_vrije_dag(stuk("", dagen={"raad": day})))) == found


def test_the_holidays_of_a_year_are_those_of_the_law():
    assert sorted(day.strftime("%d-%m") for day in holidays(2024)) == [
        "01-01", "01-04", "05-05", "09-05", "20-05", "25-12", "26-12", "27-04", "29-03",
    ]  # fmt: skip


def test_a_raad_does_not_meet_in_its_reces():
    reces = (Reces("zomerreces", date(2020, 7, 13), date(2020, 8, 23)),)
    assert len(list(check_reces(stuk("", dagen={"raad": date(2020, 8, 20)}, reces=reces)))) == 1
    assert list(check_reces(stuk("", dagen={"raad": date(2020, 8, 27)}, reces=reces))) == []
    assert list(check_reces(stuk("", dagen={"college": date(2020, 8, 20)}, reces=reces))) == []


GELEZEN = "gelezen het voorstel van burgemeester en wethouders van"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (GELEZEN, 1),
        (f"{GELEZEN} ;", 1),
        (f"{GELEZEN} Duinwijk;", 1),
        (f"{GELEZEN} 24 november 2020;", 0),
        (f"{GELEZEN} {{{{ vergadering.college | datum = [nog in te vullen: vergadering.college] }}}};", 0),
        ("gezien het voorstel van het college van burgemeester en wethouders van 3 mei 2021", 0),
        ("gelezen het voorstel van het presidium van 6 mei 2021", 0),
    ],
)
def test_a_proposal_is_read_with_its_date(text: str, found: int):
    assert len(list(check_gelezen(prose("raadsbesluit.gelezen", text), lijsten()))) == found


def test_in_other_texts_only_an_empty_date_is_found():
    assert list(check_gelezen(prose("aanleiding", f"Toen is {GELEZEN} Duinwijk over dit plan."), lijsten())) == []
    assert len(list(check_gelezen(prose("extra.a.tekst", f"{GELEZEN}\n\nbesluit:"), lijsten()))) == 1


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("raadsbesluit.gelezen", f"{GELEZEN} 24 november 2020;", 0),
        ("raadsbesluit.gelezen", f"{GELEZEN} 25 november 2020;", 1),
        ("raadsbesluit.vastgesteld", "Aldus besloten op 18 december 2020.", 1),
        ("raadsbesluit.vastgesteld", "Aldus besloten op 17-12-2020.", 0),
        ("aanleiding", "Op 18 december 2020 is er feest.", 0),
    ],
)
def test_a_decision_has_the_date_of_the_meeting(path: str, text: str, found: int):
    dagen = {"college": date(2020, 11, 24), "raad": date(2020, 12, 17)}
    assert len(list(check_datum_besluit(stuk({path: text}, dagen=dagen)))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Op dinsdag 17 december 2020 vergadert de raad.", 1),
        ("Op Dinsdag, 17 december 2020 vergadert de raad.", 1),
        ("Op donderdag 17 december 2020 vergadert de raad.", 0),
        ("Op dinsdag 17 december vergadert de raad.", 0),
        ("Op dinsdag en donderdag, 17 december 2020, is er markt.", 0),
        ("Elke dinsdag. 17 december 2020 is een donderdag.", 0),
    ],
)
def test_a_weekday_goes_with_its_date(text: str, found: int):
    assert len(list(check_weekdag(prose("a", text), lijsten()))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Op 31 november 2021 is het klaar.", 1),
        ("Op 31 november is het klaar.", 1),
        ("Op 29 februari 2021 is het klaar.", 1),
        ("Op 31-11-2021 is het klaar.", 1),
        ("Op 29 februari is het klaar, en op 30 november 2021.", 0),
        ("Artikel 2:45 mei. Zie 12-31-12-2021 en 14-15-2021a.", 0),
        ("Van 30 maart tot 1 april 2021, en op 31 mei 2021.", 0),
    ],
)
def test_a_date_exists(text: str, found: int):
    assert len(list(check_datum_bestaat(prose("a", text), lijsten()))) == found


@pytest.mark.parametrize(
    ("mijlpalen", "found"),
    [
        ({"17 december 2020": "a", "juni 2021": "b", "2024": "c"}, 0),
        ({"juni 2021": "a", "17 december 2020": "b"}, 1),
        ({"december 2020 en januari 2021": "a", "januari 2021": "b"}, 0),
        ({"naar verwachting in de zomer van 2021": "a", "voorjaar 2021": "b"}, 1),
        ({"derde kwartaal 2021": "a", "1e kwartaal 2021": "b"}, 1),
        ({"2021": "a", "maart 2021": "b"}, 0),
        ({"uiterlijk 1 juli 2021": "a", "1 maart 2021": "b"}, 0),
        ({"na de besluiten": "a", "2020": "b"}, 0),
    ],
)
def test_milestones_stand_in_order(mijlpalen: dict[str, str], found: int):
    assert len(list(check_mijlpalen(stuk("", mijlpalen=mijlpalen)))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De raad besluit op 18 december 2020 over dit voorstel.", 1),
        ("Op vrijdag 18 december 2020 stelt de raad de regiovisie vast.", 1),
        ("De raad besluit op 17 december 2020 over dit voorstel.", 0),
        ("De raad besluit op 18 december 2020 over de begroting.", 0),
        ("De raad stelt op 10 december 2020 de begroting vast en op 17 december 2020 de visie.", 0),
        ("De commissie en de raad spraken op 8 december 2020 over het voorstel.", 0),
        ("De raad besloot op 18 juni 2020 over het voorstel voor de nota.", 0),
    ],
)
def test_the_raad_decides_on_its_day(text: str, found: int):
    assert len(list(check_datum_raad(stuk(text, dagen={"raad": date(2020, 12, 17)})))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De coördinator zal op 1 oktober 2020 beginnen.", 1),
        ("De coördinator zal op 1 oktober 2021 beginnen.", 0),
        ("De coördinator is op 1 oktober 2020 begonnen.", 0),
        ("Het plan van 1 oktober 2020 zal helpen.", 0),
        ("De coördinator zal, zoals op 1 oktober 2020 besloten is, beginnen.", 0),
    ],
)
def test_the_future_lies_ahead(text: str, found: int):
    assert len(list(check_toekomst(stuk(text, dagen={"college": date(2020, 11, 24)})))) == found


BESLUIT = {"besluit.raad.vaststellen": "de regiovisie voor de jaren 2020 tot en met 2024 vast te stellen."}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De regiovisie geldt voor 2020-2023.", 1),
        ("De regiovisie loopt tot en met 2023.", 1),
        ("Deze regiovisie is voor de periode 2021 t/m 2024.", 1),
        ("Met de regiovisie is de koers voor de jaren 2020 tot en met 2025 bepaald.", 1),
        ("De regiovisie geldt voor 2020-2024.", 0),
        ("De vorige regiovisie gold voor 2020-2023.", 0),
        ("De regiovisie volgt op het convenant voor de jaren 2020-2023.", 0),
        ("De regiovisie vervangt het plan van 2015-2019.", 0),
        ("De looptijd van de regiovisie is 2020 tot en met 2023.", 1),
        ("De regiovisie eindigt in 2023.", 1),
        ("Duinwijk had een regiovisie tot en met 2023 en trekt die in.", 0),
        ("De regiovisie van Duinwijk liep tot en met 2023.", 0),
        ("De regiovisie geldt tot 2025.", 0),
        ("De eerste fase van de regiovisie loopt tot en met 2021.", 0),
        ("Het programma bij de regiovisie loopt tot 2022.", 0),
        ("De regiovisie Jeugd 2020-2023 blijft gelden.", 0),
        ("In 2020-2023 kwam er geld voor de regiovisie.", 0),
        ("Het “Landelijk plan 2020-2023” hoort bij de regiovisie.", 0),
    ],
)
def test_a_visie_has_one_period(text: str, found: int):
    assert len(list(check_periode_verschilt([note(stuk({**BESLUIT, "samenvatting": text}))]))) == found


def test_a_version_that_decides_nothing_has_the_period_of_the_others():
    besluit, bericht = stuk(BESLUIT), stuk({"communicatie": "De regiovisie geldt voor 2020-2023."})
    assert len(list(check_periode_verschilt([note(besluit), note(bericht)]))) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Met een looptijd van vier jaar is er tijd genoeg.", 1),
        ("Met een looptijd van vijf jaar is er tijd genoeg.", 0),
        ("De regiovisie heeft een looptijd van 6 jaar.", 1),
        ("De subsidie heeft een looptijd van twee jaar.", 0),
        ("De acties in de jaren 2020 tot en met 2025 helpen.", 1),
        ("De acties in de jaren 2020 tot en met 2022 helpen.", 0),
    ],
)
def test_a_term_fits_the_period_that_is_decided_on(text: str, found: int):
    assert len(list(check_looptijd(stuk({**BESLUIT, "samenvatting": text})))) == found


@pytest.mark.parametrize(
    ("here", "there", "found"),
    [
        ("In de periode 2020-2024.", "In de jaren 2020 tot en met 2024.", ["2020-2024"]),
        ("In de periode 2020 t/m 2024.", "In de jaren 2020 tot en met 2024.", ["2020 t/m 2024"]),
        ("De nieuwe regiovisie Kustland 2020-2023 is af.", "", ["2020-2023"]),
        ("De Regiovisie Kustland 2020-2023 is af.", "", []),
        ("Het vorige programma geldt voor 2016-2019.", "", []),
        ("Het vorige programma geldt voor 2016-2019.", "In de jaren 2016 tot en met 2019.", ["2016-2019"]),
        ("De “Regiovisie Kustland 2020-2023” is af.", "In de jaren 2020 tot en met 2023.", []),
        ("Het seizoen 2020/2021 begint.", "", []),
        ("Zaak 2020-2021-33 en nummer 2020-2451.", "", []),
    ],
)
def test_a_period_is_written_in_one_way(here: str, there: str, found: list[str]):
    findings = check_periode_notatie([stuk({"a": here, "b": there})])
    assert [finding.message.split("‘")[1].split("’")[0] for finding in findings] == found


@pytest.mark.parametrize(
    ("texts", "dagen", "found"),
    [
        (BESLUIT, {"raad": date(2020, 12, 17)}, 1),
        (BESLUIT, {"raad": date(2020, 1, 30)}, 0),
        (BESLUIT, {}, 0),
        (BESLUIT | {"planning.tekst": "De raden besluiten in december 2020 of januari 2021."}, {}, 1),
        (BESLUIT | {"kanttekeningen": "De periode begon in 2020."}, {"raad": date(2020, 12, 17)}, 0),
        (BESLUIT, {"raad": date(2022, 3, 17)}, 1),
        ({"besluit.raad.oud": "de “Visie 2018-2026” in te trekken."}, {"raad": date(2025, 3, 17)}, 0),
        ({"besluit.raad.oud": "de “Visie 2018-2024” vast te stellen."}, {"raad": date(2025, 3, 17)}, 0),
        ({"onderwerp": "Visie 2026-2030", "besluit.raad.a": "de visie 2018-2027."}, {"raad": date(2025, 3, 17)}, 0),
    ],
)
def test_a_period_begins_after_the_decision(texts: dict[str, str], dagen: dict[str, date], found: int):
    assert len(list(check_periode_begonnen(stuk(texts, dagen=dagen)))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het is medio 2021 gereed.", ["medio 2021"]),
        ("De afgelopen twee jaar is gewerkt.", ["afgelopen twee jaar"]),
        ("Dit volgt binnenkort.", ["binnenkort"]),
        ("Het programma, dat nog loopt tot 1 januari 2022, helpt.", ["nog loopt tot"]),
        ("De termijn is afgelopen. Daaruit komende kosten zijn laag.", []),
        ("In het “Plan voor het komende jaar” staat dit.", []),
        ("Dit is in juni 2021 gereed.", []),
        ("Dat was afgelopen, jaar na jaar.", []),
    ],
)
def test_a_time_without_a_date_is_remarked(text: str, found: list[str]):
    findings = check_tijdwoorden(prose("a", text), lijsten())
    assert [finding.message.split("‘")[1].split("’")[0] for finding in findings] == found


def test_a_region_may_allow_a_word_for_time():
    assert list(check_tijdwoorden(prose("a", "Dit volgt binnenkort."), lijsten("toegestaan: [binnenkort]"))) == []
