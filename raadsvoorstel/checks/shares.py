"""Whether percentages that divide one whole are a hundred together."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.vocabulary import group, has, words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_PERCENT = late(r"(?<![\w.,])(?P<number>\d{1,2}(?:,\d)?) ?(?:%|procent\b)(?P<unit>punt)?")
_CONSISTS = late(r"\bbesta(?:at|an|ond|onden)\b[^.]*\buit\b", re.IGNORECASE)
_FEWEST = 3
_WHOLE = 100
_FAR = 25
"""What is farther from a hundred divides something else, or leaves a rest."""


def check_aandelen(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """Of what a sentence divides into three or more percentages, nothing is left over and nothing counts twice."""
    for start, end in prose.sentences if "procent" in prose.text or "%" in prose.text else ():
        found = list(_PERCENT.finditer(prose.text, start, end))
        numbers = [Decimal(match["number"].replace(",", ".")) for match in found]
        added = sum(numbers, Decimal())
        far = abs(added - _WHOLE)
        if len(found) < _FEWEST or not _rounding(numbers) < far <= _FAR or not _divides(prose, start, end, lijsten):
            continue
        if not any(match["unit"] or prose.is_quoted(match.start()) for match in found) and _is_row(prose, found):
            total = f"{added.normalize():f}".replace(".", ",")
            message = f"deze percentages tellen op tot {total} procent, en niet tot 100"
            yield prose.finding(found[0].start(), found[-1].end(), message, "reken de verdeling na")


def _rounding(numbers: list[Decimal]) -> Decimal:
    """Return how far a hundred the sum can be when each number was rounded."""
    unit = Decimal("0.1") if any(number % 1 for number in numbers) else Decimal(1)
    return unit * len(numbers) / 2


def _divides(prose: Prose, start: int, end: int, lijsten: Lijsten) -> bool:
    """Whether a sentence says that it divides a whole, and not that parts overlap or are left out."""
    words = words_between(prose, start, end)
    if has(words, group(lijsten, "geen-verdeling")):
        return False
    return has(words, group(lijsten, "verdeling")) or _CONSISTS.search(prose.text, start, end) is not None


def _is_row(prose: Prose, found: list[re.Match[str]]) -> bool:
    """Whether the percentages follow each other as parts of one row, with a comma, a semicolon or `en` between."""
    between = (prose.text[one.end() : other.start()] for one, other in itertools.pairwise(found))
    return all(re.search(r"[,;]|\ben\b", text) and len(text) < 90 for text in between)
