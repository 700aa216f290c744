"""Work on somebody else's file within limits of time and memory, where the system can hold a program to them."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from raadsvoorstel.errors import WordFileUnusable

if sys.platform != "win32":
    import resource

SECONDS = 2
"""Of the processor, not of the clock: a slow or busy computer does not make a file a bad one."""
EXTRA_BYTES = 200_000_000
"""What may come on top of the memory that the program had already."""

_active = False


class _TooLong(BaseException):
    """Time is up; nothing between here and `bounded` may take it for an ordinary error."""


@contextmanager
def bounded(name: str) -> Iterator[None]:
    """Carry out work on a Word file; WordFileUnusable when it asks too much. `name` is how the error calls the file.

    Holds on systems that know such limits, and time only on the main thread; elsewhere the sizes that a file may
    have are all there is.
    """
    global _active
    if _active or sys.platform == "win32":
        yield
        return
    _active = True
    try:
        with _less_memory(), _less_time():
            yield
    except (_TooLong, MemoryError) as error:
        raise WordFileUnusable(f"{name} vraagt te veel tijd of geheugen van de computer") from error
    finally:
        _active = False


@contextmanager
def _less_time() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGPROF) != signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)


def _stop(number: int, frame: FrameType | None) -> None:
    raise _TooLong


@contextmanager
def _less_memory() -> Iterator[None]:
    used = _data_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = used + EXTRA_BYTES
    if not used or any(limit != resource.RLIM_INFINITY and limit <= most for limit in (soft, hard)):
        yield
        return
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _data_bytes() -> int:
    """Return how much memory the program has for its data; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
    return 0
