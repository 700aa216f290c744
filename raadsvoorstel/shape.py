"""What a file may hold: the kinds of value, and how they lie within each other."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from raadsvoorstel.fieldpath import ROOT, FieldPath, join

REPLACE, EXTEND, BEFORE, AFTER, OMIT, ORDER = "vervangen", "aanvullen", "voor", "na", "weglaten", "volgorde"
OPERATIONS = frozenset({REPLACE, EXTEND, OMIT, ORDER})
"""The words with which one layer changes another; they are never keys of items."""


YES, NO = frozenset(("ja", "true", "waar")), frozenset(("nee", "false", "onwaar"))


class Kind(StrEnum):
    """What a single written value is."""

    LINE = "regel"
    TEXT = "tekst"
    DATE = "datum"
    STATUS = "datum of ja"
    PERIOD = "datum, maand of jaar"
    AMOUNT = "bedrag"
    NUMBER = "getal"
    YES_NO = "ja of nee"
    CHOICE = "keuze"
    COLOUR = "kleur"


class Field(Struct, frozen=True):
    """One value. `local`: only the one who fills in the last layer can know it."""

    help: str
    kind: Kind = Kind.LINE
    local: bool = False
    required: bool = False
    choices: tuple[str, ...] = ()
    example: str = ""


class Group(Struct, frozen=True):
    """Fields under fixed names. A bare text for the whole group is its `main` field."""

    help: str
    fields: Mapping[str, "Shape"]
    main: str = ""


class Keyed(Struct, frozen=True):
    """Items under names the writer chooses, in order. `bare` says what a bare text for the whole may be."""

    help: str
    item: "Shape"
    bare: Field | None = None
    listed: bool = True
    example: str = ""


class Rows(Struct, frozen=True):
    """A plain list of items without names."""

    help: str
    item: "Field | Group"
    single: bool = False
    required: bool = False


Shape = Field | Group | Keyed | Rows


def descend(shape: Shape, path: FieldPath) -> Shape | None:
    """Return the shape at `path`; None when no value can stand there."""
    found: Shape | None = shape
    for key in path.split(".") if path else []:
        match found:
            case Group(fields=fields):
                found = fields.get(key)
            case Keyed(item=item):
                found = item
            case _:
                return None
    return found


def walk(shape: Shape, path: FieldPath = ROOT) -> Iterator[tuple[FieldPath, Shape]]:
    """Yield every named place with its shape, groups before what they hold."""
    yield path, shape
    if isinstance(shape, Group):
        for key, inner in shape.fields.items():
            yield from walk(inner, join(path, key))
