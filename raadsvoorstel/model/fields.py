"""Which fields a file may hold; the schema, the validation and the manual all follow from here."""

from functools import lru_cache

from raadsvoorstel.fieldpath import FieldPath
from raadsvoorstel.model.lijsten import LIJSTEN
from raadsvoorstel.shape import Field, Group, Keyed, Kind, Rows, Shape, descend, walk


def _text(help: str, *, example: str = "", required: bool = False) -> Field:
    return Field(help, Kind.TEXT, required=required, example=example)


_POINT = _text("Eén beslispunt: één besluit, leesbaar zonder de rest.")

_ARGUMENT = Group(
    "Eén argument: de stelling, en de uitleg daaronder.",
    {
        "titel": Field("De stelling, als hele zin; wordt genummerd (1.1)."),
        "tekst": _text("De uitleg onder de stelling."),
    },
    main="tekst",
)

_BESLUIT = Group(
    "De beslispunten, per bestuursorgaan.",
    {
        "college": Keyed("De beslispunten van het college, elk onder een eigen sleutel.", _POINT),
        "raad": Keyed(
            "De beslispunten van de raad, elk onder een eigen sleutel.",
            _POINT,
            example="vaststellen: de {{ termen.visie }} vast te stellen.",
        ),
    },
)


def _formal(help: str, **examples: str) -> Group:
    """Return the formal parts around decision points; each phrase is printed as it was written."""
    ondertekenaar = Group(
        "Eén ondertekenaar.",
        {
            "rol": Field("De rol.", example=examples["rol"]),
            "naam": Field("De naam, waar die gedrukt wordt."),
        },
        main="rol",
    )
    return Group(
        help,
        {
            "aanhef": Field("De aanhef.", example=examples["aanhef"]),
            "gelezen": Field("Welk voorstel gelezen is, met de datum.", example=examples["gelezen"]),
            "gehoord": Field("Wie gehoord is.", example="gehoord de commissie {{ vergadering.naam_commissie }};"),
            "gelet_op": _text(
                "De grondslag: de hele zinsnede, met wet en artikel.",
                example="gelet op artikel 147, tweede lid, van de Gemeentewet;",
            ),
            "overwegende": _text("De overwegingen.", example="overwegende dat …;"),
            "besluit": Field("Het woord waarmee het besluit begint.", example=examples["besluit"]),
            "vastgesteld": Field("Waar en wanneer besloten is.", example=examples["vastgesteld"]),
            "slot": Field("De regel boven de handtekeningen.", example=examples["slot"]),
            "ondertekening": Keyed("Wie ondertekenen, naast elkaar in deze volgorde.", ondertekenaar, listed=False),
        },
    )


_RAADSBESLUIT = _formal(
    "De vaste delen van het raadsbesluit; elke zinsnede wordt gedrukt zoals zij er staat.",
    rol="de griffier,",
    aanhef="De raad van de gemeente {{ gemeente.naam }};",
    gelezen="gelezen het voorstel van burgemeester en wethouders van {{ vergadering.college | datum }};",
    besluit="besluit:",
    vastgesteld="Aldus besloten in de openbare vergadering van {{ vergadering.raad | datum }}.",
    slot="De raad voornoemd,",
)

_COLLEGEBESLUIT = _formal(
    "De vaste delen van het collegebesluit, waar dat een eigen stuk is.",
    rol="de secretaris,",
    aanhef="Burgemeester en wethouders van {{ gemeente.naam }};",
    gelezen="gelezen het advies van de afdeling {{ afdeling }};",
    besluit="besluiten:",
    vastgesteld="Aldus besloten in de vergadering van {{ vergadering.college | datum }}.",
    slot="Burgemeester en wethouders van {{ gemeente.naam }},",
)

_PERSBERICHT = Group(
    "Het persbericht van de regio.",
    {
        "titel": Field("De kop van het persbericht.", required=True),
        "plaats": Field("De plaats van waaruit het verschijnt."),
        "datum": Field("De dag waarop het verschijnt.", Kind.DATE, example="2020-09-10"),
        "tekst": _text("De tekst, met tussenkoppen (### Kop).", required=True),
        "noot": _text("De noot voor de redactie, die niet voor publicatie is."),
    },
)

_STATUS = Group(
    "Hoe ver het voorstel in deze gemeente is; wordt niet gedrukt, wel geteld.",
    {
        "college": Field("De dag waarop het college instemde, of ja; weglaten zolang dat niet zo is.", Kind.STATUS),
        "raad": Field("De dag waarop de raad besloot, of ja; weglaten zolang dat niet zo is.", Kind.STATUS),
    },
)

_FINANCIEN = Group(
    "De financiële gevolgen: een tekst, en als er bedragen zijn een tabel.",
    {
        "tekst": _text("De toelichting."),
        "bedragen": Keyed(
            "De bedragen, een regel per post.",
            Group(
                "Eén post.",
                {
                    "omschrijving": Field("Waarvoor het bedrag is.", required=True),
                    "soort": Field(
                        "Eenmalig of ieder jaar.", Kind.CHOICE, required=True, choices=("incidenteel", "structureel")
                    ),
                    "dekking": Field("Waaruit het betaald wordt."),
                    "jaren": Keyed(
                        "Het bedrag per jaar.",
                        Field("Een bedrag in euro's.", Kind.AMOUNT, example="12.500"),
                        listed=False,
                        example="2021: 12.500",
                    ),
                },
            ),
            listed=False,
        ),
    },
    main="tekst",
)

_PLANNING = Group(
    "De planning: een tekst, en als er data zijn de mijlpalen.",
    {
        "tekst": _text("De toelichting."),
        "mijlpalen": Keyed(
            "De mijlpalen, in de volgorde waarin zij gedrukt worden.",
            Group(
                "Eén mijlpaal: wanneer, en wat.",
                {
                    "datum": Field("De dag, de maand of het jaar.", Kind.PERIOD, example="2020-12-17"),
                    "periode": Field("In woorden, als er geen datum is.", example="zomer van 2021"),
                    "tekst": Field("Wat er dan gebeurt.", required=True),
                },
            ),
            listed=False,
        ),
    },
    main="tekst",
)


def _per_point(help: str) -> Keyed:
    items = Keyed("Bij één beslispunt van de raad: een of meer, elk onder een eigen sleutel.", _ARGUMENT)
    return Keyed(help, items, bare=_text("Eén doorlopende tekst, zonder nummers."), listed=False)


VOORSTEL = Group(
    "De velden van een voorstel.",
    {
        "zaaknummer": Field("Het nummer van de zaak bij deze gemeente.", local=True, example='"711325"'),
        "afdeling": Field("De afdeling die het voorstel schreef.", local=True),
        "auteur": Field("Wie het voorstel schreef.", local=True),
        "portefeuillehouder": Field("De wethouder of burgemeester die erover gaat.", local=True),
        "programma": Field("Het programma of beleidsveld van de begroting.", local=True),
        "openbaarheid": Field("Of het stuk openbaar is.", example="Actief openbaar"),
        "agendapunt": Field("Het nummer op de agenda van de raad.", local=True),
        "vergadering": Group(
            "Wanneer en hoe het voorstel behandeld wordt.",
            {
                "college": Field("De dag waarop het college besluit.", Kind.DATE, local=True, example="2020-11-24"),
                "commissie": Field("De dag van de commissie.", Kind.DATE, local=True, example="2020-12-08"),
                "raad": Field("De dag waarop de raad besluit.", Kind.DATE, local=True, example="2020-12-17"),
                "naam_commissie": Field("De naam van de commissie.", local=True, example="Samenleving"),
                "behandeling": Field("Hoe het stuk behandeld wordt.", local=True, example="A-stuk"),
            },
        ),
        "onderwerp": Field("Waar het voorstel over gaat, in één regel.", required=True),
        "samenvatting": _text("De kern, in enkele zinnen."),
        "behandelvoorstel": _text("Wat de commissie gevraagd wordt."),
        "eerdere_besluiten": _text("Wat raad of college er eerder over besloot."),
        "juridisch_kader": _text("De wetten en regels, met de volledige citeertitel en het artikel."),
        "besluit": _BESLUIT,
        "raadsbesluit": _RAADSBESLUIT,
        "collegebesluit": _COLLEGEBESLUIT,
        "persbericht": _PERSBERICHT,
        "status": _STATUS,
        "aanleiding": _text("Waarom dit voorstel er nu ligt."),
        "beoogd_effect": _text("Wat het voorstel moet bereiken."),
        "motivering": _text("Waarom dit het goede besluit is."),
        "argumenten": _per_point("De argumenten, per beslispunt van de raad."),
        "kanttekeningen": _per_point("De risico's en bezwaren, per beslispunt of als tekst."),
        "alternatieven": _text("Welke andere keuzes er zijn."),
        "financien": _FINANCIEN,
        "planning": _PLANNING,
        "participatie": _text("Wie meepraatte, hoe, en wat ermee gedaan is."),
        "communicatie": _text("Wie wanneer wat hoort."),
        "bijlagen": Keyed("De bijlagen, met hun volledige titel.", Field("De titel van de bijlage.")),
        "extra": Keyed(
            "Eigen secties, waarvoor hierboven geen veld is.",
            Group(
                "Eén eigen sectie.",
                {"titel": Field("De titel.", required=True), "tekst": _text("De tekst.", required=True)},
            ),
            listed=False,
        ),
    },
)
"""What one gemeente's version of a proposal consists of."""

TERMEN = Keyed("Namen, data en bedragen die vaker voorkomen; één keer geschreven.", Field("De term."), listed=False)

_OORDEEL: dict[str, Shape] = {
    "regels": Keyed(
        "Hoe zwaar een regel hier weegt, of dat zij hier niet geldt; onder de code van de regel.",
        Group(
            "Eén regel.",
            {
                "ernst": Field(
                    "Hoe zwaar de regel weegt.",
                    Kind.CHOICE,
                    required=True,
                    choices=("fout", "waarschuwing", "opmerking", "uit"),
                ),
                "reden": Field("Waarom; staat in het verslag.", required=True),
                "gemeenten": Rows("Voor welke gemeenten; zonder deze regel voor alle.", Field("Een gemeente.")),
            },
        ),
        listed=False,
        example="lange-zin: {ernst: uit, reden: …}",
    ),
    "lijsten": LIJSTEN,
    "reces": Rows(
        "Wanneer de raad niet vergadert.",
        Group(
            "Eén reces.",
            {
                "naam": Field("Hoe het heet.", example="zomerreces"),
                "van": Field("De eerste dag.", Kind.DATE, required=True, example="2027-07-12"),
                "tot": Field("De laatste dag.", Kind.DATE, required=True, example="2027-08-22"),
            },
        ),
    ),
}
"""What steers the judgement of a proposal; the region can say it, and a gemeente for herself."""

DOSSIER = Group(
    "Wat over het hele dossier gaat.",
    {
        "regio": Field("De naam van de regio."),
        "versie": Field("De versie van het voorstel; komt in de eigenschappen van elk document.", example='"1.2"'),
        "huis": Field("De map onder templates met het huis van de regio, voor haar eigen stukken."),
        "gemeenten": Rows("De deelnemende gemeenten, zoals hun mappen heten.", Field("Een gemeente."), required=True),
        "termen": TERMEN,
        "vast": Rows("De velden waarvan geen gemeente mag afwijken.", Field("Een veld.", example="besluit.raad")),
        "type": Field(
            "Wat voor voorstel het is; bepaalt welke delen er horen te zijn.",
            Kind.CHOICE,
            choices=("visie", "zienswijze", "verordening", "krediet", "benoeming"),
        ),
        "gelijkluidend": Rows(
            "De velden die in alle gemeenten woordelijk gelijk horen te zijn, eigen naam en data daargelaten.",
            Field("Een veld.", example="samenvatting"),
        ),
        "afwijkingen": Rows(
            "Waar een gemeente toch van een gelijkluidend veld mag afwijken.",
            Group(
                "Eén afwijking.",
                {
                    "gemeente": Field("De gemeente, zoals haar map heet.", required=True, example="duinwijk"),
                    "veld": Field("Het veld.", required=True, example="samenvatting"),
                    "reden": Field("Waarom; staat in het verslag.", required=True),
                },
            ),
        ),
        "lokaal": Rows(
            "De velden waarin elke gemeente een eigen tekst hoort te schrijven.",
            Field("Een veld.", example="participatie"),
        ),
        **_OORDEEL,
    },
)
"""What only the region can say."""

REGIO = Group("Het regionale voorstel, voor alle deelnemende gemeenten samen.", {**DOSSIER.fields, **VOORSTEL.fields})
"""What `regio.yaml` may hold."""

JUDGED = Group("Wat in woorden geschreven wordt.", {"termen": TERMEN, **VOORSTEL.fields})
"""The texts in a proposal, and the terms that occur in them."""

EIGEN = Group("Wat in deze gemeente anders is.", {"termen": TERMEN, **VOORSTEL.fields})
"""What `<gemeente>.yaml` of a proposal may hold, besides the words that change the regional text."""

SOORTEN = ("raadsvoorstel", "collegebesluit", "raadsbesluit", "persbericht")
"""The kinds of document. The first is made for every gemeente, the last by the region alone."""

_STUK = Group(
    "Hoe één soort stuk is opgebouwd.",
    {
        "kop": Rows(
            "De regels van de kop, in volgorde.",
            Group(
                "Eén regel.",
                {"label": Field("Het opschrift.", required=True), "veld": Field("Het veld.", required=True)},
            ),
        ),
        "niet_tonen": Rows("De velden van één regel die niet gedrukt worden.", Field("Een veld.")),
        "indeling": Rows(
            "De secties, in volgorde.",
            Group(
                "Eén sectie.",
                {
                    "titel": Field("De titel; zonder titel komt er geen kop."),
                    "velden": Rows("Wat erin staat, in volgorde.", Field("Een veld."), single=True, required=True),
                    "deel": Field("Het deel van het sjabloon waarin de sectie komt.", example="voorblad"),
                    "inleiding": Field("Een vaste zin boven de tekst."),
                    "verplicht": Field("Of de sectie nooit leeg mag zijn.", Kind.YES_NO),
                },
            ),
            required=True,
        ),
    },
)

GEMEENTE = Group(
    "Wat altijd waar is van een gemeente.",
    {
        "naam": Field("De naam van de gemeente.", required=True, example="Duinwijk"),
        "tooi": Group(
            "De code van de gemeente in de waardelijst TOOI.",
            {
                "code": Field("De code.", example="gm0397"),
                "begindatum": Field("De eerste dag van de gemeente.", Kind.DATE),
                "einddatum": Field("De laatste dag van de gemeente.", Kind.DATE),
            },
            main="code",
        ),
        "formaat": Group(
            "Hoe het raadsvoorstel van deze gemeente is opgebouwd, en of dat bekend is.",
            {
                "familie": Field(
                    "De soort opbouw.",
                    Kind.CHOICE,
                    choices=("gecombineerd", "voorblad", "argumenten", "brief", "bundel", "minimaal"),
                ),
                "bekend": Field("Of de opbouw uit een openbare bron bekend is.", Kind.YES_NO),
                "toelichting": Field("De bron, of dat het een voorbeeld is."),
            },
        ),
        "voorstel": Group("Wat deze gemeente in elk voorstel invult.", VOORSTEL.fields),
        "huis": Field("De map onder templates waarvan deze gemeente opbouw en sjablonen deelt."),
        **_OORDEEL,
        **_STUK.fields,
        "stukken": Group(
            "De stukken die deze gemeente naast het raadsvoorstel maakt.",
            dict.fromkeys(SOORTEN[1:], _STUK),
        ),
    },
)
"""What `gemeente.yaml` may hold; the house style is checked where it is used."""


@lru_cache(maxsize=1024)
def field_at(path: FieldPath) -> Field | None:
    """Return the single field at `path` of a proposal; None where a group lies, or nothing."""
    found = descend(VOORSTEL, path)
    return found if isinstance(found, Field) else None


LINES = tuple(
    path
    for path, shape in walk(VOORSTEL)
    if isinstance(shape, Field)
    and shape.kind in (Kind.LINE, Kind.DATE)
    and not path.startswith(("raadsbesluit", "collegebesluit", "financien", "planning", "status"))
)
"""The fields of one line that a header shows: zaaknummer, onderwerp, vergadering.raad and so on."""

PLACEABLE = tuple(
    path
    for path, shape in walk(VOORSTEL)
    if path
    and (
        isinstance(shape, Field | Group)
        or path.count(".") == 0
        or path.startswith(("besluit.", "financien.", "planning."))
    )
)
"""What an indeling can give a place: every field, and every group that is printed as a whole."""
