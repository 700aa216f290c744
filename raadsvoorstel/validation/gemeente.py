"""From `gemeente.yaml` to who a gemeente is and how it builds its document."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from raadsvoorstel.blocks import Runs, once, runs_text
from raadsvoorstel.fieldpath import ROOT, FieldPath, as_path, canonical, closest, is_within_any, lineage
from raadsvoorstel.findings import Finding, has_errors
from raadsvoorstel.model.fields import GEMEENTE, LINES, PLACEABLE, SOORTEN
from raadsvoorstel.model.raadsvoorstel import Gemeente, Huis, Kopregel, Sectie
from raadsvoorstel.nodes import Mapping, Node, Scalar, Sequence, node_at
from raadsvoorstel.notation import read_date
from raadsvoorstel.shape import YES
from raadsvoorstel.shelf import kept
from raadsvoorstel.validation.tree import check, value_of

DEFAULT_DEEL = "inhoud"
_ELSEWHERE = ("voorstel", "huisstijl")
"""What is checked where it is used: as a layer, and when a template is built."""


def build_gemeente(slug: str, tree: Mapping, written: str = "") -> tuple[Gemeente | None, list[Finding]]:
    """Return who a gemeente is, or None with everything that is wrong in its file.

    `written` is the text of the file when nothing else is in `tree`.
    """
    findings = _faults(tree, written)
    if has_errors(findings):
        return None, findings
    tooi = node_at(tree, "tooi")
    code = value_of(tooi) if isinstance(tooi, Scalar) else _text(tooi, "code")
    begin, end = (read_date(_text(tooi, key)) for key in ("begindatum", "einddatum"))
    return Gemeente(slug, _text(tree, "naam"), code, begin, end), findings


def _faults(tree: Mapping, written: str) -> list[Finding]:
    """Return what is wrong in a house; most are what they were the last time, and then nothing is looked at."""
    told: list[Finding] = []

    def is_well() -> bool:
        told.extend(check(_checked_here(tree), GEMEENTE))
        if not has_errors(told):
            told.extend(_unknown_fields(tree))
        return not told

    if not (written and kept(bool, is_well, "houses", written)) and not told:
        is_well()
    return told


def _checked_here(tree: Mapping) -> Mapping:
    """Return a house without its layers and styles, those of its separate documents included."""
    entries = {key: entry for key, entry in tree.entries.items() if key not in _ELSEWHERE}
    stukken = entries.get("stukken")
    if stukken is not None and isinstance(stukken.value, Mapping):
        bare = {
            soort: replace(entry, value=_checked_here(entry.value)) if isinstance(entry.value, Mapping) else entry
            for soort, entry in stukken.value.entries.items()
        }
        entries["stukken"] = replace(stukken, value=replace(stukken.value, entries=bare))
    return replace(tree, entries=entries)


def build_huizen(tree: Mapping, fill: Callable[[Scalar], Runs]) -> tuple[Huis, ...]:
    """Return how a gemeente builds its documents, from a tree that has been checked; `fill` fills in a line."""
    return tuple(
        Huis(
            soort=soort,
            kop=tuple(_kopregel(row, fill) for row in _rows(stuk, "kop")),
            indeling=tuple(_sectie(row, fill) for row in _rows(stuk, "indeling")),
            niet_tonen=tuple(map(_path, _rows(stuk, "niet_tonen"))),
            origin=stuk.origin,
        )
        for soort, stuk in stukken(tree)
    )


def stukken(tree: Mapping) -> list[tuple[str, Mapping]]:
    """Return the kinds of document that a `gemeente.yaml` describes, each with its part of the file."""
    others = node_at(tree, "stukken")
    described = others.entries if isinstance(others, Mapping) else {}
    return [
        *([(SOORTEN[0], tree)] if "indeling" in tree.entries else []),
        *((soort, entry.value) for soort, entry in described.items() if isinstance(entry.value, Mapping)),
    ]


def _kopregel(row: Node, fill: Callable[[Scalar], Runs]) -> Kopregel:
    label, regel = _written_kopregel(row)
    return replace(regel, label=runs_text(fill(label))) if label else regel


def _sectie(row: Node, fill: Callable[[Scalar], Runs]) -> Sectie:
    titel, inleiding, sectie = _written_sectie(row)
    if titel:
        sectie = replace(sectie, titel=runs_text(fill(titel)))
    return replace(sectie, inleiding=fill(inleiding)) if inleiding else sectie


@once
def _written_kopregel(row: Node) -> tuple[Scalar | None, Kopregel]:
    """Return a line of the head without its label, and that as it was written: a shared house is read once."""
    return _line(row, "label"), Kopregel("", _path(node_at(row, "veld")))


@once
def _written_sectie(row: Node) -> tuple[Scalar | None, Scalar | None, Sectie]:
    """Return a section without its title and introduction, and those as they were written."""
    sectie = Sectie(
        titel="",
        velden=tuple(map(_path, _velden(row))),
        deel=canonical(_text(row, "deel")) or DEFAULT_DEEL,
        inleiding=(),
        verplicht=_text(row, "verplicht").lower() in YES,
        origin=row.origin,
    )
    return _line(row, "titel"), _line(row, "inleiding"), sectie


def _unknown_fields(tree: Mapping) -> Iterator[Finding]:
    for _, stuk in stukken(tree):
        yield from _misplaced(*(node_at(stuk, key) for key in ("kop", "niet_tonen", "indeling")))


@once
def _misplaced(kop: Node | None, niet_tonen: Node | None, indeling: Node | None) -> tuple[Finding, ...]:
    # A house that gemeenten share is judged once.
    return (*_unknown_in(kop, niet_tonen, indeling), *_placed_twice(indeling))


def _unknown_in(kop: Node | None, niet_tonen: Node | None, indeling: Node | None) -> Iterator[Finding]:
    for row in _items(kop):
        yield from _unless_known(node_at(row, "veld"), lines_only=True)
    for item in _items(niet_tonen):
        yield from _unless_known(item, lines_only=True)
    for row in _items(indeling):
        for item in _velden(row):
            yield from _unless_known(item, lines_only=False)


def _unless_known(item: Node | None, *, lines_only: bool) -> Iterator[Finding]:
    path = _path(item)
    known = LINES if lines_only else PLACEABLE
    if item is None or path in known:
        return
    near = closest(path, known)
    what = "geen veld van één regel" if lines_only else "geen veld dat een plaats kan krijgen"
    yield Finding(
        "onbekend-veld",
        f"`{path}` is {what}",
        item.origin,
        f"bedoelt u `{near}`?" if near else f"kies uit: {', '.join(known)}",
    )


def _placed_twice(indeling: Node | None) -> Iterator[Finding]:
    seen, holding = set[FieldPath](), set[FieldPath]()
    for veld in (veld for row in _items(indeling) for veld in _velden(row)):
        path = _path(veld)
        if path in holding or is_within_any(path, seen):
            yield Finding(
                "dubbel-geplaatst", f"`{path}` staat twee keer in de indeling", veld.origin, "plaats elk veld één keer"
            )
        seen.add(path)
        holding.update(lineage(path))


def _velden(row: Node) -> tuple[Node, ...]:
    velden = node_at(row, "velden")
    return velden.items if isinstance(velden, Sequence) else (velden,) if velden is not None else ()


def _text(node: Node | None, key: str) -> str:
    line = _line(node, key)
    return value_of(line) if line else ""


def _line(node: Node | None, key: str) -> Scalar | None:
    child = node_at(node, key)
    return child if isinstance(child, Scalar) else None


def _rows(node: Mapping, key: str) -> tuple[Node, ...]:
    return _items(node_at(node, key))


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _path(node: Node | None) -> FieldPath:
    return as_path(node.text) if isinstance(node, Scalar) else ROOT
