"""A file of somebody else is read when it is one, and no further than it may go."""

import os
import sys
from pathlib import Path

import pytest

from raadsvoorstel.errors import FileMissing, FileRefused, FileTooLarge, FileUnreadable
from raadsvoorstel.reading import read_regular


def test_a_regular_file_is_read_whole(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"x" * 1000)
    assert read_regular(tmp_path / "a", 1000) == b"x" * 1000


def test_one_byte_more_is_too_large(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"x" * 1001)
    with pytest.raises(FileTooLarge, match="a is niet gelezen: het is groter dan"):
        read_regular(tmp_path / "a", 1000)


def test_a_file_that_holds_more_than_it_says_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    says_less = os.stat_result((0o100644, *[0] * 9))
    monkeypatch.setattr(os, "fstat", lambda handle: says_less)
    (tmp_path / "a").write_bytes(b"x" * 1000)
    assert read_regular(tmp_path / "a", 1000) == b"x" * 1000


@pytest.mark.parametrize("said", [0, 1, 999, 1000])
def test_of_a_file_that_grows_no_more_is_read_than_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: int):
    says_less = os.stat_result((0o100644, *[0] * 5, said, *[0] * 3))
    monkeypatch.setattr(os, "fstat", lambda handle: says_less)
    (tmp_path / "a").write_bytes(b"x" * 5000)
    assert read_regular(tmp_path / "a", 1000) == b"x" * 1000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes by name")
def test_of_a_file_that_has_no_end_is_read_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    os.mkfifo(tmp_path / "a")
    with (tmp_path / "a").open("r+b", buffering=0) as other:
        monkeypatch.setattr(os, "fstat", lambda handle: os.stat_result((0o100644, *[0] * 9)))
        assert read_regular(tmp_path / "a", 1000) == b""
        other.write(b"xyz")
        assert read_regular(tmp_path / "a", 1000) == b"xyz"


def test_what_is_not_there_is_missing(tmp_path: Path):
    with pytest.raises(FileMissing, match="het bestaat niet"):
        read_regular(tmp_path / "a", 1000)


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(FileUnreadable):
        read_regular(tmp_path, 1000)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices by name")
def test_a_pipe_or_device_is_refused_at_once(tmp_path: Path):
    os.mkfifo(tmp_path / "a")
    for path in (tmp_path / "a", Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(FileRefused, match="een apparaat of een pijp"):
            read_regular(path, 1000)
