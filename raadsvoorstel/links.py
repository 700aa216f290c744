"""Which links a reader may follow from a council paper: to the web, to write, to call, or to a file beside it."""

import re
from urllib.parse import quote, unquote

from raadsvoorstel.patterns import late

_ORDINARY = late(r"(?:https?|mailto|tel):|#|(?![a-z][a-z0-9+.-]*[:|]|[\"'|:]|//|/\?)")
_PROGRAM = late(
    r"\.(?:app|appinstaller|application|appref-ms|appx|bat|chm|cmd|command|cpl|desktop|diagcab|dll|do[ct]m|exe|gadget|"
    r"hlp|hta|img|inf|iqy|iso|jar|jnlp|jse?|library-ms|lnk|mht|ms[cipt]|msix|ocx|pif|potm|ppam|pptm|ps1|ps1xml|psm1|py|"
    r"rdp|reg|scf|scr|sct|search-ms|settingcontent-ms|sh|shs|slk|theme|url|vbe?|vbs|vhdx?|website|wll|ws[cfh]?|xbap|"
    r"xla?m|xl[als]m|xll)[.:;/$]*(?:[?#]|:|$)"
)
_VISIBLE = bytes(range(0x21, 0x7F))
_WEB = late(r"(https?://[^/?#]*)/?(.*)", re.IGNORECASE)


def is_ordinary_link(address: str) -> bool:
    """Whether an address is of the web, of a mailbox, of a telephone, or of a file that is no program.

    It is looked at as programs may read it.
    """
    plain = as_read(address)
    if _ORDINARY.match(plain) is None:
        return False
    return ":" in plain.partition("/")[0] or plain.startswith("#") or _PROGRAM.search(plain) is None


def as_read(address: str) -> str:
    """Return an address as programs may read it, in small letters.

    That is without spaces and other signs that are not of ASCII, its `%` written out, also where that was done twice,
    and a backslash taken for a stroke.
    """
    return re.sub(r"[^\x21-\x7e]", "", unquote(unquote(address))).replace("\\", "/").lower()


def spelled(address: str) -> str:
    """Return an address in the one spelling of all those in which editors write it down, as RFC 3986 has it."""
    plain = quote(address, safe=_VISIBLE)
    web = _WEB.fullmatch(plain)
    return f"{web[1].lower()}/{web[2]}" if web else plain


def is_program_file(name: str) -> bool:
    """Whether a file of this name is one that a computer carries out, or opens as something that does."""
    return _PROGRAM.search(name.lower()) is not None
