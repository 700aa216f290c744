"""Keep what was worked out from one run to the next, in the user's cache folder; losing it costs time and nothing else.

What is read back is data and never code, and only what this user wrote and what is whole still counts. A folder that
is not there, is full, or is somebody else's means that nothing is kept.
"""

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import MsgspecError, Raw, Struct, msgpack

from raadsvoorstel import __version__

VARIABLE = "RAADSVOORSTEL_CACHE"
"""Names another folder; when it is empty, nothing is kept."""
MOST_FILES = 200
LARGEST = 50 * 1024 * 1024
"""Bytes that are worth keeping under one name."""
LARGEST_SHELF = 2 * 1024 * 1024
"""Bytes of what was worked out of texts; what a run did not use leaves first."""

_Worked = TypeVar("_Worked")


def recall(kind: str, *about: bytes) -> bytes | None:
    """Return what was kept of this kind about these contents, by this program; None when that is not to be had."""
    try:
        with _file(kind, about).open("rb") as file:
            if not _is_own(file.fileno()):
                return None
            data = file.read(LARGEST + 1)
    except (OSError, RuntimeError):
        return None
    digest, kept = data[:32], data[32:]
    return kept if hashlib.sha256(kept).digest() == digest else None


def keep(kind: str, data: bytes, *about: bytes) -> None:
    """Keep data for the next run, whole or not at all; where that cannot be, nothing happens."""
    with suppress(OSError, RuntimeError):
        path = _file(kind, about)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _tidy(path.parent)


class _Shelf(Struct):
    """What was worked out of texts, by a hash of what and of which: `before` in earlier runs, `used` in this one."""

    about: bytes
    process: int
    used: dict[bytes, Raw] = {}
    new: list[bytes] = []
    before: dict[bytes, Raw] | None = None

    def find(self, key: bytes) -> Raw | None:
        if self.before is None:
            self.before = {}
            with suppress(MsgspecError):
                self.before = msgpack.decode(recall(_SHELF, self.about) or b"\x80", type=dict[bytes, Raw])
        if (found := self.before.get(key)) is not None:
            self.used[key] = found
        return found

    def put(self, key: bytes, data: bytes) -> None:
        self.used[key] = Raw(data)
        self.new.append(key)

    def save(self) -> None:
        """Keep what this run used and, as far as there is room, what it did not."""
        if not self.new:
            return
        kept, size = {}, 0
        for key, data in {**self.used, **(self.before or {})}.items():
            size += len(key) + len(memoryview(data))
            if size > LARGEST_SHELF:
                break
            kept[key] = data
        keep(_SHELF, msgpack.encode(kept), self.about)


_SHELF = "teksten"
_open: _Shelf | None = None


@contextmanager
def shelf(about: bytes) -> Iterator[None]:
    """As long as this lasts, let `kept` find what was worked out the last time that it was about this."""
    global _open
    outer, _open = _open, _Shelf(about, os.getpid())
    try:
        yield
    finally:
        _open.save()
        _open = outer


def kept(result: Any, work_out: Callable[[], _Worked], *about: str, apart: object = None) -> _Worked:
    """Return what was worked out of the same texts in an earlier run; now, when no shelf is open or it is not there.

    What is worked out follows from `about` alone, and `result` is its type: plain data, that may refer to one
    thing that does not go into the file, `apart`.
    """
    if _open is None:
        return work_out()
    key = hashlib.sha256("\0".join(about).encode("utf-8", "surrogatepass")).digest()[:16]
    with suppress(MsgspecError):
        if (data := _open.find(key)) is not None:
            found: _Worked = msgpack.decode(data, type=result, dec_hook=lambda kind, nothing: apart)
            return found
    worked = work_out()
    _open.put(key, msgpack.encode(worked, enc_hook=lambda thing: None))
    return worked


Worked = dict[bytes, bytes]
"""What was worked out of texts, as it is kept."""


def hand_over() -> Worked:
    """Return what this process worked out since it was last asked, when it is another than the one with the shelf."""
    if _open is None or _open.process == os.getpid():
        return {}
    found = {key: bytes(memoryview(_open.used[key])) for key in _open.new}
    _open.new.clear()
    return found


def take_over(worked: Worked) -> None:
    """Keep what another process handed over."""
    if _open is not None:
        for key, data in worked.items():
            _open.put(key, data)


def folder() -> Path:
    """Return where things are kept. RuntimeError when there is no such place."""
    named = os.environ.get(VARIABLE)
    if named == "":
        raise RuntimeError("nothing is to be kept")
    return Path(named) if named else _usual() / "raadsvoorstel"


def _usual() -> Path:
    """Return where programs of this user keep such things, as each system has it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _file(kind: str, about: tuple[bytes, ...]) -> Path:
    name = hashlib.sha256(_program())
    for contents in about:
        name.update(hashlib.sha256(contents).digest())
    return folder() / f"{kind}-{name.hexdigest()[:40]}"


@cache
def _program() -> bytes:
    """Return which program this is: its version, that of its libraries and, as a checkout changes, its own files."""
    stamp = [__version__]
    with suppress(OSError):
        # Where the libraries lie changes when one of them does.
        stamp.append(str(Path(msgspec.__file__).parent.parent.stat().st_mtime_ns))
    for room in (Path(__file__).parent, Path(__file__).with_name("word")):
        with suppress(OSError), os.scandir(room) as files:
            stamp += sorted(f"{file.name} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in files)
    return "\n".join(stamp).encode()


def _is_own(handle: int) -> bool:
    """Whether nobody but this user can have written a file; Windows keeps such folders to their user itself."""
    if not hasattr(os, "getuid"):
        return True
    about = os.fstat(handle)
    return about.st_uid == os.getuid() and not about.st_mode & 0o022


def _tidy(where: Path) -> None:
    """Throw the oldest files away when there are too many."""
    files = list(where.iterdir())
    if len(files) > MOST_FILES:
        for file in sorted(files, key=lambda file: file.stat().st_mtime_ns)[:-MOST_FILES]:
            file.unlink(missing_ok=True)
