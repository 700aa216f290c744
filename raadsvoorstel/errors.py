"""What stops a run; every error owns its Dutch sentence."""

from pathlib import Path


class RaadsvoorstelError(Exception):
    """The run cannot go on; `str(error)` is the sentence the user reads."""


class InputRefused(RaadsvoorstelError):
    """What somebody handed over is not used: broken, too large, or made to do harm."""


class EnvironmentFailed(RaadsvoorstelError):
    """The computer does not go along: the disk, a permission, another program."""


class FileUnreadable(EnvironmentFailed):
    """A file that is needed cannot be opened."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path} kan niet worden gelezen: {reason}")


class FileMissing(FileUnreadable):
    """A file that is needed is not there."""


class FileRefused(InputRefused):
    """A file is not read: no regular file, larger than it may be, or outside the folder it belongs to."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path} is niet gelezen: {reason}")


class FileTooLarge(FileRefused):
    """A file is larger than one of its kind can be."""

    def __init__(self, path: Path, most: int) -> None:
        super().__init__(path, f"het is groter dan {most // 1_000_000} MB")


class FileUnwritable(EnvironmentFailed):
    """A file cannot be written: no permission, no room, no such folder."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path} kan niet worden geschreven: {reason}")


class FileOpenElsewhere(EnvironmentFailed):
    """Another program has a file open; replacing it would take away what somebody is typing."""

    def __init__(self, path: Path, program: str) -> None:
        super().__init__(f"{path} is open in {program}, en is niet overschreven; sluit het en maak het opnieuw")


class FolderBusy(EnvironmentFailed):
    """Another run is writing in the same folder."""

    def __init__(self, folder: Path, who: str) -> None:
        by = f" ({who})" if who else ""
        super().__init__(f"in {folder} is al een andere run bezig{by}; wacht tot die klaar is, of kies een andere map")


class FolderNotFound(RaadsvoorstelError):
    """A folder the command works on is not there."""

    def __init__(self, path: Path, remedy: str) -> None:
        super().__init__(f"er is geen map {path}; {remedy}")


class TemplateNotFound(RaadsvoorstelError):
    """A gemeente has no template for this kind of document."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"er is geen sjabloon op {path}; maak het met `raadsvoorstel sjabloon nieuw {path.parent.name}`"
        )


class TemplateUnusable(InputRefused):
    """A Word file cannot serve as template; the reason says where and why."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"{path} is niet bruikbaar als sjabloon: {reason}")


class WordFileUnusable(InputRefused):
    """A file that should be a .docx cannot be read as one."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class DocumentIncorrect(RaadsvoorstelError):
    """The document that was made does not hold what it should; it is not delivered."""

    def __init__(self, differences: list[str]) -> None:
        self.differences = differences
        super().__init__("het document klopt niet en is niet afgeleverd: " + "; ".join(differences))


class ProgramMissing(RaadsvoorstelError):
    """A program outside Python is needed and not installed."""

    def __init__(self, program: str, install: str) -> None:
        super().__init__(f"{program} is hiervoor nodig en niet gevonden; installeer het met `{install}`")
