"""Whether the amounts in the texts add up, and agree with the table of amounts and with the decision."""

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from msgspec import Struct

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.amounts import Amount, amounts_in, is_near, sums_of, written
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.phrases import Hit, find, listed
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import words_between
from raadsvoorstel.fieldpath import FieldPath, is_within
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose, Word

_FINANCIEN = FieldPath("financien")
_ELSEWHERE = ("financien.bedragen", "eerdere_besluiten", "bijlagen", "persbericht")
_MANY = 8
"""Of more parts than these, only the last are looked at when some of them may have been added up."""
_FIRST_PARTS = late(r":|\b(?:bestaande uit|bestaat uit|te weten|namelijk|verdeeld over)\b")


class Statement(Struct, frozen=True):
    """A sentence with amounts: where it is, and its amounts."""

    start: int
    end: int
    amounts: tuple[Amount, ...]


@once
def statements_in(prose: Prose) -> tuple[Statement, ...]:
    """Return the sentences of a text that name amounts."""
    amounts = amounts_in(prose)
    starts = [amount.start for amount in amounts]
    sentences = ((start, end, bisect_left(starts, start)) for start, end in prose.sentences) if amounts else ()
    found = (Statement(start, end, tuple(amounts[at : bisect_left(starts, end)])) for start, end, at in sentences)
    return tuple(statement for statement in found if statement.amounts)


@once
def _hits(prose: Prose, lijsten: Lijsten, name: str) -> tuple[Hit, ...]:
    return tuple(sorted(find(prose, listed(lijsten, name, "")), key=lambda hit: hit.start))


def _says(prose: Prose, statement: Statement, lijsten: Lijsten, name: str) -> bool:
    return bool(_within(_hits(prose, lijsten, name), statement))


def _within(hits: tuple[Hit, ...], statement: Statement) -> tuple[Hit, ...]:
    first, last = (bisect_left(hits, place, key=lambda hit: hit.start) for place in (statement.start, statement.end))
    return hits[first:last]


def _totals(prose: Prose, lijsten: Lijsten) -> Iterator[tuple[Statement, Amount, Hit]]:
    """Yield the amounts that a text calls a total; those about more than this proposal left out."""
    if not amounts_in(prose):
        return
    hits = _hits(prose, lijsten, "totaalwoorden")
    for statement in statements_in(prose):
        for hit in _within(hits, statement):
            amount = next((each for each in statement.amounts if _belongs(prose, hit, each)), None)
            if amount and not _says(prose, statement, lijsten, "totaal_anders"):
                yield statement, amount, hit
                break


def _belongs(prose: Prose, hit: Hit, amount: Amount) -> bool:
    """Whether only a few words stand between a word for a total and the amount behind it, or none before it."""
    if amount.start >= hit.end:
        between = prose.text[hit.end : amount.start]
        return len(between.split()) <= 5 and "€" not in between
    return not prose.text[amount.end : hit.start].strip()


def check_totaal(stuk: Stuk) -> Iterator[Finding]:
    """A total in a text is one that the table of amounts adds up to."""
    bedragen = stuk.voorstel.bedragen
    sums = sums_of(bedragen)
    for prose in stuk.texts if bedragen else ():
        if any(is_within(prose.path, FieldPath(path)) for path in _ELSEWHERE):
            continue
        for statement, amount, hit in _totals(prose, stuk.lijsten):
            if len(_parts_of(prose, statement, amount, hit)) > 1:
                continue
            total = nearest(amount.value, sums)
            within = 4 if is_within(prose.path, _FINANCIEN) else 20
            if total and not any(map(amount.is_about, sums)) and is_near(amount.value, total, within):
                found = prose.text[amount.start : amount.end]
                message = f"hier staat een totaal van {found}, maar de tabel komt uit op {written(total)}"
                hint = "kijk welk van de twee klopt, en pas het andere aan"
                yield prose.finding(amount.start, amount.end, message, hint)


def nearest(value: Decimal, sums: frozenset[Decimal]) -> Decimal:
    """Return the sum that an amount comes nearest to; 0 when there is none."""
    return min(sums, key=lambda total: (abs(total - abs(value)), total), default=Decimal())


def check_optelling(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    """The parts that a sentence names add up to the total that it names."""
    for statement, total, hit in _totals(prose, lijsten):
        if not _says(prose, statement, lijsten, "bedrag_per"):
            parts = _parts_of(prose, statement, total, hit)
            ends = {sum(some, Decimal()) for n in range(2, len(parts) + 1) for some in combinations(parts[-_MANY:], n)}
            added = sum(parts, Decimal())
            if len(parts) > 1 and not any(map(total.is_about, ends)) and is_near(total.value, added):
                found = prose.text[total.start : total.end]
                message = f"hier staat een totaal van {found}, maar de delen tellen op tot {written(added)}"
                yield prose.finding(total.start, total.end, message, "reken het na, en pas het totaal of een deel aan")


def _parts_of(prose: Prose, statement: Statement, total: Amount, hit: Hit) -> list[Decimal]:
    before = [amount.value for amount in statement.amounts if amount.end <= min(total.start, hit.start)]
    if len(before) > 1:
        return before
    after = [amount for amount in statement.amounts if amount.start >= total.end]
    if not before and len(after) > 1 and _FIRST_PARTS.search(prose.text, total.end, after[0].start):
        return [amount.value for amount in after]
    return []


def check_uitspraak(stuk: Stuk) -> Iterator[Finding]:
    """A proposal says what it costs, or that it costs nothing; one that has hardly been begun need not yet."""
    if stuk.is_regio or not stuk.voorstel.besluit_raad or stuk.voorstel.bedragen or stuk.afspraken.type == "benoeming":
        return
    texts = tuple(stuk.texts_at("financien"))
    if not texts and stuk.is_sketch:
        return
    if not any(_speaks_of_money(prose, stuk.lijsten) for prose in texts):
        said = (
            "`financien` noemt geen bedrag, en zegt ook niet dat er geen kosten zijn"
            if texts
            else "`financien` ontbreekt"
        )
        hint = "noem bedragen met dekking, of schrijf dat het voorstel geen financiële gevolgen heeft"
        yield stuk.say("financien", said, hint)


def _speaks_of_money(prose: Prose, lijsten: Lijsten) -> bool:
    if amounts_in(prose) or any(True for _ in find(prose, listed(lijsten, "geld_gezegd", ""))):
        return True
    if prose.text.strip(" .").lower() in ("geen", "nihil", "nvt"):
        return True
    return any(_says_nothing_is_paid([word.lower for word in words], lijsten) for words in _words_by_sentence(prose))


def _words_by_sentence(prose: Prose) -> Iterator[tuple[Word, ...]]:
    return (words_between(prose, start, end) for start, end in prose.sentences)


def _says_nothing_is_paid(words: list[str], lijsten: Lijsten) -> bool:
    """Whether a sentence says ‘geen kosten’, ‘kost niets’ or ‘binnen het lopende budget’, whatever stands between."""
    none, within = lijsten.words_of("geen_geld"), lijsten.words_of("binnen_geld")
    for place, word in enumerate(words):
        near = words[place + 1 : place + 6]
        if word in ("geen", "zonder") and any(other.endswith(none) for other in near):
            return True
        if word in ("kost", "kosten") and "niets" in near:
            return True
        if word == "binnen" and any(other.endswith(within) for other in near[:4]):
            return True
    return False
