"""Talk to people: the commands, their options and their answers. Decides nothing.

The rooms that do the work are imported inside the functions of the commands. This is the one place where
that is allowed: `raadsvoorstel --help` and a misspelled command answer at once, without loading what reads
YAML or writes Word.
"""

from raadsvoorstel.cli.commands import main

__all__ = ["main"]
