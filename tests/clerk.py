"""A project of its own, and a clerk who works in the documents that come out of it."""

import atexit
import copy
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import samples
from click.testing import CliRunner, Result
from lxml import etree
from msgspec import Struct

from raadsvoorstel.cli import main
from raadsvoorstel.word import package
from raadsvoorstel.word.package import MAIN
from raadsvoorstel.word.xml import W, w

Element = etree._Element


class Work(Struct, frozen=True):
    """A project in a folder, and one document of it."""

    root: Path
    naam: str
    slug: str
    soort: str = "raadsvoorstel"

    @property
    def document(self) -> Path:
        return self.root / "uitvoer" / self.naam / f"{self.slug}-{self.soort}.docx"

    @property
    def folder(self) -> Path:
        return self.root / "proposals" / self.naam

    def file(self, name: str = "") -> str:
        """Return what a source file of the proposal says, to the byte; nothing when it is not there."""
        path = self.folder / f"{name or self.slug}.yaml"
        return path.read_bytes().decode() if path.exists() else ""

    def write(self, name: str, text: str) -> None:
        (self.folder / f"{name}.yaml").write_bytes(text.encode())

    def run(self, *arguments: str) -> Result:
        before = Path.cwd()
        os.chdir(self.root)
        try:
            return CliRunner().invoke(main, arguments)
        finally:
            os.chdir(before)

    def make(self) -> None:
        """Make the document, in the place of whatever was there."""
        self.document.unlink(missing_ok=True)
        done = self.run("maak", self.naam, *(["-g", self.slug] if self.soort != "persbericht" else []))
        assert self.document.exists(), done.output

    def read_back(self, *options: str) -> dict[str, Any]:
        """Return what `teruglezen` answers."""
        done = self.run("teruglezen", str(self.document), *options, "--json")
        assert done.exit_code in (0, 1), done.output
        return json.loads(done.stdout)

    @contextmanager
    def editing(self) -> Iterator["Paper"]:
        """Open the document for edits, and save it after."""
        parts = package.read_file(self.document)
        paper = Paper(etree.fromstring(parts[MAIN]))
        yield paper
        parts = {**parts, MAIN: etree.tostring(paper.root)}
        self.document.write_bytes(package.write(package.parts_of(parts)))


def example(root: Path, slug: str) -> Work:
    """Return the shipped example in `root`, with its document made."""
    return _copied(root, samples.ROOT / "proposals" / samples.VOORBEELD, slug)


def case(root: Path, naam: str, slug: str) -> Work:
    """Return one of the cases in `root`, with a document made."""
    return _copied(root, samples.CASES / naam, slug)


def _copied(root: Path, proposal: Path, slug: str) -> Work:
    shutil.copytree(_made(proposal, slug), root, dirs_exist_ok=True)
    return Work(root, proposal.name, slug)


@cache
def _made(proposal: Path, slug: str) -> Path:
    """Return a project with a proposal and one document of it, made once."""
    root = Path(tempfile.mkdtemp(prefix="raadsvoorstel-griffie-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    shutil.copytree(samples.ROOT / "templates", root / "templates")
    shutil.copytree(proposal, root / "proposals" / proposal.name)
    Work(root, proposal.name, slug).make()
    return root


def small(root: Path, regio: str, own: str = "", slug: str = "heemstede") -> Work:
    """Return a proposal of a few lines for one gemeente, with its document made."""
    shutil.copytree(samples.ROOT / "templates", root / "templates")
    work = Work(root, "proef", slug)
    work.folder.mkdir(parents=True)
    work.write("regio", regio)
    if own:
        work.write(slug, own)
    work.make()
    return work


class Paper(Struct, frozen=True):
    """A document that is open."""

    root: Element

    def paragraphs(self) -> list[Element]:
        return [*self.root.iter(w("p"))]

    def find(self, beginning: str, nth: int = 0) -> Element:
        """Return the paragraph that begins so."""
        return [p for p in self.paragraphs() if said(p).startswith(beginning)][nth]

    def replace(self, old: str, new: str, *, everywhere: bool = False) -> None:
        """Type other words over some, as one does: within one run or over several."""
        done = 0
        for paragraph in self.paragraphs():
            at = said(paragraph).find(old)
            while at >= 0 and (everywhere or not done):
                _type_over(paragraph, at, len(old), new)
                done += 1
                at = said(paragraph).find(old, at + len(new.replace("\n", "")))
        assert done, old

    def after(self, beginning: str, text: str) -> Element:
        """Press Enter behind a paragraph, and type."""
        above = self.find(beginning)
        new = copy.deepcopy(above)
        for child in [*new]:
            if child.tag != w("pPr"):
                new.remove(child)
        new.append(run_of(text))
        above.addnext(new)
        return new

    def delete(self, beginning: str, nth: int = 0) -> None:
        """Delete a whole paragraph."""
        paragraph = self.find(beginning, nth)
        outer = paragraph.getparent()
        assert outer is not None
        outer.remove(paragraph)

    def format(self, words: str, kind: str) -> None:
        """Give some words a formatting, such as `b` for bold or `u` for underlined."""
        for paragraph in self.paragraphs():
            if words in said(paragraph):
                start = said(paragraph).index(words)
                _type_over(paragraph, start, len(words), words, kind)
                return
        raise AssertionError(words)

    def track(self, beginning: str, old: str, new: str) -> None:
        """Replace words while changes are kept track of."""
        paragraph = self.find(beginning)
        start = said(paragraph).index(old)
        marked = _type_over(paragraph, start, len(old), new)
        author = {w("id"): "9001", w("author"): "Griffie", w("date"): "2020-11-01T09:00:00Z"}
        deleted = etree.Element(w("del"), author)
        run = run_of(old)
        for text in run.iter(w("t")):
            text.tag = w("delText")
        deleted.append(run)
        inserted = etree.Element(w("ins"), {**author, w("id"): "9002"})
        marked.addprevious(deleted)
        marked.addprevious(inserted)
        inserted.append(marked)


def said(paragraph: Element) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(w("t")))


def run_of(text: str) -> Element:
    run = etree.Element(w("r"), nsmap={"w": W})
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, w("br"))
        piece = etree.SubElement(run, w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        piece.text = line
    return run


def _type_over(paragraph: Element, start: int, length: int, new: str, kind: str = "") -> Element:
    """Replace characters of a paragraph by a run of its own, and return that run."""
    run, at = _run_at(paragraph, start)
    piece = next(run.iter(w("t")))
    text = piece.text or ""
    tail = text[at + length :]
    left = length - len(text[at : at + length])
    piece.text = text[:at]
    typed, rest = copy.deepcopy(run), copy.deepcopy(run)
    for copied, words in ((typed, new), (rest, tail)):
        for child in [*copied]:
            if child.tag != w("rPr"):
                copied.remove(child)
        for child in run_of(words):
            copied.append(child)
    if kind:
        properties = typed.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            typed.insert(0, properties)
        mark = etree.SubElement(properties, w(kind))
        mark.set(w("val"), {"u": "single", "color": "FF0000", "highlight": "yellow"}.get(kind, "1"))
    run.addnext(typed)
    typed.addnext(rest)
    if left:
        _shorten(paragraph, rest, left)
    return typed


def _shorten(paragraph: Element, after: Element, left: int) -> None:
    """Delete characters that stand behind a run."""
    runs = [*paragraph.iter(w("r"))]
    for run in runs[runs.index(after) + 1 :]:
        for piece in run.iter(w("t")):
            taken = min(left, len(piece.text or ""))
            piece.text = (piece.text or "")[taken:]
            left -= taken


def _run_at(paragraph: Element, index: int) -> tuple[Element, int]:
    for piece in paragraph.iter(w("t")):
        length = len(piece.text or "")
        if index < length or (index == length and not length):
            run = piece.getparent()
            assert run is not None
            return _split(run, piece), index
        index -= length
    raise AssertionError("no such place")


def _split(run: Element, piece: Element) -> Element:
    """Return a run that holds only this piece of text; what stood with it gets runs of its own."""
    others = [child for child in run if child.tag != w("rPr")]
    if others == [piece]:
        return run
    place = others.index(piece)
    for part, add in ((others[:place], run.addprevious), (others[place + 1 :], run.addnext)):
        if part:
            own = copy.deepcopy(run)
            for child in [*own]:
                if child.tag != w("rPr"):
                    own.remove(child)
            add(own)
            own.extend(part)
    return run
