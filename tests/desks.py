"""Two desks: a griffier works in a produced document, and meanwhile the region changes what it was made from.

What either writes is a word that stands nowhere else, so that it can be followed.
"""

import copy
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from raadsvoorstel.bijwerken.files import AUTHOR
from raadsvoorstel.blocks import Block, Heading, Item, Paragraph, Run, Runs, Table, plain
from raadsvoorstel.edited import Edited
from raadsvoorstel.merging.work import Merging
from raadsvoorstel.word import manifest, package
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.reader import Reading, read
from raadsvoorstel.word.revision.draft import Draft
from raadsvoorstel.word.xml import W, w

Element = etree._Element
DATE = "2026-11-01T00:00:00Z"
GRIFFIE = 'w:author="Griffie" w:date="2026-10-01T09:00:00Z"'


# --- the desk of the griffier ---------------------------------------------------------------------------------


class Griffie(Struct, dict=True):
    """A document in which somebody works, as an editor writes it in XML."""

    parts: dict[str, bytes]
    next_id: int = 90_000

    @cached_property
    def root(self) -> Element:
        """The document itself."""
        return etree.fromstring(self.parts[MAIN])

    def saved(self) -> dict[str, bytes]:
        """Return the file as it is now."""
        return {**self.parts, MAIN: etree.tostring(self.root)}

    def paragraphs(self) -> list[Element]:
        """Return the paragraphs with text, those in tables too."""
        return [p for p in self.root.iter(w("p")) if texts(p)]

    def flowing(self) -> list[Element]:
        """Return the paragraphs that stand in the body itself."""
        return [p for p in self.paragraphs() if p.getparent() is self.root[0]]

    def mark(self, kind: str) -> Element:
        """Return a mark as a program makes that keeps track of changes."""
        self.next_id += 1
        return etree.fromstring(f'<w:{kind} xmlns:w="{W}" w:id="{self.next_id}" {GRIFFIE}/>')


def texts(p: Element) -> list[Element]:
    """Return the texts of a paragraph that are not deleted."""
    return [t for t in p.iter(w("t")) if t.text and t.text.strip()]


def at(things: list[Element], place: float) -> Element:
    return things[min(int(place * len(things)), len(things) - 1)]


def drop(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def reword(desk: Griffie, one: float, other: float, word: str) -> None:
    """Put another word in the place of one."""
    text = at(texts(at(desk.paragraphs(), one)), other)
    words = (text.text or "").split(" ")
    words[int(other * len(words))] = word
    text.text = " ".join(words)


def add_word(desk: Griffie, one: float, other: float, word: str) -> None:
    text = at(texts(at(desk.paragraphs(), one)), other)
    words = (text.text or "").split(" ")
    words.insert(int(other * (len(words) + 1)), word)
    text.text = " ".join(words)


def drop_word(desk: Griffie, one: float, other: float, word: str) -> None:
    text = at(texts(at(desk.paragraphs(), one)), other)
    words = (text.text or "").split(" ")
    if len(words) > 1:
        del words[int(other * len(words))]
        text.text = " ".join(words)


def written(word: str) -> Element:
    return etree.fromstring(f'<w:p xmlns:w="{W}"><w:r><w:t>Een eigen alinea met {word} erin.</w:t></w:r></w:p>')


def add_paragraph(desk: Griffie, one: float, other: float, word: str) -> None:
    near = at(desk.flowing(), one)
    new = written(word)
    if (properties := near.find(w("pPr"))) is not None:
        new.insert(0, copy.deepcopy(properties))
    near.addnext(new)


def add_tracked_paragraph(desk: Griffie, one: float, other: float, word: str) -> None:
    new = written(word)
    run = new[0]
    mark = desk.mark("ins")
    run.addprevious(mark)
    mark.append(run)
    end = etree.SubElement(etree.Element(w("pPr")), w("rPr"))
    end.append(desk.mark("ins"))
    new.insert(0, end.getparent())
    at(desk.flowing(), one).addprevious(new)


def drop_paragraph(desk: Griffie, one: float, other: float, word: str) -> None:
    if len(desk.flowing()) > 2:
        drop(at(desk.flowing(), one))


def move_paragraph(desk: Griffie, one: float, other: float, word: str) -> None:
    moving, to = at(desk.flowing(), one), at(desk.flowing(), other)
    if moving is not to:
        to.addprevious(moving)


def split(desk: Griffie, one: float, other: float, word: str) -> None:
    """Press Enter within a paragraph."""
    p = at(desk.flowing(), one)
    runs = [run for run in p if run.tag == w("r") and run.find(w("t")) is not None]
    if not runs:
        return
    text = at(runs, other).find(w("t"))
    words = (text.text or "").split(" ")
    cut = int(other * len(words))
    second = copy.deepcopy(p)
    for mark in [*second.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
        drop(mark)
    place = [*p.iter()].index(text)
    half = [*p.iter()]
    _keep(p, half[place], " ".join(words[:cut]), after=False)
    marks = sum(1 for e in half[:place] if e.tag in (w("bookmarkStart"), w("bookmarkEnd")))
    _keep(second, [*second.iter()][place - marks], " ".join(words[cut:]), after=True)
    p.addnext(second)


def _keep(p: Element, text: Element, words: str, *, after: bool) -> None:
    """Keep of a paragraph only what stands before a text, or behind it, and some words of it."""
    everything = [*p.iter(w("t"))]
    place = everything.index(text)
    for other in everything[:place] if after else everything[place + 1 :]:
        other.text = ""
    text.text = words


def join(desk: Griffie, one: float, other: float, word: str) -> None:
    """Press Delete at the end of a paragraph."""
    p = at(desk.flowing(), one)
    following = p.getnext()
    if following is not None and following.tag == w("p") and texts(following):
        p.append(etree.fromstring(f'<w:r xmlns:w="{W}"><w:t xml:space="preserve"> </w:t></w:r>'))
        p.extend([child for child in following if child.tag != w("pPr")])
        drop(following)


def cut_runs(desk: Griffie, one: float, other: float, word: str) -> None:
    """Cut a text in two runs, as spelling correction does."""
    text = at(texts(at(desk.paragraphs(), one)), other)
    run = text.getparent()
    if run is None or run.tag != w("r") or len(run.findall(w("t"))) != 1:
        return
    cut = int(other * len(text.text or ""))
    second = copy.deepcopy(run)
    rest = second.find(w("t"))
    rest.text, text.text = (text.text or "")[cut:], (text.text or "")[:cut]
    for each in (text, rest):
        each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(second)


def _around(desk: Griffie, run: Element, kind: str) -> None:
    mark = desk.mark(kind)
    run.addprevious(mark)
    mark.append(run)
    for text in run.iter(w("t")) if kind == "del" else []:
        text.tag = w("delText")


def _free_run(desk: Griffie, one: float, other: float) -> Element | None:
    run = at(texts(at(desk.paragraphs(), one)), other).getparent()
    held = {w("ins"), w("del")}
    if run is None or run.tag != w("r") or any(a.tag in held for a in run.iterancestors()):
        return None
    return run


def track_word(desk: Griffie, one: float, other: float, word: str) -> None:
    """Write a word while changes are tracked."""
    cut_runs(desk, one, other, word)
    run = _free_run(desk, one, other)
    if run is not None:
        new = etree.fromstring(f'<w:r xmlns:w="{W}"><w:t xml:space="preserve"> {word} </w:t></w:r>')
        run.addnext(new)
        _around(desk, new, "ins")


def track_deletion(desk: Griffie, one: float, other: float, word: str) -> None:
    """Take a run out while changes are tracked."""
    cut_runs(desk, one, other, word)
    cut_runs(desk, one, other / 2, word)
    run = _free_run(desk, one, other)
    if run is not None:
        _around(desk, run, "del")


def track_dropped_paragraph(desk: Griffie, one: float, other: float, word: str) -> None:
    p = at(desk.flowing(), one)
    following = p.getnext()
    if following is None or following.tag != w("p") or p.find(f"{w('pPr')}/{w('rPr')}") is not None:
        return
    for run in [*p.iter(w("r"))]:
        if not any(a.tag in (w("ins"), w("del")) for a in run.iterancestors()):
            _around(desk, run, "del")
    properties = p.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        p.insert(0, properties)
    etree.SubElement(properties, w("rPr")).append(desk.mark("del"))


def _track_end(desk: Griffie, p: Element) -> None:
    """Take out the end of a paragraph while changes are tracked."""
    properties = p.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        p.insert(0, properties)
    if properties.find(w("rPr")) is None:
        etree.SubElement(properties, w("rPr")).append(desk.mark("del"))


def track_join(desk: Griffie, one: float, other: float, word: str) -> None:
    """Press Delete at the end of a paragraph while changes are tracked."""
    _track_end(desk, at(desk.paragraphs(), one))


def track_dropped_last(desk: Griffie, one: float, other: float, word: str) -> None:
    """Take out a paragraph that no other one follows: it stands before a table, or last."""
    last = [p for p in desk.paragraphs() if (following := p.getnext()) is None or following.tag != w("p")]
    p = at(last, one)
    for run in [*p.iter(w("r"))]:
        if not any(a.tag in (w("ins"), w("del")) for a in run.iterancestors()):
            _around(desk, run, "del")
    _track_end(desk, p)


def drop_beside_dropped(desk: Griffie, one: float, other: float, word: str) -> None:
    """Take out, untracked, what stands behind a paragraph whose end is taken out."""
    ends = [p for p in desk.root.iter(w("p")) if p.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is not None]
    following = at(ends, one).getnext() if ends else None
    if following is not None and following in desk.flowing():
        drop(following)


def end_section(desk: Griffie, one: float, other: float, word: str) -> None:
    """Let the pages lie down, or stand up again, after a paragraph."""
    p = at(desk.flowing(), one)
    if p.find(w("pPr")) is not None and p.find(f"{w('pPr')}/*") is not None and p.find(f".//{w('sectPr')}") is None:
        p[0].append(etree.fromstring(f'<w:sectPr xmlns:w="{W}"><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'))


def add_row(desk: Griffie, one: float, other: float, word: str) -> None:
    rows = [row for row in desk.root.iter(w("tr")) if row.find(f"{w('trPr')}/{w('tblHeader')}") is None]
    if rows:
        row = at(rows, one)
        new = copy.deepcopy(row)
        for mark in [*new.iter(w("bookmarkStart"), w("bookmarkEnd"), w("sdtPr"))]:
            drop(mark)
        shown = [*new.iter(w("t"))]
        for text in shown:
            text.text = word if text is shown[0] else ""
        row.addnext(new)


def drop_row(desk: Griffie, one: float, other: float, word: str) -> None:
    rows = [
        row for row in desk.root.iter(w("tr")) if row.getprevious() is not None and row.getprevious().tag == w("tr")
    ]
    if rows:
        drop(at(rows, one))


def track_dropped_row(desk: Griffie, one: float, other: float, word: str) -> None:
    """Take a row out while changes are tracked; some programs mark only the row."""
    rows = [*desk.root.iter(w("tr"))]
    if rows:
        row = at(rows, one)
        if row.find(w("trPr")) is None:
            row.insert(0, etree.Element(w("trPr")))
        if row.find(f"{w('trPr')}/{w('del')}") is None:
            row.find(w("trPr")).append(desk.mark("del"))


def refer(desk: Griffie, one: float, other: float, word: str) -> None:
    """Put a field in, such as one that refers to a page."""
    shown = f'<w:r><w:t xml:space="preserve"> {word} </w:t></w:r>'
    field = etree.fromstring(f'<w:fldSimple xmlns:w="{W}" w:instr=" REF x ">{shown}</w:fldSimple>')
    at(desk.flowing(), one).append(field)


def lose_marks(desk: Griffie, one: float, other: float, word: str) -> None:
    p = at(desk.paragraphs(), one)
    for mark in [*p.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
        drop(mark)
    for control in [*p.iter(w("sdt"))]:
        for child in [*control.iterfind(f"{w('sdtContent')}/*")]:
            control.addprevious(child)
        drop(control)


def joined_titles(desk: Griffie) -> tuple[str, str]:
    """Take out all between the second title and the third, their ends too; return what the two said."""
    remembered = manifest.read(desk.parts)
    assert remembered is not None
    said = [text.text for text in remembered.texts if text.kind is Kind.TITLE][1:3]
    first, second = (
        next(p for p in desk.flowing() if "".join(t.text or "" for t in texts(p)) == line) for line in said
    )
    while (between := first.getnext()) is not second:
        drop(between)
    first.extend([child for child in second if child.tag != w("pPr")])
    drop(second)
    return said[0], said[1]


Edit = Callable[[Griffie, float, float, str], None]


def objects(word: str) -> list[Element]:
    """Return what stands among words and is none, as a griffier may put it in, each with a word in it."""
    word = f" {word} "
    math, vml = "http://schemas.openxmlformats.org/officeDocument/2006/math", "urn:schemas-microsoft-com:vml"
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    formula = f"<m:oMath><m:r><m:t>{word}</m:t></m:r></m:oMath>"
    box = f"<w:txbxContent><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:txbxContent>"
    shape = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    either = "<mc:Choice Requires='w'>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>"
    ruby = "<w:ruby><w:rt>{0}</w:rt><w:rubyBase>{0}</w:rubyBase></w:ruby>".format(f"<w:r><w:t>{word}</w:t></w:r>")
    written = (
        formula,
        f"<m:oMathPara>{formula}</m:oMathPara>",
        f"<w:r>{shape}</w:r>",
        f"<w:r><mc:AlternateContent>{either.format(shape)}</mc:AlternateContent></w:r>",
        f"<mc:AlternateContent>{either.format(f'<w:r><w:t>{word}</w:t></w:r>')}</mc:AlternateContent>",
        f"<w:r>{ruby}</w:r>",
        f'<w:r><w:pict><v:shape><v:textpath string="{word}"/></v:shape></w:pict></w:r>',
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
    )
    names = f'xmlns:w="{W}" xmlns:m="{math}" xmlns:v="{vml}" xmlns:mc="{compatibility}"'
    return [etree.fromstring(f"<w:p {names}>{each}</w:p>")[0] for each in written]


def add_object(desk: Griffie, one: float, other: float, word: str) -> None:
    """Put a formula, a text box or the like behind a run of a paragraph."""
    run = at(texts(at(desk.paragraphs(), one)), other).getparent()
    assert run is not None
    run.addnext(at(objects(word), other))


def add_object_paragraph(desk: Griffie, one: float, other: float, word: str) -> None:
    """Put one in a paragraph of its own."""
    new = written(word)
    new[:] = [at(objects(word), other)]
    at(desk.flowing(), one).addnext(new)


GRIFFIE_EDITS: tuple[Edit, ...] = (
    reword, reword, add_word, add_word, drop_word, add_paragraph, add_tracked_paragraph, drop_paragraph,
    move_paragraph, split, join, cut_runs, track_word, track_deletion, track_dropped_paragraph, track_join,
    track_dropped_last, drop_beside_dropped, end_section, add_row, drop_row, track_dropped_row,
    refer, lose_marks, add_object, add_object_paragraph,
)  # fmt: skip


# --- the desk of the region -----------------------------------------------------------------------------------

Texts = list[BaseText]


def _texts(texts_now: Texts) -> list[int]:
    return [n for n, text in enumerate(texts_now) if text.kind is Kind.TEXT]


def _one(texts_now: Texts, place: float, kinds: tuple[Kind, ...] = (Kind.TEXT,)) -> int:
    known = [n for n, text in enumerate(texts_now) if text.kind in kinds]
    return known[min(int(place * len(known)), len(known) - 1)]


def _reworded(runs: Runs, place: float, change: Callable[[list[str], int], None]) -> Runs:
    if not runs or runs[0].note:
        return runs
    words = runs[0].text.split(" ")
    change(words, int(place * len(words)))
    return (replace(runs[0], text=" ".join(words)), *runs[1:])


def _in_block(block: Block, place: float, change: Callable[[list[str], int], None]) -> Block:
    match block:
        case Paragraph() | Item() | Heading():
            return replace(block, runs=_reworded(block.runs, place, change))
        case Table():
            row = int(place * len(block.rows))
            column = int(place * 7919) % len(block.header)
            cells = list(block.rows[row])
            cells[column] = _reworded(cells[column], place, change)
            return replace(block, rows=(*block.rows[:row], tuple(cells), *block.rows[row + 1 :]))
        case _:
            return block


def _change(texts_now: Texts, one: float, other: float, change: Callable[[list[str], int], None]) -> None:
    n = _one(texts_now, one, (Kind.TEXT, Kind.TITLE, Kind.VALUE))
    blocks = list(texts_now[n].blocks)
    if blocks:
        k = int(other * len(blocks))
        blocks[k] = _in_block(blocks[k], other, change)
        texts_now[n] = replace(texts_now[n], blocks=tuple(blocks))


def region_rewords(texts_now: Texts, one: float, other: float, word: str) -> None:
    _change(texts_now, one, other, lambda words, n: words.__setitem__(n, word))


def region_adds_a_word(texts_now: Texts, one: float, other: float, word: str) -> None:
    _change(texts_now, one, other, lambda words, n: words.insert(n, word))


def region_drops_a_word(texts_now: Texts, one: float, other: float, word: str) -> None:
    _change(texts_now, one, other, lambda words, n: words.__delitem__(n) if len(words) > 1 else None)


def _new_block(near: Block, word: str) -> Block:
    runs = (Run("Een "), Run("nieuwe", bold=True), Run(f" alinea van de regio met {word} erin."))
    return replace(near, runs=runs) if isinstance(near, Paragraph | Item) else Paragraph(runs)


def region_adds_a_paragraph(texts_now: Texts, one: float, other: float, word: str) -> None:
    n = _one(texts_now, one)
    blocks = list(texts_now[n].blocks)
    k = int(other * (len(blocks) + 1))
    near = blocks[min(k, len(blocks) - 1)] if blocks else Paragraph(())
    blocks.insert(k, _new_block(near, word))
    texts_now[n] = replace(texts_now[n], blocks=tuple(blocks))


def region_drops_a_paragraph(texts_now: Texts, one: float, other: float, word: str) -> None:
    n = _one(texts_now, one)
    blocks = list(texts_now[n].blocks)
    if len(blocks) > 1:
        del blocks[int(other * len(blocks))]
        texts_now[n] = replace(texts_now[n], blocks=tuple(blocks))


def region_changes_rows(texts_now: Texts, one: float, other: float, word: str) -> None:
    for n in _texts(texts_now):
        if texts_now[n].blocks and isinstance(table := texts_now[n].blocks[0], Table):
            rows = list(table.rows)
            new = (plain(word), *(plain("x") for _ in table.header[1:]))
            rows.insert(int(one * (len(rows) + 1)), new)
            if other > 0.5:
                del rows[int(other * len(rows))]
            texts_now[n] = replace(texts_now[n], blocks=(replace(table, rows=tuple(rows)), *texts_now[n].blocks[1:]))
            return


def region_drops_a_text(texts_now: Texts, one: float, other: float, word: str) -> None:
    if len(_texts(texts_now)) > 2:
        del texts_now[_one(texts_now, one)]


def region_adds_a_text(texts_now: Texts, one: float, other: float, word: str) -> None:
    n = _one(texts_now, one)
    block = _new_block(texts_now[n].blocks[0], word)
    texts_now.insert(n + int(other * 2), BaseText(f"nieuw.{word}", (block,)))


def region_moves_a_text(texts_now: Texts, one: float, other: float, word: str) -> None:
    text = texts_now.pop(_one(texts_now, one))
    texts_now.insert(_one(texts_now, other), text)


def region_adds_a_section(texts_now: Texts, one: float, other: float, word: str) -> None:
    titles = [n for n, text in enumerate(texts_now) if text.kind is Kind.TITLE]
    n = titles[int(one * len(titles))] if titles else len(texts_now)
    path = f"sectie.{word}"
    title = BaseText(path, (Paragraph(plain(f"Titel {word}")),), kind=Kind.TITLE)
    texts_now[n:n] = [title, BaseText(path, (Paragraph(plain(f"De tekst van {word}tekst zelf.")),))]


def region_moves_a_section(texts_now: Texts, one: float, other: float, word: str) -> None:
    titles = [n for n, text in enumerate(texts_now) if text.kind is Kind.TITLE] + [len(texts_now)]
    if len(titles) < 4:
        return
    k = int(one * (len(titles) - 1))
    section = texts_now[titles[k] : titles[k + 1]]
    del texts_now[titles[k] : titles[k + 1]]
    left = [n for n, text in enumerate(texts_now) if text.kind is Kind.TITLE]
    place = left[int(other * len(left))]
    texts_now[place:place] = section


Change = Callable[[Texts, float, float, str], None]
REGION_CHANGES: tuple[Change, ...] = (
    region_rewords, region_rewords, region_rewords, region_adds_a_word, region_adds_a_word, region_drops_a_word,
    region_adds_a_paragraph, region_drops_a_paragraph, region_changes_rows, region_drops_a_text, region_adds_a_text,
    region_moves_a_text, region_adds_a_section, region_moves_a_section,
)  # fmt: skip


# --- the two together -----------------------------------------------------------------------------------------

_NOTHING = Reading((), (), (), {}, (), ())


def opened(parts: dict[str, bytes]) -> Edited:
    """Return a file that came back."""
    remembered = manifest.read(parts)
    assert remembered is not None
    return Edited(Path("a.docx"), parts, remembered, read(parts))


def changed(made: Manifest, changes: list[tuple[Change, float, float, str]]) -> Manifest:
    """Return what the region makes of a source."""
    texts_now = list(made.texts)
    for change, one, other, word in changes:
        change(texts_now, one, other, word)
    return Manifest(made.facts, tuple(texts_now), made.standing)


class Brought(Struct, frozen=True):
    """A file that was brought up to date."""

    data: bytes
    merging: Merging
    is_changed: bool


def brought_up_to_date(parts: dict[str, bytes], ours: Manifest) -> Brought:
    """Bring a file up to date with a source."""
    edited = opened(parts)
    draft = Draft(parts, edited.reading, AUTHOR, DATE)
    draft.opened  # noqa: B018
    merging = Merging(edited, Edited(Path(), parts, ours, _NOTHING), draft)
    memory = merging.run()
    is_changed = draft.is_changed
    data = draft.finish(memory)
    return Brought(data, merging, is_changed)


def parts_of(data: bytes) -> dict[str, bytes]:
    return package.read(data, "a.docx")
