"""What a person may say of a house style; the names are those of `word.stationery.house.HouseStyle`."""

from raadsvoorstel.shape import Field, Group, Kind, Rows


def _number(help: str, example: str) -> Field:
    return Field(help, Kind.NUMBER, example=example)


def _choice(help: str, *choices: str) -> Field:
    return Field(help, Kind.CHOICE, choices=choices)


def _lines(help: str) -> Rows:
    return Rows(help, Field("Een regel; ` | ` verdeelt haar in links en rechts."), single=True)


_DEEL = Group(
    "Eén deel van het document: een herhaling van secties, met wat daaromheen staat.",
    {
        "naam": Field("De naam, zoals `deel:` in de indeling haar noemt.", required=True, example="inhoud"),
        "titel": Field("Een titel boven het deel."),
        "nieuwe_pagina": Field("Of het deel op een nieuwe bladzijde begint.", Kind.YES_NO),
        "kopstijl": _choice("De koppen van de secties.", "gewoon", "genummerd", "groot"),
        "opening": _lines("Regels boven de secties, zoals een aanspreking."),
        "slot": _lines("Regels onder de secties, zoals een ondertekening."),
    },
)

HUISSTIJL = Group(
    "De huisstijl waarvan `sjabloon nieuw` het sjabloon maakt; lengten in centimeters, letters in punten.",
    {
        "voorbeeld": Field("Of de huisstijl verzonnen is.", Kind.YES_NO),
        "afzender": Field("De naam boven het stuk.", required=True, example="Gemeente {{ gemeente.naam }}"),
        "titel": Field("De titel van het stuk.", required=True, example="Raadsvoorstel"),
        "kleur": Field("De hoofdkleur.", Kind.COLOUR, required=True, example='"#1d5b43"'),
        "accent": Field("De tweede kleur.", Kind.COLOUR, required=True, example='"#8a6d1f"'),
        "lettertype": Field("Het lettertype van de tekst.", required=True, example="Arial"),
        "lettertype_koppen": Field("Het lettertype van titels en koppen."),
        "lettergrootte": _number("De grootte van de letter.", "10,5"),
        "regelafstand": _number("De regelafstand.", "1,15"),
        "marges": Group(
            "Het wit om de tekst.",
            {side: _number(f"Het wit {side}.", "2,5") for side in ("boven", "onder", "links", "rechts")},
        ),
        "logo": Field("Het bestand van het logo, naast gemeente.yaml.", example="logo.png"),
        "logo_alt": Field("Wat er op het logo staat, voor wie het niet ziet."),
        "logo_plaats": _choice("Waar het logo staat.", "links", "midden", "rechts"),
        "logo_breedte": _number("De breedte van het logo.", "5"),
        "koptekst": Field("De tekst boven elke bladzijde."),
        "voettekst": Field("De tekst onder elke bladzijde."),
        "paginering": Field("Het paginanummer.", example="Pagina {nummer} van {aantal}"),
        "opbouw": Rows(
            "Wat bovenaan staat, in volgorde.",
            _choice("Een onderdeel.", "afzender", "adres", "titel", "onderwerp", "kop"),
        ),
        "adres": _lines("De regels van het adresblok."),
        "onderwerp": Field("De regel onder de titel.", example="{{ onderwerp }}"),
        "kop": _choice("Hoe de kop eruitziet.", "tabel", "regels"),
        "kop_lijnen": _choice("De lijnen van de kop.", "geen", "horizontaal", "raster", "vlak"),
        "kop_breedte": _number("De breedte van de opschriften in de kop.", "4,5"),
        "balk": _choice("Een balk of lijn in de hoofdkleur.", "geen", "afzender", "titel", "zij", "lijn"),
        "titel_grootte": _number("De grootte van de titel.", "22"),
        "titel_hoofdletters": Field("Of de titel in hoofdletters staat.", Kind.YES_NO),
        "titel_plaats": _choice("Waar de titel staat.", "links", "midden", "rechts"),
        "koppen": Group(
            "De koppen van de secties.",
            {
                "hoofdletters": Field("Of koppen in hoofdletters staan.", Kind.YES_NO),
                "vet": Field("Of koppen vet zijn.", Kind.YES_NO),
                "grootte": _number("De grootte van de koppen.", "13"),
                "kleur": _choice("De kleur van de koppen.", "kleur", "accent", "tekst"),
                "lijn": _choice("Een lijn bij de koppen.", "geen", "onder", "boven", "zij"),
            },
        ),
        "tabel": _choice("Hoe tabellen eruitzien.", "gevuld", "lijnen", "raster"),
        "opsommingsteken": Field("Het teken van een opsomming.", example="•"),
        "delen": Rows("De delen van het document, in volgorde.", _DEEL, required=True),
    },
)
"""What `huisstijl:` in `gemeente.yaml` may hold."""
