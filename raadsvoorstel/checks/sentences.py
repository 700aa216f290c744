"""Whether sentences are short, and stand on their own."""

from collections.abc import Iterator
from itertools import groupby

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.running import has_sentences, is_own
from raadsvoorstel.checks.vocabulary import words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

LONGEST = 25
"""Words in a sentence of policy prose. Dijk en Waard asks 15 of letters and web pages; councils read more than that."""

_IN_BRACKETS = late(r"\((?=[A-ZÀ-ÖØ-Þ])([^()\n]*[.!?])\)")
_FEWEST = 5
"""Words that a sentence in brackets has at least; fewer are an aside or a reference."""


def check_lange_zin(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A sentence has at most 25 words; a title in quotation marks counts as one (Dijk en Waard, heldere taal)."""
    if not has_sentences(prose):
        return
    for start, end in prose.sentences:
        if end - start > LONGEST * 3 and (number := length(prose, start, end)) > LONGEST:
            hint = f"maak er twee of meer zinnen van, of een opsomming; boven {LONGEST} woorden leest een zin moeilijk"
            yield prose.finding(start, end, f"deze zin telt {number} woorden", hint)


def length(prose: Prose, start: int, end: int) -> int:
    """Return how many words a sentence has; what stands between quotation marks, or was filled in, counts as one."""
    runs = groupby(words_between(prose, start, end), lambda word: is_own(prose, word.start, word.end))
    return sum(len(list(run)) if own else 1 for own, run in runs)


def check_zin_tussen_haakjes(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A whole sentence does not stand between brackets (Aanwijzingen voor de regelgeving 64)."""
    if not has_sentences(prose):
        return
    for match in _IN_BRACKETS.finditer(prose.text):
        if len(match[1].split()) >= _FEWEST and is_own(prose, match.start(), match.end()):
            hint = "haal de haakjes weg, of laat de zin weg"
            yield prose.finding(match.start(), match.end(), "een hele zin staat tussen haakjes", hint)
