"""Every rule there is, in one tuple: adding a rule touches one place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from raadsvoorstel.checks.begun import check_periode_begonnen
from raadsvoorstel.checks.completeness import check_alles_heeft_een_plaats, check_collegebesluit_heeft_een_plaats
from raadsvoorstel.checks.counts import check_aantal_deelnemers
from raadsvoorstel.checks.dates import (
    check_datum_besluit,
    check_datum_bestaat,
    check_datum_raad,
    check_gelezen,
    check_toekomst,
    check_weekdag,
)
from raadsvoorstel.checks.decided import check_aantal_besloten
from raadsvoorstel.checks.listings import check_alfabetisch, check_opsomming_deelnemers
from raadsvoorstel.checks.meetings import check_reces, check_volgorde_vergaderingen, check_vrije_dag
from raadsvoorstel.checks.milestones import check_mijlpalen
from raadsvoorstel.checks.moments import check_tijdwoorden
from raadsvoorstel.checks.names import check_afgebroken, check_naam, check_naam_wisselt, check_titel_wisselt
from raadsvoorstel.checks.participants import check_gemeente_bestaat, check_gemeente_in_besluit
from raadsvoorstel.checks.periods import (
    check_looptijd,
    check_periode_notatie,
    check_periode_verschilt,
)
from raadsvoorstel.checks.rule import Rule, fout, opmerking, waarschuwing
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.checks.style import check_aantal_wisselt, check_getal
from raadsvoorstel.checks.terms import (
    check_begrippen,
    check_hoofdletter,
    check_koppelteken,
    check_regio_of_regios,
    check_regio_woorden,
)
from raadsvoorstel.checks.wording import check_zinsneden
from raadsvoorstel.findings import Finding

RULES: tuple[Rule, ...] = (
    # The document as a whole
    fout("zonder-plaats", of_stuk=check_alles_heeft_een_plaats),
    opmerking("collegebesluit-zonder-plaats", of_stuk=check_collegebesluit_heeft_een_plaats),
    fout("gemeente-bestaat-niet", of_stuk=check_gemeente_bestaat),
    waarschuwing("zinsnede-onvolledig", of_stuk=check_zinsneden),
    # Counts, names and terms
    fout("aantal-deelnemers", of_stuk=check_aantal_deelnemers),
    fout("aantal-besloten", of_stuk=check_aantal_besloten),
    fout("opsomming-deelnemers", of_stuk=check_opsomming_deelnemers),
    opmerking("volgorde-deelnemers", of_stuk=check_alfabetisch),
    waarschuwing("aantal-wisselt", of_dossier=check_aantal_wisselt),
    fout("gemeente-in-besluit", of_stuk=check_gemeente_in_besluit),
    opmerking("getal-wisselt", of_dossier=check_getal),
    waarschuwing("naam-gespeld", of_stuk=check_naam),
    waarschuwing("naam-wisselt", of_dossier=check_naam_wisselt),
    waarschuwing("titel-wisselt", of_dossier=check_titel_wisselt),
    waarschuwing("afgebroken-woord", of_text=check_afgebroken),
    opmerking("begrip-gekozen", of_text=check_begrippen),
    opmerking("regiowoord-wisselt", of_dossier=check_regio_woorden),
    opmerking("regio-of-regios", of_dossier=check_regio_of_regios),
    opmerking("hoofdletter-wisselt", of_dossier=check_hoofdletter),
    opmerking("koppelteken-afkorting", of_text=check_koppelteken),
    # Dates and periods
    fout("volgorde-vergaderingen", of_stuk=check_volgorde_vergaderingen),
    waarschuwing("vergadering-vrije-dag", of_stuk=check_vrije_dag),
    waarschuwing("vergadering-reces", of_stuk=check_reces),
    fout("gelezen-zonder-datum", of_text=check_gelezen),
    fout("datum-besluit", of_stuk=check_datum_besluit),
    waarschuwing("datum-raad", of_stuk=check_datum_raad),
    fout("weekdag", of_text=check_weekdag),
    fout("datum-bestaat-niet", of_text=check_datum_bestaat),
    opmerking("volgorde-mijlpalen", of_stuk=check_mijlpalen),
    opmerking("toekomst-voorbij", of_stuk=check_toekomst),
    fout("periode-verschilt", of_dossier=check_periode_verschilt),
    waarschuwing("looptijd", of_stuk=check_looptijd),
    opmerking("periode-notatie", of_dossier=check_periode_notatie),
    opmerking("periode-begonnen", of_stuk=check_periode_begonnen),
    opmerking("tijd-zonder-datum", of_text=check_tijdwoorden),
    # Money, annexes and completeness
    # Law and competence
    # Plain language and personal data
)
"""Every rule there is."""

FIXED = frozenset(("zonder-plaats", "gemeente-bestaat-niet"))
"""What cannot be weighed otherwise: a text would be lost, or a decision void."""


def judge(stuk: Stuk) -> Iterator[Finding]:
    """Yield what all rules say of one version of a proposal."""
    for rule in RULES:
        for finding in rule.judge(stuk):
            yield _of(rule, finding)


def judge_dossier(stukken: Sequence[Stuk]) -> Iterator[Finding]:
    """Yield what the rules say of all versions beside each other."""
    for rule in RULES:
        if rule.of_dossier is not None:
            for finding in rule.of_dossier(stukken):
                yield _of(rule, finding)


def _of(rule: Rule, finding: Finding) -> Finding:
    """Return a finding with the code and, unless it has said otherwise, the weight of its rule."""
    return replace(finding, code=rule.code, severity=rule.severity)
