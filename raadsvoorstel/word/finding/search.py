"""What has been found of a document so far."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct, field

from raadsvoorstel.word.finding.ground import Ground
from raadsvoorstel.word.finding.likeness import PERHAPS, alike


class How(StrEnum):
    """By what a text was found."""

    MARK = "merk"
    TEXT = "tekst"
    TITLE = "titel"
    UNCERTAIN = "onzeker"
    GONE = "weg"


class Search(Struct):
    """What has been found so far, by the number of a text; a text without a `how` is still looked for.

    `also` gives the other blocks where a text stands, or may stand; `cuts` are blocks at which a
    passage ends because a copy of another begins there.
    """

    ground: Ground
    how: dict[int, How] = {}
    starts: dict[int, int] = {}
    also: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    cuts: set[int] = set()

    def find(self, text: int, how: How, start: int) -> None:
        """Take the block at `start` for the beginning of a text."""
        self.how[text], self.starts[text] = how, start

    def doubt(self, text: int, places: Iterable[int]) -> None:
        """Say of a text that it may stand in `places`; where it was found before is one of them."""
        self.how[text] = How.UNCERTAIN
        self.also[text] |= {*places, *([self.starts.pop(text)] if text in self.starts else [])}

    def doubt_owners(self, places: Iterable[int]) -> None:
        """Say that the passages which hold `places` may hold what is not theirs."""
        owner = self.owner()
        for text in {owner[place] for place in places if place in owner}:
            self.doubt(text, ())

    @property
    def wanted(self) -> list[int]:
        """The texts that are still looked for."""
        return [text for text in range(len(self.ground.past.texts)) if text not in self.how]

    def passages(self) -> dict[int, range]:
        """Return where each text that was found stands: from its beginning to the next, or to a title."""
        doubtful = {place for text, how in self.how.items() if how is How.UNCERTAIN for place in self.also[text]}
        ends = sorted(self.ground.fixed | doubtful | self.cuts | {*self.starts.values(), len(self.ground.lines)})
        following = dict(pairwise(ends))
        return {text: range(start, following[start]) for text, start in self.starts.items()}

    def owner(self) -> dict[int, int]:
        """Return for each block of a passage the text that it belongs to."""
        return {place: text for text, places in self.passages().items() for place in places}

    def explained(self) -> set[int]:
        """Return the blocks that say in a passage what its text always said."""
        return {place for text, places in self.passages().items() for place in self._unchanged(text, places)}

    def _unchanged(self, text: int, places: range) -> Iterator[int]:
        left = Counter(self.ground.past.said[text])
        for place in places:
            if left[self.ground.lines[place]] > 0:
                left[self.ground.lines[place]] -= 1
                yield place

    def strange(self) -> list[int]:
        """Return the blocks that begin no passage and that nobody said: new, or changed."""
        known = {*self.ground.fixed, *self.starts.values()}
        return [
            place
            for place, line in enumerate(self.ground.lines)
            if line and place not in known and line not in self.ground.past.owners
        ]

    def missing(self, text: int, places: range) -> list[str]:
        """Return what a text said and does not say any more in `places`."""
        here = {self.ground.lines[place] for place in places}
        return [line for line in self.ground.past.said[text] if line not in here]

    def unexplained(self) -> list[int]:
        """Return the new blocks that are not clearly a changed paragraph of the passage they stand in."""
        owner, lines = self.owner(), self.ground.lines
        lost = {text: self.missing(text, places) for text, places in self.passages().items()}
        return [
            place
            for place in self.strange()
            if place not in owner or all(alike(line, lines[place]) < PERHAPS for line in lost[owner[place]])
        ]
