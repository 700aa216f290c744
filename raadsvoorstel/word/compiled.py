"""What compiling brings to light of a Word file: everything needed to fill it, as plain data that can be kept."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from msgspec import Struct, msgpack
from msgspec.structs import replace

from raadsvoorstel.word.lists import Lists
from raadsvoorstel.word.look import Look
from raadsvoorstel.word.program import Steps


class Compiled(Struct, frozen=True):
    """A Word file, read once.

    `parts` are those of the file, `replaced` those that every document has instead, `filled` the programs of the
    parts with placeholders, the body first, and `lines` those of the lines around the texts, of which every
    document holds the `certain` ones, and `edges` those of the headers and footers, where these can be known.
    `placed` are the names
    that placeholders print, `loops` the lists that are gone through, in order of place, and `standing` the texts of
    the file's own. `doubled` are the ids of which the file has more than one itself. `numbering`, `relations`,
    `footnotes` and `note_relations` are parts cut where a document adds to them. `widest` is how wide a picture can be.
    """

    parts: Mapping[str, bytes]
    replaced: Mapping[str, bytes]
    filled: tuple[tuple[str, Steps], ...]
    lines: tuple[Steps, ...]
    certain: tuple[int, ...]
    edges: tuple[Steps, ...] | None
    placed: frozenset[str]
    loops: tuple[str, ...]
    standing: frozenset[str]
    doubled: frozenset[str]
    look: Look
    lists: Lists
    numbering: tuple[str, str, str]
    relations: tuple[str, str]
    footnotes: tuple[str, str]
    note_relations: tuple[str, str]
    first_id: int
    widest: int


def recoloured(compiled: Compiled, colours: Mapping[str, str]) -> Compiled:
    """Return a file with each of `colours` (`#rrggbb`) replaced by another; only whole values between quotes are."""
    if not colours:
        return compiled
    new = {f'"{old.lstrip("#")}"'.lower(): f'"{colour.lstrip("#")}"' for old, colour in colours.items()}
    pattern = re.compile("|".join(map(re.escape, new)), re.IGNORECASE)
    in_bytes = re.compile(pattern.pattern.encode(), re.IGNORECASE)

    def text(written: str) -> str:
        return pattern.sub(lambda match: new[match[0].lower()], written)

    def part(name: str, data: bytes) -> bytes:
        if not name.endswith(".xml"):
            return data
        return in_bytes.sub(lambda match: new[match[0].decode().lower()].encode(), data)

    head, between, tail = map(text, compiled.numbering)
    before, after = map(text, compiled.footnotes)
    return replace(
        compiled,
        parts={name: part(name, data) for name, data in compiled.parts.items()},
        replaced={name: part(name, data) for name, data in compiled.replaced.items()},
        filled=tuple((name, _in_steps(text, steps)) for name, steps in compiled.filled),
        lines=tuple(_in_steps(text, steps) for steps in compiled.lines),
        edges=compiled.edges and tuple(_in_steps(text, steps) for steps in compiled.edges),
        standing=frozenset(map(text, compiled.standing)),
        numbering=(head, between, tail),
        footnotes=(before, after),
    )


def _in_steps(change: Callable[[str], str], steps: Any) -> Any:
    """Return a program in which every text has been changed; names hold no quotes, so they stay as they are."""
    if isinstance(steps, str):
        return change(steps)
    return [_in_steps(change, step) for step in steps] if isinstance(steps, list) else steps


# ------------------------------------------------------------------ as bytes, and back


def to_bytes(compiled: Compiled) -> bytes:
    """Return a compiled file as bytes that can be kept."""
    return msgpack.encode(compiled)


_Plain = TypeVar("_Plain", Look, Lists)


def one_object(thing: _Plain) -> _Plain:
    """Return the same object for all that says the same: templates that look alike have their texts written once."""
    same: _Plain = _read_back(type(thing), msgpack.encode(thing))
    return same


@lru_cache(maxsize=64)
def _read_back(kind: type[_Plain], data: bytes) -> _Plain:
    found: _Plain = msgpack.decode(data, type=kind)
    return found


def from_bytes(data: bytes) -> Compiled:
    """Return what `to_bytes` was given. MsgspecError for bytes of any other kind."""
    return msgpack.decode(data, type=Compiled)
