# SPDX-License-Identifier: EUPL-1.2
"""The file of equivalent mutants, and which of its entries no longer hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...schema.base import Text
from ...schema.errors import DefinitionError
from ...schema.mutation import EquivalentMutantsFile
from ..definitions.rulebook import EQUIVALENT_MUTANTS, Rulebook
from ..definitions.validation import check, problem
from ..definitions.wording import choose
from ..definitions.yaml_source import Source, read_yaml
from ..language.reader import words
from .runs import Fate, RuleRun


class EquivalentEntry(NamedTuple):
    """What the file says of one mutant of one rule, and where."""

    place: str
    rule: str
    mutant: str
    reason: Text


def load_equivalents(book: Rulebook) -> list[EquivalentEntry]:
    """The entries of the file beside the rules; none where there is no file.

    Raises:
        DefinitionError: Lists every problem of the file: its form, rules that do not exist, entries written twice.
    """
    path = book.root / EQUIVALENT_MUTANTS
    if not path.exists():
        return []
    source = read_yaml(path)
    content, problems = check(EquivalentMutantsFile, source)
    if content is not None:
        problems += _problems(content, source, [rule.id for _, rule in book.rules()])
    if problems or content is None:
        raise DefinitionError(problems)
    return list(_entries(content, source))


def _problems(content: EquivalentMutantsFile, source: Source, known: Sequence[str]) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for position, entry in enumerate(content.equivalent_mutants):
        for place, rule_id in enumerate(entry.rules):
            steps = ("equivalent_mutants", position, "rules", place)
            if rule_id not in known:
                yield problem(source, steps, choose(rule_id, list(known)))
            if (rule_id, entry.mutant) in seen:
                yield problem(source, steps, f"got '{entry.mutant}' of '{rule_id}' twice; write it once")
            seen.add((rule_id, entry.mutant))


def _entries(content: EquivalentMutantsFile, source: Source) -> Iterator[EquivalentEntry]:
    for position, entry in enumerate(content.equivalent_mutants):
        for place, rule_id in enumerate(entry.rules):
            line = source.line(("equivalent_mutants", position, "rules", place))
            yield EquivalentEntry(f"{source.path}:{line}", rule_id, entry.mutant, entry.reason)


class Reviewed(NamedTuple):
    """A rule's mutants, the survivors told apart.

    Attributes:
        equivalent: Survivors that the file explains.
        survived: Survivors that it does not.
        stale: What is wrong with entries of the file about this rule, one located line each.
    """

    run: RuleRun
    killed: int
    equivalent: tuple[EquivalentEntry, ...]
    survived: tuple[Fate, ...]
    stale: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every mutant is killed or explained, and every explanation still needed."""
        return not (self.survived or self.stale or self.run.failing)


def reviewed(run: RuleRun, entries: Sequence[EquivalentEntry]) -> Reviewed:
    """The mutants of a rule beside what the file says of them."""
    fates = {fate.mutant: fate for fate in run.fates}
    explained = {entry.mutant: entry for entry in entries if entry.rule == run.rule}
    survivors = [fate for fate in run.fates if fate.killer is None]
    return Reviewed(
        run,
        killed=len(fates) - len(survivors),
        equivalent=tuple(explained[fate.mutant] for fate in survivors if fate.mutant in explained),
        survived=tuple(fate for fate in survivors if fate.mutant not in explained),
        stale=() if run.failing else tuple(_stale(explained.values(), fates)),
    )


def _stale(entries: Iterable[EquivalentEntry], fates: Mapping[str, Fate]) -> Iterator[str]:
    for entry in entries:
        fate = fates.get(entry.mutant)
        if fate is None:
            said = words.text(
                "got '{mutant}', which is no mutant of this rule; remove it", mutant=entry.mutant
            )
            yield f"{entry.place}: {entry.rule}: {said}"
        elif fate.killer is not None:
            said = words.text(
                "got '{mutant}', which the case at {place} kills; remove it",
                mutant=entry.mutant,
                place=fate.killer,
            )
            yield f"{entry.place}: {entry.rule}: {said}"
