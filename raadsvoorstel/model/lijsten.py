"""Which lists of words the rules go by; those that come with the program have the same form."""

from raadsvoorstel.shape import Field, Group, Kind, Rows


def _rows(help: str, one: str, **fields: Field | Rows) -> Rows:
    return Rows(help, Group(one, fields))


def _words(help: str, example: str = "") -> Rows:
    return Rows(help, Field("Een woord of woordgroep.", example=example), single=True)


def _plain(help: str, word: str, other: str, rather: str) -> Rows:
    return _rows(
        help,
        "Eén woord.",
        woord=_word("Het woord, of de woordgroep.", word),
        ook=_words("Andere vormen ervan.", other),
        liever=_word("Wat er beter kan staan.", rather),
    )


def _word(help: str, example: str) -> Field:
    return Field(help, required=True, example=example)


LIJSTEN = Group(
    "Woordenlijsten bij de regels; wat hier staat, komt bij wat het programma al kent, of gaat daarvoor.",
    {
        "namen": _rows(
            "Namen die op één manier geschreven worden.",
            "Eén naam.",
            naam=_word("De naam.", "Zuid-Kennemerland"),
            niet=_words("Hoe zij ook, maar verkeerd, geschreven wordt."),
        ),
        "begrippen": _rows(
            "Wat met één woord genoemd wordt.",
            "Eén begrip.",
            begrip=_word("Het woord.", "regionale projectleider"),
            niet=_words("Andere woorden voor hetzelfde.", "regioprojectleider"),
        ),
        "jargon": _plain("Moeilijke woorden, met een gewoon woord ervoor.", "vigerend", "vigerende", "geldend"),
        "schrijfwijzen": _plain("Schrijfwijzen die anders kunnen.", "hij/zij", "zij/hij", "die"),
        "buiging": _plain("Bijvoeglijke naamwoorden, met hun vorm op -e.", "duidelijk", "", "duidelijke"),
        "de_woorden": _words("Zelfstandige naamwoorden met ‘de’, voor wat geen persoon is.", "visie"),
        "afkortingen": _rows(
            "Afkortingen, met waar zij voor staan.",
            "Eén afkorting.",
            afkorting=_word("De afkorting.", "Wmo"),
            voluit=_word("Waar zij voor staat.", "Wet maatschappelijke ondersteuning"),
            niet=_words("Hoe zij ook, maar ongebruikelijk, geschreven wordt.", "WMO"),
            bekend=Field("Of iedereen haar kent, zodat uitleg niet nodig is.", Kind.YES_NO),
        ),
        "deelwoorden": _words("Voltooide deelwoorden die niet op -d of -t eindigen.", "besloten"),
        "geen_deelwoorden": _words("Woorden die op een voltooid deelwoord lijken.", "geweld"),
        "herhaalbaar": _words("Woorden die terecht twee keer achter elkaar kunnen staan.", "dat"),
        "algemene_adressen": _words("Wat voor de @ staat in een e-mailadres dat van niemand persoonlijk is.", "info"),
        "prive_maildiensten": _words("Waar mensen een e-mailadres van zichzelf hebben.", "gmail.com"),
        "wetten": _rows(
            "Wetten en andere regelingen.",
            "Eén regeling.",
            titel=_word("De citeertitel.", "Wet maatschappelijke ondersteuning 2015"),
            afkorting=Field("De gebruikelijke afkorting.", example="Wmo 2015"),
            bwb=Field("Het nummer op wetten.overheid.nl.", example="BWBR0035362"),
            nummering=Field(
                "Hoe haar artikelen genummerd zijn: 149, 2.1.2 of 3:46.",
                Kind.CHOICE,
                choices=("heel", "punt", "dubbelepunt"),
            ),
            niet=_words("Andere titels waaronder zij genoemd wordt.", "Wet maatschappelijke ondersteuning"),
            vervallen=Field("De dag vanaf welke zij niet meer geldt.", Kind.DATE),
            opvolger=Field("De regeling die ervoor in de plaats kwam."),
            algemeen=Field("Of elk besluit van een raad op haar kan steunen.", Kind.YES_NO),
        ),
        "bij_wetten": _words("Woorden waarmee de titel van een wet deel van een andere naam is.", "verordening"),
        "na_wetstitel": _words("Woorden waarmee een zin na de titel van een wet verdergaat.", "bepaalt"),
        "wetten_van_vroeger": _words("Woorden waaruit blijkt dat een zin over vroeger gaat.", "destijds"),
        "zinswendingen": _rows(
            "Vaste zinswendingen die vaak verkeerd gaan.",
            "Eén zinswending.",
            niet=_word("Wat er niet hoort te staan.", "wethouders en burgemeesters"),
            liever=_word("Wat er hoort te staan.", "burgemeester en wethouders"),
        ),
        "bestuursorganen": _rows(
            "Bestuursorganen, met de woorden waarmee zij genoemd worden.",
            "Eén bestuursorgaan.",
            orgaan=_word("Het orgaan.", "raad"),
            woorden=_words("De woorden.", "gemeenteraad"),
        ),
        "andere_organen": _words("Woorden voor organen buiten de gemeente.", "minister"),
        "handelingen": _rows(
            "Wat een bestuursorgaan doet, met de vormen van het werkwoord.",
            "Eén handeling.",
            handeling=_word("Het werkwoord.", "vaststellen"),
            vervoegd=_words("De vervoegde vormen.", "stelt"),
            deel=_word("Het deel dat los van de vervoegde vorm staat.", "vast"),
            heel=_words("De voltooide en de hele vorm.", "vastgesteld"),
            te=_word("De vorm met ‘te’.", "vast te stellen"),
        ),
        "bevoegdheden": _rows(
            "Wat alleen één bestuursorgaan kan.",
            "Eén bevoegdheid.",
            bevoegd=_word("Het orgaan dat bevoegd is.", "raad"),
            handeling=_word("Wat het doet.", "vaststellen"),
            niet=_words("De organen die dat niet kunnen.", "college"),
            altijd=Field("Of dat in elk voorstel geldt.", Kind.YES_NO),
            voorwerpen=_words("Waarmee.", "verordening"),
            anders=_words("Woorden waarmee een zin over iets anders gaat.", "aan"),
            bron=_word("Waar dat staat.", "Gemeentewet, artikel 147"),
        ),
        "bevoegdheid_anders": _words("Woorden waarmee een zin over iets anders gaat dan het besluit.", "ontwerp"),
        "hulpwerkwoorden": _words("Werkwoorden die bij een voltooide of hele vorm staan.", "heeft"),
        "ligt_voor": _words("Woorden waarmee een zin zegt waarover de raad besluit.", "voorgelegd"),
        "voorzetsels": _words("Woorden waarachter een voorwerp niet is wat er vastgesteld wordt.", "volgens"),
        "lidwoorden": _words("Lidwoorden, en wat daarvoor in de plaats komt.", "onze"),
        "geen_bewering": _words("Woorden waarmee een zin iets ontkent, vraagt of veronderstelt.", "indien"),
        "begin_van_een_punt": _words("Woorden waarmee een beslispunt gewoon begint.", "kennis"),
        "vast_te_stellen": _words("Wat een raad vaststelt, en waarmee hij niet instemt.", "verordening"),
        "totaalwoorden": _words("Woorden waarmee een zin een totaal noemt.", "in totaal"),
        "totaal_anders": _words("Woorden waarmee een totaal over iets anders gaat dan de tabel.", "regionaal"),
        "bedrag_per": _words("Woorden waarmee een bedrag vermenigvuldigd wordt.", "per"),
        "geld_gezegd": _words("Wat zonder bedrag toch een uitspraak over geld is.", "kostenneutraal"),
        "geen_geld": _words("Woorden die achter ‘geen’ een uitspraak over geld maken.", "kosten"),
        "binnen_geld": _words("Woorden die achter ‘binnen’ een uitspraak over geld maken.", "budget"),
        "bedrag_anders": _words("Woorden waarmee een bedrag van een andere tijd is, of van een deel.", "eerder"),
        "enige_bedragen": _words("Een bedrag dat maar één keer bestaat.", "bouwsom"),
        "kredieten": _words("Wat een raad met een bedrag beschikbaar stelt.", "krediet"),
        "eenmalig": _words("Woorden voor geld dat één keer nodig is.", "incidenteel"),
        "jaarlijks": _words("Woorden voor geld dat elk jaar nodig is.", "structureel"),
        "bijlagesoorten": _words("Soorten stukken die een bijlage kan zijn.", "zienswijze"),
        "titelsoorten": _words(
            "Soorten stukken waaraan alleen de titel van een bijlage te herkennen is.", "verkenning"
        ),
        "geschreven_als_brief": _words("Woorden in de titel van wat ook een brief kan zijn.", "reactie"),
        "toegevoegd": _words("Woorden waarmee een zin zegt dat iets als bijlage toegevoegd is.", "gevoegd"),
        "bijgevoegd": _words("Welke daarvan dat ook zonder het woord bijlage zeggen.", "meegestuurd"),
        "eigen_stukken": _words("Stukken van het voorstel zelf, die geen bijlage zijn.", "raadsbesluit"),
        "typen": _rows(
            "Welke delen bij welk soort voorstel horen.",
            "Eén soort.",
            type=_word("De soort, zoals `type:` haar noemt; `gewoon` als die ontbreekt.", "krediet"),
            verplicht=_words("Delen waar de raad niet zonder kan.", "financien"),
            aanbevolen=_words("Delen waar een raad naar vraagt; `a of b` als een van beide genoeg is.", "planning"),
            zinloos=_words("Delen die er niet bij horen.", "participatie"),
            bron=Field("Waarom."),
        ),
        "dekkingswoorden": _words("Woorden waarmee een zin zegt waaruit iets betaald wordt.", "gedekt"),
        "bijdragewoorden": _words("Woorden waarmee een zin zegt wat een gemeente betaalt.", "aandeel"),
        "tijdwoorden": _words("Woorden die een tijd aanduiden zonder dag, zoals `binnenkort`.", "binnenkort"),
        "invulwoorden": _words("Wat iemand typt op een plaats die later wordt ingevuld.", "n.t.b."),
        "woordgroepen": _rows(
            "Woorden die voor een regel bij elkaar horen, zoals de woorden voor wie er meedoen.",
            "Eén groep; woorden onder dezelfde naam komen bij elkaar.",
            groep=_word("De naam van de groep, zoals een regel haar kent.", "ander-verband"),
            woorden=_words("De woorden.", "veiligheidsregio"),
        ),
        "spelling": _words("Woorden die de spellingcontrole goed moet vinden.", "regiovisie"),
        "toegestaan": _words("Woorden die hier geen opmerking verdienen, welke lijst ze ook noemt.", "integraal"),
    },
)
"""What `lijsten:` may hold, and each of the files under `raadsvoorstel/lijsten`."""
