"""The blocks of a file that others edited, as what can be compared, each with where it stands in the file."""

from collections.abc import Iterable, Iterator

from lxml import etree
from msgspec import Struct, field

from raadsvoorstel.blocks import Picture, Run, Runs
from raadsvoorstel.reconcile.nodes import Grid, Image, Line, Node, Row
from raadsvoorstel.reconcile.words import tokens_of
from raadsvoorstel.word.reader import Placed, ends_in_next
from raadsvoorstel.word.revision.sight import OBJECT, ROW_GONE, Notes, P, Sight, runs_in, text_of
from raadsvoorstel.word.revision.stretch import Item, blocks_of
from raadsvoorstel.word.xml import w

_TBL = w("tbl")


class Cell(Struct):
    """A cell: its lines that are compared, and all its blocks."""

    element: etree._Element
    lines: list[Sight]
    items: list[Item]


class OpenRow(Struct):
    """A row that a reader sees."""

    element: etree._Element
    cells: list[Cell]


class Opened(Struct):
    """One block: its elements, and what it is. A line can be written in; a table by its rows."""

    node: Node
    elements: tuple[etree._Element, ...]
    sight: Sight = field(default_factory=lambda: Sight(()))
    rows: list[OpenRow] = []


def open_block(placed: Placed, notes: Notes) -> Opened:
    """Return a block of the body, ready to be compared and written in."""
    if placed.elements and placed.elements[-1].tag == _TBL:
        rows = [_row(row, notes) for row in rows_of(placed.elements[-1])]
        grid = Grid(tuple(Row(tuple(cells)) for _, cells in rows), placed.block)
        return Opened(grid, placed.elements, rows=[row for row, _ in rows])
    sight = Sight(placed.elements)
    if isinstance(placed.block, Picture):
        return Opened(Image(placed.block.alt or placed.block.name, placed.block), placed.elements, sight)
    # What stands in a title beside words is how the template dresses it, and nothing that a text says.
    runs = sight.reads(notes, objects=not placed.is_title)
    return Opened(Line(tokens_of(runs), placed.block), placed.elements, sight)


def _row(row: etree._Element, notes: Notes) -> tuple[OpenRow, list[tuple[Line, ...]]]:
    cells = [_cell(cell, notes) for cell in _parts(row, "tc", w("tr"))]
    return OpenRow(row, [cell for cell, _ in cells]), [lines for _, lines in cells]


def _cell(cell: etree._Element, notes: Notes) -> tuple[Cell, tuple[Line, ...]]:
    """Return a cell with its lines; empty ones are left out unless there is nothing else."""
    items = list(grouped(blocks_of(cell)))
    known: list[tuple[Sight, Line]] = []
    for item in items:
        runs = Sight(item.elements).reads(notes) if item.is_paragraph else _nested(item.elements[-1])
        known.append((Sight(item.elements), Line(tokens_of(runs))))
    shown = [each for each in known if any(not token.is_space for token in each[1].tokens)] or known[:1]
    return Cell(cell, [sight for sight, _ in shown], items), tuple(line for _, line in shown)


def _nested(table: etree._Element) -> Runs:
    """Return a table within a cell as one line that no text of ours says."""
    return (Run(" ".join([OBJECT, *(text_of(run) for p in table.iter(P) for run in runs_in(p))])),)


def grouped(blocks: Iterable[etree._Element]) -> Iterator[Item]:
    """Yield blocks as a reader sees them: a paragraph whose end is gone goes with the next.

    Before a table it goes along only when nothing is left of it.
    """
    ended: list[etree._Element] = []
    for block in blocks:
        if block.tag == P and ends_in_next(block):
            ended.append(block)
        elif block.tag == P or not Sight((*ended,)).shows:
            yield Item((*ended, block))
            ended = []
        else:
            yield from (Item((*ended,)), Item((block,)))
            ended = []
    if ended:
        yield Item(tuple(ended))


def rows_of(table: etree._Element) -> list[etree._Element]:
    """Return the rows of a table that a reader sees."""
    return [row for row in _parts(table, "tr", _TBL) if row.find(ROW_GONE) is None]


def _parts(whole: etree._Element, part: str, tag: str) -> list[etree._Element]:
    return [element for element in whole.iter(w(part)) if next(element.iterancestors(tag), None) is whole]
