"""Which lines of an edited text come from which of its base: also where lines were split or joined."""

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.reconcile.nodes import Line, Thing, pair_things, sameness, words_in

_TELLING = 3
"""Words from which a line is known by what it says."""
_MOSTLY = 0.6
"""The part of a line's words that must come from another for it to be a piece of that one."""


class Group(Struct, frozen=True):
    """Things of the base, and what became of them."""

    base: range
    theirs: range

    @property
    def is_one(self) -> bool:
        """Whether nothing was split or joined."""
        return len(self.base) == len(self.theirs) == 1


def group(base: tuple[Thing, ...], theirs: tuple[Thing, ...]) -> list[Group]:
    """Return what became of the base, in order; what is in no group is gone, or new."""
    pairs = pair_things(base, theirs)
    groups = [Group(range(i, i + 1), range(k, k + 1)) for i, k in pairs]
    taken = {i for i, _ in pairs}, {k for _, k in pairs}
    if len(taken[0]) == len(base) and len(taken[1]) == len(theirs):
        return groups
    return [_grown(each, base, theirs, taken) for each in groups]


def _grown(each: Group, base: Sequence[Thing], theirs: Sequence[Thing], taken: tuple[set[int], set[int]]) -> Group:
    first = base[each.base.start], theirs[each.theirs.start]
    if not all(isinstance(thing, Line) for thing in first):
        return each
    one, other = map(words_in, first)
    split = _extended(each.theirs, theirs, one - other, taken[1])
    if len(split) > 1:
        return replace(each, theirs=split)
    return replace(each, base=_extended(each.base, base, other - one, taken[0]))


def _extended(places: range, things: Sequence[Thing], missing: Counter[str], taken: set[int]) -> range:
    """Return `places` with the free lines around it that are made of what is missing there."""
    for step, edge in ((1, places.stop), (-1, places.start - 1)):
        place = edge
        while 0 <= place < len(things) and place not in taken and isinstance(things[place], Line):
            words = words_in(things[place])
            if words.total() < 2 or (words & missing).total() < _MOSTLY * words.total():
                break
            missing = missing - words
            taken.add(place)
            places = range(min(place, places.start), max(place + 1, places.stop))
            place += step
    return places


def with_moved(groups: Sequence[Group], base: Sequence[Thing], theirs: Sequence[Thing]) -> list[Group]:
    """Return groups with those lines that stand elsewhere in the text, as they were; in the order of the base."""
    taken = {i for each in groups for i in each.base}, {k for each in groups for k in each.theirs}
    was, now = (
        {n: sameness(thing) for n, thing in enumerate(things) if n not in known and words_in(thing).total() >= _TELLING}
        for things, known in ((base, taken[0]), (theirs, taken[1]))
    )
    counts = Counter(was.values()), Counter(now.values())
    where = {same: k for k, same in now.items() if counts[1][same] == 1}
    moved = [
        Group(range(i, i + 1), range(where[same], where[same] + 1))
        for i, same in was.items()
        if counts[0][same] == 1 and same in where
    ]
    return sorted([*groups, *moved], key=lambda each: each.base.start)


def by_base(groups: Sequence[Group]) -> Mapping[int, Group]:
    """Return the group of each thing of the base."""
    return {i: each for each in groups for i in each.base}
