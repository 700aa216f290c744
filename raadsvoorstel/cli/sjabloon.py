"""`sjabloon nieuw`: build the Word templates from the house styles."""

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from raadsvoorstel.cli.dutch import DutchGroup, WrongUse
from raadsvoorstel.cli.options import json_option
from raadsvoorstel.cli.place import folders_of, the_project
from raadsvoorstel.cli.progress import text_width
from raadsvoorstel.cli.reply import Reply, code_of
from raadsvoorstel.cli.sjabloon_controleer import sjabloon_controleer
from raadsvoorstel.cli.sjabloon_toon import sjabloon_toon
from raadsvoorstel.cli.sjabloon_van import reply_on_van, van_options
from raadsvoorstel.cli.tokens import reply_on_tokens, tokens_options
from raadsvoorstel.errors import RaadsvoorstelError
from raadsvoorstel.findings import Finding, Origin, Severity, has_errors

if TYPE_CHECKING:
    from raadsvoorstel.project import Project


@click.group(
    cls=DutchGroup,
    short_help="Bouw de Word-sjablonen.",
    epilog="Voorbeeld: raadsvoorstel sjabloon nieuw --alle",
)
def sjabloon() -> None:
    """Alles rond de Word-sjablonen van de gemeenten."""


@sjabloon.command(
    short_help="Bouw sjablonen uit de huisstijl in gemeente.yaml of huis.yaml.",
    epilog="Voorbeeld: raadsvoorstel sjabloon nieuw --alle",
)
@click.argument("names", nargs=-1, metavar="[NAAM]…")
@click.option("--alle", is_flag=True, help="Alle gemeenten van het project, en de huizen die gemeenten delen.")
@click.option("--overschrijven", is_flag=True, help="Ook als het sjabloon anders is, bijvoorbeeld bewerkt in Word.")
@van_options
@tokens_options
@json_option
def nieuw(
    names: tuple[str, ...],
    alle: bool,
    overschrijven: bool,
    source: Path | None,
    soort: str,
    tokens: tuple[Path, ...],
    schrijf: bool,
) -> Reply:
    """Bouw de Word-sjablonen uit `huisstijl:`, voor elk stuk dat een gemeente maakt.

    NAAM is een gemeente, of een huis dat gemeenten delen: een map onder templates met een gemeente.yaml of huis.yaml.
    Een gemeente die een huis deelt en daarvan alleen in kleur verschilt, gebruikt de sjablonen van dat huis; noem haar
    bij haar naam als zij toch eigen sjablonen moet krijgen.

    Een sjabloon dat anders is dan wat eruit zou komen, bijvoorbeeld omdat het in Word is bewerkt, blijft zoals het is,
    tenzij u --overschrijven geeft.

    Met --van wordt het sjabloon niet gebouwd, maar gemaakt van een Word-bestand dat de gemeente al heeft: haar stijlen,
    kop- en voetteksten, logo en marges blijven, en de invulplaatsen komen erin. Het bestand zelf blijft zoals het is.

    Met --tokens komt er geen sjabloon, maar een voorstel voor `huisstijl:` uit tokens van NL Design System.
    """
    project = the_project()
    folders = tuple(dict.fromkeys((*project.huizen, *project.gemeenten) if alle else folders_of(project, names)))
    if not folders:
        known = ", ".join((*project.gemeenten, *project.huizen)) or "geen"
        raise WrongUse(f"noem een gemeente of huis, of geef --alle. Er zijn: {known}.")
    if source:
        return reply_on_van(project, folders, source, soort, overwrite=overschrijven)
    if tokens or schrijf:
        return reply_on_tokens(project, folders, tokens, write=schrijf)
    return _reply(project, [_build_all(project, folder, shared=alle, overwrite=overschrijven) for folder in folders])


class _Template(Struct, frozen=True):
    """What became of the template for one kind of document."""

    folder: str
    soort: str
    stand: str
    path: Path


class _Built(Struct, frozen=True):
    """What became of the templates of a gemeente or house; without any it uses those of the house it shares."""

    folder: str
    templates: tuple[_Template, ...] = ()
    findings: list[Finding] = []


def _reply(project: "Project", built: Sequence[_Built]) -> Reply:
    from raadsvoorstel.report.findings import findings_object, findings_text
    from raadsvoorstel.report.layout import columns

    templates = [template for each in built for template in each.templates]
    findings = [finding for each in built for finding in each.findings]
    sharing = [each.folder for each in built if not each.templates and not has_errors(each.findings)]
    rows = [(template.folder, template.stand, project.shown(template.path)) for template in templates]
    found = findings_text(findings)
    blocks = [columns(rows) if rows else [], _about(sharing), ["Gevonden:", *found] if found else []]
    return Reply(
        "sjabloon nieuw",
        text="\n\n".join("\n".join(block) for block in blocks if block),
        data={
            "map": str(project.root),
            "sjablonen": [_object(project, template) for template in templates],
            "zonder_eigen_sjabloon": sharing,
            "bevindingen": findings_object(findings),
        },
        code=code_of(findings),
    )


def _about(sharing: Sequence[str]) -> list[str]:
    told = f"Zonder eigen sjabloon, want zij gebruiken dat van het huis dat zij delen: {', '.join(sharing)}."
    return textwrap.wrap(told, text_width(), break_on_hyphens=False) if sharing else []


def _object(project: "Project", template: _Template) -> dict[str, Any]:
    is_gemeente = template.folder in project.gemeenten
    return {
        "gemeente": template.folder if is_gemeente else None,
        "huis": None if is_gemeente else template.folder,
        "soort": template.soort,
        "resultaat": template.stand,
        "bestand": str(template.path),
    }


def _build_all(project: "Project", folder: str, *, shared: bool, overwrite: bool) -> _Built:
    """Build the templates of a gemeente or house; with `shared`, not those that a gemeente shares anyhow."""
    from raadsvoorstel.huisstijl import kinds, kinds_with_a_template_of_its_own

    try:
        soorten, findings = (kinds_with_a_template_of_its_own if shared else kinds)(project, folder)
    except RaadsvoorstelError as error:
        return _Built(folder, findings=[_not_made(folder, str(error))])
    if not (soorten or findings or folder in project.gemeenten):
        return _Built(
            folder, findings=[_not_made(folder, "huis.yaml beschrijft geen stuk: er staat geen `indeling:` in")]
        )
    made = [_build(project, folder, soort, overwrite=overwrite) for soort in soorten]
    found = (finding for _, more in made for finding in more)
    return _Built(folder, tuple(template for template, _ in made), [*findings, *found])


def _build(project: "Project", folder: str, soort: str, *, overwrite: bool) -> tuple[_Template, list[Finding]]:
    path = project.template(folder, soort)
    try:
        stand, findings = _write(project, folder, soort, overwrite=overwrite)
    except RaadsvoorstelError as error:
        stand, findings = "niet gemaakt", [_not_made(folder, str(error))]
    return _Template(folder, soort, stand, path), findings


def _write(project: "Project", folder: str, soort: str, *, overwrite: bool) -> tuple[str, list[Finding]]:
    """Return what became of the template for a kind of document, and what was found."""
    from raadsvoorstel.huisstijl import build_template
    from raadsvoorstel.writing import Seen, write_whole

    path = project.template(folder, soort)
    data, findings = build_template(project, folder, soort)
    if data is None:
        return "niet gemaakt", findings
    seen, present = Seen.of(path), _content(path)
    if present == data:
        return "ongewijzigd", findings
    if present is not None and not overwrite:
        return "niet overschreven", [*findings, _differs(project.shown(path))]
    write_whole(path, data, seen=seen)
    return ("gemaakt" if present is None else "overschreven"), findings


def _content(path: Path) -> bytes | None:
    from raadsvoorstel.reading import read_regular
    from raadsvoorstel.word.package import LARGEST_FILE

    return read_regular(path, LARGEST_FILE) if path.exists() else None


def _not_made(folder: str, reason: str) -> Finding:
    return Finding("niet-gemaakt", reason, Origin(f"templates/{folder}"))


def _differs(shown: str) -> Finding:
    return Finding(
        "bewerkt-sjabloon",
        f"{shown} is anders dan wat uit de huisstijl komt, en is niet overschreven",
        Origin(shown),
        "bewaar het onder een andere naam als er in Word aan gewerkt is, en geef dan --overschrijven",
        Severity.WAARSCHUWING,
    )


sjabloon.add_command(sjabloon_controleer)
sjabloon.add_command(sjabloon_toon)
