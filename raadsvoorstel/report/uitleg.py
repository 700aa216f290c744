"""The explanation of a finding, for a reader and for a machine."""

import textwrap
from collections.abc import Iterable
from typing import Any, Protocol

from raadsvoorstel.report.layout import hanging


class Explanation(Protocol):
    """What is known of a code; `checks.uitleg.Uitleg` is one. What is not known is empty."""

    @property
    def code(self) -> str: ...
    @property
    def ernst(self) -> str: ...
    @property
    def zin(self) -> str: ...
    @property
    def doe(self) -> str: ...
    @property
    def fout(self) -> str: ...
    @property
    def fout_gemeente(self) -> str: ...
    @property
    def goed(self) -> str: ...
    @property
    def goed_gemeente(self) -> str: ...
    @property
    def bron(self) -> str: ...


def uitleg_list(known: Iterable[Explanation], width: int) -> str:
    """Return all codes with what they mean."""
    return "\n".join(hanging(sorted((each.code, each.zin) for each in known), width))


def uitleg_text(uitleg: Explanation, width: int) -> str:
    """Return one explanation."""
    heavy = f" ({uitleg.ernst})" if uitleg.ernst else ""
    blocks = [
        f"{uitleg.code}{heavy}\n" + "\n".join(textwrap.wrap(uitleg.zin, width)),
        "Wat u doet: " + uitleg.doe if uitleg.doe else "",
        _example("Fout", uitleg.fout, uitleg.fout_gemeente),
        _example("Goed", uitleg.goed, uitleg.goed_gemeente),
        f"Bron: {uitleg.bron}" if uitleg.bron else "",
        _setting(uitleg.code) if uitleg.bron else "",
    ]
    return "\n\n".join(filter(None, blocks))


def _example(label: str, regio: str, gemeente: str) -> str:
    if not regio:
        return ""
    lines = [f"{label}:", textwrap.indent(regio.rstrip(), "    ")]
    if gemeente:
        lines += ["  en in het bestand van een gemeente:", textwrap.indent(gemeente.rstrip(), "    ")]
    return "\n".join(lines)


def _setting(code: str) -> str:
    return (
        f"Eén keer stil: zet achter of boven de regel  # stil: {code} (waarom)\n"
        f"Anders wegen: zet bij `regels:` in gemeente.yaml of regio.yaml  {code}: {{ernst: uit, reden: …}}"
    )


def uitleg_object(uitleg: Explanation) -> dict[str, Any]:
    """Return one explanation as `docs/json.md` describes it."""
    return {
        "uitleg": uitleg.code,
        "ernst": uitleg.ernst or None,
        "betekent": uitleg.zin,
        "doe": uitleg.doe or None,
        "fout": uitleg.fout or None,
        "goed": uitleg.goed or None,
        "bron": uitleg.bron or None,
    }
