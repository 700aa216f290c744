"""Text with structure: what Markdown becomes, what Word is made from, what is read back.

A text is a flat sequence of blocks, as Word has it: a nested list is a run of items with a
level, not a tree. So the same comparison serves a source, a document and an edited document.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from inspect import CO_VARARGS
from typing import Annotated, Literal, ParamSpec, TypeVar, cast

from msgspec import Meta, Struct
from msgspec.structs import replace

Alignment = Literal["left", "center", "right"]
Marker = Literal["number", "letter", "bullet"]


class Run(Struct, frozen=True):
    """A stretch of text in one formatting; a newline in `text` is a line break.

    `open_field` names the field that still has to be filled in, where this run stands for it; `note` is
    the text of a footnote, and a run that has one shows nothing else. `beyond` says what is seen there that is no
    text, in an edited file; then `text` is one character for it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str = ""
    open_field: str = ""
    note: "Runs" = ()
    beyond: str = ""

    @property
    def formatting(self) -> tuple[bool | str, ...]:
        """Everything but the text."""
        return self.bold, self.italic, self.strike, self.code, self.link, self.open_field, self.beyond


Runs = tuple[Run, ...]


Level = Annotated[int, Meta(ge=0, le=99)]
"""How deep something lies; no text of ours is nearly as deep, and what is read back from a file may say anything."""
Count = Annotated[int, Meta(ge=0, le=2**31)]


class Paragraph(Struct, frozen=True, tag=True):
    """Running text. `indent` counts the list levels it continues; `style` names a Word style."""

    runs: Runs
    indent: Level = 0
    quote: bool = False
    style: str = ""
    keep_next: bool = False


class Heading(Struct, frozen=True, tag=True):
    """A heading below the title of its section; `level` counts from 1 within the text."""

    runs: Runs
    level: Level


class Item(Struct, frozen=True, tag=True):
    """The first paragraph of a list item; `start` is the number at which a new list begins, else 0.

    `label` is empty for plain numbering; "2" makes the items read 2.1, 2.2, and so on.
    """

    runs: Runs
    marker: Marker
    level: Level = 0
    start: Count = 0
    label: str = ""
    style: str = ""


class Table(Struct, frozen=True, tag=True):
    """A table with one header row; every row has as many cells as the header."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    alignment: tuple[Alignment, ...]
    total: bool = False


class Columns(Struct, frozen=True, tag=True):
    """Short paragraphs side by side, without lines around them; a signature block is one."""

    cells: tuple[tuple[Runs, ...], ...]


class Picture(Struct, frozen=True, tag=True):
    """A picture in a paragraph of its own: its file, what it shows in words, and its contents by their hash.

    Width and height are pixels; the contents themselves travel apart.
    """

    name: str
    alt: str
    digest: str = ""
    width: Count = 0
    height: Count = 0


Block = Paragraph | Heading | Item | Table | Columns | Picture
Blocks = tuple[Block, ...]


LONGEST = 200_000
"""Characters of one text: a hundred pages, for which there are annexes."""


class Complaint(Struct, frozen=True):
    """What a text says that blocks have no place for; `offset` counts characters of the text."""

    code: str
    message: str
    hint: str
    offset: int


_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")
_MOST_REMEMBERED = 1024
"""Texts of which something is remembered; those of a region and its members are some hundreds.

When there are more, what was not asked about since there were as many before is forgotten: what one of them wrote goes,
and what all share stays.
"""


def once(work_out: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """Remember what a function gives for texts and other things that never change, as long as it is asked about them.

    They are told by which object they are, not by what they say: to compare what they say takes longer than most
    work. What a region wrote is one object for all of its members, and so is every field path that was joined.
    """
    known: dict[object, tuple[object, _Result]] = {}
    before: dict[object, tuple[object, _Result]] = {}

    def look_further(key: object, *given: object) -> tuple[object, _Result]:
        nonlocal known, before
        # With the things themselves kept, no other object can get their ids.
        found = before.get(key) or (given, work_out(*given))  # type: ignore[call-arg, arg-type]
        if len(known) >= _MOST_REMEMBERED:
            known, before = {}, known
        known[key] = found
        return found

    # Asked five hundred times per document; a function that takes any number of things takes twice as long to ask.
    def of_one(thing: object) -> _Result:
        key = id(thing)
        return (known.get(key) or look_further(key, thing))[1]

    def of_two(thing: object, other: object) -> _Result:
        key = id(thing), id(other)
        return (known.get(key) or look_further(key, thing, other))[1]

    def of_three(thing: object, other: object, third: object) -> _Result:
        key = id(thing), id(other), id(third)
        return (known.get(key) or look_further(key, thing, other, third))[1]

    def of_more(*given: object) -> _Result:
        key = tuple(map(id, given))
        return (known.get(key) or look_further(key, *given))[1]

    code = work_out.__code__
    assert not code.co_kwonlyargcount, "what is remembered is told by its place"
    assert not work_out.__defaults__, "what is remembered is told by all that is given"
    by_count: dict[int, Callable[..., _Result]] = {1: of_one, 2: of_two, 3: of_three}
    asked = of_more if code.co_flags & CO_VARARGS else by_count.get(code.co_argcount, of_more)
    return cast("Callable[_Given, _Result]", wraps(work_out)(asked))


def runs_text(runs: Runs) -> str:
    """Return the visible text of `runs`."""
    if len(runs) == 1:
        return runs[0].text
    return "".join(run.text for run in runs)


def is_open(runs: Runs) -> bool:
    """Whether something in `runs` still has to be filled in."""
    return any(run.open_field for run in with_notes(runs))


def with_notes(runs: Runs) -> Iterable[Run]:
    """Yield the runs, and behind each those of its footnote."""
    for run in runs:
        yield run
        yield from run.note


def block_runs(block: Block) -> Sequence[Runs]:
    """Return the runs of every paragraph that `block` becomes, in reading order."""
    match block:
        case Paragraph() | Item() | Heading():
            return (block.runs,)
        case Table():
            return [cell for row in (block.header, *block.rows) for cell in row]
        case Columns():
            return [line for cell in block.cells for line in cell]
        case Picture():
            return ((),)


def block_texts(block: Block) -> list[str]:
    """Return the visible text of every paragraph that `block` becomes, in reading order."""
    return [runs_text(runs) for runs in block_runs(block)]


def evened(text: str) -> str:
    """Return `text` as one line, with one space for every stretch of white space."""
    return " ".join(text.split())


def plain_text(blocks: Iterable[Block]) -> str:
    """Return the visible text of `blocks`, a line for every paragraph."""
    return "\n".join(text for block in blocks for text in block_texts(block))


@lru_cache(maxsize=_MOST_REMEMBERED)
def plain(text: str) -> Runs:
    """Return `text` as runs without formatting."""
    return (Run(text),) if text else ()


@once
def in_paragraph(runs: Runs) -> Blocks:
    """Return runs as a text of one paragraph."""
    return (Paragraph(runs),)


@once
def texts_of(blocks: Blocks) -> tuple[str, ...]:
    """Return the visible text of every paragraph of a text, in reading order."""
    return tuple(text for block in blocks for text in block_texts(block))


def merge_runs(runs: Iterable[Run]) -> Runs:
    """Return `runs` with neighbours of one formatting joined and empty ones gone."""
    joined: list[tuple[Run, list[str]]] = []
    for run in runs:
        plain = not (run.open_field or run.note)
        if joined and plain and not joined[-1][0].note and joined[-1][0].formatting == run.formatting:
            joined[-1][1].append(run.text)
        elif run.text or run.note:
            joined.append((run, [run.text]))
    return tuple(replace(run, text="".join(texts)) if len(texts) > 1 else run for run, texts in joined)
