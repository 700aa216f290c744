"""Put files in place: whole or not at all, and never over somebody's edits."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from raadsvoorstel.errors import FileUnwritable, RaadsvoorstelError
from raadsvoorstel.reasons import reason_of
from raadsvoorstel.word import package
from raadsvoorstel.word.marks import is_as_made


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` so that at any moment the old file is there or the new one. FileUnwritable otherwise."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_mode(path))
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise FileUnwritable(path, reason_of(error)) from error


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or what a new file gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def is_edited(path: Path) -> bool:
    """Whether the Word file at `path` differs from what this program once wrote; also when that cannot be told."""
    try:
        return not is_as_made(package.read_file(path))
    except RaadsvoorstelError:
        return True


def place_free(path: Path, data: bytes) -> Path:
    """Return `path`, or the first name next to it that is free or has the same contents already."""
    number, place = 1, path
    while place.exists() and not _holds(place, data):
        number += 1
        place = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return place


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def place_beside(path: Path) -> Path:
    """Return the first name next to an edited file that is free, or taken by a file nobody edited."""
    number = 1
    while True:
        suffix = " (nieuw)" if number == 1 else f" (nieuw {number})"
        beside = path.with_name(f"{path.stem}{suffix}{path.suffix}")
        if not beside.exists() or not is_edited(beside):
            return beside
        number += 1
