"""Write the choices as the `huisstijl:` of a gemeente that has none yet, each under a remark on where it came from."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from raadsvoorstel.branding.choice import Choice
from raadsvoorstel.tokens.reading import legible

KEY = "huisstijl"
COPYRIGHT = "Op een huisstijl en een logo rust auteursrecht: alleen de gemeente zelf mag die van haar gebruiken."
_WIDTH = 118


def block(choices: Sequence[Choice], files: Sequence[str], delen: Sequence[str]) -> str:
    """Return the lines of a `huisstijl:` with all that it needs; `files` are the names of what the tokens came from.

    `delen` are the parts of the document. Without them the rest comes from a house that is shared, and only the
    values that tokens gave are written.
    """
    said = f"Voorgesteld uit design tokens ({', '.join(map(legible, files))}); loop elke waarde na. {COPYRIGHT}"
    body = _body(choices, delen) if delen else _values(choice for choice in choices if choice.source)
    return "\n".join([*_remark(said, 0), f"{KEY}:", *body]) + "\n"


def proposed(choices: Sequence[Choice]) -> str:
    """Return the lines of the proposed values alone, for a gemeente that has a `huisstijl:` with the rest."""
    return "\n".join([f"{KEY}:", *_values(choice for choice in choices if choice.source)]) + "\n"


def _body(choices: Sequence[Choice], delen: Sequence[str]) -> Iterator[str]:
    yield '  afzender: "Gemeente {{ gemeente.naam }}"'
    yield "  titel: Raadsvoorstel"
    yield from _values(choices)
    yield "  delen:"
    for number, deel in enumerate(delen):
        yield f"    - naam: {deel}"
        if number:
            yield "      nieuwe_pagina: ja"


def _values(choices: Iterable[Choice]) -> Iterator[str]:
    group = ""
    for choice in choices:
        above, _, key = choice.key.rpartition(".")
        indent = 4 if above else 2
        if above and above != group:
            yield f"  {above}:"
        group = above
        yield from (line for note in choice.notes for line in _remark(note, indent))
        yield f"{' ' * indent}{key}: {choice.value}"


def _remark(text: str, indent: int) -> list[str]:
    lead = " " * indent + "# "
    return textwrap.wrap(
        text, _WIDTH, initial_indent=lead, subsequent_indent=lead, break_long_words=False, break_on_hyphens=False
    )
