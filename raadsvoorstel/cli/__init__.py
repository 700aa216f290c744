"""Talk to people: the commands, their options and their answers. Decides nothing.

The rooms that do the work are imported inside the functions of the commands. This is the one place where
that is allowed: `raadsvoorstel --help` and a misspelled command answer at once, without loading what reads
YAML or writes Word.
"""

import click

from raadsvoorstel.cli.bijwerken import bijwerken
from raadsvoorstel.cli.gemeenten import gemeenten
from raadsvoorstel.cli.herkomst import herkomst
from raadsvoorstel.cli.maak import controleer, maak
from raadsvoorstel.cli.nieuw import nieuw
from raadsvoorstel.cli.program import NAME, Program, version
from raadsvoorstel.cli.schema import schema
from raadsvoorstel.cli.sjabloon import sjabloon
from raadsvoorstel.cli.vergelijk import vergelijk


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


for _command in (nieuw, controleer, maak, vergelijk, bijwerken, herkomst, gemeenten, sjabloon, schema):
    main.add_command(_command)
