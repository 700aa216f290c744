"""Do the same to many things on all cores of the machine: results in order, and never far ahead of who takes them."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

ENOUGH = {"fork": 64, "spawn": 200}
"""How many things are worth other processes: those take as long to start as 20 documents to make, or 100 anew."""
_TOGETHER = 4
"""How many things a process gets at a time."""


def processes(count: int) -> int:
    """Return how many processes will work on this many things."""
    return _cores() if count >= ENOUGH[_method()] else 1


def in_order(work: Callable[[_Item], _Result], items: Sequence[_Item], *, among: int = 0) -> Iterator[_Result]:
    """Yield what `work` gives for each item, worked out `among` so many processes; the same whatever their number.

    What goes wrong in another process is done again in this one, where it can be told.
    """
    among = among or processes(len(items))
    if among < 2:
        yield from map(work, items)
        return
    together = [items[start : start + _TOGETHER] for start in range(0, len(items), _TOGETHER)]
    for some, done in _among(among, work, together):
        yield from map(work, some) if done is None else done


def _among(
    number: int, work: Callable[[_Item], _Result], tasks: Sequence[Sequence[_Item]]
) -> Iterator[tuple[Sequence[_Item], list[_Result] | None]]:
    """Yield the tasks with their results, and None for one that has none."""
    # To read these in takes as long as to make some documents.
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(number, get_context(_method()), _begin, (work,))
    pending: deque[tuple[Sequence[_Item], Future[list[Any] | None] | None]] = deque()
    try:
        for task in tasks:
            pending.append((task, _submitted(pool, task)))
            if len(pending) > 2 * number:
                yield _finished(*pending.popleft())
        while pending:
            yield _finished(*pending.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: Any, task: Sequence[_Item]) -> Any:
    """Return what will be done; None when processes have died, as they do when the memory is full."""
    try:
        return pool.submit(_do, task)
    except RuntimeError:
        return None


def _finished(task: Sequence[_Item], future: Any) -> tuple[Sequence[_Item], list[Any] | None]:
    try:
        return task, future.result() if future else None
    # What went wrong in the work itself gave None already; this is a process that died, or a result that cannot travel.
    except Exception:
        return task, None


_work: Callable[[Any], Any]


def _begin(work: Callable[[Any], Any]) -> None:
    """Begin a process; an interrupt is for the one that started it."""
    import signal

    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work = work


def _do(task: Sequence[Any]) -> list[Any] | None:
    try:
        return [_work(item) for item in task]
    except Exception:
        return None


def _method() -> str:
    """Return how processes start: as a copy of this one, which takes no time, or anew where copies are not safe."""
    return "fork" if sys.platform == "linux" else "spawn"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
