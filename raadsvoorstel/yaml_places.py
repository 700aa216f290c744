"""Where in a YAML file each character of a value was written."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache

from msgspec import Struct

from raadsvoorstel.findings import Origin

LINE_BREAK = re.compile(r"\r\n|\r|\n")
_NOT_BLANK = re.compile(r"[^ \r\n]")
_STANDS_FOR_ONE = {"'": re.compile(r"''"), '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.)")}
"""What is longer in a quoted scalar than the single character it means."""
_ESCAPED = -1
"""Stands for a line break behind a backslash, which leaves nothing in the text."""


class Source:
    """The text of one file, and the places where its lines begin."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def line_starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_BREAK.finditer(self.text))]

    def origin(self, index: int) -> Origin:
        line = bisect_right(self.line_starts, index)
        return Origin(self.file, line, index - self.line_starts[line - 1] + 1)


class Span(Struct, frozen=True, eq=False, array_like=True):
    """The part of a file that a scalar was written in, its quotes or `|` included."""

    source: Source
    start: int
    end: int
    style: str


def index_of(span: Span, text: str, offset: int) -> int:
    """Return where in the file character `offset` of a scalar's text was written."""
    offsets, indices = _runs(span, text)
    run = bisect_right(offsets, offset) - 1
    return min(indices[run] + offset - offsets[run], span.end)


def first_index(span: Span, text: str) -> int:
    """Return where in the file the first character of a scalar's text was written."""
    if span.style not in ("|", ">"):
        return span.start + len(span.style)
    return next(_block_pieces(span, text))[0] if text else span.start


@lru_cache(maxsize=8)
def _runs(span: Span, text: str) -> tuple[list[int], list[int]]:
    """Return the offsets at which a stretch of the text begins, and where in the file each was written."""
    offsets, indices, offset = [], [], 0
    for index, length in _pieces(span, text):
        if length:
            offsets.append(offset)
            indices.append(index)
            offset += length
    return [*offsets, offset], [*indices, span.end - (span.style in _STANDS_FOR_ONE)]


def _pieces(span: Span, text: str) -> Iterator[tuple[int, int]]:
    """Yield the scalar in stretches, each with its place in the file and its length in the text.

    Stretches after the end of the text may follow: the breaks that chomping took away.
    """
    return _block_pieces(span, text) if span.style in ("|", ">") else _flow_pieces(span)


def _block_pieces(span: Span, text: str) -> Iterator[tuple[int, int]]:
    lines = _lines(span, span.start, span.end)
    next(lines)
    indent = indent_of(span, text)
    breaks: list[int] = []
    folds_before = False
    for begin, end in lines:
        if begin + indent >= end:
            breaks.append(end)
            continue
        folds = span.style == ">" and span.source.text[begin + indent] not in " \t"
        if folds and folds_before:
            breaks = breaks[1:] or breaks
        yield from ((place, 1) for place in breaks)
        yield begin + indent, end - begin - indent
        breaks, folds_before = [end], folds
    yield from ((place, 1) for place in breaks)


def indent_of(span: Span, text: str) -> int:
    """Return how far a block is indented, from the first line with something on it."""
    in_text, (_, header_end) = _NOT_BLANK.search(text), next(_lines(span, span.start, span.end))
    in_file = _NOT_BLANK.search(span.source.text, header_end, span.end)
    if in_text and in_file:
        lead = in_text.start() - text.rfind("\n", 0, in_text.start()) - 1
        return max(span.source.origin(in_file.start()).column - 1 - lead, 0)
    longest = max(end - begin for begin, end in _lines(span, header_end, span.end))
    return longest - max(map(len, text.split("\n")))


def _flow_pieces(span: Span) -> Iterator[tuple[int, int]]:
    start, stop = span.start + len(span.style), span.end - len(span.style)
    breaks: list[int] = []
    for begin, end in _lines(span, start, stop):
        line = span.source.text[begin:end]
        content = begin if begin == start else end - len(line.lstrip(" \t"))
        finish = end if end == stop else begin + len(line.rstrip(" \t"))
        if content >= finish and start < begin and end < stop:
            breaks.append(end)
            continue
        yield from ((place, 1) for place in breaks[1:] or breaks if place != _ESCAPED)
        if span.style == '"' and finish == end < stop and _ends_in_escape(line):
            finish -= 1
            breaks = [_ESCAPED]
        else:
            breaks = [finish]
        yield from _verbatim(span, content, finish)


def _ends_in_escape(line: str) -> bool:
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _verbatim(span: Span, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a part of one line, each escape in it as the one character it stands for."""
    escapes = _STANDS_FOR_ONE[span.style].finditer(span.source.text, begin, end) if span.style else ()
    for escape in escapes:
        yield begin, escape.start() - begin
        yield escape.start(), 1
        begin = escape.end()
    yield begin, end - begin


def _lines(span: Span, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each line between two places begins and ends, its line break not included."""
    for line_break in LINE_BREAK.finditer(span.source.text, begin, end):
        yield begin, line_break.start()
        begin = line_break.end()
    yield begin, end
