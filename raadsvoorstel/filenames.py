"""Which names a file or folder can have on every computer, and which names are the same on some."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 120
"""Characters; with the folders around it a path then stays within what Windows can open."""
_MOST_BYTES = 200
"""In UTF-8; other disks take 255, and a document is called after the name and something more."""
_SIGNS = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
"""Devices of Windows, with whatever extension (learn.microsoft.com, Naming Files, Paths, and Namespaces)."""


def unusable(name: str) -> str:
    """Return why some computer cannot have a file of this name, as the end of a sentence; "" when all can."""
    if not name.strip(". "):
        return "het is geen naam"
    if any(not sign.isprintable() for sign in name):
        return "er staat een onzichtbaar teken in"
    if sign := _SIGNS.search(name):
        return f"`{sign[0]}` kan niet in een naam staan"
    if name[-1] in ". " or name[0] == " ":
        return "een naam kan niet met een spatie beginnen, of met een punt of spatie eindigen"
    if _RESERVED.fullmatch(name):
        return "Windows gebruikt deze naam zelf"
    if len(name) > LONGEST:
        return f"hij is langer dan {LONGEST} tekens"
    return "hij is te lang voor tekens als deze" if len(name.encode()) > _MOST_BYTES else ""


def key(name: str) -> str:
    """Return what names share that some computer takes for one: capitals and composition make no difference."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())


def doubled(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return each name that some computer takes for an earlier one, behind that one."""
    first: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    for name in names:
        earlier = first.setdefault(key(name), name)
        if earlier != name:
            found.append((earlier, name))
    return found
