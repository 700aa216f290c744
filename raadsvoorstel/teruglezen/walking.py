"""The files of a project as they would be after one way to carry a change out, or after many."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from raadsvoorstel.findings import Finding
from raadsvoorstel.rewriting import Edit
from raadsvoorstel.teruglezen.files import File
from raadsvoorstel.teruglezen.placing import Step, Way
from raadsvoorstel.teruglezen.version import Version, load_version

Files = dict[Path, File]
"""The files that changed."""


def walked(way: Way, version: Version) -> Files | None:
    """Return what becomes of the files; None when the way cannot be walked."""
    if not way.placed:
        return stepped(way, version, {})
    edits = placed(way, version)
    return rewritten(edits, version) if edits else None


def placed(way: Way, version: Version) -> list[tuple[Path, Edit]]:
    """Return the edits of a way whose steps are placed; none when it cannot be walked."""
    found: list[tuple[Path, Edit]] = []
    for step in way.steps:
        edits = _edits(step, version.file(step.path))
        if not edits:
            return []
        found += ((step.path, edit) for edit in edits)
    return found


def rewritten(edits: Iterable[tuple[Path, Edit]], version: Version) -> Files | None:
    """Return the files with edits carried out in them; None when two of these overlap."""
    by_path: dict[Path, list[Edit]] = {}
    for path, edit in edits:
        by_path.setdefault(path, []).append(edit)
    files: Files = {}
    for path, some in by_path.items():
        file = version.file(path).edited(some)
        if file is None:
            return None
        files[path] = file
    return files


def stepped(way: Way, version: Version, files: Mapping[Path, File]) -> Files | None:
    """Return the files after the steps of a way, one after another, on top of what became of them already."""
    after = {**files}
    for step in way.steps:
        file = after.get(step.path) or version.file(step.path)
        edits = _edits(step, file)
        edited = file.edited(edits) if edits else None
        if edited is None:
            return None
        after[step.path] = edited
    return after


def _edits(step: Step, file: File) -> list[Edit]:
    return step.edit(file.tree, file) if file.tree is not None else []


def reloaded(version: Version, files: Mapping[Path, File], soort: str) -> tuple[Version | None, list[Finding]]:
    """Return what the project says for the same gemeente with these files, and what is wrong then."""
    drafts = {**version.project.drafts, **{path: file.data for path, file in files.items()}}
    project = replace(version.project, drafts=drafts)
    return load_version(project, version.dossier.naam, version.gemeente.naam, soort)
