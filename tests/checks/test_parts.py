"""Parts: what each type of proposal cannot do without, and what it usually has."""

import pytest
from gevonden import said, stuk_of
from msgspec.structs import replace

from raadsvoorstel.checks.parts import check_verplichte_delen
from raadsvoorstel.layers import omitted
from raadsvoorstel.sources import parse

RAAD = "besluit:\n  raad:\n    punt: de visie vast te stellen.\n"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (f"type: krediet\n{RAAD}", ["een voorstel van het type krediet kan niet zonder `financien`"]),
        (f"type: krediet\n{RAAD}financien: Dat kost niets.", []),
        (f"type: zienswijze\n{RAAD}", []),
        (RAAD, []),
    ],
)
def test_a_type_has_parts_that_it_cannot_do_without(text: str, missing: list[str]):
    assert said("deel-verplicht", text) == missing


def test_a_proposal_without_a_type_has_the_usual_parts():
    body = "aanleiding: A.\nmotivering: B.\nparticipatie: C.\n"
    assert said("deel-gebruikelijk", RAAD + body) == ["in dit voorstel ontbreekt `kanttekeningen` of `alternatieven`"]
    assert said("deel-gebruikelijk", RAAD + body + "kanttekeningen: D.") == []


@pytest.mark.parametrize(("cell", "found"), [("€ 2.520.000", 0), ("70 woningen", 1)])
def test_amounts_may_stand_in_a_table_of_the_text(cell: str, found: int):
    table = f"financien: |\n  | Gemeente | Krediet |\n  |---|---|\n  | Heemstede | {cell} |\n"
    body = "motivering: A.\nplanning: {tekst: B.}\nkanttekeningen: C.\n"
    assert len(said("deel-gebruikelijk", f"type: krediet\n{RAAD}{body}{table}")) == found


def test_a_small_proposal_is_left_alone():
    assert said("deel-gebruikelijk", RAAD + "aanleiding: A.") == []
    assert said("deel-gebruikelijk", "aanleiding: A.\nmotivering: B.\nparticipatie: C.\n") == []


def test_a_benoeming_has_no_table_of_amounts_but_may_have_an_effect():
    table = "financien:\n  bedragen:\n    a: {omschrijving: A, soort: incidenteel, jaren: {2027: 5}}\n"
    assert said("deel-zinloos", f"type: benoeming\n{RAAD}{table}") == [
        "`financien.bedragen` hoort niet bij een voorstel van het type benoeming"
    ]
    assert said("deel-zinloos", f"type: benoeming\n{RAAD}beoogd_effect: Een goed bestuur.") == []


def test_the_gemeente_without_a_text_of_her_own_is_named():
    assert said("eigen-tekst-ontbreekt", "lokaal: [participatie]\nparticipatie: Een tekst.") == [
        "Heemstede heeft geen eigen tekst bij `participatie`; regel 1 van regio.yaml vraagt daarom"
    ]


def test_a_part_that_was_left_out_is_missed_where_that_was_said():
    own, _ = parse("besluit:\n  raad:\n    weglaten: [krediet]\nweglaten: [financien]\n", "velsen.yaml")
    assert own is not None
    assert {path: str(origin) for path, origin in omitted(own)} == {
        "financien": "velsen.yaml:4:12",
        "besluit.raad.krediet": "velsen.yaml:3:16",
    }
    version = stuk_of(f"type: krediet\n{RAAD}")
    left_out = replace(version.voorstel, weggelaten=dict(omitted(own)))
    findings = check_verplichte_delen(replace(version, voorstel=left_out))
    assert [str(finding.origin) for finding in findings] == ["velsen.yaml:4:12"]
