"""What is kept from one run to the next may vanish, break or be somebody else's, and only time is lost."""

import os
import sys
from pathlib import Path

import pytest

from raadsvoorstel import cache

ABOUT = b"what it was made from"


pytestmark = pytest.mark.usefixtures("own_cache")


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
def test_what_is_damaged_does_not_count(own_cache: Path, damage):
    cache.keep("soort", b"result" * 20, ABOUT)
    kept(own_cache).write_bytes(damage(kept(own_cache).read_bytes()))
    assert cache.recall("soort", ABOUT) is None
    cache.keep("soort", b"result", ABOUT)
    assert cache.recall("soort", ABOUT) == b"result"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folder to its user")
def test_what_others_can_have_written_does_not_count(own_cache: Path):
    cache.keep("soort", b"result", ABOUT)
    assert (own_cache.stat().st_mode & 0o777, kept(own_cache).stat().st_mode & 0o777) == (0o700, 0o600)
    kept(own_cache).chmod(0o666)
    assert cache.recall("soort", ABOUT) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folder to its user")
def test_what_others_can_have_put_there_does_not_count(own_cache: Path):
    cache.keep("soort", b"result", ABOUT)
    own_cache.chmod(0o777)
    assert cache.recall("soort", ABOUT) is None
    cache.keep("soort", b"other", b"other")
    own_cache.chmod(0o700)
    assert (cache.recall("soort", ABOUT), cache.recall("soort", b"other")) == (b"result", None)


@pytest.mark.skipif(sys.platform == "win32", reason="making links takes a right there")
def test_a_link_to_a_file_of_the_user_s_own_does_not_count(own_cache: Path, tmp_path: Path):
    cache.keep("soort", b"result", ABOUT)
    file = kept(own_cache)
    file.symlink_to(file.rename(tmp_path / "bijlage bij een mail"))
    assert cache.recall("soort", ABOUT) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are no owners to tell apart")
def test_what_somebody_else_wrote_does_not_count(monkeypatch: pytest.MonkeyPatch):
    cache.keep("soort", b"result", ABOUT)
    monkeypatch.setattr(os, "getuid", lambda: 123456)
    assert cache.recall("soort", ABOUT) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes by name")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(own_cache: Path):
    cache.keep("soort", b"result", ABOUT)
    file = kept(own_cache)
    file.unlink()
    os.mkfifo(file, 0o600)
    assert cache.recall("soort", ABOUT) is None


def test_a_file_under_the_name_of_another_does_not_count(own_cache: Path):
    cache.keep("soort", b"result", ABOUT)
    file = kept(own_cache)
    cache.keep("soort", b"other", b"other")
    (other,) = {*own_cache.iterdir()} - {file}
    other.replace(file)
    assert cache.recall("soort", ABOUT) is None


def test_files_of_somebody_else_in_the_folder_are_left_alone(own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "MOST_FILES", 2)
    own_cache.mkdir(exist_ok=True)
    own = [own_cache / f"mijn-document-{number}.txt" for number in range(5)]
    for file in own:
        file.write_text("x")
    for number in range(4):
        cache.keep("soort", b"result", bytes([number]))
    assert all(file.exists() for file in own)
    assert len([*own_cache.iterdir()]) == len(own) + 2


def test_what_a_kill_left_half_written_is_thrown_away_later(own_cache: Path):
    cache.keep("soort", b"result", ABOUT)
    old, new = (own_cache / f".soort-{'0' * 40}.{number}" for number in (1, 2))
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))
    cache.keep("soort", b"other", b"other")
    assert (old.exists(), new.exists(), len([*own_cache.iterdir()])) == (False, True, 3)


@pytest.mark.skipif(sys.platform == "win32", reason="the home folder has another name there")
def test_a_folder_may_be_named_from_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(cache.VARIABLE, "~/kort")
    cache.keep("soort", b"result", ABOUT)
    assert kept(tmp_path / "kort").is_file()


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


def test_there_are_never_too_many(own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "MOST_FILES", 3)
    for number in range(6):
        cache.keep("soort", b"result", str(number).encode())
    assert len([*own_cache.iterdir()]) == 3
    assert cache.recall("soort", b"5") == b"result"


def test_they_never_take_too_much_room(own_cache: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "MOST_BYTES", 1000)
    for number in range(6):
        cache.keep("soort", b"x" * 300, str(number).encode())
    assert sum(file.stat().st_size for file in own_cache.iterdir()) <= 1000
    assert cache.recall("soort", b"4") == cache.recall("soort", b"5") == b"x" * 300


def test_every_gemeente_of_the_country_can_have_a_template_of_her_own():
    for number in range(342):
        cache.keep("soort", b"result", str(number).encode())
    assert {cache.recall("soort", str(number).encode()) for number in range(342)} == {b"result"}
