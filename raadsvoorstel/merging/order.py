"""Which texts the source put elsewhere, and where in a file a new one belongs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from raadsvoorstel.edited import Edited, Key, Unit
from raadsvoorstel.reconcile.pairing import stays
from raadsvoorstel.word.manifest import BaseText, Kind


class Order(Struct, frozen=True):
    """Which texts were moved since a document was made: by the source (`ours`), and in the file (`theirs`).

    `apart` are those that stand elsewhere in the source than in the file.
    """

    ours: frozenset[Key]
    theirs: frozenset[Key]
    apart: frozenset[Key]

    def is_to_move(self, key: Key) -> bool:
        """Whether the source put a text elsewhere, and the file left it where it was."""
        return key in self.ours and key not in self.theirs

    def clashes(self, key: Key) -> bool:
        """Whether both put a text elsewhere, and not in the same place."""
        return key in self.ours and key in self.theirs and key in self.apart


def order_of(units: Sequence[Unit], ours: Mapping[Key, BaseText]) -> Order:
    """Compare the order of the texts in three versions."""
    there = [unit for unit in units if unit.is_there]
    placed = sorted(there, key=lambda unit: unit.places[0])
    made = [key for key in ours if key[0] is not Kind.VALUE]
    keys = [unit.key for unit in placed]
    return Order(_moved(there, made), _moved(there, keys), _moved(placed, made))


def _moved(units: Sequence[Unit], other: Sequence[Key]) -> frozenset[Key]:
    keys = [unit.key for unit in units]
    kept = stays(keys, other, lambda n: 1 + len(units[n].base.text))
    known = {*other}
    return frozenset(key for n, key in enumerate(keys) if n not in kept and key in known)


def with_kept(
    memory: Sequence[BaseText], units: Sequence[Unit], ours: Mapping[Key, BaseText], kept: frozenset[Key]
) -> list[BaseText]:
    """Return the memory with the texts that are `kept`, where they were in the old order.

    The title above a text says where to look for it.
    """
    rank: dict[BaseText, int] = {}
    for n, unit in enumerate(units):
        for text in (unit.base, ours.get(unit.key, unit.base)):
            rank.setdefault(text, n)
    last = {rank[text]: place for place, text in enumerate(memory) if text in rank}
    after: defaultdict[int, list[BaseText]] = defaultdict(list)
    place = -1
    for n, unit in enumerate(units):
        if unit.key in kept:
            after[place].append(unit.base)
        place = max(place, last.get(n, -1))
    return [*after[-1], *(text for n, own in enumerate(memory) for text in (own, *after[n]))]


class Cursor(Struct):
    """Walks through a file in the order of the source; `gap` is the block before which something new comes now.

    `follows` is the text that was passed last.
    """

    edited: Edited
    gap: int | None = None
    follows: Key | None = None

    def passed(self, unit: Unit) -> None:
        """Go on behind a text that stands where it should."""
        self.gap, self.follows = unit.places[-1] + 1, unit.key

    def came(self, key: Key, gap: int) -> None:
        """Go on behind what was put in before the block at `gap`."""
        self.gap, self.follows = gap, key
