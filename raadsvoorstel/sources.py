"""Read a file of texts: what it says, with where that was written, and all that is wrong with it."""

import re
from functools import lru_cache
from pathlib import Path

from raadsvoorstel import yaml_dutch
from raadsvoorstel.characters import is_usable, unusable_in
from raadsvoorstel.errors import FileRefused, FileTooLarge, RaadsvoorstelError
from raadsvoorstel.findings import Finding, Origin
from raadsvoorstel.nodes import Mapping, Said
from raadsvoorstel.reading import read_regular
from raadsvoorstel.shelf import kept
from raadsvoorstel.yaml_events import MAX_BYTES
from raadsvoorstel.yaml_places import LINE_BREAK, Source


def read(path: Path, shown_as: str, draft: bytes | None = None) -> tuple[Mapping | None, list[Finding]]:
    """Return what a file says; `shown_as` is its name in every origin. Raises FileUnreadable.

    With a `draft` it is what the file would say if those were its contents.
    """
    try:
        data = read_regular(path, MAX_BYTES) if draft is None else draft
    except FileTooLarge:
        return None, [yaml_dutch.too_large(shown_as)]
    except FileRefused as error:
        return None, [yaml_dutch.no_file(error.reason, Origin(shown_as))]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(0) > len(data) // 4:
        message = "dit bestand is opgeslagen als UTF-16, of het is geen tekst"
        return None, [yaml_dutch.not_utf8(message, Origin(shown_as, 1, 1))]
    try:
        return parse(data.decode("utf-8"), shown_as)
    except UnicodeDecodeError as error:
        return None, [_undecodable(data, error.start, shown_as)]


def parse(text: str, file: str) -> tuple[Mapping | None, list[Finding]]:
    """Return what a YAML text says and everything that is wrong with it, in order of place.

    None when it could not be read to the end or holds no keys. What was refused is left out, and
    an unusable character is U+FFFD, so that what else is wrong can still be found.
    """
    if len(text) > MAX_BYTES:
        return None, [yaml_dutch.too_large(file)]
    root, findings = _parsed(text, file)
    return root, list(findings)


@lru_cache(maxsize=8)
def _parsed(text: str, file: str) -> Said:
    # A file that several others share is read for each of them, and most are what they were the last time.
    text = text.removeprefix("\ufeff")
    found = unusable_in(text)
    source = Source(file, found.sub("\ufffd", text) if found else text)
    return kept(Said, lambda: _read(source, text), "sources", file, text, apart=source)


def _read(source: Source, written: str) -> Said:
    # Most files say what they said the last time, and then nothing of this is read in.
    from raadsvoorstel.yaml_reading import said_in

    return said_in(source, written)


def lines_of(path: Path) -> list[str]:
    """Return the lines of a file as they are counted in every origin; none when it cannot be read."""
    try:
        data = read_regular(path, MAX_BYTES)
    except RaadsvoorstelError:
        return []
    return LINE_BREAK.split(data.decode("utf-8", "replace").removeprefix("\ufeff"))


def _undecodable(data: bytes, place: int, file: str) -> Finding:
    """Explain the first byte that is not UTF-8, as the letter it is in the Windows encoding."""
    before = data[:place].decode("utf-8").removeprefix("\ufeff")
    word = re.split(rb"\s", data[max(place - 20, 0) : place])[-1] + re.split(rb"\s", data[place : place + 20])[0]
    letter, shown = (_shown(part.decode("cp1252", "replace")) for part in (data[place : place + 1], word))
    message = f"dit bestand is niet opgeslagen als UTF-8: de `{letter}` in `{shown}` is niet te lezen"
    return yaml_dutch.not_utf8(message, Source(file, before).origin(len(before)))


def _shown(text: str) -> str:
    return "".join(character if is_usable(character) else "\ufffd" for character in text)
