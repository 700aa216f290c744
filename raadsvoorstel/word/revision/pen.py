"""Mark what is put in and what is taken out, as Word does that keeps track of changes."""

import copy
from collections.abc import Iterable

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.beyond import BETWEEN_RUNS
from raadsvoorstel.word.revision.sight import DEL, HYPERLINK, INS, MOVE_TO, PPR, RPR, R, like
from raadsvoorstel.word.xml import w

_GONE = {w("t"): w("delText"), w("instrText"): w("delInstrText")}
CHANGE = w("pPrChange")
_KEPT_OUT = frozenset((w("rPr"), w("sectPr"), CHANGE))
"""What of a paragraph's properties is no part of the old ones that a tracked change of them remembers."""
_WRAPPED = frozenset((INS, MOVE_TO, DEL))


class Pen(Struct):
    """Who marks, and when; `next_id` is the first free id. `used` are the ids that were handed out."""

    author: str
    date: str
    next_id: int
    used: set[str] = set()

    @property
    def is_plain(self) -> bool:
        """Whether it changes things without marking them."""
        return False

    def id(self) -> str:
        """Return an id that nothing in the file has."""
        id = str(self.next_id)
        self.next_id += 1
        self.used.add(id)
        return id

    def mark(self, kind: str) -> etree._Element:
        """Return an empty mark: `w:ins`, `w:del` or a changed property."""
        mark = etree.Element(kind)
        mark.set(w("id"), self.id())
        mark.set(w("author"), self.author)
        mark.set(w("date"), self.date)
        return mark

    def is_own(self, element: etree._Element) -> bool:
        """Whether a mark was made by this pen."""
        return element.get(w("id")) in self.used and element.get(w("author")) == self.author

    # ------------------------------------------------------------------ runs

    def strike(self, runs: Iterable[etree._Element]) -> etree._Element | None:
        """Mark runs as taken out; return what stands around the last of them."""
        last: etree._Element | None = None
        for run in runs:
            if any(child.tag == w("commentReference") for child in run):
                continue
            for child in run:
                child.tag = _GONE.get(str(child.tag), child.tag)
            last = self._around(run, DEL)
        return last

    def add(self, runs: Iterable[etree._Element]) -> list[etree._Element]:
        """Return new runs, marked as put in; those of a link are marked within it."""
        added: list[etree._Element] = []
        for run in runs:
            if run.tag == HYPERLINK:
                inner = self.add([*run])
                run.extend(inner)
                added.append(run)
            elif run.tag != R and run.tag not in BETWEEN_RUNS:
                added.append(run)
            else:
                if not (added and added[-1].tag == INS):
                    added.append(self.mark(INS))
                added[-1].append(run)
        return added

    def _around(self, run: etree._Element, kind: str) -> etree._Element:
        before = run.getprevious()
        if before is not None and before.tag == kind and self.is_own(before):
            before.append(run)
            return before
        mark = self.mark(kind)
        run.addprevious(mark)
        mark.append(run)
        return mark

    # ------------------------------------------------------------------ paragraphs and rows

    def mark_end(self, paragraph: etree._Element, kind: str) -> bool:
        """Mark the end of a paragraph as put in or taken out; False where somebody else did that already."""
        properties = _child(paragraph, PPR, 0)
        mark = properties.find(RPR)
        if mark is None:
            mark = etree.Element(RPR)
            behind = [child for child in properties if child.tag in (w("sectPr"), CHANGE)]
            properties.insert(properties.index(behind[0]) if behind else len(properties), mark)
        if mark.find(kind) is not None or (kind == INS and mark.find(MOVE_TO) is not None):
            return False
        place = sum(child.tag == INS for child in mark)
        mark.insert(place if kind == DEL else 0, self.mark(kind))
        return True

    def mark_row(self, row: etree._Element, kind: str) -> None:
        """Mark a row as put in or taken out; its runs are marked apart."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(sum(child.tag == w("tblPrEx") for child in row), properties)
        if properties.find(kind) is not None:
            return
        later = [child for child in properties if child.tag in (DEL, w("trPrChange"))]
        properties.insert(properties.index(later[0]) if later else len(properties), self.mark(kind))

    def reshape(self, paragraph: etree._Element, properties: etree._Element | None) -> None:
        """Give a paragraph other properties, and remember the old ones in a mark."""
        own = _child(paragraph, PPR, 0)
        if own.find(CHANGE) is not None:
            return
        old = etree.Element(PPR)
        kept = {child.tag: child for child in own if child.tag in _KEPT_OUT}
        old.extend([child for child in own if child.tag not in _KEPT_OUT])
        change = self.mark(CHANGE)
        change.append(old)
        new = [] if properties is None else [c for c in copy.deepcopy(properties) if c.tag not in _KEPT_OUT]
        own[:] = [*new, *(kept[kind] for kind in (RPR, w("sectPr")) if kind in kept), change]

    # ------------------------------------------------------------------ the other way round

    def mirror(self, roots: Iterable[etree._Element]) -> None:
        """Turn round every mark of this pen: what was put in was taken out, and what was taken out was put in."""
        for root in roots:
            marks = [mark for mark in root.iter(INS, DEL, CHANGE) if self.is_own(mark)]
            for mark in marks:
                if mark.tag == CHANGE:
                    _turn(mark)
                    continue
                mark.tag = DEL if mark.tag == INS else INS
                for child in [child for run in mark.iter(R) for child in run]:
                    names = _GONE if mark.tag == DEL else {gone: kept for kept, gone in _GONE.items()}
                    child.tag = names.get(str(child.tag), child.tag)


def _turn(change: etree._Element) -> None:
    """Exchange the properties of a paragraph and the old ones."""
    own = change.getparent()
    assert own is not None
    now = [child for child in own if child.tag not in _KEPT_OUT]
    old = change[0]
    was = [*old]
    old[:] = now
    own[:0] = was


class PlainPen(Pen):
    """Changes what is new altogether, such as a copy, so that it needs no marks of its own."""

    @property
    def is_plain(self) -> bool:
        return True

    def strike(self, runs: Iterable[etree._Element]) -> etree._Element | None:
        for run in runs:
            drop(run)
        return None

    def add(self, runs: Iterable[etree._Element]) -> list[etree._Element]:
        return [*runs]

    def mark_end(self, paragraph: etree._Element, kind: str) -> bool:
        return True

    def mark_row(self, row: etree._Element, kind: str) -> None:
        if kind == DEL:
            drop(row)

    def reshape(self, paragraph: etree._Element, properties: etree._Element | None) -> None:
        own = _child(paragraph, PPR, 0)
        own[:] = [] if properties is None else [*copy.deepcopy(properties)]


def drop(element: etree._Element) -> None:
    """Take an element out of where it stands."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _child(element: etree._Element, tag: str, place: int) -> etree._Element:
    found = element.find(tag)
    if found is None:
        found = etree.Element(tag)
        element.insert(place, found)
    return found


def open_up(anchor: etree._Element, pen: Pen, *, out_of_links: bool) -> etree._Element:
    """Return the element behind which something new can stand, after `anchor`.

    Nothing is put in within what somebody else put in, took out or moved: that is split in two there. The
    same goes for a link, unless what is new belongs to it.
    """
    parent = anchor.getparent()
    closed = {*_WRAPPED, HYPERLINK} if out_of_links else _WRAPPED
    while parent is not None and parent.tag in closed and not (parent.tag == INS and pen.is_own(parent)):
        following = [*anchor.itersiblings()]
        if following:
            second = like(parent)
            if parent.tag in _WRAPPED:
                second.set(w("id"), pen.id())
                if not pen.is_own(parent):
                    pen.used.discard(second.get(w("id"), ""))
            second.extend(following)
            parent.addnext(second)
        anchor, parent = parent, parent.getparent()
    return anchor


def open_before(anchor: etree._Element, pen: Pen, *, out_of_links: bool) -> etree._Element:
    """Return the element before which something new can stand, before `anchor`, the first run of a paragraph."""
    parent = anchor.getparent()
    closed = {*_WRAPPED, HYPERLINK} if out_of_links else _WRAPPED
    while parent is not None and parent.tag in closed and anchor.getprevious() is None:
        anchor, parent = parent, parent.getparent()
    return anchor
