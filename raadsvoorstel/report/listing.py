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
    def has_template(self) -> bool: ...


def gemeenten_text(gemeenten: Iterable[Gemeente], participants: Collection[str] | None) -> str:
    """Return a table of the gemeenten; with `participants` also who takes part in the proposal."""
    header = ["Gemeente", "Naam", "Code", "Familie", *([] if participants is None else ["Doet mee"]), "Sjabloon"]
    rows = [
        [
            each.gemeente,
            each.naam or "?",
            each.code or "–",
            each.familie or "–",
            *([] if participants is None else ["ja" if each.gemeente in participants else "nee"]),
            "aanwezig" if each.has_template else f"ontbreekt: raadsvoorstel sjabloon nieuw {each.gemeente}",
        ]
        for each in gemeenten
    ]
    return "\n".join(columns([header, *rows]))


def gemeenten_object(gemeenten: Iterable[Gemeente], participants: Collection[str] | None) -> list[dict[str, Any]]:
    """Return the gemeenten as `docs/json.md` describes them."""
    return [
        {
            "gemeente": each.gemeente,
            "naam": each.naam or None,
            "code": each.code or None,
            "familie": each.familie or None,
            "sjabloon": each.has_template,
            "doet_mee": None if participants is None else each.gemeente in participants,
        }
        for each in gemeenten
    ]
