"""Show on stderr how far a run is."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar

import click

_WIDEST = 100
"""Characters a line of text may have; longer ones are hard to read."""


_Done = TypeVar("_Done")


def follow(each: Iterator[_Done], total: int, name: Callable[[_Done], str]) -> list[_Done]:
    """Return all that is made, and tell meanwhile: one line that changes in a terminal, a line for each elsewhere."""
    done: list[_Done] = []
    live = sys.stderr.isatty()
    width = text_width() - 1
    for one in each:
        done.append(one)
        if total > 1:
            line = f"{len(done)} van {total}: {name(one)}"
            tell(f"\r{line[:width]:<{width}}" if live else line, nl=not live)
    if live and total > 1:
        tell(f"\r{'':<{width}}\r", nl=False)
    return done


def tell(line: str, *, nl: bool = True) -> None:
    """Say something on stderr; that nobody can read it is no reason to stop."""
    with suppress(OSError):
        click.echo(line, err=True, nl=nl)


def text_width() -> int:
    """Return how wide a text for this terminal may be."""
    with suppress(KeyError, ValueError):
        if (columns := int(os.environ["COLUMNS"])) > 0:
            return min(columns, _WIDEST)
    # A console may be missing, be closed, or be no terminal.
    with suppress(AttributeError, ValueError, OSError):
        return min(os.get_terminal_size(sys.__stdout__.fileno()).columns or _WIDEST, _WIDEST)  # type: ignore[union-attr]
    return _WIDEST
