"""Mend in the user's files what can be mended without judgement, and nothing else."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.findings import Finding, unique
from raadsvoorstel.nodes import Joined, Node, Scalar, Sequence
from raadsvoorstel.nodes import Mapping as Keys
from raadsvoorstel.project import Project
from raadsvoorstel.reading import read_regular
from raadsvoorstel.rewriting import Edit, rewrite
from raadsvoorstel.sources import parse
from raadsvoorstel.writing import ABANDONED, Seen, demand_same, sweep, write_whole
from raadsvoorstel.yaml_events import MAX_BYTES


class Mended(Struct, frozen=True):
    """What was put right: per file, the findings that are no more."""

    files: Mapping[Path, tuple[Finding, ...]]

    @property
    def count(self) -> int:
        """How many findings were put right."""
        return sum(map(len, self.files.values()))


def mend(project: Project, findings: Iterable[Finding], seen: Mapping[Path, Seen]) -> Mended:
    """Carry out the edits of all findings, file by file, and return what was done; FileUnwritable when it cannot be.

    `seen` are the files as they were when the findings were found: one that was saved since stays as it is.

    Where two would change the same words, the first is carried out; the next run can do the other. A file in
    which anything but those words would read differently stays as it is.
    """
    by_file: dict[str, list[Finding]] = {}
    for finding in unique(findings):
        if finding.edits and len({edit.file for edit in finding.edits}) == 1:
            by_file.setdefault(finding.edits[0].file, []).append(finding)
    done = {}
    for folder in {(project.root / name).parent for name in by_file}:
        sweep(folder, seconds=ABANDONED)
    for name, mendable in by_file.items():
        path = project.root / name
        before = read_regular(path, MAX_BYTES)
        demand_same(path, seen.get(path, Seen()))
        kept = _one_by_one(before, name, mendable)
        if kept:
            edits = (edit for finding in kept for edit in finding.edits)
            write_whole(path, rewrite(before, edits), seen=seen.get(path, Seen()))
            done[path] = tuple(kept)
    return Mended(done)


def _one_by_one(data: bytes, name: str, findings: list[Finding]) -> list[Finding]:
    """Return the findings whose edits can be carried out together and change the words concerned only."""
    apart = _apart(findings)
    if _changes_words_only(data, name, apart):
        return apart
    kept: list[Finding] = []
    for finding in apart:
        if _changes_words_only(data, name, [*kept, finding]):
            kept.append(finding)
    return kept


def _apart(findings: list[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    taken: list[Edit] = []
    for finding in findings:
        if not any(a.start < b.end and b.start < a.end for a in finding.edits for b in taken):
            kept.append(finding)
            taken += finding.edits
    return kept


def _changes_words_only(data: bytes, name: str, findings: list[Finding]) -> bool:
    """Whether the file reads as before, but for the values in which something was put right."""
    edits = [edit for finding in findings for edit in finding.edits]
    trees = [parse(each.decode("utf-8"), name) for each in (data, rewrite(data, edits))]
    (before, faults), (after, new_faults) = trees
    if before is None or after is None or len(faults) != len(new_faults):
        return False
    old, new = list(_values(before)), list(_values(after))
    if [keys for keys, _ in old] != [keys for keys, _ in new]:
        return False
    return all(_as_edited(was, now, edits) for (_, was), (_, now) in zip(old, new, strict=True))


def _as_edited(was: Scalar, now: Scalar, edits: list[Edit]) -> bool:
    """Whether a value is what the edits within it make of it: nothing of it fell away, or became a comment."""
    span = was.span
    within = [edit for edit in edits if span is not None and span.start <= edit.start < span.end]
    if not within:
        return was.text == now.text
    grown = sum(len(edit.text) - (edit.end - edit.start) for edit in within)
    return bool(now.text.strip()) and len(now.text) - len(was.text) == grown


def _values(node: Node, keys: tuple[str, ...] = ()) -> Iterable[tuple[tuple[str, ...], Scalar]]:
    match node:
        case Scalar():
            yield keys, node
        case Joined(parts=parts):
            yield from ((keys, part) for part in parts)
        case Sequence(items=items):
            for number, item in enumerate(items):
                yield from _values(item, (*keys, str(number)))
        case Keys(entries=entries):
            for key, entry in entries.items():
                yield from _values(entry.value, (*keys, key))
