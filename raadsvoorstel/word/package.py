"""A Word file as a package: named parts, read from a zip and written as one."""

import io
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from raadsvoorstel.errors import FileUnreadable, WordFileUnusable
from raadsvoorstel.reasons import reason_of

MAIN, FOOTNOTES = "word/document.xml", "word/footnotes.xml"
TYPES = "[Content_Types].xml"
LARGEST_PACKAGE = 200 * 1024 * 1024
"""Bytes a package may hold when unpacked; a paper with many pictures stays far below it."""
MOST_PARTS = 5_000

_EARLIEST = (1980 - 1980) << 9 | 1 << 5 | 1
"""1 January 1980 as MS-DOS writes it: the first date a zip can hold, and the same in every file."""


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of a package, with the checksum a zip asks for."""

    name: str
    data: bytes
    crc: int

    @classmethod
    def of(cls, name: str, data: bytes) -> "Part":
        """Return a part whose checksum has been computed."""
        return cls(name, data, zlib.crc32(data))


def read_file(path: Path) -> dict[str, bytes]:
    """Return the parts of the Word file at `path`, in the order of the zip."""
    try:
        return read(path.read_bytes(), str(path))
    except OSError as error:
        raise FileUnreadable(path, reason_of(error)) from error


def read(data: bytes, name: str, only: Collection[str] = (), *, required: str = MAIN) -> dict[str, bytes]:
    """Return the parts of a Word file held in memory, or `only` some; `name` is how an error calls the file.

    A zip without the part `required` is no Word file.
    """
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise WordFileUnusable(f"{name} is een oud of versleuteld Word-bestand; sla het op als gewoon .docx-bestand")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_PACKAGE:
                raise WordFileUnusable(f"{name} is uitgepakt veel te groot voor een Word-bestand")
            names = {entry.filename for entry in entries}
            wanted = (entry for entry in entries if not entry.is_dir() and (not only or entry.filename in only))
            parts = {entry.filename: archive.read(entry) for entry in wanted}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise WordFileUnusable(f"{name} is geen heel Word-bestand (.docx)") from error
    if required not in names or TYPES not in names:
        raise WordFileUnusable(f"{name} is een zip-bestand, maar geen Word-bestand (.docx)")
    return parts


def parts_of(parts: Mapping[str, bytes]) -> list[Part]:
    """Return parts ready to be written, the content types first as the format advises."""
    names = sorted(parts, key=lambda name: (name != TYPES, not name.startswith("_rels/"), name))
    return [Part.of(name, parts[name]) for name in names]


def write(parts: Iterable[Part]) -> bytes:
    """Return the parts as a zip in which nothing depends on the moment or the machine.

    Entries are stored, not deflated: compressed bytes differ from one zlib to the next.
    """
    body: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for part in parts:
        name = part.name.encode()
        size = len(part.data)
        # Version 2.0, flag 0x800: the name is UTF-8 (APPNOTE.TXT 4.4.4).
        common = struct.pack("<HHHHHIIIHH", 20, 0x800, 0, 0, _EARLIEST, part.crc, size, size, len(name), 0)
        directory += b"PK\1\2\x14\0", common, struct.pack("<HHHII", 0, 0, 0, 0, place), name
        body += b"PK\3\4", common, name, part.data
        place += 4 + len(common) + len(name) + size
    count = len(directory) // 4
    length = sum(map(len, directory))
    end = struct.pack("<HHHHIIH", 0, 0, count, count, length, place, 0)
    return b"".join([*body, *directory, b"PK\5\6", end])
