"""Parts: what each type of proposal cannot do without, and what it usually has."""

import pytest
from gevonden import said

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


def test_a_small_proposal_is_left_alone():
    assert said("deel-gebruikelijk", RAAD + "aanleiding: A.") == []
    assert said("deel-gebruikelijk", "aanleiding: A.\nmotivering: B.\nparticipatie: C.\n") == []


def test_a_benoeming_has_no_alternatieven():
    assert said("deel-zinloos", f"type: benoeming\n{RAAD}alternatieven: Een ander.") == [
        "`alternatieven` hoort niet bij een voorstel van het type benoeming"
    ]


def test_the_gemeente_without_a_text_of_her_own_is_named():
    assert said("eigen-tekst-ontbreekt", "lokaal: [participatie]\nparticipatie: Een tekst.") == [
        "Heemstede heeft geen eigen tekst bij `participatie`"
    ]
