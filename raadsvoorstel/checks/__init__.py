"""Opinions about a proposal that fits its fields: one function per rule, one tuple that lists them."""

from collections.abc import Callable, Iterator, Set

from raadsvoorstel.checks.completeness import check_alles_heeft_een_plaats, check_delen
from raadsvoorstel.checks.participants import check_gemeente_bestaat
from raadsvoorstel.checks.wording import check_gelet_op, check_gelezen
from raadsvoorstel.findings import Finding
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel

__all__ = ["CHECKS", "check_delen", "judge"]

CHECKS: tuple[Callable[[Raadsvoorstel, Set[str]], Iterator[Finding]], ...] = (
    check_alles_heeft_een_plaats,
    check_gemeente_bestaat,
    check_gelezen,
    check_gelet_op,
)


def judge(voorstel: Raadsvoorstel, placed: Set[str]) -> list[Finding]:
    """Return what all rules together say of a proposal; `placed` are the fields its template prints itself."""
    return [finding for rule in CHECKS for finding in rule(voorstel, placed)]
