"""From the sizes of a screen to those of paper: letters on a website are far too large for an A4 page."""

SMALLEST_TEXT, LARGEST_TEXT = 10.0, 11.0
LARGEST_HEADING = 16.0
SMALLEST_TITLE, LARGEST_TITLE = 16.0, 28.0
TIGHTEST, WIDEST = 1.0, 1.3
"""What keeps a document readable, and a heading from filling a quarter of the page."""

_POINTS_PER_PIXEL = 0.65
"""16 pixels, ordinary text on a screen, is 10.5 points on paper, which is read from nearer by."""
_SINGLE = 1.15
"""How many times the letters a line of Word is high at line spacing 1; CSS counts from the letters themselves."""


def text_points(pixels: float) -> float:
    """Return the size of running text in points."""
    return _bounded(_half(pixels * _POINTS_PER_PIXEL), SMALLEST_TEXT, LARGEST_TEXT)


def heading_points(ratio: float, text: float) -> float:
    """Return the size in points of a heading that is `ratio` times the text, whose size is `text` points."""
    return _bounded(_half(ratio * text), text + 1, LARGEST_HEADING)


def title_points(ratio: float, text: float, heading: float) -> float:
    """Return the size in points of a title that is `ratio` times the text, and not smaller than a heading."""
    return _bounded(_half(ratio * text), max(SMALLEST_TITLE, heading), LARGEST_TITLE)


def line_spacing(line_height: float) -> float:
    """Return the line spacing of Word for a line height of CSS."""
    return _bounded(round(line_height / _SINGLE * 20) / 20, TIGHTEST, WIDEST)


def _half(points: float) -> float:
    return round(points * 2) / 2


def _bounded(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)
