"""Which lists of words the rules go by; those that come with the program have the same form."""

from raadsvoorstel.shape import Field, Group, Kind, Rows


def _rows(help: str, one: str, **fields: Field | Rows) -> Rows:
    return Rows(help, Group(one, fields))


def _words(help: str, example: str = "") -> Rows:
    return Rows(help, Field("Een woord of woordgroep.", example=example), single=True)


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
        "jargon": _rows(
            "Moeilijke woorden, met een gewoon woord ervoor.",
            "Eén woord.",
            woord=_word("Het moeilijke woord, of de woordgroep.", "vigerend"),
            liever=_word("Wat er beter kan staan.", "geldend"),
        ),
        "afkortingen": _rows(
            "Afkortingen, met waar zij voor staan.",
            "Eén afkorting.",
            afkorting=_word("De afkorting.", "Wmo"),
            voluit=_word("Waar zij voor staat.", "Wet maatschappelijke ondersteuning"),
            bekend=Field("Of iedereen haar kent, zodat uitleg niet nodig is.", Kind.YES_NO),
        ),
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
