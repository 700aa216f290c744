"""Find the words and word groups of a list in a text, by looking each word up once."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from msgspec import Struct

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.longest import Phrases
from raadsvoorstel.prose import Prose


class Hit(Struct, frozen=True):
    """A word group found in a text: its place, its words as they stand there, and the number of its row."""

    start: int
    end: int
    text: str
    row: int


def phrases_of(rows: Iterable[tuple[str, int]]) -> Phrases:
    """Return an index of word groups; each is looked for in any mixture of small letters and capitals."""
    index = Phrases()
    for phrase, row in rows:
        if words := _plain(phrase).split():
            after = ("," * one.endswith(",") + other.rstrip(",") for one, other in pairwise(words))
            index.add((words[0], *after), row)
    return index


@cache
def listed(lijsten: Lijsten, name: str, *fields: str) -> Phrases:
    """Return the index of what stands in these fields of a list; the number of a row is its place in the list."""
    rows = lijsten.list_of(name)
    return phrases_of((word, number) for number, row in enumerate(rows) for key in fields for word in row.get(key, ()))


@cache
def word_set(lijsten: Lijsten, name: str) -> frozenset[str]:
    """Return the words of a list without fields, to look up single words in small letters."""
    return frozenset(word.lower() for word in lijsten.words_of(name))


def find(prose: Prose, phrases: Phrases) -> Iterator[Hit]:
    """Yield the word groups in a text, the longest at each place; words that were found are not looked at again."""
    words, done = prose.words, 0
    for place, word in enumerate(words):
        if place < done or _plain(word.text) not in phrases.on:
            continue
        if found := phrases.longest(_from(prose, place)):
            count, row = found
            done = place + count
            end = words[done - 1].end
            yield Hit(word.start, end, prose.text[word.start : end], row)


def _from(prose: Prose, place: int) -> Iterator[str]:
    """Yield the words from a place on, each with the comma before it, as far as a word group can go on."""
    yield _plain(prose.words[place].text)
    for number in range(place + 1, len(prose.words)):
        gap = _gap(prose, number)
        if gap not in ("", ","):
            return
        yield gap + _plain(prose.words[number].text)


def _gap(prose: Prose, place: int) -> str | None:
    """Return what stands between a word and the one before it, apart from spaces; None when they touch."""
    between = prose.text[prose.words[place - 1].end : prose.words[place].start]
    return None if "\n" in between or not between[-1:].isspace() else between.strip()


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def like(word: str, example: str) -> str:
    """Return a word that begins with a capital where `example` does."""
    return word[:1].upper() + word[1:] if example[:1].isupper() else word
