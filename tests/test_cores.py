"""Work that is done in other processes gives the same, in the same order, and never runs far ahead."""

import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from raadsvoorstel import cores

PARENT = os.getpid()


def squared(state: object, number: int) -> int:
    return number * number


def fails_on_seven(state: object, number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def dies_elsewhere(state: object, number: int) -> int:
    """Take a whole process down, as a full memory does; but not the one that asked."""
    if number == 5 and os.getpid() != PARENT:
        os._exit(9)
    return number


def cannot_be_sent(state: object, number: int) -> Callable[[], int]:
    return lambda: number


def where(state: object, number: int) -> int:
    return os.getpid()


def remembered(state: dict[int, int], number: int) -> int:
    """Return in which process a thing was done first, of those that this process knows of."""
    return state.setdefault(number, os.getpid())


def large(state: object, number: int) -> bytes:
    return b"x" * 3_000_000


def done(work: Callable[[Any, int], Any], items: Sequence[int], among: int) -> Iterator[Any]:
    with cores.Crew({}, among) as crew:
        yield from crew.in_order(work, items)


@pytest.fixture(params=["fork", "spawn"])
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "fork" and not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    monkeypatch.setattr(cores, "_method", lambda: request.param)
    return str(request.param)


@pytest.mark.parametrize("among", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 41])
def test_results_come_in_order_whatever_the_number_of_processes(among: int, count: int):
    assert list(done(squared, range(count), among)) == [n * n for n in range(count)]


def test_processes_of_either_kind_do_the_work(method: str):
    first, *found = done(where, range(24), 2)
    assert first == os.getpid()
    assert os.getpid() not in found
    assert len(set(found)) == 2


def test_a_thing_goes_to_the_process_that_had_it_before(method: str):
    with cores.Crew({}, 3) as crew:
        first = list(crew.in_order(remembered, range(40)))
        assert list(crew.in_order(remembered, range(40))) == first
    assert len(set(first)) == 4


def test_what_goes_wrong_is_told_where_it_was_asked_and_after_what_went_well():
    results = done(fails_on_seven, range(30), 2)
    assert [next(results) for _ in range(7)] == [*range(7)]
    with pytest.raises(ValueError, match="seven"):
        next(results)


def test_a_process_that_dies_costs_time_and_nothing_else(capfd: pytest.CaptureFixture[str]):
    with cores.Crew({}, 2) as crew:
        for _ in range(2):
            assert list(crew.in_order(dies_elsewhere, range(30))) == [*range(30)]
    assert capfd.readouterr() == ("", "")


def test_what_cannot_be_sent_is_done_where_it_was_asked(capfd: pytest.CaptureFixture[str]):
    assert [result() for result in done(cannot_be_sent, range(9), 2)] == [*range(9)]
    assert capfd.readouterr() == ("", "")


def test_results_that_fill_every_pipe_come_too():
    assert sum(map(len, done(large, range(12), 2))) == 36_000_000


def test_it_never_runs_far_ahead_of_who_takes_the_results(monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    begin = cores._Member.begin

    def counted(member: cores._Member, task: int, work: Callable[..., Any], items: Sequence[int]) -> None:
        asked.extend(items)
        begin(member, task, work, items)

    monkeypatch.setattr(cores._Member, "begin", counted)
    results = done(squared, range(1000), 2)
    for _ in range(3):
        next(results)
    assert len(asked) <= 40
    results.close()


def waits(state: object, number: int) -> int:
    if number:
        time.sleep(60)
    return number


def test_nobody_waits_for_work_that_is_not_wanted_any_more():
    results = done(waits, range(30), 2)
    assert next(results) == 0
    results.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_no_process_stays_behind_when_the_one_that_asked_is_killed():
    read, write = os.pipe()
    child = os.fork()
    if not child:
        crew = cores.Crew({}, 2)
        found = list(crew.in_order(where, range(24)))
        os.write(write, pickle.dumps(sorted(set(found) - {os.getpid()})))
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    others = pickle.loads(os.read(read, 1000))
    assert len(others) == 2
    for _ in range(100):
        if not any(map(_is_there, others)):
            return
        time.sleep(0.05)
    pytest.fail("a process is still there")


def _is_there(process: int) -> bool:
    """Whether a process runs; one that only waits to be noticed does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_little_work_stays_in_one_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cores, "_cores", lambda: 8)
    enough = cores.ENOUGH[cores._method()]
    assert (cores.processes(1), cores.processes(enough - 1), cores.processes(enough)) == (1, 1, 8)
