"""Whether amounts are paid from something, and are for once or for every year throughout."""

import re
from collections.abc import Iterator
from decimal import Decimal

from raadsvoorstel.blocks import runs_text
from raadsvoorstel.checks.amounts import Amount, amounts_in, is_near, written
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.money import Statement, statements_in
from raadsvoorstel.checks.phrases import word_set
from raadsvoorstel.checks.recurring import shares_called_otherwise
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import words_between
from raadsvoorstel.findings import Finding
from raadsvoorstel.model.raadsvoorstel import Bedrag
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

KREDIET = "krediet"

_CONSISTS = late(r":|\b(?:bestaat|bestaan|komt|komen|is|zijn)\b", re.IGNORECASE)
_PERIOD = late(r"\b20\d\d(?:\s*[-–]\s*|\s+(?:tot en met|t/m|tot)\s+)20\d\d\b")
_SEVERAL = 3
"""What comes back more often than this is not for once (BBV, notitie structurele en incidentele baten en lasten)."""


def check_dekking(stuk: Stuk) -> Iterator[Finding]:
    """The raad knows from what an amount is paid before it decides (Gemeentewet 189)."""
    if stuk.afspraken.type != KREDIET:
        yield from _without_dekking(stuk)


def check_dekking_krediet(stuk: Stuk) -> Iterator[Finding]:
    """In a proposal for a krediet no amount goes without what it is paid from (Gemeentewet 189 and 192)."""
    if stuk.afspraken.type == KREDIET:
        yield from _without_dekking(stuk)


def _without_dekking(stuk: Stuk) -> Iterator[Finding]:
    bedragen = [bedrag for bedrag in stuk.voorstel.bedragen if sum(bedrag.jaren.values()) > 0]
    in_text = any(
        _covers(prose, stuk.lijsten) for prose in stuk.texts_at("financien.tekst", "financien") if _is_text(prose)
    )
    some = any(bedrag.dekking for bedrag in bedragen)
    for bedrag in bedragen:
        if not bedrag.dekking and (some or not in_text):
            total = written(sum(bedrag.jaren.values(), Decimal()))
            message = f"‘{runs_text(bedrag.omschrijving)}’ ({total}) heeft geen dekking"
            yield stuk.say(bedrag.path, message, "voeg toe: dekking: … (waaruit het betaald wordt)")


def _is_text(prose: Prose) -> bool:
    return prose.path in ("financien", "financien.tekst")


def check_dekking_gelijk(stuk: Stuk) -> Iterator[Finding]:
    """What pays for an amount is as much as the amount, where both are stated."""
    lines = {bedrag.path: bedrag for bedrag in stuk.voorstel.bedragen}
    for prose in stuk.texts_at("financien.bedragen"):
        bedrag = lines.get(prose.path.removesuffix(".dekking"))  # type: ignore[call-overload]
        if bedrag is not None and prose.path.endswith(".dekking"):
            yield from _unequal(prose, bedrag)
    for prose in filter(_is_text, stuk.texts_at("financien")):
        for statement in statements_in(prose):
            yield from _unequal_in(prose, stuk.lijsten, statement)


def _unequal(prose: Prose, bedrag: Bedrag) -> Iterator[Finding]:
    amounts = amounts_in(prose)
    paid = sum((amount.value for amount in amounts), Decimal())
    total = sum(bedrag.jaren.values(), Decimal())
    fits = {total, *bedrag.jaren.values()}
    if (
        amounts
        and not (paid in fits or any(amount.is_about(each) for amount in amounts for each in fits))
        and is_near(paid, total)
    ):
        message = f"de dekking is {written(paid)}, maar de post is {written(total)}"
        yield prose.finding(amounts[0].start, amounts[-1].end, message, "laat dekking en bedrag gelijk zijn")


def _unequal_in(prose: Prose, lijsten: Lijsten, statement: Statement) -> Iterator[Finding]:
    """Look at a sentence in which one amount is paid from several others, named behind ‘gedekt’."""
    whole, *parts = statement.amounts
    if len(parts) < 2 or not _is_paid_by(prose, lijsten, statement, whole, parts[0]):
        return
    paid = sum((part.value for part in parts), Decimal())
    if (
        not whole.is_about(paid)
        and not any(part.is_about(whole.value) for part in parts)
        and is_near(paid, whole.value)
    ):
        message = f"de dekking telt op tot {written(paid)}, maar het bedrag is {prose.text[whole.start : whole.end]}"
        yield prose.finding(parts[0].start, parts[-1].end, message, "laat dekking en lasten gelijk zijn")


def _covers(prose: Prose, lijsten: Lijsten, start: int = 0, end: int | None = None) -> bool:
    """Whether words between two places say from what something is paid."""
    last = len(prose.text) if end is None else end
    said = word_set(lijsten, "dekkingswoorden")
    return any(word.lower in said for word in words_between(prose, start, last))


def _is_paid_by(prose: Prose, lijsten: Lijsten, statement: Statement, whole: Amount, part: Amount) -> bool:
    if _covers(prose, lijsten, whole.end, part.start):
        return True
    of_whole = _covers(prose, lijsten, statement.start, whole.start)
    return of_whole and _CONSISTS.search(prose.text, whole.end, part.start) is not None


# ------------------------------------------------------------------ once, or every year


def check_soort(stuk: Stuk) -> Iterator[Finding]:
    """A text calls an amount incidenteel or structureel as the table does (BBV 19 and 28)."""
    once, yearly = (word_set(stuk.lijsten, name) for name in ("eenmalig", "jaarlijks"))
    for prose in stuk.texts:
        if prose.path.startswith(("financien.bedragen", "eerdere_besluiten")):
            continue
        for statement in statements_in(prose):
            words = {word.lower for word in words_between(prose, statement.start, statement.end)}
            kinds = [
                kind for kind, named in (("incidenteel", once), ("structureel", yearly)) if not named.isdisjoint(words)
            ]
            if len(kinds) == 1 and len(statement.amounts) == 1 and words.isdisjoint(("niet", "geen")):
                yield from _otherwise(stuk, prose, statement.amounts[0], kinds[0])
    yield from _called_otherwise(stuk)
    yield from shares_called_otherwise(stuk)
    said = {word.lower for prose in stuk.texts_at("financien") if _is_text(prose) for word in prose.words}
    if not yearly.isdisjoint(said) and once.isdisjoint(said):
        yield from _every_year(stuk)


def _every_year(stuk: Stuk) -> Iterator[Finding]:
    """Yield the lines that are for once, and yet come back every year in the same amount."""
    for bedrag in stuk.voorstel.bedragen:
        amounts = list(bedrag.jaren.values())
        if bedrag.soort == "incidenteel" and len(amounts) > _SEVERAL and len(set(amounts)) == 1 and amounts[0]:
            named, amount = runs_text(bedrag.omschrijving), written(amounts[0])
            message = f"‘{named}’ is incidenteel, maar is elk jaar {amount}, en de tekst noemt de kosten structureel"
            yield stuk.say(f"{bedrag.path}.soort", message, "kies incidenteel of structureel, op beide plaatsen")


def _otherwise(stuk: Stuk, prose: Prose, amount: Amount, kind: str) -> Iterator[Finding]:
    lines = [
        bedrag
        for bedrag in stuk.voorstel.bedragen
        if any(amount.is_about(each) for each in {*bedrag.jaren.values(), sum(bedrag.jaren.values(), Decimal())})
    ]
    if lines and all(bedrag.soort != kind for bedrag in lines):
        named = runs_text(lines[0].omschrijving)
        message = f"hier is {prose.text[amount.start : amount.end]} {kind}, maar de post ‘{named}’ is {lines[0].soort}"
        yield prose.finding(amount.start, amount.end, message, "kies incidenteel of structureel, op beide plaatsen")


def check_structureel_een_jaar(stuk: Stuk) -> Iterator[Finding]:
    """What recurs every year stands in more than one year, or the text says from which year on.

    A table of one year is no more than that: only where other lines have more years, or the text names a period,
    the years behind it are missing.
    """
    if any(
        re.search(r"\b(?:vanaf|jaarlijks|per jaar|ieder jaar|elk jaar)\b", prose.text)
        for prose in stuk.texts_at("financien")
    ):
        return
    if not (_names_years(stuk) or any(len(bedrag.jaren) > 1 for bedrag in stuk.voorstel.bedragen)):
        return
    for bedrag in stuk.voorstel.bedragen:
        years = [year for year, amount in bedrag.jaren.items() if amount]
        if bedrag.soort == "structureel" and len(years) == 1:
            message = f"‘{runs_text(bedrag.omschrijving)}’ is structureel, maar heeft alleen een bedrag in {years[0]}"
            hint = "vul de volgende jaren in, of maak er incidenteel van"
            yield stuk.say(bedrag.path, message, hint)


def _names_years(stuk: Stuk) -> bool:
    return any(_PERIOD.search(prose.text) for prose in stuk.texts_at("financien") if _is_text(prose))


_KIND = (
    r"(?:^|(?<=[,;] ))(?:de |het )?(?:(?:gemeentelijke |gezamenlijke |jaarlijkse )?"
    r"(?:bijdragen?|kosten|lasten|uitgaven) (?:aan|van|voor) (?:de |het )?)?{} "
    r"(?:is|zijn|blijft|blijven) (?:(?:dus|ook|daarom) )?(?P<kind>eenmalig|incidenteel|jaarlijks|structureel)\b"
)


_KINDS = late(r"\b(?:eenmalig|incidenteel|jaarlijks|structureel)\b")


def _called_otherwise(stuk: Stuk) -> Iterator[Finding]:
    """Yield where a sentence about a whole line of the table calls it incidenteel, and the line is structureel."""
    lines = [(runs_text(bedrag.omschrijving).strip(), bedrag) for bedrag in stuk.voorstel.bedragen]
    for prose in filter(_is_text, stuk.texts_at("financien")) if lines else ():
        for start, end in prose.sentences if _KINDS.search(prose.text) else ():
            sentence = prose.text[start:end].lower() if _KINDS.search(prose.text, start, end) else ""
            for name, bedrag in lines:
                if name.lower() not in sentence:
                    continue
                if match := re.search(_KIND.format(re.escape(name)), prose.text[start:end], re.IGNORECASE):
                    kind = "incidenteel" if match["kind"].lower() in ("eenmalig", "incidenteel") else "structureel"
                    if name and bedrag.soort in ("incidenteel", "structureel") and bedrag.soort != kind:
                        message = f"hier is ‘{name}’ {match['kind']}, maar de post is {bedrag.soort}"
                        first, last = (start + place for place in match.span("kind"))
                        yield prose.finding(first, last, message, "kies incidenteel of structureel, op beide plaatsen")
