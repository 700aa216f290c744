"""Put what the source changed of single values into a file, such as a number in its header or a line of its head."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from raadsvoorstel.edited import Edited
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.merging import reasons
from raadsvoorstel.merging.outcome import Point, Sort
from raadsvoorstel.reconcile.merge import merge_lines
from raadsvoorstel.reconcile.nodes import Line, nodes_of
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.revision.draft import Draft

TEMPLATE = FieldPath("sjabloon")
"""Instead of a path, for what the template or the layout prints."""


def values_changed(edited: Edited, made: Edited, draft: Draft) -> Iterator[Point]:
    """Put the values that changed in their places; yield what became of each."""
    old, new = _values(edited.manifest), _values(made.manifest)
    for path, text in new.items():
        base = old.get(path, replace(text, blocks=()))
        if path not in old or base.text != text.text:
            yield from _value(base, text, draft)
    for path in old:
        if path not in new:
            yield Point(path, Sort.LOST, reasons.NO_LINE, base=old[path].text)


def _values(made: Manifest) -> dict[FieldPath, BaseText]:
    return {text.path: text for text in made.texts if text.kind is Kind.VALUE}


def _value(base: BaseText, text: BaseText, draft: Draft) -> Iterator[Point]:
    was, now = _line(base), _line(text)
    fields = draft.fields(text.path)
    merged = [merge_lines(was, now, spot.line) for spot in fields]
    clash = next((clash for each in merged for clash in each.clashes), None)
    # What somebody wrote in one of its places holds for all of them.
    for spot, each in reversed([*zip(fields, merged, strict=True)]) if clash is None else ():
        draft.change_field(spot, each.steps)
    if clash is not None:
        draft.remark(draft.place_of(fields[0]), f"{text.path}\n{reasons.remark_on(clash)}")
        yield Point(text.path, Sort.CLASH, reasons.reason_of(clash), clash.base, clash.ours, clash.theirs, clash.words)
    elif not fields:
        yield Point(text.path, Sort.LOST, reasons.NO_FIELD, base.text, text.text)
    elif any(each.steps for each in merged):
        yield Point(text.path, Sort.REWORDED, base=base.text, ours=text.text)


def _line(text: BaseText) -> Line:
    nodes = nodes_of(text.blocks)
    return nodes[0] if nodes and isinstance(nodes[0], Line) else Line(())


def lines_new(edited: Edited, made: Edited, written: Sequence[str]) -> list[str]:
    """Return the lines of the template or the layout that are new, and that have not been `written`."""
    old = {*edited.manifest.standing, *written}
    new = [line for line in made.manifest.standing if line not in old]
    if not new:
        return []
    texts = (*edited.manifest.texts, *made.manifest.texts)
    values = sorted({text.text for text in texts if text.kind is Kind.VALUE} - {""}, key=len, reverse=True)
    known = {_bare(line, values) for line in old}
    return [line for line in new if _bare(line, values) not in known]


def _bare(line: str, values: Sequence[str]) -> str:
    """Return a line of the template without the values in it."""
    for text in values:
        line = line.replace(text, "")
    return " ".join(line.split())
