# SPDX-License-Identifier: EUPL-1.2
"""A larger body of facts on which a surviving mutant may show itself."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ...schema.convention import Convention
from ...schema.errors import ImpegniError
from ...schema.rule import Rule
from ..agreements.units_file import load_units
from ..cases.bench import ComparedVerdict, compared_verdicts
from ..cases.expansion import Defaults
from ..definitions.conventions import load_programme
from ..definitions.lint import is_national
from ..definitions.rulebook import Rulebook
from ..intake.reader import read_files
from ..tallies.from_rules import said_of_files
from ..verdicts.run import Options, judge, judge_programme
from .moved import moved_agreement
from .mutants import Mutant
from .side_by_side import alone
from .trial import Example, differences


class SampleFiles(NamedTuple):
    """Where the facts of a sample are, and the day to look at them from."""

    units: Path
    files: tuple[Path, ...]
    as_of: dt.date


def _after_all(convention: Convention) -> dt.date:
    """A day on which every window of the term is judged, whatever is missing."""
    return convention.term.end + dt.timedelta(convention.grace_days + convention.final_days + 1)


class SampleFacts:
    """The facts of a sample, read once, judged by one rule at a time."""

    def __init__(self, sample: SampleFiles, book: Rulebook, defaults: Defaults) -> None:
        vocabulary, path = book.vocabulary, book.programme_path
        self._book, self._convention = book, defaults.convention
        self._days = (sample.as_of, _after_all(defaults.convention))
        self._registry = load_units(sample.units, vocabulary)
        self._programme = load_programme(path, vocabulary) if path.exists() else None
        said = said_of_files(book, defaults.convention.final_days)
        files, units = list(sample.files), self._registry.units
        self._facts = read_files(files, vocabulary, units, from_rules=said).facts

    def example(self, rule: Rule, mutant: Mutant) -> Example | None:
        """A verdict on the sample that the mutant changes, if there is one."""
        for day in self._days:
            try:
                before, after = self._verdicts(Mutant("", rule), rule, day), self._verdicts(mutant, rule, day)
            except ImpegniError:
                continue
            for found in differences((None, day.isoformat()), before, after):
                return found
        return None

    def _verdicts(self, mutant: Mutant, rule: Rule, day: dt.date) -> Sequence[ComparedVerdict]:
        """The verdicts of a mutant, or of the rule itself, under the readings the rule belongs to."""
        objective = next(one for one, each in self._book.rules() if each.id == rule.id)
        book = alone(self._book, objective, mutant.rule)
        options = Options(as_of=day, readings=rule.reading)
        if is_national(rule) and self._programme is not None:
            programme = moved_agreement(self._programme, mutant.shifts)
            members = [(self._convention, self._registry)]
            return compared_verdicts(judge_programme(book, programme, members, self._facts, options))
        convention = moved_agreement(self._convention, mutant.shifts)
        return compared_verdicts(judge(book, convention, self._registry, self._facts, options))
