"""Personal data in a public document: what is certain is said, what may be something else is not."""

import pytest
from reading import stuk, words

from raadsvoorstel.checks import privacy

CHECKS = {
    "telefoon": privacy.check_telefoonnummer,
    "privé": privacy.check_prive_e_mail,
    "persoonlijk": privacy.check_persoonlijk_e_mail,
    "bsn": privacy.check_bsn,
    "iban": privacy.check_rekeningnummer,
    "adres": privacy.check_woonadres,
}


def found(text: str, path: str = "communicatie", openbaarheid: str = "") -> dict[str, list[str]]:
    one = stuk((path, text), openbaarheid=openbaarheid)
    seen = {name: words(check(one), text) for name, check in CHECKS.items()}
    return {name: places for name, places in seen.items() if places}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Bel 06-12345678.", {"telefoon": ["06-12345678"]}),
        ("Bel 06 12 34 56 78 of +31 6 12345678.", {"telefoon": ["06 12 34 56 78", "+31 6 12345678"]}),
        ("Bel 023-5485868 of (0251) 256 256.", {"telefoon": ["023-5485868", "(0251) 256 256"]}),
        ("Zij is bereikbaar op 0612345678.", {"telefoon": ["0612345678"]}),
        ("Zij belt op haar privénummer 06 51 22 40 93.", {"telefoon": ["06 51 22 40 93"]}),
        ("Haar nummer is 06.12.34.56.78 of 06/12345678.", {"telefoon": ["06.12.34.56.78", "06/12345678"]}),
        ("Vraag het aan Kees: 06 – 1234 5678.", {"telefoon": ["06 – 1234 5678"]}),
        ("Via het directe nummer 0612345678 of +31612345678.", {"telefoon": ["0612345678", "+31612345678"]}),
        ("Of +31 (0)6 12 34 56 78, 0031 6 12345678.", {"telefoon": ["+31 (0)6 12 34 56 78", "0031 6 12345678"]}),
        ("Op het mobiele nummer 06-1234 5678.", {"telefoon": ["06-1234 5678"]}),
        ("Op 06-12-2026 10:30 en 06.12.2026 14 uur.", {}),
        ("Factuurnummer 06 12345678, ordernummer 0612345678, polis 06.12345678.", {}),
        ("Nummer 06 12 34 56 78 9 en € 06.123.456.789.", {}),
        ("Vraag het aan J. Jansen (0612345678).", {"telefoon": ["0612345678"]}),
        ("De zaak staat onder 0612345678.", {}),
        ("Bel 14 023, 14 0251, 0800-1234567, 0900 123 4567 of 088-1234567.", {}),
        ("Zaaknummer 0612345678, kenmerk 06-12345678.", {}),
        ("Het algemene telefoonnummer is 023-5485868.", {}),
        ("Van 2021-2024 kost dit € 06.123.456,78 op 06-12-2020.", {}),
        ("Mail jan@gmail.com.", {"privé": ["jan@gmail.com"]}),
        ("Mail j.jansen@duinwijk.nl.", {"persoonlijk": ["j.jansen@duinwijk.nl"]}),
        ("Mail griffie@duinwijk.nl, info@duinwijk.nl, team.jeugd@duinwijk.nl of meld-geweld@duinwijk.nl.", {}),
        ("Het BSN is 111222333.", {"bsn": ["111222333"]}),
        ("Het burgerservicenummer is 1112.22.333.", {"bsn": ["1112.22.333"]}),
        ("Het BSN is 111222334. Zaak 111222333. Bedrag 111.222.333.", {}),
        ("Naar NL91 ABNA 0417 1643 00.", {"iban": ["NL91 ABNA 0417 1643 00"]}),
        ("Naar NL91ABNA0417164300 en NL92ABNA0417164300.", {"iban": ["NL91ABNA0417164300"]}),
        ("Mevrouw Wit woont op Dorpsstraat 1, 1234 AB Duinwijk.", {"adres": ["Dorpsstraat 1, 1234 AB"]}),
        ("Het gemeentehuis, Dorpsstraat 1, 1234 AB Duinwijk.", {}),
    ],
)
def test_what_is_personal(text: str, what: dict[str, list[str]]):
    assert found(text) == what


def test_a_closed_document_and_a_note_to_editors_may_hold_what_is_personal():
    text = "Bel 06-12345678."
    assert found(text, openbaarheid="Besloten") == {}
    assert found(text, openbaarheid="Actief openbaar") != {}
    assert found(text, path="persbericht.noot") == {}


def test_header_fields_are_read_too_but_not_the_number_of_the_case():
    assert found("A. de Vries, 06-12345678", path="auteur") != {}
    assert found("06-12345678", path="zaaknummer") == {}


@pytest.mark.parametrize(("digits", "passes"), [("111222333", True), ("123456782", True), ("123456789", False)])
def test_the_eleven_test(digits: str, passes: bool):
    assert privacy.passes_eleven_test(digits) is passes


@pytest.mark.parametrize(
    ("code", "is_one"), [("NL91ABNA0417164300", True), ("BE68539007547034", True), ("NL91ABNA", False)]
)
def test_the_check_digits_of_an_iban(code: str, is_one: bool):
    assert privacy.is_iban(code) is is_one
