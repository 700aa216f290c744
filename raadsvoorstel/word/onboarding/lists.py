"""The lists of a file: which kind they are, and whole lists of nine levels made of what there is of them."""

import copy
from collections.abc import Sequence
from itertools import takewhile

from lxml import etree

from raadsvoorstel.word.look import NUMBERING
from raadsvoorstel.word.onboarding.sheet import Sheet
from raadsvoorstel.word.xml import W, parse, value, w, whole

LEVELS = 9
_ENOUGH = 3
"""Levels from which a list is taken as it is; an ordinary style of Word has one."""
_EMPTY = f'<w:numbering xmlns:w="{W}"/>'.encode()
_FIRST_IDENTITY = 0x5B000000


class Lists:
    """The numbering part of one file, to look in and to add to."""

    def __init__(self, data: bytes | None, sheet: Sheet) -> None:
        self.root = parse(data or _EMPTY, NUMBERING)
        self._sheet = sheet

    def levels(self, num: str) -> list[etree._Element]:
        """Return the levels of a list, from wherever they are defined; none when there is no such list."""
        abstract = self._abstract(num)
        link = "" if abstract is None else value(abstract.find(w("numStyleLink")))
        if link:
            defined = (one for one in self.root.iterfind(w("abstractNum")) if value(one.find(w("styleLink"))) == link)
            abstract = next(defined, None)
        return [] if abstract is None else list(abstract.iterfind(w("lvl")))

    def _abstract(self, num: str) -> etree._Element | None:
        wanted = next((one for one in self.root.iterfind(w("num")) if one.get(w("numId")) == num), None)
        id = "" if wanted is None else value(wanted.find(w("abstractNumId")))
        return next((one for one in self.root.iterfind(w("abstractNum")) if one.get(w("abstractNumId")) == id), None)

    def is_bullet(self, num: str, level: int = 0) -> bool | None:
        """Whether a list has bullets or numbers at a level; None where it has neither."""
        levels = self.levels(num)
        kind = value(levels[level].find(w("numFmt")), "decimal") if level < len(levels) else "none"
        return None if kind == "none" else kind == "bullet"

    def is_whole(self, num: str) -> bool:
        """Whether a list has levels enough of one kind to be used as it is."""
        abstract = self._abstract(num)
        own = [] if abstract is None else list(abstract.iterfind(w("lvl")))
        return len(_of_one_kind(own)) >= _ENOUGH

    def add(self, first: Sequence[etree._Element], usual: Sequence[etree._Element], style: str) -> str:
        """Add a list that begins with the levels `first` and goes on as `usual`, for a style; return its id."""
        abstracts = list(self.root.iterfind(w("abstractNum")))
        nums = list(self.root.iterfind(w("num")))
        abstract_id = str(_highest(abstracts, "abstractNumId") + 1)
        num_id = str(_highest(nums, "numId") + 1)
        abstract = etree.Element(w("abstractNum"), {w("abstractNumId"): abstract_id})
        _child(abstract, "nsid", f"{_FIRST_IDENTITY + len(abstracts):08X}")
        _child(abstract, "multiLevelType", "multilevel")
        alike = _of_one_kind(first)
        taken = alike if len(alike) >= _ENOUGH else alike[:1]
        moved = _left(taken[0]) - _left(usual[0]) if taken else 0
        abstract.extend([_level(level, n) for n, level in enumerate(taken[:LEVELS])])
        abstract.extend([_level(level, n, moved) for n, level in enumerate(usual) if n >= len(taken)])
        _link(abstract[2], style)
        num = etree.Element(w("num"), {w("numId"): num_id})
        _child(num, "abstractNumId", abstract_id)
        place = next((i for i, child in enumerate(self.root) if child.tag in (w("num"), w("numIdMacAtCleanup"))), None)
        self.root.insert(len(self.root) if place is None else place, abstract)
        last = next((i for i, child in enumerate(self.root) if child.tag == w("numIdMacAtCleanup")), len(self.root))
        self.root.insert(last, num)
        return num_id


def _of_one_kind(levels: Sequence[etree._Element]) -> list[etree._Element]:
    """Return the first levels that all have bullets or all have numbers, as the first one has."""
    kinds = [value(level.find(w("numFmt")), "decimal") == "bullet" for level in levels]
    return [level for _, level in takewhile(lambda pair: pair[0] is kinds[0], zip(kinds, levels, strict=True))]


def _highest(elements: list[etree._Element], attribute: str) -> int:
    ids = (element.get(w(attribute), "") for element in elements)
    return max(map(whole, ids), default=0)


def _child(outer: etree._Element, name: str, text: str) -> None:
    etree.SubElement(outer, w(name)).set(w("val"), text)


def _level(level: etree._Element, number: int, moved: int = 0) -> etree._Element:
    """Return a copy of a level that belongs to no other style, moved to the right by so many twips."""
    copied = copy.deepcopy(level)
    copied.set(w("ilvl"), str(number))
    for tie in copied.findall(w("pStyle")):
        copied.remove(tie)
    for name in (w("tplc"), w("tentative")):
        copied.attrib.pop(name, "")
    indent = copied.find(f"{w('pPr')}/{w('ind')}")
    if moved and indent is not None:
        indent.set(w("left"), str(max(_left(level) + moved, 0)))
    return copied


def _link(level: etree._Element, style: str) -> None:
    tie = etree.Element(w("pStyle"), {w("val"): style})
    before = (w("start"), w("numFmt"), w("lvlRestart"))
    place = max((i for i, child in enumerate(level) if child.tag in before), default=-1) + 1
    level.insert(place, tie)


def _left(level: etree._Element) -> int:
    indent = level.find(f"{w('pPr')}/{w('ind')}")
    written = "" if indent is None else (indent.get(w("left")) or indent.get(w("start")) or "")
    return max(whole(written), 0)
