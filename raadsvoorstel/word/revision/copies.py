"""Blocks that move: copies of them as a reader sees them, in which more is changed on the way."""

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from raadsvoorstel.blocks import Run
from raadsvoorstel.reconcile.nodes import Line
from raadsvoorstel.reconcile.steps import Step
from raadsvoorstel.word.package import FOOTNOTES
from raadsvoorstel.word.reader import Placed
from raadsvoorstel.word.revision.applying import Hand
from raadsvoorstel.word.revision.evaluate import accepted
from raadsvoorstel.word.revision.opened import Opened, open_block
from raadsvoorstel.word.revision.pen import PlainPen, drop
from raadsvoorstel.word.revision.sight import CONTENT, SDT, Notes, notes_of
from raadsvoorstel.word.xml import W14, XML_SPACE, is_on, w

_LEFT_BEHIND = (
    w("bookmarkStart"), w("bookmarkEnd"), w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"),
    w("proofErr"), w("lastRenderedPageBreak"),
)  # fmt: skip


def copied(
    blocks: Sequence[Placed],
    steps: Iterable[Step],
    hand: Hand,
    marks: Mapping[str, str],
    like: Callable[[Line], etree._Element | None],
) -> list[etree._Element]:
    """Return copies of blocks after the steps of a merge, unmarked; of their bookmarks those in `marks`, renamed."""
    notes = notes_of(hand.press.parts.get(FOOTNOTES))
    plain = Hand(PlainPen("", "", 0), hand.press, hand.body_style)
    opened = [_copy(placed, hand, marks, notes) for placed in blocks]
    applied = plain.apply(opened, steps)
    made: list[etree._Element] = []
    for n in range(len(opened) + 1):
        made += [element for thing in applied.new.get(n, []) for element in plain.write(thing, like)]
        if n < len(opened) and n not in applied.dropped:
            made += [opened[n].elements[-1]]
    return made


def _copy(placed: Placed, hand: Hand, marks: Mapping[str, str], notes: Notes) -> Opened:
    body = etree.Element(w("body"))
    body.extend([copy.deepcopy(element) for element in placed.elements])
    (element,) = accepted(body)
    _keep_marks(element, hand, marks)
    for control in [*element.iter(SDT)]:
        content = control.find(CONTENT)
        for child in [] if content is None else [*content]:
            control.addprevious(child)
        drop(control)
    for field in [*element.iter(w("fldSimple"))]:
        _in_runs(field)
    for run in [run for run in element.iter(w("r")) if (run.find(w("footnoteReference"))) is not None]:
        _renew_note(run, hand, notes)
    for shape in element.iter("{*}docPr"):
        hand.press.first_id += 1
        shape.set("id", str(hand.press.first_id))
    for each in element.iter(w("p"), w("tr")):
        for name in (f"{{{W14}}}paraId", f"{{{W14}}}textId"):
            if name in each.attrib:
                del each.attrib[name]
    _tidy(element)
    body[:] = []
    return open_block(replace(placed, elements=(element,)), notes)


def _in_runs(field: etree._Element) -> None:
    """Write a field as runs: those can be marked as new, and then nothing of it stays when they are rejected."""
    code = etree.Element(w("instrText"), {XML_SPACE: "preserve"})
    code.text = field.get(w("instr"), "")
    begin, middle, end = (
        etree.Element(w("fldChar"), {w("fldCharType"): kind}) for kind in ("begin", "separate", "end")
    )
    for child in (*map(_run_of, (begin, code, middle)), *field, _run_of(end)):
        field.addprevious(child)
    drop(field)


def _run_of(child: etree._Element) -> etree._Element:
    run = etree.Element(w("r"))
    run.append(child)
    return run


def _tidy(element: etree._Element) -> None:
    """Leave out of a copy what some editors write otherwise than the format has it."""
    for each in [*element.iter(w("pPr"))]:
        for mark in [*each.iterchildren(w("rPr"))]:
            each.remove(mark)
    for each in element.iter(w("cantSplit"), w("tblHeader")):
        if is_on(each):
            each.attrib.pop(w("val"), "")


def _keep_marks(element: etree._Element, hand: Hand, marks: Mapping[str, str]) -> None:
    kept: dict[str, str] = {}
    for each in [*element.iter(*_LEFT_BEHIND)]:
        old, name = each.get(w("id"), ""), each.get(w("name"), "")
        if name in marks:
            kept[old] = hand.pen.id()
            each.set(w("name"), marks[name])
        if old in kept and each.tag in _LEFT_BEHIND[:2]:
            each.set(w("id"), kept[old])
        else:
            drop(each)


def _renew_note(run: etree._Element, hand: Hand, notes: Notes) -> None:
    """Let a copy refer to a footnote of its own."""
    reference = run.find(w("footnoteReference"))
    assert reference is not None
    text = notes.get(reference.get(w("id"), ""))
    if text:
        (new,) = hand.press.line((Run("", note=text),), None)
        run.addprevious(new)
        drop(run)
