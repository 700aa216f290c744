"""In which file a change goes, and how: where the text stands, or as a text of the gemeente's own beside it."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.fieldpath import FieldPath, is_within
from raadsvoorstel.model.fields import field_at
from raadsvoorstel.nodes import Mapping, Node, Scalar
from raadsvoorstel.shape import EXTEND, OMIT, REPLACE
from raadsvoorstel.shape import Kind as FieldKind
from raadsvoorstel.teruglezen.judging import Judged, Part, kind_at, written
from raadsvoorstel.teruglezen.notations import NOTATIONS
from raadsvoorstel.teruglezen.tables import WHEN
from raadsvoorstel.teruglezen.version import Version, resolve
from raadsvoorstel.teruglezen.wording import Replacement, apply
from raadsvoorstel.yaml_writing.adding import New
from raadsvoorstel.yaml_writing.places import Address


class For(StrEnum):
    """For whom a change is made."""

    GEMEENTE = "gemeente"
    REGIO = "regio"


class Rewrite(Struct, frozen=True):
    """Other words in a text, in the nth way that YAML has for them."""

    path: Path
    part: Part
    replacements: tuple[Replacement, ...]
    nth: int


class Put(Struct, frozen=True):
    """A value where the file has none."""

    path: Path
    new: New


class Take(Struct, frozen=True):
    """A value that goes away with its key."""

    path: Path
    address: Address


Step = Rewrite | Put | Take
"""One change of one file."""


class Way(Struct, frozen=True):
    """One way to carry a change out: the steps, the file it goes to, and in words how it comes there."""

    steps: tuple[Step, ...]
    file: Path
    how: str

    @property
    def is_one(self) -> bool:
        """Whether no step builds on another, so that all can be taken in the files as they are."""
        return len(self.steps) == 1 or all(isinstance(step, Rewrite) for step in self.steps)


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
    if any(isinstance(key, int) for key in judged.address) and touched - {own} and own != regio:
        reason = "dit punt heeft geen sleutel, en is dus voor alle gemeenten hetzelfde"
        return reason, "met --voor regio verandert u het voor allen; of geef de punten in de bron elk een sleutel"
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
    if judged.edited.pair.address[-1] == WHEN and _is_in_words(judged, rewording.whole):
        yield from _in_words(judged, version, path, rewording.whole)
        return
    texts = [(rewording.replacements, apply(judged.source, rewording.replacements))]
    if judged.rewording is not None and len(rewording.replacements) == len(judged.rewording.replacements):
        texts.append(((Replacement(0, len(judged.source), rewording.whole),), rewording.whole))
    for replacements, text in texts:
        yield from _in_place(judged, version, path, replacements)
        yield from _beside(judged, version, path, text)


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
        steps = (Rewrite(path, judged.parts[n], tuple(some), nth) for n, some in sorted(touched.items()))
        yield Way(tuple(steps), path, IN_PLACE)


_MOST_WAYS = 3


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
    own, instead = (Put(path, New(where, value, bare)) for where in (keys, (*keys, REPLACE)))
    if shared and kind is FieldKind.TEXT:
        # First what comes, so that the group and the comments in it stay.
        yield Way((instead, *clear), path, REPLACED)
    yield Way((*clear, own), path, "als eigen tekst" if shared else NEW)
    if shared and kind is not FieldKind.TEXT:
        yield Way((instead, *clear), path, REPLACED)


def _cleared(path: Path, tree: Mapping | None, keys: tuple[str, ...]) -> tuple[Step, ...]:
    """Return the steps that take away what a gemeente adds to a text, where it becomes a text of its own."""
    node, _ = resolve(tree, keys) if tree else (None, ())
    if not isinstance(node, Mapping) or EXTEND not in node.entries:
        return ()
    return (Take(path, (*keys, EXTEND)),)


def _is_in_words(judged: Judged, text: str) -> bool:
    """Whether a date became words."""
    kind = kind_at(judged.address)
    return kind in NOTATIONS and NOTATIONS[kind](text, judged.source) is None


def _in_words(judged: Judged, version: Version, path: Path, text: str) -> Iterator[Way]:
    """Yield edits for a date that became words: another key, `periode` instead of `datum`."""
    *around, key = judged.address
    keys = tuple(map(str, around))
    if key != "datum":
        return

    put = Put(path, New((*keys, "periode"), text))
    if {origin.file for origin in judged.origins} == {version.project.shown(path)}:
        yield Way((put, Take(path, (*keys, "datum"))), path, IN_PLACE)
    yield Way((put, Put(path, New((*keys, OMIT), ("datum",)))), path, "als eigen tekst")


# ------------------------------------------------------------------ leaving out


def _omissions(judged: Judged, version: Version, path: Path) -> Iterator[Way]:
    *around, key = judged.address
    omit = Put(path, New((*map(str, around), OMIT), (str(key),)))
    tree = version.file(path).tree
    stands = _address_in(tree, judged.address) if tree else None
    is_its_own = {origin.file for origin in judged.origins} == {version.project.shown(path)}
    if stands is not None and (is_its_own or isinstance(judged.node, Mapping)):
        away = Take(path, stands)
        yield Way((away,), path, TAKEN_AWAY)
        yield Way((away, omit), path, LEFT_OUT)
    elif not any(isinstance(key, int) for key in judged.address):
        clear = _cleared(path, tree, tuple(map(str, judged.address)))
        yield Way((*clear, omit), path, LEFT_OUT)


def _address_in(tree: Mapping, address: Address) -> Address | None:
    """Return where a value stands in a file, which may be under `vervangen:`, or around it; None when nowhere."""
    found: Address = ()
    for key in address:
        node, found = _replacing(tree, found)
        if isinstance(node, Mapping) and key not in node.entries:
            return None
        found = (*found, key)
    return _replacing(tree, found)[1]


def _replacing(tree: Mapping, address: Address) -> tuple[Node | None, Address]:
    """Return what stands at an address, or replaces what stands there, and where."""
    node, _ = resolve(tree, address)
    if isinstance(node, Mapping) and REPLACE in node.entries:
        return node.entries[REPLACE].value, (*address, REPLACE)
    return node, address
