"""A run that writes documents in a folder: no two at once, and one that was broken off is known and finished."""

import getpass
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import MsgspecError, Struct, json

from raadsvoorstel.errors import FileUnwritable, FolderBusy
from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.reasons import reason_of

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

JOURNAL = ".raadsvoorstel-run"
"""Stands in the folder while a run writes there, and stays when it is broken off: without it all is whole."""
_LONGEST = 5_000_000
_BEYOND = 1 << 30
"""Windows keeps others from reading what is locked, so a byte is locked that is not there."""


class Delivery(Struct):
    """A run that has a folder to itself. `planned` are the files it is to make, and what an earlier run had left.

    `left` are those of that earlier run that this one is not to make.
    """

    folder: Path
    handle: int
    planned: tuple[str, ...]
    left: frozenset[str] = frozenset()
    made: set[str] = set()
    earlier: "Journal | None" = None

    def done(self, name: str) -> None:
        """Remember that a file has been dealt with: it is whole, or it was refused and said so."""
        self.made.add(name)
        _append(self.handle, {"gemaakt": name})

    @property
    def note(self) -> str:
        """What is worth saying first, as a whole sentence; "" where an earlier run ended well."""
        return "".join(f"{one.message.capitalize()}; {one.hint}." for one in self.findings)

    @property
    def findings(self) -> list[Finding]:
        """That an earlier run in this folder was broken off, where that is so."""
        if self.earlier is None:
            return []
        message = f"de vorige run is afgebroken{self.earlier.share}"
        hint = "maak ook de andere gemeenten opnieuw, dan is alles compleet" if self.left else "deze run maakt het af"
        return [Finding("vorige-run-afgebroken", message, Origin(str(self.folder)), hint, Severity.OPMERKING)]


class Journal(Struct, frozen=True):
    """What a run wrote down of itself: who it is, what it was to make, and how far it came."""

    who: str
    planned: tuple[str, ...]
    made: frozenset[str]

    @property
    def share(self) -> str:
        """How far it came: `, 3 van 8`; PDF's come after all documents, and a run need not plan any."""
        if self.left:
            return f", {len(self.planned) - len(self.left)} van {len(self.planned)}"
        return " toen alle documenten er al waren" if self.planned else ""

    @property
    def left(self) -> tuple[str, ...]:
        """What it was to make and had not made."""
        return tuple(name for name in self.planned if name not in self.made)


@contextmanager
def delivering(folder: Path, planned: Sequence[str]) -> Iterator[Delivery]:
    """Have a folder to oneself while documents are written there; a run need not plan which.

    FolderBusy, with who has it, when another run is at work; FileUnwritable when the folder cannot be used.
    """
    handle = _held(folder)
    try:
        earlier = _earlier(handle, folder)
        before = earlier.left if earlier else ()
        left = frozenset(before) - {*planned}
        delivery = Delivery(folder, handle, tuple(dict.fromkeys((*planned, *before))), left, earlier=earlier)
        _begin(delivery)
        yield delivery
        # Whatever was planned has been dealt with, also where that was a refusal.
        if not left:
            _end(delivery)
    finally:
        with suppress(OSError):
            os.close(handle)


def _held(folder: Path) -> int:
    """Return the journal, open and locked: the system lets go of it when the process ends, however it ends."""
    path = folder / JOURNAL
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as error:
            raise FileUnwritable(path, reason_of(error)) from error
        try:
            _lock(handle)
        except BlockingIOError as error:
            journal = None
            with suppress(OSError):
                journal = _journal(handle)
            os.close(handle)
            raise FolderBusy(folder, journal.who if journal else "") from error
        except OSError as error:
            os.close(handle)
            raise FileUnwritable(path, reason_of(error)) from error
        # Who had it may have taken the file away between our opening and our locking.
        with suppress(OSError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)


def _earlier(handle: int, folder: Path) -> "Journal | None":
    """Return what an earlier run wrote down that was broken off; None when it had planned nothing."""
    try:
        journal = _journal(handle)
    except OSError as error:
        raise FileUnwritable(folder / JOURNAL, reason_of(error)) from error
    return journal if journal and journal.planned else None


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        os.lseek(handle, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _begin(delivery: Delivery) -> None:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    who = {"proces": os.getpid(), "gebruiker": _user(), "computer": platform.node(), "sinds": now}
    try:
        os.ftruncate(delivery.handle, 0)
        os.lseek(delivery.handle, 0, os.SEEK_SET)
        _append(delivery.handle, {**who, "stukken": delivery.planned})
        os.fsync(delivery.handle)
    except OSError as error:
        raise FileUnwritable(delivery.folder / JOURNAL, reason_of(error)) from error


def _append(handle: int, line: dict[str, Any]) -> None:
    """Add a line. That a full disk keeps it out is no reason to stop: the count is then lower than what is there."""
    data = json.encode(line) + b"\n"
    if "gemaakt" not in line:
        os.write(handle, data)
        return
    with suppress(OSError):
        os.write(handle, data)


def _end(delivery: Delivery) -> None:
    """Take the journal away, the last thing a run does; on Windows only once it is closed."""
    if sys.platform == "win32":
        os.close(delivery.handle)
    with suppress(OSError):
        (delivery.folder / JOURNAL).unlink()


def _journal(handle: int) -> Journal | None:
    """Return what stands in the journal; None when it is empty, as it is for a first run."""
    os.lseek(handle, 0, os.SEEK_SET)
    lines = [_object(line) for line in os.read(handle, _LONGEST).splitlines()]
    if not lines:
        return None
    head = lines[0]
    planned = head.get("stukken")
    names = tuple(name for name in planned if isinstance(name, str)) if isinstance(planned, list) else ()
    made = frozenset(name for line in lines if isinstance(name := line.get("gemaakt"), str))
    return Journal(_who(head), names, made)


def _object(line: bytes) -> dict[str, Any]:
    with suppress(MsgspecError, ValueError, RecursionError):
        return json.decode(line, type=dict[str, Any])
    return {}


def _who(head: dict[str, Any]) -> str:
    """Return who a run is, as words for a sentence; what somebody else wrote there only as far as it can be shown."""
    shown = {key: "".join(c for c in str(head.get(key, "")) if c.isprintable())[:60] for key in _ABOUT}
    if not shown["proces"]:
        return ""
    return f"proces {shown['proces']} van {shown['gebruiker']} op {shown['computer']}, sinds {shown['sinds']}"


_ABOUT = ("proces", "gebruiker", "computer", "sinds")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "onbekend"
