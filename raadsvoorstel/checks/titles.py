"""The titles of annexes and those in a decision, looked through once for all that is asked of them."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property

from msgspec import Struct

from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.prose import Prose

STEM = 6
_NEAR = 0.72
_FEW = 2


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


class Decided(Struct, frozen=True):
    """The titles in a decision that no annex has, in alphabetical order: by their first word, and by kind and rest."""

    lijsten: Lijsten
    by_first: dict[str, list[tuple[str, SequenceMatcher[str]]]]
    by_kind: dict[tuple[str, str], list[str]]

    @classmethod
    def of(cls, titles: Iterable[str], lijsten: Lijsten) -> "Decided":
        """Return titles in plain words, none of them empty."""
        decided = cls(lijsten, {}, {})
        for title in sorted(titles):
            first, _, rest = title.partition(" ")
            decided.by_first.setdefault(first, []).append((title, SequenceMatcher(None, b=title, autojunk=False)))
            for kind in _kinds(first, rest, lijsten):
                decided.by_kind.setdefault((kind, rest), []).append(title)
        return decided

    def meant(self, title: str) -> str | None:
        """Return the first title that this one will be a mistake for: it resembles it, or is its beginning."""
        first, _, rest = title.partition(" ")
        found = [_like(title, self.by_first.get(first, ()))]
        for kind in _kinds(first, rest, self.lijsten):
            kin = (other for other in self.by_kind.get((kind, rest), ()) if not other.startswith(f"{first} "))
            found.append(next(kin, None))
        return min(filter(None, found), default=None)


def _kinds(first: str, rest: str, lijsten: Lijsten) -> list[str]:
    """Return the kinds by which a title is kin to others with the same rest: a visie, a nota; none of a short one."""
    known = lijsten.words_of("bijlagesoorten") if rest.count(" ") >= _FEW else ()
    return [kind for kind in known if first.endswith(kind)]


def _like(title: str, others: Sequence[tuple[str, SequenceMatcher[str]]]) -> str | None:
    for other, matcher in others:
        if other in title:
            alike = title.startswith(other + " ") and other.count(" ") >= _FEW
        else:
            matcher.set_seq1(title)
            measures = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
            alike = all(measure() >= _NEAR for measure in measures)
        if alike:
            return other
    return None
