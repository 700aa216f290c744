"""Whether a text says in difficult words what can be said in plain ones."""

from collections.abc import Iterator
from functools import lru_cache

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.longest import Phrases
from raadsvoorstel.checks.phrases import find, phrases_of
from raadsvoorstel.checks.running import has_sentences, is_own
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_NAME = late(r"\w [A-ZÀ-ÖØ-Þ][\w’-]* \Z")


def check_jargon(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A difficult word is said once per text, at its first place, with the plain one (Dordtse Schrijfwijzer)."""
    return _plainer(prose, lijsten, "jargon", "is jargon")


def check_schrijfwijze(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """No `en/of`, `c.q.`, `hij/zij` and the like (Aanwijzingen voor de regelgeving 59, 62, 63 and 66)."""
    return _plainer(prose, lijsten, "schrijfwijzen", "leest moeilijk")


def _plainer(prose: Prose, lijsten: Lijsten, name: str, complaint: str) -> Iterator[Finding]:
    if not has_sentences(prose):
        return
    said: set[int] = set()
    for hit in find(prose, _wanted(lijsten, name)):
        if hit.row in {_ALLOWED, *said} or not is_own(prose, hit.start, hit.end) or _is_part_of_name(prose, hit.start):
            continue
        said.add(hit.row)
        rather = lijsten.list_of(name)[hit.row]["liever"][0]
        yield prose.finding(hit.start, hit.end, f"‘{hit.text}’ {complaint}", f"schrijf liever: {rather}")


_ALLOWED = -1
"""The row of what is only looked for because something else is part of it."""


@lru_cache(maxsize=64)
def _wanted(lijsten: Lijsten, name: str) -> Phrases:
    """Return what to look for; what is allowed too, so that it hides a shorter phrase within it."""
    rows = enumerate(lijsten.list_of(name))
    entries = ((text, number) for number, row in rows for text in (*row["woord"], *row.get("ook", ())))
    return phrases_of([*((text, _ALLOWED) for text in lijsten.allowed), *entries])


def _is_part_of_name(prose: Prose, start: int) -> bool:
    """Whether a name goes directly before, as in `Wet inzake …`: then the word is likely part of it."""
    return _NAME.search(prose.text, max(start - 40, 0), start) is not None
