"""Put changed words into the text they came from, and leave every other character of that text alone.

Three texts are laid side by side: the source with its placeholders, what it said when the document was made,
and what the document says now. Where the last two differ, the words between the nearest that all three share
are replaced; everything else stays as it was written: lines, placeholders, the way a list was typed.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from raadsvoorstel.reconcile.pairing import same_items

_LIST = re.compile(r"(?:(?P<bullet>[-+*])|(?P<number>\d{1,9})[.)]|(?P<letter>[a-z])\.)[ \t]+(?=\S)")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_DELIMITERS = re.compile(r"[|:\-\s]*-[|:\-\s]*")
_INLINE = re.compile(
    r"\\[!-/:-@\[-`{-~]|\*\*|__|~~|`+|\[\^[^\]]+\]|\w+(?:[.,:’'\u2019-]\w+)*|[ \t\u00a0]+|.", re.DOTALL
)
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " ", "_": "*"})
BREAK, HARD, SPACE = "¶", "↵", " "


class Slot(Struct, frozen=True):
    """A placeholder in a text: from where to where, what it names, and what it shows."""

    start: int
    end: int
    name: str
    filters: tuple[str, ...]
    shown: str


class Replacement(Struct, frozen=True):
    """From which to which character of the source something else comes; `slot` when that is a value alone."""

    start: int
    end: int
    text: str
    slot: Slot | None = None
    old: str = ""
    new: str = ""


class Rewording(Struct, frozen=True):
    """What has to change in a source text, and what the whole would be in the words of the document alone."""

    replacements: tuple[Replacement, ...]
    whole: str

    @property
    def values(self) -> tuple[Replacement, ...]:
        """The placeholders of which only the value changed."""
        return tuple(each for each in self.replacements if each.slot is not None)


def reword(source: str, slots: Sequence[Slot], *, base: str, theirs: str, markdown: bool = True) -> Rewording:
    """Return how the source becomes what the document says; `base` and `theirs` are written in one manner."""
    expanded = _expanded(source, slots)
    origin, before, after = (_tokens(text, markdown=markdown) for text in (expanded.text, base, theirs))
    tokens = [expanded.placed(token) for token in origin]
    anchors = _anchors(tokens, before, after)
    gaps = (_replacement(slots, tokens, before, after, *pair, base, theirs) for pair in pairwise(anchors))
    found = tuple(each for each in gaps if each is not None)
    return Rewording(found, _whole(source, slots, tokens, after, anchors, theirs))


def apply(source: str, replacements: Iterable[Replacement]) -> str:
    """Return the source with replacements carried out."""
    pieces, done = [], 0
    for each in sorted(replacements, key=lambda each: each.start):
        pieces += [source[done : each.start], each.text]
        done = each.end
    return "".join([*pieces, source[done:]])


# ------------------------------------------------------------------ tokens


class _Token(Struct, frozen=True):
    """A word, a space or a sign; `key` is what it is compared by, `slot` the placeholder that it came out of."""

    key: str
    start: int
    end: int
    slot: int = -1


class _Expanded(Struct, frozen=True):
    """A source text with the values of its placeholders, and where each stretch of it was written."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    numbers: tuple[int, ...]
    slots: Sequence[Slot]

    def placed(self, token: _Token) -> _Token:
        """Return a token with its place in the source."""
        first, last = (bisect_right(self.starts, index) - 1 for index in (token.start, token.end - 1))
        slot = next((self.numbers[run] for run in range(first, last + 1) if self.numbers[run] >= 0), -1)
        begin, end = self._place(first, token.start)[0], self._place(last, token.end - 1)[1]
        return _Token(token.key, begin, end, slot)

    def _place(self, run: int, index: int) -> tuple[int, int]:
        if self.numbers[run] >= 0:
            slot = self.slots[self.numbers[run]]
            return slot.start, slot.end
        at = self.origins[run] + index - self.starts[run]
        return at, at + 1


def _expanded(source: str, slots: Sequence[Slot]) -> _Expanded:
    text, done = "", 0
    runs: list[tuple[int, int, int]] = []
    for number, slot in enumerate(slots):
        runs.append((len(text), done, -1))
        text += source[done : slot.start]
        runs.append((len(text), slot.start, number))
        text += slot.shown
        done = slot.end
    runs.append((len(text), done, -1))
    starts, origins, numbers = zip(*runs, strict=True)
    return _Expanded(text + source[done:], starts, origins, numbers, slots)


def _tokens(text: str, *, markdown: bool) -> list[_Token]:
    return list(_markdown_tokens(text) if markdown else _inline(text, 0, len(text)))


def _markdown_tokens(text: str) -> Iterator[_Token]:
    """Yield the words and signs of a Markdown text; lists and headings look the same however they are typed."""
    done, is_hard, was_heading = 0, False, False
    for line in re.finditer(r"[^\n]+", text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = line.start() + len(line[0].rstrip())
        if start >= end:
            continue
        mark = _LIST.match(text, start, end) or _HEADING.match(text, start, end)
        if done or start:
            is_break = text.count("\n", done, start) > 1 or mark is not None or was_heading
            yield _Token(BREAK if is_break else HARD if is_hard else SPACE, done, start)
        was_heading = mark is not None and mark.lastgroup is None
        if mark is not None:
            yield _Token(f"{mark.lastgroup or '#'}.", start, mark.end())
            start = mark.end()
        is_hard = (end - len(text[start:end].rstrip("\\")) - start) % 2 == 1
        end -= is_hard
        if mark is None and _DELIMITERS.fullmatch(text, start, end):
            yield _Token("---", start, end)
            start = end
        yield from _inline(text, start, end)
        done = end


def _inline(text: str, start: int, end: int) -> Iterator[_Token]:
    for match in _INLINE.finditer(text, start, end):
        written = match[0]
        key = SPACE if written.isspace() else written[1:] if written[0] == "\\" and len(written) > 1 else written
        key = "[^" if key.startswith("[^") else key
        yield _Token(key.translate(_ALIKE) if not key.isalnum() else key, match.start(), match.end())


# ------------------------------------------------------------------ laying three texts side by side

_Anchor = tuple[int, int, int]
"""The number of one token in the source, in the base and in the document."""


def _anchors(origin: list[_Token], before: list[_Token], after: list[_Token]) -> list[_Anchor]:
    """Return the tokens that all three share, in order, and the ends; a value is shared as a whole or not at all."""
    in_origin, in_after = _matches(before, origin), _matches(before, after)
    shared = [(in_origin[b], b, in_after[b]) for b in range(len(before)) if b in in_origin and b in in_after]
    broken = _broken([token.slot for token in origin], shared)
    kept = [anchor for anchor in shared if origin[anchor[0]].slot not in broken]
    return [(-1, -1, -1), *kept, (len(origin), len(before), len(after))]


def _matches(some: list[_Token], others: list[_Token]) -> dict[int, int]:
    return dict(same_items([token.key for token in some], [token.key for token in others]))


def _broken(slots: list[int], shared: list[_Anchor]) -> set[int]:
    """Return the placeholders of which not every word is still there, side by side."""
    whole = {slot: count for slot, count in Counter(slots).items() if slot >= 0}
    places: dict[int, list[_Anchor]] = {slot: [] for slot in whole}
    for anchor in shared:
        if slots[anchor[0]] >= 0:
            places[slots[anchor[0]]].append(anchor)
    return {slot for slot, found in places.items() if len(found) != whole[slot] or not _side_by_side(found)}


def _side_by_side(anchors: list[_Anchor]) -> bool:
    return all(other[1] - one[1] == 1 == other[2] - one[2] for one, other in pairwise(anchors))


def _replacement(
    slots: Sequence[Slot], origin: list[_Token], before: list[_Token], after: list[_Token],
    left: _Anchor, right: _Anchor, base: str, theirs: str,
) -> Replacement | None:  # fmt: skip
    """Return what the document says between two anchors, where that is something else than before."""
    was, now = before[left[1] + 1 : right[1]], after[left[2] + 1 : right[2]]
    if [token.key for token in was] == [token.key for token in now]:
        return None
    here = origin[left[0] + 1 : right[0]]
    start = origin[left[0]].end if left[0] >= 0 else 0
    end = origin[right[0]].start if right[0] < len(origin) else (here[-1].end if here else start)
    new, old = _between(theirs, after, left[2], right[2]), _between(base, before, left[1], right[1])
    slot = _only_slot(slots, here)
    if slot is None or not new.strip():
        return Replacement(start, max(start, end), new)
    around = _around(slot, here, start, max(start, end))
    return _value(slot, around, start, max(start, end), old, new)


def _between(text: str, tokens: list[_Token], left: int, right: int) -> str:
    start = tokens[left].end if left >= 0 else 0
    end = tokens[right].start if right < len(tokens) else (tokens[-1].end if tokens else 0)
    return text[start : max(start, end)]


def _only_slot(slots: Sequence[Slot], tokens: list[_Token]) -> Slot | None:
    """Return the placeholder that all of these tokens came out of."""
    numbers = {token.slot for token in tokens}
    return slots[numbers.pop()] if len(numbers) == 1 and -1 not in numbers else None


def _around(slot: Slot, tokens: list[_Token], start: int, end: int) -> tuple[int, int]:
    """Return how many letters stand fast to a placeholder, as the s of `{{ term }}s`: before it and behind it."""
    return max(slot.start - start, 0), max(end - slot.end, 0)


def _value(slot: Slot, around: tuple[int, int], start: int, end: int, old: str, new: str) -> Replacement:
    before, behind = around
    if before or behind:
        return Replacement(start, end, new)
    return Replacement(start, end, new, slot, old, new)


def _whole(
    source: str, slots: Sequence[Slot], origin: list[_Token], after: list[_Token], anchors: list[_Anchor], theirs: str
) -> str:
    """Return the text of the document, with the placeholders of which the value is still there."""
    spans: dict[int, list[int]] = {}
    for number, _, place in anchors[1:-1]:
        if origin[number].slot >= 0:
            spans.setdefault(origin[number].slot, []).append(place)
    last = {token.slot: token for token in origin}
    first = {token.slot: token for token in reversed(origin)}
    replaced = [
        Replacement(after[places[0]].start, after[places[-1]].end, source[first[slot].start : last[slot].end])
        for slot, places in spans.items()
    ]
    return apply(theirs, replaced)
