"""Carry a change out in memory, and look whether the document would then say what the clerk wrote, and nothing else."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.blocks import Blocks, plain_text
from raadsvoorstel.findings import Finding, has_errors
from raadsvoorstel.markdown.essence import essence, same
from raadsvoorstel.notation import read_amount, write_amount, write_period
from raadsvoorstel.rewriting import rewrite
from raadsvoorstel.sources import parse
from raadsvoorstel.teruglezen.judging import Judged, Stand, current, judge, stays
from raadsvoorstel.teruglezen.leaves import parts
from raadsvoorstel.teruglezen.placing import For, Way, refusal, ways_for
from raadsvoorstel.teruglezen.returned import Edited, Returned
from raadsvoorstel.teruglezen.version import TextKey, Version, load_version, version_of
from raadsvoorstel.typography import typeset_text
from raadsvoorstel.word.manifest import Kind


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


def carry_out(
    edited: Edited, returned: Returned, version: Version, to: For, kept: dict[str, str]
) -> tuple[Judged, Carried | Failed]:
    """Return what one change comes down to, and the project with it carried out, or why that cannot be."""
    judged = judge(edited, returned, version)
    if judged.stand is Stand.DONE or (judged.stand is Stand.FOLLOWS and _all_kept(judged, kept)):
        return judged, Failed("")
    if judged.stand in (Stand.REFUSED, Stand.DOUBT):
        return judged, Failed(judged.reason, judged.hint)
    to = to if version.slug else For.REGIO
    reason, hint = refusal(judged, version, to)
    if reason:
        return judged, Failed(reason, hint)
    found = Failed("deze wijziging past niet in de bron", "neem haar zelf over")
    for way in ways_for(judged, version, to, kept):
        outcome = _tried(way, judged, returned, version)
        if isinstance(outcome, Carried):
            return judged, outcome
        found = outcome or found
    return judged, found


def _all_kept(judged: Judged, kept: dict[str, str]) -> bool:
    return all(stays(value, kept) for value in judged.values)


def _tried(way: Way, judged: Judged, returned: Returned, version: Version) -> Carried | Failed | None:
    """Return what comes of one way; None when it cannot be walked at all."""
    drafts = _drafts(way, version)
    if drafts is None:
        return None
    project = replace(version.project, drafts={**version.project.drafts, **drafts})
    gemeente = version.gemeente.naam
    new, findings = load_version(project, version.dossier.naam, gemeente, _soort(returned))
    if new is None or has_errors(findings):
        return _wrong(findings)
    return _compared(way, judged, returned, version, new)


def _wrong(findings: Iterable[Finding]) -> Failed | None:
    first = next((finding for finding in findings if has_errors([finding])), None)
    return Failed(f"de bron klopt dan niet meer: {first.message}", first.hint) if first else None


def _soort(returned: Returned) -> str:
    return returned.manifest.facts.get("soort", "")


def _drafts(way: Way, version: Version) -> dict[Path, bytes] | None:
    drafts: dict[Path, bytes] = {}
    for step in way.steps:
        data = drafts.get(step.path, version.contents(step.path))
        text = data.decode("utf-8").removeprefix("\ufeff")
        tree, _ = parse(text, version.project.shown(step.path))
        edits = step.edit(tree, text) if tree is not None else []
        if not edits:
            return None
        try:
            drafts[step.path] = rewrite(data, edits)
        except ValueError:
            return None
    return drafts


# ------------------------------------------------------------------ before and after


def _compared(
    way: Way, judged: Judged, returned: Returned, before: Version, after: Version
) -> Carried | Failed | None:  # fmt: skip
    edited = judged.edited
    if essence(_now(edited, returned, after)) != judged.expected:
        return None
    is_value = edited.pair.address[0] == "termen" or edited.kind is Kind.VALUE
    here = _changed(before.texts(), after.texts())
    along = {shown: pair for shown, pair in here.items() if not _is_own(shown, edited)}
    if not all(_is_explained(judged, *pair) for pair in along.values()):
        return Failed("er zou ook andere tekst veranderen", "neem haar zelf over")
    if not is_value and not _only_here(edited, returned, here):
        return None
    if way.file != before.regio_file or not before.slug:
        return Carried(after, way.file, way.how, along=tuple(dict.fromkeys(key[2] for key in along)))
    others, untouched = _others(judged, before, after)
    if others is None:
        return Failed("bij een andere gemeente zou ook andere tekst veranderen", "neem haar zelf over")
    return Carried(after, way.file, way.how, others, untouched, tuple(dict.fromkeys(key[2] for key in along)))


def _now(edited: Edited, returned: Returned, version: Version) -> Blocks:
    found = current(edited, returned, version)
    return found.theirs or () if found else ()


_Changed = dict[TextKey, tuple[Blocks, Blocks]]


def _changed(before: Mapping[TextKey, Blocks], after: Mapping[TextKey, Blocks]) -> _Changed:
    pairs = {key: (before.get(key, ()), after.get(key, ())) for key in {**before, **after}}
    return {key: pair for key, pair in pairs.items() if not same(*pair)}


def _is_own(key: TextKey, edited: Edited) -> bool:
    return key[2] == edited.of or (key[1] is Kind.TITLE and edited.of.startswith(f"{key[2]}."))


def _only_here(edited: Edited, returned: Returned, changed: _Changed) -> bool:
    """Whether within its text nothing but the one value changed."""
    for key, (was, now) in changed.items():
        if key[1] is not Kind.TEXT or not _is_own(key, edited):
            continue
        for pair in parts(edited.of, was, now).pairs:
            is_it = pair.address[: len(edited.pair.address)] == edited.pair.address
            if not is_it and not same(pair.base, pair.theirs or ()) and edited.pair.theirs is not None:
                return False
    return True


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


def _others(judged: Judged, before: Version, after: Version) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Return which other gemeenten have another text then, and which have their own; None when more changes."""
    changed_for: list[str] = []
    untouched: list[str] = []
    for slug, house in before.dossier.houses.items():
        if slug == before.slug:
            continue
        (was, _), (now, _) = version_of(before.dossier, slug), version_of(after.dossier, slug)
        if was is None:
            continue
        if now is None:
            return None, ()
        changed = _changed(was.texts(), now.texts())
        if not all(_is_own(key, judged.edited) or _is_explained(judged, *pair) for key, pair in changed.items()):
            return None, ()
        (changed_for if changed else untouched).append(house.gemeente.naam)
    return tuple(changed_for), tuple(untouched)
