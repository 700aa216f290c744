"""Keep another program on a leash: it ends when it takes too long, and when this program ends, however that comes.

A process of its own holds the leash, as one that is killed can do nothing any more. This file is what that runs.
"""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def run(command: list[str], folder: str, *, seconds: int) -> Iterator[None]:
    """Run a program, that puts all it makes in a folder, to its end or as long as it may take; then go on.

    After this, and when this process is killed before that, nothing of it runs any more and the folder is gone.
    """
    holder = [sys.executable, "-I", "-S", __file__, str(seconds), folder, *command]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        holder, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, start_new_session=True
    ) as holding:
        assert holding.stdin
        assert holding.stdout
        try:
            holding.stdout.read()
            yield
        finally:
            holding.stdin.close()
            holding.wait()


def _hold(seconds: str, folder: str, *command: str) -> None:
    """Run a program and tell, by closing what would be its output, that it has ended; wait until nobody needs it."""
    places = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), folder)
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, env={**os.environ, **places}
    )
    threading.Thread(target=_let_go, args=(running, folder)).start()
    with suppress(subprocess.TimeoutExpired):
        running.wait(int(seconds))
    _stop(running)
    os.close(1)


def _let_go(running: "subprocess.Popen[bytes]", folder: str) -> None:
    sys.stdin.buffer.read()
    if running.returncode is None:
        _stop(running)
    # What was just stopped may still be making a file.
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not Path(folder).exists():
            break
        time.sleep(0.1)


def _stop(running: "subprocess.Popen[bytes]") -> None:
    with suppress(OSError):
        # The program on the path is a small one, that starts the one that does the work.
        if sys.platform == "win32":
            running.kill()
        else:
            os.killpg(running.pid, signal.SIGKILL)


if __name__ == "__main__":
    _hold(*sys.argv[1:])
