"""Run a command, and let nothing but Dutch sentences come out: answers, complaints and exit codes."""

import errno
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

from raadsvoorstel import __version__, shelf
from raadsvoorstel.cli.dutch import DutchGroup, WrongUse, ended, sentence
from raadsvoorstel.cli.place import here
from raadsvoorstel.cli.progress import tell
from raadsvoorstel.cli.reply import (
    CRASHED,
    ENVIRONMENT,
    FOUND,
    INTERRUPTED,
    PROGRAM_MISSING,
    REFUSED,
    WELL,
    WRONG_USE,
    Reply,
    wants_json,
)
from raadsvoorstel.dictionary import SpellingUnavailable
from raadsvoorstel.errors import (
    EnvironmentFailed,
    FileMissing,
    FolderNotFound,
    InputRefused,
    ProgramMissing,
    RaadsvoorstelError,
)
from raadsvoorstel.reasons import reason_of

NAME = "raadsvoorstel"

_ANYWHERE = ("", "uitleg", "schema")
"""The commands that need no folder to stand in."""
_CODES: tuple[tuple[type[RaadsvoorstelError], int], ...] = (
    (ProgramMissing, PROGRAM_MISSING),
    (SpellingUnavailable, PROGRAM_MISSING),
    (FolderNotFound, WRONG_USE),
    (FileMissing, REFUSED),
    (InputRefused, REFUSED),
    (EnvironmentFailed, ENVIRONMENT),
    (RaadsvoorstelError, FOUND),
)
"""The first that fits an error counts."""
_OF_THE_DISK = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC)


class Program(DutchGroup):
    """The whole program: every way in ends here, and every way out is an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run the command line, or `args`, to its end; always in the way that Click calls standalone."""
        _open_what_is_closed()
        for stream in (sys.stdout, sys.stderr):
            _never_fail_on_a_character(stream)
        arguments = list(sys.argv[1:] if args is None else args)
        run, command = super().main, _command(self, arguments)

        def answered() -> object:
            if command not in _ANYWHERE:
                # Python cannot read in every library from a folder that is gone.
                here()
            return run(args, prog_name or NAME, complete_var, standalone_mode=False, **extra)

        with shelf.opened(_folder()):
            answer = outcome(command, answered, arguments)
        if isinstance(answer, int):
            sys.exit(answer)
        try:
            _deliver(answer, as_json=wants_json(arguments))
        except BrokenPipeError:
            # Who reads along, as `head` does, has seen enough. Python would complain once more at its end.
            _stop_writing()
        except OSError as error:
            _stop_writing()
            tell(f"Fout: het antwoord kan niet worden geschreven: {reason_of(error)}.")
            sys.exit(ENVIRONMENT)
        sys.exit(answer.code)


def outcome(command: str, run: Callable[[], object], arguments: Sequence[str]) -> Reply | int:
    """Return what a command answers, or what stopped it; a number when it has answered already, as `--help` does."""
    try:
        answer = run()
        return answer if isinstance(answer, Reply | int) else WELL
    except click.exceptions.NoArgsIsHelpError as error:
        return Reply(command, note=error.message, code=WRONG_USE)
    except click.ClickException as error:
        return Reply(command, fout=sentence(error), note=_usage(error), code=WRONG_USE)
    except (click.Abort, KeyboardInterrupt):
        return Reply(command, note="Afgebroken.", data={"fout": "afgebroken"}, code=INTERRUPTED)
    except RaadsvoorstelError as error:
        return Reply(
            command, fout=ended(str(error)), code=next(code for kind, code in _CODES if isinstance(error, kind))
        )
    except OSError as error:
        if not isinstance(error.filename, str) and error.errno not in _OF_THE_DISK:
            return _crashed(command, arguments)
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        return Reply(command, fout=f"{where}{reason_of(error)}.", code=ENVIRONMENT)
    except Exception:
        return _crashed(command, arguments)


def _folder() -> bytes:
    """Return where a command is given; empty when that folder is gone."""
    try:
        return bytes(Path.cwd())
    except OSError:
        return b""


def _deliver(reply: Reply, *, as_json: bool) -> None:
    if as_json:
        _print(reply.as_json(ascii_only="utf" not in sys.stdout.encoding.lower()), sys.stdout)
        return
    if reply.text:
        _print(_legible(reply.text), sys.stdout)
    complaints = [reply.note, f"Fout: {reply.fout}" if reply.fout else ""]
    if any(complaints):
        _print(_legible("\n\n".join(filter(None, complaints))), sys.stderr)


_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs that a terminal obeys instead of showing them, or that turn the order of a line."""


def _legible(text: str) -> str:
    """Return a text as it can be shown, whatever file what it quotes came from."""
    return _ORDERS.sub("\ufffd", text)


def _print(text: str, stream: TextIO) -> None:
    click.echo(text.rstrip("\n"), file=stream)
    stream.flush()


def _stop_writing() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_what_is_closed() -> None:
    """Have somewhere to write where whoever started the program closed that."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


def _never_fail_on_a_character(stream: TextIO) -> None:
    """A console that lacks a character shows its number; that is better than no table at all."""
    with suppress(AttributeError, ValueError):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[attr-defined]


# ------------------------------------------------------------------ what stopped a command


def _command(group: click.Command, arguments: Sequence[str]) -> str:
    """Return which command a command line is about, such as `sjabloon nieuw`; empty when it names none."""
    names: list[str] = []
    for word in (argument for argument in arguments if not argument.startswith("-")):
        if not isinstance(group, click.Group) or word not in group.commands:
            break
        names.append(word)
        group = group.commands[word]
    return " ".join(names)


def _usage(error: click.ClickException) -> str:
    if isinstance(error, WrongUse) or not isinstance(error, click.UsageError) or error.ctx is None:
        return ""
    return f"{error.ctx.get_usage()}\nMeer uitleg: {error.ctx.command_path} --help"


def _crashed(command: str, arguments: Sequence[str]) -> Reply:
    """Return the reply to an error that nobody foresaw; must be called while it is handled."""
    place = _write_report(arguments)
    where = f"Het verslag staat in {place}; stuur dat mee als u het meldt" if place else "Meld wat u deed"
    sentences = f"dit is een fout in het programma zelf, niet in uw tekst. {where}."
    return Reply(command, data={"verslag": str(place) if place else None}, fout=sentences, code=CRASHED)


def _write_report(arguments: Sequence[str]) -> Path | None:
    """Write what a maintainer needs, and nothing of what stands in the user's files but what the error itself names."""
    import platform
    import tempfile
    import traceback

    trace = traceback.format_exc()
    try:
        about = f"{NAME} {version()}, Python {platform.python_version()}, {platform.platform()}"
        handle, name = tempfile.mkstemp(prefix=f"{NAME}-fout-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{about}\nopdracht: {NAME} {' '.join(arguments)}\n\n{trace}")
    except Exception:
        # Whatever is wrong may also be in the way here; the sentence to the user matters more.
        return None
    return Path(name)


def version() -> str:
    """Return the version of this program."""
    return __version__
