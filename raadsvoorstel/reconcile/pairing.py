"""Which words, lines or rows of two versions are the same, or one the other after an edit."""

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct

from raadsvoorstel.reconcile.words import Tokens

Pairs = list[tuple[int, int]]
"""Places in two versions that belong together; both go up."""

_T = TypeVar("_T")
_MOST_COMPARED = 10_000
"""Pairs of lines that are compared by their words; beyond it only lines that are equal are recognised."""
_MOST_SEARCHED = 250_000
"""Pairs of words beyond which a search takes too long: it begins at words that stand in one place only, and what lies
between those is searched without the very common ones."""
ALIKE = 0.5
"""How much two lines must have in common to be taken for one (shared words over all words)."""


def same_items(one: Sequence[Hashable], other: Sequence[Hashable]) -> Pairs:
    """Return which items of two sequences are equal, as many as go in order."""
    if one == other:
        return [(i, i) for i in range(len(one))]
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    middle = one[head : len(one) - tail], other[head : len(other) - tail]
    within = _between_landmarks(*middle)
    ends = ((len(one) - i, len(other) - i) for i in range(tail, 0, -1))
    return [*((i, i) for i in range(head)), *((head + a, head + b) for a, b in within), *ends]


def _between_landmarks(one: Sequence[Hashable], other: Sequence[Hashable]) -> Pairs:
    """Return which items are equal; in long sequences first those by which a place is known, then those between."""
    if len(one) * len(other) <= _MOST_SEARCHED:
        return _searched(one, other)
    pairs: Pairs = []
    before = (-1, -1)
    for after in [*_landmarks(one, other), (len(one), len(other))]:
        a, b = before[0] + 1, before[1] + 1
        pairs += [(a + i, b + j) for i, j in _searched(one[a : after[0]], other[b : after[1]])]
        pairs.append(after)
        before = after
    return pairs[:-1]


def _searched(one: Sequence[Hashable], other: Sequence[Hashable]) -> Pairs:
    if not one or not other:
        return []
    if (found := _in_order(one, other)) is not None:
        return found
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=len(one) * len(other) > _MOST_SEARCHED)
    return [(m.a + i, m.b + i) for m in matcher.get_matching_blocks() for i in range(m.size)]


def _in_order(one: Sequence[Hashable], other: Sequence[Hashable]) -> Pairs | None:
    """Return which items are equal where each stands in a sequence once, and in both in one order; else None."""
    places = {item: place for place, item in enumerate(other)}
    if len(places) < len(other) or len({*one}) < len(one):
        return None
    found = [(i, places[item]) for i, item in enumerate(one) if item in places]
    return found if all(a[1] < b[1] for a, b in pairwise(found)) else None


def _landmarks(one: Sequence[Hashable], other: Sequence[Hashable]) -> Pairs:
    """Return items that begin a row of three which either sequence has only once, as many as go in order."""
    places, others = (_unique_rows(items) for items in (one, other))
    shared = [(i, others[row]) for row, i in places.items() if row in others]
    return [shared[n] for n in rising([j for _, j in shared])]


def _unique_rows(items: Sequence[Hashable]) -> dict[tuple[Hashable, ...], int]:
    rows = list(zip(items, items[1:], items[2:], strict=False))
    counts = Counter(rows)
    return {row: place for place, row in enumerate(rows) if counts[row] == 1}


def rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of as many numbers as rise one after another (patience sorting)."""
    tops: list[int] = []
    at: list[int] = []
    below: list[int] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        below.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        at[pile : pile + 1] = [place]
    found = [at[-1]] if at else []
    while found and below[found[-1]] >= 0:
        found.append(below[found[-1]])
    return found[::-1]


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def same_tokens(one: Tokens, other: Tokens) -> Pairs:
    """Return which tokens of two lines are the same: words first, and a space only with the word behind it."""
    words, others = ([i for i, token in enumerate(tokens) if not token.is_space] for tokens in (one, other))
    found = same_items([one[i].key for i in words], [other[i].key for i in others])
    pairs: Pairs = []
    for a, b in ((words[i], others[j]) for i, j in found):
        if a and b and one[a - 1].is_space and other[b - 1].is_space:
            pairs.append((a - 1, b - 1))
        pairs.append((a, b))
    if one and other and one[-1].is_space and other[-1].is_space:
        pairs.append((len(one) - 1, len(other) - 1))
    return pairs


def pair(
    one: Sequence[_T],
    other: Sequence[_T],
    same: Callable[[_T], Hashable],
    likeness: Callable[[_T, _T], float],
) -> Pairs:
    """Return which items of two sequences are one: those that are equal, and between those the ones most alike."""
    equal = same_items([*map(same, one)], [*map(same, other)])
    pairs: Pairs = []
    before = (-1, -1)
    for after in [*equal, (len(one), len(other))]:
        gap = (range(before[0] + 1, after[0]), range(before[1] + 1, after[1]))
        pairs += _most_alike(*gap, lambda i, j: likeness(one[i], other[j]))
        pairs.append(after)
        before = after
    return pairs[:-1]


def _most_alike(one: range, other: range, likeness: Callable[[int, int], float]) -> Pairs:
    """Return the pairs, in order, that have most in common altogether."""
    if not one or not other or len(one) * len(other) > _MOST_COMPARED:
        return []
    scores = {(i, j): score for i in one for j in other if (score := likeness(i, j)) >= ALIKE}
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in reversed(range(len(one))):
        for j in reversed(range(len(other))):
            with_pair = scores.get((one[i], other[j]), 0.0) + best[i + 1][j + 1]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], with_pair)
    return list(_trace(best, scores, one, other))


def _trace(
    best: list[list[float]], scores: dict[tuple[int, int], float], one: range, other: range
) -> Iterator[tuple[int, int]]:
    i = j = 0
    while i < len(one) and j < len(other):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            yield one[i], other[j]
            i, j = i + 1, j + 1


def shared(one: Counter[str], other: Counter[str]) -> float:
    """Return which part of the words of two lines they have in common, between 0 and 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


class _Heaviest(Struct):
    """The heaviest of what stands before a place, each with which one it is (a Fenwick tree)."""

    tree: list[tuple[int, int]]

    def know(self, place: int, one: tuple[int, int]) -> None:
        """Take in what stands at a place."""
        place += 1
        while place < len(self.tree):
            self.tree[place] = max(self.tree[place], one)
            place += place & -place

    def before(self, place: int) -> tuple[int, int]:
        """Return the heaviest before a place."""
        most = self.tree[0]
        while place > 0:
            most = max(most, self.tree[place])
            place -= place & -place
        return most


def stays(one: Sequence[Hashable], other: Sequence[Hashable], weight: Callable[[int], int]) -> set[int]:
    """Return the items of `one` that stay where they are when it is put in the order of `other`, by weight.

    Items must be unique; what `other` lacks does not count.
    """
    rank = {item: place for place, item in enumerate(other)}
    heaviest: dict[int, tuple[int, int]] = {}
    best = _Heaviest([(0, -1)] * (len(other) + 1))
    for i, item in enumerate(one):
        if item in rank:
            most, last = best.before(rank[item])
            heaviest[i] = (most + weight(i), last)
            best.know(rank[item], (heaviest[i][0], i))
    at = max(heaviest, key=lambda i: heaviest[i][0], default=-1)
    kept: set[int] = set()
    while at >= 0:
        kept.add(at)
        at = heaviest[at][1]
    return kept
