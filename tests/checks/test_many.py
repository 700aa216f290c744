"""What participants have in common is worked out once, not once more for each of them."""

import pytest
from gevonden import stuk_of
from msgspec.structs import replace

from raadsvoorstel.checks.rules import RULES
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.model.raadsvoorstel import Deelnemer, Gemeente

MANY = 300
TEXT = """samenvatting: >-
  De gemeenten Plaats 1, Plaats 2 en Plaats 3 doen mee. Ook Plaats 4, Plaats 5, Plaats 6 en Elders tekenen.
  In 2027 stemden 40 colleges in, en van de acht raden besloten er vijf.
besluit:
  raad:
    vaststellen: De regiovisie 2027-2030 vast te stellen, samen met Plaats 7.
"""


class Counted(str):
    """A name that knows how often it was looked at."""

    __slots__ = ()
    looks = 0

    def __eq__(self, other: object) -> bool:
        Counted.looks += 1
        return str.__eq__(self, other)

    def __hash__(self) -> int:
        Counted.looks += 1
        return str.__hash__(self)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.of_stuk], ids=lambda rule: rule.code)
def test_a_rule_does_not_go_through_all_participants_for_each_of_them(rule):
    members = tuple(Deelnemer(Gemeente(f"plaats-{number}", Counted(f"Plaats {number}"))) for number in range(MANY))
    stuk = stuk_of(TEXT)
    looks = []
    for member in members[:3]:
        own = replace(stuk.voorstel, gemeente=member.gemeente, deelnemers=members)
        Counted.looks = 0
        list(rule.check(Stuk(own, stuk.lijsten, stuk.afspraken)))
        looks.append(Counted.looks)
    assert looks[1] < MANY / 3 > looks[2], looks
