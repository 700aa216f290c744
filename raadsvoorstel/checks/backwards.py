"""Whether a period ends before it begins."""

import re
from collections.abc import Iterator

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import MONTHS
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_DAY = rf"(?:(?P<day{{0}}>\d{{{{1,2}}}})\s+)?(?P<month{{0}}>{'|'.join(MONTHS)})"
_FIRST, _LAST = _DAY.format(1), _DAY.format(2)
_DATES = late(
    rf"\bvan(?:af)?\s++(?:{_FIRST}\s++)?(?P<year1>20\d\d)?\s*+(?P<until>tot(?: en met)?|t/m)\s+"
    rf"(?:{_LAST}\s+)?(?P<year2>20\d\d)(?![\d-])",
    re.IGNORECASE,
)
_YEARS = late(
    r"\b(?:periode|jaren|looptijd|tijdvak|begrotingsjaren)\s+(?P<year1>20\d\d)\s?(?:[-–]|tot(?: en met)?|t/m)\s?"
    r"(?P<year2>20\d\d)(?![\d-])",
    re.IGNORECASE,
)


def check_periode_omgekeerd(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """The last day of a period comes after its first: not `van 2031 tot en met 2028`."""
    for match in (*_DATES.finditer(prose.text), *_YEARS.finditer(prose.text)):
        if _is_backwards(match) and prose.is_literal(*match.span()):
            message = f"‘{match[0]}’ eindigt voordat het begint"
            yield prose.finding(match.start(), match.end(), message, "verbeter een van de twee")


def _is_backwards(match: re.Match[str]) -> bool:
    """Whether it ends earlier; without a first year only days of one month tell: `20 december tot 5 januari 2027`."""
    given = match.groupdict()
    month1, month2 = (_month(given.get(key)) for key in ("month1", "month2"))
    day1, day2 = (int(given.get(key) or 0) for key in ("day1", "day2"))
    if bool(month1) != bool(month2) or bool(day1) != bool(day2):
        return bool(given["year1"]) and given["year1"] > given["year2"]
    if not given["year1"]:
        return bool(month1) and month1 == month2 and day1 > day2
    return (given["year1"], month1, day1) > (given["year2"], month2, day2)


def _month(text: str | None) -> int:
    return MONTHS.index(text.lower()) + 1 if text else 0
