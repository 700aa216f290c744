"""Whether milestones stand in the order of time, as far as their times are known."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from raadsvoorstel.blocks import runs_text
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import MONTHS, NBSP
from raadsvoorstel.patterns import late

_SEASONS = {"voorjaar": (3, 5), "lente": (3, 5), "zomer": (6, 8), "najaar": (9, 11), "herfst": (9, 11)}
_SPAN = late(
    rf"(?:(?P<quarter>eerste|tweede|derde|vierde|[1-4]e) kwartaal(?: van)? |(?P<half>eerste|tweede) helft(?: van)? |"
    rf"(?P<season>{'|'.join(_SEASONS)})(?: van)? |(?:(?P<day>\d{{1,2}}) )?"
    rf"(?P<month>{'|'.join(MONTHS)}) )?(?P<year>20\d\d)",
    re.IGNORECASE,
)
_ORDINALS = ("eerste", "tweede", "derde", "vierde")


def check_mijlpalen(stuk: Stuk) -> Iterator[Finding]:
    """Milestones stand in the order of time."""
    timed = [
        (mijlpaal, span_of(runs_text(mijlpaal.wanneer).replace(NBSP, " "))) for mijlpaal in stuk.voorstel.mijlpalen
    ]
    known = [(mijlpaal, span) for mijlpaal, span in timed if span]
    for (before, (begin, _)), (after, (_, end)) in pairwise(known):
        if end < begin:
            first, second = runs_text(after.wanneer), runs_text(before.wanneer)
            message = f"deze mijlpaal ({first}) komt eerder dan die ervoor ({second})".replace(NBSP, " ")
            yield stuk.say(after.path, message, "zet de mijlpalen in de volgorde van de tijd")


def span_of(text: str) -> tuple[date, date] | None:
    """Return the first and last day that a time in words may mean; None when it names none for certain."""
    found = list(_SPAN.finditer(text))
    if not found:
        return None
    spans = [_edges(match) for match in found]
    if None in spans or re.search(r"\b(?:vanaf|na|tot|voor|uiterlijk|jaarlijks)\b", text, re.IGNORECASE):
        return None
    return min(span[0] for span in spans if span), max(span[1] for span in spans if span)


def _edges(match: re.Match[str]) -> tuple[date, date] | None:
    year = int(match["year"])
    first, last = 1, 12
    if match["quarter"]:
        number = next(i for i, word in enumerate(_ORDINALS) if match["quarter"].lower() in (word, f"{i + 1}e"))
        first, last = 3 * number + 1, 3 * number + 3
    elif match["half"]:
        first, last = (1, 6) if match["half"].lower() == "eerste" else (7, 12)
    elif match["season"]:
        first, last = _SEASONS[match["season"].lower()]
    elif match["month"]:
        first = last = MONTHS.index(match["month"].lower()) + 1
        if match["day"]:
            return _one_day(match)
    return date(year, first, 1), date(year + last // 12, last % 12 + 1, 1) - timedelta(1)


def _one_day(match: re.Match[str]) -> tuple[date, date] | None:
    try:
        day = date(int(match["year"]), MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
    except ValueError:
        return None
    return day, day
