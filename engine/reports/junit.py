# SPDX-License-Identifier: EUPL-1.2
"""Verdicts as JUnit XML: a suite an objective, a test a verdict.

Failures and errors are what makes a run exit with 1: a violation fails, what is past due and cannot be
evaluated is an error. Whatever else is undecided is skipped, and so is a goal not reached. Members of a
composition are judged by it alone and are no tests.
"""

from collections.abc import Iterator, Sequence

from ..cases.xml_text import attributes
from ..verdicts.verdict_rows import VerdictRow, rows_of
from .page import Page
from .rows import breaches, figures, reason_words

PASSED, FAILURE, ERROR, SKIPPED = "passed", "failure", "error", "skipped"


def junit_lines(pages: Sequence[Page]) -> Iterator[str]:
    """The document in pieces."""
    suites = [(page, suite) for page in pages for suite in _suites(page)]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    outcomes = [outcome for _, (_, rows) in suites for outcome in map(_outcome, rows)]
    yield f"<testsuites{attributes(name='impegni', **_counted(outcomes))}>\n"
    for page, (objective, rows) in suites:
        yield from _suite(page, objective, rows)
    yield "</testsuites>\n"


def _suites(page: Page) -> Iterator[tuple[str, list[VerdictRow]]]:
    frame = page.verdicts.frame
    if frame.empty:
        return
    frame = frame[frame["role"] == "rule"]
    for objective, rows in frame.groupby("objective", observed=True, sort=False):
        yield str(objective), rows_of(rows)


def _suite(page: Page, objective: str, rows: Sequence[VerdictRow]) -> Iterator[str]:
    convention, options = page.verdicts.convention.convention, page.verdicts.options
    counts = _counted([_outcome(row) for row in rows])
    yield f"  <testsuite{attributes(name=f'{convention} {objective}', **counts)}>\n"
    yield "    <properties>\n"
    for name, value in (
        ("as_of", options.as_of),
        ("known_at", options.known_at or ""),
        ("rulebook", page.verdicts.rulebook.digest),
    ):
        yield f"      <property{attributes(name=name, value=value)}/>\n"
    yield "    </properties>\n"
    for row in rows:
        yield _case(page, f"{convention}.{objective}", row)
    yield "  </testsuite>\n"


def _case(page: Page, suite: str, row: VerdictRow) -> str:
    name = "/".join((row.rule, row.unit, row.window))
    head = f"    <testcase{attributes(classname=suite, name=name)}"
    outcome = _outcome(row)
    if outcome == PASSED:
        return f"{head}/>\n"
    said = ": ".join(part for part in (figures(page, row), reason_words(page, row)) if part)
    if outcome != SKIPPED:
        said = f"{said} ({page.owed_by(page.verdicts.duties[row.rule])})"
    kind = {} if outcome == SKIPPED else {"type": row.kind}
    return f"{head}>\n      <{outcome}{attributes(message=said, **kind)}/>\n    </testcase>\n"


def _outcome(row: VerdictRow) -> str:
    if row.kind == "attainment":
        return PASSED
    if not breaches(row):
        return SKIPPED
    return FAILURE if row.kind == "violation" else ERROR


def _counted(outcomes: Sequence[str]) -> dict[str, int]:
    return {
        "tests": len(outcomes),
        "failures": outcomes.count(FAILURE),
        "errors": outcomes.count(ERROR),
        "skipped": outcomes.count(SKIPPED),
    }
