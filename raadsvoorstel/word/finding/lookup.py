"""Lines, found by the words in them: which of them hold another line, and which are most like it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop

from msgspec import Struct

from raadsvoorstel.word.finding.effort import Effort
from raadsvoorstel.word.finding.likeness import PERHAPS, alike, cost

_Word = str | tuple[str, int]
"""A word of a line; the second time that it stands there, and the third, with that number."""


class Lookup(Struct, frozen=True, dict=True):
    """Some lines, known by their places among them."""

    lines: Sequence[str]
    effort: Effort

    def holding(self, line: str) -> list[int]:
        """Return the lines that another is a part of, from any letter to any letter."""
        # Of the first and the last word a part may do; those between must be there as they are.
        inner = line.split(" ")[1:-1]
        places = min((self._by_piece.get(piece, []) for piece in inner), key=len, default=range(len(self.lines)))
        self.effort.spend(sum(map(self._lengths.__getitem__, places)))
        return [place for place in places if line in self.lines[place]]

    @cached_property
    def _lengths(self) -> list[int]:
        """How much work it is to look through each line."""
        return [2 + len(line) // 64 for line in self.lines]

    @cached_property
    def _by_piece(self) -> Mapping[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(self.lines):
            for piece in {*line.split(" ")}:
                found[piece].append(place)
        return found

    def became(self, line: str, *, least: float, clearly: float) -> Iterator[tuple[int, float]]:
        """Yield what an older line may have become, with how alike they are: at least `least`.

        Left out is what falls behind the best so far by `clearly` or more.
        """
        best = 0.0
        for most, place in self._likely(line, least):
            if most <= best - clearly:
                break
            if (score := self._alike(line, self.lines[place])) >= least:
                best = max(best, score)
                yield place, score

    def was(self, line: str, *, least: float) -> Iterator[tuple[int, float]]:
        """Yield what a newer line may have been, with how alike they are: at least `least`."""
        for _, place in self._likely(line, least):
            if (score := self._alike(self.lines[place], line)) >= least:
                yield place, score

    def _alike(self, one: str, other: str) -> float:
        self.effort.spend(cost(one, other))
        return alike(one, other)

    def _likely(self, line: str, least: float) -> Iterator[tuple[float, int]]:
        """Yield the lines that share words with another, with how alike they are at most, the likeliest first."""
        words = _numbered(line)
        shared: Counter[int] = Counter()
        for word in words:
            places = self._by_word.get(word, [])
            self.effort.spend(len(places))
            shared.update(places)
        self.effort.spend(3 * len(shared))
        length, sizes = len(words), self._sizes
        least = max(least, PERHAPS)
        likely = [(-m, place) for place, count in shared.items() if (m := 2 * count / (length + sizes[place])) >= least]
        heapify(likely)
        while likely:
            most, place = heappop(likely)
            yield -most, place

    @cached_property
    def _by_word(self) -> Mapping[_Word, list[int]]:
        found: defaultdict[_Word, list[int]] = defaultdict(list)
        for place, line in enumerate(self.lines):
            for word in _numbered(line):
                found[word].append(place)
        return found

    @cached_property
    def _sizes(self) -> list[int]:
        return [len(line.split()) for line in self.lines]


def _numbered(line: str) -> list[_Word]:
    seen: Counter[str] = Counter()
    words: list[_Word] = []
    for word in line.split():
        seen[word] += 1
        words.append((word, seen[word]) if seen[word] > 1 else word)
    return words
