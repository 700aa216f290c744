"""Carry many changes out at once: the project is read anew for as many together as can be told apart."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from raadsvoorstel.blocks import Blocks
from raadsvoorstel.fieldpath import FieldPath, parent
from raadsvoorstel.findings import has_errors
from raadsvoorstel.markdown.essence import essence
from raadsvoorstel.teruglezen.carrying import (
    MISFIT,
    Carried,
    Failed,
    carry_out,
    changed_parts,
    changes_between,
    now_of,
    planned,
)
from raadsvoorstel.teruglezen.judging import Judged
from raadsvoorstel.teruglezen.placing import For, Way
from raadsvoorstel.teruglezen.returned import Edited, Returned
from raadsvoorstel.teruglezen.version import TextKey, Version
from raadsvoorstel.teruglezen.walking import reloaded, walked
from raadsvoorstel.word.manifest import Kind

Outcome = tuple[Edited, Judged, Carried | Failed]
Kept = dict[str, str]
_SEVERAL = 4
"""From how many changes on it pays to try them together: of fewer, one that cannot be costs more than they save."""


class _Walk(Struct, frozen=True):
    """A change, and the way that it goes."""

    edited: Edited
    judged: Judged
    way: Way


def carry_out_each(
    every: Sequence[Edited], returned: Returned, version: Version, to: For, kept: Kept, *, onward: bool = False
) -> Iterator[Outcome]:
    """Yield for each change what `carry_out` gives: each by itself, or `onward`, on top of those that went before."""
    together = [edited for edited in every if not _shifts(edited)]
    for some in (together, *([edited] for edited in every if _shifts(edited))):
        for outcome in _halved(some, returned, version, to, kept, onward=onward):
            yield outcome
            version = _after(outcome, version) if onward else version


def _shifts(edited: Edited) -> bool:
    """Whether a change takes an item out of a list, so that those behind it get another number."""
    return edited.pair.theirs is None and any(isinstance(key, int) for key in edited.pair.address)


def _after(outcome: Outcome, before: Version) -> Version:
    return outcome[2].version if isinstance(outcome[2], Carried) else before


def _halved(
    every: Sequence[Edited], returned: Returned, version: Version, to: For, kept: Kept, *, onward: bool
) -> Iterator[Outcome]:
    """Yield the outcomes, of all at once where that is sure, and else of either half."""
    if len(every) < _SEVERAL:
        for edited in every:
            outcome = (edited, *carry_out(edited, returned, version, to, kept))
            yield outcome
            version = _after(outcome, version) if onward else version
        return
    if found := _at_once(every, returned, version, to, kept):
        yield from found
        return
    middle = len(every) // 2
    for some in (every[:middle], every[middle:]):
        for outcome in _halved(some, returned, version, to, kept, onward=onward):
            yield outcome
            version = _after(outcome, version) if onward else version


def _at_once(
    every: Sequence[Edited], returned: Returned, version: Version, to: For, kept: Kept
) -> list[Outcome] | None:
    """Return what becomes of changes that all go as they should, or cannot go at all; None where it is not sure."""
    found: list[Outcome] = []
    walks: list[_Walk] = []
    for edited in every:
        judged, plan = planned(edited, returned, version, to, kept)
        if isinstance(plan, Failed):
            found.append((edited, judged, plan))
        elif way := next((way for way in plan if walked([way], version)), None):
            walks.append(_Walk(edited, judged, way))
        else:
            found.append((edited, judged, MISFIT))
    if not walks:
        return found
    files = walked((walk.way for walk in walks), version)
    after, findings = reloaded(version, files, returned.soort) if files else (None, [])
    if after is None or has_errors(findings):
        return None
    carried = _carried(walks, returned, version, after)
    return [*found, *carried] if carried else None


# ------------------------------------------------------------------ before and after


class _Owners:
    """Which changes a text belongs to."""

    def __init__(self, walks: Sequence[_Walk]) -> None:
        self._texts: dict[FieldPath, list[_Walk]] = {}
        self._titles: dict[FieldPath, list[_Walk]] = {}
        for walk in walks:
            path = walk.edited.of
            self._texts.setdefault(path, []).append(walk)
            while path := parent(path):
                self._titles.setdefault(path, []).append(walk)

    def of(self, key: TextKey) -> list[_Walk]:
        """Return the changes in a text; of a title also those in what stands below it."""
        _, kind, path, _ = key
        return [*self._texts.get(path, ()), *(self._titles.get(path, ()) if kind is Kind.TITLE else ())]


def _carried(walks: Sequence[_Walk], returned: Returned, before: Version, after: Version) -> list[Outcome] | None:
    """Return the changes as carried out; None when one did not become what it should, or anything else did."""
    if any(essence(now_of(walk.edited, returned, after)) != walk.judged.expected for walk in walks):
        return None
    owners = _Owners(walks)
    for key, (was, now) in changes_between(before, after).items():
        if not _only_those(owners.of(key), key, was, now):
            return None
    others = _others(owners, before, after) if any(_is_regional(walk, before) for walk in walks) else {}
    if others is None:
        return None
    return [
        (walk.edited, walk.judged, Carried(after, walk.way.file, walk.way.how, *_told(walk, others, before)))
        for walk in walks
    ]


_Others = dict[str, set[int]]
"""For every other gemeente the numbers of the changes that are hers too."""


def _told(walk: _Walk, others: _Others, before: Version) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the gemeenten for which a change holds as well, and of those that keep their own."""
    if not _is_regional(walk, before):
        return (), ()
    hers = {slug: walk.edited.number in numbers for slug, numbers in others.items()}
    names = {slug: before.dossier.houses[slug].gemeente.naam for slug in hers}
    return (
        tuple(names[slug] for slug, changed in hers.items() if changed),
        tuple(names[slug] for slug, changed in hers.items() if not changed),
    )


def _is_regional(walk: _Walk, before: Version) -> bool:
    return walk.way.file == before.regio_file and bool(before.slug)


def _only_those(walks: Sequence[_Walk], key: TextKey, was: Blocks, now: Blocks) -> bool:
    """Whether nothing but these changes changed a text."""
    if key[1] is not Kind.TEXT or not walks:
        return bool(walks)
    if any(walk.edited.pair.theirs is None for walk in walks):
        return len(walks) == 1
    addresses = {walk.edited.pair.address for walk in walks}
    return all(
        any(pair.address[:n] in addresses for n in range(len(pair.address) + 1))
        for pair in changed_parts(walks[0].edited.of, was, now)
    )


def _others(owners: _Owners, before: Version, after: Version) -> _Others | None:
    """Return which changes other gemeenten have too; None when more changes, or it cannot be told which do."""
    found: _Others = {}
    for slug in before.dossier.houses:
        was, now = before.other(slug), after.other(slug)
        if slug == before.slug or was is None:
            continue
        if now is None:
            return None
        found[slug] = set()
        for key, texts in changes_between(was, now).items():
            walks = owners.of(key)
            # Her items may have other numbers, so that only how many of them changed tells which did.
            if not walks or (len(walks) > 1 and len([*changed_parts(key[2], *texts)]) != len(walks)):
                return None
            found[slug] |= {walk.edited.number for walk in walks}
    return found
