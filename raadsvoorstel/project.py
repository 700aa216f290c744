"""Where in a project's folder things lie."""

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from raadsvoorstel.errors import FileRefused
from raadsvoorstel.model.fields import SOORTEN

REGIO_FILE, GEMEENTE_FILE, HUIS_FILE = "regio.yaml", "gemeente.yaml", "huis.yaml"


class Project(Struct, frozen=True, eq=False, dict=True):
    """A folder with `templates/` and `proposals/` in it; `drafts` are files as they would become."""

    root: Path
    drafts: Mapping[Path, bytes] = {}

    @cached_property
    def templates(self) -> Path:
        """The folder with a folder per gemeente."""
        return self.root / "templates"

    @cached_property
    def proposals(self) -> Path:
        """The folder with a folder per proposal."""
        return self.root / "proposals"

    @cached_property
    def gemeenten(self) -> tuple[str, ...]:
        """The gemeenten that have a folder, by name."""
        return _folders_with(self.templates, GEMEENTE_FILE)

    def has(self, gemeente: str) -> bool:
        """Whether a gemeente has a folder."""
        return gemeente in self._known

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.gemeenten)

    @cached_property
    def huizen(self) -> tuple[str, ...]:
        """The houses that gemeenten share, by the name of their folder."""
        return _folders_with(self.templates, HUIS_FILE)

    @cached_property
    def voorstellen(self) -> tuple[str, ...]:
        """The proposals that have a folder, by name."""
        return _folders_with(self.proposals, REGIO_FILE)

    def yaml_files(self) -> list[Path]:
        """Return the files that people write: of houses and of proposals."""
        return [path for folder in (self.templates, self.proposals) for path in folder.glob("*/*.yaml")]

    def template(self, gemeente: str, soort: str = SOORTEN[0]) -> Path:
        """Return where a gemeente's own Word template for a kind of document lies."""
        return self.templates / gemeente / f"{soort}.docx"

    def inside(self, path: Path) -> Path:
        """Return a path of which the file lies in the project; FileRefused where a link leads out of it.

        The folders of templates and proposals may be links themselves: those are for who keeps the project.
        """
        if path not in self._inside:
            if not os.path.realpath(path).startswith(self._real_folders):
                shown = Path(self.shown(path))
                raise FileRefused(shown, "het is een verwijzing naar iets buiten de map van het project")
            self._inside.add(path)
        return path

    @cached_property
    def _inside(self) -> set[Path]:
        """What was found to lie inside before, such as a template that gemeenten share."""
        return set()

    @cached_property
    def _real_folders(self) -> tuple[str, ...]:
        return tuple(f"{each.resolve()}{os.sep}" for each in (self.templates, self.proposals, self.root))

    def shown(self, path: Path) -> str:
        """Return a path as a person in the project's folder would write it."""
        written = path.as_posix()
        return written.removeprefix(self._folder) if written.startswith(self._folder) else str(path)

    @cached_property
    def _folder(self) -> str:
        return f"{self.root.as_posix().rstrip('/')}/"


def _folders_with(folder: Path, file: str) -> tuple[str, ...]:
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted(each.name for each in entries if os.access(f"{each.path}{os.sep}{file}", os.F_OK)))
    except OSError:
        return ()
