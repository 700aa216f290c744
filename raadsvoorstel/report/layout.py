"""Lay words out in columns and lines of a fixed width."""

import textwrap
from collections.abc import Sequence

GAP = 2
"""Spaces between two columns."""


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one line per row, every column as wide as its longest cell; the last one runs on."""
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]
    return ["".join([cell.ljust(width + GAP) for cell, width in zip(row, widths, strict=False)] + [row[-1]]).rstrip()
            for row in rows]  # fmt: skip


def hanging(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Return every label with its text beside it, the text wrapped under itself; nothing is cut off."""
    indent = max((len(label) for label, _ in rows), default=0) + GAP
    lines: list[str] = []
    for label, text in rows:
        lines += textwrap.wrap(
            text,
            max(width, indent + 20),
            initial_indent=label.ljust(indent),
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return lines


def counted(number: int, one: str, several: str) -> str:
    """Return `1 fout` or `2 fouten`."""
    return f"{number} {one if number == 1 else several}"
