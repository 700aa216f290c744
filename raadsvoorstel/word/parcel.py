"""A Word file as a web of parts: what leads where, what is left when some ways are closed, other names for parts."""

import posixpath
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.reading import read_regular
from raadsvoorstel.word import package
from raadsvoorstel.word.guard import is_external
from raadsvoorstel.word.package import LARGEST_FILE, MAIN, TYPES, USUAL
from raadsvoorstel.word.xml import RELATIONS, R, parse, serialize

Parts = dict[str, bytes]

ROOT_RELS, SETTINGS, THEME = "_rels/.rels", "word/settings.xml", "word/theme/theme1.xml"
_USUAL_NAMES = {**USUAL, "settings": SETTINGS, "theme": THEME}
_RELATIONSHIP = f"{{{RELATIONS}}}Relationship"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OVERRIDE, _DEFAULT = f"{{{_CONTENT_TYPES}}}Override", f"{{{_CONTENT_TYPES}}}Default"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"


class Relation(Struct, frozen=True):
    """A way from one part to another, or out of the package; `kind` is the last word of its type."""

    id: str
    kind: str
    target: str
    external: bool


def read_file(path: Path) -> Parts:
    """Return the parts of the Word file at `path`, as `read` does."""
    return read(read_regular(path, LARGEST_FILE), str(path))


def read(data: bytes, name: str) -> Parts:
    """Return the parts of a Word file under the names they have in most: Word on the web gives them others.

    `name` is how an error calls the file. WordFileUnusable for what is no Word file, or was made to do harm.
    """
    parts = package.read(data, name, required=ROOT_RELS)
    if main_part(parts).startswith("word/"):
        parts = with_usual_names(parts)
    if MAIN not in parts:
        raise WordFileUnusable(f"{name} is een zip-bestand, maar geen Word-bestand (.docx)")
    package.demand_main(parts, name)
    return parts


def with_usual_names(parts: Parts) -> Parts:
    """Return the package with its text, styles, lists and notes under the names they have in most files."""
    main = main_part(parts)
    names = {main: MAIN} if main != MAIN and MAIN not in parts else {}
    for relation in relations(parts, main):
        usual = _USUAL_NAMES.get(relation.kind, relation.target)
        if relation.target in parts and relation.target != usual and usual not in parts:
            names[relation.target] = usual
    return renamed(parts, names)


def relations_part(part: str) -> str:
    """Return the name of the part that holds the relations of `part`; "" stands for the whole package."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def relations(parts: Mapping[str, bytes], part: str) -> list[Relation]:
    """Return where a part leads; a target within the package as the name that part has in it."""
    name = relations_part(part)
    if name not in parts:
        return []
    return [_relation(row, part, parts) for row in parse(parts[name], name).iter(_RELATIONSHIP)]


def _relation(row: etree._Element, part: str, parts: Mapping[str, bytes]) -> Relation:
    external = is_external(row)
    target = row.get("Target", "")
    kind = row.get("Type", "").rpartition("/")[2]
    return Relation(row.get("Id", ""), kind, target if external else _resolved(target, part, parts), external)


def _resolved(target: str, part: str, parts: Mapping[str, bytes]) -> str:
    path = unquote(target.partition("#")[0])
    whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path)).lstrip("/")
    if whole in parts:
        return whole
    # Names of parts differ in capitals only by mistake, and Word forgives that.
    return next((name for name in parts if name.lower() == whole.lower()), whole)


def without(parts: Parts, part: str, unwanted: Callable[[Relation], bool]) -> Parts:
    """Return the package in which the ways from `part` that are `unwanted` are closed."""
    name = relations_part(part)
    if name not in parts:
        return parts
    root = parse(parts[name], name)
    for row in list(root.iter(_RELATIONSHIP)):
        if unwanted(_relation(row, part, parts)) and (around := row.getparent()) is not None:
            around.remove(row)
    return {**parts, name: serialize(root)}


def leading(parts: Parts, part: str, *, kind: str, target: str) -> Parts:
    """Return the package in which `part` leads to the part `target`, as its only one of that `kind`."""
    closed = without(parts, part, lambda relation: relation.kind == kind)
    name = relations_part(part)
    root = parse(closed[name], name) if name in closed else _empty("Relationships", RELATIONS)
    taken = {row.get("Id") for row in root}
    id = next(f"rvT{n}" for n in range(1, 10_000) if f"rvT{n}" not in taken)
    etree.SubElement(root, _RELATIONSHIP, Id=id, Type=_type(kind), Target=f"/{target}")
    return {**closed, name: serialize(root)}


def _type(kind: str) -> str:
    return f"{RELATIONS}/metadata/{kind}" if kind == "core-properties" else f"{R}/{kind}"


def swept(parts: Parts) -> Parts:
    """Return only what can be reached from the package itself, with the content types that belong to it."""
    reached: list[str] = [""]
    for part in reached:
        found = (relation.target for relation in relations(parts, part) if not relation.external)
        reached += [name for name in dict.fromkeys(found) if name in parts and name not in reached]
    wanted = {TYPES, *reached, *map(relations_part, reached)}
    kept = {name: data for name, data in parts.items() if name in wanted}
    types = parse(parts[TYPES], TYPES)
    for row in list(types.iter(_OVERRIDE)):
        if row.get("PartName", "").lstrip("/") not in kept:
            types.remove(row)
    return {**kept, TYPES: serialize(types)}


def typed(parts: Parts, part: str, content_type: str) -> Parts:
    """Return the package in which `part` is said to be of a content type."""
    types = parse(parts[TYPES], TYPES)
    for row in list(types.iter(_OVERRIDE)):
        if row.get("PartName", "").lstrip("/") == part:
            types.remove(row)
    etree.SubElement(types, _OVERRIDE, PartName=f"/{part}", ContentType=content_type)
    return {**parts, TYPES: serialize(types)}


def content_type(parts: Mapping[str, bytes], part: str) -> str:
    """Return what the package says that a part is."""
    types = parse(parts[TYPES], TYPES)
    named = (row.get("ContentType", "") for row in types.iter(_OVERRIDE) if row.get("PartName") == f"/{part}")
    suffix = part.rpartition(".")[2].lower()
    usual = (row.get("ContentType", "") for row in types.iter(_DEFAULT) if row.get("Extension", "").lower() == suffix)
    return next(named, "") or next(usual, "")


def is_strict(parts: Mapping[str, bytes]) -> bool:
    """Whether a file is saved as Strict Open XML, in which every name is another one."""
    return _STRICT.encode() in parts.get(ROOT_RELS, b"")


def renamed(parts: Parts, names: Mapping[str, str]) -> Parts:
    """Return the package in which parts have other names, and everything leads to them as before."""
    if not names:
        return parts
    owners = ["", *(name for name in parts if relations_part(name) in parts)]
    relations_of = {owner: _retargeted(parts, owner, names) for owner in owners if relations_part(owner) in parts}
    kept = {names.get(name, name): data for name, data in parts.items() if not name.endswith(".rels")}
    moved = {relations_part(names.get(owner, owner)): data for owner, data in relations_of.items()}
    types = parse(parts[TYPES], TYPES)
    for row in types.iter(_OVERRIDE):
        name = row.get("PartName", "").lstrip("/")
        row.set("PartName", f"/{names.get(name, name)}")
    return {**kept, **moved, TYPES: serialize(types)}


def _retargeted(parts: Parts, owner: str, names: Mapping[str, str]) -> bytes:
    name = relations_part(owner)
    root = parse(parts[name], name)
    for row in root.iter(_RELATIONSHIP):
        if not is_external(row):
            target = _resolved(row.get("Target", ""), owner, parts)
            row.set("Target", f"/{names.get(target, target)}")
    return serialize(root)


def main_part(parts: Mapping[str, bytes]) -> str:
    """Return the part that holds the text of the document."""
    return next((row.target for row in relations(parts, "") if row.kind == "officeDocument"), MAIN)


def _empty(tag: str, namespace: str) -> etree._Element:
    return etree.fromstring(f'<{tag} xmlns="{namespace}"/>')
