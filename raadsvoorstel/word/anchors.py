"""Find every text of a document back after others have edited it.

Marks come first: a control with the path as tag, a bookmark with a name made of the path. Editors lose
one or the other, so either will do. A text that lost both is looked for by what it said; where that does
not point at one place, it is not found, and said to be uncertain.
"""

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from raadsvoorstel.blocks import Blocks, block_texts, plain_text
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.word.manifest import BaseText, Kind, Manifest
from raadsvoorstel.word.marks import PASSAGE, bookmark_name, tag_name
from raadsvoorstel.word.reader import Placed, Reading

ALIKE = 0.7
"""How alike two texts must be to be taken for one (difflib's ratio)."""
CLEARLY = 0.15
"""How much more alike the best match must be than the next, to be the only one."""


class How(StrEnum):
    """By what a text was found."""

    MARK = "merk"
    TEXT = "tekst"
    UNCERTAIN = "onzeker"
    GONE = "weg"


@dataclass(frozen=True, slots=True)
class Located:
    """Where one text of the manifest is now: its blocks as they stand, or why they are not known.

    `start` is the index of its first block in the body; -1 when it was not found.
    """

    base: BaseText
    how: How
    blocks: Blocks = ()
    start: int = -1

    @property
    def is_sure(self) -> bool:
        """Whether there is no doubt about the place, or about the text being gone."""
        return self.how is not How.UNCERTAIN


def locate(reading: Reading, manifest: Manifest) -> list[Located]:
    """Return where each text of the body is, in the order of the manifest; titles and header values left out."""
    texts = [text for text in manifest.texts if text.kind is Kind.TEXT]
    counts = Counter(text.path for text in texts)
    seen: Counter[FieldPath] = Counter()
    starts: list[int | None] = []
    for text in texts:
        seen[text.path] += 1
        starts.append(_by_mark(reading.body, text.path, seen[text.path], counts[text.path]))
    hows = [How.MARK if start is not None else How.GONE for start in starts]
    _by_text(reading.body, texts, starts, hows)
    ends = sorted({start for start in starts if start is not None} | _boundaries(reading.body))
    return [
        Located(text, how) if start is None else Located(text, how, _until_next(reading.body, start, ends), start)
        for text, start, how in zip(texts, starts, hows, strict=True)
    ]


def _by_mark(body: Sequence[Placed], path: FieldPath, nth: int, count: int) -> int | None:
    """Return the one block that carries the mark of a text; None when there is no such block, or several."""
    name = bookmark_name(path, PASSAGE, nth)
    by_name = [index for index, placed in enumerate(body) if name in placed.bookmarks]
    if len(by_name) == 1:
        return by_name[0]
    by_tag = [index for index, placed in enumerate(body) if tag_name(path) in placed.tags]
    return by_tag[nth - 1] if len(by_tag) == count else None


def _by_text(body: Sequence[Placed], texts: Sequence[BaseText], starts: list[int | None], hows: list[How]) -> None:
    """Look for the texts without a mark among the blocks that no mark has claimed as a beginning."""
    taken = {start for start in starts if start is not None} | _boundaries(body)
    for number, text in enumerate(texts):
        if starts[number] is not None:
            continue
        first = next((line for block in text.blocks[:1] for line in block_texts(block) if line), "")
        scored = sorted(
            (
                (_alike(first, plain_text((placed.block,))), index)
                for index, placed in enumerate(body)
                if index not in taken
            ),
            reverse=True,
        )
        if not scored or scored[0][0] < ALIKE:
            continue
        if len(scored) > 1 and scored[1][0] > scored[0][0] - CLEARLY:
            hows[number] = How.UNCERTAIN
            continue
        starts[number], hows[number] = scored[0][1], How.TEXT
        taken.add(scored[0][1])


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def _boundaries(body: Sequence[Placed]) -> set[int]:
    return {index for index, placed in enumerate(body) if placed.is_title}


def _until_next(body: Sequence[Placed], start: int, ends: Sequence[int]) -> Blocks:
    end = next((end for end in ends if end > start), len(body))
    return tuple(placed.block for placed in body[start:end])
