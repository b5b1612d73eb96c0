# SPDX-License-Identifier: EUPL-1.2
"""Cases run through the production path and compared.

A case fails when a verdict differs, is missing, or is one too many.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...schema.case import Case, Expected
from ..definitions.rulebook import Rulebook
from .bench import COMPARED, Bench, ComparedVerdict, JudgedCases
from .expansion import Defaults
from .together import batches, judged
from .unfolding import LocatedCase


class CaseDifference(NamedTuple):
    """One way in which the verdicts are not those expected.

    Attributes:
        field: The field that differs; none when a whole verdict is missing or unexpected.
        expected: As the case writes it; none for a verdict nobody expected.
        got: As the verdict says it; none for a verdict that was not given.
    """

    rule: str
    unit: str
    window: str
    field: str | None
    expected: str | None
    got: str | None


class CaseResult(NamedTuple):
    """A case that ran: no differences means it passed."""

    located: LocatedCase
    differences: tuple[CaseDifference, ...]
    verdicts: tuple[ComparedVerdict, ...] = ()
    out_of_scope: str | None = None

    @property
    def passed(self) -> bool:
        """Whether every verdict is as expected."""
        return not self.differences and self.out_of_scope is None


def run_cases(rulebook: Rulebook, cases: Sequence[LocatedCase], defaults: Defaults) -> Iterator[CaseResult]:
    """Run the cases and compare, in their order; those that can share a run do."""
    bench, done = Bench(), dict[int, CaseResult]()
    of_position = {
        position: batch for batch in batches(cases, rulebook, defaults) for position in batch.positions
    }
    for position, batch in sorted(of_position.items()):
        if position not in done:
            found = judged(batch, bench, rulebook, defaults)
            done |= {
                one: compared(cases[one], each) for one, each in zip(batch.positions, found, strict=True)
            }
        yield done.pop(position)


def compared(located: LocatedCase, got: JudgedCases) -> CaseResult:
    """What a case expects beside what was judged."""
    left_out = dict(got.out_of_scope).get(located.case.rule)
    differences = tuple(_differences(located.case, got.verdicts))
    return CaseResult(located, differences, got.verdicts, left_out)


def _differences(case: Case, verdicts: Sequence[ComparedVerdict]) -> Iterator[CaseDifference]:
    expectations = case.expect or case.only or ()
    rules = {case.rule, *(one.rule for one in expectations if one.rule)}
    given = {(one.rule, one.unit, one.window): one for one in verdicts if one.rule in rules}
    for expected in expectations:
        rule = expected.rule or case.rule
        verdict = given.pop((rule, expected.unit, expected.window), None)
        if verdict is None:
            yield CaseDifference(rule, expected.unit, expected.window, None, expected.kind, None)
        else:
            yield from _field_differences(rule, expected, verdict)
    if case.expect is not None:
        for (rule, unit, window), verdict in given.items():
            yield CaseDifference(rule, unit, window, None, None, summary(verdict))


def _field_differences(rule: str, expected: Expected, verdict: ComparedVerdict) -> Iterator[CaseDifference]:
    for name in COMPARED:
        if name not in expected.model_fields_set:
            continue
        wanted, got = getattr(expected, name), getattr(verdict, name)
        wanted = () if wanted is None and isinstance(got, tuple) else wanted
        if wanted != got:
            said = summary(verdict) if name == "kind" else told(got)
            yield CaseDifference(rule, expected.unit, expected.window, name, told(wanted), said)


def summary(verdict: ComparedVerdict) -> str:
    """A verdict in a few words: `violation (required 1, observed 0)`."""
    parts = [f"required {told(verdict.required)}", f"observed {verdict.observed}"]
    parts += [f"reason {verdict.reason}"] if verdict.reason else []
    return f"{verdict.kind} ({', '.join(parts)})"


def told(value: object) -> str:
    """A field's value as a case would write it."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)
