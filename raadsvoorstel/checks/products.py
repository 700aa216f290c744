"""Whether a number times an amount is the amount that a sentence says it is."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from raadsvoorstel.checks.amounts import Amount, amounts_in, written
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.vocabulary import sentence_at
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import read_number
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_TIMES = late(
    r"(?<!\S)(?P<count>[\w.-]+(?:\s+[\w-]+){0,2})\s+(?:à|keer|maal|×|x|tegen|van elk|van ieder)\s*\Z", re.IGNORECASE
)
_DIGITS = late(r"\d{1,3}(?:\.\d{3})+|\d+")
_IS = late(
    r"(?:\s+(?:per|voor (?:elk|elke|ieder|iedere|één|een))\s+[a-zé-]+)?\s*+(?:,|=|:)?\s*+"
    r"(?:(?:is|maakt|kost|komt|betekent|wordt|dus|ofwel|oftewel|totaal|samen|bedraagt|bedragen|dat|dit|in|op|neer|de|"
    r"kosten|zijn|een|van|bedrag)\s*+){0,6}\Z",
    re.IGNORECASE,
)
_EQUALS = late(r"\b(?:is|maakt|kost|komt|betekent|dus|ofwel|oftewel|totaal|samen|bedraagt)\b|=", re.IGNORECASE)
_UNSURE = late(
    r"\b(?:ruim|bijna|circa|ca|ongeveer|krap|minstens|minimaal|maximaal|hoogstens|afgerond|exclusief|inclusief|"
    r"btw|index\w*|korting|plus|min|verminderd|vermeerderd|stijg\w*|daal\w*|naast|waarvan|meer|minder)\b",
    re.IGNORECASE,
)
_NEAR = Decimal("0.02")
_FAR = 200
"""Characters before an amount in which it is said how many times; a few words take far less."""
_MOST_DIGITS = 15


def check_maal(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """`40 plaatsen à € 100 is € 4.000`: what is multiplied in one sentence comes out."""
    for each, total in pairwise(amounts_in(prose)):
        start, end = sentence_at(prose, each.start)
        times = _TIMES.search(prose.text, max(start, each.start - _FAR), each.start)
        between = prose.text[each.end : total.start]
        if times is None or total.end > end or not (_IS.fullmatch(between) and _EQUALS.search(between)):
            continue
        count = _count(times["count"])
        if count and not _UNSURE.search(prose.text[start:end]) and not prose.is_quoted(each.start):
            yield from _wrong(prose, count, each, total)


def _wrong(prose: Prose, count: int, each: Amount, total: Amount) -> Iterator[Finding]:
    product = count * each.value
    if not total.is_about(product) and abs(product - total.value) > _NEAR * abs(total.value):
        found = prose.text[total.start : total.end]
        message = f"hier staat {found}, maar {count} keer {written(each.value)} is {written(product)}"
        yield prose.finding(total.start, total.end, message, "reken het na, en verbeter wat niet klopt")


def _count(text: str) -> int:
    """Return the number among the words before `keer` or `à`, at most two words before it; 0 when there is none."""
    for word in reversed(text.split()):
        is_written = _DIGITS.fullmatch(word) and len(word) <= _MOST_DIGITS
        number = int(word.replace(".", "")) if is_written else read_number(word)
        if number and word.lower() != "beide":
            return number
    return 0
