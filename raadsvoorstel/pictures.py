"""Pictures that a text names: small files of a known kind, from the folder of the text and nowhere else."""

import struct
from pathlib import Path, PurePosixPath

from msgspec import Struct

from raadsvoorstel.errors import FileTooLarge, RaadsvoorstelError
from raadsvoorstel.reading import read_regular

LARGEST = 10_000_000
"""Bytes; a paper with a larger picture cannot be mailed."""
MOST_PIXELS = 100_000_000


class PictureFile(Struct, frozen=True):
    """A picture as it lies on disk; width and height in pixels."""

    data: bytes
    kind: str
    width: int
    height: int


def read_picture(folder: Path, name: str) -> PictureFile | str:
    """Return the picture `name` in `folder`, or the end of a sentence that says why it cannot be used."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name:
        return "ligt niet in de map van het voorstel"
    file = folder.joinpath(*path.parts)
    try:
        if not file.is_file():
            return "bestaat niet"
        if not file.resolve().is_relative_to(folder.resolve()):
            return "ligt niet in de map van het voorstel"
        data = read_regular(file, LARGEST)
    except OSError:
        return "bestaat niet"
    except FileTooLarge:
        return "is groter dan 10 MB"
    except RaadsvoorstelError:
        return "kan niet worden gelezen"
    size = _png(data) or _jpeg(data)
    if size is None:
        return "is geen PNG- of JPEG-bestand"
    kind, width, height = size
    if not 0 < width * height <= MOST_PIXELS:
        return "heeft een onbruikbare grootte"
    return PictureFile(data, kind, width, height)


def _png(data: bytes) -> tuple[str, int, int] | None:
    if len(data) < 24 or data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or b"IEND" not in data:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return "png", width, height


def _jpeg(data: bytes) -> tuple[str, int, int] | None:
    """Return the size of a JPEG from its frame header (ITU-T T.81, B.2.2)."""
    if data[:3] != b"\xff\xd8\xff":
        return None
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return "jpeg", width, height
        place += 2 + length
    return None
