"""The one address of a text: in the YAML, the template, the Word file and every report."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from sys import intern
from typing import NewType

FieldPath = NewType("FieldPath", str)

ROOT = FieldPath("")
_SEPARATORS = re.compile(r"[\s\-_]+")
_ALIKE = 0.6
"""How alike two names are at least when one of them may be meant."""
_MOST_KNOWN, _NEAREST = 500, 32
"""Among how many names one is sought, more than a country has of anything; how many are looked at letter by letter."""
_KEY = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """Return the one spelling of a key: `Financiën` and `juridisch kader` as a person types them.

    Lower case ASCII, words joined by `_`. What has no ASCII base letter stays as it is, so that
    `is_key` can refuse it.
    """
    if is_key(name):
        return name
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _SEPARATORS.sub("_", plain.strip().lower()).strip("_")


def is_key(name: str) -> bool:
    """Whether `name` is spelled as a key: lower case ASCII letters, digits and single underscores."""
    return _KEY.fullmatch(name) is not None


def join(path: FieldPath, key: str) -> FieldPath:
    """Return the path of `key` within `path`: one object, however often it is joined."""
    return FieldPath(intern(f"{path}.{key}" if path else key))


@lru_cache(maxsize=4096)
def as_path(written: str) -> FieldPath:
    """Return a path that a person typed, in the one spelling of its keys."""
    return FieldPath(intern(".".join(map(canonical, written.split(".")))))


def parent(path: FieldPath) -> FieldPath:
    """Return the path that holds `path`; the parent of a top-level field is `ROOT`."""
    return FieldPath(path.rpartition(".")[0])


def last(path: FieldPath) -> str:
    """Return the last key of `path`."""
    return path.rpartition(".")[2]


def is_within(path: FieldPath, ancestor: FieldPath) -> bool:
    """Whether `path` is `ancestor` or lies below it; everything lies within `ROOT`."""
    return not ancestor or path == ancestor or path.startswith(ancestor + ".")


def is_within_any(path: FieldPath, ancestors: Set[FieldPath]) -> bool:
    """Whether `path` is one of `ancestors` or lies below one; `ROOT` is none."""
    return not ancestors.isdisjoint(lineage(path))


@lru_cache(maxsize=4096)
def lineage(path: FieldPath) -> tuple[FieldPath, ...]:
    """Return a path and all that hold it, from the inside out; without `ROOT`."""
    found: list[FieldPath] = []
    while path != ROOT:
        found.append(path)
        path = parent(path)
    return tuple(found)


def closest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that was most likely meant, or None when none comes near or there are too many."""
    # Only a mistake needs it, and to read it in takes as long as to judge a whole proposal.
    from difflib import SequenceMatcher
    from heapq import nlargest

    wanted, names = canonical(name), tuple(known)
    if len(names) > _MOST_KNOWN:
        return None
    bits, bags = _bags(names)
    bag = sum(1 << bits[letter] for letter in _letters(wanted) if letter in bits)
    # No two names are more alike than the letters that they share, in whatever order: that is soon seen.
    bounds = [(_ratio((bag & its).bit_count(), len(wanted) + len(each)), each) for each, its in bags.items()]
    near = nlargest(_NEAREST, [pair for pair in bounds if pair[0] >= _ALIKE])
    if not near:
        return None
    best, found, matcher = (_ALIKE, ""), None, SequenceMatcher(None, b=wanted)
    for bound, each in near:
        if bound < best[0]:
            break
        matcher.set_seq1(each)
        if (alike := (matcher.ratio(), each)) >= best:
            best, found = alike, each
    return found


def _ratio(shared: int, letters: int) -> float:
    return 2.0 * shared / letters if letters else 1.0


_Letter = tuple[str, int]
"""A letter of a name, and how many of the same stand before it."""


def _letters(name: str) -> Iterator[_Letter]:
    seen = Counter[str]()
    for letter in name:
        yield letter, seen[letter]
        seen[letter] += 1


@lru_cache(maxsize=8)
def _bags(names: tuple[str, ...]) -> tuple[dict[_Letter, int], dict[str, int]]:
    """Return a bit for each letter in names, and the bits of each name: what two of them share is `one & other`."""
    bits: dict[_Letter, int] = {}
    return bits, {name: sum(1 << bits.setdefault(letter, len(bits)) for letter in _letters(name)) for name in names}
