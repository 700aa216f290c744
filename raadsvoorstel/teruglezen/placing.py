"""In which file a change goes, and how: where the text stands, or as a text of the gemeente's own beside it."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.fieldpath import FieldPath, is_within
from raadsvoorstel.model.fields import field_at
from raadsvoorstel.nodes import Mapping, Scalar
from raadsvoorstel.rewriting import Edit
from raadsvoorstel.shape import EXTEND, OMIT, REPLACE
from raadsvoorstel.shape import Kind as FieldKind
from raadsvoorstel.teruglezen.files import File
from raadsvoorstel.teruglezen.judging import Judged, Part, kind_at, written
from raadsvoorstel.teruglezen.tables import WHEN
from raadsvoorstel.teruglezen.version import Version, resolve
from raadsvoorstel.teruglezen.wording import Replacement, apply
from raadsvoorstel.yaml_writing.adding import added, removed
from raadsvoorstel.yaml_writing.changing import Piece, ways
from raadsvoorstel.yaml_writing.places import Address


class For(StrEnum):
    """For whom a change is made."""

    GEMEENTE = "gemeente"
    REGIO = "regio"


Editing = Callable[[Mapping, File], list[Edit]]
"""Gives the edits of one file, from what it says."""


class Step(Struct, frozen=True):
    """One change of one file."""

    path: Path
    edit: Editing


class Way(Struct, frozen=True):
    """One way to carry a change out: the steps, the file it goes to, and in words how it comes there.

    Steps that are `placed` say what to write at which place, all of them in the files as they are; others come one
    after another, and look for their place by the keys that lead there.
    """

    steps: tuple[Step, ...]
    file: Path
    how: str
    placed: bool = False


IN_PLACE, REPLACED, NEW, LEFT_OUT, TAKEN_AWAY = (
    "in de tekst zelf", "als eigen tekst (vervangen:)", "nieuw", "weglaten:", "weggehaald",
)  # fmt: skip


def refusal(judged: Judged, version: Version, to: For) -> tuple[str, str]:
    """Return why a change cannot go where it was asked to go, and what to do; empty when it can."""
    regio, own = (version.project.shown(path) for path in (version.regio_file, version.own_file))
    touched = _touched_files(judged)
    path = FieldPath(".".join(map(str, judged.address)))
    if to is For.REGIO:
        shape = field_at(path)
        if shape is not None and shape.local and regio not in touched:
            return "dit gegeven verschilt per gemeente", "laat --voor regio weg"
        if own in touched and own != regio:
            return "deze tekst staat alleen bij deze gemeente", "laat --voor regio weg"
        if elsewhere := next((file for file in sorted(touched - {regio}) if not _is_built_in(file)), ""):
            return f"deze tekst staat in {elsewhere}, en geldt voor elk voorstel", "verander hem daar zelf"
        return "", ""
    held = next((f for f in version.dossier.fixed if is_within(path, f) or is_within(f, path)), None)
    if held is not None and touched != {own} and own != regio:
        return f"{held} is vast: geen gemeente mag ervan afwijken", "met --voor regio verandert u de tekst voor allen"
    return "", ""


def _touched_files(judged: Judged) -> set[str]:
    """Return the files in which the words stand that change; all of them where that cannot be told apart."""
    replacements = judged.rewording.replacements if judged.rewording else ()
    numbers = {_part_of(judged.parts, each) for each in replacements}
    if not numbers or None in numbers:
        return {origin.file for origin in judged.origins}
    return {judged.parts[number].scalar.origin.file for number in numbers if number is not None}


def _part_of(parts: Sequence[Part], each: Replacement) -> int | None:
    """Return the number of the part in which a replacement lies as a whole."""
    return next((n for n, part in enumerate(parts) if part.start <= each.start and each.end <= part.end), None)


def _is_built_in(file: str) -> bool:
    return file.startswith("raadsvoorstel/")


def ways_for(judged: Judged, version: Version, to: For, kept: dict[str, str]) -> Iterator[Way]:
    """Yield the ways to carry a change out, the one that touches least first; `kept` are values that change too."""
    path = version.regio_file if to is For.REGIO else version.own_file
    if judged.edited.pair.theirs is None:
        yield from _omissions(judged, version, path)
        return
    rewording = written(judged, kept)
    texts = [(rewording.replacements, apply(judged.source, rewording.replacements))]
    if judged.rewording is not None and len(rewording.replacements) == len(judged.rewording.replacements):
        texts.append(((Replacement(0, len(judged.source), rewording.whole),), rewording.whole))
    for replacements, text in texts:
        yield from _in_place(judged, version, path, replacements)
        yield from _beside(judged, version, path, text)
    if judged.edited.pair.address[-1] == WHEN:
        yield from _in_words(judged, version, path, rewording.whole)


# ------------------------------------------------------------------ where the text stands


def _in_place(judged: Judged, version: Version, path: Path, replacements: Sequence[Replacement]) -> Iterator[Way]:
    """Yield edits of the text where it was written, if that is in this file."""
    shown = version.project.shown(path)
    touched: dict[int, list[Replacement]] = {}
    for each in replacements:
        part = _part_of(judged.parts, each)
        if part is None or judged.parts[part].scalar.origin.file != shown:
            return
        touched.setdefault(part, []).append(each)
    if not touched:
        return
    for nth in range(_MOST_WAYS):
        steps = [Step(path, partial(_rewritten, judged.parts[n], some, nth)) for n, some in sorted(touched.items())]
        yield Way(tuple(steps), path, IN_PLACE, placed=True)


_MOST_WAYS = 3


def _rewritten(part: Part, replacements: list[Replacement], nth: int, _: Mapping, file: File) -> list[Edit]:
    place = file.place_of(part.scalar)
    if place is None:
        return []
    pieces: list[Piece] = [(each.start - part.start, each.end - part.start, each.text) for each in replacements]
    local = [Replacement(start, end, new) for start, end, new in pieces]
    whole = apply(part.scalar.text.rstrip("\n"), local)
    found = list(ways(place, pieces, whole))
    return found[nth] if nth < len(found) else []


# ------------------------------------------------------------------ beside it


def _beside(judged: Judged, version: Version, path: Path, text: str) -> Iterator[Way]:
    """Yield edits that put the text in a file that does not have it yet, or only something around it."""
    kind = kind_at(judged.address)
    if any(isinstance(key, int) for key in judged.address):
        return
    keys = tuple(map(str, judged.address))
    value = text.strip("\n") + "\n" if kind is FieldKind.TEXT else text
    is_plain = any(part.scalar.span is not None and not part.scalar.span.style for part in judged.parts)
    bare = is_plain or kind in (FieldKind.DATE, FieldKind.PERIOD, FieldKind.AMOUNT)
    tree = version.file(path).tree
    stands, _ = resolve(tree, judged.address) if tree else (None, ())
    if isinstance(stands, Scalar) and stands.text:
        return
    clear = _cleared(path, tree, keys)
    shared = judged.node is not None
    put = partial(_put, path, value=value, bare=bare)
    if shared and kind is FieldKind.TEXT:
        yield Way((*clear, put(keys=(*keys, REPLACE))), path, REPLACED)
    yield Way((*clear, put(keys=keys)), path, "als eigen tekst" if shared else NEW)
    if shared and kind is not FieldKind.TEXT:
        yield Way((*clear, put(keys=(*keys, REPLACE))), path, REPLACED)


def _put(path: Path, keys: tuple[str, ...], value: str, *, bare: bool) -> Step:
    def edit(tree: Mapping, file: File) -> list[Edit]:
        if any(isinstance(resolve(tree, keys[:n])[0], Scalar) and _text(tree, keys[:n]) for n in range(1, len(keys))):
            return []
        return added(tree, file.text, "", keys, value, bare=bare)

    return Step(path, edit)


def _text(tree: Mapping, keys: Address) -> str:
    node, _ = resolve(tree, keys)
    return node.text if isinstance(node, Scalar) else ""


def _cleared(path: Path, tree: Mapping | None, keys: tuple[str, ...]) -> tuple[Step, ...]:
    """Return the steps that take away what a gemeente adds to a text, where it becomes a text of its own."""
    node, _ = resolve(tree, keys) if tree else (None, ())
    if not isinstance(node, Mapping) or EXTEND not in node.entries:
        return ()
    return (Step(path, lambda tree, file: removed(tree, file.text, "", (*keys, EXTEND))),)


def _in_words(judged: Judged, version: Version, path: Path, text: str) -> Iterator[Way]:
    """Yield edits for a date that became words: another key, `periode` instead of `datum`."""
    *around, key = judged.address
    keys = tuple(map(str, around))
    if key != "datum":
        return

    def edit(tree: Mapping, file: File) -> list[Edit]:
        return removed(tree, file.text, "", (*keys, "datum"))

    put = _put(path, (*keys, "periode"), text, bare=False)
    if {origin.file for origin in judged.origins} == {version.project.shown(path)}:
        yield Way((put, Step(path, edit)), path, IN_PLACE)
    yield Way((put, _omit(path, (*keys, OMIT), ("datum",))), path, "als eigen tekst")


# ------------------------------------------------------------------ leaving out


def _omissions(judged: Judged, version: Version, path: Path) -> Iterator[Way]:
    shown = version.project.shown(path)
    *around, key = judged.address
    omit = _omit(path, (*map(str, around), OMIT), (str(key),))
    if {origin.file for origin in judged.origins} == {shown}:
        address = _address_in(version, path, judged)
        away = Step(path, lambda tree, file: removed(tree, file.text, "", address))
        yield Way((away,), path, TAKEN_AWAY)
        yield Way((away, omit), path, LEFT_OUT)
    elif not any(isinstance(key, int) for key in judged.address):
        clear = _cleared(path, version.file(path).tree, tuple(map(str, judged.address)))
        yield Way((*clear, omit), path, LEFT_OUT)


def _address_in(version: Version, path: Path, judged: Judged) -> Address:
    """Return where the value stands in its own file, which may be under `vervangen:`."""
    tree = version.file(path).tree
    node, _ = resolve(tree, judged.address) if tree else (None, ())
    inside = isinstance(node, Mapping) and REPLACE in node.entries
    return (*judged.address, REPLACE) if inside else judged.address


def _omit(path: Path, keys: tuple[str, ...], names: tuple[str, ...]) -> Step:
    return Step(path, lambda tree, file: added(tree, file.text, "", keys, names))
