"""The amounts in a text, and the sums that a table of amounts allows."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations

from msgspec import Struct

from raadsvoorstel.blocks import once
from raadsvoorstel.model.raadsvoorstel import Bedrag
from raadsvoorstel.notation import NBSP, write_amount
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_NUMBER = r"(?P<{0}>\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,(?P<{0}cents>\d{{1,2}}|-|--|–))?"
_SCALE = r"(?:duizend|miljoen|miljard|mln\b\.?|mld\b\.?)"
_AMOUNT = late(
    rf"(?:€\s*(?P<minus>[-−–]\s*)?{_NUMBER.format('euro')}(?!\d)"
    rf"|(?<![\w.,€])(?<!€ ){_NUMBER.format('words')}(?=\s+(?:{_SCALE}\s+)?euro\b))"
    rf"(?P<scale>\s+{_SCALE}|\s?[kK]\b)?(?:\s+euro\b)?"
)
_AHEAD = 60
"""Years that a text adds up, at most, where it does not add up all."""
_SCALES = {"duizend": 1_000, "k": 1_000, "miljoen": 10**6, "mln": 10**6, "miljard": 10**9, "mld": 10**9}


class Amount(Struct, frozen=True):
    """An amount in a text; `unit` is how far it was rounded, as in ‘€ 1,2 miljoen’: to 100.000."""

    start: int
    end: int
    value: Decimal
    unit: Decimal

    def is_about(self, value: Decimal) -> bool:
        """Whether it can be `value`, as exactly as it was written."""
        return abs(abs(self.value) - abs(value)) <= (
            self.unit / 2 if self.unit > 1 else Decimal("0.005") if self.unit < 1 else 0
        )


@once
def amounts_in(prose: Prose) -> tuple[Amount, ...]:
    """Return the amounts in euros that a text names, in order."""
    return (
        tuple(_read(match) for match in _AMOUNT.finditer(prose.text))
        if "€" in prose.text or "euro" in prose.text
        else ()
    )


def _read(match: re.Match[str]) -> Amount:
    whole, cents = (match["euro"], match["eurocents"]) if match["euro"] else (match["words"], match["wordscents"])
    scale = Decimal(_SCALES.get((match["scale"] or "").strip(" .").lower(), 1))
    digits = cents if cents and cents.isdigit() else ""
    value = Decimal(f"{whole.replace('.', '')}.{digits or '0'}") * scale
    unit = scale / 10 ** len(digits)
    return Amount(match.start(), match.end(), -value if match["minus"] else value, unit)


def written(value: Decimal) -> str:
    """Return an amount as a text has it, with a plain space."""
    return write_amount(value).replace(NBSP, " ")


def sums_of(bedragen: Sequence[Bedrag]) -> frozenset[Decimal]:
    """Return every sum that a text can mean: of lines, of years, of a kind, and of some of these together."""
    lines = [line for line in bedragen if any(line.jaren.values())]
    groups = [lines, *([line for line in lines if line.soort == soort] for soort in ("incidenteel", "structureel"))]
    groups += [[line for line in lines if sum(line.jaren.values()) * sign > 0] for sign in (1, -1)]
    if len(lines) <= 6:
        groups += [list(some) for n in range(1, len(lines)) for some in combinations(lines, n)]
    return frozenset(amount for group in groups for amount in _sums_of(group))


def _sums_of(lines: Sequence[Bedrag]) -> Iterator[Decimal]:
    """Yield the sums of these lines: of all years, of each, and of every row of years that follow each other.

    A row of some of the years is as long as people look ahead.
    """
    years = sorted({year for line in lines for year in line.jaren})
    per_year = [sum((line.jaren.get(year, Decimal()) for line in lines), Decimal()) for year in years]
    for first in range(len(per_year)):
        yield from map(abs, accumulate(per_year[first : first + _AHEAD]))
    if len(per_year) > _AHEAD:
        yield abs(sum(per_year, Decimal()))


def is_near(value: Decimal, other: Decimal, part: int = 4) -> bool:
    """Whether two amounts are so near each other that one can be a mistake for the other: within a quarter."""
    return bool(other) and abs(abs(value) - abs(other)) <= abs(other) / part
