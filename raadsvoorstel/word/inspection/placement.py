"""Whether a tag takes anything away with it that should stay: text beside it, pictures, page breaks, formatting."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, takewhile

from lxml import etree

from raadsvoorstel.word.inspection.faults import Fault, quote, remark, warning
from raadsvoorstel.word.inspection.places import FALLBACK, Paragraph
from raadsvoorstel.word.inspection.tags import Tag
from raadsvoorstel.word.xml import is_on, value, w

_WHOLE = {"p": "de hele alinea", "tr": "de hele rij", "tc": "de hele cel"}
_AROUND = {"p": w("p"), "tr": w("tr"), "tc": w("tc")}
_LOST = {
    w("drawing"): "een afbeelding",
    w("pict"): "een afbeelding",
    w("object"): "een ingebed bestand",
    w("footnoteReference"): "een voetnoot",
    w("endnoteReference"): "een eindnoot",
    w("fldSimple"): "een veld, zoals een paginanummer",
    w("instrText"): "een veld, zoals een paginanummer",
}
_INVISIBLE = frozenset(w(name) for name in ("lang", "noProof", "rFonts", "szCs", "bCs", "iCs"))
"""Formatting that nobody notices when one piece of a tag has it and the next has not."""


def check_placement(tags: Sequence[Tag]) -> Iterator[Fault]:
    """Yield what is lost around tags, and tags that stand where they cannot be carried out."""
    tags = [tag for tag in tags if not tag.aside]
    inside = _statements_inside(tags)
    for tag in tags:
        yield from _split(tag)
        if tag.kind == "comment":
            continue
        if tag.kind == "value" and tag.scope in ("tr", "tc", "r"):
            message = f"`{tag.written}`: een waarde kent geen `{tag.scope}`"
            yield Fault("onbekende-opdracht", message, tag.place, f"schrijf `{{{{ {tag.body} }}}}`")
        elif tag.kind == "value" and tag.scope == "p":
            yield from _running_text(tag, inside)
        elif tag.scope in _AROUND:
            yield from _taken(tag, inside)


_Inside = Mapping[etree._Element, Sequence[Tag]]
"""The statements in each paragraph, row and cell that take just that away."""


def _statements_inside(tags: Sequence[Tag]) -> _Inside:
    found: dict[etree._Element, list[Tag]] = {}
    for tag in tags:
        if tag.kind == "statement" and tag.scope in _AROUND:
            for around in _arounds(tag):
                found.setdefault(around, []).append(tag)
    return found


def _arounds(tag: Tag) -> Iterator[etree._Element]:
    """Yield the paragraphs, rows or cells, as its scope says, that a tag stands in, nearest first."""
    element = tag.paragraph.element
    return (each for each in (element, *element.iterancestors()) if each.tag == _AROUND[tag.scope])


def _running_text(tag: Tag, inside: _Inside) -> Iterator[Fault]:
    if _beside(tag.paragraph, tag):
        message = f"`{tag.written}` staat tussen andere tekst, en die verdwijnt: er komen hele alinea's"
        yield Fault("tekst-verdwijnt", message, tag.place, "geef de invulplaats een eigen alinea")
    else:
        yield from _taken(tag, inside)
        if next(tag.paragraph.element.iterancestors(w("tc")), None) is not None:
            message = "de teksten komen in een cel van een tabel; wat iemand daarin verandert, is niet terug te lezen"
            yield warning("tekst-in-cel", message, tag.place, "zet de herhaling onder de tabel, in gewone alinea's")


def _taken(tag: Tag, inside: _Inside) -> Iterator[Fault]:
    """Yield what disappears together with the paragraph, row or cell that a statement takes away."""
    around = next(_arounds(tag), None)
    if around is None:
        message = f"`{tag.written}` staat niet in een tabel"
        yield Fault(
            "geen-tabel", message, tag.place, f"schrijf `{{%p {tag.body} %}}`, of zet het in een rij van de tabel"
        )
        return
    whole = _WHOLE[tag.scope]
    others = inside.get(around, ()) if tag.kind == "statement" else ()
    if same := next((other for other in others if other is not tag), None):
        if same.start > tag.start or same.paragraph is not tag.paragraph:
            message = f"`{tag.written}` en `{same.written}` staan in dezelfde {whole.split()[-1]}; er werkt er maar één"
            yield Fault("twee-opdrachten", message, tag.place, f"geef elk een eigen {whole.split()[-1]}")
        return
    if text := _text_around(tag, around):
        message = f"`{tag.written}` neemt {whole} weg, en daarmee de tekst «{quote(text)}»"
        hint = f"geef de opdracht een eigen {whole.split()[-1]}, of laat de `{tag.scope}` weg"
        yield Fault("tekst-verdwijnt", message, tag.place, hint)
    elif what := _lost(around):
        message = f"`{tag.written}` neemt {whole} weg, en daarmee {what}"
        yield Fault("tekst-verdwijnt", message, tag.place, f"geef de opdracht een eigen {whole.split()[-1]}")
    elif _breaks(around):
        message = f"`{tag.written}` neemt {whole} weg, en daarmee het begin van een nieuwe bladzijde"
        yield warning("bladzijde-verdwijnt", message, tag.place, "geef de nieuwe bladzijde aan de alinea erna")


def _text_around(tag: Tag, around: etree._Element) -> str:
    if tag.scope == "p":
        return _beside(tag.paragraph, tag)
    texts = []
    for paragraph in around.iter(w("p")):
        own = paragraph is tag.paragraph.element
        texts.append(_beside(tag.paragraph, tag) if own else "".join(t.text or "" for t in paragraph.iter(w("t"))))
    return " ".join(text for text in texts if text.strip()).strip()


def _beside(paragraph: Paragraph, tag: Tag) -> str:
    return (paragraph.flow[: tag.start] + " " + paragraph.flow[tag.end :]).strip()


def _lost(around: etree._Element) -> str:
    for element in around.iter(*_LOST):
        if not any(each.tag == FALLBACK for each in element.iterancestors()):
            return _LOST[element.tag]
    return (
        "het einde van een sectie, met haar marges en kopteksten"
        if next(around.iter(w("sectPr")), None) is not None
        else ""
    )


def _breaks(around: etree._Element) -> bool:
    page_breaks = (br for br in around.iter(w("br")) if br.get(w("type")) == "page")
    return next(page_breaks, None) is not None or any(is_on(e) for e in around.iter(w("pageBreakBefore")))


# ------------------------------------------------------------------ tags in pieces


def _split(tag: Tag) -> Iterator[Fault]:
    if len(tag.texts) < 2 or tag.scope in _AROUND:
        # What takes its whole paragraph along takes all pieces of itself.
        return
    if between := _between(tag.texts):
        message = f"`{tag.written}` bestaat uit stukken, met {between} ertussen"
        yield Fault("invulplaats-gesplitst", message, tag.place, "typ de invulplaats in één keer opnieuw")
    elif len({_formatting(text) for text in tag.texts}) > 1:
        message = f"`{tag.written}` heeft halverwege een andere opmaak; alleen die van het begin telt"
        yield remark("opmaak-in-invulplaats", message, tag.place, "geef de hele invulplaats dezelfde opmaak")


def _between(texts: Sequence[etree._Element]) -> str:
    """Return what stands between the pieces of a tag and would break when they are joined; mostly nothing."""
    first, last = (list(reversed(list(text.iterancestors()))) for text in (texts[0], texts[-1]))
    while first and last and first[0] is last[0]:
        first, last = first[1:], last[1:]
    if [e.tag for e in first] != [e.tag for e in last]:
        return "de grens van een koppeling, wijziging of inhoudsbesturingselement"
    if not first or not last:
        return ""
    following = takewhile(lambda each: each is not last[0], first[0].itersiblings())
    for element in chain((first[0],), following, (last[0],)):
        if any(each.tag in _LOST or each.tag == w("fldChar") for each in element.iter()):
            return "een afbeelding, noot of veld"
    return ""


def _formatting(text: etree._Element) -> tuple[tuple[str, str], ...]:
    run = text.getparent()
    properties = run.find(w("rPr")) if run is not None else None
    if properties is None:
        return ()
    return tuple((str(e.tag), value(e)) for e in properties if e.tag not in _INVISIBLE)
