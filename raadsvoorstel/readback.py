"""Look at a document that was just made, and compare it with what should be in it."""

import re
from collections import Counter
from collections.abc import Iterator, Set

from raadsvoorstel.blocks import Blocks, block_runs, block_texts, once, runs_text, texts_of
from raadsvoorstel.composition import Composition, Section
from raadsvoorstel.errors import WordFileUnusable
from raadsvoorstel.word import package
from raadsvoorstel.word.marks import bookmark_name, tag_name
from raadsvoorstel.word.skim import Skimmed, skim
from raadsvoorstel.word.stored import read_stored
from raadsvoorstel.word.template import Template

_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}")


def differences(data: bytes, composition: Composition, template: Template) -> list[str]:
    """Return what is wrong with a document, in Dutch; nothing when every text is in it, once and in order."""
    made = {*template.filled, *template.extended}
    try:
        parts = read_stored(data, made) or package.read(data, "het document", made)
        skimmed = skim(parts, template.filled, template.extended)
    except WordFileUnusable as error:
        return [str(error)]
    sections = [section for part in template.parts for section in composition.delen.get(part, ())]
    return [
        *_missing_parts(composition, template),
        *_passages(skimmed, sections, template.standing),
        *_notes(skimmed, sections),
        *_titles(skimmed, sections),
        *_kop(skimmed, composition),
        *_doubled_ids(skimmed, template.doubled),
        *_left_over(skimmed, sections, composition),
    ]


def _missing_parts(composition: Composition, template: Template) -> Iterator[str]:
    for part, sections in composition.delen.items():
        if sections and part not in template.parts:
            yield f"het sjabloon heeft geen plaats voor het deel `{part}`"


def _passages(skimmed: Skimmed, sections: list[Section], standing: Set[str]) -> Iterator[str]:
    """Yield every marked text that does not stand in the document exactly once, in its place.

    `standing` is what the template says itself, which may well read like a title.
    """
    before, expected = _expected(sections)
    tags = [tag for tag, _, _ in expected]
    known = set(tags)
    opening, found = _apart(skimmed, known)
    if [tag for tag, _ in found] != tags:
        yield "de teksten staan niet elk één keer en in volgorde in het document"
        return
    composed = {text for _, texts, following in expected for text in (*texts, *following) if text}.union(before)
    # A header value may read the same as a title, so only the last of what stands first is compared.
    shown = [text for text in opening if text in composed]
    if before and shown[-len(before) :] != before:
        yield f"deze titel ontbreekt of staat op de verkeerde plaats: {before[0][:80]!r}"
    if before and before[-1] not in standing and opening[-2:] == [before[-1], before[-1]]:
        yield f"deze titel staat er twee keer: {before[-1][:80]!r}"
    for (tag, texts, following), (_, paragraphs) in zip(expected, found, strict=True):
        own, rest = paragraphs[: len(texts)], paragraphs[len(texts) :]
        if own != texts:
            wrong = next((b for a, b in zip(texts, own, strict=False) if a != b), "er ontbreekt iets")
            yield f"`{tag}` staat anders in het document dan in de bron: {wrong[:80]!r}"
        elif not _stand([text for text in following if text], [text for text in rest if text in composed], standing):
            yield f"na `{tag}` staat iets twee keer, of op de verkeerde plaats"


def _stand(wanted: list[str], shown: list[str], standing: Set[str]) -> bool:
    """Say whether the wanted texts are shown, in order, with at most what the template says itself among them."""
    if shown == wanted:
        return True
    left = iter(shown)
    return all(text in left for text in wanted) and (Counter(shown) - Counter(wanted)).keys() <= standing


def _apart(skimmed: Skimmed, known: Set[str]) -> tuple[list[str], list[tuple[str, tuple[str, ...]]]]:
    """Return what stands before the first known mark, and the passages; the controls of a template mark nothing."""
    opening = list(skimmed.opening)
    found: list[tuple[str, tuple[str, ...]]] = []
    for tag, paragraphs in skimmed.passages:
        if tag in known:
            found.append((tag, paragraphs))
        elif found:
            found[-1] = (found[-1][0], found[-1][1] + paragraphs)
        else:
            opening += paragraphs
    return opening, found


Expected = tuple[str, tuple[str, ...], list[str]]
"""A mark, its texts, and the unmarked ones (titles, opening lines) up to the next mark."""


def _expected(sections: list[Section]) -> tuple[list[str], list[Expected]]:
    """Return the unmarked texts before the first mark, and what belongs to each mark."""
    before: list[str] = []
    expected: list[Expected] = []
    following = before
    for section in sections:
        if section.titel:
            following.append(str(section.titel))
        for passage in section.inhoud:
            own = texts_of(passage.blocks)
            if passage.path:
                following = []
                expected.append((tag_name(passage.path), own, following))
            else:
                following += own
    return before, expected


def _notes(skimmed: Skimmed, sections: list[Section]) -> Iterator[str]:
    notes = [note for section in sections for passage in section.inhoud for note in _notes_of(passage.blocks)]
    # A template may refer to footnotes of its own; those are not asked for.
    found = [text.removeprefix(" ") for text in skimmed.notes]
    found = [text for text in found if text in notes]
    if found != notes:
        yield "de voetnoten zijn niet alle in het document gekomen"


@once
def _notes_of(blocks: Blocks) -> tuple[str, ...]:
    runs = (run for block in blocks for runs in block_runs(block) for run in runs)
    return tuple(runs_text(run.note) for run in runs if run.note)


def _titles(skimmed: Skimmed, sections: list[Section]) -> Iterator[str]:
    for section in sections:
        if section.titel and skimmed.titles.get(bookmark_name(section.titel.path)) != str(section.titel):
            yield f"de titel `{section.titel}` is niet gemerkt"


def _kop(skimmed: Skimmed, composition: Composition) -> Iterator[str]:
    """Yield the lines of the header that are missing, and the values that are not what they should be."""
    regels = {tag_name(path): str(regel) for path, regel in composition.regels.items()}
    for tag, text, _ in skimmed.values:
        if regels.get(tag, text) != text and tag in regels:
            yield f"`{tag}` staat anders in het document dan in de bron: {text[:80]!r}"
    shown = Counter(tag for tag, _, in_body in skimmed.values if in_body)
    for path, count in Counter(regel.path for _, regel in composition.kop).items():
        if shown[tag_name(path)] < count and regels[tag_name(path)]:
            yield f"de kopregel van `{path}` ontbreekt"


def _doubled_ids(skimmed: Skimmed, own: Set[str]) -> Iterator[str]:
    """Yield what is not unique and should be; `own` are those of which the template has more than one itself."""
    if len(set(skimmed.ids)) == len(skimmed.ids):
        return
    for id, count in Counter(skimmed.ids).items():
        if count > 1 and id not in own:
            yield f"het kenmerk «{id}» komt {count} keer voor"


def _left_over(skimmed: Skimmed, sections: list[Section], composition: Composition) -> Iterator[str]:
    """Yield what the template was to fill in and did not; braces in what somebody wrote are text."""
    if not _LEFT_OVER.search("\n".join(skimmed.paragraphs)):
        return
    suspect = [text for text in skimmed.paragraphs if _LEFT_OVER.search(text)]
    written = {text for s in sections for p in s.inhoud for b in p.blocks for text in block_texts(b)}
    with_braces = [line for regel in composition.regels.values() if _LEFT_OVER.search(line := str(regel))]
    with_braces += [title for s in sections if s.titel and _LEFT_OVER.search(title := str(s.titel))]
    for text in suspect:
        rest = text
        for line in with_braces:
            rest = rest.replace(line, "")
        if text not in written and _LEFT_OVER.search(rest):
            yield f"er staat nog een invulplaats in het document: {text[:80]!r}"
