"""Whether the formal phrases of a raadsbesluit begin as they should."""

from collections.abc import Iterator

from raadsvoorstel.blocks import plain_text
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding

_FIRST_WORDS = {"raadsbesluit.gelezen": ("gelezen", "gezien"), "raadsbesluit.gelet_op": ("gelet op",)}


def check_zinsneden(stuk: Stuk) -> Iterator[Finding]:
    """A phrase is printed as written, so it has to hold its first words (for `gelet op`: Awb 3:47, tweede lid)."""
    for path, words in _FIRST_WORDS.items():
        text = plain_text(stuk.voorstel.teksten.get(FieldPath(path), ()))
        if text and not text.lower().startswith(words):
            message = f"`{path}` begint niet met «{words[0]}»: {text[:40]}"
            yield stuk.say(path, message, f"schrijf de hele zinsnede: {words[0]} {text[:40]}")
