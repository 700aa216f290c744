"""What compiling brings to light of a Word file: everything needed to fill it, as plain data that can be kept."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from raadsvoorstel.word.look import Look
from raadsvoorstel.word.program import Steps
from raadsvoorstel.word.writer import Lists

FORM = 1
"""The version of the bytes that `to_bytes` gives; raised when what they mean changes."""


class Compiled(Struct, frozen=True):
    """A Word file, read once.

    `parts` are those of the file, `replaced` those that every document has instead, `filled` the programs of the
    parts with placeholders, the body first, and `lines` those of the lines around the texts. `placed` are the
    names that placeholders print, `loops` the lists that are gone through, in order of place, and `standing` the
    texts of the file's own. `numbering`, `relations` and `footnotes` are parts cut where a document adds to them.
    """

    parts: Mapping[str, bytes]
    replaced: Mapping[str, bytes]
    filled: tuple[tuple[str, Steps], ...]
    lines: tuple[Steps, ...]
    placed: frozenset[str]
    loops: tuple[str, ...]
    standing: frozenset[str]
    look: Look
    lists: Lists
    numbering: tuple[str, str, str]
    relations: tuple[str, str]
    footnotes: tuple[str, str]
    first_id: int


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
    """Return a compiled file as a line of JSON with the contents of its parts behind it."""
    contents = [compiled.parts, compiled.replaced]
    look = compiled.look
    known = {
        "form": FORM,
        "parts": [[[name, len(data)] for name, data in parts.items()] for parts in contents],
        "filled": compiled.filled,
        "lines": compiled.lines,
        "placed": sorted(compiled.placed),
        "loops": compiled.loops,
        "standing": sorted(compiled.standing),
        "look": {
            "names": dict(look.names),
            "ids": [[kind, name, id] for (kind, name), id in look.ids.items()],
            "numbers": look.numbers,
            "bullets": look.bullets,
            "lists": dict(look.lists),
            "titles": sorted(look.titles),
        },
        "lists": asdict(compiled.lists),
        "numbering": compiled.numbering,
        "relations": compiled.relations,
        "footnotes": compiled.footnotes,
        "first_id": compiled.first_id,
    }
    blobs = b"".join(data for parts in contents for data in parts.values())
    return json.dumps(known, separators=(",", ":")).encode() + b"\n" + blobs


def from_bytes(data: bytes) -> Compiled:
    """Return what `to_bytes` was given. ValueError, KeyError or TypeError for bytes of any other kind."""
    line, _, blobs = data.partition(b"\n")
    known = json.loads(line)
    if known["form"] != FORM:
        raise ValueError("a compiled file of another form")
    look, lists = known["look"], known["lists"]
    place = 0
    contents: list[dict[str, bytes]] = []
    for parts in known["parts"]:
        contents.append({})
        for name, length in parts:
            contents[-1][name] = blobs[place : place + length]
            place += length
    if place != len(blobs):
        raise ValueError("parts of another length")
    head, between, tail = known["numbering"]
    before, after = known["relations"]
    first, last = known["footnotes"]
    return Compiled(
        parts=contents[0],
        replaced=contents[1],
        filled=tuple((name, steps) for name, steps in known["filled"]),
        lines=tuple(known["lines"]),
        placed=frozenset(known["placed"]),
        loops=tuple(known["loops"]),
        standing=frozenset(known["standing"]),
        look=Look(
            names=look["names"],
            ids={(kind, name): id for kind, name, id in look["ids"]},
            numbers=look["numbers"],
            bullets=look["bullets"],
            lists={style: (num, level) for style, (num, level) in look["lists"].items()},
            titles=frozenset(look["titles"]),
        ),
        lists=Lists(**{**lists, "lefts": tuple(lists["lefts"]), "bullet_lefts": tuple(lists["bullet_lefts"])}),
        numbering=(head, between, tail),
        relations=(before, after),
        footnotes=(first, last),
        first_id=known["first_id"],
    )
