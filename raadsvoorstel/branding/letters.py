"""Which letters everyone who opens a document has, and which to take where the house letter is not among them."""

from collections.abc import Sequence
from dataclasses import dataclass

_WITH_WORD = (
    "Aptos", "Arial", "Arial Black", "Arial Narrow", "Bahnschrift", "Book Antiqua", "Bookman Old Style", "Calibri",
    "Calibri Light", "Cambria", "Candara", "Century Gothic", "Century Schoolbook", "Consolas", "Constantia", "Corbel",
    "Courier New", "Franklin Gothic Book", "Franklin Gothic Medium", "Garamond", "Georgia", "Gill Sans MT",
    "Lucida Sans Unicode", "Palatino Linotype", "Rockwell", "Segoe UI", "Segoe UI Light", "Segoe UI Semibold",
    "Sitka Text", "Tahoma", "Times New Roman", "Trebuchet MS", "Tw Cen MT", "Verdana",
)  # fmt: skip
"""Letters that come with Windows or with Word itself."""

_FREE = frozenset((
    "alegreya", "barlow", "bitter", "cabin", "dm sans", "exo 2", "figtree", "fira sans", "ibm plex sans",
    "ibm plex serif", "inter", "karla", "lato", "libre baskerville", "libre franklin", "lora", "manrope", "merriweather",
    "merriweather sans", "montserrat", "mulish", "noto sans", "noto serif", "nunito", "nunito sans", "open sans",
    "oswald", "outfit", "oxygen", "playfair display", "poppins", "pt sans", "pt serif", "public sans", "quicksand",
    "raleway", "roboto", "roboto condensed", "roboto slab", "rubik", "source sans 3", "source sans pro",
    "source serif 4", "source serif pro", "titillium web", "ubuntu", "vollkorn", "work sans", "zilla slab",
))  # fmt: skip
"""Letters with an open licence: anyone may install them, but hardly any computer has them by itself."""

_SAME = {"helvetica": "Arial", "helvetica neue": "Arial", "times": "Times New Roman", "courier": "Courier New"}
_GENERIC = {
    "sans-serif": "Arial", "ui-sans-serif": "Arial", "system-ui": "Arial", "-apple-system": "Arial",
    "blinkmacsystemfont": "Arial", "serif": "Times New Roman", "ui-serif": "Times New Roman",
    "monospace": "Courier New", "ui-monospace": "Courier New",
}  # fmt: skip
_KNOWN = {name.lower(): name for name in _WITH_WORD}


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter to use, and the one that was asked for: the same, unless few computers have that one."""

    name: str
    wanted: str
    wanted_is_free: bool

    @property
    def is_other(self) -> bool:
        """Whether this is not the letter that was asked for."""
        return self.name != self.wanted


def choose_letter(families: Sequence[str]) -> Letter:
    """Return the first letter of a list in order of preference that comes with Word, or what comes nearest."""
    named = [family for family in families if family.lower() not in _GENERIC]
    wanted = named[0].removesuffix(" Variable").strip() if named else ""
    usable = (_usable(family) for family in families)
    name = next((usable_name for usable_name in usable if usable_name), _nearest(wanted))
    known = _KNOWN.get(wanted.lower(), wanted)
    return Letter(name, known or name, known.lower() in _FREE)


def _usable(family: str) -> str:
    lower = family.lower()
    return _KNOWN.get(lower) or _SAME.get(lower) or _GENERIC.get(lower, "")


def _nearest(wanted: str) -> str:
    words = wanted.lower().split()
    if "mono" in words:
        return "Courier New"
    return "Times New Roman" if "serif" in words and "sans" not in words else "Arial"
