"""Whether the formal phrases of a raadsbesluit begin as they should."""

from collections.abc import Iterator, Set

from raadsvoorstel.blocks import plain_text
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding, Severity
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel


def check_gelezen(voorstel: Raadsvoorstel, placed: Set[str]) -> Iterator[Finding]:
    """The phrase is printed as written, so it has to hold its first word."""
    yield from _begins_with(voorstel, FieldPath("raadsbesluit.gelezen"), ("gelezen", "gezien"))


def check_gelet_op(voorstel: Raadsvoorstel, placed: Set[str]) -> Iterator[Finding]:
    """The phrase is printed as written, so it has to hold its first words (Awb 3:47, tweede lid)."""
    yield from _begins_with(voorstel, FieldPath("raadsbesluit.gelet_op"), ("gelet op",))


def _begins_with(voorstel: Raadsvoorstel, path: FieldPath, words: tuple[str, ...]) -> Iterator[Finding]:
    text = plain_text(voorstel.teksten.get(path, ()))
    if text and not text.lower().startswith(words):
        yield Finding(
            "zinsnede-onvolledig",
            f"`{path}` begint niet met «{words[0]}»: {text[:40]}",
            voorstel.origins[path][0],
            f"schrijf de hele zinsnede: {words[0]} {text[:40]}",
            Severity.WAARSCHUWING,
        )
