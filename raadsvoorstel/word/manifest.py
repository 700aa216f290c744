"""What a document remembers of its making: versions, and every text as it was, with where it was written.

It travels as a custom XML part of our own namespace, which Word and LibreOffice keep (the one under
its name, the other under another), so it is found by its namespace.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any

from lxml import etree
from msgspec import MsgspecError, Struct, convert, json, to_builtins

from raadsvoorstel.blocks import (
    Block,
    Blocks,
    Columns,
    Heading,
    Item,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    block_runs,
    once,
    plain_text,
    with_notes,
)
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Origin
from raadsvoorstel.word.xml import escape, parse

NAMESPACE = "urn:raadsvoorstel:manifest:1"
PART, PROPERTIES, RELATIONS = (
    "customXml/item7001.xml",
    "customXml/itemProps7001.xml",
    "customXml/_rels/item7001.xml.rels",
)
ITEM_ID = "{7B1C9C5E-6B0F-4E6D-9C61-5D1B7A0F3A10}"
"""The item id by which editors know the part; drawn once, and the same in every document."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KINDS: dict[str, type[Block]] = {
    "alinea": Paragraph,
    "kop": Heading,
    "punt": Item,
    "tabel": Table,
    "kolommen": Columns,
    "afbeelding": Picture,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


class Kind(StrEnum):
    """How a text stands in a document: as a passage, as the title of a section, or as a value in a line."""

    TEXT = "tekst"
    TITLE = "titel"
    VALUE = "waarde"


class BaseText(Struct, frozen=True):
    """One text as it was when the document was made, and the places where it was written."""

    path: FieldPath
    blocks: Blocks
    origins: tuple[Origin, ...] = ()
    kind: Kind = Kind.TEXT

    @property
    def text(self) -> str:
        """The visible text, a line for every paragraph."""
        return plain_text(self.blocks)


class Manifest(Struct, frozen=True):
    """The facts of a document (`feiten`: what it is, and the versions it was made of) and its texts, in order.

    `standing` (`vast`) are the lines around the texts that come from the template or the layout; `printed` (`altijd`)
    are those of them that stand there for certain, each as often as it does. `edges` (`randen`) are the lines of
    headers and footers, where these are known.
    """

    facts: Mapping[str, str]
    texts: tuple[BaseText, ...]
    standing: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    edges: tuple[str, ...] | None = None

    def source_fingerprint(self) -> str:
        """Return the version of the source as far as this document goes: a hash over all of its texts."""
        return hashlib.sha256("".join(_entry(text).hashed for text in self.texts).encode()).hexdigest()


NOTHING = Manifest({}, ())
"""Of a document that remembers nothing."""


def write(manifest: Manifest) -> bytes:
    """Return the manifest as the custom XML part that goes into a document."""
    facts = "".join(f'<feit naam="{escape(name)}">{escape(fact)}</feit>' for name, fact in manifest.facts.items())
    texts = "".join(map(_written, manifest.texts))
    around = _lines("vast", manifest.standing) + _lines("altijd", manifest.printed)
    if manifest.edges is not None:
        around += f"<randen>{_lines('rand', manifest.edges)}</randen>"
    return f'{_HEAD}<manifest xmlns="{NAMESPACE}">{facts}{texts}{around}</manifest>'.encode()


def _lines(name: str, lines: Iterable[str]) -> str:
    return "".join(f"<{name}>{escape(line)}</{name}>" for line in lines)


def read(parts: Mapping[str, bytes]) -> Manifest | None:
    """Return the manifest of a document, under whatever name an editor gave its part; None when it has none."""
    found = _find(parts)
    return None if found is None else _read(found[1])


def part_of(parts: Mapping[str, bytes]) -> str:
    """Return the name under which a document has its manifest now."""
    found = _find(parts)
    return PART if found is None else found[0]


def _find(parts: Mapping[str, bytes]) -> tuple[str, etree._Element] | None:
    wanted = NAMESPACE.encode()
    for name, data in parts.items():
        if name.startswith("customXml/") and name.endswith(".xml") and wanted in data:
            root = parse(data, name)
            if root.tag == f"{{{NAMESPACE}}}manifest":
                return name, root
    return None


def properties() -> bytes:
    """Return the part that gives the manifest its item id."""
    return (
        f'{_HEAD}<ds:datastoreItem ds:itemID="{ITEM_ID}"'
        ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


class _Entry(Struct, frozen=True):
    """A text as it is written in a manifest, around where it was written, and how it counts in the source's version."""

    before: str
    after: str
    hashed: str


def _entry(text: BaseText) -> _Entry:
    return _entry_of(text.path, text.blocks, text.kind)


@once
def _entry_of(path: FieldPath, blocks: Blocks, kind: Kind) -> _Entry:
    # Most texts of a region are the same for all its members, and so are many titles.
    written = json.encode([_block_data(block) for block in blocks]).decode()
    escaped = escape(written)
    # Read back here, once per text: the part is these fragments in a row.
    parse(f"<blokken>{escaped}</blokken>".encode(), PART)
    digest = hashlib.sha256(written.encode()).hexdigest()
    of_kind = "" if kind is Kind.TEXT else f' soort="{kind}"'
    head = f'<tekst pad="{escape(path)}"{of_kind} sha256="{digest}">'
    return _Entry(head, f"<blokken>{escaped}</blokken></tekst>", f"{path}\0{digest}\n")


def _written(text: BaseText) -> str:
    entry = _entry(text)
    return f"{entry.before}{_places(text.origins)}{entry.after}"


@once
def _places(origins: tuple[Origin, ...]) -> str:
    return "".join(map(_place, origins))


@lru_cache(maxsize=2048)
def _place(origin: Origin) -> str:
    return f'<plaats bestand="{escape(origin.file)}" regel="{origin.line}" kolom="{origin.column}"/>'


def _block_data(block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {"soort": _NAMES[type(block)]}
    return data | _given(block)


def _given(thing: Block | Run) -> dict[str, Any]:
    """Return the fields that do not have their default."""
    names, defaults = thing.__struct_fields__, thing.__struct_defaults__
    usual = (*(len(names) - len(defaults)) * (None,), *defaults)
    values = ((name, getattr(thing, name), default) for name, default in zip(names, usual, strict=True))
    return {name: _plain(value) for name, value, default in values if value != default}


def _plain(value: Any) -> Any:
    if isinstance(value, Run):
        given = _given(value)
        return given["text"] if given.keys() == {"text"} else given
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _read(root: etree._Element) -> Manifest:
    facts = {fact.get("naam", ""): _on_a_line(fact.text or "") for fact in root.iterfind(f"{{{NAMESPACE}}}feit")}
    try:
        texts = tuple(_base_text(text) for text in root.iterfind(f"{{{NAMESPACE}}}tekst"))
    except (MsgspecError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise WordFileUnusable("het manifest in het bestand is beschadigd") from error
    standing, printed, edges = (
        tuple(line.text or "" for line in root.iterfind("/".join(f"{{{NAMESPACE}}}{name}" for name in names)))
        for names in (("vast",), ("altijd",), ("randen", "rand"))
    )
    known = root.find(f"{{{NAMESPACE}}}randen") is not None
    return Manifest(facts, texts, standing, printed, edges if known else None)


def _on_a_line(fact: str) -> str:
    """Return a fact, which is one line; more of them would be read as other facts."""
    return " ".join(fact.splitlines())


def _base_text(element: etree._Element) -> BaseText:
    written = element.findtext(f"{{{NAMESPACE}}}blokken") or "[]"
    if hashlib.sha256(written.encode()).hexdigest() != element.get("sha256"):
        raise ValueError("a text that does not match its hash")
    origins = tuple(
        Origin(o.get("bestand", ""), int(o.get("regel", "0")), int(o.get("kolom", "0")))
        for o in element.iterfind(f"{{{NAMESPACE}}}plaats")
    )
    # Whoever writes a hash beside it can write anything; what is no text of ours goes no further.
    blocks = convert(to_builtins(tuple(map(_block, json.decode(written)))), Blocks)
    _demand_possible(blocks)
    return BaseText(FieldPath(element.get("pad", "")), blocks, origins, Kind(element.get("soort", Kind.TEXT)))


def _demand_possible(blocks: Blocks) -> None:
    """ValueError for what no text of ours is, and no Word file could hold."""
    for block in blocks:
        match block:
            case Table(header=header, rows=rows, alignment=alignment):
                if any(len(row) != len(header) for row in (*rows, alignment)) or not header:
                    raise ValueError("a table whose rows are not as wide as its header")
            case Columns(cells=cells) if not cells:
                raise ValueError("columns without a column")
            case Picture(name=name, alt=alt):
                escape(name + alt)
        for runs in block_runs(block):
            for run in with_notes(runs):
                escape(run.text + run.link)


def _block(data: dict[str, Any]) -> Block:
    kind: Callable[..., Block] = _KINDS[data.pop("soort")]
    return kind(**{name: _READERS.get(name, _as_is)(value) for name, value in data.items()})


def _runs(value: Any) -> Runs:
    return tuple(Run(item) if isinstance(item, str) else _run(item) for item in value)


def _run(item: dict[str, Any]) -> Run:
    return Run(**{"text": "", **item, "note": _runs(item.get("note", ()))})


def _rows(value: Any) -> tuple[Any, ...]:
    return tuple(_runs(row) for row in value)


def _tables(value: Any) -> tuple[Any, ...]:
    return tuple(_rows(rows) for rows in value)


def _as_is(value: Any) -> Any:
    return value


_READERS: dict[str, Callable[[Any], Any]] = {
    "runs": _runs,
    "header": _rows,
    "rows": _tables,
    "cells": _tables,
    "alignment": tuple,
}
