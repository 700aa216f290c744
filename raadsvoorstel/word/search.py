"""Look for the texts of a document on the ground: by their marks first, then by what they said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word.ground import TOP, Ground
from raadsvoorstel.word.likeness import ALIKE, CLEARLY, PERHAPS, alike, is_telling
from raadsvoorstel.word.marks import tag_name


class How(StrEnum):
    """By what a text was found."""

    MARK = "merk"
    TEXT = "tekst"
    TITLE = "titel"
    UNCERTAIN = "onzeker"
    GONE = "weg"


@dataclass(slots=True)
class Search:
    """What has been found so far, by the number of a text; a text without a `how` is still looked for.

    `also` gives the other blocks where a text stands, or may stand; `cuts` are blocks at which a
    passage ends because a copy of another begins there.
    """

    ground: Ground
    how: dict[int, How] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    also: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    cuts: set[int] = field(default_factory=set)

    def find(self, text: int, how: How, start: int) -> None:
        """Take the block at `start` for the beginning of a text."""
        self.how[text], self.starts[text] = how, start

    def doubt(self, text: int, places: Iterable[int]) -> None:
        """Say of a text that it may stand in `places`; where it was found before is one of them."""
        self.how[text] = How.UNCERTAIN
        self.also[text] |= {*places, *([self.starts.pop(text)] if text in self.starts else [])}

    def doubt_owners(self, places: Iterable[int]) -> None:
        """Say that the passages which hold `places` may hold what is not theirs."""
        owner = self.owner()
        for text in {owner[place] for place in places if place in owner}:
            self.doubt(text, ())

    @property
    def wanted(self) -> list[int]:
        """The texts that are still looked for."""
        return [text for text in range(len(self.ground.past.texts)) if text not in self.how]

    def passages(self) -> dict[int, range]:
        """Return where each text that was found stands: from its beginning to the next, or to a title."""
        doubtful = {place for text, how in self.how.items() if how is How.UNCERTAIN for place in self.also[text]}
        ends = sorted(self.ground.fixed | doubtful | self.cuts | {*self.starts.values(), len(self.ground.lines)})
        following = dict(pairwise(ends))
        return {text: range(start, following[start]) for text, start in self.starts.items()}

    def owner(self) -> dict[int, int]:
        """Return for each block of a passage the text that it belongs to."""
        return {place: text for text, places in self.passages().items() for place in places}

    def explained(self) -> set[int]:
        """Return the blocks that say in a passage what its text always said."""
        return {place for text, places in self.passages().items() for place in self._unchanged(text, places)}

    def _unchanged(self, text: int, places: range) -> Iterator[int]:
        left = Counter(self.ground.past.said[text])
        for place in places:
            if left[self.ground.lines[place]] > 0:
                left[self.ground.lines[place]] -= 1
                yield place

    def strange(self) -> list[int]:
        """Return the blocks that begin no passage and that nobody said: new, or changed."""
        known = {*self.ground.fixed, *self.starts.values()}
        return [
            place
            for place, line in enumerate(self.ground.lines)
            if line and place not in known and line not in self.ground.past.owners
        ]

    def missing(self, text: int, places: range) -> list[str]:
        """Return what a text said and does not say any more in `places`."""
        here = {self.ground.lines[place] for place in places}
        return [line for line in self.ground.past.said[text] if line not in here]


def by_mark(search: Search) -> None:
    """Find the texts by their bookmarks; those that lost theirs by the name of their control."""
    ground = search.ground
    paths: defaultdict[FieldPath, list[int]] = defaultdict(list)
    for text, base in enumerate(ground.past.texts):
        paths[base.path].append(text)
    for path, texts in paths.items():
        tagged = set(ground.tagged(tag_name(path), texts[0]))
        for text in texts:
            named, copied = ground.named(text), ground.copied(text)
            tagged -= {*named, *copied}
            if len(named or copied) == 1:
                search.find(text, How.MARK, (named or copied)[0])
                search.also[text] |= {*copied} - {search.starts[text]}
            elif named or copied:
                search.doubt(text, {*named, *copied})
        _by_control(search, [text for text in texts if text not in search.how], tagged)
        for text in texts[:1]:
            search.also[text] |= tagged - {*search.starts.values()}
    _demand_one_each(search)


def _by_control(search: Search, texts: list[int], places: set[int]) -> None:
    """Share out controls of one name over texts of one path, which differ by the title they stand under."""
    ground = search.ground
    if len(texts) == 1 == len(places):
        search.find(texts[0], How.MARK, min(places))
        return
    for text in texts:
        section = ground.past.section[text]
        near = [place for place in places if ground.under[place] == section]
        if len(near) == 1 and all(ground.past.section[other] != section for other in texts if other != text):
            search.find(text, How.MARK, near[0])
    left = places - {*search.starts.values()}
    for text in texts:
        if text not in search.how and left:
            search.doubt(text, left)


def _demand_one_each(search: Search) -> None:
    """Take back what was found where two texts begin in one block, such as paragraphs that were joined."""
    counts = Counter(search.starts.values())
    for text, start in [*search.starts.items()]:
        if counts[start] > 1:
            search.doubt(text, ())


def by_first_line(search: Search) -> None:
    """Find the texts whose first paragraph stands somewhere as it was: in one place, or in one under their title."""
    ground, past = search.ground, search.ground.past
    taken = {*ground.fixed, *search.starts.values(), *search.explained()}
    found: dict[int, int] = {}
    for text in search.wanted:
        first = past.first(text)
        places = [place for place in ground.at.get(first, ()) if place not in taken]
        rivals = [other for other in search.wanted if other != text and first in past.said[other]]
        near = [place for place in places if ground.under[place] == past.section[text]]
        if len(places) == 1 and not rivals:
            found[text] = places[0]
        elif len(near) == 1 and not any(past.section[rival] == past.section[text] for rival in rivals):
            found[text] = near[0]
            search.also[text] |= {*places} - {*near}
        elif places:
            search.doubt(text, places)
    for text, place in found.items():
        search.find(text, How.TEXT, place)
    for text in found:
        search.also[text] -= {*search.starts.values()}


def by_likeness(search: Search) -> None:
    """Find the texts whose first paragraph was changed, where only one new paragraph is much like it."""
    lines, said = search.ground.lines, search.ground.past.said
    places = search.strange()
    lost = [(text, line) for text, own in enumerate(said) for line in own if line not in search.ground.at]
    found: dict[int, int] = {}
    for text in search.wanted:
        first = search.ground.past.first(text)
        scores = {place: alike(first, lines[place]) for place in places}
        best = max(scores, key=lambda place: scores[place], default=-1)
        if best < 0 or scores[best] < ALIKE:
            continue
        near = {place for place, score in scores.items() if score > scores[best] - CLEARLY}
        rivals = (alike(line, lines[best]) for other, line in lost if (other, line) != (text, first))
        if len(near) == 1 and max(rivals, default=0.0) <= scores[best] - CLEARLY:
            found[text] = best
        else:
            search.doubt(text, near)
    for text, place in found.items():
        search.find(text, How.TEXT, place)


def by_rest(search: Search) -> None:
    """Find the texts that lost their first paragraph by the others, which must still stand together."""
    ground, past = search.ground, search.ground.past
    taken = {*ground.fixed, *search.starts.values(), *search.explained()}
    for text in search.wanted:
        lines = [line for line in past.said[text][1:] if is_telling(line) and past.is_owned_once(line)]
        places = {place for line in lines for place in ground.at.get(line, ()) if place not in taken}
        if not places:
            continue
        first = _beginning(search, min(places), text)
        between = {*range(min(places), max(places))} & {*ground.fixed, *search.starts.values()}
        if first < 0 or between or any(len(ground.at.get(line, ())) > 1 for line in lines):
            search.doubt(text, places)
        else:
            search.find(text, How.TEXT, first)


def _beginning(search: Search, place: int, text: int) -> int:
    """Return where a passage begins of which `place` is a later paragraph; -1 when that cannot be told."""
    ground = search.ground
    strange = {*search.strange()}
    start = place
    while start - 1 in strange or (start > 0 and not ground.lines[start - 1] and start - 1 not in ground.fixed):
        start -= 1
    if not strange & {*range(start, place)}:
        return place
    begins = start - 1 in ground.fixed and ground.under[start - 1] == ground.past.section[text] != TOP
    return min(strange & {*range(start, place)}) if begins else -1


def by_part(search: Search) -> None:
    """Doubt the texts whose first paragraph has become part of another paragraph, and the texts that hold it."""
    ground, past = search.ground, search.ground.past
    for text in search.wanted:
        first = past.first(text)
        if not is_telling(first):
            continue
        if places := _parts(ground, first):
            search.doubt(text, places)
            search.doubt_owners(places)


def by_title(search: Search) -> None:
    """Decide over what is left: what stands right under a title is its text, and what stands nowhere is gone."""
    ground, past = search.ground, search.ground.past
    sections: defaultdict[int, list[int]] = defaultdict(list)
    for text in search.wanted:
        sections[past.section[text]].append(text)
    for section, texts in sections.items():
        places = [place for place in _unexplained(search) if ground.under[place] == section]
        alone = len(texts) == 1 and texts[0] == past.section.index(section)
        if not places:
            search.how.update(dict.fromkeys(texts, How.GONE))
        elif alone and section in ground.titles and places == _head(search, ground.titles[section]):
            search.find(texts[0], How.TITLE, places[0])
        else:
            for text in texts:
                search.doubt(text, places)
            search.doubt_owners(places)


def _unexplained(search: Search) -> list[int]:
    """Return the new blocks that are not clearly a changed paragraph of the passage they stand in."""
    owner, passages = search.owner(), search.passages()
    lost = {text: search.missing(text, places) for text, places in passages.items()}
    lines = search.ground.lines
    return [
        place
        for place in search.strange()
        if place not in owner or all(alike(line, lines[place]) < PERHAPS for line in lost[owner[place]])
    ]


def _head(search: Search, title: int) -> list[int]:
    """Return what stands between a title and the first passage under it, standing text left out."""
    ground, owner = search.ground, search.owner()
    head: list[int] = []
    for place in range(title + 1, len(ground.lines)):
        if place in owner or (place in ground.fixed and (head or place not in ground.standing)):
            break
        head += [place] if ground.lines[place] and place not in ground.standing else []
    return head


def copies(search: Search) -> None:
    """Say of each text where else it begins, and end a passage there unless it goes on after the copy."""
    ground, past = search.ground, search.ground.past
    explained, starts = search.explained(), {*search.starts.values()}
    for text, start in search.starts.items():
        first = past.first(text)
        same = {place for place in ground.at.get(first, ()) if is_telling(first) and place not in ground.fixed}
        search.also[text] |= same - explained
        search.also[text] -= starts | {start}
    passages, owner = search.passages(), search.owner()
    for text in search.starts:
        for place in search.also[text]:
            if place in owner and not _goes_on(search, owner[place], passages[owner[place]], place):
                search.cuts.add(place)


def _goes_on(search: Search, text: int, places: range, place: int) -> bool:
    """Whether a passage says something of its own after `place` that it did not say before."""
    lines = search.ground.lines
    left = Counter(search.ground.past.said[text]) - Counter(lines[places.start : place])
    return any(left[line] > 0 for line in lines[place : places.stop])


def by_opening(search: Search) -> None:
    """Let a text begin right under its title, or under standing text, where someone wrote something before it."""
    ground = search.ground
    taken = {*ground.fixed, *search.owner(), *(place for places in search.also.values() for place in places)}
    for text, start in [*search.starts.items()]:
        top = start
        while top > 0 and top - 1 not in taken:
            top -= 1
        above = top - 1
        is_own = above in ground.standing or ground.titles.get(ground.past.section[text]) == above
        written = [place for place in range(top, start) if not ground.is_blank(place)]
        if written and above >= 0 and is_own:
            search.starts[text] = written[0]


def doubt_mixed(search: Search, passages: Mapping[int, range]) -> None:
    """Doubt the texts that got mixed: one says what another, right beside it, no longer says."""
    ground, past = search.ground, search.ground.past
    owner = {place: text for text, places in passages.items() for place in places}
    for text, places in passages.items():
        for line in search.missing(text, places):
            if not (is_telling(line) and past.is_owned_once(line)):
                continue
            whole = [place for place in ground.at.get(line, ()) if place not in ground.fixed]
            parts = [] if whole else [place for place in _parts(ground, line) if place not in places]
            for place in whole + parts:
                if place in whole and place in owner and _apart(ground, places.start, place):
                    search.also[text].add(place)
                else:
                    search.doubt(text, [place])
                    search.doubt(owner.get(place, text), ())


def _parts(ground: Ground, line: str) -> list[int]:
    """Return the blocks that a line has become a part of; none when another text always said it too."""
    if any(line in other for other in ground.past.owners if other != line):
        return []
    return [place for place, other in enumerate(ground.lines) if line in other]


def _apart(ground: Ground, one: int, other: int) -> bool:
    """Whether a title or standing text lies between two blocks."""
    return any(place in ground.fixed for place in range(min(one, other), max(one, other)))


STEPS = (by_mark, by_first_line, by_likeness, by_rest, by_part, by_title, copies, by_opening)
"""How texts are looked for, in this order: what a step found, the next ones do not look for."""


def search_all(ground: Ground) -> tuple[Search, dict[int, range]]:
    """Look for every text; return what was found, and where each text stands that is not in doubt."""
    search = Search(ground)
    for step in STEPS:
        step(search)
    passages = search.passages()
    doubt_mixed(search, passages)
    return search, {text: places for text, places in passages.items() if text in search.starts}
