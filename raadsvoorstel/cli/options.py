"""The options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from raadsvoorstel.cli.dutch import WrongUse, did_you_mean
from raadsvoorstel.cli.place import absolute, demand_usable

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


def path_of(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    """Return what was typed as a path, in full; whether it is there is for the command to judge."""
    if value is None:
        return None
    if not value.strip() or "\0" in value:
        raise WrongUse("een pad kan niet leeg zijn.", ctx)
    return absolute(value)


def output_of(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    """Return where something is to be written, under a name that every computer takes."""
    path = path_of(ctx, param, value)
    if path is not None:
        demand_usable(path)
    return path


def one_of(*choices: str) -> Callable[[click.Context, click.Parameter, str], str]:
    """Return a callback that takes one of a few words."""

    def chosen(ctx: click.Context, param: click.Parameter, value: str) -> str:
        if value not in choices:
            known = ", ".join(choices)
            raise WrongUse(f"{value} kan hier niet.{did_you_mean(value, choices)} Kies uit: {known}.", ctx)
        return value

    return chosen


def json_option(command: _Decorated) -> _Decorated:
    """Every command has it; the program looks for it itself, so that errors come as JSON too."""
    return click.option("--json", is_flag=True, expose_value=False, help="Antwoord met één JSON-object.")(command)


def gemeente_option(command: _Decorated) -> _Decorated:
    """For which gemeenten; none is all."""
    return click.option(
        "-g", "--gemeente", "gemeenten", multiple=True, metavar="GEMEENTE",
        help="Alleen deze gemeente; mag vaker. Zonder -g: alle deelnemers.",
    )(command)  # fmt: skip


def definitief_option(command: _Decorated) -> _Decorated:
    """Nothing may be open any more."""
    return click.option(
        "--definitief", is_flag=True, help="Wat nog niet is ingevuld, is een fout."
    )(command)  # fmt: skip


def voorstel_argument(command: _Decorated) -> _Decorated:
    """The name or folder of a proposal."""
    return click.argument("voorstel", required=False, metavar="[VOORSTEL]")(command)
