"""Every rule there is, in one tuple: adding a rule touches one place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from raadsvoorstel.checks.alike import (
    check_afwijking_toegestaan,
    check_afwijking_zonder_verschil,
    check_gelijkluidend,
from raadsvoorstel.checks import (
    annexes,
    articles,
    citing,
    competence,
    decisions,
    funding,
    law,
    links,
    money,
    parts,
    tables,
)
from raadsvoorstel.checks.completeness import check_alles_heeft_een_plaats, check_collegebesluit_heeft_een_plaats
from raadsvoorstel.checks.formal import check_eigen_naam, check_open_plek
from raadsvoorstel.checks.abbreviations import check_afkorting_in_titel, check_afkorting_onverklaard
from raadsvoorstel.checks.completeness import check_alles_heeft_een_plaats, check_collegebesluit_heeft_een_plaats
from raadsvoorstel.checks.compounds import check_afkorting_schrijfwijze, check_koppelteken
from raadsvoorstel.checks.doubled import check_dubbel_woord, check_dubbele_zin
from raadsvoorstel.checks.inflection import check_buiging
from raadsvoorstel.checks.jargon import check_jargon, check_schrijfwijze
from raadsvoorstel.checks.participants import check_gemeente_bestaat
from raadsvoorstel.checks.passive import check_lijdende_vorm
from raadsvoorstel.checks.privacy import (
    check_bsn,
    check_persoonlijk_e_mail,
    check_prive_e_mail,
    check_rekeningnummer,
    check_telefoonnummer,
    check_woonadres,
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
from raadsvoorstel.checks.sentences import check_lange_zin, check_zin_tussen_haakjes
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
    fout("verkeerde-gemeente", of_stuk=check_eigen_naam),
    fout("open-plek", of_text=check_open_plek),
    # What is the same for all
    fout("niet-gelijkluidend", of_dossier=check_gelijkluidend),
    opmerking("afwijking-toegestaan", of_dossier=check_afwijking_toegestaan),
    opmerking("afwijking-zonder-verschil", of_dossier=check_afwijking_zonder_verschil),
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
    fout("totaal-verschilt", of_stuk=money.check_totaal),
    fout("telt-niet-op", of_text=money.check_optelling),
    fout("tabel-telt-niet-op", of_stuk=tables.check_tabel),
    fout("bijdrage-verschilt", of_stuk=tables.check_bijdrage),
    fout("krediet-verschilt", of_stuk=money.check_krediet),
    waarschuwing("krediet-niet-toegelicht", of_stuk=money.check_krediet_toegelicht),
    waarschuwing("niets-over-geld", of_stuk=money.check_uitspraak),
    waarschuwing("bedrag-zonder-dekking", of_stuk=funding.check_dekking),
    fout("krediet-zonder-dekking", of_stuk=funding.check_dekking_krediet),
    fout("dekking-ongelijk", of_stuk=funding.check_dekking_gelijk),
    waarschuwing("incidenteel-of-structureel", of_stuk=funding.check_soort),
    opmerking("structureel-in-een-jaar", of_stuk=funding.check_structureel_een_jaar),
    fout("bijlage-bestaat-niet", of_stuk=annexes.check_bijlage_bestaat),
    waarschuwing("bijlage-niet-in-lijst", of_stuk=annexes.check_bijlage_ontbreekt),
    opmerking("bijlage-niet-genoemd", of_stuk=annexes.check_bijlage_genoemd),
    waarschuwing("bijlage-titel", of_stuk=annexes.check_bijlage_titel),
    waarschuwing("bijlage-aanhaling", of_stuk=annexes.check_bijlage_aanhaling),
    waarschuwing("bijlage-dubbel", of_stuk=annexes.check_bijlage_dubbel),
    fout("deel-verplicht", of_stuk=parts.check_verplichte_delen),
    waarschuwing("deel-gebruikelijk", of_stuk=parts.check_aanbevolen_delen),
    opmerking("deel-zinloos", of_stuk=parts.check_zinloze_delen),
    waarschuwing("eigen-tekst-ontbreekt", of_stuk=parts.check_eigen_tekst),
    # Law and competence
    waarschuwing("wet-onvolledig", of_text=law.check_hele_titel),
    fout("wet-koppeling", of_stuk=links.check_koppeling),
    waarschuwing("wet-vervallen", of_stuk=law.check_wet_geldt),
    opmerking("wet-zonder-artikel", of_stuk=articles.check_artikel_bij_wet),
    opmerking("besluit-zonder-grondslag", of_stuk=articles.check_grondslag),
    opmerking("grondslag-niet-in-kader", of_stuk=articles.check_grondslag_in_kader),
    waarschuwing("artikel-verschilt", of_stuk=articles.check_zelfde_artikel),
    waarschuwing("artikel-bestaat-niet", of_text=articles.check_artikelnummer),
    opmerking("schrijfwijze-artikel", of_text=citing.check_schrijfwijze_artikel),
    waarschuwing("bevoegdheid", of_stuk=competence.check_bevoegdheid),
    waarschuwing("college-stelt-vast", of_stuk=competence.check_collegepunt),
    fout("besluiten-verschillen", of_stuk=decisions.check_besluiten_gelijk),
    opmerking("vorm-beslispunt", of_stuk=decisions.check_vorm_beslispunt),
    opmerking("instemmen-of-vaststellen", of_text=decisions.check_instemmen),
    waarschuwing("zinswending", of_text=decisions.check_zinswendingen),
    opmerking("schrijfwijze", of_text=decisions.check_schrijfwijzen),
    # Plain language and personal data
    opmerking("lange-zin", of_text=check_lange_zin),
    opmerking("lijdende-vorm", of_text=check_lijdende_vorm),
    opmerking("zin-tussen-haakjes", of_text=check_zin_tussen_haakjes),
    opmerking("jargon", of_text=check_jargon),
    opmerking("schrijfwijze", of_text=check_schrijfwijze),
    opmerking("afkorting-in-titel", of_stuk=check_afkorting_in_titel),
    opmerking("afkorting-onverklaard", of_stuk=check_afkorting_onverklaard),
    opmerking("afkorting-schrijfwijze", of_text=check_afkorting_schrijfwijze),
    opmerking("koppelteken", of_text=check_koppelteken),
    waarschuwing("dubbel-woord", of_text=check_dubbel_woord),
    waarschuwing("buiging", of_text=check_buiging),
    waarschuwing("dubbele-zin", of_stuk=check_dubbele_zin),
    waarschuwing("telefoonnummer", of_stuk=check_telefoonnummer),
    waarschuwing("prive-e-mail", of_stuk=check_prive_e_mail),
    opmerking("persoonlijk-e-mail", of_stuk=check_persoonlijk_e_mail),
    fout("bsn", of_stuk=check_bsn),
    waarschuwing("rekeningnummer", of_stuk=check_rekeningnummer),
    waarschuwing("woonadres", of_stuk=check_woonadres),
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
