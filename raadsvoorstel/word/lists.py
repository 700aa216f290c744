"""The lists of a document: which of them an item goes on with, and what comes to stand in the numbering part."""

from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import Item
from raadsvoorstel.word.look import DEEPEST
from raadsvoorstel.word.xml import escape

OWN_LEFTS = tuple(397 * (n + 1) for n in range(DEEPEST))
"""Left indents, in twips, of the lists for a template that has none of its own."""


class Lists(Struct, frozen=True):
    """The abstract lists a document builds on, and the first ids that are free in its template."""

    number: str
    bullet: str
    lefts: tuple[int, ...]
    bullet_lefts: tuple[int, ...]
    first_num: int
    first_abstract: int
    first_note: int

    def left(self, indent: int) -> int:
        """Return how far in text stands, in twips, that belongs to an item of a level, from 1."""
        return self.lefts[min(indent, len(self.lefts)) - 1] if indent and self.lefts else 0


class Reached(Struct, frozen=True):
    """How far the lists of a document are: the ids that are free, and which list an item would go on with.

    `levels` gives that list for a level, `labels` for a label, `bullet` for any item with a bullet.
    """

    num: int
    abstract: int
    bullet: str = ""
    levels: tuple[tuple[int, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


class Listing(Struct):
    """The lists of one document while it is written; `nums` and `abstracts` are additions to its numbering part."""

    lists: Lists
    reached: Reached
    nums: list[str] = []
    abstracts: list[str] = []

    @classmethod
    def of(cls, lists: Lists) -> "Listing":
        """Return what a document begins with: no lists but those of its template."""
        return cls(lists, _one_object(Reached(lists.first_num, lists.first_abstract)))

    def properties(self, block: Item) -> str:
        """Return the `w:numPr` of an item, which goes on with a list or begins one."""
        if block.label:
            num, level = self._labelled(block), 0
        elif block.marker == "bullet":
            num, level = self._bullet(), block.level
        else:
            num, level = self._numbered(block), block.level
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'

    def go_on(self, added: "Listing") -> None:
        """Add the lists of a passage that was written apart, from where this document is."""
        self.nums += added.nums
        self.abstracts += added.abstracts
        self.reached = added.reached

    def part(self, around: tuple[str, str, str]) -> str:
        """Return the numbering part; `around` is that of the template, cut where lists and their instances come."""
        head, between, tail = around
        return head + "".join(self.abstracts) + between + "".join(self.nums) + tail

    def _numbered(self, block: Item) -> str:
        levels = dict(self.reached.levels)
        if block.start or block.level not in levels:
            start = block.start or 1
            letters = self._letters(block.level) if block.marker == "letter" else ""
            overrides = (
                f'<w:lvlOverride w:ilvl="{block.level}"><w:startOverride w:val="{start}"/>{letters}</w:lvlOverride>'
            )
            levels[block.level] = self._num(self.lists.number, overrides)
            self._go_on(levels=tuple(levels.items()))
        return levels[block.level]

    def _letters(self, level: int) -> str:
        """Return a level that counts a, b, c, whatever the template counts there."""
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
            f'<w:lvlText w:val="%{level + 1}."/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{self.lists.left(level + 1)}" w:hanging="397"/></w:pPr></w:lvl>'
        )

    def _bullet(self) -> str:
        if not self.reached.bullet:
            self._go_on(bullet=self._num(self.lists.bullet, ""))
        return self.reached.bullet

    def _labelled(self, block: Item) -> str:
        labels = dict(self.reached.labels)
        if block.start or block.label not in labels:
            abstract = self.reached.abstract
            self.abstracts.append(_label_list(str(abstract), block.label))
            labels[block.label] = self._num(str(abstract), "")
            self._go_on(abstract=abstract + 1, labels=tuple(labels.items()))
        return labels[block.label]

    def _num(self, abstract: str, overrides: str) -> str:
        num = self.reached.num
        self.nums.append(f'<w:num w:numId="{num}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>')
        self._go_on(num=num + 1)
        return str(num)

    def _go_on(self, **changes: Any) -> None:
        # One object for each state: what was written before is found by which object it is.
        self.reached = _one_object(replace(self.reached, **changes))


@lru_cache(maxsize=1024)
def _one_object(reached: Reached) -> Reached:
    """Return one object for documents whose lists are equally far."""
    return reached


def _label_list(abstract: str, label: str) -> str:
    # The label is part of the list's text, so that a next item counts on in every editor.
    return (
        f'<w:abstractNum w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{escape(label)}.%1"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>'
    )


def own_lists(first: int) -> tuple[str, str]:
    """Return a numbered and a bulleted abstract list for a template that has none, with ids from `first`."""
    formats = ("decimal", "lowerLetter", "lowerRoman") * 3
    bullets = ("•", "–", "▪") * 3

    def levels(kind: list[tuple[str, str]]) -> str:
        return "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{OWN_LEFTS[n]}" w:hanging="397"/></w:pPr></w:lvl>'
            for n, (fmt, text) in enumerate(kind)
        )

    numbered = levels([(fmt, f"%{n + 1}.") for n, fmt in enumerate(formats[:DEEPEST])])
    bulleted = levels([("bullet", mark) for mark in bullets[:DEEPEST]])
    return tuple(  # type: ignore[return-value]
        f'<w:abstractNum w:abstractNumId="{first + i}"><w:multiLevelType w:val="multilevel"/>{body}</w:abstractNum>'
        for i, body in enumerate((numbered, bulleted))
    )
