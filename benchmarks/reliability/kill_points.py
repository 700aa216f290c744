"""Break `maak` off at every system call that touches its folder: with a kill, a full disk and a fault of the disk.

Linux only: strace does the breaking. After each, a document is the old one or the new one, whole, and the next run
makes all of them.
"""

import os
import platform
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from common import GEMEENTEN, files, project, warm, write_regio
from msgspec import Struct

from raadsvoorstel.cli import main
from raadsvoorstel.cli.reply import CRASHED
from raadsvoorstel.delivery import JOURNAL

CALLS = (
    "openat", "open", "creat", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "close", "rename",
    "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "chmod", "fchmod", "fchmodat", "ftruncate",
    "lseek", "flock", "fstat", "newfstatat", "stat", "lstat", "statx", "access", "faccessat", "faccessat2",
    "getdents64", "fcntl", "ioctl", "readlink", "readlinkat",
)  # fmt: skip
CAN_FAIL = frozenset(CALLS) - {"close", "lseek", "fcntl", "ioctl", "readlink", "readlinkat"}
"""Calls that a disk can refuse; a full one only those that write."""
FILLS_UP = frozenset(("openat", "open", "creat", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat",
                      "renameat2", "mkdir", "mkdirat", "ftruncate", "close"))  # fmt: skip
_CALL = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)$")


class Point(Struct, frozen=True):
    """The `number`th time that a run makes a system call, counted per call."""

    call: str
    number: int


def points(root: Path, arguments: Sequence[str]) -> list[Point]:
    """Return every system call of a run that touches the folder of its documents, in order."""
    log = root.parent / "strace.log"
    _followed(root, arguments, ["-y", "-e", f"trace={','.join(_known_calls())}", "-o", str(log)])
    counted: Counter[str] = Counter()
    found: list[Point] = []
    for line in log.read_text("utf-8", "replace").splitlines():
        if match := _CALL.match(line):
            counted[match[1]] += 1
            if f"{root}/uit" in match[2]:
                found.append(Point(match[1], counted[match[1]]))
    return found


def _known_calls() -> list[str]:
    """Return the calls that strace knows on this machine; some are of other processors."""
    old = {"open", "creat", "rename", "unlink", "mkdir", "chmod", "stat", "lstat", "access", "readlink"}
    return [call for call in CALLS if platform.machine() in ("x86_64", "AMD64") or call not in old]


def broken(root: Path, arguments: Sequence[str], point: Point, how: str) -> int:
    """Break a run off at a point, and return how it ended."""
    inject = f"inject={point.call}:{how}:when={point.number}"
    code, said = _followed(root, arguments, ["-e", f"trace={point.call}", "-e", inject, "-o", "/dev/null"])
    assert "Traceback" not in said, (point, how, said)
    assert code != CRASHED, (point, how, said)
    return code


def _followed(root: Path, arguments: Sequence[str], options: Sequence[str]) -> tuple[int, str]:
    """Run a command in a copy of this process, which strace joins before it begins; return its end and its words."""
    child, said = _started(root, arguments)
    os.waitpid(child, os.WUNTRACED)
    with subprocess.Popen(["strace", "-p", str(child), *options], stderr=subprocess.PIPE) as strace:
        assert strace.stderr is not None
        assert b"attached" in strace.stderr.readline()
        os.kill(child, signal.SIGCONT)
        _, status = os.waitpid(child, 0)
        strace.stderr.read()
    return os.waitstatus_to_exitcode(status), said.read_text("utf-8", "replace")


def _plain(root: Path, arguments: Sequence[str]) -> tuple[int, str]:
    """Run a command in a copy of this process, undisturbed."""
    child, said = _started(root, arguments)
    os.waitpid(child, os.WUNTRACED)
    os.kill(child, signal.SIGCONT)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.read_text("utf-8", "replace")


def _started(root: Path, arguments: Sequence[str]) -> tuple[int, Path]:
    said = root.parent / "said.txt"
    child = os.fork()
    if child:
        return child, said
    os.chdir(root)
    words = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(words, 1)
    os.dup2(words, 2)
    os.kill(os.getpid(), signal.SIGSTOP)
    try:
        main(list(arguments))
    except SystemExit as ended:
        sys.stdout.flush()
        os._exit(int(ended.code or 0))
    os._exit(0)


def ways(point: Point) -> Iterator[str]:
    yield "signal=SIGKILL"
    if point.call in FILLS_UP:
        yield "error=ENOSPC"
    if point.call in CAN_FAIL:
        yield "error=EIO"


def measure(gemeenten: Sequence[str]) -> Counter[str]:
    """Break a run for some gemeenten off everywhere, and count per way; AssertionError where something was lost."""
    survived: Counter[str] = Counter()
    arguments = ("maak", "x", "-o", "uit")
    with project(gemeenten, "Een oude visie") as root:
        uit = root / "uit"
        warm(root, ("maak", "x", "-o", "eerst"))
        old = _made(root, arguments)
        write_regio(root, gemeenten, "Een nieuwe visie")
        _restore(uit, old)
        found = points(root, arguments)
        new = files(uit)
        assert set(new) == set(old)
        assert all(new[name] != old[name] for name in old)
        for point in found:
            for how in ways(point):
                _restore(uit, old)
                code = broken(root, arguments, point, how)
                _demand_whole(files(uit), old, new, code, (point, how))
                code, said = _plain(root, arguments)
                assert code == 0, (point, how, said)
                assert files(uit) == new, (point, how, said)
                survived[how.partition("=")[2]] += 1
                print(f"\r{sum(survived.values())} {point.call} {how}          ", end="", file=sys.stderr)
        survived["plaatsen"] = len(found)
        print(f"\r{len(found)} plaatsen, {dict(survived)}                    ", file=sys.stderr)
    return survived


def _made(root: Path, arguments: Sequence[str]) -> dict[str, bytes]:
    code, said = _plain(root, arguments)
    assert code == 0, said
    return files(root / "uit")


def _restore(folder: Path, content: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in content.items():
        (folder / name).write_bytes(data)


def _demand_whole(
    now: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes], code: int, where: object
) -> None:
    for name in old:
        assert now.get(name) in (old[name], new[name]), (where, name, "is neither the old nor the new one")
    extra = set(now) - set(old)
    left_over = {name for name in extra if name == JOURNAL or re.fullmatch(r"\.raadsvoorstel-\w{8}\.tmp", name)}
    assert extra == left_over, (where, extra)
    # A run that says that all is well has made everything.
    if code == 0:
        assert all(now[name] == new[name] for name in new), (where, "ended with 0 and did not make all")


def measure_all() -> dict[str, Counter[str]]:
    """Return what was survived, for one document and for eight; nothing where there is no strace."""
    if not shutil.which("strace"):
        print("strace ontbreekt; deze meting is overgeslagen", file=sys.stderr)
        return {}
    return {"één document": measure(GEMEENTEN[5:6]), "acht documenten": measure(GEMEENTEN)}


if __name__ == "__main__":
    for what, survived in measure_all().items():
        print(what, dict(survived))
