"""Which links a reader may follow from a council paper: to the web, to write, to call, or to a file beside it."""

import re
from urllib.parse import unquote

_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_ORDINARY = re.compile(r"(?:https?|mailto|tel):|#|(?![a-z][a-z0-9+.-]*:|//)")
_PROGRAM = re.compile(
    r"\.(?:appref-ms|application|bat|chm|cmd|cpl|dll|exe|gadget|hta|inf|jar|jse?|lnk|mht|ms[cipt]|pif|ps1|reg|scr|"
    r"sct|settingcontent-ms|url|vbe?|vbs|ws[cfh]?|xbap|xll)(?:[?#]|$)"
)


def is_ordinary_link(address: str) -> bool:
    """Whether an address is of the web, of a mailbox, of a telephone, or of a file that is no program.

    It is looked at as programs may read it: without spaces and signs that nobody sees, its `%` written out, and a
    backslash taken for a stroke.
    """
    plain = _UNSEEN.sub("", unquote(address)).replace("\\", "/").lower()
    if _ORDINARY.match(plain) is None:
        return False
    return ":" in plain.partition("/")[0] or plain.startswith("#") or _PROGRAM.search(plain) is None
