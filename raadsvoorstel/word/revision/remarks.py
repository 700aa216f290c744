"""Hang remarks in a file as Word's own comments, beside those that are there."""

from collections.abc import Sequence

from lxml import etree

from raadsvoorstel.word.comments import hang, new_comment
from raadsvoorstel.word.foundation import MAIN_RELS
from raadsvoorstel.word.revision.pen import Pen
from raadsvoorstel.word.revision.press import Additions
from raadsvoorstel.word.xml import RELATIONS, R, W, parse, serialize, w

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def write_remarks(made: Additions, remarks: Sequence[tuple[etree._Element, str]], pen: Pen) -> None:
    """Put a comment around each of these paragraphs of the body."""
    if not remarks:
        return
    part = _part(made)
    root = parse(made.parts[part], part) if part in made.parts else etree.Element(w("comments"), nsmap={"w": W})
    for paragraph, text in remarks:
        number = int(pen.id())
        root.append(new_comment(number, text, pen.author, pen.date))
        hang(paragraph, number)
    made.parts[part] = serialize(root)
    made.type(part, _TYPE)
    made.relation(MAIN_RELS, "comments", part.removeprefix("word/"))


def _part(made: Additions) -> str:
    """Return the part with comments, or a name that is free for one."""
    rels = made.parts.get(MAIN_RELS)
    for relation in parse(rels, MAIN_RELS).iterfind(f"{{{RELATIONS}}}Relationship") if rels else ():
        if relation.get("Type") == f"{R}/comments":
            return "word/" + relation.get("Target", "").removeprefix("/word/")
    names = ("word/comments.xml", *(f"word/comments{number}.xml" for number in range(2, 1000)))
    return next(name for name in names if name not in made.parts)
