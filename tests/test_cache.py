"""What is kept from one run to the next may vanish, break or be somebody else's, and only time is lost."""

import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from msgspec import Struct

from raadsvoorstel import cache, cores

ABOUT = b"what it was made from"


@pytest.fixture(autouse=True)
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test alone."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def kept(where: Path) -> Path:
    (file,) = where.iterdir()
    return file


def test_what_is_kept_is_found_again_by_its_kind_and_what_it_is_about():
    cache.keep("soort", b"result", ABOUT)
    assert cache.recall("soort", ABOUT) == b"result"
    assert (cache.recall("ander", ABOUT), cache.recall("soort", b"other")) == (None, None)


def test_another_program_finds_nothing(monkeypatch: pytest.MonkeyPatch):
    cache.keep("soort", b"result", ABOUT)
    monkeypatch.setattr(cache, "_program", lambda: b"another version")
    assert cache.recall("soort", ABOUT) is None


@pytest.mark.parametrize(
    "damage", [lambda data: b"", lambda data: data[:-1], lambda data: data[:40] + b"x" + data[41:]]
)
def test_what_is_damaged_does_not_count(where: Path, damage):
    cache.keep("soort", b"result" * 20, ABOUT)
    kept(where).write_bytes(damage(kept(where).read_bytes()))
    assert cache.recall("soort", ABOUT) is None
    cache.keep("soort", b"result", ABOUT)
    assert cache.recall("soort", ABOUT) == b"result"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folder to its user")
def test_what_others_can_have_written_does_not_count(where: Path):
    cache.keep("soort", b"result", ABOUT)
    assert (where.stat().st_mode & 0o777, kept(where).stat().st_mode & 0o777) == (0o700, 0o600)
    kept(where).chmod(0o666)
    assert cache.recall("soort", ABOUT) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are no owners to tell apart")
def test_what_somebody_else_wrote_does_not_count(monkeypatch: pytest.MonkeyPatch):
    cache.keep("soort", b"result", ABOUT)
    monkeypatch.setattr(os, "getuid", lambda: 123456)
    assert cache.recall("soort", ABOUT) is None


def test_nothing_is_kept_where_the_user_wants_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(cache.VARIABLE, "")
    cache.keep("soort", b"result", ABOUT)
    assert cache.recall("soort", ABOUT) is None
    assert [*tmp_path.rglob("*")] == []


def test_a_folder_that_cannot_be_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "cache"))
    cache.keep("soort", b"result", ABOUT)
    assert cache.recall("soort", ABOUT) is None


def test_a_user_without_a_home_is_no_trouble(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    cache.keep("soort", b"result", ABOUT)
    assert cache.recall("soort", ABOUT) is None


def test_there_are_never_too_many(where: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "MOST_FILES", 3)
    for number in range(6):
        cache.keep("soort", b"result", str(number).encode())
    assert len([*where.iterdir()]) == 3
    assert cache.recall("soort", b"5") == b"result"


# ------------------------------------------------------------------ texts


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

    return cache.kept(Said, work_out, "words", text)


def test_what_was_worked_out_of_a_text_is_found_in_the_next_run():
    times: list[str] = []
    for _ in range(2):
        with cache.shelf(b"a"):
            assert words("één twee", times) == Said(("één", "twee"))
    assert times == ["één twee"]
    with cache.shelf(b"b"):
        words("één twee", times)
    words("één twee", times)
    assert times == ["één twee"] * 3


def test_a_run_that_breaks_off_keeps_what_it_worked_out():
    times: list[str] = []
    with suppress(KeyboardInterrupt), cache.shelf(b"a"):
        words("één", times)
        raise KeyboardInterrupt
    with cache.shelf(b"a"):
        words("één", times)
    assert times == ["één"]


def test_what_is_of_another_type_is_worked_out_again():
    with cache.shelf(b"a"):
        assert cache.kept(int, lambda: 1, "x") == 1
    with cache.shelf(b"a"):
        assert cache.kept(str, lambda: "een", "x") == "een"


@pytest.mark.parametrize("data", [b"", b"\x80", b"\xc0", b"\x81\xa1a\x01", b"\xff" * 40])
def test_a_shelf_that_is_damaged_or_of_another_kind_does_not_count(where: Path, data: bytes):
    times: list[str] = []
    with cache.shelf(b"a"):
        words("één", times)
    cache.keep("teksten", data, b"a")
    with cache.shelf(b"a"):
        words("één", times)
    assert times == ["één", "één"]
    kept(where).write_bytes(data)
    with cache.shelf(b"a"):
        words("één", times)
    assert times == ["één"] * 3


def test_what_stays_apart_is_put_back():
    for _ in range(2):
        whole = Whole()
        with cache.shelf(b"a"):
            assert cache.kept(Taken, partial(Taken, "een", whole), "x", apart=whole).whole is whole


def test_what_a_run_did_not_use_leaves_first(where: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "LARGEST_SHELF", 2000)
    times: list[str] = []
    for run in range(5):
        with cache.shelf(b"a"):
            words("blijft", times)
            words(f"{run} " * 200, times)
    assert times.count("blijft") == 1
    assert kept(where).stat().st_size < 2500


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_what_another_process_worked_out_is_kept_when_it_is_handed_over():
    times: list[str] = []
    with cache.shelf(b"a"), cores.Crew(times, 2) as crew:
        words("hier", times)
        assert cache.hand_over() == {}
        for worked in crew.in_order(_worked_out, [str(number) for number in range(12)]):
            cache.take_over(worked)
    with cache.shelf(b"a"):
        for text in ("hier", *map(str, range(12))):
            words(text, times)
    assert times == ["hier", "0"]


def _worked_out(times: list[str], text: str) -> cache.Worked:
    words(text, times)
    return cache.hand_over()
