"""Put what one side changed in a line into what another side made of that line, word by word."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from raadsvoorstel.blocks import Run
from raadsvoorstel.reconcile.nodes import Line
from raadsvoorstel.reconcile.pairing import Pairs, same_tokens
from raadsvoorstel.reconcile.steps import Clash, Place, Reason, Restyle, Reword, Step
from raadsvoorstel.reconcile.words import SPACE, Token, Tokens, keys_of, told

_END = Token(SPACE, (Run("\n"),))
"""The end of a line within a row of lines; for the words around it, it is a space."""


class Hunk(Struct, frozen=True):
    """Words of ours in the place of those of the base from `start` to `end`."""

    start: int
    end: int
    words: Tokens


def hunks(base: Tokens, ours: Tokens) -> Iterator[Hunk]:
    """Yield what ours changed, in words or in how they are formatted."""
    return _hunks(base, ours, [(i, j) for i, j in same_tokens(base, ours) if base[i].looks == ours[j].looks])


def words_changed(one: Tokens, other: Tokens) -> Iterator[Hunk]:
    """Yield what is different in the words of two lines, a few equal words in the midst of others left in."""
    last: Hunk | None = None
    for hunk in _hunks(one, other, same_tokens(one, other)):
        between = one[last.end : hunk.start] if last else ()
        if last and _words(between) <= _FEW and max(_size(one, last), _size(one, hunk)) > 1:
            last = Hunk(last.start, hunk.end, (*last.words, *between, *hunk.words))
            continue
        if last:
            yield last
        last = hunk
    if last:
        yield last


_FEW = 2
"""Equal words between two changes that are read as part of one."""


def _words(tokens: Tokens) -> int:
    return sum(not token.is_space for token in tokens)


def _size(one: Tokens, hunk: Hunk) -> int:
    return max(_words(one[hunk.start : hunk.end]), _words(hunk.words))


def _hunks(base: Tokens, ours: Tokens, alike: Pairs) -> Iterator[Hunk]:
    before = (-1, -1)
    for after in [*alike, (len(base), len(ours))]:
        if after != (before[0] + 1, before[1] + 1):
            yield _trimmed(base, Hunk(before[0] + 1, after[0], ours[before[1] + 1 : after[1]]))
        before = after


def _trimmed(base: Tokens, hunk: Hunk) -> Hunk:
    """Return a change without the spaces at its ends that stay as they are."""
    start, end, words = hunk.start, hunk.end, hunk.words
    if start < end and words and base[start].is_space and words[0].is_space:
        start, words = start + 1, words[1:]
    if start < end and words and base[end - 1].is_space and words[-1].is_space:
        end, words = end - 1, words[:-1]
    return Hunk(start, end, words)


def _slid(base: Tokens, hunk: Hunk) -> Iterator[Hunk]:
    """Yield a change, and the same one seen otherwise: ` new` before a space is `new ` behind it."""
    yield hunk
    if hunk.start == hunk.end and hunk.words:
        place, words = hunk.start, hunk.words
        if words[0].is_space and place < len(base) and base[place].is_space:
            yield Hunk(place + 1, place + 1, (*words[1:], words[0]))
        if words[-1].is_space and place > 0 and base[place - 1].is_space:
            yield Hunk(place - 1, place - 1, (words[-1], *words[:-1]))


class Stream(Struct, frozen=True):
    """Lines in a row as one sequence of tokens, with where each begins."""

    tokens: Tokens
    starts: tuple[int, ...]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Stream":
        """Return the lines, an end between each."""
        tokens: list[Token] = []
        starts: list[int] = []
        for line in lines:
            tokens += [_END] if starts else []
            starts.append(len(tokens))
            tokens += line.tokens
        return cls(tuple(tokens), tuple(starts))

    def line_at(self, token: int) -> int:
        """Return the line in which a token stands."""
        return bisect_right(self.starts, max(token, 0)) - 1


def merge_line(
    base: Sequence[Line], at: int, ours: Line, theirs: Sequence[Line], places: Sequence[Place]
) -> tuple[list[Step], list[Clash]]:
    """Put what ours made of `base[at]` into theirs; the lines of theirs stand at `places`.

    `base` and `theirs` are one line each, unless theirs split one or joined several.
    """
    one, other = Stream.of(base), Stream.of(theirs)
    found = {-1: -1, **dict(same_tokens(one.tokens, other.tokens)), len(one.tokens): len(other.tokens)}
    steps: list[Step] = []
    clashing: list[tuple[str, str]] = []
    for hunk in hunks(base[at].tokens, ours.tokens):
        shifted = [
            Hunk(each.start + one.starts[at], each.end + one.starts[at], each.words)
            for each in _slid(base[at].tokens, hunk)
        ]
        if shifted[0].start - 1 in found and shifted[0].end in found:
            # Seeing it otherwise helps where theirs changed the word beside, not where it put something there.
            shifted = shifted[:1]
        puts = (_put(each, one, other, found, places, begins=each.start == one.starts[at]) for each in shifted)
        put = next(filter(None, puts), None)
        if put is not None:
            steps.append(put)
        elif not _agree(shifted[0], one, other, found):
            clashing.append((told(base[at].tokens[hunk.start : hunk.end]), told(hunk.words)))
    if base[at].kind != ours.kind and ours.block is not None and len(theirs) == 1:
        steps.append(Restyle(places[0], ours.block))
    text = "\n".join(told(line.tokens) for line in theirs)
    clash = Clash(places[0], Reason.BOTH, told(base[at].tokens), told(ours.tokens), text, tuple(clashing))
    return steps, [clash] if clashing else []


def _put(
    hunk: Hunk, one: Stream, other: Stream, found: Mapping[int, int], places: Sequence[Place], *, begins: bool
) -> Reword | None:
    """Return the step that makes a change in theirs; None where theirs changed the same words, or those beside."""
    where = _where(hunk, found)
    if where is None or any(token is _END for token in other.tokens[where.start : where.stop]):
        return None
    behind = not where and not begins and other.tokens[where.start - 1] is not _END
    line = other.line_at(where.start - 1 if behind else where.start)
    first = other.starts[line]
    beside = one.tokens[hunk.start if hunk.start < hunk.end or begins else hunk.start - 1 :][:1]
    look = next((run for token in beside for run in token.runs[:1] if token is not _END), Run(""))
    return Reword(places[line], where.start - first, where.stop - first, hunk.words, look)


def _where(hunk: Hunk, found: Mapping[int, int]) -> range | None:
    """Return the tokens of theirs that a change is about; None when theirs changed them, or put something there."""
    if hunk.start < hunk.end:
        places = [found.get(token) for token in range(hunk.start, hunk.end)]
        first, last = places[0], places[-1]
        whole = first is not None and last is not None and None not in places and last - first + 1 == len(places)
        return range(first, last + 1) if whole and first is not None and last is not None else None
    left, right = found.get(hunk.start - 1), found.get(hunk.end)
    return range(right, right) if left is not None and right is not None and right == left + 1 else None


def _agree(hunk: Hunk, one: Stream, other: Stream, found: Mapping[int, int]) -> bool:
    """Whether theirs made the same of these words, seen between the nearest words that it left alone."""
    left = next(i for i in range(hunk.start - 1, -2, -1) if i in found)
    right = next(i for i in range(hunk.end, len(one.tokens) + 1) if i in found)
    ours = (*one.tokens[left + 1 : hunk.start], *hunk.words, *one.tokens[hunk.end : right])
    return keys_of(ours) == keys_of(other.tokens[found[left] + 1 : found[right]])
