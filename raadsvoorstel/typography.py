"""Set a text as Dutch printers do: curly quotes, spaces that do not break, amounts and dates in one form.

What stands between double quotation marks is a title or a quotation, and stays as it was written.
"""

import re
from collections.abc import Callable

from msgspec.structs import replace

from raadsvoorstel.blocks import Run, Runs
from raadsvoorstel.notation import MONTHS, NBSP, read_amount, read_date, write_amount, write_date
from raadsvoorstel.patterns import late

_OPENERS = "([{–—/\u2018\u201c" + NBSP
_CLIPPED = late(r"'(?=(?:s|t|n|k|m|r|er|ns)(?:\b|-)|\d\d\b)", re.IGNORECASE)
"""An apostrophe in front of a word that lost its beginning: ’s ochtends, ’t, ’20."""
_QUOTED = re.compile(r"([“„][^”]*[”])")
_AMOUNT = re.compile(r"€\s?-?\s?\d[\d.]*(?:,(?:\d{2}(?!\d)|-))?")
_DATE = re.compile(r"(?<![\w/.-])(?:\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4})(?![\w/-])")
_YEARS = re.compile(r"(?<![\w/.-])((?:19|20)\d\d) ?[-–] ?((?:19|20)\d\d)(?![\w/-])")
"""Two years, and a dash between them: 2020–2024."""
_DASH = re.compile(r"(?<=\S) - (?=\S)")
_GLUED = re.compile(
    rf"""(?P<amount>€)\ (?=\d)
    | (?P<numbered>\b(?:artikel(?:en)?|art\.|lid|paragraaf|hoofdstuk|bijlage|pagina|blz\.|nr\.|nummer))\ (?=\d)
    | (?P<part>\b(?:onder|onderdeel|aanhef))\ (?=[a-z](?:\b(?!\.\w)))
    | (?P<day>\b\d{{1,2}})\ (?=(?:{"|".join(MONTHS)})\b)
    | (?P<unit>\d)\ (?=(?:%|procent|euro|miljoen|miljard|fte|uur|km|m²)(?:\b|$|\s))
    | (?P<initials>\b[A-Z]\.)\ (?=[A-Z][a-z])""",
    re.VERBOSE,
)
"""Spaces at which a line must not break; the group is what stands before."""


def typeset(runs: Runs) -> Runs:
    """Return `runs` set as they are printed; code and the addresses of links stay as they are."""
    curled = _curled("".join(_CODE if run.code else run.text for run in runs))
    result: list[Run] = []
    for run in runs:
        length = 1 if run.code else len(run.text)
        own, curled = curled[:length], curled[length:]
        result.append(run if run.code else replace(run, text=_outside_quotes(_in_one_form, own)))
    return tuple(result)


def typeset_text(text: str) -> str:
    """Return a text without formatting, set as it is printed."""
    return _outside_quotes(_in_one_form, _curled(text))


_CODE = "\ufffc"
"""Stands for a stretch of code while quotation marks are paired."""


def _curled(text: str) -> str:
    """Return the text with curly quotation marks and apostrophes; as long as it was."""
    if '"' not in text and "'" not in text:
        return text
    characters = list(_CLIPPED.sub(_clipped, text))
    for index, character in enumerate(characters):
        if character in "\"'":
            before = characters[index - 1] if index else " "
            after = characters[index + 1] if index + 1 < len(characters) else " "
            opens = (before.isspace() or before in _OPENERS) and not after.isspace()
            characters[index] = ("“" if opens else "”") if character == '"' else ("‘" if opens else "’")
    return "".join(characters)


def _clipped(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    return "’" if not before or not before.isalnum() else "'"


def _outside_quotes(change: Callable[[str], str], text: str) -> str:
    # Behind the last closing mark nothing is quoted: from each opening mark there, the end would be looked for in vain.
    end = text.rfind("”") + 1
    *parts, last = _QUOTED.split(text[:end])
    return "".join(part if number % 2 else change(part) for number, part in enumerate([*parts, last + text[end:]]))


def _in_one_form(text: str) -> str:
    text = _AMOUNT.sub(_amount, text)
    text = _DATE.sub(_date, text)
    text = _YEARS.sub(r"\1–\2", text)
    text = _DASH.sub(" – ", text)
    return _GLUED.sub(lambda match: match[0][:-1] + NBSP, text)


def _amount(match: re.Match[str]) -> str:
    written = match[0].rstrip(".")
    amount = read_amount(written)
    # What reads as no amount (€ 1.5) is not for a typesetter to decide.
    return match[0] if amount is None else write_amount(amount) + match[0][len(written) :]


def _date(match: re.Match[str]) -> str:
    day = read_date(match[0])
    return write_date(day) if day else match[0]
