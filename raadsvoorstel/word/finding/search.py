"""What has been found of a document so far."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct, field

from raadsvoorstel.word.finding.ground import Ground
from raadsvoorstel.word.finding.likeness import PERHAPS
from raadsvoorstel.word.finding.lookup import Lookup

_OF_A_DOUBT = 40
"""What it takes to remember that a text may stand in a place, in steps of `Effort`."""


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
    passage ends because a copy of another begins there; `begun` is how many texts begin at a block.
    """

    ground: Ground
    how: dict[int, How] = {}
    starts: dict[int, int] = {}
    also: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    cuts: set[int] = set()
    begun: Counter[int] = field(default_factory=Counter)

    def find(self, text: int, how: How, start: int) -> None:
        """Take the block at `start` for the beginning of a text."""
        self.how[text] = how
        if text in self.starts:
            self.begun[self.starts[text]] -= 1
        self.starts[text] = start
        self.begun[start] += 1

    def begins(self, place: int) -> bool:
        """Whether a text that was found begins at a block."""
        return self.begun[place] > 0

    def doubt(self, text: int, places: Iterable[int]) -> None:
        """Say of a text that it may stand in `places`; where it was found before is one of them."""
        self.how[text] = How.UNCERTAIN
        if text in self.starts:
            start = self.starts.pop(text)
            self.begun[start] -= 1
            self.also[text].add(start)
        self.add(text, places)

    def add(self, text: int, places: Iterable[int]) -> None:
        """Say of a text that it stands in `places` as well."""
        before = len(self.also[text])
        self.also[text].update(places)
        self.ground.effort.spend(_OF_A_DOUBT * (len(self.also[text]) - before))

    def doubt_owners(self, places: Iterable[int], owner: Mapping[int, int]) -> None:
        """Say that the passages which hold `places` may hold what is not theirs.

        `owner` is from before anything was doubted; a text that has been doubted since owns nothing.
        """
        for text in {owner[place] for place in places if place in owner}:
            if text in self.starts:
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
        return {place for text, places in self.passages().items() for place in self.unchanged(text, places)}

    def unchanged(self, text: int, places: range) -> Iterator[int]:
        """Yield the blocks of a passage that say what its text said, no more of them than it did."""
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

    def unexplained(self, sections: Container[int]) -> Mapping[int, list[int]]:
        """Return the new blocks that are not clearly a changed paragraph of the passage they stand in.

        They are looked for under the titles of some `sections`, and given by section.
        """
        owner, passages, ground = self.owner(), self.passages(), self.ground
        lost: dict[int, Lookup] = {}
        found: defaultdict[int, list[int]] = defaultdict(list)
        for place in self.strange():
            if ground.under[place] not in sections:
                continue
            text = owner.get(place, -1)
            if text >= 0 and text not in lost:
                lost[text] = ground.lookup(self.missing(text, passages[text]))
            if text < 0 or not any(True for _ in lost[text].was(ground.lines[place], least=PERHAPS)):
                found[ground.under[place]].append(place)
        return found
