"""`sjabloon nieuw`: build the Word templates from the house styles."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from raadsvoorstel.cli.dutch import DutchGroup, WrongUse
from raadsvoorstel.cli.options import json_option
from raadsvoorstel.cli.place import gemeenten_of, the_project
from raadsvoorstel.cli.reply import Reply, code_of
from raadsvoorstel.cli.tokens import reply_on_tokens, tokens_options
from raadsvoorstel.errors import FileUnreadable, RaadsvoorstelError
from raadsvoorstel.findings import Finding, Origin, Severity
from raadsvoorstel.reasons import reason_of

if TYPE_CHECKING:
    from raadsvoorstel.loading import Project


@click.group(
    cls=DutchGroup,
    short_help="Bouw de Word-sjablonen.",
    epilog="Voorbeeld: raadsvoorstel sjabloon nieuw --alle",
)
def sjabloon() -> None:
    """Alles rond de Word-sjablonen van de gemeenten."""


@sjabloon.command(
    short_help="Bouw een sjabloon uit de huisstijl in gemeente.yaml.",
    epilog="Voorbeeld: raadsvoorstel sjabloon nieuw --alle",
)
@click.argument("gemeenten", nargs=-1, metavar="[GEMEENTE]…")
@click.option("--alle", is_flag=True, help="Alle gemeenten van het project.")
@click.option("--overschrijven", is_flag=True, help="Ook als het sjabloon anders is, bijvoorbeeld bewerkt in Word.")
@tokens_options
@json_option
def nieuw(
    gemeenten: tuple[str, ...], alle: bool, overschrijven: bool, tokens: tuple[Path, ...], schrijf: bool
) -> Reply:
    """Bouw het Word-sjabloon van een gemeente uit `huisstijl:` in haar gemeente.yaml.

    Een sjabloon dat anders is dan wat eruit zou komen, bijvoorbeeld omdat het in Word is bewerkt, blijft zoals het is,
    tenzij u --overschrijven geeft.

    Met --tokens komt er geen sjabloon, maar een voorstel voor `huisstijl:` uit NL Design System-tokens.
    """
    from raadsvoorstel.report.findings import findings_object, findings_text
    from raadsvoorstel.report.layout import columns

    project = the_project()
    slugs = project.gemeenten if alle else tuple(dict.fromkeys(gemeenten_of(project, gemeenten)))
    if not slugs:
        raise WrongUse(
            f"noem een gemeente, of geef --alle. De gemeenten zijn: {', '.join(project.gemeenten) or 'geen'}."
        )
    if tokens or schrijf:
        return reply_on_tokens(project, slugs, tokens, write=schrijf)
    built = [(slug, *_build(project, slug, overwrite=overschrijven)) for slug in slugs]
    findings = [finding for _, _, found in built for finding in found]
    found = findings_text(findings)
    rows = [(slug, stand, project.shown(project.template(slug))) for slug, stand, _ in built]
    return Reply(
        "sjabloon nieuw",
        text="\n".join([*columns(rows), *(["", "Gevonden:", *found] if found else [])]),
        data={
            "map": str(project.root),
            "sjablonen": [_object(slug, stand, project.template(slug)) for slug, stand, _ in built],
            "bevindingen": findings_object(findings),
        },
        code=code_of(findings),
    )


def _object(slug: str, stand: str, path: Path) -> dict[str, Any]:
    return {"gemeente": slug, "resultaat": stand, "bestand": str(path)}


def _build(project: "Project", slug: str, *, overwrite: bool) -> tuple[str, list[Finding]]:
    """Return what became of the template of a gemeente, and what was found."""
    from raadsvoorstel.huisstijl import build_template
    from raadsvoorstel.writing import write_whole

    path = project.template(slug)
    try:
        data, findings = build_template(project, slug)
        if data is None:
            return "niet gemaakt", findings
        present = _content(path)
        if present == data:
            return "ongewijzigd", findings
        if present is not None and not overwrite:
            return "niet overschreven", [*findings, _differs(project.shown(path))]
        write_whole(path, data)
        return ("gemaakt" if present is None else "overschreven"), findings
    except RaadsvoorstelError as error:
        return "niet gemaakt", [Finding("niet-gemaakt", str(error), Origin(project.shown(path)))]


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise FileUnreadable(path, reason_of(error)) from error


def _differs(shown: str) -> Finding:
    return Finding(
        "bewerkt-sjabloon",
        f"{shown} is anders dan wat uit de huisstijl komt, en is niet overschreven",
        Origin(shown),
        "bewaar het onder een andere naam als er in Word aan gewerkt is, en geef dan --overschrijven",
        Severity.WAARSCHUWING,
    )
