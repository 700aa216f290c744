"""Read a file that others may have made: a regular one, and no more of it than it may hold."""

import os
import stat
from io import FileIO
from pathlib import Path

from raadsvoorstel.errors import FileMissing, FileRefused, FileTooLarge, FileUnreadable
from raadsvoorstel.reasons import reason_of


def read_regular(path: Path, most: int) -> bytes:
    """Return what is in a file of at most `most` bytes.

    FileMissing when there is none, FileUnreadable when the computer refuses it, FileRefused for a device, a pipe
    and what is larger.
    """
    try:
        with open(path, "rb", buffering=0, opener=_at_once) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise FileRefused(path, "het is een apparaat of een pijp, en geen gewoon bestand")
            if about.st_size > most:
                raise FileTooLarge(path, most)
            # Room for all that it may hold is only asked for when it turns out to be longer than it said.
            data = _read(file, min(about.st_size + 1, most))
            return data + _read(file, most - len(data)) if len(data) > about.st_size else data
    except FileNotFoundError as error:
        raise FileMissing(path, reason_of(error)) from error
    except OSError as error:
        raise FileUnreadable(path, reason_of(error)) from error


def _read(file: FileIO, most: int) -> bytes:
    """Return what is there; a file of the system may have no end, and give nothing as long as it is empty."""
    pieces: list[bytes] = []
    while piece := file.read(most):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _at_once(path: str, flags: int) -> int:
    """Open without waiting: a pipe that nobody writes to would keep the program for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
