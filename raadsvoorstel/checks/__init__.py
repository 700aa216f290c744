"""Opinions about a proposal that fits its fields: one function per rule, one tuple that lists them."""

from collections.abc import Callable, Iterator

from raadsvoorstel.checks.completeness import check_alles_heeft_een_plaats
from raadsvoorstel.checks.wording import check_gelet_op, check_gelezen
from raadsvoorstel.findings import Finding
from raadsvoorstel.model.raadsvoorstel import Raadsvoorstel

CHECKS: tuple[Callable[[Raadsvoorstel], Iterator[Finding]], ...] = (
    check_alles_heeft_een_plaats,
    check_gelezen,
    check_gelet_op,
)


def judge(voorstel: Raadsvoorstel) -> list[Finding]:
    """Return what all rules together say of a proposal."""
    return [finding for rule in CHECKS for finding in rule(voorstel)]
