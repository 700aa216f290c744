"""Taking the clerk's changes over: carrying out those that were chosen, and writing the files."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.findings import Finding
from raadsvoorstel.teruglezen.carrying import Carried, Failed
from raadsvoorstel.teruglezen.judging import Judged, Stand
from raadsvoorstel.teruglezen.placing import For
from raadsvoorstel.teruglezen.proposal import Change, Proposal
from raadsvoorstel.teruglezen.stopping import culprits, stopped
from raadsvoorstel.teruglezen.together import Outcome, carry_out_all
from raadsvoorstel.teruglezen.version import SourceChanged, Version
from raadsvoorstel.writing import ABANDONED, Seen, sweep, write_whole


def take_over(proposal: Proposal, numbers: Collection[int], to: For) -> Proposal:
    """Carry the changes with these numbers out, and write the files; what cannot be is told with its change."""
    returned, before = proposal.returned, proposal.version
    changes = {change.number: change for change in proposal.changes}
    chosen = {other for number in numbers for other in _instead(changes[number])}
    every = [changes[number].judged for number in sorted(chosen)]

    def carry(some: Sequence[Judged]) -> tuple[list[Outcome], Version]:
        return carry_out_all([judged.edited for judged in some], returned, before, to)

    refused: dict[int, Finding] = {}
    outcomes, after = carry(every)
    while more := culprits(every, (), before, after, carry):
        refused |= {other: finding for number, finding in more.items() for other in _with(changes[number], changes)}
        every = [judged for judged in every if judged.edited.number not in refused]
        outcomes, after = carry(every)
    found = {edited.number: _taken(changes[edited.number], judged, outcome) for edited, judged, outcome in outcomes}
    for number in chosen & refused.keys():
        found[number] = _taken(changes[number], changes[number].judged, stopped(refused[number]))
    files = _write(before, after, proposal.seen)
    return replace(proposal, changes=tuple({**changes, **found}.values()), files=files)


def _with(change: Change, changes: Mapping[int, Change]) -> Iterator[int]:
    """Yield the numbers of a change and, where it is a value, of the texts that show it."""
    yield change.number
    yield from (other.number for other in changes.values() if change.number in other.follows)


def _taken(change: Change, judged: Judged, outcome: Carried | Failed) -> Change:
    """Return a change after it was carried out, or could not be."""
    if isinstance(outcome, Carried) or not outcome.reason:
        return replace(change, outcome=outcome, taken=isinstance(outcome, Carried))
    stand = Stand.DOUBT if change.stand is Stand.DOUBT else Stand.REFUSED
    return replace(change, outcome=outcome, stand=stand, judged=judged)


def _instead(change: Change) -> tuple[int, ...]:
    """Return what to carry out for a change: the values that it follows from, where it follows from those alone."""
    return change.follows if change.stand is Stand.FOLLOWS else (change.number,)


def _write(before: Version, after: Version, seen: Mapping[Path, Seen]) -> tuple[Path, ...]:
    """Write the files that changed, all of them or none. SourceChanged when the others are not what they were."""
    around = (before.folder, before.project.templates)
    read = (path for path in seen if any(path.is_relative_to(folder) for folder in around))
    if changed := next((path for path in read if Seen.of(path) != seen[path]), None):
        raise SourceChanged(changed)
    sweep(before.folder, seconds=ABANDONED)
    done: list[tuple[Path, bytes | None]] = []
    try:
        for path, data in after.project.drafts.items():
            old = before.file(path).data if path.exists() else None
            write_whole(path, data, seen=seen.get(path, Seen()))
            done.append((path, old))
    except RaadsvoorstelError:
        for path, old in done:
            path.unlink() if old is None else write_whole(path, old)
        raise
    return tuple(path for path, _ in done)
