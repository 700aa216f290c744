"""Read back a package just as this program writes one, without the care that a file of somebody else needs."""

import struct
import zlib
from collections.abc import Collection

_LOCAL, _ENTRY, _END = b"PK\3\4", b"PK\1\2\x14\0", b"PK\5\6"
_COMMON = struct.Struct("<HHHHHIIIHH")
_PLACES = struct.Struct("<HHHII")
_TOTALS = struct.Struct("<HHHHIIH")


def read_stored(data: bytes, only: Collection[str]) -> dict[str, bytes] | None:
    """Return some parts of a package, every sum checked; None when anything is not as `package.write` leaves it."""
    try:
        return _read(data, only)
    except (struct.error, UnicodeDecodeError):
        return None


def _read(data: bytes, only: Collection[str]) -> dict[str, bytes] | None:
    _, _, count, again, length, place, comment = _TOTALS.unpack_from(data, len(data) - _TOTALS.size)
    if data[-_TOTALS.size - 4 : -_TOTALS.size] != _END or comment or count != again or not place:
        return None
    if place + length + _TOTALS.size + 4 != len(data):
        return None
    parts: dict[str, bytes] = {}
    seen: set[bytes] = set()
    expected = 0
    for _ in range(count):
        common = data[place + 6 : place + 32]
        _, _, method, _, _, crc, size, same, width, extra = _COMMON.unpack(common)
        *_, start = _PLACES.unpack_from(data, place + 32)
        name = data[place + 46 : place + 46 + width]
        begin = start + 30 + width
        if data[place : place + 6] != _ENTRY or method or extra or size != same or start != expected or name in seen:
            return None
        if data[start:begin] != _LOCAL + common + name:
            return None
        if (written := name.decode()) in only:
            parts[written] = data[begin : begin + size]
            if zlib.crc32(parts[written]) != crc:
                return None
        seen.add(name)
        expected = begin + size
        place += 46 + width
    return parts
