"""Merge three versions of a text: what ours changed since the base goes into theirs, or clashes with it.

Nothing of theirs is ever lost: where both changed the same words theirs stays, and the clash says so.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from raadsvoorstel.reconcile.groups import Group, by_base, group, with_moved
from raadsvoorstel.reconcile.lines import merge_line
from raadsvoorstel.reconcile.nodes import Grid, Line, Row, Thing, pair_things, said, sameness
from raadsvoorstel.reconcile.pairing import Pairs
from raadsvoorstel.reconcile.steps import Clash, Drop, Insert, Place, Reason, Restyle, Step

Things = tuple[Thing, ...]


class Merged(Struct, frozen=True):
    """The steps that put ours into theirs, in order, and what clashes."""

    steps: tuple[Step, ...] = ()
    clashes: tuple[Clash, ...] = ()


def merge(base: Things, ours: Things, theirs: Things) -> Merged:
    """Return what has to be done to theirs."""
    if base == ours and all(_kind(a) == _kind(b) for a, b in zip(base, ours, strict=True)):
        return Merged()
    work = _Work()
    kept = with_moved(group(base, theirs), base, theirs)
    work.things(_Three(base, ours, theirs, tuple(pair_things(base, ours)), tuple(kept)))
    return Merged(tuple(work.steps), tuple(work.clashes))


def merge_lines(base: Line, ours: Line, theirs: Line) -> Merged:
    """Return what has to be done to a line that is known to be the same one, such as a title or a value."""
    steps, clashes = merge_line((base,), 0, ours, (theirs,), ((0,),))
    return Merged(tuple(step for step in steps if not isinstance(step, Restyle)), tuple(clashes))


def remove(base: Things, theirs: Things) -> Merged:
    """Return how to take a whole text out: altogether, or not at all where theirs changed anything in it."""
    if [*map(sameness, base)] == [*map(sameness, theirs)]:
        return Merged(tuple(Drop((place,)) for place in range(len(theirs))))
    if not theirs:
        return Merged()
    return Merged(clashes=(Clash((0,), Reason.CHANGED, said(base), "", said(theirs)),))


def _kind(thing: Thing) -> object:
    return thing.kind if isinstance(thing, Line) else None


class _Three(Struct, frozen=True, dict=True):
    """Three versions of a sequence; `made` pairs base with ours, `kept` base with theirs."""

    base: Things
    ours: Things
    theirs: Things
    made: tuple[tuple[int, int], ...]
    kept: tuple[Group, ...]
    at: Place = ()

    @cached_property
    def group_of(self) -> Mapping[int, Group]:
        return by_base(self.kept)

    @cached_property
    def _starts(self) -> list[int]:
        return [each.base.start for each in self.kept]

    def is_unchanged(self, i: int) -> bool:
        """Whether theirs left something of the base as it was."""
        each = self.group_of.get(i)
        return each is not None and each.is_one and sameness(self.base[i]) == sameness(self.theirs[each.theirs.start])

    @cached_property
    def added(self) -> frozenset[object]:
        """Return what theirs says that the base did not."""
        known = {k for each in self.kept for k in each.theirs}
        return frozenset(sameness(thing) for k, thing in enumerate(self.theirs) if k not in known)

    def gap(self, i: int) -> int:
        """Return the place in theirs of what follows before `base[i]`."""
        following = bisect_left(self._starts, i)
        return self.kept[following].theirs.start if following < len(self.kept) else len(self.theirs)

    def near(self, i: int) -> Place:
        """Return the place of what stands in theirs where `base[i]` stood."""
        each = self.group_of.get(i)
        return (*self.at, each.theirs.start if each else max(0, min(self.gap(i), len(self.theirs) - 1)))


class _Work(Struct):
    steps: list[Step] = []
    clashes: list[Clash] = []

    def things(self, three: _Three) -> None:
        for dropped, new in _between(three):
            self._replaced(three, dropped, new)
        for i, j in three.made:
            one, other = three.base[i], three.ours[j]
            if _looks(one) != _looks(other):
                self._changed(three, i, j)

    def _replaced(self, three: _Three, dropped: range, new: range) -> None:
        made = [three.ours[j] for j in new if sameness(three.ours[j]) not in three.added]
        if dropped and new and not all(map(three.is_unchanged, dropped)):
            if made or any(i in three.group_of for i in dropped):
                self._clash(three, dropped, said(three.ours[j] for j in new))
            return
        for i in dropped:
            if three.is_unchanged(i):
                self.steps.append(Drop(three.near(i)))
            elif i in three.group_of:
                self._clash(three, range(i, i + 1), "")
        place = three.near(dropped[-1])[-1] + 1 if dropped and new else three.gap(dropped.stop)
        self.steps += [Insert((*three.at, place), thing) for thing in made]

    def _clash(self, three: _Three, dropped: range, ours: str) -> None:
        groups = [three.group_of[i] for i in dropped if i in three.group_of]
        theirs = sorted({k for each in groups for k in each.theirs})
        reason = Reason.GONE if not theirs else Reason.BOTH if ours else Reason.CHANGED
        place = (*three.at, theirs[0]) if theirs else three.near(dropped.start)
        base, said_there = said(three.base[i] for i in dropped), said(three.theirs[k] for k in theirs)
        self.clashes.append(Clash(place, reason, base, ours, said_there))

    def _changed(self, three: _Three, i: int, j: int) -> None:
        """Put a change within something into theirs."""
        each = three.group_of.get(i)
        one, other = three.base[i], three.ours[j]
        if each is None:
            if sameness(other) not in three.added and sameness(one) != sameness(other):
                self._clash(three, range(i, i + 1), said([other]))
            return
        theirs = [three.theirs[k] for k in each.theirs]
        match one, other, theirs[0]:
            case Line(), Line(), Line():
                group_base = [thing for k in each.base if isinstance(thing := three.base[k], Line)]
                group_theirs = [thing for thing in theirs if isinstance(thing, Line)]
                places = [(*three.at, k) for k in each.theirs]
                self._take(*merge_line(group_base, i - each.base.start, other, group_theirs, places))
            case Grid(), Grid(), Grid():
                self._grid(three, i, j, (one, other, theirs[0]))
            case Row(), Row(), Row():
                self._row((one, other, theirs[0]), (*three.at, each.theirs.start))

    def _grid(self, three: _Three, i: int, j: int, grids: tuple[Grid, Grid, Grid]) -> None:
        base, ours, theirs = grids
        place = three.near(i)
        if len({frozenset(grid.widths) for grid in grids}) == 1:
            rows = _Three(
                base.rows, ours.rows, theirs.rows, _rows(base, ours), tuple(group(base.rows, theirs.rows)), place
            )
            self.things(rows)
        elif three.is_unchanged(i):
            self.steps += [Drop(place), Insert((*place[:-1], place[-1] + 1), three.ours[j])]
        else:
            self._clash(three, range(i, i + 1), said([ours]))

    def _row(self, rows: tuple[Row, Row, Row], place: Place) -> None:
        base, ours, theirs = rows
        for n, (one, other, third) in enumerate(zip(base.cells, ours.cells, theirs.cells, strict=True)):
            if [*map(_looks, one)] == [*map(_looks, other)]:
                continue
            # The lines of a cell are known by their place: an amount may have nothing in common with the next.
            made = tuple((i, i) for i in range(len(one))) if len(one) == len(other) else tuple(pair_things(one, other))
            kept = tuple(group(one, third))
            if len(one) == 1:
                kept = (Group(range(1), range(len(third))),) if third else ()
            elif len(one) == len(third):
                kept = tuple(Group(range(i, i + 1), range(i, i + 1)) for i in range(len(one)))
            self.things(_Three(one, other, third, made, kept, (*place, n)))

    def _take(self, steps: list[Step], clashes: list[Clash]) -> None:
        self.steps += steps
        self.clashes += clashes


def _rows(base: Grid, ours: Grid) -> tuple[tuple[int, int], ...]:
    return tuple(pair_things(base.rows, ours.rows))


def _between(three: _Three) -> Iterator[tuple[range, range]]:
    """Yield what ours took out of the base and what it put there, between what it kept."""
    ends: Pairs = [(-1, -1), *three.made, (len(three.base), len(three.ours))]
    for (i, j), (next_i, next_j) in pairwise(ends):
        dropped, new = range(i + 1, next_i), range(j + 1, next_j)
        if dropped or new:
            yield dropped, new


def _looks(thing: Thing) -> object:
    """Return all that shows of something: words, formatting, and what sort of paragraph it is."""
    match thing:
        case Line():
            return (thing.kind, tuple(token.looks for token in thing.tokens))
        case Row():
            return tuple(tuple(map(_looks, cell)) for cell in thing.cells)
        case Grid():
            return tuple(map(_looks, thing.rows))
        case _:
            return thing
