"""The commands, and how they look on the command line."""

import click

from raadsvoorstel.cli import begin, judge, listing, make, stationery
from raadsvoorstel.cli.dutch import DutchGroup
from raadsvoorstel.cli.program import Program, version


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"raadsvoorstel, versie {version()}")
        ctx.exit()
