"""YAML text, with where it was written: a value stays the text it is, and every character knows its place."""

import re
from collections import abc
from collections.abc import Iterator
from functools import lru_cache
from itertools import filterfalse
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import yaml_dutch
from raadsvoorstel.errors import FileRefused, FileTooLarge, RaadsvoorstelError
from raadsvoorstel.fieldpath import FieldPath, canonical, is_key
from raadsvoorstel.findings import Finding, Origin, unique
from raadsvoorstel.reading import read_regular
from raadsvoorstel.shelf import kept
from raadsvoorstel.yaml_comments import Comment, comments
from raadsvoorstel.yaml_events import CLOSE, DOCUMENT, END, MAPPING, MAX_DEPTH, MAX_NODES, OPEN, Event, Stop, events
from raadsvoorstel.yaml_places import LINE_BREAK, Source, Span, first_index, index_of

MAX_BYTES = 2_000_000
MANY_UNUSABLE = 20

_PROPERTY = re.compile(r"[!&*][^\s,\[\]{}]*")
_PROPERTIES = re.compile(r"(?:[!&]\S*\s*)+")
_NULL = ("~", "null")


class Scalar(Struct, frozen=True, tag=True, array_like=True):
    """One value, exactly as written and never typed; `origin` is the place of its first character."""

    text: str
    origin: Origin
    span: Span | None = None


class Joined(Struct, frozen=True, tag=True, array_like=True):
    """Texts from different places that together are one value, in this order."""

    parts: tuple[Scalar, ...]

    @property
    def origin(self) -> Origin:
        return self.parts[0].origin


class Sequence(Struct, frozen=True, tag=True, array_like=True):
    """A list; `flow_end` is where the bracket stands that closes it, 0 when it has none."""

    items: tuple["Node", ...]
    origin: Origin
    flow_end: int = 0


class Entry(Struct, frozen=True, array_like=True):
    """A value under its key: `key` in the one spelling, `written` as it was typed at `origin`."""

    key: str
    written: str
    origin: Origin
    value: "Node"


class Mapping(Struct, frozen=True, tag=True, array_like=True):
    """Values under keys, in the order they were written; `flow_end` as with a list. That of a file has its comments."""

    entries: abc.Mapping[str, Entry]
    origin: Origin
    flow_end: int = 0
    comments: tuple[Comment, ...] = ()


Node = Scalar | Joined | Sequence | Mapping
_Said = tuple[Mapping | None, tuple[Finding, ...]]


def read(path: Path, shown_as: str, draft: bytes | None = None) -> tuple[Mapping | None, list[Finding]]:
    """Return what a file says; `shown_as` is its name in every origin. Raises FileUnreadable.

    With a `draft` it is what the file would say if those were its contents.
    """
    try:
        data = read_regular(path, MAX_BYTES) if draft is None else draft
    except FileTooLarge:
        return None, [_too_large(shown_as)]
    except FileRefused as error:
        return None, [yaml_dutch.no_file(error.reason, Origin(shown_as))]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(0) > len(data) // 4:
        message = "dit bestand is opgeslagen als UTF-16, of het is geen tekst"
        return None, [yaml_dutch.not_utf8(message, Origin(shown_as, 1, 1))]
    try:
        return parse(data.decode("utf-8"), shown_as)
    except UnicodeDecodeError as error:
        return None, [_undecodable(data, error.start, shown_as)]


def parse(text: str, file: str) -> tuple[Mapping | None, list[Finding]]:
    """Return what a YAML text says and everything that is wrong with it, in order of place.

    None when it could not be read to the end or holds no keys. What was refused is left out, and
    an unusable character is U+FFFD, so that what else is wrong can still be found.
    """
    if len(text) > MAX_BYTES:
        return None, [_too_large(file)]
    root, findings = _parsed(text, file)
    return root, list(findings)


@lru_cache(maxsize=8)
def _parsed(text: str, file: str) -> _Said:
    # A file that several others share is read for each of them, and most are what they were the last time.
    text = text.removeprefix("\ufeff")
    found = _unusable_in(text)
    source = Source(file, found.sub("\ufffd", text) if found else text)
    unusable = [match.start() for match in found.finditer(text)] if found else []
    return kept(_Said, lambda: _read(source, unusable, text), "sources", file, text, apart=source)


def _read(source: Source, unusable: list[int], text: str) -> _Said:
    if len(unusable) > MANY_UNUSABLE:
        return None, (yaml_dutch.many_unusable_characters(len(unusable), source.origin(unusable[0])),)
    reading = _Reading(source, [_unusable(source, index, text[index]) for index in unusable])
    return reading.read(), tuple(unique(reading.findings))


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file as they are counted in every origin; none when it cannot be read."""
    try:
        data = read_regular(path, MAX_BYTES)
    except RaadsvoorstelError:
        return []
    return LINE_BREAK.split(data.decode("utf-8", "replace").removeprefix("\ufeff"))


def node_at(tree: Node | None, path: FieldPath | str) -> Node | None:
    """Return what was written at `path`, keys with dots between them; None when nothing was."""
    for key in path.split("."):
        tree = tree.entries[key].value if isinstance(tree, Mapping) and key in tree.entries else None
    return tree


def texts_in(node: Node | None) -> Iterator[str]:
    """Yield every text within a node, in order."""
    match node:
        case Scalar(text=text):
            yield text
        case Joined(parts=nodes) | Sequence(items=nodes):
            for each in nodes:
                yield from texts_in(each)
        case Mapping(entries=entries):
            for entry in entries.values():
                yield from texts_in(entry.value)


def origin_at(scalar: Scalar, offset: int) -> Origin:
    """Return the place of character `offset` of `scalar.text`; the text's length gives its end.

    A space or line break that folding made stands where the line that was folded ends.
    """
    return place_at(scalar, offset)[0]


def place_at(scalar: Scalar, offset: int) -> tuple[Origin, int]:
    """Return the place of character `offset` of `scalar.text`, and which character of the file that is."""
    if scalar.span is None or not scalar.text:
        return scalar.origin, scalar.span.start if scalar.span else 0
    index = index_of(scalar.span, scalar.text, min(max(offset, 0), len(scalar.text)))
    return scalar.span.source.origin(index), index


class _Open(Struct):
    """A mapping or sequence that has not ended yet; keys and values of a mapping alternate."""

    origin: Origin
    is_mapping: bool
    is_flow: bool
    nodes: list[Node] = []


class _Reading:
    """Builds nodes from parser events with a stack of its own, so that no nesting can exhaust another."""

    def __init__(self, source: Source, findings: list[Finding]) -> None:
        self.source = source
        self.findings = findings
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.previous = 0
        self.spans: list[Span] = []

    def read(self) -> Mapping | None:
        """Return the root, or None when reading had to stop; the keys before that are still judged."""
        finding = self._stopped()
        for unfinished in self.open:
            # Within braces that are not closed, what looks like a key may be any text.
            if unfinished.is_mapping and not unfinished.is_flow:
                self._entries(unfinished.nodes)
        if finding is None:
            return self._as_mapping(self.root)
        self.findings.append(finding)
        return None

    def _stopped(self) -> Finding | None:
        """Take every event, and return why that had to stop before the end."""
        documents = nodes = 0
        met, stop = events(self.source.text)
        for event in met:
            documents += event.kind == DOCUMENT
            nodes += event.kind not in (DOCUMENT, END)
            if nodes > MAX_NODES:
                return _too_large(self.source.file)
            if documents > 1:
                self.findings.append(yaml_dutch.several_documents(self._origin(event)))
                return None
            self._take(event)
            if len(self.open) > MAX_DEPTH:
                return yaml_dutch.too_deep(self.open[-1].origin, levels_allowed=MAX_DEPTH)
        if stop is not None:
            explanation = yaml_dutch.explain(_fault(stop, self.source.text, previous=self.previous))
            return explanation.at(self.source.origin(explanation.index))
        return None

    def _take(self, event: Event) -> None:
        if event.is_marked:
            self._refuse_marks(event)
        match event.kind:
            case "scalar":
                self._add(self._scalar(event))
            case "mapping" | "sequence":
                self.open.append(_Open(self._origin(event), event.kind == MAPPING, event.is_flow))
            case "end":
                self._close(event.end - 1)
            case "alias":
                finding = yaml_dutch.special_mark(f"*{event.value}", self._origin(event))
                self.findings.append(finding)
                self._add(Scalar(f"*{event.value}", finding.origin))

    def _origin(self, event: Event) -> Origin:
        return self.source.origin(event.start)

    def _refuse_marks(self, event: Event) -> None:
        written = _PROPERTIES.match(self.source.text, event.start)
        for mark in _PROPERTY.finditer(self.source.text, *written.span()) if written else ():
            self.findings.append(yaml_dutch.special_mark(mark[0], self.source.origin(mark.start())))

    def _scalar(self, event: Event) -> Scalar:
        start, end = event.start, event.end
        if event.is_marked:
            properties = _PROPERTIES.match(self.source.text, start, end)
            start = properties.end() if properties else start
        self.previous = start
        span = Span(self.source, start, end, event.style)
        self.spans.append(span)
        text = event.value
        if span.style == '"' and "\\" in self.source.text[start:end]:
            text = self._without_escaped(text, span)
        text = text.replace(OPEN, "{{").replace(CLOSE, "}}")
        if not span.style and text in _NULL:
            text = ""
        scalar = Scalar(text, self.source.origin(first_index(span, text)), span)
        if _begins_with_braces(scalar):
            self.findings.append(yaml_dutch.braces(text, start).at(scalar.origin))
        return scalar

    def _without_escaped(self, text: str, span: Span) -> str:
        """Refuse the unusable characters that only an escape such as `\\u0000` brought into a text."""

        def judged(match: re.Match[str]) -> str:
            index = index_of(span, text, match.start())
            if self.source.text[index] != "\\":
                return match[0]
            self.findings.append(_unusable(self.source, index, match[0]))
            return "\ufffd"

        found = _unusable_in(text)
        return found.sub(judged, text) if found else text

    def _add(self, node: Node) -> None:
        if self.open:
            self.open[-1].nodes.append(node)
        else:
            self.root = node

    def _close(self, end: int) -> None:
        closed = self.open.pop()
        flow_end = end if closed.is_flow else 0
        if closed.is_mapping:
            self._add(Mapping(self._entries(closed.nodes), closed.origin, flow_end))
        else:
            self._add(Sequence(tuple(closed.nodes), closed.origin, flow_end))

    def _entries(self, nodes: list[Node]) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for key, value in zip(nodes[::2], [*nodes[1::2], Scalar("", nodes[-1].origin)] if nodes else (), strict=False):
            if not isinstance(key, Scalar):
                self.findings.append(yaml_dutch.key_is_no_text(_kind(key), key.origin))
                continue
            name = canonical(key.text)
            first = entries.get(name)
            if first is not None:
                finding = yaml_dutch.doubled_key(key.text, key.origin, first=first.written, line=first.origin.line)
                self.findings.append(finding)
            elif is_key(name):
                entries[name] = Entry(name, key.text, key.origin, value)
            elif key.span is not None and not _begins_with_braces(key):
                written = key.text or key.span.source.text[key.span.start : key.span.end]
                self.findings.append(yaml_dutch.unusable_key(written, key.origin))
        return entries

    def _as_mapping(self, root: Node | None) -> Mapping | None:
        if isinstance(root, Mapping):
            return replace(root, comments=tuple(comments(self.source, self.spans)))
        if root is None or (isinstance(root, Scalar) and not root.text):
            return Mapping({}, Origin(self.source.file, 1, 1))
        self.findings.append(yaml_dutch.no_keys(_kind(root), root.origin))
        return None


def _begins_with_braces(scalar: Scalar) -> bool:
    return scalar.span is not None and not scalar.span.style and scalar.text.startswith("{{")


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"losse tekst: `{yaml_dutch.shortened(node.text)}`"
    return "een lijst" if isinstance(node, Sequence) else "iets tussen accolades"


def _too_large(file: str) -> Finding:
    return yaml_dutch.too_large(file, bytes_allowed=MAX_BYTES, values_allowed=MAX_NODES)


def _unusable(source: Source, index: int, character: str) -> Finding:
    around = source.text[max(index - 12, 0) : index + 13]
    return yaml_dutch.unusable_character(character, around, source.origin(index))


def _undecodable(data: bytes, place: int, file: str) -> Finding:
    """Explain the first byte that is not UTF-8, as the letter it is in the Windows encoding."""
    before = data[:place].decode("utf-8").removeprefix("\ufeff")
    word = re.split(rb"\s", data[max(place - 20, 0) : place])[-1] + re.split(rb"\s", data[place : place + 20])[0]
    letter, shown = (_shown(part.decode("cp1252", "replace")) for part in (data[place : place + 1], word))
    message = f"dit bestand is niet opgeslagen als UTF-8: de `{letter}` in `{shown}` is niet te lezen"
    return yaml_dutch.not_utf8(message, Source(file, before).origin(len(before)))


def _shown(text: str) -> str:
    return "".join(character if _is_usable(character) else "\ufffd" for character in text)


def _unusable_in(text: str) -> re.Pattern[str] | None:
    """Return what finds the unusable characters of a text, if it has any."""
    unusable = "".join(filterfalse(_is_usable, set(text)))
    return re.compile(f"[{re.escape(unusable)}]") if unusable else None


def _is_usable(character: str) -> bool:
    """Whether it is no control character, foreign line break, half character, or one without a meaning for ever."""
    if character <= "~":
        return character >= " " or character in "\t\n\r"
    if character > "\uffff":
        return ord(character) & 0xFFFE != 0xFFFE
    return any(first <= character <= last for first, last in _USABLE)


_USABLE = (
    ("\xa0", "\u2027"), ("\u202f", "\u2065"), ("\u206a", "\ud7ff"),
    ("\ue000", "\ufdcf"), ("\ufdf0", "\ufefe"), ("\uff00", "\ufffd"),
)  # fmt: skip
"""Letters and signs beyond ASCII that YAML and XML can hold; what turns the direction of reading is none of them."""


def _fault(stop: Stop, text: str, *, previous: int) -> yaml_dutch.Fault:
    """Return what the parser says, in characters of the text; its two versions say it with other words."""
    index = previous if stop.index is None else min(stop.index, len(text))
    opened = index if stop.opened is None else min(stop.opened, len(text))
    return yaml_dutch.Fault(text, stop.problem, index, opened, previous)
