"""`raadsvoorstel`, and `python -m raadsvoorstel`: begin without delay, and end at once."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

_NEW_OBJECTS, _YOUNG, _OLD = 200_000, 20, 50
"""How often the collector looks for rubbish: a run makes little of it, and looking takes a tenth of a short run."""


def run() -> NoReturn:
    """Run the command line to its end."""
    gc.set_threshold(_NEW_OBJECTS, _YOUNG, _OLD)
    # Read in from here on, with the collector at rest.
    from raadsvoorstel.cli import main

    code: object = None
    try:
        main(prog_name="raadsvoorstel")
    except SystemExit as stop:
        code = stop.code
    _end(code if isinstance(code, int) else int(code is not None))


def _end(code: int) -> NoReturn:
    """End the program without taking it apart first, which takes longer than many a command.

    Every file has been closed by now, and every process that was started has ended.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
