"""How a value that a document shows was written: without its filters, a date as 2020-12-17, an amount as 12.500."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.model.fields import LINES, field_at
from raadsvoorstel.nodes import Scalar
from raadsvoorstel.notation import read_amount, read_date, write_period
from raadsvoorstel.shape import Kind as FieldKind
from raadsvoorstel.teruglezen.version import Version, resolve
from raadsvoorstel.teruglezen.wording import Replacement, Slot


class Value(Struct, frozen=True):
    """A value behind a placeholder that the clerk changed: what it showed and shows, and what would be written.

    `expression` is the placeholder itself; `written` is None where the value is counted or listed.
    """

    path: FieldPath
    expression: str
    old: str
    new: str
    written_old: str
    written: str | None


def value_of(each: Replacement, source: str, version: Version) -> Value:
    """Return the value of which only the showing in a text is known."""
    assert each.slot is not None
    path = FieldPath(each.slot.name)
    node, _ = resolve(version.tree, tuple(path.split(".")))
    was = node.text if isinstance(node, Scalar) else ""
    old, new = (" ".join(text.replace("\\", "").split()) for text in (each.old, each.new))
    expression = source[each.slot.start : each.slot.end]
    was_written, written = (unfiltered(each.slot, text, was) for text in (old, new))
    return Value(path, expression, old, new, was_written or old, written)


def unfiltered(slot: Slot, shown: str, was: str) -> str | None:
    """Return what must be written for a placeholder to show this; None when it is counted or listed."""
    text: str | None = shown
    for name in reversed(slot.filters):
        if text is not None:
            text = _INVERSE[name](text, was) if name in _INVERSE else None
    text = text if text is None else in_notation(FieldPath(slot.name), text)
    known = slot.name in LINES or slot.name.startswith("termen.") or slot.name == "regio"
    return text if known else None


def in_notation(path: FieldPath, text: str) -> str:
    """Return a value as the source has it, by the kind of its field."""
    field = field_at(path)
    return (_iso(text, "") or text) if field is not None and field.kind is FieldKind.DATE else text


def _iso(text: str, was: str) -> str | None:
    day = read_date(text)
    return day.isoformat() if day else None


def _small_letter(text: str, was: str) -> str:
    return text[:1].lower() + text[1:] if was[:1].islower() else text


def _plain_amount(text: str, was: str) -> str | None:
    amount = read_amount(text.replace("\u00a0", " "))
    if amount is None:
        return None
    whole, cents = divmod(abs(amount), 1)
    is_bare = re.search(r"\d{4}", was) is not None
    grouped = str(int(whole)) if is_bare else f"{int(whole):,}".replace(",", ".")
    return f"{'-' if amount < 0 else ''}{grouped}" + (f",{int(cents * 100):02d}" if cents else "")


_INVERSE = {"datum": _iso, "bedrag": _plain_amount, "hoofdletter": _small_letter}


def _period(text: str, was: str) -> str | None:
    if day := read_date(text):
        return day.isoformat()
    month, _, year = text.rpartition(" ")
    months = {write_period(f"2000-{n:02d}"): n for n in range(1, 13)}
    if f"{month} 2000" in months and year.isdigit() and len(year) == 4:
        return f"{year}-{months[f'{month} 2000']:02d}"
    return text if write_period(text) else None


NOTATIONS: Mapping[FieldKind, Callable[[str, str], str | None]] = {
    FieldKind.DATE: _iso,
    FieldKind.PERIOD: _period,
    FieldKind.AMOUNT: _plain_amount,
}
