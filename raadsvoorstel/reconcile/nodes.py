"""A text as what can be compared: lines of words, tables of rows and cells, pictures."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec import Struct

from raadsvoorstel.blocks import Block, Columns, Heading, Item, Paragraph, Picture, Runs, Table
from raadsvoorstel.reconcile.pairing import Pairs, pair, shared
from raadsvoorstel.reconcile.words import Tokens, keys_of, tokens_of, told


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; `block` is what it looks like, where that is known."""

    tokens: Tokens
    block: Block | None = field(default=None, compare=False)

    @property
    def kind(self) -> Hashable:
        """What sort of paragraph it is, apart from what it says."""
        match self.block:
            case Item() as item:
                return ("item", item.marker, item.level, item.label, item.style)
            case Paragraph() as paragraph:
                return ("paragraph", paragraph.indent, paragraph.quote, paragraph.style)
            case Heading() as heading:
                return ("heading", heading.level)
            case _:
                return None


class Row(Struct, frozen=True):
    """One row of a table: its cells, each with one or more lines."""

    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, or columns side by side."""

    rows: tuple[Row, ...]
    block: Block | None = field(default=None, compare=False)

    @property
    def widths(self) -> set[int]:
        """How many cells its rows have."""
        return {len(row.cells) for row in self.rows}


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, known by what it shows in words."""

    alt: str
    block: Block | None = field(default=None, compare=False)


Node = Line | Grid | Image
Thing = Node | Row


@lru_cache(maxsize=8192)
def nodes_of(blocks: tuple[Block, ...]) -> tuple[Node, ...]:
    """Return what blocks are, for comparing."""
    return tuple(map(_node, blocks))


def _node(block: Block) -> Node:
    match block:
        case Table():
            return Grid(
                tuple(Row(tuple((line_of(cell),) for cell in row)) for row in (block.header, *block.rows)), block
            )
        case Columns():
            return Grid((Row(tuple(tuple(map(line_of, cell)) for cell in block.cells)),), block)
        case Picture():
            return Image(block.alt or block.name, block)
        case _:
            return Line(tokens_of(block.runs), block)


def line_of(runs: Runs) -> Line:
    """Return a line of which only the words are known."""
    return Line(tokens_of(runs))


def lines_in(thing: Thing) -> Iterator[Line]:
    """Yield every line of something, in reading order."""
    match thing:
        case Line():
            yield thing
        case Grid():
            for row in thing.rows:
                yield from lines_in(row)
        case Row():
            yield from (line for cell in thing.cells for line in cell)
        case Image():
            return


def said(things: Iterable[Thing]) -> str:
    """Return the text of things, a line for every paragraph; of a picture what it shows."""
    return "\n".join(
        thing.alt if isinstance(thing, Image) else "\n".join(told(line.tokens) for line in lines_in(thing))
        for thing in things
    )


@lru_cache(maxsize=16384)
def sameness(thing: Thing) -> Hashable:
    """Return what things have in common that say the same."""
    match thing:
        case Line():
            return keys_of(thing.tokens)
        case Row():
            return tuple(tuple(key for line in cell for key in keys_of(line.tokens)) for cell in thing.cells)
        case Grid():
            return ("grid", *map(sameness, thing.rows))
        case Image():
            return ("image", thing.alt)


@lru_cache(maxsize=16384)
def words_in(thing: Thing) -> "Counter[str]":
    """Return the words of something, counted."""
    return Counter(key for line in lines_in(thing) for key in keys_of(line.tokens))


_SAME_HEAD = 0.6
"""How much alike two rows or tables are at least, that begin with the same cell or row."""


def likeness(one: Thing, other: Thing) -> float:
    """Return how much one thing is like another, between 0 and 1; things of different sorts are not."""
    match one, other:
        case (Line(), Line()):
            return shared(words_in(one), words_in(other))
        case (Row(), Row()):
            return max(_head(sameness(one), sameness(other)), shared(words_in(one), words_in(other)))
        case (Grid(), Grid()):
            heads = [sameness(grid.rows[0]) if grid.rows else () for grid in (one, other)]
            return max(_SAME_HEAD if heads[0] == heads[1] else 0.0, shared(words_in(one), words_in(other)))
        case _:
            return 0.0


def _head(one: Hashable, other: Hashable) -> float:
    assert isinstance(one, tuple)
    assert isinstance(other, tuple)
    return _SAME_HEAD if one[:1] == other[:1] and one and one[0] else 0.0


def pair_things(one: tuple[Thing, ...], other: tuple[Thing, ...]) -> Pairs:
    """Return which things of two versions are one."""
    return pair(one, other, sameness, likeness)
