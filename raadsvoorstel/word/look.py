"""What the styles and lists of a Word file are called, and what each of them means for a text."""

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.inherited import Inherited
from raadsvoorstel.word.xml import parse, value, w, whole

STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
HEADING = re.compile(r"heading (\d)")
DEEPEST = 9


class Look(Struct, frozen=True):
    """The style ids of a file by the role they play; "" where the file has no such style.

    `titles` are the styles of the highest outline level: those of titles of sections.
    `names` gives every style's name in lower case by its id, `ids` the reverse per kind of style.
    """

    names: Mapping[str, str]
    ids: Mapping[tuple[str, str], str]
    numbers: str
    bullets: str
    lists: Mapping[str, tuple[str, int]]
    titles: frozenset[str]

    def paragraph(self, name: str) -> str:
        """Return the id of the paragraph style called `name`, whatever its capitals; else ""."""
        return self.ids.get(("paragraph", name.lower()), "")

    def heading(self, level: int) -> str:
        """Return the id of the heading style of `level`, or of the deepest one above it; else ""."""
        return next((id for n in range(level, 0, -1) if (id := self.paragraph(f"heading {n}"))), "")

    def character(self, name: str) -> str:
        """Return the id of the character style called `name`; else ""."""
        return self.ids.get(("character", name.lower()), "")

    def table(self, *names: str) -> str:
        """Return the id of the first of these table styles that the file has; else ""."""
        return next((id for name in names if (id := self.ids.get(("table", name.lower()), ""))), "")

    def heading_level(self, style: str) -> int:
        """Return the level of a heading style by its id; 0 for any other style."""
        match = HEADING.fullmatch(self.names.get(style, ""))
        return int(match[1]) if match else 0


@lru_cache(maxsize=64)
def look_of(styles: bytes) -> Look:
    """Return what a styles part holds. `lists` gives (list id, level) of styles that number their paragraphs."""
    names: dict[str, str] = {}
    ids: dict[tuple[str, str], str] = {}
    lists: dict[str, tuple[str, int]] = {}
    by_id: dict[str, etree._Element] = {}
    for style in parse(styles, STYLES).iterfind(w("style")):
        id = style.get(w("styleId"), "")
        by_id[id] = style
        name = value(style.find(w("name"))).lower()
        names[id] = name
        ids.setdefault((style.get(w("type"), "paragraph"), name), id)
        numbering = style.find(f"{w('pPr')}/{w('numPr')}")
        if numbering is not None and (num := value(numbering.find(w("numId")))) not in ("", "0"):
            lists[id] = (num, whole(value(numbering.find(w("ilvl")))))
    number, bullet = (ids.get(("paragraph", name), "") for name in ("list number", "list bullet"))
    inherited = Inherited(by_id)
    titles = frozenset(id for id in by_id if inherited.nearest(id, _outline) == "0")
    return Look(names, ids, number, bullet, lists, titles)


def _outline(style: etree._Element) -> str | None:
    return value(style.find(f"{w('pPr')}/{w('outlineLvl')}")) or None


class ListDefinition(Struct, frozen=True):
    """One abstract list: per level its marker format, its text (`%1.`) and its left indent in twips."""

    formats: tuple[str, ...]
    texts: tuple[str, ...]
    lefts: tuple[int, ...]


class Numbering(Struct, frozen=True):
    """The lists of a file: what each list id refers to, and at which number a level of it starts anew.

    `lettered` are the levels of a list that count a, b, c although the abstract list may not.
    """

    abstract: Mapping[str, ListDefinition]
    abstract_of: Mapping[str, str]
    starts: Mapping[tuple[str, int], int]
    lettered: frozenset[tuple[str, int]]

    def definition(self, num: str) -> ListDefinition | None:
        """Return the list that `num` is an instance of."""
        return self.abstract.get(self.abstract_of.get(num, ""))


def numbering_of(data: bytes | None) -> Numbering:
    """Return what a numbering part holds; nothing at all when a file has none."""
    if data is None:
        return Numbering({}, {}, {}, frozenset())
    root = parse(data, NUMBERING)
    abstract = {a.get(w("abstractNumId"), ""): _definition(a) for a in root.iterfind(w("abstractNum"))}
    abstract_of: dict[str, str] = {}
    starts: dict[tuple[str, int], int] = {}
    lettered: set[tuple[str, int]] = set()
    for num in root.iterfind(w("num")):
        id = num.get(w("numId"), "")
        abstract_of[id] = value(num.find(w("abstractNumId")))
        for override in num.iterfind(w("lvlOverride")):
            start = override.find(w("startOverride"))
            level = whole(override.get(w("ilvl"), ""))
            if start is not None:
                starts[id, level] = whole(value(start, "1"))
            if value(override.find(f"{w('lvl')}/{w('numFmt')}")) == "lowerLetter":
                lettered.add((id, level))
    return Numbering(abstract, abstract_of, starts, frozenset(lettered))


def _definition(abstract: etree._Element) -> ListDefinition:
    levels = list(abstract.iterfind(w("lvl")))
    return ListDefinition(
        tuple(value(level.find(w("numFmt")), "decimal") for level in levels),
        tuple(value(level.find(w("lvlText"))) for level in levels),
        tuple(left_of(level.find(f"{w('pPr')}/{w('ind')}")) for level in levels),
    )


def left_of(indent: etree._Element | None) -> int:
    """Return how far in a paragraph stands, in twips, under either name that editors have for that side."""
    if indent is None:
        return 0
    return whole(indent.get(w("left")) or indent.get(w("start")) or "")
