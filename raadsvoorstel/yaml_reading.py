"""From what a YAML parser meets to what was written: mappings, lists and texts, each with its place."""

import re

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel import yaml_dutch
from raadsvoorstel.characters import unusable_in
from raadsvoorstel.fieldpath import canonical, is_key
from raadsvoorstel.findings import Finding, Origin, few, unique
from raadsvoorstel.nodes import Entry, Mapping, Node, Said, Scalar, Sequence
from raadsvoorstel.yaml_comments import comments
from raadsvoorstel.yaml_events import CLOSE, DOCUMENT, END, MAPPING, MAX_DEPTH, MAX_NODES, OPEN, Event, Stop, events
from raadsvoorstel.yaml_places import Source, Span, first_index, index_of

MANY_UNUSABLE = 20

_PROPERTY = re.compile(r"[!&*][^\s,\[\]{}]*")
_PROPERTIES = re.compile(r"(?:[!&]\S*\s*)+")
_NULL = ("~", "null")


def said_in(source: Source, written: str) -> Said:
    """Return what a text says; `written` is how it was before its unusable characters became U+FFFD in `source`."""
    found = unusable_in(written)
    unusable = [match.start() for match in found.finditer(written)] if found else []
    if len(unusable) > MANY_UNUSABLE:
        return None, (yaml_dutch.many_unusable_characters(len(unusable), source.origin(unusable[0])),)
    reading = _Reading(source, [_unusable(source, index, written[index]) for index in unusable])
    return reading.read(), tuple(unique(few(reading.findings)))


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
                return yaml_dutch.too_large(self.source.file)
            if documents > 1:
                self.findings.append(yaml_dutch.several_documents(self._origin(event)))
                return None
            self._take(event)
            if len(self.open) > MAX_DEPTH:
                return yaml_dutch.too_deep(self.open[-1].origin)
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

        found = unusable_in(text)
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


def _unusable(source: Source, index: int, character: str) -> Finding:
    around = source.text[max(index - 12, 0) : index + 13]
    return yaml_dutch.unusable_character(character, around, source.origin(index))


def _fault(stop: Stop, text: str, *, previous: int) -> yaml_dutch.Fault:
    """Return what the parser says, in characters of the text; its two versions say it with other words."""
    index = previous if stop.index is None else min(stop.index, len(text))
    opened = index if stop.opened is None else min(stop.opened, len(text))
    return yaml_dutch.Fault(text, stop.problem, index, opened, previous)
