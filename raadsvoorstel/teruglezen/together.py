"""Carry many changes out at once: the project is read anew for as many together as can be told apart."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import Struct

from raadsvoorstel.blocks import Blocks
from raadsvoorstel.fieldpath import FieldPath, parent
from raadsvoorstel.findings import Finding, has_errors
from raadsvoorstel.markdown.essence import essence
from raadsvoorstel.teruglezen.carrying import (
    MISFIT,
    Carried,
    Failed,
    Others,
    address_in,
    carry_out,
    changed_parts,
    changes_between,
    faulty_source,
    names_of,
    now_of,
    others_changed,
    planned,
)
from raadsvoorstel.teruglezen.judging import Around, Judged
from raadsvoorstel.teruglezen.placing import For, Way
from raadsvoorstel.teruglezen.returned import Edited, Returned
from raadsvoorstel.teruglezen.valued import is_value, kept_by
from raadsvoorstel.teruglezen.version import TextKey, Version
from raadsvoorstel.teruglezen.walking import Files, can_begin, reloaded, walked
from raadsvoorstel.word.manifest import Kind
from raadsvoorstel.yaml_writing.places import Address

Outcome = tuple[Edited, Judged, Carried | Failed]
Kept = dict[str, str]
_MOST_ROUNDS = 12
"""How often changes are tried together before it is clear that they do not go together."""
_SEVERAL = 4
"""From how many changes on it pays to try them together: of fewer, one that cannot be costs more than they save."""


class _Walk(Struct, frozen=True):
    """A change, the way that it goes, the ways that are left, and why those before would not do."""

    edited: Edited
    judged: Judged
    way: Way
    left: Iterator[Way]
    failed: Failed

    def on(self, failed: Failed | None) -> "_Start":
        """Return it as it sets out for the next way, where this one would not do."""
        return self.edited, self.judged, self.left, failed or self.failed


_Start = tuple[Edited, Judged, Iterator[Way], Failed]
"""A change, its judgement, the ways that it can go, and why it cannot where none of them does."""


def carry_out_all(
    every: Sequence[Edited], returned: Returned, version: Version, to: For
) -> tuple[list[Outcome], Version]:
    """Carry changes out on top of each other, values before the texts that show them; return what the files say then.

    What cannot be carried out is left out.
    """
    found: list[Outcome] = []
    kept = Kept()
    for edited in filter(is_value, every):
        outcome = (edited, *carry_out(edited, returned, version, to, kept))
        found.append(outcome)
        if isinstance(outcome[2], Carried):
            version, kept = outcome[2].version, {**kept, **kept_by(edited)}
    texts = [edited for edited in every if not is_value(edited)]
    for outcome in carry_out_each(texts, returned, version, to, kept, onward=True):
        found.append(outcome)
        version = _after(outcome, version)
    return found, version


def carry_out_each(
    every: Sequence[Edited], returned: Returned, version: Version, to: For, kept: Kept, *, onward: bool = False
) -> Iterator[Outcome]:
    """Yield for each change what `carry_out` gives: each by itself, or `onward`, on top of those that went before."""
    for shifts in (False, True):
        some = [edited for edited in every if _shifts(edited) is shifts]
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
    """Return what becomes of changes that all go as they should, or cannot go at all; None where it is not sure.

    All go their first way together, then those that come out wrong their next one, until none of them does.
    """
    found: list[Outcome] = []
    walks: list[_Walk] = []
    starts = [_start(edited, *planned(edited, returned, version, to, kept)) for edited in every]
    texts = Counter(edited.of for edited in every)
    unlike: set[int] = set()
    for _ in range(_MOST_ROUNDS):
        for edited, judged, ways, failed in starts:
            way = next((way for way in ways if can_begin(way, version)), None)
            if way is not None:
                walks.append(_Walk(edited, judged, way, ways, failed))
            elif edited.number in unlike and texts[edited.of] > 1:
                # It may be another change in the same text that keeps it from becoming what it should.
                return None
            else:
                found.append((edited, judged, failed))
        if not walks:
            return found
        files = walked((walk.way for walk in walks), version)
        if files is None:
            return None
        after, findings = reloaded(version, files, returned.soort)
        if after is not None and not (wrong := _unlike(walks, returned, after)):
            carried = _carried(walks, returned, version, after)
            return [*found, *carried] if carried else None
        if after is None and not (wrong := _faulty(walks, version, files, findings)):
            return None
        unlike |= {number for number, failed in wrong.items() if failed is None}
        starts = [walk.on(wrong[walk.edited.number]) for walk in walks if walk.edited.number in wrong]
        walks = [walk for walk in walks if walk.edited.number not in wrong]
    return None


def _start(edited: Edited, judged: Judged, plan: Failed | Iterator[Way]) -> _Start:
    return (edited, judged, iter(()), plan) if isinstance(plan, Failed) else (edited, judged, plan, MISFIT)


_Wrong = dict[int, Failed | None]
"""The numbers of changes that come out wrong, and why where that is known."""


def _unlike(walks: Sequence[_Walk], returned: Returned, after: Version) -> _Wrong:
    """Return which changes did not become what they should."""
    return {
        walk.edited.number: None
        for walk in walks
        if essence(now_of(walk.edited, returned, after)) != walk.judged.expected
    }


def _faulty(walks: Sequence[_Walk], version: Version, files: Files, findings: Iterable[Finding]) -> _Wrong:
    """Return which changes the files have a fault from; nothing when that is not sure of every fault."""
    if not all(file.is_sound for file in files.values()):
        return {}
    by_name = {file.shown: file for file in files.values()}
    around = Around(walk.judged for walk in walks)
    wrong: _Wrong = {}
    for finding in (finding for finding in findings if has_errors([finding])):
        number = around.only_at(by_name.get(finding.origin.file, version).address_at(finding.origin))
        if number is None:
            return {}
        wrong.setdefault(number, faulty_source(finding))
    return wrong


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
    owners = _Owners(walks)
    for key, texts in changes_between(before, after).items():
        if not _only_those(owners.of(key), key, texts, returned, before):
            return None
    is_regional = any(_is_regional(walk, before) for walk in walks)
    others = others_changed(before, after, lambda key, texts: _whose(owners.of(key), key, texts)) if is_regional else {}
    if others is None:
        return None
    return [
        (walk.edited, walk.judged, Carried(after, walk.way.file, walk.way.how, *_told(walk, others, before)))
        for walk in walks
    ]


def _told(walk: _Walk, others: Others, before: Version) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the gemeenten for which a change holds as well, and of those that keep their own."""
    return names_of(others, walk.edited.number, before) if _is_regional(walk, before) else ((), ())


def _is_regional(walk: _Walk, before: Version) -> bool:
    return walk.way.file == before.regio_file and bool(before.slug)


def _only_those(
    walks: Sequence[_Walk], key: TextKey, texts: tuple[Blocks, Blocks], returned: Returned, before: Version
) -> bool:
    """Whether nothing but these changes changed a text."""
    if key[1] is not Kind.TEXT or not walks:
        return bool(walks)
    places = {address_in(walk.edited, returned, before): walk for walk in walks}
    changed = [pair.address for pair in changed_parts(key[2], *texts)]
    found = {address: _within(address, places) for address in changed}
    strange = [address for address, place in found.items() if place is None]
    gone = [place for place, walk in places.items() if walk.edited.pair.theirs is None]
    # Of items that say the same any may be the one that went.
    return len({address[: min(map(len, gone), default=0)] for address in strange}) <= len({*gone} - {*found.values()})


def _within(address: Address, places: Container[Address]) -> Address | None:
    """Return in which of some places an address lies."""
    return next((address[:length] for length in range(len(address), 0, -1) if address[:length] in places), None)


def _whose(walks: Sequence[_Walk], key: TextKey, texts: tuple[Blocks, Blocks]) -> set[int]:
    """Return which changes another gemeente has in a text too; none when it cannot be told which."""
    # Her items may have other numbers, so that only how many of them changed tells which did.
    if len(walks) > 1 and len([*changed_parts(key[2], *texts)]) != len(walks):
        return set()
    return {walk.edited.number for walk in walks}
