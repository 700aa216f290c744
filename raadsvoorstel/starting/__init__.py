"""Begin a proposal: the files a writer starts from, and what an editor needs to help with them."""

import re
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.fieldpath import canonical, closest
from raadsvoorstel.filenames import unusable
from raadsvoorstel.nodes import Scalar
from raadsvoorstel.nodes import Sequence as Listed
from raadsvoorstel.project import GEMEENTE_FILE, REGIO_FILE, Project
from raadsvoorstel.sources import read
from raadsvoorstel.starting.editor import prepare_editor
from raadsvoorstel.starting.placing import Placing
from raadsvoorstel.starting.texts import gemeente_text, regio_text

ORDINARY = "verbinden-en-versterken"
"""The shipped example whose gemeenten a new project gets when none are named."""

_LONGEST_NAME = 60
"""Characters a proposal's folder may have; the path of a document in it stays within what Windows can open."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NameUnusable(RaadsvoorstelError):
    """A proposal cannot be called this, because its folder cannot."""

    def __init__(self, naam: str, reason: str) -> None:
        super().__init__(f"`{naam}` kan niet de naam van een voorstel zijn: {reason}")


class VoorstelExists(RaadsvoorstelError):
    """There is a proposal of this name; it is left as it is."""

    def __init__(self, shown: str) -> None:
        super().__init__(
            f"{shown} bestaat al, en is niet gewijzigd; kies een andere naam, of werk in dat bestand verder"
        )


class GemeenteUnknown(RaadsvoorstelError):
    """There is no folder for a gemeente, not in the project and not among those that come with the program."""

    def __init__(self, gemeente: str, known: Sequence[str]) -> None:
        near = closest(gemeente, known)
        remedy = f"bedoelt u `{near}`?" if near else f"kies uit: {', '.join(known)}"
        super().__init__(f"de gemeente `{gemeente}` is hier niet bekend; {remedy}")


class VoorbeeldUnknown(RaadsvoorstelError):
    """No example of this name comes with the program."""

    def __init__(self, voorbeeld: str, known: Sequence[str]) -> None:
        near = closest(voorbeeld, known)
        meant = f" bedoelt u `{near}`?" if near else ""
        super().__init__(f"er is geen voorbeeld `{voorbeeld}`;{meant} de voorbeelden zijn: {', '.join(known)}")


class Started(Struct, frozen=True):
    """What was put in place, and what is left for a person to do. Nothing that a person made has been changed."""

    voorstel: str
    gemeenten: tuple[str, ...]
    made: tuple[Path, ...]
    advice: tuple[str, ...]


def shipped_folder() -> Path:
    """Return the folder with the `templates/` and `proposals/` that come with the program."""
    package = Path(str(files("raadsvoorstel")))
    installed = package / "voorbeelden"
    return installed if installed.is_dir() else package.parent


def folder_name(naam: str) -> str:
    """Return the name of a proposal's folder: lower case, words joined by `-`. NameUnusable for any other sign."""
    if any(sign in naam for sign in '/\\:*?"<>|'):
        raise NameUnusable(naam, "geef alleen de naam, zonder map en zonder leestekens")
    name = canonical(naam).replace("_", "-")
    if not _NAME.fullmatch(name):
        raise NameUnusable(naam, "gebruik letters, cijfers en streepjes, bijvoorbeeld `jeugdvisie-2026`")
    if reason := unusable(name):
        raise NameUnusable(naam, reason)
    if len(name) > _LONGEST_NAME:
        raise NameUnusable(naam, f"hij is langer dan {_LONGEST_NAME} tekens")
    return name


def start(project: Project, naam: str, gemeenten: Sequence[str], today: date) -> Started:
    """Put a new proposal in a project, for the gemeenten named: all of the project when none is.

    A project without gemeenten gets those of an example that comes with the program.
    Raises NameUnusable, GemeenteUnknown and VoorstelExists, each before anything is written.
    """
    voorstel = _new_name(project, naam)
    shipped = Project(shipped_folder())
    chosen = _chosen(gemeenten, project.gemeenten, shipped)
    work = Placing()
    _place_houses(work, shipped, project, chosen)
    advice = prepare_editor(work, project, chosen)
    folder = project.proposals / voorstel
    for slug in chosen:
        work.place(folder / f"{slug}.yaml", gemeente_text(project, slug))
    work.place(folder / REGIO_FILE, regio_text(voorstel, chosen, today))
    return Started(voorstel, chosen, tuple(work.made), tuple(advice))


def start_from_example(project: Project, naam: str, voorbeeld: str) -> Started:
    """Put a copy of a proposal that comes with the program in a project, with all that it needs.

    Raises NameUnusable, VoorbeeldUnknown and VoorstelExists, each before anything is written.
    """
    voorstel = _new_name(project, naam)
    shipped = Project(shipped_folder())
    match = next((name for name in shipped.voorstellen if canonical(name) == canonical(voorbeeld)), None)
    if match is None:
        raise VoorbeeldUnknown(voorbeeld, shipped.voorstellen)
    chosen = _participants(shipped, match)
    regional = _said_in(shipped, shipped.proposals / match / REGIO_FILE, "huis")
    work = Placing()
    _place_houses(work, shipped, project, (*chosen, *regional))
    advice = prepare_editor(work, project, chosen)
    work.copy_folder(shipped.proposals / match, project.proposals / voorstel)
    return Started(voorstel, chosen, tuple(work.made), tuple(advice))


def _new_name(project: Project, naam: str) -> str:
    voorstel = folder_name(naam)
    folder = project.proposals / voorstel
    if folder.exists():
        raise VoorstelExists(project.shown(folder / REGIO_FILE if (folder / REGIO_FILE).exists() else folder))
    return voorstel


def _chosen(wanted: Sequence[str], present: Sequence[str], shipped: Project) -> tuple[str, ...]:
    if not wanted:
        return tuple(present) or _participants(shipped, ORDINARY)
    known = sorted({*present, *shipped.gemeenten})
    by_spelling = {canonical(slug): slug for slug in known}
    for name in wanted:
        if canonical(name) not in by_spelling:
            raise GemeenteUnknown(name, known)
    return tuple(dict.fromkeys(by_spelling[canonical(name)] for name in wanted))


def _participants(shipped: Project, voorbeeld: str) -> tuple[str, ...]:
    return _said_in(shipped, shipped.proposals / voorbeeld / REGIO_FILE, "gemeenten")


def _place_houses(work: Placing, shipped: Project, project: Project, names: Sequence[str]) -> None:
    """Copy the folders under `templates/` that a project lacks, and those of the houses that they share."""
    for name in names:
        work.copy_folder(shipped.templates / name, project.templates / name)
        gemeente = project.templates / name / GEMEENTE_FILE
        for huis in _said_in(project, gemeente, "huis") if gemeente.exists() else ():
            work.copy_folder(shipped.templates / huis, project.templates / huis)


def _said_in(project: Project, path: Path, key: str) -> tuple[str, ...]:
    """Return what a file says under a key: a list, or one word as a list of one."""
    tree, _ = read(path, project.shown(path))
    node = tree.entries[key].value if tree and key in tree.entries else None
    items = node.items if isinstance(node, Listed) else (node,)
    return tuple(item.text.strip() for item in items if isinstance(item, Scalar))
