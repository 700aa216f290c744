"""Look at a document that was just made, and compare it with what should be in it."""

import re
from collections import Counter
from collections.abc import Iterator

from raadsvoorstel.blocks import block_texts
from raadsvoorstel.composition import Composition, Section
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import package
from raadsvoorstel.word.marks import bookmark_name, tag_name
from raadsvoorstel.word.skim import Skimmed, skim
from raadsvoorstel.word.template import Template

_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}")


def differences(data: bytes, composition: Composition, template: Template) -> list[str]:
    """Return what is wrong with a document, in Dutch; nothing when every text is in it, once and in order."""
    made = {*template.filled, *template.extended}
    try:
        skimmed = skim(package.read(data, "het document", made), template.filled, template.extended)
    except WordFileUnusable as error:
        return [str(error)]
    sections = [section for part in template.parts for section in composition.delen.get(part, ())]
    return [
        *_missing_parts(composition, template),
        *_passages(skimmed, sections),
        *_order(skimmed, sections),
        *_titles(skimmed, sections),
        *_kop(skimmed, composition),
        *_doubled_ids(skimmed),
        *_left_over(skimmed, sections),
    ]


def _missing_parts(composition: Composition, template: Template) -> Iterator[str]:
    for part, sections in composition.delen.items():
        if sections and part not in template.parts:
            yield f"het sjabloon heeft geen plaats voor het deel `{part}`"


def _passages(skimmed: Skimmed, sections: list[Section]) -> Iterator[str]:
    """Yield every marked text that does not stand in the document exactly once, in its place."""
    expected = [p for section in sections for p in section.inhoud if p.path]
    tags = [tag_name(passage.path) for passage in expected]
    known = set(tags)
    found = [(tag, paragraphs) for tag, paragraphs in skimmed.passages if tag in known]
    if [tag for tag, _ in found] != tags:
        yield "de teksten staan niet elk één keer en in volgorde in het document"
        return
    for passage, (_, paragraphs) in zip(expected, found, strict=True):
        texts = [text for block in passage.blocks for text in block_texts(block)]
        if list(paragraphs[: len(texts)]) != texts:
            wrong = next((b for a, b in zip(texts, paragraphs, strict=False) if a != b), "er ontbreekt iets")
            yield f"`{passage.path}` staat anders in het document dan in de bron: {wrong[:80]!r}"


def _order(skimmed: Skimmed, sections: list[Section]) -> Iterator[str]:
    """Yield the first text that does not follow on the texts before it."""
    paragraphs = iter(skimmed.paragraphs)
    for section in sections:
        texts = [text for passage in section.inhoud for block in passage.blocks for text in block_texts(block)]
        for text in ([str(section.titel)] if section.titel else []) + texts:
            if text not in paragraphs:
                yield f"deze tekst ontbreekt of staat op de verkeerde plaats: {text[:80]!r}"
                return


def _titles(skimmed: Skimmed, sections: list[Section]) -> Iterator[str]:
    for section in sections:
        if section.titel and skimmed.titles.get(bookmark_name(section.titel.path)) != str(section.titel):
            yield f"de titel `{section.titel}` is niet gemerkt"


def _kop(skimmed: Skimmed, composition: Composition) -> Iterator[str]:
    for label, regel in composition.kop:
        if (tag_name(regel.path), str(regel)) not in skimmed.values:
            yield f"de kopregel `{label}` ontbreekt of klopt niet"


def _doubled_ids(skimmed: Skimmed) -> Iterator[str]:
    for id, count in Counter(skimmed.ids).items():
        if count > 1:
            yield f"het kenmerk «{id}» komt {count} keer voor"


def _left_over(skimmed: Skimmed, sections: list[Section]) -> Iterator[str]:
    """Yield what the template was to fill in and did not; braces that a writer escaped are text."""
    suspect = [text for text in skimmed.paragraphs if _LEFT_OVER.search(text)]
    written = {text for s in sections for p in s.inhoud for b in p.blocks for text in block_texts(b)} if suspect else ()
    for text in suspect:
        if text not in written:
            yield f"er staat nog een invulplaats in het document: {text[:80]!r}"
