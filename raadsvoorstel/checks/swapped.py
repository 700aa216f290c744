"""Whether two digits of an amount changed places on the way from a table into a text."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from raadsvoorstel.blocks import Table, runs_text
from raadsvoorstel.checks.amounts import Amount, amounts_in, sums_of, written
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import sentence_at
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import read_amount
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_DIGITS = 3
"""Shorter amounts, their last zeros left out, are often each other's mirror image by chance."""
_NOUN = late(r"[^\W\d_]{5,}")
_YEAR = late(r"\b20\d\d\b")
_BESIDE = 200
"""So many signs before an amount its noun can stand."""
Known = dict[Decimal, frozenset[str]]


def check_cijfers_verwisseld(stuk: Stuk) -> Iterator[Finding]:
    """An amount that stands nowhere else, and is one of a table but for two digits, is that one written wrongly.

    Only where the text names what the table says the amount is for.
    """
    known = _in_tables(stuk)
    if not known:
        return
    counts = Counter(amount.value for prose in stuk.texts for amount in amounts_in(prose))
    sums = sums_of(stuk.voorstel.bedragen)
    texts = [prose for prose in stuk.texts if not prose.path.startswith(("eerdere_besluiten", "bijlagen"))]
    alone = [
        (prose, amount)
        for prose in texts
        for amount in amounts_in(prose)
        if counts[amount.value] == 1 and amount.value not in known and amount.value not in sums
    ]
    by_figures = _by_figures(known) if alone else {}
    for prose, amount in alone:
        swapped = {value for each in _swaps(_figures(amount.value)) for value in by_figures.get(each, ())}
        yield from _swapped(prose, amount, {value: known[value] for value in swapped})


def _swapped(prose: Prose, amount: Amount, known: Known) -> Iterator[Finding]:
    before = prose.text[max(amount.start - _BESIDE, 0) : amount.end + 60].lower()
    nouns = frozenset(_NOUN.findall(before))
    years = frozenset(_YEAR.findall(prose.text, *sentence_at(prose, amount.start)))
    meant = [
        value
        for value, named in known.items()
        if is_swap(amount.value, value) and named & nouns and _is_of(years, frozenset(filter(_YEAR.match, named)))
    ]
    if len(meant) == 1 and prose.is_literal(amount.start, amount.end) and not prose.is_quoted(amount.start):
        found, right = prose.text[amount.start : amount.end], written(meant[0])
        message = f"hier staat {found}, maar in de tabel {right}: twee cijfers zijn verwisseld"
        yield prose.finding(amount.start, amount.end, message, "kijk welk van de twee klopt, en maak ze gelijk")


def _is_of(years: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a sentence with these years can be about an amount of its own years; where either is silent, it can."""
    return not (years and own) or bool(years & own)


def is_swap(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts differ in two digits beside each other, which changed places."""
    ours, theirs = _figures(one), _figures(other)
    if len(ours) != len(theirs) or max(len(ours.rstrip("0")), len(theirs.rstrip("0"))) < _DIGITS:
        return False
    places = [place for place, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b]
    return len(places) == 2 and places[1] == places[0] + 1 and sorted(ours) == sorted(theirs)


def _figures(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')):f}".removesuffix(".00")


def _swaps(figures: str) -> set[str]:
    """Return what the figures of an amount become when two beside each other change places."""
    return {figures[:at] + figures[at + 1] + figures[at] + figures[at + 2 :] for at in range(len(figures) - 1)}


def _by_figures(known: Known) -> dict[str, list[Decimal]]:
    found: dict[str, list[Decimal]] = {}
    for value in known:
        found.setdefault(_figures(value), []).append(value)
    return found


def _in_tables(stuk: Stuk) -> Known:
    """Return the amounts of all tables, each with the longer words of its row and its column."""
    found: dict[Decimal, set[str]] = {}
    for table in (block for blocks in stuk.voorstel.teksten.values() for block in blocks if isinstance(block, Table)):
        for row in table.rows:
            for head, cell in zip(table.header, row, strict=False):
                if (value := _amount(runs_text(cell))) is not None:
                    found.setdefault(value, set()).update(_nouns(runs_text(head)), _nouns(runs_text(row[0])))
    for bedrag in stuk.voorstel.bedragen:
        for value in {*bedrag.jaren.values(), sum(bedrag.jaren.values(), Decimal())}:
            found.setdefault(value, set()).update(_nouns(runs_text(bedrag.omschrijving)), bedrag.jaren)
    return {value: frozenset(nouns) for value, nouns in found.items() if value and nouns}


def _amount(cell: str) -> Decimal | None:
    return read_amount(cell.strip()) if "€" in cell else None


def _nouns(label: str) -> list[str]:
    return _NOUN.findall(label.lower()) + _YEAR.findall(label)
