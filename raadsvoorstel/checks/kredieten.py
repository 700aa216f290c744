"""Whether the amount that the raad makes available is explained, and everywhere the same."""

import re
from collections.abc import Iterator
from decimal import Decimal

from raadsvoorstel.checks.amounts import Amount, amounts_in, is_near, sums_of, written
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.money import nearest, statements_in
from raadsvoorstel.checks.phrases import Hit, find, listed
from raadsvoorstel.checks.stuk import TERMEN, Stuk
from raadsvoorstel.fieldpath import is_within
from raadsvoorstel.findings import Finding
from raadsvoorstel.notation import read_amount
from raadsvoorstel.prose import Prose


def _credits(prose: Prose, lijsten: Lijsten) -> Iterator[tuple[Amount, str]]:
    """Yield the amounts that a text calls a krediet, or says are made available, with the word that it uses."""
    if not amounts_in(prose):
        return
    hits = tuple(find(prose, listed(lijsten, "kredieten", "")))
    for statement in statements_in(prose):
        for amount in statement.amounts:
            own = (hit for hit in hits if statement.start <= hit.start < statement.end)
            if hit := next((hit for hit in own if _names(prose, hit, amount)), None):
                yield amount, hit.text.lower()


def _names(prose: Prose, hit: Hit, amount: Amount) -> bool:
    if amount.start >= hit.end:
        return bool(
            re.fullmatch(r"\s+(?:van|ter hoogte van|ad|groot)?\s*(?:maximaal\s+)?", prose.text[hit.end : amount.start])
        )
    between = prose.text[amount.end : hit.start]
    return " " in hit.text and len(between.split()) <= 12 and "€" not in between


def check_krediet(stuk: Stuk) -> Iterator[Finding]:
    """The amount that the raad is asked for is the one that `financien` explains, and everywhere the same."""
    asked = [(*each, prose) for prose in stuk.texts_at("besluit.raad") for each in _credits(prose, stuk.lijsten)]
    if not asked:
        return
    sums = sums_of(stuk.voorstel.bedragen)
    explained = {each.value for prose in stuk.texts_at("financien") for each in amounts_in(prose)} | sums
    together = sum((amount.value for amount, _, _ in asked), Decimal())
    for amount, _, prose in asked:
        if sums and not any(map(amount.is_about, explained)) and together not in explained:
            meant = written(nearest(amount.value, frozenset(explained)))
            message = f"de raad stelt {_shown(prose, amount)} beschikbaar, maar bij `financien` staat {meant}"
            hint = "laat besluit en `financien` hetzelfde bedrag noemen"
            found = prose.finding(amount.start, amount.end, message, hint)
            yield found if prose.is_literal(amount.start, amount.end) else _at_term(stuk, amount, found)
    if len({amount.value for amount, _, _ in asked}) == 1:
        yield from _other_credits(stuk, *asked[0])


def _at_term(stuk: Stuk, amount: Amount, found: Finding) -> Finding:
    """Return a finding at the term that the amount was written in, where there is one: there it can be mended."""
    terms = (prose for prose in stuk.everything if is_within(prose.path, TERMEN))
    places = [prose for prose in terms if read_amount(prose.text.strip()) == amount.value]
    if len(places) != 1:
        return found
    return places[0].finding(0, len(places[0].text), found.message, found.hint)


def _shown(prose: Prose, amount: Amount) -> str:
    return prose.text[amount.start : amount.end]


def _other_credits(stuk: Stuk, asked: Amount, name: str, decision: Prose) -> Iterator[Finding]:
    """Yield where another text calls the krediet of the decision by another amount."""
    for prose in stuk.texts:
        if prose.path.startswith(("besluit.", "eerdere_besluiten")):
            continue
        for amount, called in _credits(prose, stuk.lijsten):
            if called == name and not amount.is_about(asked.value) and is_near(amount.value, asked.value):
                message = f"hier staat {_shown(prose, amount)}, maar de raad besluit over {_shown(decision, asked)}"
                yield prose.finding(amount.start, amount.end, message, "laat alle teksten hetzelfde bedrag noemen")


def check_krediet_toegelicht(stuk: Stuk) -> Iterator[Finding]:
    """What the raad is asked for, `financien` has to explain."""
    if stuk.voorstel.bedragen:
        return
    explained = [amount for prose in stuk.texts_at("financien") for amount in amounts_in(prose)]
    for prose in stuk.texts_at("besluit.raad"):
        for amount, _ in _credits(prose, stuk.lijsten):
            if not any(other.is_about(amount.value) or amount.is_about(other.value) for other in explained):
                message = f"de raad stelt {_shown(prose, amount)} beschikbaar, maar `financien` noemt dat bedrag niet"
                hint = "zet het bij `financien` onder `bedragen`, met soort, dekking en jaren"
                yield prose.finding(amount.start, amount.end, message, hint)
