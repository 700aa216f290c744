"""One value that is proposed, with what a person needs to judge it."""

from msgspec import Struct


class Choice(Struct, frozen=True):
    """A value for a key of `huisstijl:` (`koppen.grootte` lies one deeper), written as YAML has it.

    `source` is the token it came from, empty when it came from none; `notes` tell the rest, a sentence each.
    """

    key: str
    value: str
    notes: tuple[str, ...] = ()
    source: str = ""

    @property
    def plain(self) -> str:
        """The value without the quotes of YAML."""
        return self.value.strip('"')


def dutch(value: float) -> str:
    """Return a number as a reader has it, with two decimals at most."""
    return f"{round(value, 2):g}".replace(".", ",")
