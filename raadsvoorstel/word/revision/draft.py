"""A file that others edited, on its way to a new version: what is to be changed in it, until it is written."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from lxml import etree
from msgspec import Struct, field

from raadsvoorstel.blocks import Item, Paragraph
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.reconcile.nodes import Line, Node, Thing, lines_in
from raadsvoorstel.reconcile.outcome import lines_after
from raadsvoorstel.reconcile.steps import Reword, Step
from raadsvoorstel.reconcile.words import text_of
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.manifest import Manifest
from raadsvoorstel.word.package import FOOTNOTES, MAIN
from raadsvoorstel.word.reader import EDGES, Placed, Reading
from raadsvoorstel.word.revision.applying import Hand
from raadsvoorstel.word.revision.copies import copied
from raadsvoorstel.word.revision.evaluate import is_boxed
from raadsvoorstel.word.revision.fields import Field, Starts, fields_at, starts_in
from raadsvoorstel.word.revision.opened import Opened, open_block
from raadsvoorstel.word.revision.pen import Pen
from raadsvoorstel.word.revision.press import Additions, Press
from raadsvoorstel.word.revision.proof import Proof, demand_edge
from raadsvoorstel.word.revision.remarks import write_remarks
from raadsvoorstel.word.revision.sight import Notes, P, notes_of
from raadsvoorstel.word.revision.sight import text_of as letters
from raadsvoorstel.word.revision.stretch import Fate, mark
from raadsvoorstel.word.revision.stretch import Item as Stretched
from raadsvoorstel.word.xml import parse, serialize, w

_ID = re.compile(rb'\bw:id="(\d{1,9})"')
_OBJECT_ID = re.compile(rb'\bid="(\d{1,9})"')


class Draft(Struct, dict=True):
    """One file. `own` are the blocks that belong to texts we know; new paragraphs are made like those."""

    parts: Mapping[str, bytes]
    reading: Reading
    author: str
    date: str
    pictures: Mapping[str, tuple[str, bytes]] = {}
    own: set[int] = set()
    dropped: set[int] = set()
    new: defaultdict[int, list[etree._Element]] = field(default_factory=lambda: defaultdict(list))
    remarks: list[tuple[int, str]] = []
    proof: Proof = field(default_factory=Proof)

    @property
    def body(self) -> tuple[Placed, ...]:
        """The blocks of the body."""
        return self.reading.body

    @cached_property
    def hand(self) -> Hand:
        """What carries out changes, with the author's pen."""
        stories = [data for name, data in self.parts.items() if name.startswith("word/") and name.endswith(".xml")]
        pen = Pen(self.author, self.date, 1 + max(_numbers(_ID, stories), default=0))
        press = Press(self.parts, 1 + max(_numbers(_OBJECT_ID, stories), default=0), self.pictures)
        return Hand(pen, press, self._body_style())

    @cached_property
    def _notes(self) -> Notes:
        return notes_of(self.parts.get(FOOTNOTES))

    @cached_property
    def opened(self) -> tuple[Opened, ...]:
        """The blocks of the body, ready to be written in."""
        opened = tuple(open_block(placed, self._notes) for placed in self.body)
        self.proof.know(each.node for each in opened)
        return opened

    @cached_property
    def root(self) -> etree._Element:
        """The body's part."""
        first = next((element for placed in self.body for element in placed.elements), None)
        if first is None:
            raise WordFileUnusable("het document heeft geen inhoud meer")
        root = first.getroottree().getroot()
        assert root is not None
        return root

    @cached_property
    def _stories(self) -> dict[str, etree._Element]:
        """The roots of all parts with lines: the body, headers and footers."""
        edges = {name: parse(data, name) for name, data in self.parts.items() if EDGES.fullmatch(name)}
        return {MAIN: self.root, **edges}

    @cached_property
    def _starts(self) -> Starts:
        return starts_in(self._stories)

    # ------------------------------------------------------------------ what it says

    def nodes(self, places: Iterable[int]) -> tuple[Node, ...]:
        """Return what blocks of the body say."""
        return tuple(self.opened[place].node for place in places)

    def node_now(self, place: int) -> Node:
        """Return what a block of the body says with the words that were changed in it so far."""
        changed = place in self.proof.after
        return (open_block(self.body[place], self._notes) if changed else self.opened[place]).node

    def fields(self, path: FieldPath) -> list[Field]:
        """Return the places of a value in lines."""
        return fields_at(path, self._starts)

    def is_blank(self, place: int) -> bool:
        """Whether there is nothing to see in a block."""
        node = self.opened[place].node
        return isinstance(node, Line) and all(token.is_space for token in node.tokens)

    # ------------------------------------------------------------------ what is to be changed

    def change(self, places: Sequence[int], steps: Iterable[Step]) -> None:
        """Take the steps of a merge on the blocks at `places`."""
        steps = list(steps)
        blocks = [self.opened[place] for place in places]
        self.proof.expect(places, [block.node for block in blocks], steps)
        applied = self.hand.apply(blocks, steps)
        self.dropped |= {places[n] for n in applied.dropped}
        for n, things in applied.new.items():
            gap = places[n] if n < len(places) else places[-1] + 1
            self.insert(gap, things, expected=False)

    def insert(self, gap: int, things: Iterable[Thing], *, mark: str = "", expected: bool = True) -> None:
        """Put new blocks before the one at `gap`; the first gets a bookmark called `mark`."""
        for thing in things:
            elements = self.hand.write(thing, lambda line: self._like(gap, line))
            self._named(elements, mark)
            mark = ""
            self.new[gap] += elements
            if expected:
                self.proof.expect_new(gap, [text_of(line.tokens) for line in lines_in(thing)])

    def insert_title(self, gap: int, line: Line, mark: str) -> None:
        """Put a new title before the block at `gap`, like the title that is nearest."""
        at = bisect_left(self._title_lines, gap)
        near = min(self._title_lines[max(at - 1, 0) : at + 1], key=lambda place: abs(place - gap), default=None)
        model = etree.Element(P) if near is None else self.body[near].elements[-1]
        (element,) = [self.hand.press.title(line, model)]
        self._named([element], mark)
        self.new[gap].append(element)
        self.proof.expect_new(gap, [text_of(line.tokens)])

    def move(self, places: Sequence[int], gap: int, steps: Iterable[Step], marks: Mapping[str, str]) -> None:
        """Move blocks to before the one at `gap`, with the steps of a merge taken on the way.

        `marks` gives the names that bookmarks get in the new place.
        """
        steps = list(steps)
        nodes = [self.opened[place].node for place in places]
        self.new[gap] += copied([self.body[place] for place in places], steps, self.hand, marks, self._like_at(gap))
        self.proof.expect_new(gap, lines_after(nodes, steps))
        self.drop(places)

    def drop(self, places: Iterable[int]) -> None:
        """Take out whole blocks."""
        places = list(places)
        self.dropped |= {*places}
        self.proof.expect_gone(places)

    def change_field(self, spot: Field, steps: Iterable[Step]) -> None:
        """Change the words of a value."""
        rewords = [step for step in steps if isinstance(step, Reword)]
        old = "".join(map(letters, spot.sight.runs()))
        said = "".join(lines_after([spot.line], rewords))
        self.hand.reword(spot.sight, spot.line.tokens, rewords, spot.offset)
        place = self._place_of(spot.sight.paragraphs[0])
        if place is not None and not is_boxed(spot.sight.paragraphs[0]):
            end = spot.offset + sum(token.width for token in spot.line.tokens)
            self.proof.expect_line(place, old, old[: spot.offset] + said + old[end:])

    def place_of(self, spot: Field) -> int:
        """Return the block of the body in which a value stands; the first one for a header or footer."""
        return self._place_of(spot.sight.paragraphs[0]) or 0

    def _place_of(self, paragraph: etree._Element) -> int | None:
        """Return the block of the body in which a paragraph stands; None when it is in a header or footer."""
        around = (paragraph, *paragraph.iterancestors())
        return min((self._places[element] for element in around if element in self._places), default=None)

    @cached_property
    def _places(self) -> dict[etree._Element, int]:
        return {element: n for n, placed in reversed([*enumerate(self.body)]) for element in placed.elements}

    def remark(self, place: int, text: str) -> None:
        """Hang a remark at a block of the body."""
        self.remarks.append((place, text))

    def _named(self, elements: Sequence[etree._Element], name: str) -> None:
        paragraph = next((p for element in elements for p in element.iter(P)), None)
        if name and paragraph is not None:
            self.hand.press.bookmarked(paragraph, name, self.hand.pen.id())

    # ------------------------------------------------------------------ what new blocks look like

    @cached_property
    def _kinds(self) -> list[object]:
        return [Line((), placed.block).kind for placed in self.body]

    def _like_at(self, gap: int) -> Callable[[Line], etree._Element | None]:
        return lambda line: self._like(gap, line)

    def _like(self, gap: int, line: Line) -> etree._Element | None:
        """Return the paragraph near `gap` that a new one can be made like; an item only like one of its own list."""
        places = self._own_of(line.kind)
        at = bisect_left(places, gap)
        # Whatever lies beyond the nearest on either side is further off, and apart when that one is.
        near = places[max(at - 1, 0) : at + 1]
        if isinstance(line.block, Item):
            near = [p for p in near if not self._is_apart(p, gap)]
        place = min(near, key=lambda p: (abs(p - gap + 0.5), p), default=None)
        return None if place is None else self.body[place].elements[-1]

    def _own_of(self, kind: object) -> list[int]:
        """Return the paragraphs of one kind among the texts of the document itself, in order."""
        if kind not in self._by_kind:
            self._by_kind[kind] = [
                p for p in sorted(self.own) if self._kinds[p] == kind and self.body[p].elements[-1].tag == P
            ]
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> dict[object, list[int]]:
        return {}

    @cached_property
    def _titles(self) -> list[int]:
        return [place for place, placed in enumerate(self.body) if placed.is_title]

    @cached_property
    def _title_lines(self) -> list[int]:
        return [place for place in self._titles if self.body[place].elements[-1].tag == P]

    def _is_apart(self, place: int, gap: int) -> bool:
        first, last = min(place, gap), max(place, gap)
        return bisect_left(self._titles, first) < bisect_left(self._titles, last)

    def _body_style(self) -> str:
        for place in sorted(self.own):
            if self._kinds[place] == Line((), Paragraph(())).kind:
                style = self.body[place].elements[-1].find(f"{w('pPr')}/{w('pStyle')}")
                return "" if style is None else style.get(w("val"), "")
        return ""

    # ------------------------------------------------------------------ the new file

    @property
    def is_changed(self) -> bool:
        """Whether anything in the file is marked, or remarked upon."""
        return bool(self.dropped or self.new or self.remarks) or ("hand" in self.__dict__ and bool(self.hand.pen.used))

    def finish(self, memory: Manifest, *, mirrored: bool = False) -> bytes:
        """Return the file with its changes and its memory. RevisionIncorrect when it is not what was meant.

        When it is `mirrored`, what was taken out is marked as put in, and the other way round.
        """
        self._place()
        made = Additions(dict(self.parts))
        write_remarks(made, [(self._hanger(place), text) for place, text in self.remarks], self.hand.pen)
        self.hand.press.parts = made.parts
        made.parts |= self.hand.press.finish(self.root)
        self.proof.demand(self.parts[MAIN], self.root, self.hand.pen)
        if mirrored:
            self.hand.pen.mirror(self._stories.values())
        made.parts[MAIN] = serialize(self.root)
        for name, root in self._stories.items():
            if name != MAIN and any(self.hand.pen.is_own(mark) for mark in root.iter(w("ins"), w("del"))):
                if not mirrored:
                    demand_edge(self.parts[name], name, root, self.hand.pen)
                made.parts[name] = serialize(root)
        made.parts[manifest.part_of(made.parts)] = manifest.write(memory)
        return package.write(package.parts_of(made.parts))

    def _place(self) -> None:
        """Put the new blocks in their places, and mark them and those that go."""
        items: list[Stretched] = []
        for place in range(len(self.body) + 1):
            for element in self.new.get(place, []):
                self._put(element, place, items)
                items.append(Stretched((element,), Fate.NEW))
            if place < len(self.body) and self.body[place].elements:
                fate = Fate.DROPPED if place in self.dropped else Fate.KEPT
                items.append(Stretched(self.body[place].elements, fate))
        mark(items, self.hand.pen)

    def _put(self, element: etree._Element, place: int, before: Sequence[Stretched]) -> None:
        body = self.root.find(w("body"))
        following = next((p.elements[0] for p in self.body[place : place + 1] if p.elements), None)
        if before and (following is None or following.getparent() is not body):
            before[-1].elements[-1].addnext(element)
        elif following is not None:
            following.addprevious(element)

    def _hanger(self, place: int) -> etree._Element:
        elements = self.body[min(max(place, 0), len(self.body) - 1)].elements
        return next(p for element in (*reversed(elements), self.root) for p in element.iter(P))


def _numbers(pattern: re.Pattern[bytes], parts: Iterable[bytes]) -> Iterable[int]:
    return (int(number) for data in parts for number in pattern.findall(data))
