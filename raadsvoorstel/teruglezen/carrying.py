"""Carry a change out in memory, and look whether the document would then say what the clerk wrote, and nothing else."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.blocks import Blocks, plain_text
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, has_errors
from raadsvoorstel.markdown.essence import essence, same
from raadsvoorstel.notation import read_amount, write_amount, write_period
from raadsvoorstel.teruglezen.judging import Judged, Stand, current, judge, stays
from raadsvoorstel.teruglezen.leaves import parts
from raadsvoorstel.teruglezen.pairs import Pair
from raadsvoorstel.teruglezen.placing import For, Way, refusal, ways_for
from raadsvoorstel.teruglezen.returned import Edited, Returned
from raadsvoorstel.teruglezen.version import TextKey, Version
from raadsvoorstel.teruglezen.walking import reloaded, walked
from raadsvoorstel.typography import typeset_text
from raadsvoorstel.word.manifest import Kind
from raadsvoorstel.yaml_writing.places import Address


class Carried(Struct, frozen=True):
    """A change that was carried out in memory.

    `others` are the gemeenten for which the text changes as well, `untouched` those that have their own and keep
    it, `along` the other texts that follow from it.
    """

    version: Version
    file: Path
    how: str
    others: tuple[str, ...] = ()
    untouched: tuple[str, ...] = ()
    along: tuple[str, ...] = ()


class Failed(Struct, frozen=True):
    """Why a change was not carried out, and what to do."""

    reason: str
    hint: str = ""


MISFIT = Failed("deze wijziging past niet in de bron", "neem haar zelf over")


def carry_out(
    edited: Edited, returned: Returned, version: Version, to: For, kept: dict[str, str]
) -> tuple[Judged, Carried | Failed]:
    """Return what one change comes down to, and the project with it carried out, or why that cannot be."""
    judged, plan = planned(edited, returned, version, to, kept)
    if isinstance(plan, Failed):
        return judged, plan
    found = MISFIT
    for way in plan:
        outcome = _tried(way, judged, returned, version)
        if isinstance(outcome, Carried):
            return judged, outcome
        found = outcome or found
    return judged, found


def planned(
    edited: Edited, returned: Returned, version: Version, to: For, kept: dict[str, str]
) -> tuple[Judged, Failed | Iterator[Way]]:
    """Return what a change comes down to, and the ways to carry it out, or why it cannot be."""
    judged = judge(edited, returned, version)
    if judged.stand is Stand.DONE or (judged.stand is Stand.FOLLOWS and _all_kept(judged, kept)):
        return judged, Failed("")
    if judged.stand in (Stand.REFUSED, Stand.DOUBT):
        return judged, Failed(judged.reason, judged.hint)
    to = to if version.slug else For.REGIO
    reason, hint = refusal(judged, version, to)
    return judged, Failed(reason, hint) if reason else ways_for(judged, version, to, kept)


def _all_kept(judged: Judged, kept: dict[str, str]) -> bool:
    return all(stays(value, kept) for value in judged.values)


def _tried(way: Way, judged: Judged, returned: Returned, version: Version) -> Carried | Failed | None:
    """Return what comes of one way; None when it cannot be walked at all."""
    files = walked([way], version)
    if files is None:
        return None
    new, findings = reloaded(version, files, returned.soort)
    if new is None or has_errors(findings):
        return next((faulty_source(finding) for finding in findings if has_errors([finding])), None)
    return _compared(way, judged, returned, version, new)


def faulty_source(finding: Finding) -> Failed:
    """Return why a change is not carried out after which the files have a fault."""
    return Failed(f"de bron klopt dan niet meer: {finding.message}", finding.hint)


# ------------------------------------------------------------------ before and after


def _compared(
    way: Way, judged: Judged, returned: Returned, before: Version, after: Version
) -> Carried | Failed | None:  # fmt: skip
    edited = judged.edited
    if essence(now_of(edited, returned, after)) != judged.expected:
        return None
    is_value = edited.pair.address[0] == "termen" or edited.kind is Kind.VALUE
    here = changes_between(before, after)
    along = {shown: pair for shown, pair in here.items() if not _is_own(shown, edited)}
    if not all(_is_explained(judged, *pair) for pair in along.values()):
        return Failed("er zou ook andere tekst veranderen", "neem haar zelf over")
    if not is_value and not _only_here(edited, address_in(edited, returned, before), here):
        return None
    paths = tuple(dict.fromkeys(key[2] for key in along))
    if way.file != before.regio_file or not before.slug:
        return Carried(after, way.file, way.how, along=paths)
    others = others_changed(before, after, lambda key, texts: _whose(judged, key, texts))
    if others is None:
        return Failed("bij een andere gemeente zou ook andere tekst veranderen", "neem haar zelf over")
    return Carried(after, way.file, way.how, *names_of(others, edited.number, before), paths)


def now_of(edited: Edited, returned: Returned, version: Version) -> Blocks:
    """Return what the source makes of a value."""
    found = current(edited, returned, version)
    return found.theirs or () if found else ()


Changed = dict[TextKey, tuple[Blocks, Blocks]]


def changes_between(before: Version, after: Version) -> Changed:
    """Return the texts that are not the same in two versions, as they are in both."""
    pairs = {key: (before.texts.get(key, ()), after.texts.get(key, ())) for key in {**before.texts, **after.texts}}
    return {key: pair for key, pair in pairs.items() if not same(*pair)}


def _is_own(key: TextKey, edited: Edited) -> bool:
    return key[2] == edited.of or (key[1] is Kind.TITLE and edited.of.startswith(f"{key[2]}."))


def address_in(edited: Edited, returned: Returned, version: Version) -> Address:
    """Return where a value stands in a text as a version has it, which may have fewer items."""
    now = current(edited, returned, version)
    return now.other if now else edited.pair.address


def _only_here(edited: Edited, address: Address, changed: Changed) -> bool:
    """Whether within its text nothing but the one value changed."""
    for key, (was, now) in changed.items():
        if key[1] is not Kind.TEXT or not _is_own(key, edited):
            continue
        items = {pair.address[: len(address)] for pair in changed_parts(edited.of, was, now)}
        # What goes away moves others to another place.
        if items - {address} if edited.pair.theirs is not None else len(items) > 1:
            return False
    return True


def changed_parts(path: FieldPath, was: Blocks, now: Blocks) -> Iterator[Pair]:
    """Yield the values of one text that are not the same in two versions."""
    return (pair for pair in parts(path, was, now).pairs if not same(pair.base, pair.theirs or ()))


def _is_explained(judged: Judged, was: Blocks, now: Blocks) -> bool:
    """Whether a text differs only in the value that changed, which it shows through a placeholder."""
    pair = judged.edited.pair
    was_text, now_text = (_line(blocks) for blocks in (was, now))
    old, new = forms(_line(pair.base)), forms(_line(pair.theirs or ()))
    in_kind = zip(old, new, strict=True)
    if _with(was_text, in_kind) == now_text:
        return True
    return any(_with(was_text, [(form, becomes) for form in old]) == now_text for becomes in new)


def _line(blocks: Blocks) -> str:
    return " ".join(plain_text(blocks).split())


def _with(text: str, replacements: Iterable[tuple[str, str]]) -> str:
    for old, new in sorted(replacements, key=lambda pair: -len(pair[0])):
        text = text.replace(old, new) if old else text
    return text


def forms(text: str) -> list[str]:
    """Return how a value may be shown: as it is, as it is printed, as a date, as an amount, and with a capital."""
    amount = read_amount(text)
    shown = [text, typeset_text(text), write_period(text) or text, write_amount(amount) if amount is not None else text]
    plain = [" ".join(each.split()) for each in shown]
    return [*plain, *(each[:1].upper() + each[1:] for each in plain)]


def _whose(judged: Judged, key: TextKey, texts: tuple[Blocks, Blocks]) -> set[int]:
    """Return the number of a change, if it explains what became of a text of another gemeente."""
    is_hers = _is_own(key, judged.edited) or _is_explained(judged, *texts)
    return {judged.edited.number} if is_hers else set()


Others = dict[str, set[int]]
"""For every other gemeente the numbers of the changes that are hers too."""


def others_changed(
    before: Version, after: Version, whose: Callable[[TextKey, tuple[Blocks, Blocks]], set[int]]
) -> Others | None:
    """Return which changes other gemeenten have too; None when more changes there.

    `whose` says by their numbers which changes are those of a text that is not the same, as it was and is.
    """
    found: Others = {}
    for slug in before.dossier.houses:
        was, now = before.other(slug), after.other(slug)
        if slug == before.slug or was is None:
            continue
        if now is None:
            return None
        numbers = [whose(key, texts) for key, texts in changes_between(was, now).items()]
        if not all(numbers):
            return None
        found[slug] = {number for some in numbers for number in some}
    return found


def names_of(others: Others, number: int, version: Version) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the gemeenten for which a change holds as well, and of those that keep their own text."""
    names = {slug: version.dossier.houses[slug].gemeente.naam for slug in others}
    hers = tuple(names[slug] for slug, numbers in others.items() if number in numbers)
    return hers, tuple(name for slug, name in names.items() if number not in others[slug])
