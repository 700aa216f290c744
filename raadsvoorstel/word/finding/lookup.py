"""Lines, found by the words in them: which of them hold another line, and which are most like it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

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
        return [place for place in places if self._holds(place, line)]

    def _holds(self, place: int, line: str) -> bool:
        other = self.lines[place]
        self.effort.spend(2 + len(other) // 64)
        return line in other

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
        for most, place in self._likely(line):
            if most < least or most <= best - clearly:
                break
            if (score := self._alike(line, self.lines[place])) >= least:
                best = max(best, score)
                yield place, score

    def was(self, line: str, *, least: float) -> Iterator[tuple[int, float]]:
        """Yield what a newer line may have been, with how alike they are: at least `least`."""
        for most, place in self._likely(line):
            if most < least:
                break
            if (score := self._alike(self.lines[place], line)) >= least:
                yield place, score

    def _alike(self, one: str, other: str) -> float:
        self.effort.spend(cost(one, other))
        return alike(one, other)

    def _likely(self, line: str) -> list[tuple[float, int]]:
        """Return the lines that share words with another, with how alike they are at most, the likeliest first."""
        words = _numbered(line)
        shared: Counter[int] = Counter()
        for word in words:
            places = self._by_word.get(word, [])
            self.effort.spend(len(places))
            shared.update(places)
        self.effort.spend(3 * len(shared))
        likely = ((2 * count / (len(words) + self._sizes[place]), place) for place, count in shared.items())
        return sorted((each for each in likely if each[0] >= PERHAPS), key=lambda each: (-each[0], each[1]))

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
