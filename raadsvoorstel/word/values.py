"""Find the values in the lines of a document back, such as a number in its header, after others filled them in."""

from msgspec import Struct

from raadsvoorstel.blocks import evened, runs_text
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.marks import FIELD, bookmark_name, tag_name
from raadsvoorstel.word.reader import Reading

_MOST_PLACES = 20
"""Places where one value is looked for; a template prints it in its header, its footers and a few lines."""


class LocatedValue(Struct, frozen=True):
    """One value of the manifest, and the different texts that stand in its places now.

    `is_there` says whether it has a place, or stands there as it was although the marks of its places were lost.
    """

    base: BaseText
    texts: tuple[str, ...]
    is_there: bool

    @property
    def is_sure(self) -> bool:
        """Whether it was found, and nowhere changed into two things."""
        return bool(self.texts) and len(self._changed()) <= 1

    @property
    def text(self) -> str:
        """What someone made of it in any of its places; what it was, when nobody did or nobody can be sure."""
        return self._changed()[0] if self.is_sure and self._changed() else self.base.text

    def _changed(self) -> list[str]:
        return [text for text in self.texts if text != self.base.text]


def locate_values(reading: Reading, manifest: Manifest) -> list[LocatedValue]:
    """Return the values of the header lines, each once, in the order of the manifest."""
    values: dict[FieldPath, BaseText] = {}
    for text in manifest.texts:
        if text.kind is Kind.VALUE:
            values.setdefault(text.path, text)
    lines = evened("\n".join(reading.paragraphs))
    found = ((base, _texts(reading, base)) for base in values.values())
    return [LocatedValue(base, texts, bool(texts) or evened(base.text) in lines) for base, texts in found]


def _texts(reading: Reading, base: BaseText) -> tuple[str, ...]:
    """Return what controls and bookmarks hold; an empty bookmark says nothing beside one that holds text."""
    names = (bookmark_name(base.path, FIELD, nth) for nth in range(1, _MOST_PLACES + 1))
    marked = [reading.bookmarks[name] for name in names if name in reading.bookmarks]
    held = [runs_text(marked.runs) for marked in reading.inlines if marked.tag == tag_name(base.path)]
    found = list(dict.fromkeys(held + marked))
    return tuple(filter(None, found)) or tuple(found)
