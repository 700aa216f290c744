"""What was worked out of a text is there the next time; lost, broken or of another kind it only costs time."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from msgspec import Struct

from raadsvoorstel import cache, cores, shelf

pytestmark = pytest.mark.usefixtures("own_cache")


def kept(where: Path) -> Path:
    (file,) = where.iterdir()
    return file


class Said(Struct, frozen=True):
    """Something that was worked out of a text, and what it refers to."""

    words: tuple[str, ...]
    whole: object = None


class Whole:
    """What does not go into a file."""


class Taken(Struct, frozen=True):
    """Something that refers to the whole."""

    word: str
    whole: Whole


def words(text: str, times: list[str]) -> Said:
    def work_out() -> Said:
        times.append(text)
        return Said(tuple(text.split()))

    return shelf.kept(Said, work_out, "words", text)


def test_what_was_worked_out_of_a_text_is_found_in_the_next_run():
    times: list[str] = []
    for _ in range(2):
        with shelf.opened(b"a"):
            assert words("één twee", times) == Said(("één", "twee"))
    assert times == ["één twee"]
    with shelf.opened(b"b"):
        words("één twee", times)
    words("één twee", times)
    assert times == ["één twee"] * 3


def test_a_run_that_breaks_off_keeps_what_it_worked_out():
    times: list[str] = []
    with suppress(KeyboardInterrupt), shelf.opened(b"a"):
        words("één", times)
        raise KeyboardInterrupt
    with shelf.opened(b"a"):
        words("één", times)
    assert times == ["één"]


def test_what_is_of_another_type_is_worked_out_again():
    with shelf.opened(b"a"):
        assert shelf.kept(int, lambda: 1, "x") == 1
    with shelf.opened(b"a"):
        assert shelf.kept(str, lambda: "een", "x") == "een"


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xc0", b"\x81\xa1a\x01", b"\xff" * 40])
def test_a_shelf_that_is_damaged_or_of_another_kind_does_not_count(own_cache: Path, data: bytes):
    times: list[str] = []
    with shelf.opened(b"a"):
        words("één", times)
    cache.keep("teksten", data, b"a")
    with shelf.opened(b"a"):
        words("één", times)
    assert times == ["één", "één"]
    kept(own_cache).write_bytes(data)
    with shelf.opened(b"a"):
        words("één", times)
    assert times == ["één"] * 3


def test_what_stays_apart_is_put_back():
    for _ in range(2):
        whole = Whole()
        with shelf.opened(b"a"):
            assert shelf.kept(Taken, partial(Taken, "een", whole), "x", apart=whole).whole is whole


def test_what_a_run_did_not_use_leaves_first(own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shelf, "LARGEST", 2000)
    times: list[str] = []
    for run in range(5):
        with shelf.opened(b"a"):
            words("blijft", times)
            words(f"{run} " * 200, times)
    assert times.count("blijft") == 1
    assert kept(own_cache).stat().st_size < 2500


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_what_another_process_worked_out_is_kept_when_it_is_handed_over():
    times: list[str] = []
    with shelf.opened(b"a"), cores.Crew(times, 2) as crew:
        words("hier", times)
        assert shelf.hand_over() == {}
        for worked in crew.in_order(_worked_out, [str(number) for number in range(12)]):
            shelf.take_over(worked)
    with shelf.opened(b"a"):
        for text in ("hier", *map(str, range(12))):
            words(text, times)
    assert times == ["hier", "0"]


def _worked_out(times: list[str], text: str) -> shelf.Worked:
    words(text, times)
    return shelf.hand_over()


@pytest.mark.parametrize("result", ["\ud800", 2**70, object()])
def test_what_cannot_be_kept_is_given_all_the_same(result: object):
    for _ in range(2):
        with shelf.opened(b"a"):
            assert shelf.kept(type(result), lambda: result, "x") is result


def test_what_is_too_large_takes_no_room_from_the_rest(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shelf, "LARGEST", 2000)
    times: list[str] = []
    for _ in range(2):
        with shelf.opened(b"a"):
            words("groot " * 1000, times)
            words("klein", times)
    assert times.count("klein") == 1
