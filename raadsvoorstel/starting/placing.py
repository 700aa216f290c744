"""Put files in place that are not there yet."""

from pathlib import Path

from msgspec import Struct

from raadsvoorstel.project import GEMEENTE_FILE, HUIS_FILE, REGIO_FILE
from raadsvoorstel.writing import write_whole

_WHOLE_WITH = (GEMEENTE_FILE, HUIS_FILE, REGIO_FILE)
"""The files that make a folder what it is."""


class Placing(Struct):
    """Writes files that are not there yet, and remembers which."""

    made: list[Path] = []

    def place(self, path: Path, content: str | bytes) -> None:
        """Write a file, unless there is one."""
        if not path.exists():
            write_whole(path, content if isinstance(content, bytes) else content.encode())
            self.made.append(path)

    def copy_folder(self, source: Path, target: Path) -> None:
        """Copy the files of a folder; the one that makes it what it is last, so that a folder with it is whole."""
        if source == target or not source.is_dir() or any((target / name).exists() for name in _WHOLE_WITH):
            return
        for path in sorted(source.rglob("*"), key=lambda path: (path.name in _WHOLE_WITH, path)):
            if path.is_file() and not path.name.startswith((".", "~")):
                self.place(target / path.relative_to(source), path.read_bytes())
