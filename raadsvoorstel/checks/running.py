"""Which texts are running text, of which plain language may be asked; and where words of a list stand in them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from operator import attrgetter

from msgspec import Struct

from raadsvoorstel.prose import Prose, Word

_FORMAL = frozenset(("besluit", "raadsbesluit", "collegebesluit", "bijlagen", "termen"))
"""Legal phrases and official titles: each has a form of its own."""
_HEADER = frozenset(
    ("zaaknummer", "afdeling", "auteur", "portefeuillehouder", "programma", "openbaarheid", "agendapunt", "vergadering")
)


def is_running(prose: Prose) -> bool:
    """Whether a text tells something in words of the writer's own, subject and titles included."""
    return prose.path.partition(".")[0] not in _FORMAL | _HEADER


def has_sentences(prose: Prose) -> bool:
    """Whether a text consists of sentences: the subject is a title, however long, and names things by their names."""
    return is_running(prose) and prose.path != "onderwerp"


def words_between(prose: Prose, start: int, end: int) -> tuple[Word, ...]:
    """Return the words that begin at `start` or later, and before `end`."""
    first, last = (bisect_left(prose.words, place, key=attrgetter("start")) for place in (start, end))
    return prose.words[first:last]


def is_own(prose: Prose, start: int, end: int) -> bool:
    """Whether words were typed here and stand outside quotation marks: no title, no value of a placeholder."""
    return prose.is_literal(start, end) and not prose.is_quoted(start)


class Phrase(Struct, frozen=True):
    """A word or group of words that a list holds, in small letters, and the row it stands in."""

    words: tuple[str, ...]
    row: int


OTHER = -1
"""The row of a phrase that is only looked for because another is part of it."""
Phrases = Mapping[str, tuple[Phrase, ...]]
"""Phrases by their first word, the longest first."""


def phrases(entries: Iterable[tuple[str, int]]) -> Phrases:
    """Return what is to be looked for: each phrase with the number of its row; the first row goes before later ones."""
    known: dict[tuple[str, ...], int] = {}
    for text, row in entries:
        known.setdefault(tuple(text.lower().split()), row)
    found: dict[str, list[Phrase]] = {}
    for words in sorted(filter(None, known), key=len, reverse=True):
        found.setdefault(words[0], []).append(Phrase(words, known[words]))
    return {first: tuple(group) for first, group in found.items()}


def phrases_in(prose: Prose, wanted: Phrases) -> Iterator[tuple[int, int, Phrase]]:
    """Yield where a wanted phrase stands, with only spaces between its words; the longest where several begin."""
    words, done = prose.words, 0
    for index, word in enumerate(words):
        if word.start < done:
            continue
        for phrase in wanted.get(word.lower, ()):
            here = words[index : index + len(phrase.words)]
            if tuple(each.lower for each in here) == phrase.words and _stand_together(prose, here):
                yield here[0].start, here[-1].end, phrase
                done = here[-1].end
                break


def _stand_together(prose: Prose, words: tuple[Word, ...]) -> bool:
    return all(prose.text[a.end : b.start] == " " for a, b in pairwise(words))
