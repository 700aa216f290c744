"""Every text is found again in a document that others edited, or it is said that nobody can be sure."""

import copy
import random
from collections.abc import Callable
from functools import cache

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.anchors import How, Located, locate
from raadsvoorstel.word.ground import ground_of
from raadsvoorstel.word.likeness import is_telling, line_of, lines_of
from raadsvoorstel.word.manifest import Manifest
from raadsvoorstel.word.marks import tag_name
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.reader import Reading, read
from raadsvoorstel.word.xml import w

Element = etree._Element
Parts = dict[str, bytes]


@cache
def parts(gemeente: str) -> Parts:
    """Return a document of the first example, as it was made."""
    return package.read(samples.document(samples.REPOSITORY, samples.VOORBEELD, gemeente).data, "a.docx")


@cache
def remembered(gemeente: str) -> Manifest:
    made = manifest.read(parts(gemeente))
    assert made is not None
    return made


class Desk:
    """A document on the desk of someone who edits it: its body as XML, to be read at any moment."""

    def __init__(self, gemeente: str) -> None:
        self.gemeente = gemeente
        self.root = etree.fromstring(parts(gemeente)[MAIN])
        self.body = self.root[0]

    @property
    def blocks(self) -> list[Element]:
        return [child for child in self.body if child.tag != w("sectPr")]

    @property
    def reading(self) -> Reading:
        return read(parts(self.gemeente) | {MAIN: etree.tostring(self.root)})

    def located(self) -> list[Located]:
        return locate(self.reading, remembered(self.gemeente))


def strip_bookmarks(block: Element) -> None:
    for mark in [*block.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
        outer = mark.getparent()
        assert outer is not None
        outer.remove(mark)


def strip_controls(block: Element) -> None:
    for control in [*block.iter(w("sdt"))]:
        for child in [*control.iterfind(f"{w('sdtContent')}/*")]:
            control.addprevious(child)
        outer = control.getparent()
        assert outer is not None
        outer.remove(control)


def move(desk: Desk, one: int, other: int) -> None:
    blocks = desk.blocks
    if one != other:
        blocks[other].addprevious(blocks[one])


def double(desk: Desk, one: int, other: int) -> None:
    """Copy as LibreOffice does, marks and all."""
    desk.blocks[other].addprevious(copy.deepcopy(desk.blocks[one]))


def double_control(desk: Desk, one: int, other: int) -> None:
    """Copy as Word does, which keeps a bookmark where it was."""
    copied = copy.deepcopy(desk.blocks[one])
    strip_bookmarks(copied)
    desk.blocks[other].addprevious(copied)


def double_text(desk: Desk, one: int, other: int) -> None:
    copied = copy.deepcopy(desk.blocks[one])
    strip_bookmarks(copied)
    strip_controls(copied)
    desk.blocks[other].addprevious(copied)


def delete(desk: Desk, one: int, other: int) -> None:
    desk.body.remove(desk.blocks[one])


def lose_bookmarks(desk: Desk, one: int, other: int) -> None:
    for block in desk.blocks[min(one, other) : max(one, other) + 1]:
        strip_bookmarks(block)


def lose_controls(desk: Desk, one: int, other: int) -> None:
    for block in desk.blocks[min(one, other) : max(one, other) + 1]:
        strip_controls(block)


def lose_marks(desk: Desk, one: int, other: int) -> None:
    lose_bookmarks(desk, one, other)
    lose_controls(desk, one, other)


def shuffle(desk: Desk, one: int, other: int) -> None:
    some = desk.blocks[min(one, other) : max(one, other) + 1]
    places = [block.getnext() for block in some]
    random.Random(one * 1000 + other).shuffle(some)
    last = places[-1]
    for block in some:
        assert last is not None
        last.addprevious(block)


def write(desk: Desk, one: int, other: int) -> None:
    """Put a new paragraph somewhere."""
    new = etree.fromstring(samples_paragraph(f"Een nieuwe alinea, nummer {one} of {other}, van de griffie."))
    desk.blocks[one].addprevious(new)


def samples_paragraph(text: str) -> str:
    from raadsvoorstel.word.xml import W
    return f'<w:p xmlns:w="{W}"><w:r><w:t>{text}</w:t></w:r></w:p>'


def join(desk: Desk, one: int, other: int) -> None:
    """Take away the end of a paragraph."""
    first, second = desk.blocks[one], desk.blocks[one].getnext()
    if second is None or not first.tag == second.tag == w("p"):
        return
    first.extend([child for child in second if child.tag != w("pPr")])
    desk.body.remove(second)


def change(desk: Desk, one: int, other: int) -> None:
    for text in [*desk.blocks[one].iter(w("t"))][:1]:
        words = (text.text or "").split(" ")
        text.text = " ".join(words[:1] + ["(zie", "hierna)"] + words[2:])


EDITS = (write, join, change, move, double, double_control, double_text, delete, lose_bookmarks, lose_controls, lose_marks, shuffle)
edits = st.lists(st.tuples(st.sampled_from(EDITS), st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True)), max_size=6)


def edited(gemeente: str, changes: list[tuple[Callable[[Desk, int, int], None], float, float]]) -> Desk:
    desk = Desk(gemeente)
    for change, one, other in changes:
        count = len(desk.blocks)
        change(desk, int(one * count), int(other * count))
    return desk


def carries_mark(reading: Reading, desk: Desk, number: int, located: Located) -> bool:
    ground = ground_of(reading, remembered(desk.gemeente))
    places = {*ground.named(number), *ground.copied(number), *ground.tagged(tag_name(located.base.path), number)}
    return bool(places & {*range(located.start, located.start + len(located.blocks))})


@pytest.mark.parametrize("gemeente", ["bloemendaal", "haarlem"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(edits)
def test_nothing_is_ever_found_where_it_is_not(gemeente: str, changes: list):
    desk = edited(gemeente, changes)
    reading = desk.reading
    found = locate(reading, remembered(gemeente))
    lines = [line_of(placed.block) for placed in reading.body]
    starts = [each.start for each in found if each.start >= 0]
    assert len(starts) == len({*starts})
    for number, each in enumerate(found):
        own, now = lines_of(each.base.blocks), lines_of(each.blocks)
        places = [i for i, line in enumerate(lines) if line == own[0]]
        if each.how is How.MARK:
            assert carries_mark(reading, desk, number, each) 
        if each.how is How.TEXT:
            assert {*own} & {*now}
        if each.how is How.UNCERTAIN:
            assert each.also
            assert not each.blocks
        if each.how is How.GONE:
            assert not each.also
