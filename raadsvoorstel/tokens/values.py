"""Understand the values of tokens as CSS means them: colours, lengths, line heights, weights and lists of letters."""

import colorsys
import re

from msgspec import Struct

BROWSER_SIZE = 16.0
"""Pixels of running text where nobody asks for another size; what `rem` is counted in."""
BOLD = 600
"""From this weight on, letters are printed bold."""

_IMPORTANT = re.compile(r"(?<!\s)\s*!\s*important\s*$", re.IGNORECASE)
_UNSET = frozenset(("", "inherit", "initial", "unset", "revert", "currentcolor", "none", "auto", "normal"))
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_HEX_IN_TEXT = re.compile(r"#[0-9a-f]{6}(?![0-9a-f])", re.IGNORECASE)
_FUNCTION = re.compile(r"(rgb|hsl)a?\(([^()]*)\)", re.IGNORECASE)
_NUMBER = r"[+-]?(?:\d{1,9}(?:\.\d{0,12})?|\.\d{1,12})"
_MEASURE = re.compile(rf"({_NUMBER})\s*([a-z%]*)", re.IGNORECASE)
_TURN = {"": 360.0, "deg": 360.0, "grad": 400.0, "rad": 6.283185307, "turn": 1.0}
_PIXELS = {"px": 1.0, "": 1.0, "rem": BROWSER_SIZE, "pt": 4 / 3}
_NAMED = {
    "black": "#000000", "white": "#ffffff", "red": "#ff0000", "green": "#008000", "blue": "#0000ff",
    "navy": "#000080", "teal": "#008080", "maroon": "#800000", "purple": "#800080", "olive": "#808000",
    "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "yellow": "#ffff00", "orange": "#ffa500",
    "lime": "#00ff00", "aqua": "#00ffff", "fuchsia": "#ff00ff",
}  # fmt: skip
_BOLD_NAME = re.compile(r"(?i)bold|black|heavy|demi|vet")
_LIGHT_NAME = re.compile(r"(?i)thin|light|regular|normal|book|medium|roman")
_FAMILY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^,"']+))\s*(?:,|$)""")


class Colour(Struct, frozen=True):
    """A colour `#rrggbb`, and how much of it there is: `alpha` is 1 when nothing shines through."""

    hex: str
    alpha: float = 1.0


def bare(text: str) -> str:
    """Return a value without `!important` and the white around it."""
    return _IMPORTANT.sub("", text).strip()


def is_unset(text: str) -> bool:
    """Whether a value leaves the matter to something else, such as `inherit`."""
    return bare(text).lower() in _UNSET


def colour(text: str, comment: str = "") -> Colour | None:
    """Return a colour in any written form; None for what is no colour.

    A shade of hue and light rounds to the step beside the one that was meant; where a remark gives a hex within
    two steps, that one was meant.
    """
    text = bare(text)
    if match := _HEX.fullmatch(text):
        return _from_hex(match[1].lower())
    if match := _FUNCTION.fullmatch(text):
        found = _from_function(match[1].lower(), re.split(r"[\s,/]+", match[2].strip()))
        return _as_remarked(found, comment) if found else None
    if text.lower() == "transparent":
        return Colour("#000000", 0.0)
    return Colour(_NAMED[text.lower()]) if text.lower() in _NAMED else None


def pixels(text: str, em: float = BROWSER_SIZE) -> float | None:
    """Return a length in pixels, where `em` and `%` count in `em` pixels; None for what is no length."""
    measure = _measure(text)
    if measure is None:
        return None
    number, unit = measure
    per_unit = {**_PIXELS, "em": em, "%": em / 100}
    return number * per_unit[unit] if unit in per_unit else None


def line_height(text: str, size: float) -> float | None:
    """Return how many times the letters (`size` pixels) a line is high; None for what says no such thing."""
    measure = _measure(text)
    if measure is None:
        return None
    number, unit = measure
    if unit == "":
        return number
    length = pixels(text, size)
    return length / size if length is not None else None


def is_bold(text: str) -> bool | None:
    """Return whether a weight, a number or a name, is bold; None when it is neither."""
    text = bare(text)
    if text.isascii() and text.isdigit():
        return int(text[:9]) >= BOLD
    if _BOLD_NAME.search(text):
        return True
    return False if _LIGHT_NAME.search(text) else None


def families(text: str) -> tuple[str, ...]:
    """Return the names in a list of letters, in order of preference."""
    names = ("".join(filter(None, match)).strip() for match in _FAMILY.findall(bare(text)))
    return tuple(dict.fromkeys(name for name in names if name))


def _from_hex(digits: str) -> Colour:
    full = "".join(digit * 2 for digit in digits) if len(digits) < 6 else digits
    return Colour(f"#{full[:6]}", int(full[6:8] or "ff", 16) / 255)


def _from_function(name: str, parts: list[str]) -> Colour | None:
    if len(parts) not in (3, 4):
        return None
    if name == "rgb":
        channels = [_share(part, whole=255) for part in parts[:3]]
    else:
        hue, saturation, lightness = _hue(parts[0]), _share(parts[1], whole=100), _share(parts[2], whole=100)
        if hue is None or saturation is None or lightness is None:
            return None
        channels = list(colorsys.hls_to_rgb(hue, lightness, saturation))
    alpha = _share(parts[3], whole=1) if len(parts) == 4 else 1.0
    if alpha is None or any(channel is None for channel in channels):
        return None
    return Colour(
        "#" + "".join(f"{int(channel * 255 + 0.5):02x}" for channel in channels if channel is not None), alpha
    )


def _share(text: str, *, whole: float) -> float | None:
    """Return a part of a colour as 0 to 1: a percentage, or a number of which `whole` is all."""
    measure = (0.0, "") if text.lower() == "none" else _measure(text)
    if measure is None or measure[1] not in ("", "%"):
        return None
    return min(max(measure[0] / (100 if measure[1] == "%" else whole), 0.0), 1.0)


def _hue(text: str) -> float | None:
    measure = (0.0, "") if text.lower() == "none" else _measure(text)
    if measure is None or measure[1] not in _TURN:
        return None
    return measure[0] / _TURN[measure[1]] % 1.0


def _measure(text: str) -> tuple[float, str] | None:
    match = _MEASURE.fullmatch(bare(text))
    return (float(match[1]), match[2].lower()) if match else None


def _as_remarked(found: Colour, comment: str) -> Colour:
    near = (remark.lower() for remark in _HEX_IN_TEXT.findall(comment) if _distance(remark, found.hex) <= 2)
    return Colour(next(near, found.hex), found.alpha)


def _distance(a: str, b: str) -> int:
    return max(abs(int(a[at : at + 2], 16) - int(b[at : at + 2], 16)) for at in (1, 3, 5))
