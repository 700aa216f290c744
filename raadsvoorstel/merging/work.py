"""Put what the source changed into a file, text by text, and say of each what became of it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import count

from msgspec import Struct

from raadsvoorstel.blocks import Paragraph, evened, plain_text
from raadsvoorstel.edited import Edited, Key, Unit, keyed
from raadsvoorstel.merging import reasons
from raadsvoorstel.merging.order import Cursor, Order, order_of, with_kept
from raadsvoorstel.merging.outcome import Point, Sort
from raadsvoorstel.merging.values import TEMPLATE, lines_new, values_changed
from raadsvoorstel.reconcile.merge import Merged, merge, merge_lines, remove
from raadsvoorstel.reconcile.nodes import Line, Node, nodes_of
from raadsvoorstel.reconcile.steps import Clash, Reason
from raadsvoorstel.word.anchors import How
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.marks import BOOKMARK, PASSAGE, bookmark_name
from raadsvoorstel.word.revision.draft import Draft

_LONGEST_BOOKMARK = 40

Nodes = tuple[Node, ...]


class Merging(Struct, dict=True):
    """One file on its way to the new version; `made` is the new generation, read like a file of others."""

    edited: Edited
    made: Edited
    draft: Draft
    points: list[Point] = []
    memory: list[BaseText] = []
    standing: list[str] = []
    kept: set[Key | None] = set()
    doubtful: set[Key | None] = set()
    present: set[Key | None] = set()

    def run(self) -> Manifest:
        """Put everything in the draft; return what the new version has to remember."""
        self.cursor = Cursor(self.edited)
        self.draft.own |= {place for unit in self.edited.units if unit.key[0] is Kind.TEXT for place in unit.places}
        for unit in self.edited.units:
            (self.doubtful if unit.how is How.UNCERTAIN else self.present if unit.is_there else set()).add(unit.section)
        section: Key | None = None
        for key, text in self.ours.items():
            section = key if key[0] is Kind.TITLE else section
            if key[0] is not Kind.VALUE:
                self._text(key, text, section)
        for kind in (Kind.TEXT, Kind.TITLE):
            gone = [unit for unit in self.edited.units if unit.key[0] is kind and unit.key not in self.ours]
            for unit in gone:
                self._removed(unit)
            doubtful = frozenset(unit.key for unit in gone if unit.how is How.UNCERTAIN)
            if doubtful:
                self.memory[:] = with_kept(self.memory, self.edited.units, self.ours, doubtful)
        self.fields()
        self.standing_lines()
        known = dict.fromkeys((*self.edited.manifest.standing, *self.standing))
        still = {*self.made.manifest.printed}
        printed = (line for line in self.edited.manifest.printed if line in still)
        return Manifest(self.made.manifest.facts, tuple(self.memory), tuple(known), tuple(printed), self._edges())

    def _edges(self) -> tuple[str, ...] | None:
        """Return the lines that headers and footers may have, as they were or as they are made now."""
        old, new = self.edited.manifest.edges, self.made.manifest.edges
        return None if old is None or new is None else tuple(dict.fromkeys((*old, *new)))

    @cached_property
    def ours(self) -> Mapping[Key, BaseText]:
        """The texts of the new generation, in order."""
        return dict(keyed(self.made.manifest))

    @cached_property
    def units(self) -> Mapping[Key, Unit]:
        """The texts of the file."""
        return {unit.key: unit for unit in self.edited.units}

    @cached_property
    def _made_places(self) -> Mapping[Key, tuple[int, ...]]:
        """Where the texts of the new generation stand in it."""
        return {unit.key: unit.places for unit in self.made.units}

    @cached_property
    def _first_place(self) -> int | None:
        return min((unit.places[0] for unit in self.edited.units if unit.is_there), default=None)

    @cached_property
    def _following(self) -> Mapping[Key, int | None]:
        """Where, of each text of the new generation, the next one stands that the file has already."""
        following: dict[Key, int | None] = {}
        place: int | None = None
        for key in reversed([*self.ours]):
            following[key] = place
            unit = self.units.get(key)
            place = unit.places[0] if unit and unit.is_there else place
        return following

    @cached_property
    def _known_lines(self) -> set[str]:
        """The lines of the template or the layout that the file has, or gets."""
        return {*map(evened, self.edited.manifest.standing)}

    @cached_property
    def _made_lines(self) -> frozenset[str]:
        return frozenset(map(evened, self.made.manifest.standing))

    @cached_property
    def _bookmarks(self) -> frozenset[str]:
        return frozenset(mark for placed in self.draft.body for mark in placed.bookmarks)

    @cached_property
    def joined(self) -> frozenset[Key]:
        """The titles that came to stand in one paragraph: where one of them ends nobody can tell."""
        titles = [unit for unit in self.edited.units if unit.key[0] is Kind.TITLE and unit.is_there]
        counts = Counter(unit.places for unit in titles)
        return frozenset(unit.key for unit in titles if counts[unit.places] > 1)

    @cached_property
    def order(self) -> Order:
        """What was moved."""
        return order_of(self.edited.units, self.ours)

    def nodes_before(self, unit: Unit) -> Nodes:
        """Return what a text of the file was."""
        return nodes_of(unit.base.blocks)

    def nodes_now(self, text: BaseText) -> Nodes:
        """Return what a text of the new generation says."""
        return nodes_of(text.blocks)

    # ------------------------------------------------------------------ texts that were there

    def _text(self, key: Key, text: BaseText, section: Key | None) -> None:
        unit = self.units.get(key)
        if unit is None:
            self._new(key, text, section)
        elif unit.how is How.UNCERTAIN or key in self.joined:
            self.memory.append(unit.base)
            if unit.is_there:
                self.cursor.passed(unit)
            if text.blocks != unit.base.blocks or (unit.is_there and self.order.is_to_move(key)):
                self._point(unit, Sort.UNCERTAIN, reasons.UNCERTAIN, text)
        elif not unit.is_there:
            self.memory.append(text)
            if text.blocks != unit.base.blocks:
                self._clash(unit, Clash((0,), Reason.GONE, unit.base.text, text.text, ""), None)
        else:
            self.memory.append(text)
            self._merge(unit, text)

    def _merge(self, unit: Unit, text: BaseText) -> None:
        theirs = self.draft.nodes(unit.places)
        merged = self.merged(unit, text)
        if self.order.is_to_move(unit.key) and (gap := self._gap()) is not None:
            self.draft.move(unit.places, gap, merged.steps, self._renamed(unit))
            self._point(unit, Sort.MOVED, "", text)
            self.cursor.came(unit.key, gap)
        else:
            self.draft.change(unit.places, merged.steps)
            self.cursor.passed(unit)
            if merged.steps:
                self._point(unit, Sort.REWORDED, "", text)
        if self.order.clashes(unit.key):
            self._point(unit, Sort.CLASH, reasons.MOVED, text)
            self.draft.remark(unit.places[0], f"Niet overgenomen: {reasons.MOVED}.")
        for clash in merged.clashes:
            place = clash.place[0] if clash.place[0] < len(theirs) else len(theirs) - 1
            self._clash(unit, clash, None if unit.places[0] in self.draft.dropped else unit.places[place])
        if unit.also and text.blocks != unit.base.blocks:
            self._point(unit, Sort.COPY, reasons.COPIED, text)

    def merged(self, unit: Unit, text: BaseText) -> Merged:
        """Return what has to be done to a text."""
        base, ours, theirs = self.nodes_before(unit), self.nodes_now(text), self.draft.nodes(unit.places)
        if unit.key[0] is Kind.TEXT:
            return merge(base, ours, theirs)
        lines = [node for node in (*base[:1], *ours[:1], *theirs[:1]) if isinstance(node, Line)]
        return merge_lines(*lines) if len(lines) == 3 else Merged()

    def _renamed(self, unit: Unit) -> dict[str, str]:
        """Return under which names the bookmarks of a text go along when it moves; none that would be too long."""
        kind = PASSAGE if unit.key[0] is Kind.TEXT else BOOKMARK
        name = bookmark_name(unit.key[1], kind, unit.key[2])
        new = next(copy for n in count(1) if (copy := f"{name}_Copy_{n}") not in self._bookmarks)
        own = [mark for mark in self.draft.body[unit.places[0]].bookmarks if mark.startswith(name)]
        return {mark: new for mark in own[:1] if len(new) <= _LONGEST_BOOKMARK}

    # ------------------------------------------------------------------ texts that are new

    def _new(self, key: Key, text: BaseText, section: Key | None) -> None:
        refused = self.refusal(key, section)
        if refused is not None:
            self._lost(key, text, *refused)
            return
        gap = self._gap_for(key)
        if gap is None:
            self._lost(key, text, Sort.LOST, reasons.NO_NEIGHBOUR)
            return
        if key[0] is Kind.TITLE:
            (line,) = nodes_of(text.blocks)
            assert isinstance(line, Line)
            self.draft.insert_title(gap, line, bookmark_name(key[1], BOOKMARK, key[2]))
        else:
            self._opening(key, gap)
            self.draft.insert(gap, self.nodes_now(text), mark=bookmark_name(key[1], PASSAGE, key[2]))
        self.present.add(section)
        self.memory.append(text)
        self.points.append(Point(key[1], Sort.ADDED, ours=text.text))
        self.cursor.came(key, gap)

    def refusal(self, key: Key, section: Key | None) -> tuple[Sort, str] | None:
        """Return why a new text cannot be put under its title; None when it can."""
        if key[0] is not Kind.TEXT or section is None:
            return None
        if section in self.doubtful:
            return Sort.UNCERTAIN, reasons.UNCERTAIN
        return None if section in self.present else (Sort.LOST, reasons.NO_TITLE)

    def _opening(self, key: Key, gap: int) -> None:
        """Put the lines that the layout prints before a new text there too."""
        first = top = next(iter(self._made_places.get(key, ())), 0)
        while top - 1 in self.made.standing:
            top -= 1
        blocks = [self.made.reading.body[place].block for place in range(top, first)]
        lines = [(block, plain_text((block,))) for block in blocks if isinstance(block, Paragraph)]
        new = [(block, line) for block, line in lines if evened(line) and evened(line) not in self._known_lines]
        for block, line in new:
            self.draft.insert(gap, nodes_of((block,)))
            self.standing.append(line)
            self._known_lines.add(evened(line))

    def _gap(self) -> int | None:
        """Return where the text comes that the source has next; None when nothing around it was found."""
        if self.cursor.gap is not None:
            return self.cursor.gap
        return self._first_place

    def _gap_for(self, key: Key) -> int | None:
        gap = self._gap()
        follows = self.cursor.follows
        if gap is None or follows is None:
            return gap
        if key[0] is Kind.TEXT and follows[0] is Kind.TITLE and follows in self.units:
            while gap in self.edited.standing:
                gap += 1
        elif key[0] is Kind.TITLE and self._is_parted(follows, key):
            return self._following[key] or gap
        return gap

    def _is_parted(self, one: Key, other: Key) -> bool:
        """Whether the template prints something of its own between two texts of the new generation."""
        places = self._made_places
        if not places.get(one) or not places.get(other):
            return False
        return any(place in self.made.standing for place in range(places[one][-1], places[other][0]))

    # ------------------------------------------------------------------ texts that are gone

    def _removed(self, unit: Unit) -> None:
        if unit.how is How.UNCERTAIN:
            self.kept.add(unit.section)
            self.points.append(Point(unit.key[1], Sort.UNCERTAIN, reasons.UNCERTAIN, base=unit.base.text))
            return
        if not unit.is_there or (unit.key[0] is Kind.TITLE and self._is_needed(unit)):
            return
        merged = remove(self.nodes_before(unit), self.draft.nodes(unit.places))
        for clash in merged.clashes:
            self.kept.add(unit.section)
            self._clash(unit, clash, unit.places[0])
        if merged.steps:
            self.draft.drop(unit.places)
            if unit.key[0] is Kind.TITLE:
                self.draft.drop(self._under(unit))
            self.points.append(Point(unit.key[1], Sort.REMOVED, base=unit.base.text))

    @cached_property
    def _explained(self) -> frozenset[int]:
        """The blocks of texts, and those of the template or the layout."""
        return self.edited.standing.union(*(unit.places for unit in self.edited.units))

    def _is_needed(self, title: Unit) -> bool:
        """Whether something still stands under a title that the source no longer has."""
        if title.key in self.kept:
            return True
        for place in range(title.places[0] + 1, len(self.draft.body)):
            if place in self._explained or self.draft.body[place].is_title:
                return False
            if not self.draft.is_blank(place):
                return True
        return False

    def _under(self, title: Unit) -> Iterator[int]:
        """Yield the lines of the layout right under a title that the new generation does not have either."""
        place = title.places[0] + 1
        while place in self.edited.standing:
            if evened(plain_text((self.draft.body[place].block,))) not in self._made_lines:
                yield place
            place += 1

    # ------------------------------------------------------------------ single values, and the template's own lines

    def fields(self) -> None:
        """Put what the source changed of single values into the lines that hold them."""
        self.memory[:0] = [text for text in self.ours.values() if text.kind is Kind.VALUE]
        self.points += values_changed(self.edited, self.made, self.draft)

    def standing_lines(self) -> None:
        """Report the lines of the template or the layout that are new."""
        for line in lines_new(self.edited, self.made, self.standing):
            self.points.append(Point(TEMPLATE, Sort.LOST, reasons.NO_LINE, ours=line))
            self.standing.append(line)

    # ------------------------------------------------------------------ saying so

    def _point(self, unit: Unit, sort: Sort, reason: str, text: BaseText) -> None:
        theirs = plain_text(self.edited.reading.body[place].block for place in unit.places or unit.also)
        self.points.append(Point(unit.key[1], sort, reason, unit.base.text, text.text, theirs))

    def _clash(self, unit: Unit, clash: Clash, place: int | None) -> None:
        self.points.append(
            Point(unit.key[1], Sort.CLASH, reasons.reason_of(clash), clash.base, clash.ours, clash.theirs, clash.words)
        )
        near = max(0, (self._gap() or 1) - 1)
        self.draft.remark(near if place is None else place, reasons.remark_on(clash))

    def _lost(self, key: Key, text: BaseText, sort: Sort, reason: str) -> None:
        self.points.append(Point(key[1], sort, reason, ours=text.text))
