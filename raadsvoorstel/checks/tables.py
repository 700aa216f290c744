"""Whether the tables that a text holds add up, and say the same as the sentences around them."""

from collections.abc import Iterator
from decimal import Decimal

from raadsvoorstel.blocks import Runs, Table, runs_text
from raadsvoorstel.checks.amounts import is_near, written
from raadsvoorstel.checks.money import statements_in
from raadsvoorstel.checks.phrases import word_set
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import read_amount


def check_tabel(stuk: Stuk) -> Iterator[Finding]:
    """The last row of a table, when it is called a total, is the sum of the rows above it."""
    for path, blocks in stuk.voorstel.teksten.items():
        for table in blocks:
            if isinstance(table, Table) and len(table.rows) > 2 and _is_total(runs_text(table.rows[-1][0])):
                yield from _wrong_columns(stuk, path, table)


def _is_total(label: str) -> bool:
    return label.lower().startswith(("totaal", "totale"))


def _wrong_columns(stuk: Stuk, path: FieldPath, table: Table) -> Iterator[Finding]:
    for column in range(1, len(table.header)):
        cells = [runs_text(row[column]).strip() for row in table.rows]
        amounts = [read_amount(cell) if cell.strip("-–—") else Decimal() for cell in cells]
        known = [amount for amount in amounts if amount is not None]
        if len(known) < len(cells) or not all("€" in cell or "." in cell for cell in cells[-1:]):
            continue
        total, added = known[-1], sum(known[:-1], Decimal())
        if total != added and is_near(total, added):
            yield _in_table(stuk, path, cells[-1], added)


def _in_table(stuk: Stuk, path: FieldPath, cell: str, added: Decimal) -> Finding:
    message = f"hier staat een totaal van {cell}, maar de rijen erboven tellen op tot {written(added)}"
    hint = "reken het na, en pas het totaal of een rij aan"
    for prose in stuk.texts_at(path):
        place = prose.text.rfind(cell.replace("\u00a0", " "))
        if place >= 0:
            return prose.finding(place, place + len(cell), message, hint)
    return stuk.say(path, message, hint)


def check_bijdrage(stuk: Stuk) -> Iterator[Finding]:
    """What a gemeente says that she pays, is what stands behind her name in a table."""
    naam = stuk.voorstel.gemeente.naam
    rows = (row for table in _tables(stuk) for row in table.rows if runs_text(row[0]).strip() == naam)
    shares = {amount for row in rows for amount in _amounts(row)}
    if not shares:
        return
    for prose in stuk.texts:
        for statement in statements_in(prose):
            sentence, amount = prose.text[statement.start : statement.end], statement.amounts[0]
            if (
                len(statement.amounts) > 1
                or naam not in sentence
                or word_set(stuk.lijsten, "bijdragewoorden").isdisjoint(sentence.lower().split())
            ):
                continue
            near = min(shares, key=lambda share: abs(share - amount.value))
            if is_near(amount.value, near) and not any(map(amount.is_about, shares)):
                found = prose.text[amount.start : amount.end]
                message = f"hier betaalt {naam} {found}, maar in de tabel staat {written(near)}"
                yield prose.finding(amount.start, amount.end, message, "laat tekst en tabel hetzelfde bedrag noemen")


def _tables(stuk: Stuk) -> Iterator[Table]:
    yield from (block for blocks in stuk.voorstel.teksten.values() for block in blocks if isinstance(block, Table))


def _amounts(row: tuple[Runs, ...]) -> Iterator[Decimal]:
    yield from (amount for cell in row[1:] if (amount := read_amount(runs_text(cell).strip())))
