"""The numbering definitions that the styles point to: chapters, numbered lists, bullets."""

from docx.oxml.xmlchemy import BaseOxmlElement

from raadsvoorstel.word.stationery.house import HouseStyle
from raadsvoorstel.word.stationery.xml import node, twips

HEADING_LIST = 1
NUMBER_LIST = 2
BULLET_LIST = 3

LEVELS = range(9)
INDENT = 0.75
"""How far a list level lies to the right of the one above it, in centimetres."""
HEADING_INDENT = 0.9
_NUMBER_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_NUMBER_PATTERNS = ("%{}.", "%{})", "(%{})")
_BULLETS = ("•", "–", "▪")


def numbering(style: HouseStyle, *, chapters: bool) -> list[BaseOxmlElement]:
    """Return what the numbering part holds: first the definitions, then the lists made of them.

    The numbers of headings are among them only where the document has numbered `chapters`.
    """
    lists = {
        HEADING_LIST: [_heading_level(level) for level in LEVELS] if chapters else [],
        NUMBER_LIST: [_number_level(level) for level in LEVELS],
        BULLET_LIST: [_bullet_level(level, style) for level in LEVELS],
    }
    used = {number: levels for number, levels in lists.items() if levels}
    definitions = [_definition(number, levels) for number, levels in used.items()]
    return definitions + [node("num", node("abstractNumId", val=number), numId=number) for number in used]


def _definition(number: int, levels: list[BaseOxmlElement]) -> BaseOxmlElement:
    # Word merges definitions with the same nsid when texts are pasted; so each has its own.
    identity = node("nsid", val=f"{0x5A000000 + number:08X}")
    return node("abstractNum", identity, node("multiLevelType", val="multilevel"), *levels, abstractNumId=number)


def _heading_level(level: int) -> BaseOxmlElement:
    """Only chapters carry a number: `1.1` is how decisions and their grounds are counted."""
    if level:
        return _level(level, kind="none", text="", suffix="nothing", hanging=0, left=0)
    return _level(level, kind="decimal", text="%1", owner="Heading1", hanging=HEADING_INDENT, left=HEADING_INDENT)


def _number_level(level: int) -> BaseOxmlElement:
    return _level(
        level,
        kind=_NUMBER_FORMATS[level % 3],
        text=_NUMBER_PATTERNS[level // 3].format(level + 1),
        owner="" if level else "ListNumber",
        hanging=INDENT,
        left=INDENT * (level + 1),
    )


def _bullet_level(level: int, style: HouseStyle) -> BaseOxmlElement:
    others = [bullet for bullet in _BULLETS if bullet != style.opsommingsteken]
    bullet = [style.opsommingsteken, *others][level % 3]
    owner = "" if level else "ListBullet"
    return _level(level, kind="bullet", text=bullet, owner=owner, hanging=INDENT, left=INDENT * (level + 1))


def _level(
    level: int, *, kind: str, text: str, hanging: float, left: float, owner: str = "", suffix: str = ""
) -> BaseOxmlElement:
    return node(
        "lvl",
        node("start", val=1),
        node("numFmt", val=kind),
        node("pStyle", val=owner) if owner else None,
        node("suff", val=suffix) if suffix else None,
        node("lvlText", val=text),
        node("lvlJc", val="left"),
        node("pPr", node("ind", left=twips(left), hanging=twips(hanging))),
        ilvl=level,
    )
