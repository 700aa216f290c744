"""Click's own words, in Dutch.

Every sentence is made here from what an error is about, never from Click's text: another version of
Click that words it otherwise changes nothing.
"""

from collections.abc import Iterable
from typing import Any

import click


class WrongUse(click.UsageError):
    """What was typed cannot be carried out; the message is a Dutch sentence that needs no usage line beside it."""


def ended(text: str) -> str:
    """Return a text as a whole sentence, with a full stop where it has no end yet."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def did_you_mean(name: str, known: Iterable[str], *, sign: str = "") -> str:
    """Return ` Bedoelt u …?` with the known names that come near, each with `sign` before it, or nothing."""
    import difflib

    near = difflib.get_close_matches(name.lower(), list(known), n=2, cutoff=0.6)
    return f" Bedoelt u {' of '.join(sign + each for each in near)}?" if near else ""


def sentence(error: click.ClickException) -> str:
    """Return in Dutch what is wrong with a command line."""
    match error:
        case WrongUse():
            return error.message
        case click.NoSuchOption():
            return f"de optie {error.option_name} bestaat niet.{_options_near(error)}"
        case click.BadOptionUsage():
            return _misused(error)
        case click.MissingParameter(param=click.Parameter() as param):
            return f"er ontbreekt een argument: {param.make_metavar(error.ctx) if error.ctx else param.name}."
        case click.BadParameter(param=click.Parameter() as param):
            return f"de waarde bij {'/'.join(param.opts)} past daar niet."
        case _:
            return "dit commando is niet begrepen."


def _options_near(error: click.NoSuchOption) -> str:
    known = [name.removeprefix("--") for param in _params(error) for name in param.opts if name.startswith("--")]
    wanted = error.option_name.lstrip("-")
    # `-pdf` is read as `-p`, which was meant as the first letter of a long one.
    begun = [name for name in known if len(wanted) == 1 and name.startswith(wanted)]
    return did_you_mean(begun[0] if begun else wanted, known, sign="--")


def _params(error: click.UsageError) -> list[click.Parameter]:
    return error.ctx.command.get_params(error.ctx) if error.ctx else []


def _misused(error: click.BadOptionUsage) -> str:
    used = next((param for param in _params(error) if error.option_name in param.opts), None)
    if isinstance(used, click.Option) and not used.is_flag:
        return f"bij de optie {error.option_name} hoort een waarde: {error.option_name} {used.metavar or '…'}."
    return f"bij de optie {error.option_name} hoort geen waarde."


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "Gebruik: ")


class _Context(click.Context):
    formatter_class = _Formatter


class _Dutch(click.Command):
    """What a command and a group have in common."""

    context_class = _Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPTIES]")
        kwargs.setdefault("context_settings", {"help_option_names": ["-h", "--help"], "max_content_width": 100})
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Toon deze uitleg."
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            # Not every error knows its command by itself, and without it there is no usage line.
            error.ctx = error.ctx or ctx
            raise

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = (param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option))
        if rows := [record for record in records if record is not None]:
            with formatter.section("Opties"):
                formatter.write_dl(rows)


class DutchCommand(_Dutch):
    """A command that says everything in Dutch."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise WrongUse(f"dit is te veel: {' '.join(left)}. Meer uitleg: {ctx.command_path} --help", ctx)
        return left


class DutchGroup(_Dutch, click.Group):
    """A group of commands that says everything in Dutch, and lists them in the order in which one uses them."""

    command_class = DutchCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, subcommand_metavar="COMMANDO …", **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("Commando's"):
            formatter.write_dl([(name, command.short_help or "") for name, command in self.commands.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            near = did_you_mean(name, self.commands) or f" De commando's zijn: {', '.join(self.commands)}."
            raise WrongUse(f"het commando {name} bestaat niet.{near}", ctx)
        return super().resolve_command(ctx, args)
