"""Which colours of the tokens are those of the house: the main one, a second one, and what else there is."""

import colorsys
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from raadsvoorstel.branding.seeking import Found, Seeker
from raadsvoorstel.findings import Finding
from raadsvoorstel.tokens.reading import Tokens
from raadsvoorstel.tokens.references import Resolved, resolve
from raadsvoorstel.tokens.values import colour
from raadsvoorstel.word.stationery.colours import READABLE, WHITE, channels, contrast_ratio, mix

A_COLOUR = "kleur"

_TEXT = (
    "utrecht.document.color", "utrecht.root.color", "utrecht.body.color", "utrecht.page.color", "nl.paragraph.color",
    "utrecht.paragraph.color", "basis.color.default.color-document",
)  # fmt: skip
_HEADINGS = (
    "utrecht.heading-1.color", "utrecht.heading-2.color", "utrecht.heading.color", "nl.heading.level-1.color",
    "nl.heading.level-2.color", "basis.heading.color",
)  # fmt: skip
_HEADING_2 = ("utrecht.heading-2.color", "utrecht.heading.color", "nl.heading.level-2.color", "basis.heading.color")
_SURFACES = (
    "basis.color.accent-1.color-default", "utrecht.page-header.background-color",
    "utrecht.page-footer.background-color", "utrecht.button.primary-action.background-color",
    "nl.button.primary.background-color", "basis.color.action-1.color-default", "utrecht.link.color", "nl.link.color",
)  # fmt: skip
_SECONDS = (
    "basis.color.accent-2.color-default", "basis.color.accent-3.color-default", "utrecht.link.color", "nl.link.color",
    "utrecht.button.primary-action.background-color", "nl.button.primary.background-color",
    "utrecht.table.header.border-block-end-color", "utrecht.separator.color",
)  # fmt: skip

_COLOURFUL = 32
"""Steps of 255 between the strongest and weakest of red, green and blue, from which a colour is no grey."""
_FAINTEST = 1.3
"""Contrast with paper below which a line cannot be seen."""
_OTHER_STEPS = 24
_OTHER_HUE = 25 / 360
_MOST_OTHERS = 6

_GROUP = re.compile(r"(?i)colou?rs?|(?:.*-)?kleur(?:en)?|palette")
_OF_COMPONENTS = ("basis", "todo")
_SIGNAL = re.compile(
    r"(?i)(?<![a-z])(active|alert|danger|dark|disabled|donker|error|feedback|focus|hover|highlight|info|invalid|"
    r"negative|ok|positive|selected|succes|success|transparent|valid|warning)(?![a-z])"
)
_FIRST_NAME, _SECOND_NAME = re.compile(r"(?i)prima|hoofd|brand|merk"), re.compile(r"(?i)second|accent|steun")


class Palette(Struct, frozen=True):
    """The colours of a house, each `#rrggbb`; `heading` is that of section headings, which may be plain black."""

    main: Found[str] | None
    second: Found[str] | None
    heading: Found[str] | None
    others: tuple[Found[str], ...]


def choose_palette(seeker: Seeker) -> Palette:
    """Return the colours that the tokens give a house; what they give to warnings and errors is not among them."""
    text = seeker.first(_TEXT, read_colour, A_COLOUR)
    plain = text.value if text else "#000000"
    brand = list(_brand_colours(seeker.tokens))
    main = (
        seeker.first(_HEADINGS, read_colour, A_COLOUR, lambda value: is_brand(value) and value != plain)
        or seeker.first(_SURFACES, read_colour, A_COLOUR, is_brand)
        or _best(brand, _FIRST_NAME)
    )
    heading = seeker.first(_HEADING_2, read_colour, A_COLOUR)
    if main is None:
        return Palette(None, None, heading, ())
    second = _second(seeker, main.value, plain) or _best(
        [found for found in brand if _other_hue(found.value, main.value)], _SECOND_NAME
    )
    return Palette(main, second, heading, tuple(_others(brand, [main, second] if second else [main])))


def _second(seeker: Seeker, main: str, plain: str) -> Found[str] | None:
    def is_second(value: str) -> bool:
        return is_brand(value) and value != plain and _steps(value, main) >= _OTHER_STEPS

    return seeker.first((*_HEADINGS, *_SECONDS), read_colour, A_COLOUR, is_second)


def read_colour(resolved: Resolved) -> str | None:
    """Return a colour as paper shows it: what shines through is mixed with white."""
    found = colour(resolved.text, resolved.chain[-1].comment)
    return mix(found.hex, WHITE, 1 - found.alpha) if found else None


def is_brand(value: str) -> bool:
    """Whether a colour can be that of a house: no grey, and to be seen on paper."""
    return _chroma(value) >= _COLOURFUL and contrast_ratio(value, WHITE) >= _FAINTEST


def _brand_colours(tokens: Tokens) -> Iterator[Found[str]]:
    """Yield the colours that tokens define for the brand itself, apart from any component."""
    for path in tokens:
        top, *middle, _ = path.split(".") if "." in path else (path, "")
        if top in _OF_COMPONENTS or not any(_GROUP.fullmatch(part) for part in middle) or _SIGNAL.search(path):
            continue
        resolved = resolve(tokens, path)
        if resolved is None or isinstance(resolved, Finding):
            continue
        value = read_colour(resolved)
        if value is not None and is_brand(value):
            yield Found(value, resolved.text, resolved.chain)


def _best(found: Sequence[Found[str]], name: re.Pattern[str]) -> Found[str] | None:
    """Return the colour whose name says that it is meant; else the strongest, readable ones first."""

    def rank(one: Found[str]) -> tuple[bool, bool, int]:
        readable = contrast_ratio(one.value, WHITE) >= READABLE
        return name.search(one.chain[0].path) is None, not readable, -_chroma(one.value)

    return min(found, key=rank, default=None)


def _others(brand: Sequence[Found[str]], chosen: Sequence[Found[str]]) -> Iterator[Found[str]]:
    """Yield the strongest shade of each hue that is not among the chosen ones."""
    taken = [found.value for found in chosen]
    for found in sorted(brand, key=lambda one: -_chroma(one.value)):
        if len(taken) < _MOST_OTHERS + len(chosen) and all(_other_hue(found.value, value) for value in taken):
            taken.append(found.value)
            yield found


def _chroma(value: str) -> int:
    return max(channels(value)) - min(channels(value))


def _steps(a: str, b: str) -> int:
    return max(abs(x - y) for x, y in zip(channels(a), channels(b), strict=True))


def _other_hue(a: str, b: str) -> bool:
    apart = abs(_hue(a) - _hue(b))
    return min(apart, 1 - apart) >= _OTHER_HUE


def _hue(value: str) -> float:
    red, green, blue = (channel / 255 for channel in channels(value))
    return colorsys.rgb_to_hsv(red, green, blue)[0]
