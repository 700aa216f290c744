"""What of a text counts when two are compared: words and meaning, not how an editor stored them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import (
    Block,
    Blocks,
    Columns,
    Heading,
    Item,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
    block_runs,
    merge_runs,
    with_notes,
)
from raadsvoorstel.links import spelled
from raadsvoorstel.typography import typeset

_BLANK = re.compile(r"[ \t\u00a0]+")
_UNSEEN = str.maketrans("", "", "\u00ad\u200b\ufeff")
"""Soft hyphens and marks without a width, which editors put in by themselves."""

Essence = tuple[Any, ...]


class Stretch(Struct, frozen=True):
    """Text in one formatting, or a footnote; a space has only what the words on both of its sides have."""

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str = ""
    note: Runs = ()

    @property
    def formatting(self) -> tuple[bool | str, ...]:
        """Everything but the text."""
        return self.bold, self.italic, self.strike, self.code, self.link


def essence(blocks: Iterable[Block]) -> Essence:
    """Return what counts of a text; texts that a reader would call the same have the same."""
    return _essence(tuple(blocks))


@lru_cache(maxsize=4096)
def _essence(blocks: Blocks) -> Essence:
    shown = [block for block in blocks if _shows(block)]
    levels = sorted({block.level for block in shown if isinstance(block, Heading)})
    numbers = _numbers(shown)
    return tuple(_block(block, number, levels) for block, number in zip(shown, numbers, strict=True))


@lru_cache(maxsize=16384)
def line(runs: Runs) -> Essence:
    """Return what counts of one line of text."""
    return tuple(_stretch(stretch) for stretch in stretches(typeset(merge_runs(map(_plain, runs)))))


def stretches(runs: Runs) -> list[Stretch]:
    """Return runs without the formatting that nobody sees: that of the spaces at its edges."""
    if len(runs) == 1 and not (runs[0].note or runs[0].code):
        return _trimmed([replace(piece, text=_spaces(piece.text)) for piece in _whole(runs[0])])
    pieces = [piece for run in runs for piece in _pieces(run)]
    before = accumulate(pieces, _nearest, initial=Stretch(""))
    after = [*accumulate(reversed(pieces), _nearest, initial=Stretch(""))][::-1]
    return _trimmed(_joined(map(_between, pieces, before, after)))


def _plain(run: Run) -> Run:
    return replace(run, text=run.text.translate(_UNSEEN), link=run.link and spelled(run.link), open_field="")


def _whole(run: Run) -> Iterator[Stretch]:
    yield Stretch(run.text, run.bold, run.italic, run.strike, run.code, run.link)


def _spaces(text: str) -> str:
    return re.sub(r"\s+", lambda match: _space(match[0]), text)


def _pieces(run: Run) -> Iterator[Stretch]:
    if run.note:
        yield Stretch("", note=run.note)
    # The spaces within code are part of it.
    for text in [run.text] if run.code else re.split(r"(\s+)", run.text):
        if text:
            yield Stretch(text, run.bold, run.italic, run.strike, run.code, run.link)


def _nearest(found: Stretch, piece: Stretch) -> Stretch:
    return found if piece.text.isspace() else piece


def _between(piece: Stretch, before: Stretch, after: Stretch) -> Stretch:
    if not piece.text.isspace():
        return piece
    return Stretch(
        _space(piece.text),
        bold=before.bold and after.bold,
        italic=before.italic and after.italic,
        strike=before.strike and after.strike,
        link=before.link if before.link == after.link else "",
    )


def _space(text: str) -> str:
    return "\n" * text.count("\n") if "\n" in text else _BLANK.sub(" ", text)


def _joined(pieces: Iterable[Stretch]) -> list[Stretch]:
    result: list[Stretch] = []
    for (note, _), group in groupby(pieces, lambda piece: (piece.note, piece.formatting)):
        alike = [*group]
        if note:
            result += alike
            continue
        text = "".join(piece.text for piece in alike)
        result.append(replace(alike[0], text=text if alike[0].code else _BLANK.sub(" ", text)))
    return result


def _trimmed(pieces: list[Stretch]) -> list[Stretch]:
    """Return a line without the space before and behind it."""
    while pieces and not pieces[0].note and not pieces[0].text.strip():
        pieces = pieces[1:]
    while pieces and not pieces[-1].note and not pieces[-1].text.strip():
        pieces = pieces[:-1]
    if pieces and not pieces[0].code:
        pieces = [replace(pieces[0], text=pieces[0].text.lstrip()), *pieces[1:]]
    if pieces and not pieces[-1].code:
        pieces = [*pieces[:-1], replace(pieces[-1], text=pieces[-1].text.rstrip())]
    return pieces


def _stretch(stretch: Stretch) -> Essence:
    return ("noot", line(stretch.note)) if stretch.note else (stretch.text, *stretch.formatting)


def _shows(block: Block) -> bool:
    return not isinstance(block, Paragraph | Item | Heading) or bool(line(block.runs))


def _block(block: Block, number: int, levels: list[int]) -> Essence:
    match block:
        case Paragraph():
            return "alinea", block.indent, block.quote, line(block.runs)
        case Heading():
            return "kop", levels.index(block.level), line(block.runs)
        case Item():
            return "punt", block.level, _marker(block), number, line(block.runs)
        case Table():
            rows = (_header(block.header), *(tuple(map(line, row)) for row in block.rows))
            return "tabel", block.alignment, *rows
        case Columns():
            return "kolommen", *(tuple(map(line, cell)) for cell in block.cells)
        case Picture():
            return "afbeelding", block.name, block.alt


def _marker(item: Item) -> str:
    """Return how an item counts; within a list a template counts in letters, and some editors drop that it was said."""
    return "number" if item.marker == "letter" and item.level else item.marker


def _header(cells: tuple[Runs, ...]) -> Essence:
    """Return a header without the bold type that its style gives, which some editors write into each run."""
    return tuple(map(line, _light(cells) if _is_bold(cells) else cells))


def _is_bold(cells: tuple[Runs, ...]) -> bool:
    return all(run.bold or not run.text.strip() for cell in cells for run in cell)


def _light(cells: tuple[Runs, ...]) -> tuple[Runs, ...]:
    return tuple(tuple(replace(run, bold=False) for run in cell) for cell in cells)


def _numbers(blocks: Sequence[Block]) -> list[int]:
    """Return the number that each item shows; 0 for what has none."""
    counts: list[int] = []
    numbers = []
    for block in blocks:
        number = 0
        if isinstance(block, Item):
            counts = [*counts, *[0] * (block.level + 1 - len(counts))][: block.level + 1]
            if block.marker != "bullet":
                number = counts[-1] = block.start or counts[-1] + 1
        numbers.append(number)
    return numbers


def same(some: Blocks, others: Blocks) -> bool:
    """Whether a reader would call two texts the same."""
    return some == others or essence(some) == essence(others)


def as_in(base: Blocks, blocks: Blocks) -> Blocks:
    """Return blocks in the spelling of a text of which they are another version, where that counts for nothing.

    That are its links, its lists within lists that count in letters, and the type of the headers of its tables.
    """
    own = {run.link for block in base for runs in block_runs(block) for run in with_notes(runs)}
    links = {spelled(link): link for link in sorted(own)} | {link: link for link in own}
    counted = {(block.level, block.marker) for block in base if isinstance(block, Item)}
    letters = {level for level, marker in counted if level and marker == "letter" and (level, "number") not in counted}
    headers = [block.header for block in base if isinstance(block, Table)]
    is_light = bool(headers) and not any(map(_is_bold, headers))
    return tuple(_block_as_in(block, links, letters, is_light=is_light) for block in blocks)


def _block_as_in(block: Block, links: dict[str, str], letters: set[int], *, is_light: bool) -> Block:
    match block:
        case Item(marker="number") if block.level in letters:
            return replace(block, runs=_linked(block.runs, links), marker="letter")
        case Paragraph() | Item() | Heading():
            return replace(block, runs=_linked(block.runs, links))
        case Table():
            header, *rows = (tuple(_linked(cell, links) for cell in row) for row in (block.header, *block.rows))
            return replace(block, header=_light(header) if is_light and _is_bold(header) else header, rows=tuple(rows))
        case _:
            return block


def _linked(runs: Runs, links: dict[str, str]) -> Runs:
    return tuple(replace(run, link=_link(run.link, links), note=_linked(run.note, links)) for run in runs)


def _link(link: str, links: dict[str, str]) -> str:
    return links.get(link) or links.get(spelled(link), link)
