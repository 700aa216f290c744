"""Write a whole text as Markdown, so that `markup` reads it back as it was; what it cannot hold is said."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct, field

from raadsvoorstel import markup
from raadsvoorstel.blocks import (
    Block,
    Blocks,
    Columns,
    Heading,
    Item,
    Paragraph,
    Picture,
    Runs,
    Table,
    block_runs,
    runs_text,
)
from raadsvoorstel.markdown.essence import essence, line
from raadsvoorstel.markdown.inline import Notes, definition, write_runs
from raadsvoorstel.placeholders import Filled

WIDTH = 118
"""Where a line that is written anew is broken; the texts of a project are about as wide."""
_UNBREAKABLE = re.compile(r"\{\{.*?\}\}|\[[^\]]*\]\([^)]*\)|`[^`]*`|\\\n|[^\s`\[{]+|\S|[\t\u00a0]")
_STARTS_SOMETHING = re.compile(r"[-+*>#=|:~`\[]|\d+[.)]|[a-z]\.")
_SIDES = {"left": "---", "center": ":---:", "right": "---:"}
_SHOWN = 60


class Written(Struct, frozen=True):
    """A text as Markdown; `lost` says in words what of it Markdown cannot hold."""

    text: str
    lost: tuple[str, ...] = ()


def write(blocks: Iterable[Block], *, width: int = WIDTH) -> Written:
    """Return the text as Markdown, its lines broken at about `width`; 0 breaks none."""
    return _written(tuple(blocks), width)


@lru_cache(maxsize=1024)
def _written(blocks: Blocks, width: int) -> Written:
    wanted = _held(blocks)
    for broken_at in dict.fromkeys((width, 0)):
        writer = _Writer(broken_at)
        text = writer.write(wanted)
        read_back, complaints = markup.read(Filled(text))
        if not complaints and essence(read_back) == essence(wanted):
            return Written(text, tuple(dict.fromkeys(writer.lost)))
    if writer.lost and not complaints and _words(read_back) == _words(wanted):
        return Written(text, tuple(dict.fromkeys(writer.lost)))
    shown = next(iter(_shown(wanted)), "")
    return Written(text, (*dict.fromkeys(writer.lost), f"de opbouw van de tekst ‘{shown}’"))


def _words(blocks: Blocks) -> list[str]:
    lines = (line(runs) for block in blocks for runs in block_runs(block))
    return " ".join("".join(text for text, *_ in each if text != "noot") for each in lines).split()


def _held(blocks: Blocks) -> Blocks:
    """Return blocks without the paragraphs in which nothing stands."""
    return tuple(block for block in blocks if essence([block]))


def _shown(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph | Item | Heading):
            yield _short(block.runs)


def _short(runs: Runs) -> str:
    return " ".join(runs_text(runs).split())[:_SHOWN]


class _Level(Struct, frozen=True):
    """A list that is open: how it counts, how far its text stands in, and the number it has come to."""

    marker: str
    width: int
    sign: str
    number: int


class _Writer(Struct):
    width: int
    notes: Notes = field(default_factory=Notes)
    lost: list[str] = []
    lists: list[_Level] = []
    out: list[str] = []
    after_item: bool = False

    def write(self, blocks: Blocks) -> str:
        levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
        # ### is what the manual shows; more than four levels begin higher.
        first = 3 if len(levels) <= 4 else 1
        for block in blocks:
            match block:
                case Paragraph():
                    self._paragraph(block)
                case Item():
                    self._item(block)
                case Heading():
                    self._alone(f"{'#' * min(first + levels.index(block.level), 6)} {self._one_line(block.runs)}")
                case Table():
                    self._table(block)
                case Picture():
                    self._alone(_picture(block))
                case Columns():
                    self._columns(block)
        self.out += [f"\n\n{definition(f'[^{n}]', note)}" for n, note in enumerate(self.notes.written, start=1)]
        return "".join(self.out).strip("\n") + "\n" if self.out else ""

    def _alone(self, text: str) -> None:
        self.lists = []
        self._put(text)

    def _put(self, text: str, *, item: bool = False, tight: bool = False) -> None:
        self.out.append(("\n" if tight else "\n\n") + text)
        self.after_item = item

    def _runs(self, runs: Runs) -> str:
        written, lost = write_runs(runs, self.notes)
        self.lost += lost
        return written

    def _one_line(self, runs: Runs) -> str:
        """Return text for a place that has one line: a cell, a heading."""
        written = self._runs(runs)
        if "\\\n" in written:
            self.lost.append(f"de regelafbreking in ‘{_short(runs)}’")
            written = written.replace("\\\n", " ")
        return re.sub(r"(#+)$", r"\\\1", written)

    # -------------------------------------------------------------- paragraphs and lists

    def _paragraph(self, block: Paragraph) -> None:
        depth = min(block.indent, len(self.lists))
        if depth < block.indent:
            self.lost.append(f"de inspringing van ‘{_short(block.runs)}’")
        self.lists = self.lists[:depth]
        before = self._indent(depth) + ("> " if block.quote else "")
        self._put(before + self._fence_or_text(block.runs, before))

    def _fence_or_text(self, runs: Runs, before: str) -> str:
        if len(runs) == 1 and runs[0].code and "\n" in runs[0].text:
            return f"```\n{runs[0].text}\n```".replace("\n", "\n" + before)
        return self._broken(self._runs(runs), before, before)

    def _item(self, block: Item) -> None:
        level = min(block.level, len(self.lists))
        if level < block.level:
            self.lost.append(f"het niveau van ‘{_short(block.runs)}’")
        goes_on = level < len(self.lists) and self.lists[level].marker == block.marker and not block.start
        number = self.lists[level].number + 1 if goes_on else block.start or 1
        before = self.lists[level] if level < len(self.lists) else None
        sign = before.sign if goes_on and before else _sign(block.marker, before)
        mark = _mark(block.marker, number, sign)
        self.lists = [*self.lists[:level], _Level(block.marker, len(mark), sign, number)]
        indent = self._indent(level)
        tight = self.after_item and (goes_on or number == 1 or block.marker == "bullet")
        text = self._broken(self._runs(block.runs), indent + mark, indent + " " * len(mark))
        self._put(indent + mark + text, item=True, tight=tight)

    def _indent(self, depth: int) -> str:
        return " " * sum(level.width for level in self.lists[:depth])

    def _broken(self, text: str, first: str, rest: str) -> str:
        """Return text in lines, where a break changes nothing: never before what would begin a list or heading."""
        lines = [""]
        for part in re.split(r"(?<=\\)\n", text):
            lines += _lines(part, self.width - len(rest)) if self.width else [part]
        return ("\n" + rest).join(lines[1:])

    # -------------------------------------------------------------- tables

    def _table(self, block: Table) -> None:
        rows = [[self._cell(cell) for cell in row] for row in (block.header, *block.rows)]
        sides = [_SIDES[side] for side in block.alignment]
        lines = [f"| {' | '.join(cells)} |" for cells in (rows[0], sides, *rows[1:])]
        self._alone("\n".join(lines))

    def _cell(self, runs: Runs) -> str:
        return re.sub(r"(?<!\\)\|", r"\\|", self._one_line(runs))

    def _columns(self, block: Columns) -> None:
        for cell in block.cells:
            for runs in cell:
                self._paragraph(Paragraph(runs))
        self.lost.append("tekst naast elkaar zonder lijnen")


def _picture(block: Picture) -> str:
    name = f"<{block.name}>" if re.search(r"[\s()]", block.name) else block.name
    return f"![{block.alt}]({name})"


def _sign(marker: str, before: _Level | None) -> str:
    """Return what stands behind a number; another than that of the list right before, or the two would be one."""
    if marker == "bullet":
        return "*" if before and before.sign == "-" else "-"
    return ")" if marker == "number" and before and before.sign == "." else "."


def _mark(marker: str, number: int, sign: str) -> str:
    if marker == "bullet":
        return f"{sign} "
    return f"{chr(ord('a') + (number - 1) % 26)}. " if marker == "letter" else f"{number}{sign} "


def _lines(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in re.findall(r"(?:" + _UNBREAKABLE.pattern + r")+", text):
        if lines and (len(lines[-1]) + 1 + len(word) <= max(width, 40) or _STARTS_SOMETHING.match(word)):
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines or [""]
