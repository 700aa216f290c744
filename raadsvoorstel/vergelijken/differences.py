"""Two versions of a document beside each other: text by text, paragraph by paragraph, word by word."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from raadsvoorstel.blocks import evened, plain
from raadsvoorstel.edited import Edited, Key
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.merging.outcome import Sort
from raadsvoorstel.merging.work import Nodes
from raadsvoorstel.reconcile.groups import group
from raadsvoorstel.reconcile.lines import Stream, words_changed
from raadsvoorstel.reconcile.nodes import Grid, Line, Row, Thing, nodes_of, pair_things, said, sameness
from raadsvoorstel.reconcile.pairing import stays
from raadsvoorstel.reconcile.words import Tokens, tokens_of, told
from raadsvoorstel.word.anchors import How
from raadsvoorstel.word.manifest import Kind
from raadsvoorstel.word.reader import EDGES
from raadsvoorstel.word.revision.draft import Draft
from raadsvoorstel.word.revision.evaluate import accepted
from raadsvoorstel.word.standing import edge_lines
from raadsvoorstel.word.values import LocatedValue, locate_values
from raadsvoorstel.word.xml import parse

Words = tuple[tuple[str, str], ...]
"""The words that went, each with those that came instead."""
ENDS = "¶"
"""The end of a paragraph, where one was split or two were joined."""


NOWHERE = FieldPath("buiten de velden")
"""Instead of a path, for what stands in none of the texts."""


class Difference(Struct, frozen=True):
    """One paragraph or table that is not what it was.

    `alinea` counts from 1 within the text, as it is now, or was for what is gone; 0 is the text as a whole.
    """

    path: FieldPath
    sort: Sort
    alinea: int = 0
    was: str = ""
    now: str = ""
    words: Words = ()


class Version(Struct, frozen=True):
    """A file as texts: of each what it says, in which order they stand, and what the values in its lines are.

    `elsewhere` is what somebody wrote or copied where none of the texts stands, by the block of the body; `around`
    are the lines of the template that are there, and what was added to them, to a title, or to a header or footer.
    """

    texts: dict[Key, Nodes]
    values: Mapping[FieldPath, str | None]
    order: tuple[Key, ...]
    doubtful: frozenset[Key] = frozenset()
    elsewhere: Mapping[int, str] = {}
    around: tuple[str, ...] = ()


def as_made(edited: Edited) -> Version:
    """Return a document as it was made."""
    texts = {unit.key: nodes_of(unit.base.blocks) for unit in edited.units}
    values: dict[FieldPath, str | None] = {
        text.path: text.text for text in edited.manifest.texts if text.kind is Kind.VALUE
    }
    return Version(texts, values, tuple(texts), around=edited.manifest.printed)


def as_it_is(edited: Edited) -> Version:
    """Return a document as it is now."""
    draft = Draft(edited.parts, edited.reading, "", "")
    placed = sorted((unit for unit in edited.units if unit.is_there), key=lambda unit: unit.places[0])
    texts = {unit.key: draft.nodes(unit.places) for unit in edited.units if unit.is_there}
    found = locate_values(edited.reading, edited.manifest)
    values = {each.base.path: _value(each) for each in found}
    pairs = ((each.base.text, values[each.base.path]) for each in found)
    changed = {evened(was): evened(now) for was, now in pairs if was and now and was != now}
    doubtful = frozenset(unit.key for unit in edited.units if unit.how is How.UNCERTAIN)
    elsewhere = {place: said(draft.nodes([place])) for place in edited.elsewhere}
    order, around = tuple(unit.key for unit in placed), tuple(_around(edited, changed))
    return Version(texts, values, order, doubtful, elsewhere, around)


def _around(edited: Edited, changed: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of the template that are still there, and what somebody added to them, or to a title.

    A value in a line that became another one is told as such.
    """

    def is_now(line: str) -> str:
        for was, now in changed.items():
            line = line.replace(was, now)
        return line

    there = Counter(map(evened, edited.reading.paragraphs[: edited.reading.in_body]))
    for line in edited.manifest.printed:
        as_it_was = evened(line)
        found = as_it_was if there[as_it_was] > 0 else is_now(as_it_was)
        if there[found] > 0:
            there[found] -= 1
            yield line
    if (edges := edited.manifest.edges) is not None:
        known = {each for line in map(evened, edges) for each in (line, is_now(line))}
        stories = [parse(data, name) for name, data in edited.parts.items() if EDGES.fullmatch(name)]
        yield from (line for root in stories for line in map(evened, edge_lines(accepted(root))) if line not in known)
    yield from _objects(edited)


def _objects(edited: Edited) -> Iterator[str]:
    known = {*map(evened, edited.manifest.standing)}
    told = {place for unit in edited.units if unit.key[0] is Kind.TEXT for place in unit.places} | {*edited.elsewhere}
    for place, placed in enumerate(edited.reading.body):
        if place not in told or placed.is_title:
            yield from (each for each in placed.objects if each not in known)


def _value(each: LocatedValue) -> str | None:
    """Return what a value is now; None when it lost its marks and does not stand there as it was."""
    if each.texts:
        return each.text if each.is_sure else " / ".join(each.texts)
    return each.base.text if each.is_there else None


def differences(one: Version, other: Version) -> list[Difference]:
    """Return what is different in the other version, text by text in the order of the first."""
    return [*_values(one, other), *_texts(one, other), *_elsewhere(one, other)]


def _values(one: Version, other: Version) -> Iterator[Difference]:
    for path in dict.fromkeys((*one.values, *other.values)):
        was, now = one.values.get(path, ""), other.values.get(path, "")
        if was is None or now is None:
            yield Difference(path, Sort.UNCERTAIN, was=was or "", now=now or "")
        elif words := _words(tokens_of(plain(was)), tokens_of(plain(now))):
            yield Difference(path, Sort.REWORDED, was=was, now=now, words=words)


def _texts(one: Version, other: Version) -> Iterator[Difference]:
    moved = _moved(one, other)
    for key in dict.fromkeys((*one.texts, *other.texts)):
        was, now = one.texts.get(key, ()), other.texts.get(key, ())
        if key in one.doubtful | other.doubtful:
            yield Difference(key[1], Sort.UNCERTAIN, was=said(was), now=said(now))
            continue
        if not (was and now):
            yield Difference(key[1], Sort.ADDED if now else Sort.REMOVED, was=said(was), now=said(now))
            continue
        if key in moved:
            yield Difference(key[1], Sort.MOVED, was=said(was), now=said(now))
        if key[0] is not Kind.TITLE:
            yield from _paragraphs(key[1], was, now)
        elif words := _changed(was, now):
            yield Difference(key[1], Sort.REWORDED, 0, said(was), said(now), words)


def _elsewhere(one: Version, other: Version) -> Iterator[Difference]:
    was, now = (Counter((*each.elsewhere.values(), *each.around)) for each in (one, other))
    yield from (Difference(NOWHERE, Sort.REMOVED, was=text) for text in (was - now).elements())
    yield from (Difference(NOWHERE, Sort.ADDED, now=text) for text in (now - was).elements())


def _moved(one: Version, other: Version) -> set[Key]:
    keys = [key for key in one.order if key in other.texts]
    kept = stays(keys, other.order, lambda n: 1 + len(said(one.texts[keys[n]])))
    return {key for n, key in enumerate(keys) if n not in kept}


def _paragraphs(path: FieldPath, was: Nodes, now: Nodes) -> Iterator[Difference]:
    """Yield the paragraphs of one text that are not what they were, in the order in which they stand now."""
    groups = group(was, now)
    ends = [(-1, -1), *((each.base.stop - 1, each.theirs.stop - 1) for each in groups), (len(was), len(now))]
    starts = [*((each.base.start, each.theirs.start) for each in groups), (len(was), len(now))]
    for n, (before, start) in enumerate(zip(ends, starts, strict=False)):
        for i in range(before[0] + 1, start[0]):
            yield Difference(path, Sort.REMOVED, i + 1, was=said(was[i : i + 1]))
        for k in range(before[1] + 1, start[1]):
            yield Difference(path, Sort.ADDED, k + 1, now=said(now[k : k + 1]))
        if n < len(groups):
            each = groups[n]
            old, new = was[each.base.start : each.base.stop], now[each.theirs.start : each.theirs.stop]
            if words := _changed(old, new):
                yield Difference(path, Sort.REWORDED, each.theirs.start + 1, said(old), said(new), words)


def _changed(was: tuple[Thing, ...], now: tuple[Thing, ...]) -> Words:
    match was[0], now[0]:
        case Grid(), Grid():
            return tuple(_rows(was[0].rows, now[0].rows))
        case _:
            lines = [[thing for thing in things if isinstance(thing, Line)] for things in (was, now)]
            ends = () if len(was) == len(now) else ((ENDS, ""),) if len(was) > len(now) else (("", ENDS),)
            return (*_words(*(Stream.of(each).tokens for each in lines)), *ends)


def _rows(was: tuple[Row, ...], now: tuple[Row, ...]) -> Iterator[tuple[str, str]]:
    pairs = [(-1, -1), *pair_things(was, now), (len(was), len(now))]
    for (i, j), (next_i, next_j) in pairwise(pairs):
        yield from ((_row(was[n]), "") for n in range(i + 1, next_i))
        yield from (("", _row(now[n])) for n in range(j + 1, next_j))
        if next_i < len(was) and sameness(was[next_i]) != sameness(now[next_j]):
            yield from _cells(was[next_i], now[next_j])


def _cells(was: Row, now: Row) -> Iterator[tuple[str, str]]:
    if len(was.cells) != len(now.cells):
        yield _row(was), _row(now)
        return
    for one, other in zip(was.cells, now.cells, strict=True):
        yield from _words(Stream.of(one).tokens, Stream.of(other).tokens)


def _row(row: Row) -> str:
    return " | ".join(" ".join(told(line.tokens) for line in cell) for cell in row.cells)


def _words(was: Tokens, now: Tokens) -> Words:
    return tuple(
        (told(was[hunk.start : hunk.end]).strip(), told(hunk.words).strip())
        for hunk in words_changed(was, now)
        if any(not token.is_space for token in (*was[hunk.start : hunk.end], *hunk.words))
    )
