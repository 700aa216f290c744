"""How the Dutch write dates, amounts, numbers and lists; reading them and writing them."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext

from raadsvoorstel.patterns import late

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli",
    "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_WORDS = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien",
    "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip

_COUNTS = ("nul", "één", *_WORDS[2:])
"""A bare `een` is an article far more often than a count."""
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_COMPOUND = re.compile(
    f"(?:(een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n)?({'|'.join(_TENS)})",
)

NBSP = "\u00a0"
"""A space at which no line breaks."""

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WRITTEN = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})", re.IGNORECASE)
_DUTCH = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})")
_AMOUNT = late(r"(-)?\s*(?:€\s*)?(-)?\s*(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2}|-))?")


def read_date(text: str) -> date | None:
    """Return the date that `text` writes as 2020-12-17, 17-12-2020 or 17 december 2020; None when it writes none."""
    text = text.replace(NBSP, " ")
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DUTCH.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif (match := _WRITTEN.fullmatch(text)) and match[2].lower() in MONTHS:
        day, month, year = int(match[1]), MONTHS.index(match[2].lower()) + 1, int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def write_date(day: date) -> str:
    """Return the date as running text has it, `17 december 2020`; day and month stay on one line."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def write_period(text: str) -> str | None:
    """Return a date, `2020-12` or `2020` as running text has it; None when `text` is none of these."""
    if day := read_date(text):
        return write_date(day)
    if (match := _ISO_MONTH.fullmatch(text)) and 1 <= int(match[2]) <= 12:
        return f"{MONTHS[int(match[2]) - 1]} {match[1]}"
    return text if re.fullmatch(r"\d{4}", text) else None


_LONGEST_AMOUNT = 20
"""Signs of the largest amount, its points included; with more of them nobody means money."""


def read_amount(text: str) -> Decimal | None:
    """Return the amount in euros that `text` writes the Dutch way: `1250`, `1.250`, `€ 1.250,50`, `€ 75.000,-`.

    A point groups thousands and a comma begins the cents; `1.5` and `12.50` are neither, and give None.
    """
    match = _AMOUNT.fullmatch(text.strip())
    if not match:
        return None
    before, after, whole, cents = match.groups()
    if (before and after) or len(whole) > _LONGEST_AMOUNT:
        return None
    amount = Decimal(whole.replace(".", "")) + (Decimal(cents) / 100 if cents and cents != "-" else 0)
    return -amount if before or after else amount


def write_amount(amount: Decimal) -> str:
    """Return the amount in the one form of every document: `€ 1.250`, with cents only where there are any."""
    # What a sentence works out may have more digits than anybody writes.
    with localcontext(prec=_LONGEST_AMOUNT * 4):
        whole, cents = divmod(abs(amount), 1)
    grouped = f"{int(whole):,}".replace(",", ".")
    tail = f",{int(cents * 100):02d}" if cents else ""
    return f"€{NBSP}{'-' if amount < 0 else ''}{grouped}{tail}"


def write_number(number: int) -> str:
    """Return a count in words up to twenty, in digits above, as Dutch running text has it."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def read_number(text: str) -> int | None:
    """Return the count that `text` writes in words (below a hundred) or in digits; None when it writes none."""
    text = text.lower()
    if text.isdecimal():
        return int(text) if len(text) <= _LONGEST_AMOUNT else None
    if text in _COUNTS:
        return _COUNTS.index(text)
    if match := _COMPOUND.fullmatch(text):
        return 10 * (_TENS.index(match[2]) + 2) + (_WORDS.index(match[1]) if match[1] else 0)
    return 2 if text == "beide" else None


def write_list(names: Sequence[str]) -> str:
    """Return `A`, `A en B` or `A, B en C`."""
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
