"""Every word of the command line is Dutch, also those that Click brings along."""

import re
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner, Result

from raadsvoorstel import __version__
from raadsvoorstel.cli import main

ENGLISH = re.compile(
    r"\b(usage|options?:|commands?:|error|try|no such|missing|show this|did you|invalid|got unexpected|requires"
    r"|does not|an argument|exit|aborted|default|required|arguments?:|choose|version|message)\b",
    re.IGNORECASE,
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, (*path, name))


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_the_help_of_every_command_is_dutch_and_has_an_example(path: tuple[str, ...]):
    shown = run(*path, "--help")
    assert shown.exit_code == 0
    assert shown.stdout.startswith(f"Gebruik: {' '.join(['raadsvoorstel', *path])} [OPTIES]")
    assert "Opties:\n" in shown.stdout
    assert "Toon deze uitleg." in shown.stdout
    assert "Voorbeeld: raadsvoorstel " in shown.stdout
    assert ENGLISH.findall(shown.stdout.replace("--version", "")) == []


@pytest.mark.parametrize("path", [path for path in commands(main) if path], ids=" ".join)
def test_every_option_of_every_command_is_explained(path: tuple[str, ...]):
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []
    assert command.short_help
    assert isinstance(command, click.Group) or "--json" in [name for option in options for name in option.opts]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["mak"], "Fout: het commando mak bestaat niet. Bedoelt u maak?"),
        (["maken"], "Fout: het commando maken bestaat niet. Bedoelt u maak?"),
        (
            ["xyz"],
            f"Fout: het commando xyz bestaat niet. De commando's zijn: {', '.join(main.commands)}.",
        ),
        (["sjabloon", "niew"], "Fout: het commando niew bestaat niet. Bedoelt u nieuw?"),
        (["maak", "--definitef"], "Fout: de optie --definitef bestaat niet. Bedoelt u --definitief?"),
        (["maak", "-pdf"], "Fout: de optie -p bestaat niet. Bedoelt u --pdf?"),
        (["--versie"], "Fout: de optie --versie bestaat niet. Bedoelt u --version?"),
        (["maak", "--json=ja"], "Fout: bij de optie --json hoort geen waarde."),
        (["maak", "-g"], "Fout: bij de optie -g hoort een waarde: -g GEMEENTE."),
        (["maak", "--uitvoer"], "Fout: bij de optie --uitvoer hoort een waarde: --uitvoer MAP."),
        (["maak", "-o", ""], "Fout: een pad kan niet leeg zijn."),
        (["maak", "een", "twee"], "Fout: dit is te veel: twee. Meer uitleg: raadsvoorstel maak --help"),
        (["nieuw"], "Fout: er ontbreekt een argument: NAAM."),
    ],
)
def test_a_command_line_that_is_not_understood_is_explained_in_dutch(arguments: list[str], told: str):
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == told
    assert ENGLISH.findall(done.stderr.replace("--version", "")) == []


def test_an_option_that_is_not_understood_comes_with_how_to_use_the_command():
    assert run("maak", "--onzin").stderr.startswith(
        "Gebruik: raadsvoorstel maak [OPTIES] [VOORSTEL]\nMeer uitleg: raadsvoorstel maak --help\n\nFout: "
    )


def test_an_error_that_click_may_bring_later_has_a_dutch_sentence_as_well():
    @main.command("proef")
    def proef() -> None:
        raise click.ClickException("Something went wrong")

    try:
        assert run("proef").stderr == "Fout: dit commando is niet begrepen.\n"
    finally:
        del main.commands["proef"]


@pytest.mark.parametrize("path", [(), ("sjabloon",)])
def test_without_a_command_the_help_is_shown(path: tuple[str, ...]):
    shown = run(*path)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert shown.stderr.startswith("Gebruik: raadsvoorstel")
    assert "Commando's:\n" in shown.stderr


def test_the_version_is_told_in_dutch():
    assert run("--version").stdout == f"raadsvoorstel, versie {__version__}\n"
