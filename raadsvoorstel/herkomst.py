"""Answer from a Word file alone what it was made from, and where each of its texts was written."""

import re
from pathlib import Path, PurePosixPath

from msgspec import Struct

from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.fieldpath import FieldPath, as_path, closest, is_within
from raadsvoorstel.findings import Origin
from raadsvoorstel.word import manifest, parcel
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.marks import is_as_made

_LAYERS = {
    "regio.yaml": "de regio",
    "gemeente.yaml": "de gemeente, voor elk voorstel",
    "huis.yaml": "het gedeelde huis",
    "basis.yaml": "het programma zelf",
}


class NoManifest(RaadsvoorstelError):
    """A Word file does not say what it was made from."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} zegt niet waarvan het gemaakt is: het is niet met dit programma gemaakt,"
            " of een ander programma heeft die gegevens weggelaten"
        )


class UnknownPath(RaadsvoorstelError):
    """A document holds no text at a path."""

    def __init__(self, path: str, known: list[FieldPath]) -> None:
        near = closest(path, [place for each in known for place in _with_parents(each)])
        groups = dict.fromkeys(each.partition(".")[0] for each in known)
        remedy = f"bedoelt u {near}?" if near else f"het document heeft: {', '.join(groups)}"
        super().__init__(f"er is geen tekst {path} in dit document; {remedy}")


def _with_parents(path: FieldPath) -> list[str]:
    return [path[: match.start()] for match in re.finditer(r"\.|$", path)]


class Herkomst(Struct, frozen=True):
    """What a Word file was made from; `as_made` when not one byte of it has changed since."""

    manifest: Manifest
    as_made: bool

    @property
    def texts(self) -> list[BaseText]:
        """The texts and header values of the document, each once; the titles of its sections left out."""
        return list(
            {text.path: text for text in reversed(self.manifest.texts) if text.kind is not Kind.TITLE}.values()
        )[::-1]

    def texts_at(self, path: str) -> list[BaseText]:
        """Return the texts at a path and below it. UnknownPath when there are none."""
        wanted = as_path(path)
        found = [text for text in self.texts if is_within(text.path, wanted)]
        if not found:
            raise UnknownPath(path, [text.path for text in self.texts])
        return found


def read_herkomst(path: Path) -> Herkomst:
    """Return where a Word file comes from. NoManifest, or an error that says why it cannot be read."""
    parts = parcel.read_file(path)
    remembered = manifest.read(parts)
    if remembered is None:
        raise NoManifest(path)
    return Herkomst(remembered, is_as_made(parts))


def layer_of(origin: Origin) -> str:
    """Return which layer wrote a text, by the name of its file."""
    return _LAYERS.get(PurePosixPath(origin.file).name, "de gemeente, voor dit voorstel")
