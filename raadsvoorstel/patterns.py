"""Regular expressions that are worked out when they are first used: most runs need few of them."""

import re
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what behaves as `re.compile(pattern, flags)`, and does that when something is asked of it."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """Gives every attribute of the compiled pattern, and keeps it."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._written), name)
        setattr(self, name, found)
        return found
