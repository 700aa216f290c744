"""Begin a proposal: the files a writer starts from, and what an editor needs to help with them."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template

from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.fieldpath import canonical, closest
from raadsvoorstel.loading import GEMEENTE_FILE, REGIO_FILE, Project
from raadsvoorstel.model.fields import VOORSTEL
from raadsvoorstel.schema import SUBJECTS, as_json, schema
from raadsvoorstel.shape import Field
from raadsvoorstel.sources import Mapping, Scalar, read
from raadsvoorstel.sources import Sequence as Listed
from raadsvoorstel.writing import write_whole

EDITOR = Path(".vscode")
SCHEMAS = EDITOR / "raadsvoorstel"

_LONGEST_NAME = 60
"""Characters a proposal's folder may have; the path of a document in it stays within what Windows can open."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
"""What Windows cannot name a folder."""


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


@dataclass(frozen=True, slots=True)
class Started:
    """What was put in place, and what is left for a person to do. Nothing that was there has been changed."""

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
    if _RESERVED.fullmatch(name):
        raise NameUnusable(naam, "Windows gebruikt deze naam zelf")
    if len(name) > _LONGEST_NAME:
        raise NameUnusable(naam, f"hij is langer dan {_LONGEST_NAME} tekens")
    return name


def start(project: Project, naam: str, gemeenten: Sequence[str], today: date) -> Started:
    """Put a new proposal in a project, for the gemeenten named: all of the project, or all shipped, when none is.

    Raises NameUnusable, GemeenteUnknown and VoorstelExists, each before anything is written.
    """
    voorstel = folder_name(naam)
    folder = project.proposals / voorstel
    if folder.exists():
        raise VoorstelExists(project.shown(folder / REGIO_FILE if (folder / REGIO_FILE).exists() else folder))
    shipped = Project(shipped_folder())
    chosen = _chosen(gemeenten, project.gemeenten, shipped.gemeenten)
    work = _Placing()
    for slug in chosen:
        work.copy_folder(shipped.templates / slug, project.templates / slug)
    work.schemas(project)
    advice = work.settings(project, chosen)
    for slug in chosen:
        work.place(folder / f"{slug}.yaml", _gemeente_text(project, slug))
    work.place(folder / REGIO_FILE, _regio_text(voorstel, chosen, today))
    return Started(voorstel, chosen, tuple(work.made), tuple(advice))


def _chosen(wanted: Sequence[str], present: Sequence[str], shipped: Sequence[str]) -> tuple[str, ...]:
    if not wanted:
        return tuple(present or shipped)
    known = sorted({*present, *shipped})
    by_spelling = {canonical(slug): slug for slug in known}
    for name in wanted:
        if canonical(name) not in by_spelling:
            raise GemeenteUnknown(name, known)
    return tuple(dict.fromkeys(by_spelling[canonical(name)] for name in wanted))


@dataclass(slots=True)
class _Placing:
    """Writes files that are not there yet, and remembers which."""

    made: list[Path] = field(default_factory=list)

    def place(self, path: Path, content: str | bytes) -> None:
        if not path.exists():
            write_whole(path, content if isinstance(content, bytes) else content.encode())
            self.made.append(path)

    def copy_folder(self, source: Path, target: Path) -> None:
        """Copy the files of a gemeente; its own file last, so that a folder with that file is whole."""
        if source == target or (target / GEMEENTE_FILE).exists():
            return
        for path in sorted(source.iterdir(), key=lambda path: (path.name == GEMEENTE_FILE, path.name)):
            if path.is_file() and not path.name.startswith((".", "~")):
                self.place(target / path.name, path.read_bytes())

    def schemas(self, project: Project) -> None:
        for subject in SUBJECTS:
            self.place(project.root / SCHEMAS / f"{subject}.json", as_json(schema(subject)))

    def settings(self, project: Project, gemeenten: Sequence[str]) -> list[str]:
        """Tell VS Code which schema goes with which file; return what a person has to add to settings of their own."""
        self.place(project.root / EDITOR / "extensions.json", as_json({"recommendations": ["redhat.vscode-yaml"]}))
        wanted = _editor_settings(sorted({*project.gemeenten, *gemeenten}))
        path = project.root / EDITOR / "settings.json"
        if path.exists() and not _is_told(path, wanted):
            return [f"voeg toe aan {project.shown(path)}, voor hulp bij het typen in VS Code:\n{as_json(wanted)}"]
        self.place(path, as_json(wanted))
        return []


def _editor_settings(gemeenten: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Return the settings of the YAML extension; gemeenten by name, as not every version of it can exclude a file."""
    patterns = {
        "regio": [f"proposals/*/{REGIO_FILE}"],
        "gemeente-voorstel": [f"proposals/*/{slug}.yaml" for slug in gemeenten],
        "gemeente": [f"templates/*/{GEMEENTE_FILE}"],
    }
    return {"yaml.schemas": {f"./{SCHEMAS.as_posix()}/{subject}.json": patterns[subject] for subject in SUBJECTS}}


def _is_told(path: Path, wanted: dict[str, dict[str, list[str]]]) -> bool:
    """Whether an existing settings file already holds what is wanted; one with comments in it is taken not to."""
    try:
        told = json.loads(path.read_text("utf-8"))["yaml.schemas"]
        return all(set(patterns) <= set(told[name]) for name, patterns in wanted["yaml.schemas"].items())
    except (OSError, ValueError, LookupError, TypeError):
        return False


# ------------------------------------------------------------------ the texts a writer starts from


def _regio_text(voorstel: str, gemeenten: Iterable[str], today: date) -> str:
    year = today.year + 1
    template = _template(REGIO_FILE)
    return template.substitute(
        voorstel=voorstel,
        gemeenten="\n".join(f"  - {slug}" for slug in gemeenten),
        ingang=f"{year}-01-01",
        jaar=year,
        overige="".join(_not_named_in(template.template)),
    )


def _not_named_in(text: str) -> Iterator[str]:
    """Yield a comment for every field that the text passes over, so that a writer meets each of them once."""
    missing = [key for key in VOORSTEL.fields if not re.search(rf"\b{key}\b", text)]
    if missing:
        yield "\n# Ook mogelijk; de handleiding zegt hoe:\n"
    yield from (f"# - {key}: {VOORSTEL.fields[key].help}\n" for key in missing)


def _gemeente_text(project: Project, slug: str) -> str:
    path = project.templates / slug / GEMEENTE_FILE
    tree, _ = read(path, project.shown(path))
    entries = tree.entries if tree else {}
    naam = entries["naam"].value if "naam" in entries else None
    return _template(GEMEENTE_FILE).substitute(
        naam=naam.text if isinstance(naam, Scalar) else slug,
        gegevens="\n".join(_own_fields(_not_shown(tree))),
    )


def _own_fields(hidden: set[str]) -> Iterator[str]:
    """Yield a line for every single field that only a gemeente can know and that this one prints."""
    for key, shape in VOORSTEL.fields.items():
        if isinstance(shape, Field) and shape.local and key not in hidden:
            yield f"# {key}: {shape.example or '…'}"


def _not_shown(tree: Mapping | None) -> set[str]:
    entry = tree.entries.get("niet_tonen") if tree else None
    items = entry.value.items if entry and isinstance(entry.value, Listed) else ()
    return {canonical(item.text) for item in items if isinstance(item, Scalar)}


def _template(name: str) -> Template:
    return Template(files("raadsvoorstel").joinpath("nieuw", name).read_text("utf-8"))
