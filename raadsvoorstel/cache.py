"""Keep what was worked out from one run to the next, in the user's cache folder; losing it costs time and nothing else.

What is read back is data and never code, and only what this user wrote, in a folder where nobody else can put anything,
and what is whole still counts. A folder that is not there, is full, or is somebody else's means that nothing is kept.
The checksum tells damage, not deceit: who can write as this user can change the texts, as he can the program itself.
"""

import hashlib
import os
import re
import stat
import sys
import time
from contextlib import suppress
from functools import cache
from itertools import accumulate
from pathlib import Path

import msgspec

from raadsvoorstel import __version__

VARIABLE = "RAADSVOORSTEL_CACHE"
"""Names another folder; when it is empty, nothing is kept."""
MOST_FILES = 600
"""A template each for all gemeenten of the country, with room to spare; of fewer, a run through all would find none."""
MOST_BYTES = 256 * 1024 * 1024
"""What all files together may take of somebody's disk."""
_NAME = re.compile(r"[a-z]+-[0-9a-f]{40}")
_UNFINISHED = re.compile(rf"\.{_NAME.pattern}\.\d+")
_LONGEST_WRITING = 3600
"""Seconds after which a file that is not finished never will be: who wrote it was killed."""
LARGEST = 50 * 1024 * 1024
"""Bytes that are worth keeping under one name."""


def recall(kind: str, *about: bytes) -> bytes | None:
    """Return what was kept of this kind about these contents, by this program; None when that is not to be had."""
    try:
        path = _file(kind, about)
        with open(path, "rb", buffering=0, opener=_at_once) as file:
            found = os.fstat(file.fileno())
            if not (stat.S_ISREG(found.st_mode) and _is_own(found) and _is_own(path.parent.stat())):
                return None
            data = file.read(min(found.st_size, LARGEST + 1))
    except (OSError, RuntimeError):
        return None
    digest, kept = data[:32], data[32:]
    return kept if _digest(path, kept) == digest else None


def keep(kind: str, data: bytes, *about: bytes) -> None:
    """Keep data for the next run, whole or not at all; where that cannot be, nothing happens."""
    with suppress(OSError, RuntimeError):
        path = _file(kind, about)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_own(path.parent.stat()):
            return
        unfinished = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(path, data) + data)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _tidy(path.parent)


def folder() -> Path:
    """Return where things are kept. RuntimeError when there is no such place."""
    named = os.environ.get(VARIABLE)
    if named == "":
        raise RuntimeError("nothing is to be kept")
    return Path(named).expanduser() if named else _usual() / "raadsvoorstel"


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
    """Return a hash of which program this is: its version, that of its libraries and its files, as in a checkout."""
    stamp = [__version__]
    with suppress(OSError, TypeError):
        # Where the libraries lie changes when one of them does.
        stamp.append(str(Path(msgspec.__file__).parent.parent.stat().st_mtime_ns))
    here = Path(__file__).parent
    for room in (here, *map(here.joinpath, ("checks", "lijsten", "markdown", "model", "validation", "word"))):
        with suppress(OSError), os.scandir(room) as files:
            stamp += sorted(f"{file.name} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in files)
    return hashlib.sha256("\n".join(stamp).encode()).digest()


def _digest(path: Path, data: bytes) -> bytes:
    """Return by what is told that data is whole, and is what it is called."""
    return hashlib.sha256(path.name.encode() + b"\0" + data).digest()


def _at_once(path: str, flags: int) -> int:
    """Open without waiting, as for a pipe that nobody writes to, and no file of elsewhere by a link to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))


def _is_own(about: os.stat_result) -> bool:
    """Whether nobody but this user can have written something, or put it there; Windows keeps such folders to him."""
    return not hasattr(os, "getuid") or (about.st_uid == os.getuid() and not about.st_mode & 0o022)


def _tidy(where: Path) -> None:
    """Throw away what was left half written, and the oldest when there is too much; what else is there is not ours."""
    with os.scandir(where) as entries:
        found = [(entry.stat(follow_symlinks=False), entry) for entry in entries]
    for about, entry in found:
        if _UNFINISHED.fullmatch(entry.name) and time.time() - about.st_mtime > _LONGEST_WRITING:
            Path(entry).unlink(missing_ok=True)
    files = [(about, entry.path) for about, entry in found if _NAME.fullmatch(entry.name)]
    if len(files) <= MOST_FILES and sum(about.st_size for about, _ in files) <= MOST_BYTES:
        return
    files.sort(key=lambda file: file[0].st_mtime_ns, reverse=True)
    sizes = accumulate(about.st_size for about, _ in files)
    for count, (size, (_, path)) in enumerate(zip(sizes, files, strict=True), start=1):
        if count > MOST_FILES or size > MOST_BYTES:
            Path(path).unlink(missing_ok=True)
