"""From the sizes of a screen to those of paper: letters on a website are far too large for an A4 page."""

from collections.abc import Callable, Iterator

from raadsvoorstel.branding.choice import Choice, dutch
from raadsvoorstel.branding.seeking import Found, Seeker
from raadsvoorstel.tokens.references import Resolved
from raadsvoorstel.tokens.values import BROWSER_SIZE, line_height, pixels

SMALLEST_TEXT, LARGEST_TEXT = 10.0, 11.0
LARGEST_HEADING = 16.0
SMALLEST_TITLE, LARGEST_TITLE = 16.0, 28.0
TIGHTEST, WIDEST = 1.0, 1.3
"""What keeps a document readable, and a heading from filling a quarter of the page."""

_POINTS_PER_PIXEL = 0.65
"""16 pixels, ordinary text on a screen, is 10.5 points on paper, which is read from nearer by."""
_SINGLE = 1.15
"""How many times the letters a line of Word is high at line spacing 1; CSS counts from the letters themselves."""

_ROOT = ("utrecht.document.font-size", "utrecht.root.font-size", "utrecht.body.font-size")
_TEXT = ("utrecht.paragraph.font-size", "nl.paragraph.font-size", *_ROOT, "basis.text.font-size.md")
_TITLE = ("utrecht.heading-1.font-size", "nl.heading.level-1.font-size")
_HEADING = ("utrecht.heading-2.font-size", "nl.heading.level-2.font-size")
_LINE_HEIGHT = (
    "utrecht.paragraph.line-height", "nl.paragraph.line-height", "utrecht.document.line-height",
    "utrecht.body.line-height", "basis.text.line-height.md",
)  # fmt: skip
_A_SIZE = "lettergrootte"


def size_choices(seeker: Seeker) -> Iterator[Choice]:
    """Yield the size of the text, of its lines, of the title and of section headings: the first and second heading."""
    root = seeker.first(_ROOT, _size(BROWSER_SIZE), _A_SIZE, _is_text)
    em = root.value if root else BROWSER_SIZE
    text = seeker.first(_TEXT, _size(em), _A_SIZE, _is_text)
    screen = text.value if text else em
    points = text_points(screen)
    if text is not None:
        yield Choice("lettergrootte", f"{points:g}", (text.told, f"Op papier {dutch(points)} punt."), text.source)
    height = seeker.first(_LINE_HEIGHT, lambda found: line_height(found.text, screen), "regelhoogte", _is_height)
    if height is not None:
        yield Choice("regelafstand", f"{line_spacing(height.value):g}", (height.told,), height.source)
    heading = seeker.first(_HEADING, _size(em), _A_SIZE, _is_heading)
    section = heading_points(heading.value / screen, points) if heading else points
    title = seeker.first(_TITLE, _size(em), _A_SIZE, _is_heading)
    if title is not None:
        ratio = title.value / screen
        yield _scaled("titel_grootte", title, ratio, points, title_points(ratio, points, section))
    if heading is not None:
        yield _scaled("koppen.grootte", heading, heading.value / screen, points, section)


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


def _scaled(key: str, found: Found[float], ratio: float, text: float, points: float) -> Choice:
    exact = _half(ratio * text)
    bounded = "" if exact == points else f" in plaats van {dutch(exact)}"
    note = f"{dutch(ratio)} keer de tekst; op papier {dutch(points)} punt{bounded}."
    return Choice(key, f"{points:g}", (found.told, note), found.source)


def _size(em: float) -> Callable[[Resolved], float | None]:
    return lambda found: pixels(found.text, em)


def _is_text(size: float) -> bool:
    return 8 <= size <= 40


def _is_heading(size: float) -> bool:
    return 8 <= size <= 200


def _is_height(height: float) -> bool:
    return 0.8 <= height <= 3


def _half(points: float) -> float:
    return round(points * 2) / 2


def _bounded(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)
