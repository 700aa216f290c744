"""Commands that are read in when they are asked for, so that one command does not wait for all the others."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import click


class Commands(dict[str, click.Command]):
    """The commands of a program by name, each in the module of that name until somebody asks for it."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(dict.fromkeys(names))  # type: ignore[arg-type]

    def __getitem__(self, name: str) -> click.Command:
        if super().__getitem__(name) is None:
            self[name] = getattr(import_module(f"{__package__}.{name}"), name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """Return the command of this name, read in by now."""
        try:
            return self[name]
        except KeyError:
            return default

    def values(self) -> Any:
        """Return all commands, read in by now."""
        return {name: self[name] for name in self}.values()

    def items(self) -> Any:
        """Return all commands with their names, read in by now."""
        return {name: self[name] for name in self}.items()
