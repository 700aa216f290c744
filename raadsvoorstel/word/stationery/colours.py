"""Colours that can be read: contrast, tints, and text on a coloured ground."""

WHITE = "#ffffff"
INK = "#1a1a1a"
READABLE = 4.5
"""The least contrast of ordinary text: WCAG 2.1, success criterion 1.4.3."""


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of `#rrggbb`, each 0-255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def relative_luminance(colour: str) -> float:
    """Return the luminance of `#rrggbb`, 0 for black to 1 for white, as WCAG 2.1 defines it."""
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_ratio(a: str, b: str) -> float:
    """Return the contrast between two colours `#rrggbb`, 1 (the same) to 21 (black on white), by WCAG 2.1."""
    dark, light = sorted((relative_luminance(a), relative_luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """Return `colour` with a `share` (0-1) of `other` in it."""
    mixed = (round(a + (b - a) * share) for a, b in zip(channels(colour), channels(other), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def readable_on(ground: str, colour: str) -> str:
    """Return `colour`, darkened in steps as far as text on the light `ground` needs; black where nothing helps."""
    steps = (mix(colour, "#000000", step / 20) for step in range(21))
    return next((shade for shade in steps if contrast_ratio(shade, ground) >= READABLE), "#000000")


def text_on(ground: str) -> str:
    """Return the colour of text on `ground`: white where that can be read, else dark."""
    return WHITE if contrast_ratio(ground, WHITE) >= READABLE else INK
