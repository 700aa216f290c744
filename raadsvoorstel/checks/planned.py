"""Whether a text gives what a milestone gives another time."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from raadsvoorstel.blocks import runs_text
from raadsvoorstel.checks.milestones import span_of
from raadsvoorstel.checks.running import has_sentences
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import group, words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import MONTHS, NBSP
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_WHEN = late(rf"(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)}) 20\d\d", re.IGNORECASE)
_ANY = late(rf"(?:{'|'.join(MONTHS)})\b|20\d\d", re.IGNORECASE)
_CLAUSE = late(r"[^,;:()\n]+")
_FAR = timedelta(days=500)
Span = tuple[date, date]
Planned = tuple[frozenset[str], Span, str]


def check_mijlpaal_anders(stuk: Stuk) -> Iterator[Finding]:
    """What a milestone says, in the same words, happens at its time in the running text too."""
    known = tuple(_planned(stuk))
    for prose in stuk.texts if known else ():
        if has_sentences(prose) and not prose.path.startswith("eerdere_besluiten") and ".mijlpalen" not in prose.path:
            for start, end in prose.sentences:
                if _WHEN.search(prose.text, start, end):
                    yield from _in_sentence(prose, start, end, known, stuk)


def _planned(stuk: Stuk) -> Iterator[Planned]:
    for mijlpaal in stuk.voorstel.mijlpalen:
        when = runs_text(mijlpaal.wanneer).replace(NBSP, " ")
        words = frozenset(re.findall(r"[^\W\d_]{4,}", runs_text(mijlpaal.tekst).lower())) - _small(stuk)
        if (span := span_of(when)) and len(words) > 1:
            yield words, span, when


def _small(stuk: Stuk) -> frozenset[str]:
    return group(stuk.lijsten, "kleine-woorden")


def _in_sentence(prose: Prose, start: int, end: int, known: Sequence[Planned], stuk: Stuk) -> Iterator[Finding]:
    """Yield the clauses with one time in them in which all words of a milestone stand, but of none at that time."""
    for clause in _CLAUSE.finditer(prose.text, start, end):
        match = _WHEN.search(clause[0])
        span = span_of(clause[0]) if match and len(_ANY.findall(clause[0])) == 2 else None
        lowers = {word.lower for word in words_between(prose, *clause.span())}
        if match is None or span is None or _is_past(span, stuk) or lowers & group(stuk.lijsten, "een-andere-keer"):
            continue
        times = [(other, when) for words, other, when in known if words <= lowers]
        place = clause.start() + match.start(), clause.start() + match.end()
        own = prose.is_literal(*place) and not prose.is_quoted(place[0])
        if own and times and all(_is_near(span, other) for other, _ in times):
            message = f"hier staat ‘{match[0]}’, maar de mijlpaal hierover staat op {times[0][1]}"
            yield prose.finding(*place, message, "maak de tekst en de mijlpaal gelijk")


def _is_past(span: Span, stuk: Stuk) -> bool:
    """Whether a time lies before the first meeting on the proposal: what happened then is no milestone."""
    meeting = stuk.day("vergadering.college") or stuk.day("vergadering.raad")
    return meeting is not None and span[1] < meeting


def _is_near(one: Span, other: Span) -> bool:
    """Whether two times differ, but not so much that they are of two things."""
    return timedelta() < max(one[0] - other[1], other[0] - one[1]) < _FAR
