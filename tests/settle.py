"""Accept or reject every tracked change of a Word file, by a way of its own: as one long row of letters and ends.

It shares nothing with the program, so that it can be held against it. A letter or the end of a paragraph is there
unless a mark around it takes it away; a paragraph without an end goes on in the next one.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
INS, DEL = {f"{W}ins", f"{W}moveTo"}, {f"{W}del", f"{W}moveFrom"}
END, WALL = "\n", "\f"
"""The end of a paragraph, and of a cell or table: what was before it never goes on behind it."""


def accepted(body: bytes) -> list[str]:
    """Return the paragraphs that show something once every change is accepted."""
    return _lines(body, DEL)


def rejected(body: bytes) -> list[str]:
    """Return the paragraphs that show something once every change is rejected."""
    return _lines(body, INS)


def _lines(body: bytes, gone: set[str]) -> list[str]:
    stream = "".join(_signs(ET.fromstring(body), gone))
    return [line for part in stream.split(WALL) for each in part.split(END) if (line := " ".join(each.split()))]


def _signs(element: ET.Element, gone: set[str]) -> Iterator[str]:
    for child in element:
        kind = child.tag.removeprefix(W)
        if child.tag in gone or kind in ("pPr", "rPr", "sectPr", "tblPr", "instrText", "delInstrText", "sdtPr"):
            continue
        if kind in ("t", "delText"):
            yield child.text or ""
        elif kind in ("br", "tab", "cr"):
            yield " "
        elif kind == "p":
            yield from _signs(child, gone)
            mark = child.find(f"{W}pPr/{W}rPr")
            if mark is None or not any(each.tag in gone for each in mark):
                yield END
        elif kind == "tr":
            properties = child.find(f"{W}trPr")
            if properties is None or not any(each.tag in gone for each in properties):
                yield from _signs(child, gone)
        elif kind in ("tbl", "tc"):
            inside = "".join(_signs(child, gone))
            # A table of which every row is gone is not in the way of anything.
            yield f"{WALL}{inside}{WALL}" if inside else ""
        else:
            yield from _signs(child, gone)
