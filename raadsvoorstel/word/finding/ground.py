"""A document that others edited, laid beside what it was made from: its lines, its titles, its marks."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from raadsvoorstel.blocks import Blocks, Picture, block_texts
from raadsvoorstel.word.finding.effort import Effort
from raadsvoorstel.word.finding.likeness import ALIKE, alike, cost, is_telling, line_of, lines_of
from raadsvoorstel.word.finding.lookup import Lookup
from raadsvoorstel.word.finding.signs import Signs, signs_of
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.marks import BOOKMARK, FIELD, PASSAGE, bookmark_name
from raadsvoorstel.word.reader import Placed, Reading

TOP, FOREIGN = -1, -2
"""Instead of the number of a title: what stands above all titles, and what stands below a title of others."""

Owners = Mapping[str, Counter[int]]
"""Which texts said a line, by their numbers, and how often."""


def by(items: Iterable[int], keys: Sequence[int]) -> dict[int, list[int]]:
    """Return blocks or texts by what `keys` has for each, such as the section that it stands in."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for item in items:
        found[keys[item]].append(item)
    return dict(found)


class Past(Struct, frozen=True):
    """What a document said when it was made: its texts in order, and of each by number what can be looked for.

    `said` are the lines of a text, `section` is the number of the title it stood under, `marks` the
    bookmarks around its beginning, `owners` who said a line, `once` the lines that one text said, once.
    """

    texts: tuple[BaseText, ...]
    said: tuple[tuple[str, ...], ...]
    section: tuple[int, ...]
    marks: tuple[str, ...]
    owners: Owners
    once: frozenset[str]

    def first(self, text: int) -> str:
        """Return the line that a text began with."""
        return self.said[text][0] if self.said[text] else ""


class Ground(Struct, frozen=True, dict=True):
    """What a document says now, block by block, beside its `past`.

    `lines` gives the text of every block and `at` where a text stands. `fixed` are the blocks at which a
    passage ends in any case: titles, values of the header, and `standing`, what the template prints.
    `titles` gives the block of every title that was found, by its number; `under` is for every block the
    number of the title that it stands under; `signs` says which blocks carry a bookmark or the name of a control.
    """

    past: Past
    body: tuple[Placed, ...]
    lines: tuple[str, ...]
    at: Mapping[str, tuple[int, ...]]
    fixed: frozenset[int]
    standing: frozenset[int]
    titles: Mapping[int, int]
    under: tuple[int, ...]
    signs: Signs
    effort: Effort = field(default_factory=Effort)

    def is_blank(self, index: int) -> bool:
        """Whether there is nothing to see in a block."""
        return not self.lines[index] and not isinstance(self.body[index].block, Picture)

    def blocks(self, places: range) -> Blocks:
        """Return the blocks in `places`, those at the end that are empty left out."""
        last = next((index for index in reversed(places) if not self.is_blank(index)), places.start)
        return tuple(placed.block for placed in self.body[places.start : last + 1])

    def is_parted(self, one: int, other: int) -> bool:
        """Whether a passage ends at one of the blocks from `one` up to `other`."""
        return bisect_left(self._ends, one) < bisect_left(self._ends, other)

    def parts(self, line: str) -> list[int]:
        """Return the blocks that a line has become a part of; none when another text always said it too."""
        if any(self._said.lines[place] != line for place in self._said.holding(line)):
            return []
        return self._now.holding(line)

    def likeness(self, one: str, other: str) -> float:
        """Return how alike two lines are."""
        self.effort.spend(cost(one, other))
        return alike(one, other)

    def lookup(self, lines: Sequence[str]) -> Lookup:
        """Return lines as what can be searched."""
        return Lookup(lines, self.effort)

    @cached_property
    def _ends(self) -> list[int]:
        return sorted(self.fixed)

    @cached_property
    def _said(self) -> Lookup:
        return self.lookup([*self.past.owners])

    @cached_property
    def _now(self) -> Lookup:
        return self.lookup(self.lines)

    def named(self, text: int) -> list[int]:
        """Return the blocks that carry the bookmark of a text."""
        return self._beginnings(self.signs.named(self.past.marks[text]), text)

    def copied(self, text: int) -> list[int]:
        """Return the blocks with a bookmark that an editor called after that of a text, as `… Copy 1`."""
        return self._beginnings(self.signs.copied(self.past.marks[text]), text)

    def tagged(self, tag: str, text: int) -> list[int]:
        """Return the blocks with a control that is called `tag`."""
        return self._beginnings(self.signs.tagged(tag), text)

    def _beginnings(self, places: Sequence[int], text: int) -> list[int]:
        """Return the places of one mark without those where a paragraph that was split goes on."""
        shown = [index for index in places if self.lines[index]] or places[:1]
        first, known = self.past.first(text), {*shown}
        return [i for i in shown if i - 1 not in known or self.likeness(self.lines[i], first) >= ALIKE]


def ground_of(reading: Reading, manifest: Manifest) -> Ground:
    """Lay a document beside its manifest."""
    past, body = _past(manifest), reading.body
    lines = tuple(line_of(placed.block) for placed in body)
    names = _names(manifest)
    signs = signs_of(body, frozenset(name for each in names.values() for name in each))
    titles, marked = _titles(body, lines, manifest, past.owners, signs)
    standing = frozenset(_standing(body, lines, manifest.standing, past.owners)).difference(titles.values())
    values = {i for name in names[Kind.VALUE] for i in signs.copied(name)}
    values = {i for i, placed in enumerate(body) if any(map(_is_value, placed.bookmarks))} - values
    values |= {*_unmarked_values(body, lines, manifest, past.owners)}
    at: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        at[line].append(index)
    return Ground(
        past=past,
        body=body,
        lines=lines,
        at={line: tuple(places) for line, places in at.items()},
        fixed=marked | standing | values,
        standing=standing,
        titles=titles,
        under=tuple(_under(len(lines), marked, {index: number for number, index in titles.items()})),
        signs=signs,
    )


def _is_value(bookmark: str) -> bool:
    return bookmark.startswith(FIELD)


def _unmarked_values(body: Sequence[Placed], lines: Sequence[str], manifest: Manifest, owners: Owners) -> Iterator[int]:
    """Yield the blocks behind whose label a value of the header stands that lost its bookmark."""
    marked = {name for placed in body for name in placed.bookmarks}
    values = (text for text in manifest.texts if text.kind is Kind.VALUE)
    named = zip(values, _names(manifest)[Kind.VALUE], strict=True)
    lost = {" ".join(value.text.split()) for value, name in named if name not in marked}
    told = {line for line in lost if is_telling(line)}
    ends = _shortest_ends(told)
    for index, line in enumerate(lines):
        backwards = line[::-1]
        near = bisect_right(ends, backwards) - 1
        if near >= 0 and backwards.startswith(ends[near]) and line not in owners and line not in told:
            yield index


def _shortest_ends(lines: Iterable[str]) -> list[str]:
    """Return lines backwards, in order, those that end as another one left out.

    So only one of them can end a line: the last that does not come behind it.
    """
    ends: list[str] = []
    for line in sorted(line[::-1] for line in lines):
        if not (ends and line.startswith(ends[-1])):
            ends.append(line)
    return ends


def _past(manifest: Manifest) -> Past:
    texts = tuple(text for text in manifest.texts if text.kind is Kind.TEXT)
    said = tuple(lines_of(text.blocks) for text in texts)
    owners: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for number, lines in enumerate(said):
        for line in lines:
            owners[line][number] += 1
    once = frozenset(line for line, who in owners.items() if who.total() == 1)
    return Past(texts, said, tuple(_sections(manifest)), tuple(_names(manifest)[Kind.TEXT]), dict(owners), once)


def _sections(manifest: Manifest) -> Iterator[int]:
    number = TOP
    for text in manifest.texts:
        if text.kind is Kind.TITLE:
            number += 1
        elif text.kind is Kind.TEXT:
            yield number


def _names(manifest: Manifest) -> dict[Kind, list[str]]:
    """Return the bookmarks that a document was given around its texts, titles and values, in order."""
    prefixes = {Kind.TEXT: PASSAGE, Kind.TITLE: BOOKMARK, Kind.VALUE: FIELD}
    names: dict[Kind, list[str]] = {kind: [] for kind in prefixes}
    seen: Counter[str] = Counter()
    for text in manifest.texts:
        one = bookmark_name(text.path, prefixes[text.kind])
        seen[one] += 1
        names[text.kind].append(bookmark_name(text.path, prefixes[text.kind], seen[one]))
    return names


def _titles(
    body: Sequence[Placed], lines: Sequence[str], manifest: Manifest, owners: Owners, signs: Signs
) -> tuple[dict[int, int], frozenset[int]]:
    """Return the block of each title that is found, by its number, and every block that is a title."""
    wording = [" ".join(text.text.split()) for text in manifest.texts if text.kind is Kind.TITLE]
    titles = {*wording}
    marked = frozenset(
        index
        for index, placed in enumerate(body)
        if lines[index]
        and not any(name.startswith(PASSAGE) for name in placed.bookmarks)
        and (placed.is_title or (lines[index] in titles and lines[index] not in owners))
    )
    found: dict[int, int] = {}
    for number, name in enumerate(_names(manifest)[Kind.TITLE]):
        places = [i for i in signs.named(name) if i in marked] or [i for i in signs.copied(name) if i in marked]
        if len(places) == 1:
            found[number] = places[0]
    lost = Counter(title for number, title in enumerate(wording) if number not in found)
    taken = {*found.values()}
    at: defaultdict[str, list[int]] = defaultdict(list)
    for index in marked - taken:
        at[lines[index]].append(index)
    for number, title in enumerate(wording):
        if number not in found and lost[title] == 1 == len(at[title]):
            found[number] = at[title][0]
    return found, marked


def _standing(body: Sequence[Placed], lines: Sequence[str], standing: Iterable[str], owners: Owners) -> Iterator[int]:
    """Yield the blocks that hold nothing but what the template prints, and what no text said."""
    known = {" ".join(line.split()) for line in standing} - owners.keys()
    for index, placed in enumerate(body):
        parts = [part for text in block_texts(placed.block) if (part := " ".join(text.split()))]
        printed = lines[index] in known or (parts and all(part in known for part in parts))
        if printed and not any(name.startswith(PASSAGE) for name in placed.bookmarks):
            yield index


def _under(count: int, titles: frozenset[int], numbers: Mapping[int, int]) -> Iterator[int]:
    number = TOP
    for index in range(count):
        if index in titles:
            number = numbers.get(index, FOREIGN)
        yield number
