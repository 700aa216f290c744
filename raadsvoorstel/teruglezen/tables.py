"""Take the tables of a document apart into what was written as one value each, in two versions side by side."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from raadsvoorstel.blocks import Blocks, Columns, Paragraph, Runs, Table, plain, runs_text
from raadsvoorstel.composition import NOTHING
from raadsvoorstel.markdown.essence import essence, same
from raadsvoorstel.teruglezen.pairs import Pair, Parts, aligned
from raadsvoorstel.yaml_writing.places import Address

WHEN = "wanneer"
"""Stands for `datum` or `periode` of a milestone: the document shows them in one column."""
_COMMITTEE = "Commissie "


def _rows(blocks: Blocks | None) -> tuple[tuple[Runs, ...], ...]:
    table = next((block for block in blocks or () if isinstance(block, Table)), None)
    return table.rows[: len(table.rows) - int(table.total)] if table else ()


def _all_rows(blocks: Blocks | None) -> tuple[tuple[Runs, ...], ...]:
    return next((block.rows for block in blocks or () if isinstance(block, Table)), ())


def _row_text(row: Sequence[Runs]) -> str:
    return " ".join(map(runs_text, row))


def _table(keys: Address, base: Blocks, theirs: Blocks | None, columns: Sequence[tuple[str, ...]]) -> Parts:
    """Take a table apart that has an item in each row; `columns` gives the place of each cell in its item."""
    some, others = _rows(base), _their_rows(base, theirs)
    head, their_head = _head(base), _head(theirs)
    beside = aligned(head, their_head)
    there = dict(beside)
    pairs, loose = [], [*_strange_columns(head, their_head, beside, _all_rows(theirs))]
    for one, other in aligned([_row_text(row) for row in some], [_row_text(row) for row in others]):
        if one is None or (other is not None and len(others[other]) != len(their_head)):
            loose.append(_bars(others[other or 0]))
        elif other is None:
            pairs.append(
                Pair((*keys, one), (Paragraph(plain(_row_text(some[one]))),), None, (*keys, one), is_line=True)
            )
        else:
            places = (there.get(n) for n in range(len(columns)))
            now = [() if place is None else others[other][place] for place in places]
            pairs += [
                Pair((*keys, one, *where), _cell(was), _cell(runs), (*keys, other, *where), is_line=True)
                for where, was, runs in zip(columns, some[one], now, strict=False)
            ]
    if not loose and all(same(pair.base, pair.theirs or ()) for pair in pairs):
        # A total follows from the rows; where somebody changed it alone, that is told.
        totals = [_row_text(row).split() for row in _all_rows(base)[len(some) :]]
        loose += [_bars(row) for row in _all_rows(theirs)[len(others) :] if _row_text(row).split() not in totals]
    after = tuple(block for block in theirs or () if not isinstance(block, Table) and essence([block]))
    return Parts(tuple(pairs), (*loose, *((after,) if after else ())))


def _head(blocks: Blocks | None) -> list[str]:
    return next(([*map(runs_text, block.header)] for block in blocks or () if isinstance(block, Table)), [])


def _strange_columns(
    head: Sequence[str],
    their_head: Sequence[str],
    beside: Iterable[tuple[int | None, int | None]],
    rows: Sequence[tuple[Runs, ...]],
) -> Iterator[Blocks]:
    """Yield the columns that somebody put in, and the titles of columns that somebody changed."""
    for mine, yours in beside:
        if yours is not None and mine is None:
            yield _bars([plain(their_head[yours]), *(row[yours] for row in rows if yours < len(row))])
        elif yours is not None and mine is not None and head[mine].split() != their_head[yours].split():
            yield (Paragraph(plain(their_head[yours])),)


def _bars(cells: Iterable[Runs]) -> Blocks:
    return (Paragraph(plain(" | ".join(map(runs_text, cells)))),)


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


def milestones(keys: Address, base: Blocks, theirs: Blocks | None) -> Parts:
    return _table(keys, base, theirs, ((WHEN,), ("tekst",)))


def amounts(keys: Address, base: Blocks, theirs: Blocks | None) -> Parts:
    header = next((block.header for block in base if isinstance(block, Table)), ())
    years = [("jaren", runs_text(cell)) for cell in header[2:-1]]
    return _table(keys, base, theirs, (("omschrijving",), ("soort",), *years, ("dekking",)))


def meetings(keys: Address, base: Blocks, theirs: Blocks | None) -> Parts:
    """Take apart who decides when; the name of the committee stands in front of its row."""
    some, others = _rows(base), _rows(theirs)
    if [*map(len, some)] != [*map(len, others)]:
        return Parts((), (theirs,) if theirs else ())
    pairs = []
    for key, was, now in zip(("college", "commissie", "raad"), some, others, strict=False):
        pairs.append(Pair((*keys, key), _cell(was[1]), _cell(now[1]), (*keys, key), is_line=True))
        if key == "commissie":
            name, other = (_cell(after(_COMMITTEE, row[0])) for row in (was, now))
            pairs.append(Pair((*keys, "naam_commissie"), name, other, (*keys, "naam_commissie"), is_line=True))
    return Parts(tuple(pairs), tuple(_labels(base, theirs)))


def _labels(base: Blocks, theirs: Blocks | None) -> Iterator[Blocks]:
    """Yield the headings and labels that somebody changed in the table of who decides when."""
    some, others = ([*_headers(blocks), *(row[0] for row in _rows(blocks))] for blocks in (base, theirs))
    for was, now in zip(some, others, strict=False):
        if runs_text(was).split() != runs_text(now).split() and not runs_text(was).startswith(_COMMITTEE):
            yield (Paragraph(now),)


def _headers(blocks: Blocks | None) -> tuple[Runs, ...]:
    return next((block.header for block in blocks or () if isinstance(block, Table)), ())


def signatures(keys: Address, base: Blocks, theirs: Blocks | None) -> Parts:
    """Take apart who sign, side by side; who has nothing left in a column does not sign any more."""
    some, others = _columns(base), _columns(theirs)
    if not some or not others:
        return Parts((Pair(keys, base, theirs, keys),))
    pairs, loose = [], []
    for one, other in _in_order(aligned([*map(_row_text, some)], [*map(_row_text, others)])):
        if one is None:
            loose.append(_lines_of(others[other or 0]))
        elif other is None:
            pairs.append(Pair((*keys, one), _lines_of(some[one]), None, (*keys, one), is_line=True))
        else:
            pairs += _signature((*keys, one), (*keys, other), some[one], others[other])
    return Parts(tuple(pairs), tuple(loose))


def _in_order(found: Sequence[tuple[int | None, int | None]]) -> list[tuple[int | None, int | None]]:
    """Return which items are the same one, those that are like no other by their order."""
    strangers = [other for one, other in found if one is None]
    left = iter(strangers)
    known = [(one, next(left, None) if other is None else other) for one, other in found if one is not None]
    return [*known, *((None, other) for other in left)]


def _signature(mine: Address, yours: Address, was: Sequence[Runs], now: Sequence[Runs]) -> Iterator[Pair]:
    for name, before, after in zip(("rol", "naam"), (*was, (), ()), (*now, (), ()), strict=False):
        if before or after:
            yield Pair((*mine, name), _line_of(before), _line_of(after), (*yours, name), is_line=True)


def _columns(blocks: Blocks | None) -> list[tuple[Runs, ...]]:
    found = next((block for block in blocks or () if isinstance(block, Columns)), None)
    said = (tuple(filter(_says, cell)) for cell in (found.cells if found else ()))
    return [lines for lines in said if lines]


def _says(runs: Runs) -> bool:
    return bool(runs_text(runs).strip())


def _line_of(runs: Runs) -> Blocks:
    return (Paragraph(runs),) if runs else ()


def _lines_of(lines: Sequence[Runs]) -> Blocks:
    return tuple(map(Paragraph, lines))


def after(words: str, runs: Runs) -> Runs:
    """Return a line without the words that it begins with."""
    left = len(words) if runs_text(runs).startswith(words) else 0
    kept = []
    for run in runs:
        taken = min(left, len(run.text))
        left -= taken
        kept.append(replace(run, text=run.text[taken:]))
    return tuple(run for run in kept if run.text or run.note)
