"""What the measurements share: a project to work in, and the program as a process of its own."""

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import NoReturn

from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent.parent
GEMEENTEN = ("beverwijk", "bloemendaal", "haarlem", "haarlemmermeer", "heemskerk", "heemstede", "velsen", "zandvoort")


class Done(Struct, frozen=True):
    """How a process ended: its exit code (negative for a signal), what it said, and what it took.

    The seconds are those of the processor, which do not depend on what else the computer does.
    """

    code: int
    said: str
    seconds: float
    megabytes: float


@contextmanager
def project(gemeenten: Sequence[str], text: str = "") -> Iterator[Path]:
    """Give a project with the proposal `x` for some gemeenten, and take it away again."""
    with tempfile.TemporaryDirectory(prefix="raadsvoorstel-meting-") as folder:
        root = Path(folder) / "project"
        for slug in gemeenten:
            shutil.copytree(ROOT / "templates" / slug, root / "templates" / slug)
        (root / "proposals" / "x").mkdir(parents=True)
        write_regio(root, gemeenten, text)
        yield root


def write_regio(root: Path, gemeenten: Sequence[str], text: str) -> None:
    """Write the proposal: `text` is its subject, by which an old version of each document differs from a new one."""
    lines = f"gemeenten: [{', '.join(gemeenten)}]\nonderwerp: {text or 'Een visie'}\nsamenvatting: In het kort.\n"
    (root / "proposals" / "x" / "regio.yaml").write_text(lines, "utf-8")


def run(root: Path, *arguments: str, before: Sequence[str] = (), seconds: float = 60) -> Done:
    """Run the program in a project, behind another program where `before` names one."""
    known = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [*before, sys.executable, "-m", "raadsvoorstel", *arguments]
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=root, env=known, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
        return Done(-1000, said.decode("utf-8", "replace"), time.monotonic() - begin, 0)
    return Done(process.returncode, said.decode("utf-8", "replace"), time.monotonic() - begin, 0)


def measured(root: Path, *arguments: str, seconds: int = 60) -> Done:
    """Run the program in a copy of this process, in which all is imported, and tell what that copy took."""
    words = root.parent / "said.txt"
    child = os.fork()
    if not child:
        _as_a_program(root, words, arguments, seconds)
    _, status, usage = os.wait4(child, 0)
    said = words.read_text("utf-8", "replace")
    took = usage.ru_utime + usage.ru_stime
    return Done(os.waitstatus_to_exitcode(status), said, took, usage.ru_maxrss / 1024)


def _as_a_program(root: Path, words: Path, arguments: Sequence[str], seconds: int) -> NoReturn:
    from raadsvoorstel.cli import main

    # The system ends what hangs: neither the program nor a library can hold that off.
    signal.alarm(seconds)
    os.chdir(root)
    said = os.open(words, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    try:
        main(list(arguments))
    except SystemExit as ended:
        sys.stdout.flush()
        os._exit(int(ended.code or 0))
    os._exit(0)


def warm(root: Path, *commands: Sequence[str]) -> None:
    """Carry out commands in this process, so that its copies have nothing left to import."""
    from raadsvoorstel.cli import main

    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), chdir(root):
        for arguments in commands:
            with suppress(SystemExit):
                main(list(arguments))


def apart(work: Callable[[], None]) -> None:
    """Do work in a copy of this process, so that this one keeps none of the memory it takes."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status == 0


def files(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.is_dir() else {}
