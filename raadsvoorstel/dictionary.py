"""Open the Dutch dictionary that lies on this computer, with the one library that can read it."""

import os
from collections.abc import Hashable, Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from raadsvoorstel.errors import RaadsvoorstelError

PACKAGE = "raadsvoorstel[spelling]"
_NAMES = ("nl_NL", "nl")
_FOLDERS = (
    "~/.local/share/hunspell",
    "/usr/share/hunspell",
    "/usr/local/share/hunspell",
    "/usr/share/myspell/dicts",
    "/opt/homebrew/share/hunspell",
    "~/Library/Spelling",
    "/Library/Spelling",
)
_OFFICES = (
    "/usr/lib/libreoffice/share/extensions",
    "/usr/lib64/libreoffice/share/extensions",
    "/opt/libreoffice*/share/extensions",
    "/Applications/LibreOffice.app/Contents/Resources/extensions",
    "C:/Program Files/LibreOffice/share/extensions",
    "C:/Program Files (x86)/LibreOffice/share/extensions",
)
"""Where LibreOffice lies; its Dutch dictionary is in the folder `dict-nl` below it."""


class Dictionary(Hashable, Protocol):
    """What knows which words exist."""

    def spell(self, word: str) -> bool:
        """Whether a word is spelled right."""

    def suggest(self, word: str) -> Sequence[str]:
        """Return words that may have been meant, the likeliest first."""


class SpellingUnavailable(RaadsvoorstelError):
    """The library or the dictionary that spelling needs is not on this computer."""


def open_dictionary(folder: Path | None = None) -> Dictionary:
    """Return the Dutch Hunspell dictionary in a folder, or else the first that this computer has."""
    found = next(_dictionaries([folder] if folder else _places()), None)
    try:
        library = import_module("hunspell")
    except ImportError:
        raise SpellingUnavailable(f"de spelling kan niet na: installeer eerst {PACKAGE}") from None
    if found is None:
        where = str(folder) if folder else "deze computer"
        raise SpellingUnavailable(
            f"er is geen Nederlands woordenboek (nl_NL.aff en nl_NL.dic) op {where}: installeer hunspell-nl, "
            "of LibreOffice met Nederlandse spelling"
        )
    dictionary: Dictionary = library.Hunspell(found.stem, hunspell_data_dir=str(found.parent))
    return dictionary


def _places() -> Iterator[Path]:
    yield from (Path(place) for place in os.environ.get("DICPATH", "").split(os.pathsep) if place)
    yield from (Path(place).expanduser() for place in _FOLDERS)
    for place in _OFFICES:
        office = Path(place)
        yield from (
            each / "dict-nl" for each in Path(office.anchor or ".").glob(str(office.relative_to(office.anchor)))
        )


def _dictionaries(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the dictionaries in folders; one has its words in a file and its rules in another beside it."""
    for folder in folders:
        for name in _NAMES:
            words = folder / f"{name}.dic"
            if words.is_file() and words.with_suffix(".aff").is_file():
                yield words
