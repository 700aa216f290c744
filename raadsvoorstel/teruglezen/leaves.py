"""Take the texts of a document apart into what was written as one value each, in two versions side by side."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest

from raadsvoorstel.blocks import (
    Block,
    Blocks,
    Columns,
    Heading,
    Item,
    Paragraph,
    Runs,
    Table,
    plain,
    plain_text,
    runs_text,
)
from raadsvoorstel.composition import NOTHING
from raadsvoorstel.fieldpath import FieldPath, parent
from raadsvoorstel.markdown.essence import essence
from raadsvoorstel.model.fields import VOORSTEL
from raadsvoorstel.shape import Field, Keyed, Kind, descend
from raadsvoorstel.word.writer import ARGUMENT
from raadsvoorstel.yaml_writing import Address

WHEN = "wanneer"
"""Stands for `datum` or `periode` of a milestone: the document shows them in one column."""
_LIKE = 0.5
"""How much of an item must be left to be taken for the same one."""
_TREATMENT, _COMMITTEE = "Behandeling: ", "Commissie "


@dataclass(frozen=True, slots=True)
class Pair:
    """One value in two versions of a document; `other` is its address in the second one, which may lack it."""

    address: Address
    base: Blocks
    theirs: Blocks | None
    other: Address
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The values of one text, and what stands between them in the second version and belongs to none."""

    pairs: tuple[Pair, ...]
    loose: tuple[Blocks, ...] = ()


def parts(path: FieldPath, base: Blocks, theirs: Blocks | None) -> Parts:
    """Take one text apart. `theirs` is None for a text that is not there any more."""
    keys = tuple(path.split("."))
    special = _SPECIAL.get(path) or (_signatures if keys[-1] == "ondertekening" else None)
    shape, around = descend(VOORSTEL, path), descend(VOORSTEL, parent(path))
    if special:
        return special(keys, base, theirs)
    if keys[0] in ("argumenten", "kanttekeningen") and len(keys) > 1:
        return _arguments(keys, base, theirs)
    if isinstance(shape, Keyed) and base and isinstance(base[0], Item):
        return _listed(keys, base, theirs, is_line=_is_line(shape.item))
    if isinstance(around, Keyed) and isinstance(shape, Field):
        (own, _), (other, loose) = _point(base), _point(theirs)
        return Parts((Pair(keys, own or (), other, keys, _is_line(shape)),), loose)
    if path == "persbericht.noot":
        base, theirs = _without_heading(base), theirs if theirs is None else _without_heading(theirs)
    if path == "vergadering.behandeling" and plain_text(base).startswith(_TREATMENT):
        base, theirs = _without(_TREATMENT, base) or (), _without(_TREATMENT, theirs)
    return Parts((Pair(keys, base, theirs, keys, _is_line(shape)),))


def _is_line(shape: object) -> bool:
    return isinstance(shape, Field) and shape.kind is not Kind.TEXT


def _without_heading(blocks: Blocks) -> Blocks:
    return blocks[1:] if blocks and isinstance(blocks[0], Heading) else blocks


def _without(words: str, blocks: Blocks | None) -> Blocks | None:
    if not blocks or not isinstance(blocks[0], Paragraph):
        return blocks
    return (replace(blocks[0], runs=_after(words, blocks[0].runs)), *blocks[1:])


def _after(words: str, runs: Runs) -> Runs:
    left = len(words) if runs_text(runs).startswith(words) else 0
    kept = []
    for run in runs:
        taken = min(left, len(run.text))
        left -= taken
        kept.append(replace(run, text=run.text[taken:]))
    return tuple(run for run in kept if run.text or run.note)


# ------------------------------------------------------------------ points and arguments


def _point(blocks: Blocks | None) -> tuple[Blocks | None, tuple[Blocks, ...]]:
    """Return the text of a numbered point, and what follows it that is not part of it."""
    if not blocks:
        return blocks, ()
    end = next((n for n, block in enumerate(blocks) if n and _is_beside(block)), len(blocks))
    return tuple(_shallower(block) for block in blocks[:end]), (blocks[end:],) if blocks[end:] else ()


def _is_beside(block: Block) -> bool:
    return (isinstance(block, Item) and block.level == 0) or (
        isinstance(block, Paragraph) and block.indent == 0 and bool(essence([block]))
    )


def _shallower(block: Block) -> Block:
    match block:
        case Item(level=0):
            return Paragraph(block.runs)
        case Item():
            return replace(block, level=block.level - 1)
        case Paragraph():
            return replace(block, indent=max(block.indent - 1, 0))
        case _:
            return block


def _listed(keys: Address, base: Blocks, theirs: Blocks | None, *, is_line: bool) -> Parts:
    """Take a plain list apart, of which the items have no keys."""
    some, others = _items(base), _items(theirs or ())
    pairs, loose = [], []
    for one, other in aligned([plain_text(item) for item in some], [plain_text(item) for item in others]):
        found = _point(others[other]) if other is not None else (None, ())
        if one is None:
            loose.append(others[other or 0])
            continue
        own, _ = _point(some[one])
        pairs.append(Pair((*keys, one), own or (), found[0], (*keys, other if other is not None else one), is_line))
        loose += found[1]
    return Parts(tuple(pairs), tuple(loose))


def _items(blocks: Blocks) -> list[Blocks]:
    """Return the points of a list, each with what lies under it."""
    starts = [n for n, block in enumerate(blocks) if isinstance(block, Item) and block.level == 0]
    return _cut(blocks, starts)


def _cut(blocks: Blocks, starts: Sequence[int]) -> list[Blocks]:
    bounds = [*starts, len(blocks)]
    first = [blocks[: starts[0]]] if starts and starts[0] else [] if starts else [blocks] if blocks else []
    return first + [blocks[one:other] for one, other in pairwise(bounds)]


def _arguments(keys: Address, base: Blocks, theirs: Blocks | None) -> Parts:
    """Take the arguments of one text apart: each a statement, or a text, or both."""
    some, others = _statements(base), _statements(theirs or ())
    pairs: list[Pair] = []
    loose: list[Blocks] = []
    for one, other in aligned([plain_text(each) for each in some], [plain_text(each) for each in others]):
        if one is None:
            loose.append(others[other or 0])
            continue
        mine, yours = ((*keys, n) if len(keys) == 2 else keys for n in (one, other if other is not None else one))
        now = others[other] if other is not None else None
        if now is None:
            pairs.append(Pair(mine, some[one], None, yours))
        elif _is_titled(some[one]):
            pairs += _statement(mine, yours, some[one], now)
        else:
            (own, _), (text, rest) = _point(some[one]), _point(now)
            pairs.append(Pair((*mine, "tekst"), own or (), text, (*yours, "tekst")))
            loose += rest
    return Parts(tuple(pairs), tuple(loose))


def _statements(blocks: Blocks) -> list[Blocks]:
    return _cut(blocks, [n for n, block in enumerate(blocks) if isinstance(block, Item) and block.label])


def _is_titled(blocks: Blocks) -> bool:
    return isinstance(blocks[0], Item) and blocks[0].style == ARGUMENT


def _statement(mine: Address, yours: Address, base: Blocks, now: Blocks) -> Iterator[Pair]:
    title, was = (_shallower(blocks[0]) if isinstance(blocks[0], Item) else blocks[0] for blocks in (now, base))
    yield Pair((*mine, "titel"), (was,), (title,), (*yours, "titel"), is_line=True)
    if base[1:] or now[1:]:
        yield Pair((*mine, "tekst"), base[1:], now[1:] or None, (*yours, "tekst"))


def aligned(some: Sequence[str], others: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Return which items of two lists are the same one, in order; what only one of them has stands alone."""
    result: list[tuple[int | None, int | None]] = []
    for kind, one, one_end, other, other_end in SequenceMatcher(None, some, others, autojunk=False).get_opcodes():
        mine, yours = range(one, one_end), range(other, other_end)
        if kind == "equal" or (kind == "replace" and len(mine) == len(yours)):
            result += zip(mine, yours, strict=True)
        else:
            result += _by_likeness(some, others, mine, yours)
    return result


def _by_likeness(
    some: Sequence[str], others: Sequence[str], mine: Iterable[int], yours: Iterable[int]
) -> Iterator[tuple[int | None, int | None]]:
    left = [*yours]
    for one in mine:
        like = {other: SequenceMatcher(None, some[one].split(), others[other].split()).ratio() for other in left}
        best = max(like, key=lambda other: like[other], default=None)
        if best is None or like[best] < _LIKE:
            yield one, None
            continue
        yield from ((None, other) for other in left if other < best)
        yield one, best
        left = [other for other in left if other > best]
    yield from ((None, other) for other in left)


# ------------------------------------------------------------------ tables

_Cell = Callable[[int, Runs], tuple[str, ...] | None]


def _rows(blocks: Blocks | None) -> tuple[tuple[Runs, ...], ...]:
    table = next((block for block in blocks or () if isinstance(block, Table)), None)
    return table.rows[: len(table.rows) - int(table.total)] if table else ()


def _row_text(row: tuple[Runs, ...]) -> str:
    return " ".join(map(runs_text, row))


def _table(keys: Address, base: Blocks, theirs: Blocks | None, columns: Sequence[tuple[str, ...]]) -> Parts:
    """Take a table apart that has an item in each row; `columns` gives the place of each cell in its item."""
    some, others = _rows(base), _their_rows(base, theirs)
    pairs, loose = [], []
    for one, other in aligned([_row_text(row) for row in some], [_row_text(row) for row in others]):
        if one is None:
            loose.append((Paragraph(plain(" | ".join(runs_text(cell) for cell in others[other or 0]))),))
        elif other is None:
            pairs.append(
                Pair((*keys, one), (Paragraph(plain(_row_text(some[one]))),), None, (*keys, one), is_line=True)
            )
        else:
            cells = zip_longest(columns, some[one], others[other], fillvalue=())
            pairs += [
                Pair((*keys, one, *where), _cell(was), _cell(now), (*keys, other, *where), is_line=True)
                for where, was, now in cells
                if where
            ]
    after = tuple(block for block in theirs or () if not isinstance(block, Table) and essence([block]))
    return Parts(tuple(pairs), (*loose, *((after,) if after else ())))


def _their_rows(base: Blocks, theirs: Blocks | None) -> tuple[tuple[Runs, ...], ...]:
    """Return the rows of the edited table; its last one is a total where it was, whatever an editor says of it."""
    table = next((block for block in theirs or () if isinstance(block, Table)), None)
    was = next((block for block in base if isinstance(block, Table)), None)
    if table is None or was is None:
        return ()
    had_total = was.total and table.rows and runs_text(table.rows[-1][0]) == runs_text(was.rows[-1][0])
    return table.rows[: len(table.rows) - int(bool(had_total))]


def _cell(runs: Runs) -> Blocks:
    return (Paragraph(runs),) if runs_text(runs) != NOTHING and runs else ()


def _milestones(keys: Address, base: Blocks, theirs: Blocks | None) -> Parts:
    return _table(keys, base, theirs, ((WHEN,), ("tekst",)))


def _amounts(keys: Address, base: Blocks, theirs: Blocks | None) -> Parts:
    header = next((block.header for block in base if isinstance(block, Table)), ())
    years = [("jaren", runs_text(cell)) for cell in header[2:-1]]
    return _table(keys, base, theirs, (("omschrijving",), ("soort",), *years, ("dekking",)))


def _meetings(keys: Address, base: Blocks, theirs: Blocks | None) -> Parts:
    """Take apart who decides when; the name of the committee stands in front of its row."""
    some, others = _rows(base), _rows(theirs)
    if len(some) != len(others):
        return Parts((), (theirs,) if theirs else ())
    pairs = []
    for key, was, now in zip(("college", "commissie", "raad"), some, others, strict=False):
        pairs.append(Pair((*keys, key), _cell(was[1]), _cell(now[1]), (*keys, key), is_line=True))
        if key == "commissie":
            name, other = (_cell(_after(_COMMITTEE, row[0])) for row in (was, now))
            pairs.append(Pair((*keys, "naam_commissie"), name, other, (*keys, "naam_commissie"), is_line=True))
    return Parts(tuple(pairs))


def _signatures(keys: Address, base: Blocks, theirs: Blocks | None) -> Parts:
    some, others = _columns(base), _columns(theirs)
    if len(some) != len(others):
        return Parts((Pair(keys, base, theirs, keys),))
    pairs = []
    for number, (mine, yours) in enumerate(zip(some, others, strict=True)):
        for place, name in enumerate(("rol", "naam")):
            was, now = (_line_of(lines[place]) if place < len(lines) else () for lines in (mine, yours))
            if was or now:
                pairs.append(Pair((*keys, number, name), was, now, (*keys, number, name), is_line=True))
    return Parts(tuple(pairs))


def _columns(blocks: Blocks | None) -> tuple[tuple[Runs, ...], ...]:
    found = next((block for block in blocks or () if isinstance(block, Columns)), None)
    return tuple(tuple(filter(_says, cell)) for cell in found.cells) if found else ()


def _says(runs: Runs) -> bool:
    return bool(runs_text(runs).strip())


def _line_of(runs: Runs) -> Blocks:
    return (Paragraph(runs),) if runs else ()


_SPECIAL: dict[str, Callable[[Address, Blocks, Blocks | None], Parts]] = {
    "planning.mijlpalen": _milestones,
    "financien.bedragen": _amounts,
    "vergadering": _meetings,
}


def shown(address: Address) -> str:
    """Return an address as a person reads it: the field path, items of a plain list by their number from 1."""
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in address)
