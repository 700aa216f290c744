"""Look words up: those of a sentence, those of a group, and where the phrases of a list occur."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.longest import Phrases
from raadsvoorstel.prose import Prose, Word

Words = tuple[Word, ...]


class Wanted(Struct, frozen=True):
    """Phrases to look for, in small letters; `*` stands for any word."""

    texts: tuple[str, ...]
    index: Phrases

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Wanted":
        """Return phrases in the form in which `occurrences` looks for them."""
        split = [text.lower().replace("’", "'").split() for text in texts]
        index = Phrases()
        for number, words in enumerate(split):
            index.add(words, number)
        return cls(tuple(map(" ".join, split)), index)


@lru_cache(maxsize=256)
def group(lijsten: Lijsten, name: str) -> frozenset[str]:
    """Return the words, in small letters, of one of the `woordgroepen`."""
    return frozenset(
        word.lower()
        for row in lijsten.list_of("woordgroepen")
        if name in row.get("groep", ())
        for word in row.get("woorden", ())
    )


@once
def sentences(prose: Prose) -> tuple[Words, ...]:
    """Return the words of every sentence of a text."""
    found: list[Words] = []
    words, at = prose.words, 0
    for _, end in prose.sentences:
        first = at
        while at < len(words) and words[at].end <= end:
            at += 1
        found.append(words[first:at])
    return tuple(found)


def sentence_at(prose: Prose, place: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends; nothing around it when it stands in none."""
    at = bisect_right(prose.sentences, (place, len(prose.text))) - 1
    if at >= 0 and prose.sentences[at][0] <= place < prose.sentences[at][1]:
        return prose.sentences[at]
    return place, place


def words_between(prose: Prose, start: int, end: int) -> Words:
    """Return the words that begin and end between two places."""
    first = bisect_left(prose.words, start, key=_start)
    last = bisect_right(prose.words, end, key=_end)
    return prose.words[first : max(first, last)]


def _start(word: Word) -> int:
    return word.start


def _end(word: Word) -> int:
    return word.end


def occurrences(words: Sequence[Word], wanted: Wanted) -> Iterator[tuple[int, int, str]]:
    """Yield where phrases occur: the numbers of the first word and of the one after the last, and the phrase."""
    lowers = [word.lower.replace("’", "'") for word in words]
    done = 0
    for at, lower in enumerate(lowers):
        if at < done or lower not in wanted.index.on:
            continue
        if found := wanted.index.longest((lowers[place] for place in range(at, len(lowers))), any_word="*"):
            count, number = found
            done = at + count
            yield at, done, wanted.texts[number]


def adjoin(prose: Prose, words: Sequence[Word]) -> bool:
    """Whether only spaces stand between words."""
    return all(prose.text[one.end : other.start].strip(" ") == "" for one, other in pairwise(words))


def has(words: Iterable[Word], wanted: frozenset[str]) -> bool:
    """Whether one of the words is wanted."""
    return any(word.lower in wanted for word in words)


@once
def changes(prose: Prose, lijsten: Lijsten) -> bool:
    """Whether a text tells that somebody joins or leaves."""
    return has(prose.words, group(lijsten, "toetreding"))
