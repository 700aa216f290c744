"""Which letters everyone who opens a document has, and which to take where the house letter is not among them."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from raadsvoorstel.branding.choice import Choice
from raadsvoorstel.branding.seeking import Found, Seeker
from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.tokens.reading import legible
from raadsvoorstel.tokens.references import Resolved
from raadsvoorstel.tokens.values import families

_TEXT = (
    "utrecht.document.font-family", "utrecht.root.font-family", "utrecht.body.font-family",
    "utrecht.paragraph.font-family", "nl.paragraph.font-family", "basis.text.font-family.default",
)  # fmt: skip
_HEADING = (
    "utrecht.heading-1.font-family", "utrecht.heading.font-family", "nl.heading.level-1.font-family",
    "basis.heading.font-family",
)  # fmt: skip
_A_LETTER = "lettertype"

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
    "ibm plex serif", "inter", "karla", "lato", "libre baskerville", "libre franklin", "lora", "manrope",
    "merriweather", "merriweather sans", "montserrat", "mulish", "noto sans", "noto serif", "nunito", "nunito sans",
    "open sans", "oswald", "outfit", "oxygen", "playfair display", "poppins", "pt sans", "pt serif", "public sans",
    "quicksand", "raleway", "roboto", "roboto condensed", "roboto slab", "rubik", "source sans 3",
    "source sans pro", "source serif 4", "source serif pro", "titillium web", "ubuntu", "vollkorn", "work sans",
    "zilla slab",
))  # fmt: skip
"""Letters with an open licence: anyone may install them, but hardly any computer has them by itself."""

_SAME = {"helvetica": "Arial", "helvetica neue": "Arial", "times": "Times New Roman", "courier": "Courier New"}
_GENERIC = {
    "sans-serif": "Arial", "ui-sans-serif": "Arial", "system-ui": "Arial", "-apple-system": "Arial",
    "blinkmacsystemfont": "Arial", "serif": "Times New Roman", "ui-serif": "Times New Roman",
    "monospace": "Courier New", "ui-monospace": "Courier New",
}  # fmt: skip
_KNOWN = {name.lower(): name for name in _WITH_WORD}


class Letter(Struct, frozen=True):
    """The letter to use, and the one that was asked for: the same, unless few computers have that one."""

    name: str
    wanted: str
    wanted_is_free: bool

    @property
    def is_other(self) -> bool:
        """Whether this is not the letter that was asked for."""
        return self.name != self.wanted


def letter_choices(seeker: Seeker) -> Iterator[Choice]:
    """Yield the letter of the text, and that of the headings where it is another."""
    text = seeker.first(_TEXT, _read, _A_LETTER) or seeker.first(_of_the_brand(seeker), _read, _A_LETTER)
    if text is None:
        yield Choice("lettertype", "Arial", ("Geen lettertype gevonden in de tokens.",))
        return
    letter = choose_letter(text.value)
    yield _choice(seeker, "lettertype", letter, text)
    heading = seeker.first(_HEADING, _read, _A_LETTER)
    other = choose_letter(heading.value) if heading else letter
    if heading is not None and other.wanted != letter.wanted:
        choice = _choice(seeker, "lettertype_koppen", other, heading)
        if other.name != letter.name:
            yield choice


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


def _read(resolved: Resolved) -> tuple[str, ...] | None:
    return families(resolved.text) or None


def _of_the_brand(seeker: Seeker) -> list[str]:
    """Return the lists of letters that are defined apart from any component."""
    return [path for path in seeker.tokens if "font-famil" in path and "mono" not in path]


def _choice(seeker: Seeker, key: str, letter: Letter, found: Found[tuple[str, ...]]) -> Choice:
    if not letter.is_other:
        return Choice(key, letter.name, (found.told,), found.source)
    wanted = legible(letter.wanted, 40)
    cost = "vrij te gebruiken" if letter.wanted_is_free else "vermoedelijk betaald"
    finding = Finding(
        "letter-niet-bij-word",
        f"de huisstijl vraagt om {wanted} (`{found.source}`); die komt niet met Word mee en is {cost}. "
        f"Gekozen is {letter.name}",
        Origin(found.chain[-1].file),
        f"heeft iedereen die het document opent {wanted}, schrijf dan `{key}: {wanted}`",
        Severity.WAARSCHUWING,
    )
    seeker.note(finding)
    note = f"{wanted} komt niet met Word mee en is {cost}; daarom {letter.name}."
    return Choice(key, letter.name, (found.told, note), found.source)
