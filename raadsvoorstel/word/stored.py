"""Read back a package just as this program writes one, without the care that a file of somebody else needs."""

import struct
import zlib
from collections.abc import Collection

_LOCAL, _ENTRY, _END = b"PK\3\4", b"PK\1\2\x14\0", b"PK\5\6"
_STORED = struct.pack("<HHHHH", 20, 0x800, 0, 0, 33)
"""Begins the headers of an entry that `package.write` made: as it is, on the first of January 1980."""
_SIZES = struct.Struct("<IIIHH")
_NOTHING = bytes(10)
_TOTALS = struct.Struct("<4sIHHIIH")


def read_stored(data: bytes, only: Collection[str]) -> dict[str, bytes] | None:
    """Return some parts of a package, every sum checked; None when anything is not as `package.write` leaves it."""
    try:
        return _read(data, only)
    except (struct.error, UnicodeDecodeError):
        return None


def _read(data: bytes, only: Collection[str]) -> dict[str, bytes] | None:
    begin = len(data) - _TOTALS.size
    mark, disks, count, again, length, place, comment = _TOTALS.unpack_from(data, max(begin, 0))
    if mark != _END or disks or comment or count != again or place + length != begin:
        return None
    parts: dict[str, bytes] = {}
    seen: set[bytes] = set()
    expected = 0
    for _ in range(count):
        common = data[place + 6 : place + 32]
        crc, size, same, width, extra = _SIZES.unpack(common[10:])
        name = data[place + 46 : place + 46 + width]
        start = int.from_bytes(data[place + 42 : place + 46], "little")
        told = _ENTRY + _STORED + common[10:] + _NOTHING
        if data[place : place + 42] != told or extra or size != same or start != expected or name in seen:
            return None
        contents = start + 30 + width
        if data[start:contents] != _LOCAL + common + name:
            return None
        if (written := name.decode()) in only:
            parts[written] = data[contents : contents + size]
            if zlib.crc32(parts[written]) != crc:
                return None
        seen.add(name)
        expected = contents + size
        place += 46 + width
    return parts if place == begin and expected + length == begin else None
