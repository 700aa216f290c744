"""The gemeenten of a project, as a list."""

from collections.abc import Collection, Iterable
from typing import Any, Protocol

from raadsvoorstel.report.layout import columns


class Gemeente(Protocol):
    """What is known of one gemeente; `overview.Listed` is one."""

    @property
    def gemeente(self) -> str: ...
    @property
    def naam(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def familie(self) -> str: ...
    @property
    def huis(self) -> str: ...
    @property
    def stukken(self) -> tuple[str, ...]: ...
    @property
    def templates(self) -> tuple[str, ...]: ...
    @property
    def without_template(self) -> str: ...


def gemeenten_text(gemeenten: Iterable[Gemeente], participants: Collection[str] | None) -> str:
    """Return a table of the gemeenten; with `participants` also who takes part in the proposal."""
    doet_mee = [] if participants is None else ["Doet mee"]
    header = ["Gemeente", "Naam", "Code", "Familie", *doet_mee, "Stukken", "Sjabloon"]
    rows = [
        [
            each.gemeente,
            each.naam or "?",
            each.code or "–",
            each.familie or "–",
            *([] if participants is None else ["ja" if each.gemeente in participants else "nee"]),
            ", ".join(each.stukken) or "?",
            _template(each),
        ]
        for each in gemeenten
    ]
    return "\n".join(columns([header, *rows]))


def _template(gemeente: Gemeente) -> str:
    if gemeente.without_template:
        return f"ontbreekt: raadsvoorstel sjabloon nieuw {gemeente.without_template}"
    if not gemeente.stukken:
        return "?"
    return f"van {gemeente.huis}" if gemeente.huis in gemeente.templates else "aanwezig"


def gemeenten_object(gemeenten: Iterable[Gemeente], participants: Collection[str] | None) -> list[dict[str, Any]]:
    """Return the gemeenten as `docs/json.md` describes them."""
    return [
        {
            "gemeente": each.gemeente,
            "naam": each.naam or None,
            "code": each.code or None,
            "familie": each.familie or None,
            "huis": each.huis or None,
            "stukken": list(each.stukken),
            "sjabloon": not each.without_template if each.stukken else None,
            "doet_mee": None if participants is None else each.gemeente in participants,
        }
        for each in gemeenten
    ]
