# SPDX-License-Identifier: EUPL-1.2
"""What `rules test` and `rules coverage` do, up to the lines they write."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..engine.cases.case_files import load_cases, objectives_of, select_cases
from ..engine.cases.coverage import coverage
from ..engine.cases.coverage_report import Coverage
from ..engine.cases.expansion import load_defaults
from ..engine.cases.features import tried_features
from ..engine.cases.report import count_line, result_lines
from ..engine.cases.runner import CaseResult, run_cases
from ..engine.cases.unfolding import LocatedCase
from ..engine.definitions.rulebook import load_rulebook
from ..engine.definitions.unused_terms import unused_terms
from ..engine.runs.meant import not_among
from ..schema.errors import UsageError
from .progress import ToldWork, working
from .reader import reader


class CaseRun:
    """Runs the cases selected, one by one, and remembers the results.

    Raises:
        UsageError: Nothing is selected; a run that tests nothing must not pass.
    """

    def __init__(
        self,
        rulebook: Path | None,
        ids: Sequence[str] = (),
        objectives: Sequence[str] = (),
        name: str | None = None,
    ) -> None:
        self._book = load_rulebook(rulebook)
        self._defaults = load_defaults(self._book)
        self.cases = self._selected(ids, objectives, name)
        self.results: list[CaseResult] = []

    def _selected(self, ids: Sequence[str], objectives: Sequence[str], name: str | None) -> list[LocatedCase]:
        owners, words = self._book.owners, reader()
        for objective in objectives:
            if objective not in owners.values():
                raise UsageError([f"--objective: {not_among(objective, sorted(set(owners.values())))}"])
        cases = load_cases(self._book, self._defaults, objectives_of(self._book, ids or objectives))
        if not (cases or ids or objectives or name or any(self._book.own_rules())):
            return []
        if not cases:
            said = words.text("got no cases; write them beside the rules, in 5.1.cases.yaml")
            raise UsageError([f"{self._book.root}: {said}"])
        cases = select_cases(cases, list(ids))
        if objectives:
            cases = [one for one in cases if owners.get(one.case.rule) in objectives]
        if name is not None:
            cases = [one for one in cases if name.casefold() in one.case.case.casefold()]
        if not cases:
            raise UsageError([words.text("got no case that meets all of the selection; widen it")])
        return cases

    def lines(self, say: ToldWork) -> Iterator[str]:
        """The lines of each case as it has run, then the count.

        Args:
            say: Told how many cases have run.
        """
        words = reader()
        for result in run_cases(self._book, self.cases, self._defaults):
            self.results.append(result)
            say(words.text("Running the cases"), len(self.results), len(self.cases))
            yield from result_lines(result)
        if not self.cases:
            said = words.text("adds no rule to those of the package, which are tested there")
            yield f"{self._book.root}: {said}"
        yield count_line(self.results)

    @property
    def failed(self) -> bool:
        """Whether any case that ran failed."""
        return not all(result.passed for result in self.results)

    def coverage(self) -> Coverage:
        """What the cases that ran prove of each rule, the features they try, and the terms nothing uses.

        Of a rulebook that adds to another, only of what it adds.
        """
        rules = list(coverage(self._book, self.results))
        tried = tried_features(self._book, {one.rule for one in rules if one.proved})
        unused = unused_terms(self._book, self._defaults.convention, self._defaults.registry)
        if self._book.addition is not None:
            shared = load_rulebook().vocabulary
            tried = [one for one in tried if one.used]
            unused = [term for term in unused if term.code not in getattr(shared, term.group)]
        return Coverage(rules, tried, unused)


def covered(rulebook: Path | None) -> Coverage:
    """What all cases prove, whatever they say of themselves."""
    with working() as say:
        run = CaseRun(rulebook)
        for _ in run.lines(say):
            pass
    return run.coverage()
