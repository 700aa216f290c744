"""Which texts are running text, of which plain language may be asked."""

from raadsvoorstel.prose import Prose

_FORMAL = frozenset(("besluit", "raadsbesluit", "collegebesluit", "bijlagen", "termen"))
"""Legal phrases and official titles: each has a form of its own."""
_HEADER = frozenset(
    ("zaaknummer", "afdeling", "auteur", "portefeuillehouder", "programma", "openbaarheid", "agendapunt", "vergadering")
)


def is_running(prose: Prose) -> bool:
    """Whether a text tells something in words of the writer's own, subject and titles included."""
    return prose.path.partition(".")[0] not in _FORMAL | _HEADER


def has_sentences(prose: Prose) -> bool:
    """Whether a text consists of sentences: the subject is a title, however long, and names things by their names."""
    return is_running(prose) and prose.path != "onderwerp"


def is_own(prose: Prose, start: int, end: int) -> bool:
    """Whether words were typed here and stand outside quotation marks: no title, no value of a placeholder."""
    return prose.is_literal(start, end) and not prose.is_quoted(start)
