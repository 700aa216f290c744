"""One run at a time in a folder; what a broken one left is known, and finished."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import samples

from raadsvoorstel.delivery import JOURNAL, delivering
from raadsvoorstel.errors import FolderBusy

NAMES = tuple(f"{n}.docx" for n in range(8))


class Killed(BaseException):
    """The computer went off."""


def broken_off(folder: Path, *, after: int) -> None:
    def run() -> None:
        with delivering(folder, NAMES) as delivery:
            for name in NAMES[:after]:
                delivery.done(name)
            raise Killed

    with pytest.raises(Killed):
        run()


def test_a_run_that_ends_leaves_nothing_behind(tmp_path: Path):
    with delivering(tmp_path, NAMES) as delivery:
        assert [path.name for path in tmp_path.iterdir()] == [JOURNAL]
        assert delivery.findings == []
    assert [*tmp_path.iterdir()] == []


def test_after_a_run_that_was_broken_off_the_next_one_says_how_far_it_came(tmp_path: Path):
    broken_off(tmp_path, after=3)
    with delivering(tmp_path, NAMES) as delivery:
        (finding,) = delivery.findings
        assert finding.code == "vorige-run-afgebroken"
        assert "de vorige run is afgebroken, 3 van 8" in finding.message
    with delivering(tmp_path, NAMES) as delivery:
        assert delivery.findings == []
    broken_off(tmp_path, after=len(NAMES))
    with delivering(tmp_path, NAMES) as delivery:
        assert delivery.findings[0].message == "de vorige run is afgebroken toen alle documenten er al waren"


def test_a_run_for_some_leaves_the_rest_to_be_finished(tmp_path: Path):
    broken_off(tmp_path, after=3)
    with delivering(tmp_path, NAMES[3:4]) as delivery:
        assert delivery.findings[0].hint == "maak ook de andere gemeenten opnieuw, dan is alles compleet"
        delivery.done(NAMES[3])
    with delivering(tmp_path, NAMES[4:]) as delivery:
        assert "1 van 5" in delivery.findings[0].message
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("content", [b"", b"\0", b"{", b"[]\n", b'{"stukken": 3}\n', b"\xff\n", b"[" * 100_000])
def test_a_journal_that_cannot_be_read_is_begun_anew(tmp_path: Path, content: bytes):
    (tmp_path / JOURNAL).write_bytes(content)
    with delivering(tmp_path, NAMES):
        assert json.loads((tmp_path / JOURNAL).read_text("utf-8"))["stukken"] == [*NAMES]
    assert [*tmp_path.iterdir()] == []


def test_a_second_run_says_who_has_the_folder(tmp_path: Path):
    with delivering(tmp_path, NAMES) as delivery:
        delivery.done(NAMES[0])
        with pytest.raises(FolderBusy, match=rf"al een andere run bezig \(proces {os.getpid()} van .+ op .+, sinds 2"):
            delivering(tmp_path, NAMES).__enter__()
    with delivering(tmp_path, NAMES):
        pass


HOLD = """
import os, sys
from pathlib import Path
from raadsvoorstel.delivery import delivering
with delivering(Path(sys.argv[1]), ["a.docx", "b.docx"]) as delivery:
    delivery.done("a.docx")
    print("bezig", flush=True)
    sys.stdin.read()
"""


def test_the_folder_of_a_process_that_was_killed_is_free_at_once(tmp_path: Path):
    known = {**os.environ, "PYTHONPATH": str(samples.ROOT)}
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=known) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"bezig\n"
        with pytest.raises(FolderBusy, match=f"proces {other.pid} van"):
            delivering(tmp_path, NAMES).__enter__()
        other.kill()
    with delivering(tmp_path, NAMES) as delivery:
        assert "1 van 2" in delivery.findings[0].message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_that_somebody_has_in_the_place_of_the_journal_is_a_busy_folder(tmp_path: Path):
    import fcntl

    os.mkfifo(tmp_path / JOURNAL)
    other = os.open(tmp_path / JOURNAL, os.O_RDWR)
    fcntl.flock(other, fcntl.LOCK_EX)
    with pytest.raises(FolderBusy, match="al een andere run bezig;"):
        delivering(tmp_path, NAMES).__enter__()
    os.close(other)
