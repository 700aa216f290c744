"""The options that several commands share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from raadsvoorstel.cli.dutch import WrongUse, did_you_mean

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


class Pad(click.ParamType):
    """A path, absolute; whether it is there is for the command to judge."""

    name = "pad"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if not value.strip() or "\0" in value:
            raise WrongUse("een pad kan niet leeg zijn.", ctx)
        return Path(os.path.abspath(Path(value).expanduser()))


class Keuze(click.ParamType):
    """One of a few words."""

    name = "keuze"

    def __init__(self, *choices: str) -> None:
        self.choices = choices

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            known = ", ".join(self.choices)
            raise WrongUse(f"{value} kan hier niet.{did_you_mean(value, self.choices)} Kies uit: {known}.", ctx)
        return str(value)


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
