"""A document of ours that others worked in: what it was made from, and where each of its texts is now."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.blocks import Columns, Picture, Table, runs_text
from raadsvoorstel.errors import RaadsvoorstelError, WordFileUnusable
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word import manifest, parcel
from raadsvoorstel.word.anchors import How, Located, landmarks, locate, strays
from raadsvoorstel.word.finding.likeness import line_of, lines_of
from raadsvoorstel.word.guard import demand_readable
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.reader import Reading, read

Key = tuple[Kind, FieldPath, int]
"""Which text of a document: the kind, the path, and which one of those it is."""


class MarksLost(RaadsvoorstelError):
    """A file does not remember what it was made from."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} weet niet meer waarvan het gemaakt is: het is niet met dit programma gemaakt, of een ander"
            " programma heeft die gegevens weggelaten"
        )


class Unit(Struct, frozen=True):
    """One text or title of the document: what it was, and the blocks of the body where it is now.

    `section` is the key of the title it stood under, `also` are blocks where it stands as well.
    """

    key: Key
    base: BaseText
    how: How
    places: tuple[int, ...] = ()
    also: tuple[int, ...] = ()
    section: Key | None = None

    @property
    def is_there(self) -> bool:
        """Whether it is known where it stands."""
        return bool(self.places)


class Edited(Struct, frozen=True, dict=True):
    """A file, read; `units` are its texts and titles in the order in which it was made."""

    path: Path
    parts: Mapping[str, bytes]
    manifest: Manifest
    reading: Reading

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The texts and titles, each with where it is now."""
        return tuple(self._units())

    @cached_property
    def _landmarks(self) -> tuple[dict[int, int], frozenset[int]]:
        return landmarks(self.reading, self.manifest)

    @cached_property
    def _located(self) -> list[Located]:
        return locate(self.reading, self.manifest)

    @property
    def standing(self) -> frozenset[int]:
        """The blocks that come from the template or the layout."""
        return self._landmarks[1]

    def _units(self) -> Iterator[Unit]:
        located = iter(self._located)
        found, _ = self._landmarks
        number = -1
        section: Key | None = None
        for key, base in keyed(self.manifest):
            if base.kind is Kind.TITLE:
                number += 1
                section = key
                places: tuple[int, ...] = (found[number],) if number in found else ()
                yield Unit(key, base, How.MARK if places else How.GONE, places, section=section)
            elif base.kind is Kind.TEXT:
                each = next(located)
                blank = (n for n in range(each.start, each.start + len(each.blocks)) if each.start >= 0)
                places = tuple(n for n in blank if self._shows(n))
                yield Unit(key, base, each.how, places, each.also, section)

    @cached_property
    def elsewhere(self) -> tuple[int, ...]:
        """The blocks that somebody wrote or copied where none of the texts stands."""
        sure = {place for unit in self.units for place in unit.places} | self.standing
        doubtful = {line for unit in self.units if unit.how is How.UNCERTAIN for line in _lines(unit.base)}
        said = {line for unit in self.units for line in _lines(unit.base)} - doubtful
        new = {*strays(self.reading, self.manifest, self._located)} | {
            place for place, placed in enumerate(self.reading.body) if line_of(placed.block) in said
        }
        return tuple(sorted(place for place in new - sure if self._shows(place)))

    def _shows(self, place: int) -> bool:
        block = self.reading.body[place].block
        if isinstance(block, Table | Columns | Picture):
            return True
        return bool(runs_text(block.runs).strip()) or any(run.note for run in block.runs)


def _lines(text: BaseText) -> tuple[str, ...]:
    return lines_of(text.blocks)


def keyed(made: Manifest) -> list[tuple[Key, BaseText]]:
    """Return the texts of a manifest in order, each by a key of its own."""
    seen: Counter[tuple[Kind, FieldPath]] = Counter()
    result: list[tuple[Key, BaseText]] = []
    for text in made.texts:
        seen[text.kind, text.path] += 1
        result.append(((text.kind, text.path, seen[text.kind, text.path]), text))
    return result


def read_edited(path: Path) -> Edited:
    """Return a file with what it remembers. MarksLost when it remembers nothing; or why it cannot be read."""
    parts = parcel.read_file(path)
    demand_readable(parts, str(path))
    try:
        remembered = manifest.read(parts)
        if remembered is None:
            raise MarksLost(path)
        return Edited(path, parts, remembered, read(parts))
    except WordFileUnusable as error:
        raise WordFileUnusable(f"{path} wordt niet gelezen: {error}") from error
