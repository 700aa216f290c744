"""`sjabloon nieuw --tokens`: show the house style that design tokens propose, and what became of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from raadsvoorstel.cli.dutch import WrongUse
from raadsvoorstel.cli.options import path_of
from raadsvoorstel.cli.place import shown
from raadsvoorstel.cli.reply import Reply, code_of

if TYPE_CHECKING:
    from raadsvoorstel.branding.advice import Advice
    from raadsvoorstel.project import Project

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


def tokens_options(command: _Decorated) -> _Decorated:
    """Where the tokens lie, and whether their values may replace those of a house style that is there."""
    add_schrijf = click.option(
        "--schrijf", is_flag=True, help="Met --tokens: vervang waarden in een huisstijl die er al is."
    )
    add_tokens = click.option(
        "--tokens", multiple=True, metavar="PAD", callback=_paths_of,
        help="Stel een huisstijl voor uit design tokens: een JSON-bestand of een map met *.tokens.json. Mag vaker.",
    )  # fmt: skip
    return add_tokens(add_schrijf(command))


def _paths_of(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[Path, ...]:
    return tuple(path for value in values if (path := path_of(ctx, param, value)) is not None)


def reply_on_tokens(project: "Project", slugs: Sequence[str], paths: Sequence[Path], *, write: bool) -> Reply:
    """Return the answer to `sjabloon nieuw GEMEENTE --tokens PAD`, for the one gemeente whose tokens these are."""
    from raadsvoorstel.branding.advice import advise
    from raadsvoorstel.report.findings import findings_object, findings_text

    if not paths:
        raise WrongUse("--schrijf hoort bij --tokens: noem daarmee een bestand of map met tokens.")
    if len(slugs) != 1:
        raise WrongUse("noem bij --tokens één gemeente: tokens zijn van één huisstijl.")
    advice, findings = advise(project, slugs[0], [(path, shown(path)) for path in paths], write=write)
    found = findings_text(findings)
    parts = [advice.yaml, "\n".join(["Gevonden:", *found]) if found else "", *_sentences(project, slugs[0], advice)]
    return Reply(
        "sjabloon nieuw",
        text="\n\n".join(part.rstrip("\n") for part in parts if part),
        data={
            "map": str(project.root),
            "gemeente": slugs[0],
            "resultaat": str(advice.stand),
            "bestand": str(advice.path),
            "yaml": advice.yaml,
            "waarden": [
                {
                    "veld": f"huisstijl.{choice.key}",
                    "waarde": choice.plain,
                    "token": choice.source or None,
                    "uitleg": list(choice.notes),
                }
                for choice in advice.choices
            ],
            "bevindingen": findings_object(findings),
        },
        code=code_of(findings),
    )


def _sentences(project: "Project", slug: str, advice: "Advice") -> list[str]:
    """Return what became of the file, what comes next, and whose house style it is."""
    from raadsvoorstel.branding.advice import Stand
    from raadsvoorstel.branding.block import COPYRIGHT

    file = project.shown(advice.path)
    build = f"Bouw daarna het sjabloon met: raadsvoorstel sjabloon nieuw {slug}"
    match advice.stand:
        case Stand.WRITTEN:
            told = f"De waarden staan in {file}; de rest van dat bestand is gelijk gebleven. Loop ze na. {build}"
        case Stand.SAME:
            told = f"{file} heeft deze waarden al. {build}"
        case Stand.SHOWN:
            told = (
                f"Er is niets gewijzigd: {file} heeft al een huisstijl. Neem over wat u wilt, of geef --schrijf: "
                "dan komen deze waarden in de plaats van de huidige, en blijft de rest van het bestand gelijk."
            )
        case Stand.FAILED:
            told = f"Er is niets geschreven in {file}."
    return [told, *([COPYRIGHT] if advice.yaml else [])]
