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
        "na_koppelteken": _words("Woorden die met een afkorting ervoor één woord vormen.", "klankbordgroep"),
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
            niet=_words("Andere titels waaronder zij genoemd wordt.", "Wet maatschappelijke ondersteuning"),
            vervallen=Field("De dag vanaf welke zij niet meer geldt.", Kind.DATE),
            opvolger=Field("De regeling die ervoor in de plaats kwam."),
        ),
        "zinswendingen": _rows(
            "Vaste zinswendingen die vaak verkeerd gaan.",
            "Eén zinswending.",
            niet=_word("Wat er niet hoort te staan.", "wethouders en burgemeesters"),
            liever=_word("Wat er hoort te staan.", "burgemeester en wethouders"),
        ),
        "tijdwoorden": _words("Woorden die een tijd aanduiden zonder dag, zoals `binnenkort`.", "binnenkort"),
        "invulwoorden": _words("Wat iemand typt op een plaats die later wordt ingevuld.", "n.t.b."),
        "spelling": _words("Woorden die de spellingcontrole goed moet vinden.", "regiovisie"),
        "toegestaan": _words("Woorden die hier geen opmerking verdienen, welke lijst ze ook noemt.", "integraal"),
    },
)
"""What `lijsten:` may hold, and each of the files under `raadsvoorstel/lijsten`."""
