"""Whether a length of time is that between the two dates beside it."""

import re
from collections.abc import Iterator

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.vocabulary import sentence_at
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import MONTHS, read_number, write_number
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_MONTH = "|".join(MONTHS)
_LENGTH = r"(?P<number>[^\W\d_]+|\d{1,2}) (?P<unit>jaar|maanden)"
_RANGE = (
    rf"(?:(?:(?P<day>\d{{1,2}}) )?(?P<month>{_MONTH}) )?(?P<year>20\d\d) (?P<until>tot en met|t/m|tot) "
    rf"(?:(?:(?P<day2>\d{{1,2}}) )?(?P<month2>{_MONTH}) )?(?P<year2>20\d\d)(?!\d)"
)
_BEFORE = r"\b(?:duurt|duren|loopt|lopen|geldt|gelden|looptijd|periode|termijn|duur|tijd)"
_BEFORE += r"(?: (?:is|van|voor|bedraagt|de|duur|dus)){0,3} "
_BETWEEN = r"(?:[:,;–(]| -)? ?\(?(?:(?:namelijk|te weten|en wel|dus|en loopt|dat is|lopend)[:,]? )?(?:van(?:af)? )?"
_AFTER = r"\)?[,;:–]? ?\(?(?:en |dat is |dus |een |de )*"
_AFTER += r"(?:duurt |looptijd van |periode van |in totaal |duur van )?(?:dus |dat is )?"
_PATTERNS = (
    re.compile(_BEFORE + _LENGTH + _BETWEEN + _RANGE, re.IGNORECASE),
    re.compile(_RANGE + _AFTER + _LENGTH + r"(?=[),;.:]|$)", re.IGNORECASE),
)
_UNSURE = late(
    r"\b(?:ruim|bijna|circa|ca|ongeveer|krap|minstens|minimaal|maximaal|hoogstens|optie|verleng\w*|eerste|"
    r"schooljaren|proefperiode|waarvan|telkens|steeds)\b",
    re.IGNORECASE,
)


def check_duur(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A number of years or months that is explained with two dates, is the time between these."""
    for match in (match for pattern in _PATTERNS for match in pattern.finditer(prose.text)):
        start, end = sentence_at(prose, match.start())
        number = read_number(match["number"])
        if not number or match.end() > end or prose.is_quoted(match.start()) or _UNSURE.search(prose.text[start:end]):
            continue
        lengths = _months(match)
        per = 12 if match["unit"].lower() == "jaar" else 1
        if lengths and number * per not in lengths and not any(length % per for length in lengths[:1]):
            said = f"{match['number']} {match['unit']}"
            actual = f"{write_number(lengths[0] // per)} {match['unit']}"
            message = f"hier staat ‘{said}’, maar tussen de twee data ligt {actual}"
            at = match.start("number"), match.end("unit")
            yield prose.finding(*at, message, "verbeter het aantal, of een van de data")


def _months(match: re.Match[str]) -> tuple[int, ...]:
    """Return how many months may lie between two dates, the likeliest first; none when they are of two kinds."""
    if bool(match["month"]) != bool(match["month2"]) or bool(match["day"]) != bool(match["day2"]):
        return ()
    years = int(match["year2"]) - int(match["year"])
    if not match["month"]:
        return (12 * (years + (match["until"] != "tot")), 12 * years, 12 * (years + 1))
    months = 12 * years + MONTHS.index(match["month2"].lower()) - MONTHS.index(match["month"].lower())
    if not match["day"]:
        return (months + (match["until"] != "tot"), months, months + 1)
    first, last = int(match["day"]), int(match["day2"])
    if first == last or abs(first - last) == 1:
        return (months,)
    return (months + 1,) if first == 1 and last > 27 else ()  # from the first of a month to the last of another
