"""The values behind placeholders that a clerk changed in the texts which show them, as changes of their own."""

from collections.abc import Iterator

from msgspec import Struct

from raadsvoorstel.blocks import Paragraph, is_open, plain, plain_text
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.model.fields import LINES
from raadsvoorstel.teruglezen.judging import Judged, judge, source_of
from raadsvoorstel.teruglezen.notations import Value, in_notation
from raadsvoorstel.teruglezen.pairs import Pair
from raadsvoorstel.teruglezen.returned import Edited, Returned
from raadsvoorstel.teruglezen.version import Version, resolve
from raadsvoorstel.word.manifest import Kind


def is_value(edited: Edited) -> bool:
    """Whether a change is one of a value that texts may show."""
    return edited.kind is Kind.VALUE or edited.pair.address[0] == "termen"


def kept_by(edited: Edited) -> dict[str, str]:
    """Return a value by its path, as it comes to stand in the source."""
    path = FieldPath(".".join(map(str, edited.pair.address)))
    return {path: in_notation(path, " ".join(plain_text(edited.pair.theirs or ()).split()))}


class _Seen(Struct):
    """What a document shows of one value: as what it was changed, and how often it is as it was."""

    values: list[Value]
    unchanged: int = 0


def edited_values(returned: Returned, version: Version) -> Iterator[Edited]:
    """Yield the values that were changed where a text shows them, as changes of their own."""
    seen: dict[FieldPath, _Seen] = {}
    kept: list[FieldPath] = []
    changed = {each.path: each for each in returned.edited if each.kind is Kind.TEXT and not each.doubt}
    for each in changed.values():
        judged = judge(each, returned, version)
        for value in judged.values:
            seen.setdefault(value.path, _Seen([])).values.append(value)
        kept += _still_there(judged)
    for path in (*kept, *_still_shown(returned, version, set(changed))):
        if path in seen:
            seen[path].unchanged += 1
    known = {each.path for each in returned.edited if each.kind is Kind.VALUE}
    number = max((each.number for each in returned.edited), default=0)
    for path, found in seen.items():
        if path not in known and all(value.written is not None for value in found.values):
            number += 1
            yield _edited_value(path, found, number)


def _edited_value(path: FieldPath, found: _Seen, number: int) -> Edited:
    first = found.values[0]
    address = tuple(path.split("."))
    pair = Pair(
        address, (Paragraph(plain(first.written_old)),), (Paragraph(plain(first.written or "")),), address, True
    )
    differs = any(value.written != first.written for value in found.values)
    doubt = "op verschillende plaatsen is het iets anders geworden" if differs else ""
    kind = Kind.VALUE if path in LINES else Kind.TEXT
    times = len(found.values) + found.unchanged
    return Edited(number, pair, path, kind, doubt, times, found.unchanged)


def _still_there(judged: Judged) -> Iterator[FieldPath]:
    """Yield the values that a changed text still shows as they were."""
    now = " ".join(plain_text(judged.edited.pair.theirs or ()).split())
    changed = {value.expression for value in judged.values}
    for slot in judged.slots:
        written = judged.source[slot.start : slot.end]
        if written not in changed and " ".join(slot.shown.split()) in now and not slot.shown.startswith("["):
            yield FieldPath(slot.name)


def _still_shown(returned: Returned, version: Version, changed: set[str]) -> Iterator[FieldPath]:
    """Yield for every text that was not changed the values that it shows; what is still open counts for nothing."""
    done: set[str] = set()
    for each in returned.every:
        if each.path in changed or each.path in done or each.kind is not Kind.TEXT:
            continue
        done.add(each.path)
        node, _ = resolve(version.tree, each.pair.address)
        for part in source_of(node, is_text=True)[0]:
            for slot in version.slots(part.scalar.text):
                value, _ = version.lookup(FieldPath(slot.name))
                if isinstance(value, tuple) and not is_open(value):
                    yield FieldPath(slot.name)
