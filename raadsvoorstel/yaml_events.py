"""What a YAML parser meets in a text, in the order of its places; where it had to stop, and why.

The parser itself is read in when it is first asked: what was read in an earlier run is kept.
"""

import re
from typing import Any

from msgspec import Struct

MAX_BYTES = 2_000_000
MAX_NODES = 50_000
MAX_DEPTH = 20

PARSER = "CSafeLoader"
"""What reads, in C; where that was not built it is the same in Python."""
OPEN, CLOSE = "\ufdd0\ufdd0", "\ufdd1\ufdd1"
"""Stand for `{{` and `}}` in the values of events. YAML would take those for mappings; as long, and never in a text."""
_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")

DOCUMENT, SCALAR, ALIAS, MAPPING, SEQUENCE, END = "document", "scalar", "alias", "mapping", "sequence", "end"


class Event(Struct, frozen=True):
    """One thing that the parser met between two characters of the text.

    `value` is what a scalar says or the name of an alias, `style` the quote or sign that a scalar begins with,
    `is_flow` whether a mapping or sequence stands in brackets, and `is_marked` whether a tag or anchor is on it.
    """

    kind: str
    start: int
    end: int
    value: str = ""
    style: str = ""
    is_flow: bool = False
    is_marked: bool = False


class Stop(Struct, frozen=True):
    """Why the parser stopped, in its own words; at which character, and where the unfinished thing began."""

    problem: str
    index: int | None
    opened: int | None


def events(text: str) -> tuple[tuple[Event, ...], Stop | None]:
    """Return what a text holds, up to the first thing that is one too many, too deep, or a second document."""
    import yaml

    kinds = {
        yaml.DocumentStartEvent: DOCUMENT,
        yaml.ScalarEvent: SCALAR,
        yaml.AliasEvent: ALIAS,
        yaml.MappingStartEvent: MAPPING,
        yaml.SequenceStartEvent: SEQUENCE,
        yaml.MappingEndEvent: END,
        yaml.SequenceEndEvent: END,
    }
    found: list[Event] = []
    documents = nodes = depth = 0
    try:
        parser = getattr(yaml, PARSER, yaml.SafeLoader)(_PLACEHOLDER.sub(rf"{OPEN}\1{CLOSE}", text))
        while nodes <= MAX_NODES and depth <= MAX_DEPTH and documents <= 1 and parser.check_event():
            event: Any = parser.get_event()
            kind = kinds.get(type(event))
            if kind is None:
                continue
            start, end = event.start_mark.index, event.end_mark.index
            if kind is SCALAR:
                nodes += 1
                marked = event.anchor is not None or event.tag is not None
                found.append(Event(SCALAR, start, end, event.value, event.style or "", is_marked=marked))
            elif kind is MAPPING or kind is SEQUENCE:
                nodes, depth = nodes + 1, depth + 1
                marked = event.anchor is not None or event.tag is not None
                found.append(Event(kind, start, end, is_flow=bool(event.flow_style), is_marked=marked))
            elif kind is ALIAS:
                nodes += 1
                found.append(Event(ALIAS, start, end, event.anchor))
            else:
                documents, depth = documents + (kind is DOCUMENT), depth - (kind is END)
                found.append(Event(kind, start, end))
    # The parser in Python has a ValueError for an escape above U+10FFFF.
    except (yaml.YAMLError, ValueError) as error:
        return tuple(found), _stop(error)
    return tuple(found), None


def _stop(error: Exception) -> Stop:
    mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    problem = " ".join(str(getattr(error, name, None) or "") for name in ("context", "problem"))
    return Stop(problem, mark.index if mark else None, opened.index if opened else None)


def plain(text: str) -> Any:
    """Return what YAML that came with the program says, as texts, lists and mappings without places."""
    import yaml

    return yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
