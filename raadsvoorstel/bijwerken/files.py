"""Bring files up to date, one after another; one that cannot be does not stop the others."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.bijwerken.beside import closest, file_beside, side_by_side
from raadsvoorstel.bijwerken.source import Source, SourceUnusable, as_edited
from raadsvoorstel.edited import Edited, MarksLost, read_edited
from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.merging.outcome import Outcome
from raadsvoorstel.merging.work import Merging
from raadsvoorstel.project import Project
from raadsvoorstel.word.manifest import Manifest
from raadsvoorstel.word.revision.draft import Draft
from raadsvoorstel.writing import place_free, write_whole

AUTHOR = "raadsvoorstel"


def update(project: Project, files: Iterable[Path], output: Path) -> Iterator[Outcome]:
    """Yield what became of each file; new versions come in the folder `output`, under the same names."""
    source = Source(project)
    for file in files:
        try:
            yield _update(source, read_edited(file), output)
        except MarksLost as error:
            yield Outcome(file, fout=str(error), beside=_without_marks(source, file, output))
        except SourceUnusable as error:
            yield Outcome(file, fout=f"{file.name} is niet bijgewerkt: {error}")
        except RaadsvoorstelError as error:
            yield Outcome(file, fout=str(error))


class Updated(Struct, frozen=True):
    """A new version in memory."""

    data: bytes
    outcome: Outcome


def _update(source: Source, edited: Edited, output: Path) -> Outcome:
    new = update_in_memory(source, edited)
    document = place_free(output / edited.path.name, new.data)
    write_whole(document, new.data)
    outcome = replace(new.outcome, document=document)
    if (text := file_beside(outcome)) is None:
        return outcome
    beside = place_free(document.with_name(f"{document.stem} (niet overgenomen).txt"), text.encode())
    write_whole(beside, text.encode())
    return replace(outcome, beside=beside)


def update_in_memory(source: Source, edited: Edited) -> Updated:
    """Return the new version of a file: itself, with what the source changed as tracked changes."""
    made = source.made_for(edited)
    draft = Draft(edited.parts, edited.reading, AUTHOR, source.date_of(made), made.voorstel.pictures)
    draft.opened  # noqa: B018  what it says must be known before anything is changed
    merging = Merging(edited, as_edited(made), draft)
    memory = merging.run()
    changed = draft.is_changed or _texts(memory) != _texts(edited.manifest)
    data = draft.finish(memory) if changed else edited.path.read_bytes()
    outcome = Outcome(
        edited.path,
        made.voorstel.gemeente.naam,
        made.soort,
        points=tuple(merging.points),
        unchanged=not draft.is_changed,
    )
    return Updated(data, outcome)


def _texts(memory: Manifest) -> list[tuple[str, str, object]]:
    return sorted(((text.kind, text.path, text.blocks) for text in memory.texts), key=lambda each: each[:2])


def _without_marks(source: Source, file: Path, output: Path) -> Path | None:
    """Put a file that lost all of its marks beside what it seems to have been made from."""
    found = closest(source, file)
    if found is None:
        return None
    text = side_by_side(file, found)
    beside = place_free(output / f"{file.stem} (naast elkaar).txt", text.encode())
    write_whole(beside, text.encode())
    return beside
