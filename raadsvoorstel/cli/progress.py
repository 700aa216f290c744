"""Show on stderr how far a run is."""

import shutil
import sys
from collections.abc import Iterator
from typing import Protocol, TypeVar

import click

_WIDEST = 100
"""Characters a line of text may have; longer ones are hard to read."""


class _Named(Protocol):
    @property
    def naam(self) -> str: ...


_Done = TypeVar("_Done", bound=_Named)


def follow(each: Iterator[_Done], total: int) -> list[_Done]:
    """Return all that is made, and tell meanwhile: one line that changes in a terminal, a line for each elsewhere."""
    done: list[_Done] = []
    live = sys.stderr.isatty()
    for one in each:
        done.append(one)
        if total > 1:
            line = f"{len(done)} van {total}: {one.naam}"
            click.echo(f"\r{line:<40}" if live else line, err=True, nl=not live)
    if live and total > 1:
        click.echo(f"\r{'':<40}\r", err=True, nl=False)
    return done


def text_width() -> int:
    """Return how wide a text for this terminal may be."""
    return min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
