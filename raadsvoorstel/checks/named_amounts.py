"""Whether a text gives what the raad decides on the same amount as the decision does."""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from raadsvoorstel.blocks import runs_text
from raadsvoorstel.checks.amounts import Amount, amounts_in, is_near, written
from raadsvoorstel.checks.money import statements_in
from raadsvoorstel.checks.phrases import word_set
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import group, has, words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_AFTER = late(r"\s+(?:aan|voor)\s+(?:(?:de|het|een|deze|dit)\s+)?(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+)?)")
_BEFORE = late(
    r"\b(?:de|het|met)\s+(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+)?)\s+(?:van|ad|ter hoogte van)\s+\Z", re.IGNORECASE
)
_DIRECTLY = late(
    r"\b(?:de|deze) (?:totale )?(?P<name>[^\W\d_]+) (?:is|zijn|wordt|bedraagt|van|ad|ter hoogte van) \Z", re.IGNORECASE
)
_LONG = 8
"""A word of this many letters says what an amount is for; ‘kosten’ does not."""
_OTHER_FIELDS = ("besluit.", "eerdere_besluiten", "alternatieven", "kanttekeningen", "bijlagen")
_YEAR = late(r"\b20\d\d\b")


class Named(Struct, frozen=True):
    """An amount with what it is for, in small letters, and the years that its sentence names."""

    amount: Amount
    name: str
    years: frozenset[str]


def check_bedrag_verschilt(stuk: Stuk) -> Iterator[Finding]:
    """What the raad agrees to has the amount of the decision in every text, and in the table of amounts."""
    decided = [each for prose in stuk.texts_at("besluit.raad") for each in _named_in(stuk, prose)]
    for prose in stuk.texts if decided else ():
        if not prose.path.startswith(_OTHER_FIELDS):
            for each in _named_in(stuk, prose):
                same = [other for other in decided if other.name == each.name]
                if same and all(_differs(each, other) for other in same):
                    found, meant = prose.text[each.amount.start : each.amount.end], written(same[0].amount.value)
                    message = f"hier staat {found} voor ‘{each.name}’, maar de raad besluit over {meant}"
                    hint = "laat alle teksten hetzelfde bedrag noemen"
                    yield prose.finding(each.amount.start, each.amount.end, message, hint)
    yield from _in_table(stuk, decided)


def check_enig_bedrag(stuk: Stuk) -> Iterator[Finding]:
    """What exists once, such as a bouwsom, has the amount of the decision in every text, the college's too."""
    decided = {name: amount for prose in stuk.texts_at("besluit.raad") for name, amount in _single(stuk, prose)}
    for prose in stuk.texts if decided else ():
        if prose.path.startswith(("besluit.raad", "eerdere_besluiten", "alternatieven", "bijlagen")):
            continue
        for name, amount in _single(stuk, prose):
            meant = decided.get(name, amount)
            if not (amount.is_about(meant.value) or meant.is_about(amount.value)):
                found = prose.text[amount.start : amount.end]
                message = f"hier is de {name} {found}, maar in het besluit van de raad {written(meant.value)}"
                yield prose.finding(amount.start, amount.end, message, "laat alle teksten hetzelfde bedrag noemen")


def _single(stuk: Stuk, prose: Prose) -> Iterator[tuple[str, Amount]]:
    """Yield the amounts that stand directly behind the name of what exists once; those of another time left out."""
    names = word_set(stuk.lijsten, "enige_bedragen")
    for statement in statements_in(prose):
        words = words_between(prose, statement.start, statement.end)
        if has(words, group(stuk.lijsten, "vroeger") | group(stuk.lijsten, "ander-bedrag")):
            continue
        for amount in statement.amounts:
            match = _DIRECTLY.search(prose.text[statement.start : amount.start])
            if match and match["name"].lower() in names:
                yield match["name"].lower(), amount


def _in_table(stuk: Stuk, decided: list[Named]) -> Iterator[Finding]:
    for bedrag in stuk.voorstel.bedragen:
        total, name = sum(bedrag.jaren.values(), Decimal()), runs_text(bedrag.omschrijving).strip().lower()
        fits = {total, *bedrag.jaren.values()}
        same = [each for each in decided if each.name == name]
        fitting = any(each.amount.is_about(fit) for each in same for fit in fits)
        if not fitting and any(_is_mistake(each.amount.value, total) for each in same):
            meant = written(same[0].amount.value)
            message = f"de post ‘{name}’ is {written(total)}, maar de raad besluit over {meant}"
            yield stuk.say(bedrag.path, message, "laat besluit en tabel hetzelfde bedrag noemen")


def _named_in(stuk: Stuk, prose: Prose) -> Iterator[Named]:
    """Yield the amounts of which a text says what they are for; those of another time, or of a part, left out."""
    if not amounts_in(prose):
        return
    anders = word_set(stuk.lijsten, "bedrag_anders") | word_set(stuk.lijsten, "kredieten")
    for statement in statements_in(prose):
        sentence = prose.text[statement.start : statement.end]
        if not anders.isdisjoint(re.findall(r"\w+", sentence.lower())):
            continue
        for amount in statement.amounts:
            match = _AFTER.match(prose.text, amount.end)
            match = match or _BEFORE.search(prose.text[statement.start : amount.start])
            if match and (name := _name(match["name"].lower().split())):
                yield Named(amount, name, frozenset(_YEAR.findall(sentence)))


def _name(words: list[str]) -> str:
    """Return the words up to the noun, a long one behind at most one adjective; "" when none is long."""
    kept = words if words[0].endswith("e") else words[:1]
    return " ".join(kept) if len(kept[-1]) >= _LONG else ""


def _differs(each: Named, other: Named) -> bool:
    """Whether one of two amounts can only be a mistake for the other."""
    apart = bool(each.years and other.years) and each.years.isdisjoint(other.years)
    equal = each.amount.is_about(other.amount.value) or other.amount.is_about(each.amount.value)
    return not apart and not equal and _is_mistake(each.amount.value, other.amount.value)


def _is_mistake(value: Decimal, other: Decimal) -> bool:
    """Whether two amounts are near each other, or have the same digits in another order."""
    return is_near(value, other) or sorted(str(int(value))) == sorted(str(int(other)))
