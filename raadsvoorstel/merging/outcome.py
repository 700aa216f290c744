"""What became of one file that was brought up to date."""

from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.fieldpath import FieldPath


class Sort(StrEnum):
    """What the source changed, or why it could not be done."""

    REWORDED = "gewijzigd"
    ADDED = "toegevoegd"
    REMOVED = "weggehaald"
    MOVED = "verplaatst"

    CLASH = "botsing"
    UNCERTAIN = "onzeker"
    LOST = "geen plaats"
    COPY = "kopie"


WRITTEN = frozenset((Sort.REWORDED, Sort.ADDED, Sort.REMOVED, Sort.MOVED))
"""What stands in the new version as a tracked change."""
_HARMLESS = WRITTEN | {Sort.COPY}


class Point(Struct, frozen=True):
    """One thing that the source changed: the text, what became of it and, where it matters, the versions of it.

    `base` is what was made, `ours` what the source says now, `theirs` what stands in the file; `words` are the
    exact words that clash.
    """

    path: FieldPath
    sort: Sort
    reason: str = ""
    base: str = ""
    ours: str = ""
    theirs: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody has to look at it."""
        return self.sort not in _HARMLESS


class Outcome(Struct, frozen=True):
    """What became of a file: the new version and the file beside it, or why there is none.

    `unchanged` says that the source changed nothing in it.
    """

    file: Path
    gemeente: str = ""
    soort: str = ""
    document: Path | None = None
    beside: Path | None = None
    points: tuple[Point, ...] = ()
    fout: str = ""
    unchanged: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether nobody has to look at anything but the tracked changes."""
        return not self.fout and not any(point.needs_a_person for point in self.points)
