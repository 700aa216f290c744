"""Put proposed values in a `gemeente.yaml`, and leave every other byte of it as it was."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from raadsvoorstel.branding.block import KEY, block
from raadsvoorstel.branding.choice import Choice
from raadsvoorstel.fieldpath import FieldPath, canonical
from raadsvoorstel.findings import Finding, Origin, has_errors
from raadsvoorstel.model.huisstijl import HUISSTIJL
from raadsvoorstel.nodes import Joined, Node, Scalar
from raadsvoorstel.nodes import Mapping as Written
from raadsvoorstel.nodes import Sequence as Listed
from raadsvoorstel.sources import parse
from raadsvoorstel.validation.gemeente import DEFAULT_DEEL
from raadsvoorstel.validation.tree import check
from raadsvoorstel.yaml_places import Source

_BOM = "\ufeff"


class _Edit(Struct, frozen=True):
    """Characters `start` to `end` of a text become `text`."""

    start: int
    end: int
    text: str


def has_huisstijl(tree: Written) -> bool:
    """Whether a `gemeente.yaml` says anything of a house style."""
    entry = tree.entries.get(KEY)
    return entry is not None and not (isinstance(entry.value, Scalar) and not entry.value.text)


def delen_of(tree: Written) -> tuple[str, ...]:
    """Return the parts that the layout of a gemeente names, in their order; none where it shares a house."""
    if "huis" in tree.entries:
        return ()
    entry = tree.entries.get("indeling")
    rows = entry.value.items if entry and isinstance(entry.value, Listed) else ()
    named = [_deel(row) for row in rows if isinstance(row, Written)]
    return tuple(dict.fromkeys(named)) or (DEFAULT_DEEL,)


def placed(text: str, shown: str, choices: Sequence[Choice], files: Sequence[str]) -> tuple[str | None, list[Finding]]:
    """Return the text of a `gemeente.yaml` with the choices in it; None when that cannot be done without harm.

    A file without `huisstijl:` gets a whole one at its end. In one that has it, only the values that came from a
    token are replaced, and what is missing is added next to them.
    """
    bom, text = (_BOM, text.removeprefix(_BOM)) if text.startswith(_BOM) else ("", text)
    tree, findings = parse(text, shown)
    if tree is None or has_errors(findings):
        return None, findings
    new = _merged(text, shown, tree, choices) if has_huisstijl(tree) else _added(text, tree, choices, files)
    if new is None or not _is_as_meant(tree, new, shown, choices):
        return None, [_not_placed(shown)]
    return bom + new, []


def _added(text: str, tree: Written, choices: Sequence[Choice], files: Sequence[str]) -> str:
    """Return the text with a `huisstijl:` at its end, or below the key where that stands there without a value."""
    line_end = _line_end(text)
    new = block(choices, files, delen_of(tree))
    if KEY in tree.entries:
        stop = _line_stop(text, Source("", text).line_starts[tree.entries[KEY].origin.line - 1])
        body = new.partition(f"\n{KEY}:")[2].rstrip("\n")
        return text[:stop] + body.replace("\n", line_end) + text[stop:]
    gap = "" if not text else line_end if text.endswith("\n") else line_end * 2
    return text + gap + new.replace("\n", line_end)


# ------------------------------------------------------------------ values within an existing house style


def _merged(text: str, shown: str, tree: Written, choices: Sequence[Choice]) -> str | None:
    house = tree.entries[KEY].value
    if not isinstance(house, Written):
        return None
    edits = _Edits(Source(shown, text), _line_end(text)).of(house, _nested(choices))
    parts, done = [], 0
    # Sorting is stable: what stands at one place stays in the order in which it was thought of.
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def _nested(choices: Sequence[Choice]) -> dict[str, Choice | dict[str, Choice]]:
    nested: dict[str, Choice | dict[str, Choice]] = {}
    for choice in choices:
        above, _, key = choice.key.rpartition(".")
        if not choice.source:
            continue
        group = nested.setdefault(above, {}) if above else nested
        assert isinstance(group, dict)
        group[key] = choice
    return nested


class _Edits(Struct, frozen=True):
    """Finds the edits that a file needs; `source` is its text, with the places of its lines."""

    source: Source
    line_end: str

    def of(self, house: Written, wanted: Mapping[str, Choice | dict[str, Choice]]) -> Iterator[_Edit]:
        """Yield what has to change in a group for it to hold what is wanted."""
        inline = self.source.text[self._index(house.origin)] == "{"
        after: int | None = None
        for key, value in wanted.items():
            entry = house.entries.get(key)
            if entry is None:
                yield self._new(house, key, value, after, inline=inline)
            elif isinstance(entry.value, Scalar) and isinstance(value, Choice):
                yield from self._replaced(entry.value, value, inline=inline)
                after = _end(entry.value)
            elif isinstance(entry.value, Written) and isinstance(value, dict):
                yield from self.of(entry.value, value)

    def _replaced(self, present: Scalar, choice: Choice, *, inline: bool) -> Iterator[_Edit]:
        if present.span is None or present.text == choice.plain:
            return
        start, end = present.span.start, present.span.end
        yield _Edit(start, end, choice.value if start < end else f" {choice.value}")
        line_stop = _line_stop(self.source.text, end)
        if not inline and not self.source.text[end:line_stop].strip():
            yield _Edit(line_stop, line_stop, f"  # uit {choice.source}")

    def _new(
        self, house: Written, key: str, value: Choice | dict[str, Choice], after: int | None, *, inline: bool
    ) -> _Edit:
        written = value.value if isinstance(value, Choice) else _flow(value)
        if inline:
            # Behind a single value: a list or group ends with a bracket of its own.
            place = max(
                (_end(entry.value) for entry in house.entries.values() if isinstance(entry.value, Scalar)), default=0
            )
            return _Edit(place, place, f", {key}: {written}")
        source = value.source if isinstance(value, Choice) else next(iter(value.values())).source
        first = next(iter(house.entries.values())).origin
        line = f"{' ' * (first.column - 1)}{key}: {written}  # uit {source}"
        if after is None:
            place = self._index(first) - (first.column - 1)
            return _Edit(place, place, f"{line}{self.line_end}")
        place = _line_stop(self.source.text, after)
        return _Edit(place, place, f"{self.line_end}{line}")

    def _index(self, origin: Origin) -> int:
        return self.source.line_starts[origin.line - 1] + origin.column - 1


def _flow(choices: Mapping[str, Choice]) -> str:
    return "{" + ", ".join(f"{key}: {choice.value}" for key, choice in choices.items()) + "}"


def _end(node: Node) -> int:
    """Return where in the file the last value of a node ends."""
    match node:
        case Scalar(span=span):
            return span.end if span else 0
        case Joined(parts=parts):
            return max(map(_end, parts))
        case Listed(items=items):
            return max(map(_end, items), default=0)
        case Written(entries=entries):
            return max((_end(entry.value) for entry in entries.values()), default=0)


# ------------------------------------------------------------------ whether nothing else changed


def _is_as_meant(before: Written, text: str, shown: str, choices: Sequence[Choice]) -> bool:
    """Whether reading the new text gives the values that were chosen, and all others as they were."""
    after, findings = parse(text, shown)
    if after is None or has_errors(findings) or KEY not in after.entries:
        return False
    is_whole = not has_huisstijl(before) and bool(delen_of(before))
    wanted = {f"{KEY}.{choice.key}": choice.plain for choice in choices if choice.source or is_whole}
    old, new = _values(before), _values(after)
    if not all(new.get(path) == value for path, value in wanted.items()):
        return False
    if has_huisstijl(before):
        return _without(old, wanted) == _without(new, wanted)
    others = {path: value for path, value in new.items() if path != KEY and not path.startswith(f"{KEY}.")}
    faults = check(after.entries[KEY].value, HUISSTIJL, FieldPath(KEY)) if is_whole else ()
    return others == {path: value for path, value in old.items() if path != KEY} and not has_errors(faults)


def _without(values: Mapping[str, str], paths: Mapping[str, str]) -> dict[str, str]:
    return {path: value for path, value in values.items() if path not in paths}


def _values(node: Node, path: str = "") -> dict[str, str]:
    """Return every single value in a tree under its path; rows count."""
    match node:
        case Scalar(text=text):
            return {path: text}
        case Joined(parts=parts):
            return {path: "".join(part.text for part in parts)}
        case Listed(items=items):
            inner = [(str(number), item) for number, item in enumerate(items)]
        case Written(entries=entries):
            inner = [(key, entry.value) for key, entry in entries.items()]
    return {
        name: value for key, child in inner for name, value in _values(child, f"{path}.{key}" if path else key).items()
    }


def _deel(row: Written) -> str:
    entry = row.entries.get("deel")
    return (canonical(entry.value.text) if entry and isinstance(entry.value, Scalar) else "") or DEFAULT_DEEL


def _line_stop(text: str, index: int) -> int:
    """Return where the line that `index` is on ends, before its line break."""
    stop = text.find("\n", index)
    stop = len(text) if stop < 0 else stop
    return stop - 1 if text[index:stop].endswith("\r") else stop


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _not_placed(shown: str) -> Finding:
    return Finding(
        "huisstijl-niet-geplaatst",
        f"de huisstijl is niet in {shown} gezet: het lukt niet zonder iets anders te veranderen",
        Origin(shown),
        "neem de voorgestelde waarden met de hand over",
    )
