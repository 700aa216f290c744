"""Take whole paragraphs and tables out of a stretch of a document, and put new ones in, as tracked changes.

A mark on the end of a paragraph says that it comes, or goes, together with what follows. So where no
paragraph follows (a table, the end of a cell or of the document), the end before is the one that is marked.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import takewhile

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.reader import ends_in_next
from raadsvoorstel.word.revision.pen import CHANGE, Pen, drop
from raadsvoorstel.word.revision.press import properties_like
from raadsvoorstel.word.revision.sight import DEL, INS, PPR, P, Sight, runs_in
from raadsvoorstel.word.xml import w

_OF_ONE = (CHANGE, w("sectPr"))
"""Somebody else's change of how a paragraph looks, and a section that ends there, cannot pass to another one."""


class Fate(Enum):
    """What happens to a block."""

    KEPT = auto()
    DROPPED = auto()
    NEW = auto()


class Item(Struct, frozen=True):
    """A block in a stretch: a table or a paragraph, with the paragraphs before it whose ends are gone already."""

    elements: tuple[etree._Element, ...]
    fate: Fate = Fate.KEPT

    @property
    def is_paragraph(self) -> bool:
        """Whether it has an end that can be marked."""
        return self.elements[-1].tag == P

    @property
    def begins_in_paragraph(self) -> bool:
        """Whether a paragraph before it that loses its end goes on in one of its own."""
        return self.elements[0].tag == P


def mark(items: Sequence[Item], pen: Pen) -> None:
    """Mark what is dropped and what is new; new elements stand in their place already, as plain text."""
    if pen.is_plain:
        for element in (each for item in items if item.fate is Fate.DROPPED for each in item.elements):
            drop(element)
        return
    start = 0
    while start < len(items):
        end = start + 1
        if items[start].fate is not Fate.KEPT:
            while end < len(items) and items[end].fate is not Fate.KEPT:
                end += 1
            before = items[start - 1] if start else None
            _mark_change(before, items[start:end], items[end] if end < len(items) else None, pen)
        start = end


def _mark_change(before: Item | None, changed: Sequence[Item], after: Item | None, pen: Pen) -> None:
    for item in changed:
        _mark_contents(item, pen)
    ends = [item for item in changed if item.is_paragraph]
    goes_on = after is not None and after.begins_in_paragraph
    come = [item for item in changed if item.fate is Fate.NEW]
    if before is not None and before.is_paragraph and ends_in_next(before.elements[-1]) and (come or goes_on):
        _hold_apart(before, come, pen)
        goes_on = goes_on or all(item.fate is Fate.NEW for item in ends)
    if goes_on:
        for item in ends:
            _mark_end(item, pen)
        return
    dropped = [item for item in ends if item.fate is Fate.DROPPED]
    new = [item for item in ends if item.fate is Fate.NEW]
    tables_go = any(item.fate is Fate.DROPPED and not item.is_paragraph for item in changed)
    if dropped and new and not tables_go:
        _share_end(dropped, new, changed, pen)
    elif before is not None and before.is_paragraph and ends and not (tables_go and new):
        _lean_on(before, ends, pen)
    else:
        for item in ends[: len(ends) if new else -1]:
            _mark_end(item, pen)


def _mark_contents(item: Item, pen: Pen) -> None:
    if item.is_paragraph:
        for paragraph in item.elements:
            _mark_runs(paragraph, item.fate, pen)
        return
    for row in item.elements[-1].iter(w("tr")):
        mark_row(row, item.fate, pen)


def mark_row(row: etree._Element, fate: Fate, pen: Pen) -> None:
    """Mark a row and all that stands in it."""
    pen.mark_row(row, INS if fate is Fate.NEW else DEL)
    for paragraph in row.iter(P):
        _mark_runs(paragraph, fate, pen)


def _mark_runs(paragraph: etree._Element, fate: Fate, pen: Pen) -> None:
    if fate is Fate.DROPPED:
        pen.strike([*runs_in(paragraph)])
        return
    properties = paragraph.find(PPR)
    contents = [child for child in paragraph if child is not properties]
    for child in contents:
        paragraph.remove(child)
    paragraph.extend(pen.add(contents))


def _mark_end(item: Item, pen: Pen) -> None:
    pen.mark_end(item.elements[-1], INS if item.fate is Fate.NEW else DEL)


def _share_end(dropped: list[Item], new: list[Item], changed: Sequence[Item], pen: Pen) -> None:
    """Let the last paragraph that goes and the last that comes be one, where the first of these stands: its end stays.

    What comes between the two is put before it, so that what was there stays where it was.
    """
    for item in (*dropped[:-1], *new[:-1]):
        _mark_end(item, pen)
    old, last = dropped[-1].elements[-1], new[-1].elements[-1]
    for item in changed[changed.index(dropped[-1]) + 1 : changed.index(new[-1])]:
        for element in item.elements:
            dropped[-1].elements[0].addprevious(element)
    properties = last.find(PPR)
    contents = [child for child in last if child is not properties]
    if _differs(old, last):
        pen.reshape(old, properties_like(last))
    old.extend(contents)
    drop(last)


def _lean_on(before: Item, ends: list[Item], pen: Pen) -> None:
    """Mark the end of the paragraph before instead of the last end of all, which then is the end of that one."""
    kind = INS if ends[0].fate is Fate.NEW else DEL
    first, last = before.elements[-1], ends[-1].elements[-1]
    apart = first.getparent() is not last.getparent() or (kind == INS and _is_its_own(first, last))
    if apart or not pen.mark_end(first, kind):
        _mark_end(ends[-1], pen)
    elif _differs(first, last):
        if kind == INS:
            _reshape_as_if(last, first, pen)
        else:
            pen.reshape(last, properties_like(first))
    for item in ends[:-1]:
        _mark_end(item, pen)


def _is_its_own(first: etree._Element, last: etree._Element) -> bool:
    """Whether something that is no text would pass from a paragraph to the one that it goes on in, or past it."""
    between = takewhile(lambda sibling: sibling is not last, first.itersiblings())
    return any(sibling.tag not in (P, w("tbl")) for sibling in between) or any(
        each.find(f"{PPR}/{own}") is not None for each in (first, last) for own in _OF_ONE
    )


def _hold_apart(before: Item, new: Iterable[Item], pen: Pen) -> None:
    """Put what is new where the end of the paragraph before still was, which somebody else took out.

    What that paragraph still shows gets an end of its own. So the end that is gone remains the last one, and
    nothing goes on in what did not follow it.
    """
    last = before.elements[-1]
    if Sight(before.elements).shows:
        ended = etree.Element(P)
        last.addnext(ended)
        looks = properties_like(last)
        ended.append(last[0])
        last[:0] = [] if looks is None else [looks]
        pen.mark_end(last, INS)
        spot = ended
    else:
        spot = before.elements[0]
    for item in new:
        for element in item.elements:
            spot.addprevious(element)


def _reshape_as_if(new: etree._Element, old: etree._Element, pen: Pen) -> None:
    """Let a new paragraph look as it does, as a change of how `old` looks."""
    properties = properties_like(new)
    was, own = properties_like(old), new.find(PPR)
    if own is not None:
        own[:] = [child for child in own if child.tag == w("rPr")] + ([] if was is None else [*was])
    elif was is not None:
        new.insert(0, was)
    pen.reshape(new, properties)


def _differs(one: etree._Element, other: etree._Element) -> bool:
    return _plain(properties_like(one)) != _plain(properties_like(other))


def _plain(properties: etree._Element | None) -> list[bytes]:
    return [] if properties is None else [etree.tostring(child, method="c14n", with_tail=False) for child in properties]


def blocks_of(container: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables of a cell or body, also within controls and marks."""
    for child in container:
        if child.tag in (P, w("tbl")):
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("ins"), w("moveTo"), w("customXml"), w("smartTag")):
            yield from blocks_of(child)
