# SPDX-License-Identifier: EUPL-1.2
"""Cases that ran as JUnit XML, for pages of continuous integration: a suite a rule, a test a case."""

from collections.abc import Iterator, Sequence

from .report import explained
from .runner import CaseResult
from .xml_text import attributes


def case_junit_lines(results: Sequence[CaseResult]) -> Iterator[str]:
    """The document in pieces, in the order of the run."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites{attributes(name='impegni rules', **_counted(results))}>\n"
    for rule in dict.fromkeys(one.located.case.rule for one in results):
        suite = [one for one in results if one.located.case.rule == rule]
        yield f"  <testsuite{attributes(name=rule, **_counted(suite))}>\n"
        yield from map(_case, suite)
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _counted(results: Sequence[CaseResult]) -> dict[str, int]:
    failures = sum(not result.passed for result in results)
    return {"tests": len(results), "failures": failures, "errors": 0, "skipped": 0}


def _case(result: CaseResult) -> str:
    path, line, case = result.located
    head = f"    <testcase{attributes(classname=case.rule, name=case.case, file=path, line=line)}"
    if result.passed:
        return f"{head}/>\n"
    failure = attributes(message="; ".join(explained(result)), type="difference")
    return f"{head}>\n      <failure{failure}/>\n    </testcase>\n"
