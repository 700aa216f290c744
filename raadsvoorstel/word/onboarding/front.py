"""The front of an old document: what of it can stay above the new text, with placeholders behind its labels."""

import copy
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.onboarding.labels import Placed, cell_words, place_in_table, place_on_lines, place_values
from raadsvoorstel.word.onboarding.wording import OBJECT, bare, fill, replace, words
from raadsvoorstel.word.stationery.xml import node, run
from raadsvoorstel.word.xml import w

_FEWEST = 2
"""Labels that must be found before a front counts as one that shows values."""
_LONGEST_FIXED = 100
"""Characters up to which a line can be a title or an address, and not a sentence of the old text."""
_LONGEST_VALUE, _SHORTEST_VALUE, _SHORTEST_WORDS = 120, 4, 8
_PLACEHOLDER = re.compile(r"\{\{ [\w.]+ \}\}")
_PICTURE = ("{*}blip", "{*}imagedata")
_TOP, _MOST_PICTURES = 12, 2
"""Blocks at the beginning of a text among which a letterhead's pictures stand, and how many those can be."""


class Front(Struct):
    """What stays above the text; `lost` are lines that went, `emptied` labels without their value, `shown` lines."""

    blocks: list[etree._Element] = []
    placed: list[Placed] = []
    lost: list[str] = []
    emptied: list[str] = []
    shown: list[str] = []

    @property
    def values(self) -> dict[str, str]:
        """Return the values that stood behind labels and can be known again elsewhere, with their placeholders."""
        return {
            placed.was: placed.placeholder
            for placed in self.placed
            if _SHORTEST_VALUE <= len(placed.was) <= _LONGEST_VALUE
            and (re.search(r"\d", placed.was) or (" " in placed.was and len(placed.was) >= _SHORTEST_WORDS))
            and "{" not in placed.was
        }


def read_front(
    blocks: Sequence[etree._Element], known: Mapping[str, str], titles: Collection[str], fixed: Iterable[str]
) -> Front:
    """Put placeholders in the front of a text, which ends at its first section, and return what can stay of it."""
    end = next((n for n, block in enumerate(blocks) if bare(words(block)) in titles), len(blocks))
    front = Front()
    touched: set[int] = set()
    for number, block in enumerate(blocks[:end]):
        placing = place_in_table(block, known) if block.tag == w("tbl") else place_on_lines(block, known)
        placed = list(placing)
        shown = {one.placeholder for one in placed}
        found = _PLACEHOLDER.findall("".join(text.text or "" for text in block.iter(w("t"))))
        # A content control that was called after a label has become a placeholder before this.
        placed += [Placed("", placeholder, "") for placeholder in dict.fromkeys(found) if placeholder not in shown]
        if placed:
            front.placed += placed
            touched.add(number)
    own = tuple(map(bare, fixed))
    for number, block in enumerate(blocks[: max(touched, default=-1) + 1]):
        _keep(front, block, own, known, touched=number in touched)
    return front


def is_enough(front: Front, labels: Collection[str]) -> bool:
    """Whether a front shows so many of the labels asked for that it can stand for the whole."""
    found = {placed.placeholder for placed in front.placed}
    return len(found) >= _FEWEST and len(found & set(labels)) * 2 >= len(set(labels))


def _keep(
    front: Front, block: etree._Element, fixed: tuple[str, ...], known: Mapping[str, str], *, touched: bool
) -> None:
    for paragraph in block.iter(w("p")):
        list(place_values(paragraph, front.values))
    text = words(block) if block.tag == w("p") else "\n".join(words(p) for p in block.iter(w("p")))
    if not touched and not _stays(block, text, fixed):
        if block.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            fill(block, "")
            front.blocks.append(block)
        if lost := " ".join("".join(one.text or "" for one in block.iter(w("t"))).split()):
            front.lost.append(lost)
        return
    if block.tag == w("tbl"):
        _empty_unknown(front, block, known, fixed)
    if not text.strip() and front.blocks and front.blocks[-1].tag == w("p") and not words(front.blocks[-1]).strip():
        return
    if not touched and text.replace(OBJECT, "").strip():
        front.shown.append(" ".join(text.replace(OBJECT, " ").split()))
    front.blocks.append(block)


def _stays(block: etree._Element, text: str, fixed: tuple[str, ...]) -> bool:
    if _has_picture(block) or not text.strip():
        return True
    plain = bare(re.sub(r"\{\{.*?\}\}", "", text))
    short = len(plain) <= _LONGEST_FIXED and not re.search(r"\d", plain)
    return "{{" in text or (short and any(phrase in plain for phrase in fixed if phrase))


def _has_picture(element: etree._Element) -> bool:
    """Whether there is a picture among what an element holds; a box with a text in it is none."""
    has_box = next(element.iter(w("txbxContent")), None) is not None
    return not has_box and next(element.iter(*_PICTURE), None) is not None


def _empty_unknown(front: Front, table: etree._Element, known: Mapping[str, str], fixed: tuple[str, ...]) -> None:
    """Empty the cell beside a label that is not known: what stands there is of the old document."""
    for row in table.iterfind(w("tr")):
        cells = [cell for cell in row.iterfind(w("tc")) if cell_words(cell).strip() != ":"]
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            name, was = cell_words(label).strip(), cell_words(value).strip()
            if name and was and not any(_is_settled(text, known, fixed) for text in (name, was)):
                for paragraph in value.iterfind(w("p")):
                    fill(paragraph, "")
                front.emptied.append(f"{name.rstrip(':')}: {' '.join(was.split())}")


def _is_settled(text: str, known: Mapping[str, str], fixed: tuple[str, ...]) -> bool:
    """Whether a cell holds a placeholder, a label, a picture, or what is the same in every document."""
    plain = bare(text)
    return "{{" in text or OBJECT in text or plain in known or any(phrase in plain for phrase in fixed if phrase)


def pictures_on_top(blocks: Sequence[etree._Element], titles: Collection[str]) -> list[etree._Element]:
    """Return the paragraphs with pictures at the beginning of a text, without their words."""
    found: list[etree._Element] = []
    for block in blocks[:_TOP]:
        if bare(words(block)) in titles:
            break
        for paragraph in block.iter(w("p")):
            if _has_picture(paragraph):
                kept = copy.deepcopy(paragraph)
                fill(kept, "")
                found.append(kept)
    return found[:_MOST_PICTURES]


def shows_all(front: Front, asked: Mapping[str, str]) -> bool:
    """Whether a front shows every placeholder asked for; `asked` gives them by their labels."""
    return set(asked.values()) <= {placed.placeholder for placed in front.placed}


def loop_over(front: Front, loop: str, label: str, value: str) -> bool:
    """Make of the one table of a front one row that is repeated; False, and nothing done, for any other front."""
    tables = [block for block in front.blocks if block.tag == w("tbl")]
    outside = [block for block in front.blocks if block.tag == w("p") and "{{" in words(block)]
    rows = [row for table in tables for row in table.iterfind(w("tr"))]
    values = [_value_cell(row) for row in rows]
    if len(tables) != 1 or outside or len(rows) < 2 or None in values:
        return False
    for row in rows[1:]:
        tables[0].remove(row)
    _fill_row(rows[0], label, value)
    rows[0].addprevious(_statement_row(rows[0], f"{{%tr for {loop} %}}"))
    rows[0].addnext(_statement_row(rows[0], "{%tr endfor %}"))
    return True


def extend(front: Front, missing: Mapping[str, str]) -> bool:
    """Add what a front lacks, as rows or lines like its last one; False where no row or line can be followed."""
    rows = [row for block in front.blocks for row in block.iter(w("tr")) if _value_cell(row) is not None]
    lines = [block for block in front.blocks if block.tag == w("p") and _ONE_LINE.fullmatch(words(block))]
    model = rows[-1] if rows else lines[-1] if lines else None
    if model is None:
        return False
    last = model
    for label, placeholder in missing.items():
        added = copy.deepcopy(model)
        if rows:
            _fill_row(added, label, placeholder)
        else:
            _fill_line(added, label, placeholder)
            front.blocks.insert(front.blocks.index(last) + 1, added)
        last.addnext(added)
        last = added
    return True


_ONE_LINE = re.compile(r"\s*([^:\t{]+?)(?:\s*:\s*|\t+)(\{\{ [\w.]+ \}\})\s*")


def _fill_line(paragraph: etree._Element, label: str, placeholder: str) -> None:
    match = _ONE_LINE.fullmatch(words(paragraph))
    assert match is not None
    replace(paragraph, match.start(2), match.end(2), placeholder)
    replace(paragraph, match.start(1), match.end(1), label)


def _value_cell(row: etree._Element) -> etree._Element | None:
    """Return the cell with the value of a row that is one label and one placeholder, perhaps a colon between them."""
    cells = row.findall(w("tc"))
    texts = [cell_words(cell).strip() for cell in cells]
    plain = next(row.iter(w("vMerge"), w("gridSpan")), None) is None and len(cells) in (2, 3)
    alone = plain and _PLACEHOLDER.fullmatch(texts[-1]) and "{{" not in texts[0] and texts[1:-1] in ([], [":"], [""])
    return cells[-1] if alone else None


def _fill_row(row: etree._Element, label: str, value: str) -> None:
    cells = row.findall(w("tc"))
    colon = ":" if cell_words(cells[0]).strip().endswith(":") else ""
    _fill_one(cells[0], label + colon)
    _fill_one(cells[-1], value)


def _fill_one(cell: etree._Element, text: str) -> None:
    first, *others = cell.findall(w("p"))
    for paragraph in others:
        cell.remove(paragraph)
    fill(first, text)


def _statement_row(model: etree._Element, statement: str) -> etree._Element:
    row = copy.deepcopy(model)
    for number, cell in enumerate(row.findall(w("tc"))):
        for child in [child for child in cell if child.tag != w("tcPr")]:
            cell.remove(child)
        cell.append(node("p", *([] if number else [run(statement)])))
    return row
