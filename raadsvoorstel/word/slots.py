"""Give every placeholder of a template a run of its own, so that its value keeps the formatting around it."""

import copy
import re

from lxml import etree

from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word.marks import BOOKMARK, FIELD, PASSAGE
from raadsvoorstel.word.xml import W15, XML_SPACE, R, W, value, w

_EXPRESSION = re.compile(r"\{\{(?![pr]\s|tr\s|tc\s)-?\s*(.+?)\s*-?\}\}", re.DOTALL)
_PARAGRAPH_VALUE = re.compile(r"\s*\{\{p\s+(.+?)\s*\}\}\s*", re.DOTALL)
_PARAGRAPH_TAG = re.compile(r"\{[{%]p\s")
_ALONE = re.compile(r"\s*(?:\{%p\s(?:(?!%\}).)*%\}|\{\{p\s(?:(?!\}\}).)*\}\})\s*", re.DOTALL)
_BRACES = re.compile(r"\{[{%]")
_STYLE_ID = re.compile(r"[\w .+()-]*")
_LOOP = re.compile(r"\{%-?\s*(for|endfor)\b")
_SLOT = re.compile("\ufdd0(\\d+)\ufdd1")

_BOOKMARKS = (w("bookmarkStart"), w("bookmarkEnd"))
_GONE = "gone"

VALUE, TEXTS, NEW = OURS = "_run", "_blocks", "_fresh_id"
"""The filters that stand for what the writer does: with a value in a line, with whole texts, and an id it gives out."""
WRITTEN = {"r": R, "w15": W15}
"""Prefixes that the writer uses besides `w`."""


def prepared(root: etree._Element) -> etree._Element:
    """Return a copy of a part in which what Word adds on its own is gone, and a paragraph that is
    one `{{p … }}` hands its style on to the text that comes there.

    WordFileUnusable where docxtpl would drop text without a word: next to a `{%p … %}` or `{{p … }}`.
    """
    root = copy.deepcopy(root)
    _open_controls(root)
    for element in list(root.iter(w("proofErr"), w("lastRenderedPageBreak"))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for paragraph in list(root.iter(w("p"))):
        every = list(paragraph.iter(w("t")))
        own = [t for t in every if next(t.iterancestors(w("p"))) is paragraph]
        text = "".join(t.text or "" for t in own)
        if "{{r " in text:
            raise WordFileUnusable(f"{{{{r …}}}} kan hier niet, schrijf {{{{ … }}}}: {text[:80]}")
        if _PARAGRAPH_TAG.search(text) and not (_ALONE.fullmatch(text) and len(own) == len(every)):
            raise WordFileUnusable(f"een opdracht met p moet alleen in een alinea staan: {text[:80]}")
        if match := _PARAGRAPH_VALUE.fullmatch(text):
            _keep_value_only(paragraph, match[1])
    return root


def text_style(root: etree._Element) -> str:
    """Return the id of the style that a template gives to running text; "" when it gives none."""
    texts = (p for p in root.iter(w("p")) if _PARAGRAPH_VALUE.fullmatch("".join(t.text or "" for t in p.iter(w("t")))))
    return next((value(p.find(f"{w('pPr')}/{w('pStyle')}")) for p in texts), "")


def _open_controls(root: etree._Element) -> None:
    """Take the content controls of the template itself from around its placeholders.

    What comes there has one of its own. LibreOffice makes two within each other one after another, and Word puts
    the data of a control back over its text.
    """
    for control in list(root.iter(w("sdt"))):
        content, outer = control.find(w("sdtContent")), control.getparent()
        if content is None or outer is None:
            continue
        if _BRACES.search("".join(text.text or "" for text in content.iter(w("t")))):
            at = outer.index(control)
            outer[at : at + 1] = list(content)


def _keep_value_only(paragraph: etree._Element, expression: str) -> None:
    """Reduce the paragraph to its expression, which takes the paragraph's style along to its text."""
    style = value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
    if not _STYLE_ID.fullmatch(style):
        raise WordFileUnusable(f"een stijl heeft een kenmerk dat Word niet maakt: {style[:80]}")
    for child in list(paragraph):
        paragraph.remove(child)
    text = etree.SubElement(etree.SubElement(paragraph, w("r")), w("t"))
    text.text = f'{{{{p {expression} | {TEXTS}("{style}") }}}}'


def with_new_ids(root: etree._Element) -> None:
    """Let what stands in a loop get an id of its own in every turn, and no bookmark: of a name there can be but one.

    A bookmark that one of our documents had, of which the template was made, goes as well.
    """
    depth, marks = 0, set()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and element.tag in _BOOKMARKS:
            if depth or element.get(w("name"), "").startswith((BOOKMARK, PASSAGE, FIELD)):
                marks.add(element.get(w("id")))
        elif event == "start" and depth:
            if element.tag == w("id"):
                element.set(w("val"), f"{{{{ 0 | {NEW} }}}}")
            elif etree.QName(element).localname == "docPr":
                element.set("id", f"{{{{ 0 | {NEW} }}}}")
        text = element.text if event == "start" else element.tail
        depth += sum(1 if word == "for" else -1 for word in _LOOP.findall(text or ""))
    for element in root.iter(*_BOOKMARKS):
        if element.get(w("id")) in marks:
            element.tag = _GONE
    etree.strip_elements(root, _GONE, with_tail=False)


def with_runs_apart(root: etree._Element) -> str:
    """Return the XML with every `{{ … }}` in a run of its own, written by the filter VALUE."""
    calls: list[str] = []
    for text in list(root.iter(w("t"))):
        run = text.getparent()
        if run is None or run.tag != w("r") or not _EXPRESSION.search(text.text or ""):
            continue
        _split(run, text, calls)
    source = _SLOT.sub(lambda match: calls[int(match[1])], etree.tostring(root, encoding="unicode"))
    return _with_namespaces(source, {prefix for prefix in root.nsmap if prefix})


def _with_namespaces(source: str, declared: set[str]) -> str:
    """Return the XML with the names declared at its root that the written texts need."""
    missing = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in WRITTEN.items() if prefix not in declared)
    return re.sub(r"^(<[\w:]+)", lambda match: match[1] + missing, source, count=1)


def _split(run: etree._Element, text: etree._Element, calls: list[str]) -> None:
    properties = run.find(w("rPr"))
    plain, marked = _serialized(properties), _serialized(_highlighted(properties))
    before = [child for child in run if child is not properties]
    following = before[before.index(text) + 1 :]
    pieces = _EXPRESSION.split(text.text or "")
    text.text = pieces[0]
    text.set(XML_SPACE, "preserve")
    last = run
    for expression, tail in zip(pieces[1::2], pieces[2::2], strict=True):
        calls.append(f"{{{{ ({expression}) | {VALUE}({plain!r}, {marked!r}) }}}}")
        last.tail = f"\ufdd0{len(calls) - 1}\ufdd1" + (last.tail or "")
        copied = run.makeelement(w("r"))
        if properties is not None:
            copied.append(copy.deepcopy(properties))
        tail_text = etree.SubElement(copied, w("t"))
        tail_text.set(XML_SPACE, "preserve")
        tail_text.text = tail
        outer = last.getparent()
        assert outer is not None
        slot, last.tail = last.tail, None
        outer.insert(outer.index(last) + 1, copied)
        last.tail, copied.tail = slot[: slot.index("\ufdd1") + 1], slot[slot.index("\ufdd1") + 1 :]
        last = copied
    last.extend(following)
    for piece in (run, last):
        _drop_if_empty(piece)


def _drop_if_empty(run: etree._Element) -> None:
    for text in run.findall(w("t")):
        if not text.text:
            run.remove(text)
    if all(child.tag == w("rPr") for child in run):
        outer, before = run.getparent(), run.getprevious()
        assert outer is not None
        if before is not None:
            before.tail = (before.tail or "") + (run.tail or "")
        else:
            outer.text = (outer.text or "") + (run.tail or "")
        outer.remove(run)


def _serialized(properties: etree._Element | None) -> str:
    if properties is None:
        return ""
    bare = re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(properties, encoding="unicode", with_tail=False))
    return bare.replace("{", "").replace("}", "")


_AFTER_HIGHLIGHT = tuple(
    w(name)
    for name in (
        "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish",
        "oMath",
    )
)  # fmt: skip
"""What follows `w:highlight` in run properties (ISO/IEC 29500-1, 17.3.2.28)."""


def _highlighted(properties: etree._Element | None) -> etree._Element:
    marked = etree.Element(w("rPr"), nsmap={"w": W}) if properties is None else copy.deepcopy(properties)
    for old in marked.findall(w("highlight")):
        marked.remove(old)
    highlight = etree.Element(w("highlight"))
    highlight.set(w("val"), "yellow")
    place = next((i for i, child in enumerate(marked) if child.tag in _AFTER_HIGHLIGHT), len(marked))
    marked.insert(place, highlight)
    return marked
