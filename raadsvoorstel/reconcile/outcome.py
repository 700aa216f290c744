"""What a text says after the steps of a merge: to hold the result of writing them against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from raadsvoorstel.reconcile.nodes import Grid, Image, Line, Thing, lines_in
from raadsvoorstel.reconcile.steps import Drop, Insert, Place, Reword, Step
from raadsvoorstel.reconcile.words import text_of


def lines_after(theirs: Sequence[Thing], steps: Iterable[Step]) -> list[str]:
    """Return the lines of theirs in reading order once the steps have been taken."""
    at: defaultdict[Place, list[Step]] = defaultdict(list)
    for step in steps:
        at[step.place].append(step)
    return _things(theirs, (), at)


def _things(things: Sequence[Thing], place: Place, at: Mapping[Place, list[Step]]) -> list[str]:
    lines: list[str] = []
    for n in range(len(things) + 1):
        here = at.get((*place, n), [])
        lines += [text for step in here if isinstance(step, Insert) for text in _texts(step.thing)]
        if n < len(things) and not any(isinstance(step, Drop) for step in here):
            lines += _thing(things[n], (*place, n), at)
    return lines


def _texts(thing: Thing) -> list[str]:
    return [text_of(line.tokens) for line in lines_in(thing)]


def _thing(thing: Thing, place: Place, at: Mapping[Place, list[Step]]) -> list[str]:
    match thing:
        case Line():
            return [_reworded(thing, at.get(place, []))]
        case Image():
            return []
        case Grid():
            return _things(thing.rows, place, at)
        case _:
            return [line for n, cell in enumerate(thing.cells) for line in _things(cell, (*place, n), at)]


def _reworded(line: Line, steps: Iterable[Step]) -> str:
    pieces: list[str] = []
    done = 0
    for step in sorted((step for step in steps if isinstance(step, Reword)), key=lambda step: step.start):
        pieces += [text_of(line.tokens[done : step.start]), text_of(step.words)]
        done = step.end
    return "".join([*pieces, text_of(line.tokens[done:])])
