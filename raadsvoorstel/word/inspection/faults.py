"""What can be wrong with a template, and where: the words that the rooms of the inspection share."""

from collections.abc import Iterable

from msgspec import Struct

from raadsvoorstel.findings import Severity

LONGEST_QUOTE = 60
"""Characters of the text around a fault that are shown."""


class Place(Struct, frozen=True):
    """A spot in a Word file: the part of the package, what a reader calls it, and the text around it.

    `paragraph` is the rank, from 0, of the paragraph among all those of the part; -1 for the part as a whole.
    """

    part: str = ""
    area: str = ""
    text: str = ""
    paragraph: int = -1


class Fault(Struct, frozen=True):
    """One thing that is wrong; `message` is the end of a sentence that begins with the place."""

    code: str
    message: str
    place: Place = Place()
    hint: str = ""
    severity: Severity = Severity.FOUT


def warning(code: str, message: str, place: Place, hint: str = "") -> Fault:
    """Return a fault of accessibility or safety."""
    return Fault(code, message, place, hint, Severity.WAARSCHUWING)


def remark(code: str, message: str, place: Place, hint: str = "") -> Fault:
    """Return a fault that harms nobody."""
    return Fault(code, message, place, hint, Severity.OPMERKING)


def quote(text: str, start: int = 0, end: int = 0) -> str:
    """Return the text around `start` and `end`, on one line, no longer than is easy to recognise."""
    room = max(0, LONGEST_QUOTE - (end - start)) // 2
    first, last = max(0, start - room), min(len(text), max(end, start) + room)
    cut = " ".join(text[first:last].split())
    return f"{'…' if first and cut else ''}{cut}{'…' if last < len(text) and cut else ''}"


def shown(names: Iterable[str], most: int = 4) -> str:
    """Return names as a person lists them, the rest counted."""
    every = [f"`{name}`" for name in names]
    return ", ".join(every[:most]) + (f" en {len(every) - most} meer" if len(every) > most else "")
