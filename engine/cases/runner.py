# SPDX-License-Identifier: EUPL-1.2
"""Cases: loaded from beside the rules, run through the production path, compared.

A case fails when a verdict differs, is missing, or is one too many; it is refused when it is about
something that does not exist, because such a case would prove nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ...schema.case import Case, CaseFile, Expected
from ...schema.errors import DefinitionError, UsageError
from ...schema.verdict import Verdict
from ..definitions.rulebook import Rulebook
from ..definitions.validation import check, problem
from ..definitions.wording import choose
from ..definitions.yaml_source import Source, read_yaml
from ..intake.fact_tables import FactTables, fact_tables_from
from ..verdicts.run import Options, judge, judge_programme
from .checks import case_problems
from .expansion import Defaults, Expanded, expand, load_defaults

COMPARED = (
    "kind", "threshold", "required", "observed", "shortfall", "headroom",
    "active_days", "due", "at_risk", "incomplete", "flags", "reason",
)  # fmt: skip


class LocatedCase(NamedTuple):
    """A case and where it is written."""

    path: str
    line: int
    case: Case


class Judged(NamedTuple):
    """The verdicts of a case's rule, and the rules that were out of scope with the reason."""

    verdicts: tuple[Verdict, ...]
    out_of_scope: tuple[tuple[str, str], ...] = ()


Judge = Callable[[Rulebook, Expanded], Judged]


class Difference(NamedTuple):
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
    differences: tuple[Difference, ...]
    out_of_scope: str | None = None

    @property
    def passed(self) -> bool:
        """Whether every verdict is as expected."""
        return not self.differences and self.out_of_scope is None


def load_cases(rulebook: Rulebook, defaults: Defaults | None = None) -> list[LocatedCase]:
    """Every case beside the rules, in file order.

    Raises:
        DefinitionError: Lists every problem of every case file.
    """
    defaults = defaults or load_defaults(rulebook)
    found: list[LocatedCase] = []
    problems: list[str] = []
    for path in sorted(rulebook.root.rglob("*.cases.yaml")):
        try:
            source = read_yaml(path)
        except DefinitionError as error:
            problems += error.problems
            continue
        content, wrong = check(CaseFile, source)
        problems += wrong
        if content is not None:
            problems += _problems(content, source, rulebook, defaults)
            found += _located(content, source)
    if problems:
        raise DefinitionError(problems)
    return found


def _located(content: CaseFile, source: Source) -> Iterator[LocatedCase]:
    for position, case in enumerate(content.cases):
        yield LocatedCase(source.path, source.line(("cases", position)), case)


def _problems(content: CaseFile, source: Source, rulebook: Rulebook, defaults: Defaults) -> Iterator[str]:
    first: dict[tuple[str, str], int] = {}
    for position, case in enumerate(content.cases):
        steps = ("cases", position)
        yield from case_problems(case, steps, source, rulebook, defaults)
        if owner := _other_owner(case.rule, source.path, rulebook):
            yield problem(
                source, (*steps, "rule"), f"got '{case.rule}'; write its cases in {owner}.cases.yaml"
            )
        line = source.line(steps)
        earlier = first.setdefault((case.rule, case.case), line)
        if earlier != line:
            yield problem(source, steps, f"got the same sentence as on line {earlier}; say what differs")


def _other_owner(rule_id: str, path: str, rulebook: Rulebook) -> str | None:
    """The objective of a rule whose cases stand beside another objective's rules."""
    owners = {rule.id: objective.objective for objective, rule in rulebook.rules()}
    owner = owners.get(rule_id)
    return None if owner is None or _stands_beside(path, owner) else owner


def _stands_beside(path: str, objective: str) -> bool:
    """Whether a file is `5.1.cases.yaml`, or a part of it such as `5.1.national.cases.yaml`."""
    stem = Path(path).name.removesuffix(".cases.yaml")
    return re.fullmatch(re.escape(objective) + r"(\.[a-z-]+)?", stem) is not None


def select_cases(cases: Sequence[LocatedCase], words: Sequence[str]) -> list[LocatedCase]:
    """The cases of any of `words`: a rule id, an objective, or part of the sentence.

    Raises:
        UsageError: A word that selects nothing; a selection of nothing must not pass.
    """
    if not words:
        return list(cases)
    for word in words:
        if not any(_selects(word, located) for located in cases):
            ids = sorted({located.case.rule for located in cases})
            raise UsageError([f"case: {choose(word, ids)}"])
    return [located for located in cases if any(_selects(word, located) for word in words)]


def _selects(word: str, located: LocatedCase) -> bool:
    case = located.case
    beside = word == case.rule or _stands_beside(located.path, word)
    return beside or word.casefold() in case.case.casefold()


def judge_expanded(rulebook: Rulebook, expanded: Expanded) -> Judged:
    """The verdicts of the production path, as every command gets them."""
    facts = fact_tables_from(expanded.facts)
    try:
        return judge_on(facts, rulebook, expanded)
    finally:
        facts.con.close()


def judge_on(facts: FactTables, rulebook: Rulebook, expanded: Expanded) -> Judged:
    """The same on tables made before, for who judges the facts of one case many times."""
    options = Options(as_of=expanded.as_of, known_at=expanded.known_at, rules=frozenset({expanded.rule}))
    if expanded.programme is None:
        verdicts = judge(rulebook, expanded.convention, expanded.registry, facts, options)
    else:
        verdicts = judge_programme(rulebook, expanded.programme, expanded.members, facts, options)
    return Judged(tuple(verdicts.models()), tuple(verdicts.out_of_scope))


def run_case(
    rulebook: Rulebook, located: LocatedCase, defaults: Defaults | None = None, judge: Judge = judge_expanded
) -> CaseResult:
    """Run one loaded case and compare.

    Args:
        defaults: The default convention, to be read once when many cases run.
        judge: What gives the verdicts; others than the production path serve tests of this module.
    """
    expanded = expand(located.case, defaults or load_defaults(rulebook))
    return compared(located, judge(rulebook, expanded))


def compared(located: LocatedCase, judged: Judged) -> CaseResult:
    """What a case expects beside what was judged."""
    left_out = dict(judged.out_of_scope).get(located.case.rule)
    return CaseResult(located, tuple(_differences(located.case, judged.verdicts)), left_out)


def _differences(case: Case, verdicts: Sequence[Verdict]) -> Iterator[Difference]:
    expectations = case.expect or case.only or ()
    rules = {case.rule, *(one.rule for one in expectations if one.rule)}
    given = {(one.rule, one.unit, one.window.label): one for one in verdicts if one.rule in rules}
    for expected in expectations:
        rule = expected.rule or case.rule
        verdict = given.pop((rule, expected.unit, expected.window), None)
        if verdict is None:
            yield Difference(rule, expected.unit, expected.window, None, expected.kind, None)
        else:
            yield from _field_differences(rule, expected, verdict)
    if case.expect is not None:
        for (rule, unit, window), verdict in given.items():
            yield Difference(rule, unit, window, None, None, summary(verdict))


def _field_differences(rule: str, expected: Expected, verdict: Verdict) -> Iterator[Difference]:
    for name in COMPARED:
        if name not in expected.model_fields_set:
            continue
        wanted, got = getattr(expected, name), getattr(verdict, name)
        wanted = () if wanted is None and isinstance(got, tuple) else wanted
        got = str(got) if name == "reason" and got is not None else got
        if wanted != got:
            said = summary(verdict) if name == "kind" else told(got)
            yield Difference(rule, expected.unit, expected.window, name, told(wanted), said)


def summary(verdict: Verdict) -> str:
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
