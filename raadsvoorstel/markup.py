"""Understand a text: it becomes blocks, its values put in, and what a document cannot hold becomes a complaint."""

from functools import lru_cache

from msgspec.structs import replace

from raadsvoorstel.blocks import Block, Blocks, Columns, Complaint, Paragraph, Picture, Run, Runs, Table, runs_text
from raadsvoorstel.patterns import late
from raadsvoorstel.placeholders import Filled, as_runs, put_in
from raadsvoorstel.shelf import kept
from raadsvoorstel.typography import typeset

_NO_MARKUP = late(r"(?:(?![a-z]\.)[^\W\d_][^\\`*_~<>|\[\]\x00-\x1f]*(?<!\s)(?:\n+|\Z))+")
"""Lines that begin with a letter, and in which nothing stands that Markdown could take for a sign of its own."""
_EMPTY_LINES = late(r"\n\n+")
_LONGEST_PLAIN = 20_000
"""Characters; what is longer is for the parser to judge."""


def read(filled: Filled) -> tuple[Blocks, tuple[Complaint, ...]]:
    """Return the text as blocks, its values put in, and what in it has no place in a document."""
    return _filled_in(filled.text, filled.values) if filled.values else _read(filled.text)


@lru_cache(maxsize=2048)
def _filled_in(text: str, values: tuple[Runs, ...]) -> tuple[Blocks, tuple[Complaint, ...]]:
    blocks, complaints = _read(text)
    return tuple(_put_in(block, values) for block in blocks), tuple(_spoken(each, values) for each in complaints)


@lru_cache(maxsize=2048)
def _read(text: str) -> tuple[Blocks, tuple[Complaint, ...]]:
    # What a region wrote is the same text for each of its members, and mostly what it was the last time.
    return kept(tuple[Blocks, tuple[Complaint, ...]], lambda: _parsed(text), "markup", text)


def _parsed(text: str) -> tuple[Blocks, tuple[Complaint, ...]]:
    if len(text) <= _LONGEST_PLAIN and _NO_MARKUP.fullmatch(text):
        return _plain(text), ()
    # Most texts are what they were the last time or plain, and then nothing of this is read in.
    from raadsvoorstel.markdown_reading import blocks_in

    return blocks_in(text)


def _plain(text: str) -> Blocks:
    """Return the paragraphs of a text without markup, as the parser of Markdown would."""
    paragraphs = _EMPTY_LINES.split(text.rstrip("\n"))
    return tuple(Paragraph(typeset((Run(paragraph.replace("\n", " ")),))) for paragraph in paragraphs)


def _spoken(complaint: Complaint, values: tuple[Runs, ...]) -> Complaint:
    """Return a complaint that quotes the text with its values put in."""
    message, hint = (runs_text(as_runs(Filled(said, values))) for said in (complaint.message, complaint.hint))
    return replace(complaint, message=message, hint=hint)


def _put_in(block: Block, values: tuple[Runs, ...]) -> Block:
    match block:
        case Table():
            header, *rows = (tuple(put_in(cell, values) for cell in row) for row in (block.header, *block.rows))
            return replace(block, header=header, rows=tuple(rows))
        case Columns() | Picture():
            return block
        case _:
            return replace(block, runs=put_in(block.runs, values))
