"""The files of a project as they would be after one way to carry a change out, or after many."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, zip_longest
from pathlib import Path

from msgspec.structs import replace

from raadsvoorstel.findings import Finding
from raadsvoorstel.rewriting import Edit
from raadsvoorstel.teruglezen.files import File
from raadsvoorstel.teruglezen.placing import Put, Rewrite, Step, Take, Way
from raadsvoorstel.teruglezen.version import Version, load_version
from raadsvoorstel.teruglezen.wording import Replacement, apply
from raadsvoorstel.yaml_writing.adding import added, removed
from raadsvoorstel.yaml_writing.changing import Piece, ways

Files = dict[Path, File]
"""The files that changed."""


def walked(chosen: Iterable[Way], version: Version) -> Files | None:
    """Return what becomes of the files; None when these ways cannot all be walked.

    The steps that do not build on each other are taken at once: first the first ones of all, then the second ones.
    """
    files: Files | None = {}
    for steps in _in_turn(chosen):
        files = None if files is None else _taken(steps, version, files)
    return files


def can_begin(way: Way, version: Version) -> bool:
    """Whether the first steps of a way can be taken in the files as they are."""
    return all(_taken(steps, version, {}) is not None for steps in _in_turn([way])[:1])


def _in_turn(chosen: Iterable[Way]) -> list[list[Step]]:
    """Return the steps that can be taken at once, one such lot after another."""
    turns = [[way.steps] if way.is_one else [(step,) for step in way.steps] for way in chosen]
    return [[step for steps in turn for step in steps] for turn in zip_longest(*turns, fillvalue=())]


def reloaded(version: Version, files: Mapping[Path, File], soort: str) -> tuple[Version | None, list[Finding]]:
    """Return what the project says for the same gemeente with these files, and what is wrong then."""
    drafts = {**version.project.drafts, **{path: file.data for path, file in files.items()}}
    project = replace(version.project, drafts=drafts)
    return load_version(project, version.dossier.naam, version.gemeente.naam, soort)


def _taken(steps: Sequence[Step], version: Version, files: Mapping[Path, File]) -> Files | None:
    """Return the files after steps that were all taken in them as they are; None when that cannot be."""
    after = {**files}
    for path in dict.fromkeys(step.path for step in steps):
        file = files.get(path) or version.file(path)
        edits = _edits([step for step in steps if step.path == path], file)
        edited = file.edited(edits) if edits else None
        if edited is None:
            return None
        after[path] = edited
    return after


def _edits(steps: Sequence[Step], file: File) -> list[Edit]:
    """Return what steps come down to in one file; nothing when one of them cannot be taken."""
    if file.tree is None:
        return []
    found = [_rewritten(step, file) for step in steps if isinstance(step, Rewrite)]
    if news := [step.new for step in steps if isinstance(step, Put)]:
        found.append(added(file.tree, file.text, news))
    if addresses := [step.address for step in steps if isinstance(step, Take)]:
        found.append(removed(file.tree, file.text, addresses))
    return [edit for edits in found for edit in edits] if all(found) else []


def _rewritten(step: Rewrite, file: File) -> list[Edit]:
    part = step.part
    place = file.place_of(part.scalar)
    if place is None:
        return []
    pieces: list[Piece] = [(each.start - part.start, each.end - part.start, each.text) for each in step.replacements]
    whole = apply(part.scalar.text.rstrip("\n"), [Replacement(start, end, new) for start, end, new in pieces])
    return next(islice(ways(place, pieces, whole), step.nth, None), [])
