"""Small builders of WordprocessingML: elements, runs and paragraphs."""

from collections.abc import Sequence
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

TWIPS_PER_CM = 1440 / 2.54


def twips(centimetres: float) -> int:
    """Return a length in twentieths of a point, the measure of `w:` attributes."""
    return round(centimetres * TWIPS_PER_CM)


def node(tag: str, *children: BaseOxmlElement | None, **attributes: str | int) -> BaseOxmlElement:
    """Return the element `w:tag`; attributes get the same namespace, absent children are left out.

    A trailing underscore in an attribute's name is dropped, so that Python's words can be used.
    """
    element = cast(BaseOxmlElement, OxmlElement(f"w:{tag}"))
    for name, value in attributes.items():
        element.set(qn(f"w:{name.rstrip('_')}"), str(value))
    element.extend([child for child in children if child is not None])
    return element


def flag(tag: str, *, on: bool) -> BaseOxmlElement | None:
    """Return the switch `w:tag` when it is `on`."""
    return node(tag) if on else None


def run(text: str, *, style: str = "") -> BaseOxmlElement:
    """Return one run holding `text`; one placeholder is thereby never split."""
    content = node("t")
    content.text = text
    if text != text.strip():
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node("r", node("rPr", node("rStyle", val=style)) if style else None, content)


def tab() -> BaseOxmlElement:
    """Return a run that jumps to the next tab stop."""
    return node("r", node("tab"))


def field(code: str, shown: str) -> BaseOxmlElement:
    """Return a field such as PAGE; `shown` stands there until a program counts for itself."""
    return node("fldSimple", run(shown), instr=f" {code} ")


def paragraph(style: str, *runs: BaseOxmlElement, page_break: bool = False) -> BaseOxmlElement:
    """Return a paragraph in the style with id `style`, at the top of a new page if asked."""
    properties = node("pPr", node("pStyle", val=style), flag("pageBreakBefore", on=page_break))
    return node("p", properties, *runs)


def lines(texts: Sequence[str]) -> list[BaseOxmlElement]:
    """Return the runs of `texts` below one another within one paragraph."""
    first, *others = texts
    return [run(first), *(piece for other in others for piece in (node("r", node("br")), run(other)))]


def columns(line: str, mark: str) -> list[BaseOxmlElement]:
    """Return the runs of `line`, with a tab for every `mark`."""
    first, *others = line.split(mark)
    return [run(first), *(piece for other in others for piece in (tab(), run(other)))]
