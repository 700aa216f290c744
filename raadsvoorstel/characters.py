"""Which characters a text can hold that goes to YAML, XML and a reader's eyes."""

import re
from itertools import filterfalse


def unusable_in(text: str) -> re.Pattern[str] | None:
    """Return what finds the unusable characters of a text, if it has any."""
    unusable = "".join(filterfalse(is_usable, set(text)))
    return re.compile(f"[{re.escape(unusable)}]") if unusable else None


def is_usable(character: str) -> bool:
    """Whether it is no control character, foreign line break, half character, or one without a meaning for ever."""
    if character <= "~":
        return character >= " " or character in "\t\n\r"
    if character > "\uffff":
        return ord(character) & 0xFFFE != 0xFFFE
    return any(first <= character <= last for first, last in _USABLE)


_USABLE = (
    ("\xa0", "\u2027"), ("\u202f", "\u2065"), ("\u206a", "\ud7ff"),
    ("\ue000", "\ufdcf"), ("\ufdf0", "\ufefe"), ("\uff00", "\ufffd"),
)  # fmt: skip
"""Letters and signs beyond ASCII that YAML and XML can hold; what turns the direction of reading is none of them."""
