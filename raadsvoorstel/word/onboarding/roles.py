"""Which style of a file plays which role: by its name in English or Dutch, by its place, and by how it is used."""

import re
from collections.abc import Callable, Collection, Sequence

from lxml import etree
from msgspec import Struct

from raadsvoorstel.word.onboarding.dressing import adopted, derived, worn
from raadsvoorstel.word.onboarding.lists import Lists
from raadsvoorstel.word.onboarding.sheet import Sheet
from raadsvoorstel.word.onboarding.usage import ENOUGH, Used, by_hand, most_used
from raadsvoorstel.word.xml import value, w

TITLES = ("title", "titel", "documenttitel", "hoofdtitel", "titel document")
SUBTITLES = ("subtitle", "ondertitel", "subtitel")
TEXTS = (
    "body text", "platte tekst", "plattetekst", "text body", "bodytekst", "broodtekst", "lopende tekst",
    "basistekst", "standaardtekst", "tekst",
)  # fmt: skip
NUMBERS = (
    "list number",
    "lijstnummering",
    "genummerde lijst",
    "opsomming genummerd",
    "opsomming nummer",
    "numbering 1",
)
BULLETS = (
    "list bullet", "lijst opsom.teken", "lijst opsomteken", "opsommingsteken", "opsomming bullet", "opsomming",
    "opsomming 1", "bullets", "bullet",
)  # fmt: skip
TABLE_TEXTS = ("tabeltekst", "tabel tekst", "table text", "tekst tabel", "table contents", "tabelinhoud")
TABLE, GRIDS = "huisstijl tabel", ("table grid", "tabelraster", "table normal", "standaardtabel", "normal table", "")
OWN_TEXT = "Lopende tekst"

_NEVER_TEXT = re.compile(
    r"toc|inhopg|inhoudsopgave|header|koptekst|footer|voettekst|caption|bijschrift|title|titel|footnote|voetnoot|list|lijst"
)
_TABLE_OF_CONTENTS = re.compile(r"toc|inhopg|inhoud|index|title|titel")


class Roles(Struct, frozen=True):
    """Style ids by role, "" where a file has nothing for it; `table_text` is what its tables are written in."""

    text: str
    title: str
    subtitle: str
    headings: tuple[str, ...]
    numbers: str
    bullets: str
    table: str
    table_text: str


def find_roles(sheet: Sheet, lists: Lists, used: Sequence[Used], titles: Collection[int]) -> Roles:
    """Return the roles in a text; `titles` says which of the paragraphs in `used` are titles of sections."""
    running = [one for index, one in enumerate(used) if index not in titles]
    text = _text(sheet, running)
    return Roles(
        text=text,
        title=_named(sheet, used, TITLES),
        subtitle=_named(sheet, used, SUBTITLES),
        headings=tuple(_heading(sheet, used, level, titles) for level in range(1, 6)),
        numbers=_list(sheet, lists, used, NUMBERS, bullet=False),
        bullets=_list(sheet, lists, used, BULLETS, bullet=True),
        table=_table(sheet, used),
        table_text=_table_text(sheet, running, text),
    )


def _named(sheet: Sheet, used: Sequence[Used], names: tuple[str, ...]) -> str:
    known = {id for name in names if (id := sheet.find(name))}
    return most_used(used, lambda one: one.style in known)[0] or sheet.find(*names)


def _text(sheet: Sheet, used: Sequence[Used]) -> str:
    """Return the style of running text; one of its own when most of the text was given its look by hand."""
    still = sheet.still()

    def is_running(one: Used) -> bool:
        ordinary = not _NEVER_TEXT.search(sheet.name(one.style).lower()) or one.style == sheet.default
        return ordinary and not (one.in_table or one.num or still.level(one.style))

    style, length = most_used(used, is_running)
    if length < ENOUGH:
        known = {id for name in TEXTS if (id := sheet.find(name))}
        return most_used(used, lambda one: one.style in known)[0] or sheet.default
    letters, places = by_hand(one for one in used if is_running(one) and one.style == style)
    letters = [look for look in letters if look.tag not in (w("b"), w("i"), w("caps"))]
    return derived(sheet, OWN_TEXT, style, letters, places) if letters or places else style


def _heading(sheet: Sheet, used: Sequence[Used], level: int, titles: Collection[int]) -> str:
    """Return the style called `heading N`, made to look as the headings of this level do in the text."""
    plain = sheet.find(f"heading {level}")
    if any(one.style == plain for one in used):
        return plain
    pattern = re.compile(rf"\b(kop|heading|hoofdstuk)\s*{level}\b")
    still = sheet.still()

    def is_heading(id: str) -> bool:
        name = sheet.name(id).lower()
        fits = pattern.search(name) or still.level(id) == level
        return bool(fits) and id != plain and not _TABLE_OF_CONTENTS.search(name)

    look = most_used(used, lambda one: not one.in_table and is_heading(one.style))[0]
    look = look or (
        "" if plain else next((id for id in sheet.styles if _is_paragraph(sheet, id) and is_heading(id)), "")
    )
    if look:
        return adopted(sheet, f"heading {level}", plain, look)
    if level == 1 and plain and titles:
        return worn(sheet, plain, by_hand(used[index] for index in titles)[0])
    return plain


def _is_paragraph(sheet: Sheet, id: str) -> bool:
    return sheet.styles[id].get(w("type"), "paragraph") == "paragraph"


def _list(sheet: Sheet, lists: Lists, used: Sequence[Used], names: tuple[str, ...], *, bullet: bool) -> str:
    """Return the style of lists of one kind: one used for it, else one that is called so."""
    still = sheet.still()

    def is_item(one: Used) -> bool:
        num, level = still.numbering(one.style)
        return bool(num) and lists.is_bullet(num, level) is bullet and not still.level(one.style)

    return most_used(used, is_item)[0] or sheet.find(*names)


def _table(sheet: Sheet, used: Sequence[Used]) -> str:
    """Return the table style of this house: the one tables of the text have, else the first made for it."""
    own = sheet.find(TABLE, kind="table")
    counted: dict[str, int] = {}
    tables = {table for one in used if one.in_table and (table := _table_of(one.element)) is not None}
    for table in (table for table in tables if not any("{{" in (text.text or "") for text in table.iter(w("t")))):
        style = value(table.find(f"{w('tblPr')}/{w('tblStyle')}"))
        if style in sheet.styles and sheet.name(style).lower() not in GRIDS and _is_data(table):
            counted[style] = counted.get(style, 0) + 1
    made: Callable[[str], bool] = lambda id: sheet.styles[id].get(w("customStyle"), "0") in ("1", "true")  # noqa: E731
    custom = (id for (kind, _), id in sheet.ids.items() if kind == "table" and made(id) and _has_heading_row(sheet, id))
    return own or max(counted, key=lambda id: counted[id], default="") or next(custom, "")


def _table_of(paragraph: etree._Element) -> etree._Element | None:
    return next(paragraph.iterancestors(w("tbl")), None)


def _is_data(table: etree._Element) -> bool:
    rows = table.findall(w("tr"))
    return len(rows) > 1 and all(len(row.findall(w("tc"))) > 1 for row in rows[:2])


def _has_heading_row(sheet: Sheet, id: str) -> bool:
    return any(one.get(w("type")) == "firstRow" for one in sheet.styles[id].iterfind(w("tblStylePr")))


def _table_text(sheet: Sheet, used: Sequence[Used], text: str) -> str:
    """Return what most of the text in tables is written in, where that is another style than running text."""
    in_tables = [one for one in used if one.in_table]
    style, length = most_used(in_tables)
    total = sum(len(one.text) for one in in_tables)
    chosen = style if length * 2 > total and style not in (text, sheet.default) else sheet.find(*TABLE_TEXTS)
    unfit = sheet.level(chosen) or sheet.numbering(chosen)[0] or sheet.is_bold(chosen)
    return "" if unfit or sheet.size(chosen) > sheet.size(text) else chosen
