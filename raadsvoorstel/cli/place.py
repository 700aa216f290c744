"""Which project and which proposal are meant, by what was typed and by where one stands."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from raadsvoorstel.cli.dutch import WrongUse, did_you_mean
from raadsvoorstel.fieldpath import canonical
from raadsvoorstel.filenames import unusable

if TYPE_CHECKING:
    from raadsvoorstel.loading import Dossier
    from raadsvoorstel.project import Project


def here() -> Path:
    """Return the folder one stands in."""
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise WrongUse("de map waarin u staat, bestaat niet meer; ga naar een andere map.") from error


def find_project(start: Path) -> "Project | None":
    """Return the project that `start` is or lies in: it has `proposals/` and `templates/`. None when there is none."""
    from raadsvoorstel.project import Project

    for folder in (start, *start.parents):
        project = Project(folder)
        if project.proposals.is_dir() and project.templates.is_dir():
            return project
    return None


def the_project() -> "Project":
    """Return the project one stands in."""
    project = find_project(here())
    if project is None:
        raise WrongUse(
            "u staat niet in een project: nergens boven deze map staan proposals/ en templates/. "
            "Ga naar de map van het project, of begin er hier een met: raadsvoorstel nieuw NAAM"
        )
    return project


def the_voorstel(named: str | None) -> "tuple[Project, str]":
    """Return the project and the name of the proposal that `named` means: a name, a path, or nothing at all."""
    if named is None:
        return _where_one_stands(the_project())
    folder = absolute(named)
    folder = folder.parent if folder.is_file() else folder
    elsewhere = find_project(folder)
    if elsewhere is not None and folder.parent == elsewhere.proposals and folder.is_dir():
        return elsewhere, folder.name
    project = the_project()
    match = next((name for name in project.voorstellen if canonical(name) == canonical(named)), None)
    if match is None:
        raise WrongUse(f"er is geen voorstel {named}.{did_you_mean(named, project.voorstellen)} {_choices(project)}")
    return project, match


def _where_one_stands(project: "Project") -> "tuple[Project, str]":
    inside = [name for name in project.voorstellen if here().is_relative_to(project.proposals / name)]
    if found := inside or project.voorstellen:
        if len(found) == 1:
            return project, found[0]
        raise WrongUse(f"welk voorstel? {_choices(project)}")
    raise WrongUse(_choices(project))


def _choices(project: "Project") -> str:
    if not project.voorstellen:
        return "Dit project heeft nog geen voorstel; begin er een met: raadsvoorstel nieuw NAAM"
    return f"De voorstellen zijn: {', '.join(project.voorstellen)}."


def participants(dossier: "Dossier", named: Sequence[str]) -> tuple[str, ...]:
    """Return the participating gemeenten that are named, in the order of the proposal; all when none is."""
    if not named:
        return tuple(dossier.houses)
    wanted = {_participant(dossier, name) for name in named}
    return tuple(slug for slug in dossier.houses if slug in wanted)


def _participant(dossier: "Dossier", named: str) -> str | None:
    for slug, house in dossier.houses.items():
        if canonical(named) in (canonical(slug), canonical(house.gemeente.naam)):
            return slug
    if dossier.faulty:
        # It may well take part, with a gemeente.yaml that cannot be read; what is wrong is told anyhow.
        return None
    raise WrongUse(
        f"{named} doet niet mee aan {dossier.naam}.{did_you_mean(named, dossier.houses)} "
        f"Wel: {', '.join(dossier.houses)}."
    )


def folders_of(project: "Project", named: Sequence[str]) -> Iterator[str]:
    """Yield the folder of each gemeente of a project, or house that gemeenten share, that is named."""
    folders = tuple(dict.fromkeys((*project.gemeenten, *project.huizen)))
    for name in named:
        match = next((folder for folder in folders if canonical(folder) == canonical(name)), None)
        if match is None:
            known = ", ".join(folders) or "geen"
            raise WrongUse(f"er is geen gemeente of huis {name}.{did_you_mean(name, folders)} Wel: {known}.")
        yield match


def demand_folder(folder: Path) -> None:
    """WrongUse for a folder to write in that is a file, or that would get a name that some computers do not take."""
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{shown(folder)} is een bestand; noem bij -o een map.")
    demand_usable(folder)


def demand_usable(path: Path) -> None:
    """WrongUse for something to be written under a name that some computers do not take, or give another meaning."""
    new = path
    while not new.exists() and new != new.parent:
        if reason := unusable(new.name):
            raise WrongUse(f"een bestand of map kan niet «{new.name}» heten: {reason}.")
        new = new.parent


def shown(path: Path) -> str:
    """Return a path as one would type it here: relative when it lies below, else in full."""
    try:
        below = path.relative_to(here()).as_posix()
    except ValueError:
        return str(path)
    return str(path) if below == "." else below


def absolute(written: str) -> Path:
    """Return a path in full. Symbolic links stay: a project behind one is still the project that was meant."""
    try:
        return Path(os.path.normpath(here() / Path(written).expanduser()))
    except RuntimeError as error:
        raise WrongUse(f"van {written} is niet bekend in welke map dat is; schrijf het pad voluit.") from error
