"""Every rule there is, in one tuple: adding a rule touches one place.

A rule is named, `module.function`, and read in when it is first asked: who makes documents needs a third of them.
"""

from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256
from typing import Any

from msgspec import json
from msgspec.structs import replace

from raadsvoorstel.blocks import once
from raadsvoorstel.checks.lists import Lijsten
from raadsvoorstel.checks.rule import Rule, fout, function, opmerking, waarschuwing
from raadsvoorstel.checks.stuk import Stuk
from raadsvoorstel.findings import Finding
from raadsvoorstel.prose import Prose
from raadsvoorstel.shelf import kept

RULES: tuple[Rule, ...] = (
    # The document as a whole
    fout("zonder-plaats", of_stuk="completeness.check_alles_heeft_een_plaats"),
    opmerking("collegebesluit-zonder-plaats", of_stuk="completeness.check_collegebesluit_heeft_een_plaats"),
    fout("gemeente-bestaat-niet", of_stuk="participants.check_gemeente_bestaat"),
    waarschuwing("zinsnede-onvolledig", of_stuk="wording.check_zinsneden"),
    opmerking("invulplek", of_text="leftovers.check_invulplek"),
    fout("open-plek", of_text="leftovers.check_open_plek"),
    # What is the same for all
    fout("niet-gelijkluidend", of_dossier="alike.check_gelijkluidend", notes="alike.note"),
    opmerking("afwijking-toegestaan", of_dossier="alike.check_afwijking_toegestaan", notes="alike.note"),
    opmerking("afwijking-zonder-verschil", of_dossier="alike.check_afwijking_zonder_verschil", notes="alike.note"),
    # Counts, names and terms
    fout("aantal-deelnemers", of_stuk="counts.check_aantal_deelnemers"),
    fout("aantal-besloten", of_stuk="decided.check_aantal_besloten"),
    fout("opsomming-deelnemers", of_stuk="listings.check_opsomming_deelnemers"),
    opmerking("volgorde-deelnemers", of_stuk="listings.check_alfabetisch"),
    waarschuwing("aantal-wisselt", of_dossier="style.check_aantal_wisselt"),
    waarschuwing("aantal-in-lijst", of_text="announced.check_aangekondigd"),
    fout("gemeente-in-besluit", of_stuk="participants.check_gemeente_in_besluit"),
    opmerking("getal-wisselt", of_dossier="style.check_getal"),
    waarschuwing("naam-gespeld", of_stuk="names.check_naam"),
    waarschuwing("naam-wisselt", of_dossier="names.check_naam_wisselt"),
    waarschuwing("naam-een-letter", of_dossier="misspelt.check_naam_letter"),
    waarschuwing("naam-uitgang", of_dossier="plurals.check_naam_uitgang"),
    waarschuwing("zaaknummer-dubbel", of_dossier="copied.check_zaaknummer"),
    waarschuwing("andere-gemeente", of_stuk="copied.check_andere_gemeente"),
    waarschuwing("portefeuillehouder", of_stuk="holders.check_portefeuillehouder"),
    waarschuwing("titel-wisselt", of_dossier="names.check_titel_wisselt"),
    waarschuwing("afgebroken-woord", of_text="names.check_afgebroken"),
    opmerking("begrip-gekozen", of_text="terms.check_begrippen"),
    opmerking("regiowoord-wisselt", of_dossier="terms.check_regio_woorden"),
    opmerking("regio-of-regios", of_dossier="terms.check_regio_of_regios"),
    opmerking("hoofdletter-wisselt", of_dossier="terms.check_hoofdletter"),
    opmerking("koppelteken-afkorting", of_text="terms.check_koppelteken"),
    # Dates and periods
    fout("volgorde-vergaderingen", of_stuk="meetings.check_volgorde_vergaderingen"),
    waarschuwing("vergadering-vrije-dag", of_stuk="meetings.check_vrije_dag"),
    waarschuwing("vergadering-reces", of_stuk="meetings.check_reces"),
    fout("gelezen-zonder-datum", of_text="dates.check_gelezen"),
    waarschuwing("gelezen-alleen-nummer", of_text="dates.check_gelezen_nummer"),
    waarschuwing("gehoord-andere-commissie", of_stuk="heard.check_gehoord"),
    waarschuwing("naam-commissie", of_stuk="heard.check_naam_commissie"),
    fout("datum-besluit", of_stuk="dates.check_datum_besluit"),
    waarschuwing("datum-raad", of_stuk="dates.check_datum_raad"),
    fout("weekdag", of_text="dates.check_weekdag"),
    fout("datum-bestaat-niet", of_text="dates.check_datum_bestaat"),
    opmerking("volgorde-mijlpalen", of_stuk="milestones.check_mijlpalen"),
    waarschuwing("mijlpaal-verschilt", of_stuk="planned.check_mijlpaal_anders"),
    opmerking("toekomst-voorbij", of_stuk="dates.check_toekomst"),
    fout("periode-verschilt", of_dossier="periods.check_periode_verschilt", notes="periods.note"),
    waarschuwing("looptijd", of_stuk="periods.check_looptijd"),
    fout("periode-omgekeerd", of_text="backwards.check_periode_omgekeerd"),
    fout("duur-klopt-niet", of_text="lengths.check_duur"),
    fout("titel-jaren", of_stuk="titled.check_titel_jaren"),
    opmerking("periode-notatie", of_dossier="periods.check_periode_notatie"),
    opmerking("periode-begonnen", of_stuk="begun.check_periode_begonnen"),
    opmerking("tijd-zonder-datum", of_text="moments.check_tijdwoorden"),
    # Money, annexes and completeness
    fout("totaal-verschilt", of_stuk="money.check_totaal"),
    fout("telt-niet-op", of_text="money.check_optelling"),
    fout("maal-klopt-niet", of_text="products.check_maal"),
    fout("delen-tellen-niet-op", of_text="broken_down.check_opgebouwd"),
    waarschuwing("cijfers-verwisseld", of_stuk="swapped.check_cijfers_verwisseld"),
    waarschuwing("percentages-tellen-niet-op", of_text="shares.check_aandelen"),
    fout("tabel-telt-niet-op", of_stuk="tables.check_tabel"),
    fout("bijdrage-verschilt", of_stuk="tables.check_bijdrage"),
    fout("bedrag-verschilt", of_stuk="named_amounts.check_bedrag_verschilt"),
    fout("enig-bedrag", of_stuk="named_amounts.check_enig_bedrag"),
    fout("krediet-verschilt", of_stuk="kredieten.check_krediet"),
    waarschuwing("krediet-niet-toegelicht", of_stuk="kredieten.check_krediet_toegelicht"),
    waarschuwing("niets-over-geld", of_stuk="money.check_uitspraak"),
    waarschuwing("bedrag-zonder-dekking", of_stuk="funding.check_dekking"),
    fout("krediet-zonder-dekking", of_stuk="funding.check_dekking_krediet"),
    fout("dekking-ongelijk", of_stuk="funding.check_dekking_gelijk"),
    waarschuwing("incidenteel-of-structureel", of_stuk="funding.check_soort"),
    waarschuwing("eerste-jaar-verschilt", of_stuk="recurring.check_vanaf"),
    opmerking("structureel-in-een-jaar", of_stuk="funding.check_structureel_een_jaar"),
    fout("bijlage-bestaat-niet", of_stuk="annexes.check_bijlage_bestaat"),
    waarschuwing("bijlage-niet-in-lijst", of_stuk="annexes.check_bijlage_ontbreekt"),
    opmerking("bijlage-niet-genoemd", of_stuk="annexes.check_bijlage_genoemd"),
    waarschuwing("bijlage-nummer", of_stuk="annexes.check_bijlage_nummer"),
    waarschuwing("bijlage-titel", of_stuk="annexes.check_bijlage_titel"),
    waarschuwing("bijlage-aanhaling", of_stuk="annexes.check_bijlage_aanhaling"),
    waarschuwing("bijlage-dubbel", of_stuk="annexes.check_bijlage_dubbel"),
    fout("deel-verplicht", of_stuk="parts.check_verplichte_delen"),
    waarschuwing("deel-gebruikelijk", of_stuk="parts.check_aanbevolen_delen"),
    opmerking("deel-zinloos", of_stuk="parts.check_zinloze_delen"),
    waarschuwing("eigen-tekst-ontbreekt", of_stuk="parts.check_eigen_tekst"),
    # Law and competence
    waarschuwing("wet-onvolledig", of_text="law.check_hele_titel"),
    fout("wet-koppeling", of_stuk="links.check_koppeling"),
    waarschuwing("wet-vervallen", of_stuk="law.check_wet_geldt"),
    opmerking("wet-zonder-artikel", of_stuk="articles.check_artikel_bij_wet"),
    opmerking("besluit-zonder-grondslag", of_stuk="articles.check_grondslag"),
    opmerking("grondslag-niet-in-kader", of_stuk="articles.check_grondslag_in_kader"),
    waarschuwing("artikel-verschilt", of_stuk="articles.check_zelfde_artikel"),
    waarschuwing("artikel-andere-wet", of_stuk="articles.check_artikel_van_andere_wet"),
    waarschuwing("wet-afkorting", of_text="law.check_afkorting_van_wet"),
    waarschuwing("artikel-bestaat-niet", of_text="articles.check_artikelnummer"),
    opmerking("schrijfwijze-artikel", of_text="citing.check_schrijfwijze_artikel"),
    waarschuwing("bevoegdheid", of_stuk="competence.check_bevoegdheid"),
    waarschuwing("college-stelt-vast", of_stuk="competence.check_collegepunt"),
    waarschuwing("raad-stelt-voor", of_stuk="competence.check_raadspunt"),
    fout("beslispunt-bestaat-niet", of_stuk="pointed.check_beslispunt_bestaat"),
    fout("besluiten-verschillen", of_stuk="decisions.check_besluiten_gelijk"),
    opmerking("vorm-beslispunt", of_stuk="decisions.check_vorm_beslispunt"),
    opmerking("instemmen-of-vaststellen", of_text="decisions.check_instemmen"),
    waarschuwing("zinswending", of_text="decisions.check_zinswendingen"),
    # Plain language and personal data
    opmerking("lange-zin", of_text="sentences.check_lange_zin"),
    opmerking("lijdende-vorm", of_text="passive.check_lijdende_vorm"),
    opmerking("zin-tussen-haakjes", of_text="sentences.check_zin_tussen_haakjes"),
    opmerking("jargon", of_text="jargon.check_jargon"),
    opmerking("schrijfwijze", of_text="jargon.check_schrijfwijze"),
    opmerking("afkorting-in-titel", of_stuk="abbreviations.check_afkorting_in_titel"),
    opmerking("afkorting-onverklaard", of_stuk="abbreviations.check_afkorting_onverklaard"),
    opmerking("afkorting-schrijfwijze", of_text="compounds.check_afkorting_schrijfwijze"),
    waarschuwing("los-opsommingsteken", of_text="pasted.check_opsommingsteken"),
    waarschuwing("koppeling-mislukt", of_text="pasted.check_koppeling_gelukt"),
    waarschuwing("dubbel-woord", of_text="doubled.check_dubbel_woord"),
    waarschuwing("teken-open", of_text="brackets.check_open_teken"),
    waarschuwing("buiging", of_text="inflection.check_buiging"),
    waarschuwing("dubbele-zin", of_stuk="doubled.check_dubbele_zin"),
    waarschuwing("telefoonnummer", of_stuk="privacy.check_telefoonnummer"),
    waarschuwing("prive-e-mail", of_stuk="privacy.check_prive_e_mail"),
    opmerking("persoonlijk-e-mail", of_stuk="privacy.check_persoonlijk_e_mail"),
    fout("bsn", of_stuk="privacy.check_bsn"),
    waarschuwing("rekeningnummer", of_stuk="privacy.check_rekeningnummer"),
    waarschuwing("woonadres", of_stuk="privacy.check_woonadres"),
)
"""Every rule there is."""

FIXED = frozenset(("zonder-plaats", "gemeente-bestaat-niet"))
"""What cannot be weighed otherwise: a text would be lost, or a decision void."""


FORM = frozenset(("zonder-plaats", "collegebesluit-zonder-plaats", "gemeente-bestaat-niet", "zinsnede-onvolledig"))
"""What is about the document and not about its words; who makes documents always hears of it."""


def judge(stuk: Stuk, rules: tuple[Rule, ...] = RULES) -> Iterator[Finding]:
    """Yield what rules say of one version of a proposal, rule by rule."""
    said = [found for prose in stuk.texts if (found := _of_text(prose, stuk.lijsten, rules))]
    for rule in rules:
        if rule.of_text:
            for found in said:
                yield from found.get(rule.code, ())
        elif rule.of_stuk:
            for finding in rule.check(stuk):
                yield _of(rule, finding)


@once
def _of_text(prose: Prose, lijsten: Lijsten, rules: tuple[Rule, ...]) -> dict[str, tuple[Finding, ...]]:
    """Return what rules that look at one text say of it, by their codes; one that gemeenten share is judged once.

    Most texts have nothing wrong with them, and had nothing the last time: then no rule is asked, nor read in.
    """
    told: dict[str, tuple[Finding, ...]] = {}

    def is_well() -> bool:
        for rule in rules:
            if rule.of_text and (found := tuple(_of(rule, finding) for finding in rule.check(prose, lijsten))):
                told[rule.code] = found
        return not told

    text = json.encode((prose.path, prose.text, prose.stretches, prose.items)).decode()
    if not kept(bool, is_well, "rules", _what(lijsten, rules), text) and not told:
        is_well()
    return told


@once
def _what(lijsten: Lijsten, rules: tuple[Rule, ...]) -> str:
    """Return by what texts are judged."""
    return sha256(json.encode((lijsten.added, [rule.code for rule in rules]))).hexdigest()


Notes = dict[str, Any]
"""What rules compare of one version, by the name of the function that notes it; under "" the version itself."""


def notes_of(stuk: Stuk, kinds: Collection[str]) -> Notes:
    """Return the notes of these kinds on one version."""
    return {kind: function(kind)(stuk) if kind else stuk for kind in kinds}


def compared_by(rules: Sequence[Rule]) -> frozenset[str]:
    """Return which kinds of notes on each version these rules compare."""
    return frozenset(rule.notes for rule in rules if rule.of_dossier)


def judge_dossier(notes: Sequence[Notes], rules: Sequence[Rule] = RULES) -> Iterator[Finding]:
    """Yield what rules say of all versions beside each other."""
    for rule in rules:
        if rule.of_dossier:
            for finding in rule.check([each[rule.notes] for each in notes]):
                yield _of(rule, finding)


def _of(rule: Rule, finding: Finding) -> Finding:
    """Return a finding with the code and, unless it has said otherwise, the weight of its rule."""
    return replace(finding, code=rule.code, severity=rule.severity)
