"""Work that is done in other processes gives the same, in the same order, and never runs far ahead."""

import os
from collections.abc import Callable

import pytest

from raadsvoorstel import cores

PARENT = os.getpid()


def squared(number: int) -> int:
    return number * number


def fails_on_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def dies_elsewhere(number: int) -> int:
    """Take a whole process down, as a full memory does; but not the one that asked."""
    if number == 5 and os.getpid() != PARENT:
        os._exit(9)
    return number


def where(number: int) -> int:
    return os.getpid()


@pytest.fixture(params=["fork", "spawn"])
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "fork" and not hasattr(os, "fork"):
        pytest.skip("this system has no fork")
    monkeypatch.setattr(cores, "_method", lambda: request.param)
    return str(request.param)


@pytest.mark.parametrize("among", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 41])
def test_results_come_in_order_whatever_the_number_of_processes(among: int, count: int):
    assert list(cores.in_order(squared, range(count), among=among)) == [n * n for n in range(count)]


def test_processes_of_either_kind_do_the_work(method: str):
    found = set(cores.in_order(where, range(24), among=2))
    assert os.getpid() not in found
    assert 1 <= len(found) <= 2


def test_what_goes_wrong_is_told_where_it_was_asked_and_after_what_went_well():
    results = cores.in_order(fails_on_seven, range(30), among=2)
    assert [next(results) for _ in range(7)] == [*range(7)]
    with pytest.raises(ValueError, match="seven"):
        next(results)


def test_a_process_that_dies_costs_time_and_nothing_else():
    assert list(cores.in_order(dies_elsewhere, range(30), among=2)) == [*range(30)]


def test_it_never_runs_far_ahead_of_who_takes_the_results(monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    original: Callable[..., object] = cores._submitted
    monkeypatch.setattr(cores, "_submitted", lambda pool, task: (asked.extend(task), original(pool, task))[1])
    results = cores.in_order(squared, range(1000), among=2)
    next(results)
    assert len(asked) <= 24
    results.close()


def test_little_work_stays_in_one_process(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cores, "_cores", lambda: 8)
    enough = cores.ENOUGH[cores._method()]
    assert (cores.processes(1), cores.processes(enough - 1), cores.processes(enough)) == (1, 1, 8)
