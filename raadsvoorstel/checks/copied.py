"""Whether a gemeente took over what belongs to a neighbour: her number, or her name."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from raadsvoorstel.blocks import is_open, once, runs_text
from raadsvoorstel.checks.listings import namen_of, participants_in
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.running import has_sentences, is_own
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.vocabulary import Words, group, has, sentences
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding
from raadsvoorstel.prose import Prose

_ZAAK = FieldPath("zaaknummer")
_DIGITS = 4
"""With fewer digits a number is that of nothing yet."""
_BOTH = 2
"""A number that more gemeenten have is one that they chose to share."""


def check_zaaknummer(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """Two gemeenten that each wrote a zaaknummer in their own files have not written the same one."""
    found: dict[str, list[Stuk]] = {}
    for stuk in stukken:
        runs = stuk.voorstel.regels.get(_ZAAK, ())
        number = "" if stuk.is_regio or not runs or is_open(runs) else runs_text(runs).strip()
        if sum(map(str.isdigit, number)) >= _DIGITS:
            found.setdefault(number, []).append(stuk)
    for number, versions in found.items():
        if len(versions) == _BOTH and len({stuk.where("zaaknummer").file for stuk in versions}) == _BOTH:
            first, second = versions
            message = f"zaaknummer {number} is ook dat van {first.voorstel.gemeente.naam}"
            yield second.say("zaaknummer", message, f"schrijf het zaaknummer van {second.voorstel.gemeente.naam}")


def check_andere_gemeente(stuk: Stuk) -> Iterator[Finding]:
    """What a gemeente writes in her own file does not call another participant `onze gemeente`, nor tells her story."""
    eigen = stuk.voorstel.gemeente
    namen = namen_of(stuk)
    for prose in stuk.texts if not stuk.is_regio else ():
        if any(origin.file.endswith(f"/{eigen.slug}.yaml") for origin in stuk.voorstel.origins.get(prose.path, ())):
            yield from _elsewhere(prose, namen, eigen.naam, eigen.slug, stuk.lijsten)


@once
def _elsewhere(prose: Prose, namen: tuple[str, ...], eigen: str, slug: str, lijsten: Lijsten) -> tuple[Finding, ...]:
    own = (
        [words for words in sentences(prose) if words and _is_from(prose, words, slug)] if has_sentences(prose) else []
    )
    named = [naam for words in own for naam in participants_in(words, namen) if naam != eigen]
    if not named or len(set(named)) > 1 or any(eigen.split()[0] == word.text for words in own for word in words):
        return ()
    naam = named[0]
    return tuple(_finding(prose, words, naam, eigen) for words in own if _as_herself(prose, words, naam, lijsten))


def _is_from(prose: Prose, words: Words, slug: str) -> bool:
    return prose.finding(words[0].start, words[0].end, "").origin.file.endswith(f"/{slug}.yaml")


def _finding(prose: Prose, words: Words, naam: str, eigen: str) -> Finding:
    word = next(word for word in words if word.text == naam.split()[0])
    message = f"deze tekst van {eigen} spreekt over {naam} alsof het de eigen gemeente is"
    return prose.finding(
        word.start, word.start + len(naam.partition(" (")[0]), message, f"schrijf {eigen}, of zeg wat {naam} hier doet"
    )


def _as_herself(prose: Prose, words: Words, naam: str, lijsten: Lijsten) -> bool:
    """Whether a sentence says `onze` of a name, or begins with it and goes on about what is its own."""
    at = next((n for n, word in enumerate(words) if word.text == naam.split()[0]), None)
    if at is None or not is_own(prose, words[0].start, words[-1].end):
        return False
    before = " ".join(word.lower for word in words[:at])
    heads = _heads(lijsten)
    if before.endswith(tuple(f"onze {head}" for head in heads)):
        return True
    begins = before.removeprefix("de ").removeprefix("het ") in heads
    own = has(words[at:], group(lijsten, "van-zichzelf"))
    return begins and own and not has(words, group(lijsten, "over-een-buur"))


@lru_cache(maxsize=8)
def _heads(lijsten: Lijsten) -> frozenset[str]:
    """Return what stands before the name of the own gemeente, such as `gemeente` or `inwoners van`."""
    words = group(lijsten, "voor-de-eigen-naam")
    return words | {f"{word} van" for word in words}
