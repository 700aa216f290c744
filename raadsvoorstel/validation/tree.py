"""Hold what was written against the shape it should have: wrong kinds, empty values, what is missing."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from raadsvoorstel.blocks import once
from raadsvoorstel.fieldpath import ROOT, FieldPath, canonical, closest, join
from raadsvoorstel.findings import Finding, few
from raadsvoorstel.layers import unknown_field
from raadsvoorstel.nodes import Joined, Mapping, Node, Scalar, Sequence
from raadsvoorstel.notation import read_amount, read_date, write_period
from raadsvoorstel.shape import NO, YES, Field, Group, Keyed, Kind, Rows, Shape

_FILLED_IN = frozenset((Kind.LINE, Kind.TEXT, Kind.DATE, Kind.PERIOD, Kind.AMOUNT))
"""Kinds whose value may come from a placeholder; the others choose from what is known."""
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def check(node: Node, shape: Shape, path: FieldPath = ROOT) -> Iterator[Finding]:
    """Yield everything in `node` that does not fit `shape`, each at its own place."""
    yield from few(_found(node, shape, path))


@once
def _found(node: Node, shape: Shape, path: FieldPath) -> tuple[Finding, ...]:
    # What a region or a shared house says is the same for all of its members, and judged once.
    match shape:
        case Field():
            return tuple(_field(node, shape, path))
        case Group():
            return tuple(_group(node, shape, path))
        case Keyed():
            return tuple(_keyed(node, shape, path))
        case Rows():
            return tuple(_rows(node, shape, path))


def value_of(node: Scalar | Joined) -> str:
    """Return a written value as one line: what stood on several lines has spaces between them."""
    text = node.text if isinstance(node, Scalar) else " ".join(part.text for part in node.parts)
    return " ".join(text.split())


def _field(node: Node, shape: Field, path: FieldPath) -> Iterator[Finding]:
    if not isinstance(node, Scalar | Joined):
        yield _wrong_type(node, path, shape.kind.value, shape.example)
    elif not (text := value_of(node)):
        yield Finding("lege-waarde", f"`{path}` is leeg", node.origin, "vul een waarde in of haal de regel weg")
    elif not ("{{" in text and shape.kind in _FILLED_IN) and (hint := _UNFIT[shape.kind](text, shape)):
        yield Finding("onjuiste-waarde", f"`{text}` is geen {shape.kind.value} (bij `{path}`)", node.origin, hint)


def _group(node: Node, shape: Group, path: FieldPath) -> Iterator[Finding]:
    if isinstance(node, Scalar | Joined) and shape.main:
        yield from _found(node, shape.fields[shape.main], path)
        return
    if not isinstance(node, Mapping):
        yield _wrong_type(node, path, "een groep velden", ", ".join(f"{key}: …" for key in list(shape.fields)[:3]))
        return
    if not node.entries and path:
        yield Finding("lege-waarde", f"`{path}` is leeg", node.origin, "vul iets in of haal de regel weg")
        return
    for key, entry in node.entries.items():
        if key in shape.fields:
            yield from _found(entry.value, shape.fields[key], join(path, key))
        else:
            yield unknown_field(entry, shape, path)
    for key, inner in shape.fields.items():
        if isinstance(inner, Field | Rows) and inner.required and key not in node.entries:
            yield Finding(
                "veld-ontbreekt", f"`{join(path, key)}` ontbreekt", node.origin, f"voeg toe: {key}: {_sample(inner)}"
            )


def _sample(shape: Field | Rows) -> str:
    return shape.example or "…" if isinstance(shape, Field) else "[…]"


def _keyed(node: Node, shape: Keyed, path: FieldPath) -> Iterator[Finding]:
    match node:
        case Mapping(entries=entries) if entries:
            for key, entry in entries.items():
                yield from _found(entry.value, shape.item, join(path, key))
        case Sequence(items=items) if shape.listed and items:
            for item in items:
                yield from _found(item, shape.item, path)
        case Scalar() | Joined() if shape.bare:
            yield from _found(node, shape.bare, path)
        case Mapping() | Sequence() if not (isinstance(node, Sequence) and not shape.listed):
            yield Finding("lege-waarde", f"`{path}` is leeg", node.origin, "vul iets in of haal de regel weg")
        case _:
            yield _wrong_type(node, path, "een rij punten, elk onder een eigen sleutel", shape.example)


def _rows(node: Node, shape: Rows, path: FieldPath) -> Iterator[Finding]:
    if isinstance(node, Sequence) and node.items:
        for item in node.items:
            yield from _found(item, shape.item, path)
    elif isinstance(node, Scalar) and shape.single:
        yield from _found(node, shape.item, path)
    elif isinstance(node, Sequence):
        yield Finding("lege-waarde", f"`{path}` is een lege lijst", node.origin, "vul iets in of haal de regel weg")
    else:
        yield _wrong_type(node, path, "een lijst", "- eerste")


def _wrong_type(node: Node, path: FieldPath, wanted: str, example: str) -> Finding:
    if isinstance(node, Scalar) and not node.text:
        return Finding("lege-waarde", f"`{path}` is leeg", node.origin, "vul iets in of haal de regel weg")
    match node:
        case Sequence():
            found = "een lijst"
        case Mapping(entries=entries):
            found = "een groep met " + ", ".join(f"`{entry.written}`" for entry in list(entries.values())[:3])
        case _:
            found = f"de tekst `{value_of(node)[:40]}`"
    hint = f"schrijf {wanted}" + (f", bijvoorbeeld: {example}" if example else "")
    if _ends_in_colon(node) and wanted == "tekst":
        hint = "zet de regel tussen aanhalingstekens: een dubbele punt aan het eind maakt er een sleutel van"
    return Finding("verkeerd-soort", f"`{path}` is {found}, en hoort {wanted} te zijn", node.origin, hint)


def _ends_in_colon(node: Node) -> bool:
    """Whether it is a line of text with a colon behind it, which YAML takes for a key without a value."""
    entries = list(node.entries.values()) if isinstance(node, Mapping) else []
    return len(entries) == 1 and isinstance(entries[0].value, Scalar) and not entries[0].value.text


def _anything(text: str, shape: Field) -> str:
    return ""


def _unless(reader: Callable[[str], object], hint: str, text: str, shape: Field) -> str:
    return "" if reader(text) is not None else hint


def _choice(text: str, shape: Field) -> str:
    known = {canonical(choice) for choice in shape.choices}
    if canonical(text) in known:
        return ""
    near = closest(text, known)
    return f"bedoelt u `{near}`?" if near else f"kies uit: {', '.join(shape.choices)}"


_UNFIT: dict[Kind, Callable[[str, Field], str]] = {
    Kind.LINE: _anything,
    Kind.TEXT: _anything,
    Kind.DATE: partial(_unless, read_date, "schrijf jaar-maand-dag, bijvoorbeeld 2020-12-17"),
    Kind.STATUS: lambda text, shape: (
        "" if text.lower() in YES | NO or read_date(text) else "schrijf de datum, of ja als die niet bekend is"
    ),
    Kind.PERIOD: partial(_unless, write_period, "schrijf 2020-12-17, 2020-12 of 2020; gebruik `periode` voor woorden"),
    Kind.AMOUNT: partial(_unless, read_amount, "schrijf een bedrag als 12.500 of 12.500,50"),
    Kind.NUMBER: lambda text, shape: "" if re.fullmatch(r"\d+([.,]\d+)?", text) else "schrijf een getal, zoals 2,5",
    Kind.YES_NO: lambda text, shape: "" if text.lower() in YES | NO else "schrijf ja of nee",
    Kind.CHOICE: _choice,
    Kind.COLOUR: lambda text, shape: (
        "" if _COLOUR.fullmatch(text) else "schrijf een kleur als #1a2b3c, tussen aanhalingstekens"
    ),
}
