"""Content controls and fields: those that hold a known value become a placeholder, the others the words they show."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from raadsvoorstel.word.onboarding.revisions import remove, unwrap
from raadsvoorstel.word.onboarding.wording import bare
from raadsvoorstel.word.xml import XML_SPACE, value, w

KEPT = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "HYPERLINK"))
"""Fields that stay what they are: they count, or lead somewhere."""
_OF_THE_OLD_FILE = frozenset(
    (
        "FILENAME", "FILESIZE", "AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "TEMPLATE", "TITLE",
        "SUBJECT", "KEYWORDS", "COMMENTS", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "REVNUM",
        "DOCPROPERTY", "DOCVARIABLE", "MERGEFIELD", "INFO", "LINK", "FILLIN", "ASK", "FORMTEXT", "MACROBUTTON",
    )
)  # fmt: skip
"""Fields whose words are about the old document, or about whoever made it."""
_STYLE_OF_HEADING = re.compile(r"STYLEREF\s+(\"?(heading|kop)\s*\d\"?|\d)", re.IGNORECASE)
_WORDS = re.compile(r'"([^"]*)"|(\S+)')
_PROMPT = w("showingPlcHdr")


def loosen(root: etree._Element, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Take controls and fields out of a part; yield what became of each as (what, name).

    `what` is `placed` for one called as a key of `known`, which then shows that placeholder; `prompt` for an empty
    control and `gone` for a field about the old document, whose words go; `field` for another, whose words stay.
    """
    for control in reversed(list(root.iter(w("sdt")))):
        yield from _control(control, known)
    for field in list(root.iter(w("fldSimple"))):
        code = field.get(w("instr"), "")
        if not _is_kept(code):
            yield from _shown(code, known, list(field))
            unwrap(field)
    for paragraph in list(root.iter(w("p"))):
        yield from _complex(paragraph, known)


def _control(control: etree._Element, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    properties, content = control.find(w("sdtPr")), control.find(w("sdtContent"))
    names = ["" if properties is None else value(properties.find(w(name))) for name in ("alias", "tag")]
    placeholder = next((known[bare(name)] for name in names if bare(name) in known), "")
    if content is not None and placeholder:
        _show(list(content), placeholder)
        yield "placed", placeholder
    elif content is not None and properties is not None and properties.find(_PROMPT) is not None:
        prompt = "".join(text.text or "" for text in content.iter(w("t"))).strip()
        _show(list(content), "")
        if prompt:
            yield "prompt", prompt
    if content is None:
        remove(control)
        return
    for child in [child for child in control if child is not content]:
        control.remove(child)
    unwrap(content)
    unwrap(control)


def _show(elements: list[etree._Element], text: str) -> None:
    """Let the first words among the elements be `text`, and the others nothing."""
    texts = [one for element in elements for one in element.iter(w("t"))]
    for number, one in enumerate(texts):
        one.text = "" if number else text
        one.set(XML_SPACE, "preserve")
    if text and not texts:
        run = next((run for element in elements for run in element.iter(w("r"))), None)
        place = run if run is not None else next((p for e in elements for p in e.iter(w("p"))), None)
        if place is not None:
            outer = place if place.tag == w("r") else etree.SubElement(place, w("r"))
            etree.SubElement(outer, w("t")).text = text


def _complex(paragraph: etree._Element, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Take the fields of a paragraph apart that begin and end in it; a half one loses its code."""
    open_runs: list[etree._Element] = []
    code = ""
    depth = 0
    for run in [run for run in paragraph.iter(w("r")) if next(run.iterancestors(w("p")), None) is paragraph]:
        kinds = [mark.get(w("fldCharType"), "") for mark in run.iterfind(w("fldChar"))]
        depth += kinds.count("begin")
        if depth:
            open_runs.append(run)
            code += "".join(text.text or "" for text in run.iterfind(w("instrText")))
        depth -= kinds.count("end")
        if depth <= 0 and open_runs:
            if not _is_kept(code):
                yield from _flatten(code, open_runs, known)
            open_runs, code, depth = [], "", 0
    if open_runs:
        yield from _flatten(code, open_runs, known)


def _is_kept(code: str) -> bool:
    named = code.split()
    counts = any(re.search(rf"\b{word}\b", code) for word in ("PAGE", "NUMPAGES", "SECTIONPAGES"))
    return counts or bool(named and named[0].upper() in KEPT) or bool(_STYLE_OF_HEADING.match(code.strip()))


def _flatten(code: str, runs: list[etree._Element], known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    shown: list[etree._Element] = []
    separated = False
    for run in runs:
        kinds = [mark.get(w("fldCharType"), "") for mark in run.iterfind(w("fldChar"))]
        has_words = run.find(w("t")) is not None
        if separated and has_words:
            shown.append(run)
        separated = (separated or "separate" in kinds) and "end" not in kinds
        for mark in [*run.findall(w("fldChar")), *run.findall(w("instrText"))]:
            run.remove(mark)
        if all(child.tag == w("rPr") for child in run) and run is not runs[0]:
            remove(run)
    yield from _shown(code, known, shown or runs[:1])


def _shown(code: str, known: Mapping[str, str], runs: list[etree._Element]) -> Iterator[tuple[str, str]]:
    """Let a field that names something known show its placeholder."""
    named = [quoted or plain for quoted, plain in _WORDS.findall(code)]
    placeholder = next((known[bare(name)] for name in named[1:] if bare(name) in known), "")
    if placeholder:
        _show(runs, placeholder)
        yield "placed", placeholder
    elif named and named[0].upper() in _OF_THE_OLD_FILE:
        _show(runs, "")
        yield "gone", named[0].upper()
    elif named:
        yield "field", named[0].upper()
