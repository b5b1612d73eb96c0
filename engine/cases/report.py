# SPDX-License-Identifier: EUPL-1.2
"""What a case that ran says, in words for people who wrote the rule and not the program."""

from collections.abc import Iterator, Sequence

from ..language.reader import words
from .runner import CaseDifference, CaseResult

INDENT = "     "


def result_lines(result: CaseResult) -> Iterator[str]:
    """One line for a case that passed; its place and every difference for one that failed."""
    path, line, case = result.located
    yield f"{outcome(result.passed)} {case.rule}: {case.case}"
    if result.passed:
        return
    yield f"{INDENT}{path}:{line}"
    yield from (INDENT + line for line in explained(result))


def outcome(passed: bool) -> str:
    """`PASS` or `FAIL`."""
    return words.text("PASS") if passed else words.text("FAIL")


def explained(result: CaseResult) -> Iterator[str]:
    """Why a case failed, a line a reason."""
    if result.out_of_scope is not None:
        yield words.text("the rule was not judged: {reason}", reason=result.out_of_scope)
    for difference in result.differences:
        yield difference_line(difference, result.located.case.rule)


def difference_line(difference: CaseDifference, rule: str) -> str:
    """`PZ 2018-03: expected violation, got pending (required 1, observed 0)`."""
    place = f"{difference.unit} {difference.window}"
    if difference.rule != rule:
        place = f"{difference.rule} {place}"
    if difference.field not in (None, "kind"):
        place += f": {difference.field}"
    nothing = words.text("no verdict")
    said = words.text(
        "expected {expected}, got {got}",
        expected=difference.expected or nothing,
        got=difference.got or nothing,
    )
    return f"{place}: {said}"


def count_line(results: Sequence[CaseResult]) -> str:
    """How many cases ran, passed and failed.

    >>> count_line([])
    '0 cases: 0 passed, 0 failed'
    """
    failed = sum(not result.passed for result in results)
    return words.plural(
        "{count} case: {passed} passed, {failed} failed",
        "{count} cases: {passed} passed, {failed} failed",
        len(results),
        passed=len(results) - failed,
        failed=failed,
    )
