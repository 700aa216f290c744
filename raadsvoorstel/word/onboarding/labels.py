"""Put placeholders behind the labels that a text shows: on a line, or in the cell beside or below."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.onboarding.revisions import remove
from raadsvoorstel.word.onboarding.wording import OBJECT, bare, fill, replace, words
from raadsvoorstel.word.xml import w

_DIGITS = r"(?=[^\s\t|]*\d)"
_CAPITALS = re.IGNORECASE


class Placed(Struct, frozen=True):
    """A placeholder behind a label, and the words that stood there."""

    label: str
    placeholder: str
    was: str


@lru_cache(maxsize=16)
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Match a label at the beginning of a line or column, with what divides it from its value."""
    named = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(labels, key=len, reverse=True))
    return re.compile(
        rf"(?:^|(?<=[\n\t|{OBJECT}])|(?<=\s\s))[ \xa0]*({named})(?:\s*:\s*|\t+|[ \xa0]+{_DIGITS})", _CAPITALS
    )


def place_on_lines(paragraph: etree._Element, known: Mapping[str, str]) -> Iterator[Placed]:
    """Put placeholders behind the labels of a paragraph; a value with a field or picture in it is left alone."""
    if not known:
        return
    text = words(paragraph)
    matches = list(_pattern(tuple(known)).finditer(text))
    ends = [*(match.start() for match in matches[1:]), len(text)]
    for match, limit in reversed(list(zip(matches, ends, strict=False))):
        start = match.end()
        value = re.split(r"[\n|]|\t", text[start:limit], maxsplit=1)[0].rstrip()
        if OBJECT in value:
            continue
        placeholder = known[bare(match[1])]
        between = " " if text[match.end(1) : start].endswith(":") else ""
        replace(paragraph, start, start + len(value), between + placeholder)
        yield Placed(match[1], placeholder, value.strip())


def place_in_table(table: etree._Element, known: Mapping[str, str]) -> Iterator[Placed]:
    """Put placeholders in the cells beside labels, or below a whole row of labels; in the words of other cells too."""
    rows = [row.findall(w("tc")) for row in table.iterfind(w("tr"))]
    done: set[etree._Element] = set()
    for number, cells in enumerate(rows):
        labels = [bare(cell_words(cell)) for cell in cells]
        below = rows[number + 1] if number + 1 < len(rows) else []
        if len(cells) > 1 and all(label in known for label in labels) and len(below) == len(cells):
            pairs = list(zip(cells, below, strict=True))
        else:
            pairs = [(cell, beside) for n, cell in enumerate(cells) if (beside := _beside(cells, n, known)) is not None]
        for cell, target in pairs:
            label = bare(cell_words(cell))
            if label in known and target not in done and (was := _fill_cell(target, known[label])) is not None:
                done |= {cell, target}
                yield Placed(cell_words(cell).strip().rstrip(":").strip(), known[label], was)
    for cell in (cell for cells in rows for cell in cells if cell not in done):
        for paragraph in cell.iterfind(w("p")):
            yield from place_on_lines(paragraph, known)
        for inner in cell.iterfind(w("tbl")):
            yield from place_in_table(inner, known)


def _beside(cells: list[etree._Element], number: int, known: Mapping[str, str]) -> etree._Element | None:
    """Return the cell for the value of the label in a cell: the next, or the one behind a cell with only a colon."""
    following = cells[number + 1 :]
    if following and cell_words(following[0]).strip() == ":" and len(following) > 1:
        following = following[1:]
    return following[0] if following and bare(cell_words(following[0])) not in known else None


def cell_words(cell: etree._Element) -> str:
    """Return the words of a cell, its paragraphs below each other."""
    return "\n".join(words(paragraph) for paragraph in cell.iterfind(w("p")))


def _fill_cell(cell: etree._Element, placeholder: str) -> str | None:
    """Put a placeholder in the place of all words of a cell; None, and nothing done, where it holds more than words."""
    was = cell_words(cell)
    if OBJECT in was or cell.find(w("tbl")) is not None:
        return None
    first, *others = cell.findall(w("p"))
    for paragraph in others:
        if not words(first).strip() and words(paragraph).strip():
            remove(first)
            first = paragraph
        else:
            remove(paragraph)
    fill(first, placeholder)
    return " ".join(was.split())


def place_values(paragraph: etree._Element, values: Mapping[str, str]) -> Iterator[Placed]:
    """Replace values that became known elsewhere, where a paragraph shows one as a whole word."""
    for shown, placeholder in values.items():
        match = re.search(rf"(?<![\w{{]){re.escape(shown)}(?!\w)", words(paragraph))
        if match:
            replace(paragraph, match.start(), match.end(), placeholder)
            yield Placed("", placeholder, shown)
