"""Read a document that was just made, and compare it with what should be in it."""

from collections import Counter
from collections.abc import Iterator

from raadsvoorstel.blocks import block_texts, runs_text
from raadsvoorstel.composition import Composition, Section
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import package, reader
from raadsvoorstel.word.marks import bookmark_name, tag_name
from raadsvoorstel.word.reader import Reading

_LEFT_OVER = ("{{", "}}", "{%", "%}")


def differences(data: bytes, composition: Composition, parts: tuple[str, ...]) -> list[str]:
    """Return what is wrong with a document, in Dutch; nothing when it holds what it should.

    `parts` names the parts of the composition in the order in which the template prints them.
    """
    try:
        reading = reader.read(package.read(data, "het document"))
    except WordFileUnusable as error:
        return [str(error)]
    sections = [section for part in parts for section in composition.delen.get(part, ())]
    return [
        *_missing_parts(composition, parts),
        *_passages(reading, sections),
        *_order(reading, sections),
        *_titles(reading, sections),
        *_kop(reading, composition),
        *_doubled_ids(reading),
        *_left_over(reading),
    ]


def _missing_parts(composition: Composition, parts: tuple[str, ...]) -> Iterator[str]:
    for part, sections in composition.delen.items():
        if sections and part not in parts:
            yield f"het sjabloon heeft geen plaats voor het deel `{part}`"


def _passages(reading: Reading, sections: list[Section]) -> Iterator[str]:
    """Yield every marked text that does not stand in the document exactly once, in its place."""
    expected = [(tag_name(p.path), p.blocks) for section in sections for p in section.inhoud if p.path]
    found = [(marked.tag, marked.blocks) for marked in reading.passages]
    known = {tag for tag, _ in expected}
    found = [(tag, blocks) for tag, blocks in found if tag in known]
    if [tag for tag, _ in found] != [tag for tag, _ in expected]:
        yield "de teksten staan niet elk één keer en in volgorde in het document"
        return
    for (tag, blocks), (_, read) in zip(expected, found, strict=True):
        if blocks != read:
            wrong = next((str(b) for a, b in zip(blocks, read, strict=False) if a != b), "een ander aantal alinea's")
            yield f"`{tag}` staat anders in het document dan in de bron ({wrong[:200]})"


def _order(reading: Reading, sections: list[Section]) -> Iterator[str]:
    """Yield the first text that does not follow on the texts before it."""
    paragraphs = iter(reading.paragraphs)
    for section in sections:
        texts = [text for passage in section.inhoud for block in passage.blocks for text in block_texts(block)]
        for text in ([str(section.titel)] if section.titel else []) + texts:
            if text not in paragraphs:
                yield f"deze tekst ontbreekt of staat op de verkeerde plaats: {text[:80]!r}"
                return


def _titles(reading: Reading, sections: list[Section]) -> Iterator[str]:
    for section in sections:
        if section.titel and reading.bookmarks.get(bookmark_name(section.titel.path)) != str(section.titel):
            yield f"de titel `{section.titel}` is niet gemerkt"


def _kop(reading: Reading, composition: Composition) -> Iterator[str]:
    found = {(marked.tag, runs_text(marked.runs)) for marked in reading.inlines}
    for label, regel in composition.kop:
        if (tag_name(regel.path), str(regel)) not in found:
            yield f"de kopregel `{label}` ontbreekt of klopt niet"


def _doubled_ids(reading: Reading) -> Iterator[str]:
    for id, count in Counter(reading.ids).items():
        if count > 1:
            yield f"het kenmerk `{id}` komt {count} keer voor"


def _left_over(reading: Reading) -> Iterator[str]:
    for text in reading.paragraphs:
        if any(mark in text for mark in _LEFT_OVER):
            yield f"er staat nog een invulplaats in het document: {text[:80]!r}"
