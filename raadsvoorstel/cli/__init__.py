"""Talk to people: the commands, their options and their answers. Decides nothing.

The rooms that do the work are imported inside the functions of the commands. This is the one place where
that is allowed: `raadsvoorstel --help` and a misspelled command answer at once, without loading what reads
YAML or writes Word. For the same reason a command is itself read in when it is asked for.
"""

import click

from raadsvoorstel.cli.later import Commands
from raadsvoorstel.cli.program import NAME, Program, version


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        click.echo(f"{NAME}, versie {version()}")
        ctx.exit()


@click.group(
    NAME,
    cls=Program,
    epilog="Voorbeeld: raadsvoorstel maak verbinden-en-versterken",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Toon de versie."
)
def main() -> None:
    """Eén regionale tekst, en voor elke gemeente een raadsvoorstel in Word in haar eigen huisstijl.

    Begin met `nieuw`, kijk na met `controleer`, en maak de documenten met `maak`. Uitleg bij een commando:
    raadsvoorstel COMMANDO --help
    """


main.commands = Commands(
    (
        "nieuw", "controleer", "uitleg", "maak", "vergelijk", "bijwerken", "teruglezen", "herkomst", "gemeenten",
        "sjabloon", "schema",
    )
)  # fmt: skip
