"""Find the words and word groups of a list in a text, by looking each word up once."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.prose import Prose

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
"""Per first word the word groups that begin with it, longest first, each with the number of its row."""


class Hit(Struct, frozen=True):
    """A word group found in a text: its place, its words as they stand there, and the number of its row."""

    start: int
    end: int
    text: str
    row: int


def phrases_of(rows: Iterable[tuple[str, int]]) -> Phrases:
    """Return an index of word groups; each is looked for in any mixture of small letters and capitals."""
    index: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrase, row in rows:
        if words := tuple(_plain(phrase).split()):
            index.setdefault(words[0], []).append((words, row))
    return {first: tuple(sorted(found, key=lambda each: -len(each[0]))) for first, found in index.items()}


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
        if place < done:
            continue
        for phrase, row in phrases.get(_plain(word.text), ()):
            last = place + len(phrase) - 1
            if last < len(words) and _stands_at(prose, phrase, place):
                done = last + 1
                yield Hit(word.start, words[last].end, prose.text[word.start : words[last].end], row)
                break


def _stands_at(prose: Prose, phrase: tuple[str, ...], place: int) -> bool:
    words = prose.words
    return all(
        _plain(words[place + n].text) == wanted.rstrip(",")
        and (n == 0 or _gap(prose, place + n) == ("," if phrase[n - 1].endswith(",") else ""))
        for n, wanted in enumerate(phrase)
    )


def _gap(prose: Prose, place: int) -> str | None:
    """Return what stands between a word and the one before it, apart from spaces; None when they touch."""
    between = prose.text[prose.words[place - 1].end : prose.words[place].start]
    return None if "\n" in between or not between[-1:].isspace() else between.strip()


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def like(word: str, example: str) -> str:
    """Return a word that begins with a capital where `example` does."""
    return word[:1].upper() + word[1:] if example[:1].isupper() else word
