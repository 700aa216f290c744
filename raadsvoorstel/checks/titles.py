"""The titles of annexes and those in a decision, looked through once for all that is asked of them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain

from msgspec import Struct

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.prose import Prose

STEM = 6
_NEAR = 0.72
_FEW = 2
_ALL = 32
"""So many titles are all compared with each other; nobody decides on more that begin with one word."""


class Titles(Struct, frozen=True, eq=False, dict=True):
    """The words, in small letters, of the title of each annex."""

    words: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, titles: Iterable[Prose]) -> "Titles":
        """Return the titles of a list of annexes."""
        return cls(tuple(tuple(word.lower for word in prose.words) for prose in titles))

    def say(self, part: str) -> bool:
        """Whether a word of any title holds this one."""
        if part not in self._said:
            self._said[part] = any(part in word for words in self.words for word in words)
        return self._said[part]

    def are_all(self, endings: tuple[str, ...]) -> bool:
        """Whether each title has a word that ends in one of these."""
        if endings not in self._ended:
            self._ended[endings] = all(any(word.endswith(endings) for word in words) for words in self.words)
        return self._ended[endings]

    @cached_property
    def stems(self) -> frozenset[str]:
        """How the words of all titles begin."""
        return frozenset(word[:STEM] for words in self.words for word in words)

    @cached_property
    def _said(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _ended(self) -> dict[tuple[str, ...], bool]:
        return {}


class Alike(Struct, frozen=True, eq=False, dict=True):
    """Titles that begin with one word, in alphabetical order, and what each is compared by."""

    matchers: dict[str, SequenceMatcher[str]]

    @classmethod
    def of(cls, titles: Iterable[str]) -> "Alike":
        """Return titles of which one may be meant by another."""
        return cls({title: SequenceMatcher(None, b=title, autojunk=False) for title in sorted(titles)})

    def first(self, title: str) -> str | None:
        """Return the first title that another resembles, or goes on from."""
        begun = (title[:end] for end, sign in enumerate(title) if sign == " ")
        found = [other for other in begun if other.count(" ") >= _FEW and other in self.matchers]
        near = next((other for other in self._near(title) if other not in title and self._is_like(title, other)), None)
        return min(filter(None, (*found, near)), default=None)

    def _is_like(self, title: str, other: str) -> bool:
        matcher = self.matchers[other]
        matcher.set_seq1(title)
        return all(measure() >= _NEAR for measure in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))

    def _near(self, title: str) -> Iterable[str]:
        """Return in order which titles to compare with; of very many, those that begin or end most like this one."""
        if len(self.matchers) <= _ALL:
            return self.matchers
        alike = _around(self._forward, title), (each[::-1] for each in _around(self._backward, title[::-1]))
        return sorted({*chain(*alike)})

    @cached_property
    def _forward(self) -> list[str]:
        return [*self.matchers]

    @cached_property
    def _backward(self) -> list[str]:
        return sorted(title[::-1] for title in self.matchers)


def _around(lines: Sequence[str], line: str) -> Sequence[str]:
    """Return the lines on either side of where another would stand."""
    at = bisect_left(lines, line)
    return lines[max(at - _ALL // 4, 0) : at + _ALL // 4]


class Decided(Struct, frozen=True):
    """The titles in a decision that no annex has, in alphabetical order: by their first word, and by kind and rest."""

    lijsten: Lijsten
    by_first: dict[str, Alike]
    by_kind: dict[tuple[str, str], list[str]]

    @classmethod
    def of(cls, titles: Iterable[str], lijsten: Lijsten) -> "Decided":
        """Return titles in plain words, none of them empty."""
        by_first: dict[str, list[str]] = {}
        by_kind: dict[tuple[str, str], list[str]] = {}
        for title in sorted(titles):
            first, _, rest = title.partition(" ")
            by_first.setdefault(first, []).append(title)
            for kind in _kinds(first, rest, lijsten):
                by_kind.setdefault((kind, rest), []).append(title)
        return cls(lijsten, {first: Alike.of(own) for first, own in by_first.items()}, by_kind)

    def meant(self, title: str) -> str | None:
        """Return the first title that this one will be a mistake for: it resembles it, or is its beginning."""
        first, _, rest = title.partition(" ")
        found = [self.by_first[first].first(title) if first in self.by_first else None]
        for kind in _kinds(first, rest, self.lijsten):
            kin = (other for other in self.by_kind.get((kind, rest), ()) if not other.startswith(f"{first} "))
            found.append(next(kin, None))
        return min(filter(None, found), default=None)


def _kinds(first: str, rest: str, lijsten: Lijsten) -> list[str]:
    """Return the kinds by which a title is kin to others with the same rest: a visie, a nota; none of a short one."""
    known = lijsten.words_of("bijlagesoorten") if rest.count(" ") >= _FEW else ()
    return [kind for kind in known if first.endswith(kind)]
