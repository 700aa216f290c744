"""Put files in place: whole or not at all, and never over somebody's edits."""

import os
import re
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.errors import FileOpenElsewhere, FileUnreadable, FileUnwritable, InputRefused
from raadsvoorstel.reasons import reason_of
from raadsvoorstel.word import package
from raadsvoorstel.word.marks import is_as_made

if sys.platform != "win32":
    import fcntl

_BEGIN, _END = ".raadsvoorstel-", ".tmp"
_TEMPORARY = re.compile(rf"{re.escape(_BEGIN)}\w{{8}}{re.escape(_END)}")
"""What a file is called until it is whole; one that is left over was never a document."""
ABANDONED = 3600
"""Seconds after which no run can still be writing a file."""
_LONGEST_OWNER = 200
_TIMES_TO_TRY, _BETWEEN = 10_000, 0.0002
"""How often, and after how many seconds again: others need a folder for as long as it takes to give a file its name."""


class Seen(Struct, frozen=True):
    """Which version of a file was looked at; one that is not there has none of these, and is false."""

    inode: int = 0
    size: int = 0
    saved: int = 0

    @classmethod
    def of(cls, path: Path) -> "Seen":
        """Return the version that is there now; FileUnreadable when the computer does not tell."""
        try:
            about = path.stat()
        except FileNotFoundError:
            return cls()
        except OSError as error:
            raise FileUnreadable(path, reason_of(error)) from error
        return cls(about.st_ino, about.st_size, about.st_mtime_ns)

    def __bool__(self) -> bool:
        return bool(self.inode or self.size or self.saved)


def seen_now(paths: Iterable[Path]) -> dict[Path, Seen]:
    """Return which version of each file is there now."""
    return {path: Seen.of(path) for path in paths}


def demand_same(path: Path, seen: Seen) -> None:
    """FileUnwritable when a file is another than the one that was seen."""
    if Seen.of(path) != seen:
        raise FileUnwritable(path, "iemand heeft het intussen gewijzigd, en het is zo gelaten")


def write_whole(path: Path, data: bytes, *, seen: "Seen | None" = None) -> None:
    """Write `data` so that at any moment the old file is there or the new one, and after it the new one for good.

    A file that is read-only, is no file of its own, or is open in Word or LibreOffice stays as it is:
    FileOpenElsewhere, or FileUnwritable as for anything else that is in the way. So does, with what was `seen` of it
    when that was decided, a file that somebody has saved since.
    """
    try:
        mode = _mode_of(path)
        handle, new = _new_file(path.parent)
        try:
            try:
                _fill(handle, data)
            finally:
                os.close(handle)
            new.chmod(mode)
            with _alone_in(path.parent):
                if seen is not None:
                    demand_same(path, seen)
                new.replace(path)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise
    except OSError as error:
        raise FileUnwritable(path, reason_of(error)) from error


def _fill(handle: int, data: bytes) -> None:
    """Write all of `data` in an open file, and wait until the disk has it."""
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other runs from looking at a file and replacing it meanwhile, or the last would take away what another did.

    Afterwards the disk remembers what changed in the folder. Who keeps a folder for itself is not waited for, nor where
    folders cannot be kept; Windows does neither, and remembers by itself.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        for _ in range(_TIMES_TO_TRY):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_BETWEEN)
            except OSError:
                break
            else:
                break
        yield
        # Others need not wait for the disk.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
        os.fsync(handle)
    finally:
        os.close(handle)


def _new_file(folder: Path) -> tuple[int, Path]:
    """Open a file that was not there, for this user alone; in a folder that is made where there is none."""
    try:
        return _opened_in(folder)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        return _opened_in(folder)


def _opened_in(folder: Path) -> tuple[int, Path]:
    # The module of Python for this reads in ten others.
    while True:
        new = folder / f"{_BEGIN}{os.urandom(4).hex()}{_END}"
        with suppress(FileExistsError):
            return os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), new


def _mode_of(path: Path) -> int:
    """Return the permissions of the file that is replaced, or what a new file gets; FileUnwritable to leave it be."""
    try:
        about = path.lstat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if stat.S_ISLNK(about.st_mode):
        raise FileUnwritable(path, "het is een verwijzing naar een ander bestand, en is zo gelaten")
    if stat.S_ISDIR(about.st_mode):
        raise FileUnwritable(path, "het is een map")
    if not stat.S_ISREG(about.st_mode):
        raise FileUnwritable(path, "het is geen gewoon bestand, en is zo gelaten")
    # Whoever may write in the folder could replace it all the same, but somebody asked for it to stay.
    if not about.st_mode & stat.S_IWUSR:
        raise FileUnwritable(path, "het is alleen-lezen, en is zo gelaten")
    if program := _open_in(path):
        raise FileOpenElsewhere(path, program)
    return about.st_mode & 0o777


def _open_in(path: Path) -> str:
    """Return which program has a file open, by the mark that it leaves beside it; "" when none has."""
    office = path.with_name(f".~lock.{path.name}#")
    if office.is_file():
        return _named("LibreOffice", _start_of(office).decode("utf-8", "replace").partition(",")[0])
    # Word puts its sign in the place of the first two letters, unless the name is short.
    for word in (path.with_name(f"~${path.name[cut:]}") for cut in (2, 1, 0)):
        if word.is_file():
            data = _start_of(word)
            return _named("Word", data[1 : 1 + data[0]].decode("cp1252", "replace") if data else "")
    return ""


def _start_of(mark: Path) -> bytes:
    with suppress(OSError), mark.open("rb") as file:
        return file.read(_LONGEST_OWNER)
    return b""


def _named(program: str, owner: str) -> str:
    name = "".join(sign for sign in owner if sign.isprintable()).strip()
    return f"{program}, bij {name}" if name else program


def sweep(folder: Path, *, seconds: float = 0) -> None:
    """Take away what writing left behind when it was cut off, so many seconds ago.

    Of what is younger than ABANDONED, only who knows that nobody writes there now can tell that it was left behind.
    """
    with suppress(OSError):
        for path in folder.iterdir():
            if _TEMPORARY.fullmatch(path.name):
                with suppress(OSError):
                    if time.time() - path.lstat().st_mtime >= seconds:
                        path.unlink()


def is_edited(path: Path) -> bool:
    """Whether the Word file at `path` differs from what this program once wrote; also when what is in it cannot tell.

    FileUnreadable when the computer does not give the file.
    """
    try:
        return not is_as_made(package.read_file(path))
    except InputRefused:
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
