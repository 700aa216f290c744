"""Whether a document that becomes public would carry what is personal."""

import re
from collections.abc import Callable, Iterator, Set
from functools import lru_cache

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.findings import Finding
from raadsvoorstel.patterns import late
from raadsvoorstel.prose import Prose

_CLOSED = late(r"besloten|geheim|vertrouwelijk|niet[\s-]+openbaar", re.IGNORECASE)
_NOT_ABOUT_PEOPLE = frozenset(("zaaknummer", "agendapunt", "persbericht.noot"))
"""Numbers of their own, and the note to editors that is not published."""

_MOBILE = late(
    r"(?<![\w.,/+-])(?!06([-.])\d\d?\1(?:19|20)\d\d\b)(?:\(06\)|06|(?:\+|00)31[\s.-]?(?:\(0\))?[\s.-]?6)"
    r"(?:\s?[-‑–/.]\s?|\s*)(?:\d[\s.‑-]?){7}\d(?![\w/-]|[.,:]\d)"
)
"""All usual notations: 06-12345678, 06 12 34 56 78, 06.12345678, 0612345678, +31 6 12345678; not a date and a time."""
_LANDLINE = late(
    r"(?<![\w.,/+-])(?:\(0[1-57]\d{1,2}\)\s?|0[1-57]\d{1,2}(?:\s?[-–]\s?|\s)"
    r"|(?:\+|00)31[\s-]?(?:\(0\))?[\s-]?[1-57]\d{1,2}[\s-]?)"
    r"(?:\d[\s-]?){5,6}\d(?![\w/-]|[.,]\d)"
)
_NUMBER_OF = late(
    r"(?:zaak|kenmerk|dossier|registratie|stuk|besluit|nummer|nr|order|factuur|code|polis|contract)\w*\.?:?\s*\Z",
    re.IGNORECASE,
)
_SOME_NUMBER = late(
    r"zaak|kenmerk|dossier|registratie|nummer|\bnr|order|factuur|code|polis|contract|kvk|€|bsn|burgerservice",
    re.IGNORECASE,
)
_PHONE = late(
    r"\btel(?:\b|efo)|\bbel(?:t|len|de|den)?\b|bereik(?:baar|en)|mobiel|gsm|06-nummer|nummer van|whatsapp|"
    r"\b(?:app|sms)\b|\b(?:privé|thuis|werk|contact|doorkies|telefoon)-?(?:telefoon)?nummer|direct\w* nummer|"
    r"\b(?:haar|zijn|hun) nummer",
    re.IGNORECASE,
)
_GENERAL = late(r"algeme\w+ (?:telefoon)?nummer|receptie|centrale|klantcontact|meldkamer|hulplijn", re.IGNORECASE)
_BANK = late(r"\b[A-Z]{2}\d{2} ?[A-Z]{4} ?\Z")
_ADDRESS = late(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+){1,6}", re.IGNORECASE)
_BSN = late(r"(?<![\w.,/€-])(?:\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]?\d{3}[. ]?\d{3})(?![\w/-]|[.,]\d)")
_BSN_WORD = late(r"\bbsn\b|burgerservicenummer|sofi-?nummer", re.IGNORECASE)
_IBAN = late(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_HOME = late(
    r"(?<![\w’'-])(?:[A-Z][\w’'-]{0,40} ){0,3}?[\w’'-]{0,40}"
    r"(?:straat|weg|laan|plein|kade|gracht|dijk|singel|hof|pad|steeg|park|dreef|plantsoen|markt)"
    r" \d{1,5}\s?[a-zA-Z]{0,2},? (?:te )?[1-9]\d{3} ?[A-Z]{2}\b"
)
_LIVES = late(r"\b(?:woon\w*|wonende?|huisadres|privéadres|de heer|mevrouw|dhr|mevr|mw)\b", re.IGNORECASE)

Seek = Callable[[Prose, Lijsten], Iterator[Finding]]


def check_telefoonnummer(stuk: Stuk) -> Iterator[Finding]:
    """No direct telephone number in a public document (Woo, article 5.1); 14 023, 088 and 0800 are fine."""
    return _in_public(stuk, _phones)


def check_prive_e_mail(stuk: Stuk) -> Iterator[Finding]:
    """No e-mail address that somebody has at home in a public document (Woo, article 5.1)."""
    return _in_public(stuk, _private_mail)


def check_persoonlijk_e_mail(stuk: Stuk) -> Iterator[Finding]:
    """Rather the address of a department than that of one official in a public document (Woo, article 5.1)."""
    return _in_public(stuk, _personal_mail)


def check_bsn(stuk: Stuk) -> Iterator[Finding]:
    """No burgerservicenummer in a public document (UAVG, article 46): nine digits that pass the eleven-test."""
    return _in_public(stuk, _bsn)


def check_rekeningnummer(stuk: Stuk) -> Iterator[Finding]:
    """No IBAN in a public document (Woo, article 5.1); its check digits must be right (ISO 13616)."""
    return _in_public(stuk, _iban)


def check_woonadres(stuk: Stuk) -> Iterator[Finding]:
    """No address at which somebody lives in a public document (Woo, article 5.1); with street, number and postcode."""
    return _in_public(stuk, _home)


def _in_public(stuk: Stuk, seek: Seek) -> Iterator[Finding]:
    openness = "".join(run.text for run in stuk.voorstel.regels.get(FieldPath("openbaarheid"), ()))
    if _CLOSED.search(openness):
        return
    for prose in stuk.everything:
        if prose.path not in _NOT_ABOUT_PEOPLE:
            yield from _found(prose, stuk.lijsten, seek)


@once
def _found(prose: Prose, lijsten: Lijsten, seek: Seek) -> tuple[Finding, ...]:
    return tuple(seek(prose, lijsten))


def _phones(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    for pattern in (_MOBILE, _LANDLINE):
        for match in pattern.finditer(prose.text):
            if _is_direct(prose, match):
                hint = "noem het algemene nummer (14 en het netnummer), of laat het weg"
                message = f"{match[0].strip()} is een direct telefoonnummer in een openbaar stuk"
                yield prose.finding(match.start(), match.start() + len(match[0].rstrip()), message, hint)


def _is_direct(prose: Prose, match: re.Match[str]) -> bool:
    """Whether digits are the telephone number of somebody: ten, not the number of something else, not one for all."""
    before = prose.text[max(match.start() - 60, 0) : match.start()]
    around = before + prose.text[match.end() : match.end() + 20]
    if len(_national(match[0])) != 10 or _GENERAL.search(around) or _BANK.search(before):
        return False
    if not prose.is_literal(match.start(), match.end()):
        return False
    bare = match[0].strip().isdigit()
    is_sure = not (_SOME_NUMBER.search(before) if bare else _NUMBER_OF.search(before))
    is_sure = is_sure and (not bare or match[0].startswith("06"))
    return is_sure or _PHONE.search(before) is not None


def _national(number: str) -> str:
    """Return the digits of a telephone number as they are dialled within the Netherlands."""
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    return re.sub(r"\A(?:00)?31", "0", digits) if number.lstrip("(").startswith(("+", "00")) else digits


def _mails(prose: Prose) -> Iterator[tuple[re.Match[str], str, str]]:
    if "@" in prose.text:
        for match in _ADDRESS.finditer(prose.text):
            name, _, service = match[0].lower().partition("@")
            if prose.is_literal(match.start(), match.end()):
                yield match, name, service


def _private_mail(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    for match, _, service in _mails(prose):
        if service in _words(lijsten, "prive_maildiensten"):
            message = f"{match[0]} is een privé-e-mailadres in een openbaar stuk"
            yield prose.finding(match.start(), match.end(), message, "laat het weg, of noem een algemeen adres")


def _personal_mail(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    general = _words(lijsten, "algemene_adressen")
    for match, name, service in _mails(prose):
        parts = [part for part in re.split(r"[._]", name) if part]
        named = len(parts) > 1 and all(map(str.isalpha, parts)) and general.isdisjoint(parts)
        if named and service not in _words(lijsten, "prive_maildiensten"):
            message = f"{match[0]} is een persoonlijk e-mailadres in een openbaar stuk"
            yield prose.finding(
                match.start(), match.end(), message, "noem een algemeen adres, zoals dat van de afdeling"
            )


@lru_cache(maxsize=32)
def _words(lijsten: Lijsten, name: str) -> Set[str]:
    return frozenset(lijsten.words_of(name))


def _bsn(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    for match in _BSN.finditer(prose.text):
        if passes_eleven_test(re.sub(r"\D", "", match[0])) and _BSN_WORD.search(_near(prose, match)):
            hint = "haal het weg: een burgerservicenummer mag niet in een openbaar stuk"
            yield prose.finding(match.start(), match.end(), f"{match[0]} is een burgerservicenummer", hint)


def _near(prose: Prose, match: re.Match[str]) -> str:
    """Return the words around a number, in the same sentence."""
    before = re.split(r"[.;]\s", prose.text[max(match.start() - 60, 0) : match.start()])[-1]
    return before + " " + re.split(r"[.;]\s", prose.text[match.end() : match.end() + 30])[0]


def passes_eleven_test(digits: str) -> bool:
    """Whether nine digits can be a burgerservicenummer (elfproef, with weight -1 for the last)."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(digits) == 9 and sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0


def _iban(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    for match in _IBAN.finditer(prose.text):
        if is_iban(match[0].replace(" ", "")):
            message = f"{match[0]} is een bankrekeningnummer in een openbaar stuk"
            yield prose.finding(
                match.start(), match.end(), message, "haal het weg; een factuur of beschikking noemt het"
            )


def is_iban(code: str) -> bool:
    """Whether the check digits of an IBAN are right: modulo 97, and 18 signs in the Netherlands."""
    if code.startswith("NL") and len(code) != 18:
        return False
    turned = code[4:] + code[:4]
    return len(code) >= 15 and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _home(prose: Prose, lijsten: Lijsten) -> Iterator[Finding]:
    for match in _HOME.finditer(prose.text):
        if _LIVES.search(prose.text, max(match.start() - 60, 0), match.start()):
            message = f"{match[0]} is een woonadres in een openbaar stuk"
            yield prose.finding(match.start(), match.end(), message, "haal het weg, of noem alleen de wijk of het dorp")
