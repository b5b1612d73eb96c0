# SPDX-License-Identifier: EUPL-1.2
"""A run over many rules, in several processes."""

import contextlib
import multiprocessing
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ...schema.amount import Amount
from ...schema.errors import EngineError
from ...schema.rule import Rule
from ..cases.bench import Bench
from ..cases.case_files import load_cases, objectives_of
from ..cases.expansion import load_defaults
from ..cases.unfolding import LocatedCase
from ..definitions.conventions import load_programme
from ..definitions.lint import is_national
from ..definitions.rulebook import load_rulebook
from .mutants import Mutant, mutants_of
from .sample import SampleFacts, SampleFiles
from .shapes import shape_of
from .trial import Example, Trial, place_of


class Fate(NamedTuple):
    """What became of a mutant.

    Attributes:
        killer: The place of the case that noticed; none for a survivor.
        example: For a survivor, a verdict that it changes all the same, if one was found.
    """

    mutant: str
    killer: str | None
    example: Example | None = None


class RuleRun(NamedTuple):
    """The mutants of one rule.

    Attributes:
        failing: Places of cases that fail as the rule stands; then no mutant is tried.
    """

    rule: str
    fates: tuple[Fate, ...]
    failing: tuple[str, ...] = ()


class Trials:
    """Everything needed to try the mutants of any of some rules, loaded once in a process."""

    def __init__(self, root: Path, rule_ids: Sequence[str], sample: SampleFiles | None) -> None:
        self._book = load_rulebook(root)
        self._defaults = load_defaults(self._book)
        self._cases = load_cases(self._book, self._defaults, objectives_of(self._book, rule_ids))
        self._files = sample
        self._bench = Bench()

    @cached_property
    def _sample(self) -> SampleFacts | None:
        return None if self._files is None else SampleFacts(self._files, self._book, self._defaults)

    @cached_property
    def _national(self) -> dict[str, Amount]:
        path = self._book.programme_path
        return load_programme(path, self._book.vocabulary).parameters if path.exists() else {}

    def mutants(self, rule: Rule) -> Iterator[Mutant]:
        """The mutants of a rule, its parameters taken from the agreement that judges it."""
        parameters = self._national if is_national(rule) else self._defaults.convention.parameters
        return mutants_of(rule, self._book.vocabulary, parameters)

    def cases(self, rule_id: str) -> list[LocatedCase]:
        """The cases of a rule."""
        return [one for one in self._cases if one.case.rule == rule_id]

    def shape(self, rule_id: str) -> str:
        """What a rule has in common with others whose mutants have the same fate."""
        rule = self._book.rule(rule_id)
        return shape_of(rule, list(self.mutants(rule)), [one.case for one in self.cases(rule_id)])

    def run(self, rule_id: str) -> RuleRun:
        """Try every mutant of a rule on the cases of that rule alone."""
        cases = self.cases(rule_id)
        trial = Trial(self._book, rule_id, cases, self._defaults, self._bench)
        mutants = list(self.mutants(trial.rule))
        tried = trial.tried(mutants)
        if tried.failing:
            return RuleRun(rule_id, (), tuple(place_of(cases[position]) for position in tried.failing))
        fates = (
            self._survivor(trial, mutant) if killer is None else Fate(mutant.id, place_of(cases[killer]))
            for mutant, killer in zip(mutants, tried.killers, strict=True)
        )
        return RuleRun(rule_id, tuple(fates))

    def like(self, run: RuleRun, rule_id: str) -> RuleRun:
        """The run of a rule of the same shape as one that was tried; what its cases do not notice is looked into."""
        if run.failing or any(fate.killer is None for fate in run.fates):
            return self.run(rule_id)
        pairs = zip(self.cases(run.rule), self.cases(rule_id), strict=True)
        places: dict[str | None, str] = {place_of(one): place_of(mine) for one, mine in pairs}
        mutants = self.mutants(self._book.rule(rule_id))
        fates = zip(mutants, run.fates, strict=True)
        return RuleRun(rule_id, tuple(Fate(mutant.id, places[fate.killer]) for mutant, fate in fates))

    def _survivor(self, trial: Trial, mutant: Mutant) -> Fate:
        example = trial.example(mutant)
        if example is None and self._sample is not None:
            example = self._sample.example(trial.rule, mutant)
        return Fate(mutant.id, None, example)


def run_rules(
    root: Path, rule_ids: Sequence[str], jobs: int, sample: SampleFiles | None = None
) -> Iterator[RuleRun]:
    """The mutants of each rule, in the order of `rule_ids`, as they are ready; those of one shape are tried once.

    Args:
        jobs: Processes; with one, everything runs in this one.

    Raises:
        EngineError: A process ended before its work was done.
    """
    trials = Trials(root, rule_ids, sample)
    shapes = {rule_id: trials.shape(rule_id) for rule_id in rule_ids}
    firsts = {shape: rule_id for rule_id, shape in reversed(shapes.items())}
    tried = [rule_id for rule_id, shape in shapes.items() if firsts[shape] == rule_id]
    done: dict[str, RuleRun] = {}
    with contextlib.closing(_tried(trials, root, tried, jobs, sample)) as runs:
        for rule_id, shape in shapes.items():
            if firsts[shape] == rule_id:
                done[shape] = next(runs)
                yield done[shape]
            else:
                yield trials.like(done[shape], rule_id)


def _tried(
    trials: Trials, root: Path, rule_ids: Sequence[str], jobs: int, sample: SampleFiles | None
) -> Generator[RuleRun]:
    """The mutants of each rule, tried in this process or in several others."""
    if jobs == 1 or len(rule_ids) == 1:
        yield from map(trials.run, rule_ids)
        return
    # DuckDB must not be forked: each process starts anew.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _open, (root, rule_ids, sample)) as pool:
        try:
            yield from pool.map(_run, rule_ids)
        except BrokenProcessPool as error:
            raise EngineError("a process ended before its work was done; try --jobs 1") from error
        finally:
            pool.shutdown(cancel_futures=True)


_TRIALS: list[Trials] = []
"""The trials of a process of the pool: what the pool calls has no other way to it."""


def _open(root: Path, rule_ids: Sequence[str], sample: SampleFiles | None) -> None:
    _TRIALS.append(Trials(root, rule_ids, sample))


def _run(rule_id: str) -> RuleRun:
    return _TRIALS[-1].run(rule_id)
