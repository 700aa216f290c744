"""What the measurements share: a project to work in, and the program as a process of its own."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GEMEENTEN = ("beverwijk", "bloemendaal", "haarlem", "haarlemmermeer", "heemskerk", "heemstede", "velsen", "zandvoort")


@dataclass(frozen=True)
class Done:
    """How a process ended: its exit code (negative for a signal), what it said, and what it took."""

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


def measured(root: Path, *arguments: str, seconds: float = 60) -> Done:
    """Run the program by way of a small process that tells the memory of this one alone."""
    watcher = [sys.executable, "-S", str(Path(__file__).with_name("watched.py"))]
    done = run(root, *arguments, before=watcher, seconds=seconds)
    said, _, peak = done.said.rpartition("\n#kilobytes ")
    return Done(done.code, said, done.seconds, int(peak or 0) / 1024)


def files(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())} if folder.is_dir() else {}


def children_peak() -> float:
    """Return the most megabytes that any ended child process had."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
