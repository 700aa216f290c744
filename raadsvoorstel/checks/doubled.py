"""Whether something was typed, or pasted, twice."""

from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import groupby, pairwise

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.running import is_own
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.prose import Prose, Word

_ARTICLE = "een"
"""`in een zin een zin` can be right."""
_FEWEST = 10
"""Words of a sentence that cannot stand twice in one text by chance."""


def check_dubbel_woord(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """A word, or a pair of words, does not stand twice in a row, but for those that may (`dat dat`, `aan aan`)."""
    words, may = prose.words, _may_repeat(lijsten)
    done = 0
    for index in range(len(words) - 1):
        for size in (1, 2):
            here, after = words[index : index + size], words[index + size : index + 2 * size]
            if here[0].start >= done and _repeats(prose, here, after, may):
                done = after[-1].end
                yield _finding(prose, here, after)
                break


def _repeats(prose: Prose, here: tuple[Word, ...], after: tuple[Word, ...], may: Set[str]) -> bool:
    if len(after) < len(here) or any(a.lower != b.lower for a, b in zip(here, after, strict=True)):
        return False
    if any(word.lower in may for word in here) or (len(here) > 1 and here[0].lower == _ARTICLE):
        return False
    if any(not word.text.isalpha() or word.text.isupper() for word in here):
        return False
    both = (*here, *after)
    apart = any(prose.text[a.end : b.start] != " " for a, b in pairwise(both))
    return not apart and is_own(prose, here[0].start, after[-1].end) and not _is_name(here[-1], after[-1])


def _is_name(first: Word, second: Word) -> bool:
    """Whether a word changes into a name: `de commissie Commissie …`, `met Met Elkaar`."""
    return first.text.islower() and not second.text.islower()


def _finding(prose: Prose, here: tuple[Word, ...], after: tuple[Word, ...]) -> Finding:
    start, end = here[0].start, after[-1].end
    once = prose.text[start : here[-1].end]
    return prose.finding(start, end, f"‘{once}’ staat er twee keer", f"haal één keer ‘{once}’ weg", instead=once)


@lru_cache(maxsize=8)
def _may_repeat(lijsten: Lijsten) -> Set[str]:
    return frozenset(lijsten.words_of("herhaalbaar"))


def check_dubbele_zin(stuk: Stuk) -> Iterator[Finding]:
    """A sentence stands once in a text: a second time it was pasted by mistake, or added to what said it already."""
    for _, parts in groupby(stuk.texts, lambda prose: prose.path):
        known: set[str] = set()
        for prose in parts:
            yield from _again(prose, known)


def _again(prose: Prose, known: set[str]) -> Iterator[Finding]:
    for start, end in prose.sentences:
        sentence = prose.text[start:end]
        if sentence[-1] not in ".!?" or sentence.count(" ") < _FEWEST - 1:
            continue
        if sentence in known and prose.is_literal(start, start + 1) and not prose.is_quoted(start):
            hint = "haal één van beide weg"
            yield prose.finding(start, end, f"de zin ‘{sentence[:40].rstrip()}…’ staat twee keer in deze tekst", hint)
        known.add(sentence)
