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

    @property
    def templates(self) -> Path:
        """The folder with a folder per gemeente."""
        return self.root / "templates"

    @property
    def proposals(self) -> Path:
        """The folder with a folder per proposal."""
        return self.root / "proposals"

    @cached_property
    def gemeenten(self) -> tuple[str, ...]:
        """The gemeenten that have a folder, by name."""
        return _folders_with(self.templates, GEMEENTE_FILE)

    @cached_property
    def huizen(self) -> tuple[str, ...]:
        """The houses that gemeenten share, by the name of their folder."""
        return _folders_with(self.templates, HUIS_FILE)

    @cached_property
    def voorstellen(self) -> tuple[str, ...]:
        """The proposals that have a folder, by name."""
        return _folders_with(self.proposals, REGIO_FILE)

    def template(self, gemeente: str, soort: str = SOORTEN[0]) -> Path:
        """Return where a gemeente's own Word template for a kind of document lies."""
        return self.templates / gemeente / f"{soort}.docx"

    def inside(self, path: Path) -> Path:
        """Return a path of which the file lies in the project; FileRefused where a link leads out of it.

        The folders of templates and proposals may be links themselves: those are for who keeps the project.
        """
        real = os.path.realpath(path)
        if not real.startswith(self._real_folders):
            raise FileRefused(Path(self.shown(path)), "het is een verwijzing naar iets buiten de map van het project")
        return path

    @cached_property
    def _real_folders(self) -> tuple[str, ...]:
        return tuple(f"{each.resolve()}{os.sep}" for each in (self.templates, self.proposals, self.root))

    def shown(self, path: Path) -> str:
        """Return a path as a person in the project's folder would write it."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def _folders_with(folder: Path, file: str) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{file}")))
