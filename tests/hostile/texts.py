"""YAML of others: every one must be refused with its place, before anything is built from it."""

from functools import partial

from hostile import Hostile

_DEEP = 5_000
_BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))

_TEXTS: tuple[tuple[str, str | bytes, str], ...] = (
    ("anker", "onderwerp: &x O\n", "kan hier niet"),
    ("verwijzing", "onderwerp: &x O\nsamenvatting: *x\n", "kan hier niet"),
    ("verwijzingen die vermenigvuldigen", _BOMB, "kan hier niet"),
    ("samenvoegen (<<)", "a: &a {b: c}\nonderwerp: {<<: *a}\n", "verwijzen"),
    ("tag van Python", "onderwerp: !!python/object/apply:os.system ['touch GEHACKT']\n", "kan hier niet"),
    ("tag van YAML", "onderwerp: !!binary aGFsbG8=\n", "kan hier niet"),
    ("eigen tag", "onderwerp: !x y\n", "kan hier niet"),
    ("aanwijzing %TAG", "%TAG ! tag:x,2000:\n---\nonderwerp: !x y\n", "."),
    ("twee documenten", "onderwerp: O\n---\nonderwerp: P\n", "---|document"),
    ("diep, accolades", "onderwerp: " + "{a: " * _DEEP + "}" * _DEEP + "\n", "niveaus"),
    ("diep, lijsten", "onderwerp: " + "[" * _DEEP + "]" * _DEEP + "\n", "niveaus"),
    ("diep, inspringen", "".join(f"{' ' * n}a:\n" for n in range(500)), "niveaus"),
    ("honderdduizend diep", "[" * 100_000, "niveaus"),
    ("veel waarden", "a: [" + "x, " * 100_000 + "]\n", "groot"),
    ("groot", "onderwerp: " + "x" * 2_100_000 + "\n", "groot"),
    ("besturingsteken", "onderwerp: a\x1b[2Jb\n", "teken"),
    ("teken nul", "onderwerp: a\x00b\n", "teken"),
    ("losse helft van een teken", b"onderwerp: a\xed\xa0\x80b\n", "UTF-8"),
    ("losse helft als code", 'onderwerp: "a\\ud800b"\n', "teken|code"),
    ("richting omkeren", "onderwerp: a\u202eb\n", "."),
    ("Windows-tekens", "onderwerp: financiën\n".encode("cp1252"), "UTF-8"),
    ("UTF-16", "onderwerp: O\n".encode("utf-16"), "UTF-16"),
    ("UTF-16 zonder kenmerk", "onderwerp: O\n".encode("utf-16-le"), "UTF-16|teken"),
    ("UTF-32", "onderwerp: O\n".encode("utf-32"), "UTF-16|UTF-8|teken"),
    ("geen tekst", bytes(range(256)) * 8, "UTF|teken"),
    ("een lijst", "- a\n- b\n", "lijst"),
    ("losse tekst", "zomaar een tekst\n", "tekst"),
    ("dubbele sleutel", "onderwerp: O\nonderwerp: P\n", "staat al"),
    ("sleutel die geen tekst is", "{a: b}: c\n", "sleutel"),
    ("vraagteken als sleutel", "? [a]\n: b\n", "sleutel"),
    ("niet gesloten", 'onderwerp: "O\n', "."),
    ("tab als inspringing", "besluit:\n\traad: x\n", "."),
    ("onbekende invulplaats", "onderwerp: '{{ onbekend }}'\n", "onbekend"),
    ("opdracht van een sjabloon", "onderwerp: '{% for a in range(9) %}x{% endfor %}'\n", "accolades"),
    ("code in een invulplaats", "onderwerp: \"{{ ''.__class__.__mro__ }}\"\n", "begrijpen"),
    ("aanroep in een invulplaats", "onderwerp: '{{ gemeente.naam.upper() }}'\n", "begrijpen"),
    ("rekenen in een invulplaats", "onderwerp: '{{ 9**9**9 }}'\n", "begrijpen"),
    ("onderstreping in een invulplaats", "onderwerp: '{{ gemeente.__class__ }}'\n", "bekende naam"),
    ("termen die zichzelf noemen", "termen: {a: '{{ termen.a }}'}\nonderwerp: '{{ termen.a }}'\n", "."),
    ("termen die elkaar noemen",
     "termen: {a: '{{ termen.b }}', b: '{{ termen.a }}'}\nonderwerp: '{{ termen.a }}'\n", "."),
    ("termen die vermenigvuldigen",
     "termen:\n  a0: xxxxxxxxxx\n" + "".join(f"  a{n}: '{f'{{{{ termen.a{n - 1} }}}} ' * 20}'\n" for n in range(1, 12))
     + "onderwerp: '{{ termen.a11 }}'\n", "."),
    ("gemeente buiten de map", "gemeenten: ['../../etc']\nonderwerp: O\n", "geen map"),
    ("gemeente met een vast pad", "gemeenten: [/etc]\nonderwerp: O\n", "geen map"),
    ("huis buiten de map", "huis: ../../etc\npersbericht: {titel: x, tekst: y}\nonderwerp: O\n", "huis"),
    ("afbeelding buiten de map", "onderwerp: O\nsamenvatting: '![x](../../../etc/passwd)'\n", "map van het voorstel"),
    ("afbeelding van het net", "onderwerp: O\nsamenvatting: '![x](http://example.org/a.png)'\n", "."),
    ("afbeelding van een apparaat", "onderwerp: O\nsamenvatting: '![x](/dev/zero)'\n", "map van het voorstel"),
    ("koppeling met een opdracht", "onderwerp: O\nsamenvatting: '[x](javascript:alert(1))'\n", "."),
    ("streepjes achter elkaar", f"onderwerp: O\n  {'- ' * 50_000}x\n  a: b\n", "sleutel"),
    ("stil met veel spaties", f"onderwerp: O # stil: jargon{' ' * 50_000}x\n", "."),
    ("haken", f"onderwerp: O\nsamenvatting: 'a {'[^' * 10_001}'\n", "keer een `\\["),
    ("HTML", "onderwerp: O\nsamenvatting: '<b onclick=alert(1)>x</b>'\n", "."),
)  # fmt: skip

_MARKDOWN: tuple[tuple[str, str], ...] = (
    ("lijsten in lijsten", "".join(f"{'  ' * n}- a\n" for n in range(300))),
    ("citaten in citaten", ">" * 5_000 + " a\n"),
    ("sterren zonder eind", "*a " * 20_000),
    ("haken zonder eind", "[" * 4_000),
    ("haken en koppelingen", "[a](" * 10_000),
    ("accenten", "`" * 20_001 + "a"),
    ("onderstrepingen", "_" * 20_000 + "a" + "_" * 20_000),
    ("tabel met duizenden kolommen", "|" + "a|" * 5_000 + "\n|" + "-|" * 5_000 + "\n"),
    ("tabel met duizenden rijen", "|a|b|\n|-|-|\n" + "|x|y|\n" * 2_000),
    ("noten naar noten", "".join(f"a[^{n}]\n\n[^{n}]: b[^{n + 1}]\n\n" for n in range(2_000))),
    ("één woord van een megabyte", "x" * 1_000_000),
    ("een half miljoen regels", "a\n\n" * 300_000),
    ("aanhalingstekens", '"' * 50_000),
    ("backslashes", "\\" * 50_001),
    ("streep met veel kolommen", "--" + "|  " * 30_000 + "x"),
)


def _block(text: str) -> bytes:
    lines = "\n".join(f"  {line}" for line in text.splitlines())
    return f"gemeenten: [heemstede]\nonderwerp: O\nsamenvatting: |\n{lines}\n".encode()


def _bytes(text: str | bytes) -> bytes:
    data = text if isinstance(text, bytes) else text.encode()
    return data if b"gemeenten" in data or not isinstance(text, str) else b"gemeenten: [heemstede]\n" + data


_AS_THEY_ARE = ("een lijst", "losse tekst", "aanwijzing %TAG", "honderdduizend diep")
_HARMLESS = ("HTML", "koppeling met een opdracht", "opdracht van een sjabloon", "code in een invulplaats",
             "aanroep in een invulplaats", "rekenen in een invulplaats", "stil met veel spaties")  # fmt: skip
"""What comes into the document as the letters that were typed."""


def _whole(name: str, text: str | bytes) -> bytes:
    return text.encode() if name in _AS_THEY_ARE and isinstance(text, str) else _bytes(text)


YAML = tuple(
    Hostile("yaml", name, partial(_whole, name, text), says, ("maak",) if name in _HARMLESS else ())
    for name, text, says in _TEXTS
)
MARKDOWN = tuple(Hostile("markdown", name, partial(_block, text), "", ("maak",)) for name, text in _MARKDOWN)
