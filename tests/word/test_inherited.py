"""What a style has by the styles that it is based on."""

import pytest

from raadsvoorstel.word.inherited import Inherited, finder
from raadsvoorstel.word.xml import W, parse, value, w

COLOUR = finder("rPr", "color")


def inherited(**styles: tuple[str, str]) -> Inherited:
    """Return styles, each with the one it is based on and its own colour."""
    colours = {
        id: f'<w:rPr><w:color w:val="{colour}"/></w:rPr>' if colour else "" for id, (_, colour) in styles.items()
    }
    written = "".join(
        f'<w:style w:styleId="{id}"><w:basedOn w:val="{base}"/>{colours[id]}</w:style>'
        for id, (base, _) in styles.items()
    )
    root = parse(f'<w:styles xmlns:w="{W}">{written}</w:styles>'.encode(), "styles")
    return Inherited({style.get(w("styleId"), ""): style for style in root})


@pytest.mark.parametrize(
    ("id", "colour"), [("a", "red"), ("b", "red"), ("c", "blue"), ("d", "blue"), ("round", ""), ("nowhere", "")]
)
def test_a_style_has_what_the_nearest_of_its_line_has(id: str, colour: str):
    known = inherited(
        a=("", "red"), b=("a", ""), c=("b", "blue"), d=("c", ""), round=("about", ""), about=("round", "")
    )
    for each in ("about", "d", id):
        known.nearest(each, COLOUR)
    assert value(known.nearest(id, COLOUR)) == colour
