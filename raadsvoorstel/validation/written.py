"""The words of everything that was written, part by part, each of which knows its place."""

from collections.abc import Iterator
from collections.abc import Mapping as ByKey
from functools import cache, partial

from raadsvoorstel.blocks import once, runs_text
from raadsvoorstel.fieldpath import ROOT, FieldPath, join
from raadsvoorstel.model.fields import JUDGED
from raadsvoorstel.nodes import Joined, Mapping, Node, Scalar, Sequence, place_at
from raadsvoorstel.placeholders import Filled
from raadsvoorstel.prose import Prose, read_prose
from raadsvoorstel.shape import Field, Keyed, Kind, descend

_OWN_TEXTS = "raadsvoorstel/"
"""How the names of files begin that came with the program."""

_WORDS = frozenset((Kind.LINE, Kind.TEXT, Kind.PERIOD))


def written_words(tree: Mapping, fills: ByKey[int, Filled]) -> Iterator[Prose]:
    """Yield the words of all texts in `tree`, but those that came with the program.

    `fills` gives a value with its placeholders filled in, by the identity of its scalar.
    """
    for key, entry in tree.entries.items():
        for path, scalar, known in _texts(entry.value, join(ROOT, key)):
            filled = fills.get(id(scalar))
            values = tuple(map(runs_text, filled.values)) if filled and filled.values else ()
            if (prose := known.get(values)) is None:
                place, formatted = partial(place_at, scalar), _kind_at(path) is Kind.TEXT
                prose = known[values] = read_prose(path, scalar.text, values, place, formatted=formatted)
            yield prose


_ByValues = dict[tuple[str, ...], Prose]


@once
def _texts(node: Node, path: FieldPath) -> tuple[tuple[FieldPath, Scalar, _ByValues], ...]:
    """Return the texts in what was written at a field, each at its own; what a region wrote is one node for all.

    With each text is where its words are kept by its values: gemeenten that give it the same ones share them.
    """
    return tuple(
        (at, scalar, _known(at, scalar))
        for at, scalar in _scalars(node, path)
        if _kind_at(at) in _WORDS and not scalar.origin.file.startswith(_OWN_TEXTS)
    )


@once
def _known(path: FieldPath, scalar: Scalar) -> _ByValues:
    return {}


@cache
def _kind_at(path: FieldPath) -> Kind | None:
    shape = descend(JUDGED, path)
    if isinstance(shape, Keyed):
        shape = shape.bare or shape.item
    return shape.kind if isinstance(shape, Field) else None


def _scalars(node: Node, path: FieldPath) -> Iterator[tuple[FieldPath, Scalar]]:
    match node:
        case Scalar():
            yield path, node
        case Joined(parts=parts):
            yield from ((path, part) for part in parts)
        case Sequence(items=items):
            for item in items:
                yield from _scalars(item, path)
        case Mapping(entries=entries):
            for key, entry in entries.items():
                yield from _scalars(entry.value, join(path, key))
