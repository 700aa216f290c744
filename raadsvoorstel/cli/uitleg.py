"""`uitleg`: what a finding means, by its code."""

import click

from raadsvoorstel.cli.dutch import DutchCommand, WrongUse, did_you_mean
from raadsvoorstel.cli.options import json_option
from raadsvoorstel.cli.progress import text_width
from raadsvoorstel.cli.reply import Reply


@click.command(
    cls=DutchCommand,
    short_help="Leg een melding uit, met een voorbeeld.",
    epilog="Voorbeeld: raadsvoorstel uitleg aantal-deelnemers",
)
@click.argument("code", required=False, metavar="[CODE]")
@json_option
def uitleg(code: str | None) -> Reply:
    """Leg uit wat een melding betekent, met een voorbeeld dat fout is en een dat goed is.

    CODE is wat in een melding tussen rechte haken staat. Zonder CODE komen alle codes in een lijst.

    Afsluitcode 0: uitgelegd; 2: er is geen melding met die code.
    """
    from raadsvoorstel.checks.uitleg import explanations
    from raadsvoorstel.report.uitleg import uitleg_list, uitleg_object, uitleg_text

    known = {each.code: each for each in explanations()}
    if code is None:
        return Reply("uitleg", text=uitleg_list(known.values(), text_width()), data={"codes": list(known)})
    wanted = code.strip("[] ").lower().replace("_", "-")
    if wanted not in known:
        raise WrongUse(f"er is geen melding {code}.{did_you_mean(wanted, known)} Zie: raadsvoorstel uitleg")
    return Reply("uitleg", text=uitleg_text(known[wanted], text_width()), data=uitleg_object(known[wanted]))
