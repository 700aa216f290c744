"""Carry out the steps of a merge on the blocks of a file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from lxml import etree
from msgspec import Struct, field

from raadsvoorstel.blocks import Heading, Item, Paragraph
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.reconcile.nodes import Line, Node, Row, Thing
from raadsvoorstel.reconcile.steps import Drop, Insert, Place, Restyle, Reword, Step
from raadsvoorstel.reconcile.words import Tokens, runs_of
from raadsvoorstel.word.revision.opened import Cell, Opened, OpenRow
from raadsvoorstel.word.revision.pen import Pen, open_before, open_up
from raadsvoorstel.word.revision.press import Press
from raadsvoorstel.word.revision.sight import P, Sight
from raadsvoorstel.word.revision.stretch import Fate, mark, mark_row
from raadsvoorstel.word.revision.stretch import Item as Stretched
from raadsvoorstel.word.xml import w

Model = Callable[[Line], etree._Element | None]
"""Finds the paragraph in the file that a new one can be made like."""


class Applied(Struct):
    """What the steps do to blocks as a whole: which go, and what comes before which."""

    dropped: set[int] = set()
    new: defaultdict[int, list[Thing]] = field(default_factory=lambda: defaultdict(list))


class Hand(Struct):
    """Carries out steps with a pen and a press."""

    pen: Pen
    press: Press
    body_style: str = ""

    def apply(self, blocks: Sequence[Opened], steps: Iterable[Step]) -> Applied:
        """Change words, rows and cells within blocks; return what is left to do with whole blocks."""
        applied = Applied()
        words: defaultdict[Place, list[Reword]] = defaultdict(list)
        tables: defaultdict[int, list[Step]] = defaultdict(list)
        for step in steps:
            match step:
                case Reword():
                    words[step.place].append(step)
                case Restyle(place=place, block=Paragraph() | Heading() | Item() as block):
                    self.restyle(_sight(blocks, place), block)
                case Drop(place=(n,)):
                    applied.dropped.add(n)
                case Insert(place=(n,), thing=thing):
                    applied.new[n].append(thing)
                case Drop() | Insert():
                    tables[step.place[0]].append(step)
        for place, rewords in words.items():
            self.reword(_sight(blocks, place), _line(blocks, place).tokens, rewords)
        for n, table_steps in tables.items():
            self._table(blocks[n], table_steps)
        return applied

    # ------------------------------------------------------------------ words

    def reword(self, sight: Sight, tokens: Tokens, steps: Iterable[Reword], offset: int = 0) -> None:
        """Change words of a line; `offset` is how many letters stand before its tokens."""
        places = [offset]
        for token in tokens:
            places.append(places[-1] + token.width)
        for step in sorted(steps, key=lambda step: (step.start, step.end), reverse=True):
            self._replace(sight, places[step.start], places[step.end], step)

    def _replace(self, sight: Sight, start: int, end: int, step: Reword) -> None:
        gone = sight.between(start, end) if start < end else []
        sight.cut(start)
        before = sight.before(start)
        runs = sight.runs()
        near = gone[0] if gone else before if before is not None else next(iter(runs), None)
        new = self.press.words(runs_of(step.words), near, step.beside)
        struck = self.pen.strike(gone)
        if not new:
            return
        linked = any(run.link == step.beside.link for run in runs_of(step.words))
        anchor = struck if struck is not None else before
        self._place(sight, anchor, new, linked=linked)

    def _place(self, sight: Sight, anchor: etree._Element | None, new: list[etree._Element], *, linked: bool) -> None:
        added = self.pen.add(new)
        runs = sight.runs()
        if anchor is not None:
            spot = open_up(anchor, self.pen, out_of_links=not linked)
            for element in reversed(added):
                spot.addnext(element)
        elif runs:
            spot = open_before(runs[0], self.pen, out_of_links=not linked)
            for element in added:
                spot.addprevious(element)
        else:
            sight.paragraphs[-1].extend(added)

    def restyle(self, sight: Sight, block: Paragraph | Heading | Item) -> None:
        """Make a paragraph look like a block."""
        self.pen.reshape(sight.paragraphs[-1], self.press.properties(block, self.body_style))

    # ------------------------------------------------------------------ tables

    def _table(self, table: Opened, steps: Iterable[Step]) -> None:
        rows = list(table.rows)
        cells: defaultdict[tuple[int, int], list[Step]] = defaultdict(list)
        # What comes is put beside what goes, so it must come first.
        for step in sorted(steps, key=lambda step: isinstance(step, Drop)):
            match step:
                case Drop(place=(_, n)):
                    mark_row(rows[n].element, Fate.DROPPED, self.pen)
                case Insert(place=(_, n), thing=Row() as row):
                    self._insert_row(rows, n, row)
                case Drop(place=(_, n, m, _)) | Insert(place=(_, n, m, _)):
                    cells[n, m].append(step)
        for (n, m), cell_steps in cells.items():
            self._cell(rows[n].cells[m], cell_steps)

    def _insert_row(self, rows: Sequence[OpenRow], n: int, row: Row) -> None:
        model = next(each for each in (*rows[n - 1 : n], *rows[n:], *rows) if _fits(each, row))
        if n == 1 and len(rows) > 1 and _fits(rows[1], row):
            model = rows[1]
        new = self.press.row(tuple(tuple(runs_of(line.tokens) for line in cell) for cell in row.cells), model.element)
        if n < len(rows):
            rows[n].element.addprevious(new)
        else:
            last = rows[-1].element
            while (following := last.getnext()) is not None and following.tag == w("tr"):
                last = following
            last.addnext(new)
        mark_row(new, Fate.NEW, self.pen)

    def _cell(self, cell: Cell, steps: Iterable[Step]) -> None:
        dropped: set[int] = set()
        new: defaultdict[int, list[etree._Element]] = defaultdict(list)
        for step in steps:
            match step:
                case Drop(place=(*_, n)):
                    dropped.add(n)
                case Insert(place=(*_, n), thing=Line(tokens=tokens)):
                    if not cell.lines:
                        raise WordFileUnusable("een cel van een tabel heeft geen alinea; open en bewaar het in Word")
                    model = cell.lines[min(n, len(cell.lines) - 1)].paragraphs[-1]
                    new[n].append(self.press.paragraph(runs_of(tokens), model))
        known = {sight.paragraphs[-1]: n for n, sight in enumerate(cell.lines)}
        items: list[Stretched] = []
        for item in cell.items:
            n = known.get(item.elements[-1], -1)
            for element in new.pop(n, []):
                item.elements[0].addprevious(element)
                items.append(Stretched((element,), Fate.NEW))
            items.append(Stretched(item.elements, Fate.DROPPED if n in dropped else Fate.KEPT))
        for element in [element for rest in new.values() for element in rest]:
            items[-1].elements[-1].addnext(element)
            items.append(Stretched((element,), Fate.NEW))
        mark(items, self.pen)

    # ------------------------------------------------------------------ new blocks

    def write(self, thing: Thing, model: Model) -> list[etree._Element]:
        """Return a block of text as new elements, not marked yet."""
        if isinstance(thing, Line) and (like := model(thing)) is not None:
            return [self.press.paragraph(runs_of(thing.tokens), like)]
        assert not isinstance(thing, Row)
        if thing.block is None:
            return [self.press.paragraph(runs_of(thing.tokens), etree.Element(P))] if isinstance(thing, Line) else []
        return self.press.block(thing.block, self.body_style)


def _fits(row: OpenRow, new: Row) -> bool:
    plain = not any(True for _ in row.element.iter(w("gridSpan"), w("vMerge"), w("tbl")))
    return plain and len(row.cells) == len(new.cells)


def _sight(blocks: Sequence[Opened], place: Place) -> Sight:
    if len(place) == 1:
        return blocks[place[0]].sight
    n, row, cell, line = place
    return blocks[n].rows[row].cells[cell].lines[line]


def _line(blocks: Sequence[Opened], place: Place) -> Line:
    node: Node = blocks[place[0]].node
    if len(place) > 1:
        assert not isinstance(node, Line)
        _, row, cell, line = place
        node = node.rows[row].cells[cell][line]  # type: ignore[union-attr]
    assert isinstance(node, Line)
    return node
