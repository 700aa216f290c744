"""The comments of a YAML file, each with the lines it is about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from raadsvoorstel.findings import Origin
from raadsvoorstel.yaml_places import Source, Span


class Comment(Struct, frozen=True, array_like=True):
    """What stands behind a `#`, and the lines it is about: those of the value that begins on its line, or below it."""

    text: str
    origin: Origin
    first: int
    last: int


_COMMENT = re.compile(r"(?:(?<=\s)|(?<![^\n\r]))#([^\n\r]*)")


def comments(source: Source, spans: Sequence[Span]) -> Iterator[Comment]:
    """Yield the comments of a file: what stands behind a `#` outside every value; `spans` are those, in order."""
    starts = [span.start for span in spans]
    written = _written_lines(source)
    for match in _COMMENT.finditer(source.text):
        within = bisect_right(starts, match.start()) - 1
        if within >= 0 and match.start() < spans[within].end and not _heads_block(source, spans[within], match.start()):
            continue
        origin = source.origin(match.start())
        about = _line_about(source, origin, written)
        below = bisect_left(starts, source.line_starts[about - 1])
        last = about
        if below < len(spans) and (span := _value_on(source, spans, below, about)):
            last = source.origin(max(span.end - 1, span.start)).line
        yield Comment(match[1].strip(), origin, about, max(last, about))


def _heads_block(source: Source, span: Span, index: int) -> bool:
    """Whether a place is behind the `|` or `>` of a block, where a comment may stand."""
    return span.style in ("|", ">") and source.origin(index).line == source.origin(span.start).line


def _written_lines(source: Source) -> list[int]:
    """Return the lines with more on them than a comment, and the last."""
    lines = range(1, len(source.line_starts) + 1)
    return [line for line in lines if line == lines[-1] or _line(source, line).lstrip()[:1] not in ("", "#")]


def _line_about(source: Source, origin: Origin, written: Sequence[int]) -> int:
    """Return the line that a comment is about: its own, or the next with something on it."""
    if _line(source, origin.line)[: origin.column - 1].strip():
        return origin.line
    return written[bisect_left(written, origin.line)]


def _line(source: Source, line: int) -> str:
    end = source.line_starts[line] if line < len(source.line_starts) else len(source.text)
    return source.text[source.line_starts[line - 1] : end].strip("\r\n")


def _value_on(source: Source, spans: Sequence[Span], first: int, line: int) -> Span | None:
    """Return the last value that begins on a line; `first` is the first that can."""
    found = None
    for span in spans[first:]:
        if source.origin(span.start).line != line:
            break
        found = span
    return found
