"""Do the same to many things on all cores of the machine: results in order, and never far ahead of who takes them."""

import gc
import math
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_State = TypeVar("_State")
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

ENOUGH = {"fork": 64, "spawn": 200}
"""How many things are worth other processes: those take as long to start as 20 documents to make, or 100 anew."""
_TOGETHER = 8
"""How many things a process gets at a time, at most."""
_AHEAD = 2
"""How many times that a process may have done before its results are taken."""


def processes(count: int) -> int:
    """Return how many processes will work on this many things."""
    return _cores() if count >= ENOUGH[_method()] else 1


class Crew(Generic[_State]):
    """Processes that do things with the same state, each always with its own share; with a `number` of 1, this one.

    What a process puts in its state for a thing is there when it is asked about that thing again.
    """

    def __init__(self, state: _State, number: int) -> None:
        self._state = state
        self._number = number
        self._members: list[_Member] = []

    def __enter__(self) -> "Crew[_State]":
        return self

    def __exit__(self, *error: object) -> None:
        for member in self._members:
            member.end()
        gc.unfreeze()

    def in_order(self, work: Callable[[_State, _Item], _Result], items: Sequence[_Item]) -> Iterator[_Result]:
        """Yield what `work`, a function of a module, gives for each item; the same whatever the number of processes.

        What goes wrong in another process is done again in this one, where it can be told.
        """
        if self._number < 2 or len(items) < 2:
            yield from (work(self._state, item) for item in items)
            return
        # The borders are the same every time, so that a thing goes to the process that had it before.
        borders = _borders(len(items), self._number)
        if not self._members:
            # What all have in common is worked out before the others are copies of this process.
            yield work(self._state, items[0])
            self._start()
            borders[0] = 1
        tasks = [items[start:end] for start, end in pairwise(borders)]
        for task, done in zip(tasks, self._done(work, tasks), strict=True):
            yield from (work(self._state, item) for item in task) if done is None else done

    def _start(self) -> None:
        # What is here now lives as long as the processes do: who looks for rubbish in a copy need not touch it.
        gc.freeze()
        while len(self._members) < self._number:
            self._members.append(_Member(self._state, self._members))

    def _done(
        self, work: Callable[[_State, _Item], _Result], tasks: Sequence[Sequence[_Item]]
    ) -> Iterator[list[_Result] | None]:
        """Yield the results of every task, None where there are none; a task goes to the same process every time."""
        done: dict[int, list[_Result] | None] = {}
        nexts = list(range(self._number))

        def hand_out(taken: int) -> None:
            for place, member in enumerate(self._members):
                task = nexts[place]
                if member.task is None and task < min(len(tasks), taken + _AHEAD * self._number):
                    member.begin(task, work, tasks[task])
                    nexts[place] += self._number

        for taken in range(len(tasks)):
            hand_out(taken)
            while taken not in done:
                for member in _ready(self._members):
                    done[member.takes()] = member.result()
                # Before the results are taken, so that the others work while something is done with those.
                hand_out(taken)
            yield done.pop(taken)


def _borders(count: int, number: int) -> list[int]:
    """Return where tasks begin and end: as many for each process, and none much larger than another."""
    tasks = min(number * math.ceil(count / (number * _TOGETHER)), count)
    return [count * task // tasks for task in range(tasks + 1)]


class _Member:
    """Another process, and the task that it is at; one that has died has no result for what it is given."""

    def __init__(self, state: object, before: Sequence["_Member"]) -> None:
        from multiprocessing import get_context

        context: Any = get_context(_method())
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        # A copy of this process has its ends of the pipes too, and with those nobody would see this one die.
        ours = [self.connection, *(member.connection for member in before)] if _method() == "fork" else []
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs, ours, state), daemon=True)
        self.process.start()
        theirs.close()
        self.task: int | None = None
        self.is_dead = False

    def begin(self, task: int, work: Callable[..., Any], items: Sequence[Any]) -> None:
        """Give it a task. It waits for one, so nothing that is sent can wait for something that is received."""
        self.task = task
        try:
            self.connection.send((work, items))
        except OSError:
            self.is_dead = True

    def takes(self) -> int:
        """Return the task that it was at, and let it be at none."""
        task, self.task = self.task, None
        assert task is not None
        return task

    def result(self) -> list[Any] | None:
        """Return what it made of a task; None when that went wrong, or when it died."""
        import pickle

        try:
            found: list[Any] | None = None if self.is_dead else pickle.loads(self.connection.recv_bytes())
        except (OSError, EOFError):
            self.is_dead, found = True, None
        return found

    def end(self) -> None:
        """Let the process end: by itself when it has nothing to do, and else at once."""
        self.connection.close()
        if self.task is not None:
            self.process.terminate()
        self.process.join()


def _ready(members: Sequence[_Member]) -> list[_Member]:
    """Return who have come to the end of a task; waits until somebody has."""
    busy = [member for member in members if member.task is not None]
    if dead := [member for member in busy if member.is_dead]:
        return dead
    # To read this in takes as long as to make some documents, and most runs need no other process.
    from multiprocessing.connection import wait

    ready = set(wait([member.connection for member in busy]))
    return [member for member in busy if member.connection in ready]


def _serve(theirs: "Connection", ours: "Sequence[Connection]", state: object) -> None:
    """Do what is asked until nobody asks any more; an interrupt is for the process that started this one."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for connection in ours:
        connection.close()
    with suppress(EOFError, OSError):
        while True:
            work, items = theirs.recv()
            theirs.send_bytes(_result(work, state, items))


def _result(work: Callable[[Any, Any], Any], state: object, items: Sequence[Any]) -> bytes:
    """Return what work gives for each item, ready to be sent."""
    import pickle

    try:
        return pickle.dumps([work(state, item) for item in items])
    # What went wrong, or cannot be sent, is done again where it was asked, and told there.
    except Exception:
        return pickle.dumps(None)


def _method() -> str:
    """Return how processes start: as a copy of this one, which takes no time, or anew where copies are not safe."""
    return "fork" if sys.platform == "linux" else "spawn"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
