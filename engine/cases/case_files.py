# SPDX-License-Identifier: EUPL-1.2
"""Cases as they stand beside the rules: found, loaded, checked, selected.

A case is refused when it is about something that does not exist, because such a case would prove nothing.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ...schema.case import Case, CaseFile
from ...schema.errors import DefinitionError, UsageError
from ..definitions.rulebook import Rulebook
from ..definitions.validation import check, problem
from ..definitions.wording import choose
from ..definitions.yaml_source import Source, read_yaml
from ..language.reader import words
from .checks import case_problems
from .expansion import Defaults, load_defaults


class LocatedCase(NamedTuple):
    """A case and where it is written."""

    path: str
    line: int
    case: Case


def load_cases(
    rulebook: Rulebook, defaults: Defaults | None = None, objectives: Collection[str] | None = None
) -> list[LocatedCase]:
    """Every case beside the rules, in file order.

    Args:
        objectives: Only the files of these objectives are read, where given.

    Raises:
        DefinitionError: Lists every problem of every file read.
    """
    defaults = defaults or load_defaults(rulebook)
    found: list[LocatedCase] = []
    problems: list[str] = []
    for path in _files(rulebook.root, objectives):
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


def _files(root: Path, objectives: Collection[str] | None) -> Iterator[Path]:
    for path in sorted(root.rglob("*.cases.yaml")):
        if objectives is None or any(_stands_beside(str(path), one) for one in objectives):
            yield path


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
                source,
                (*steps, "rule"),
                words.text(
                    "got '{rule}'; write its cases in {owner}.cases.yaml", rule=case.rule, owner=owner
                ),
            )
        line = source.line(steps)
        earlier = first.setdefault((case.rule, case.case), line)
        if earlier != line:
            yield problem(
                source,
                steps,
                words.text("got the same sentence as on line {line}; say what differs", line=earlier),
            )


def _other_owner(rule_id: str, path: str, rulebook: Rulebook) -> str | None:
    """The objective of a rule whose cases stand beside another objective's rules."""
    owner = rulebook.owners.get(rule_id)
    return None if owner is None or _stands_beside(path, owner) else owner


def _stands_beside(path: str, objective: str) -> bool:
    """Whether a file is `5.1.cases.yaml`, or a part of it such as `5.1.national.cases.yaml`."""
    stem = Path(path).name.removesuffix(".cases.yaml")
    return re.fullmatch(re.escape(objective) + r"(\.[a-z-]+)?", stem) is not None


def objectives_of(rulebook: Rulebook, words: Iterable[str]) -> set[str] | None:
    """The objectives that `words` select cases of; none where one is neither a rule id nor an objective."""
    owners = rulebook.owners
    found = {owners.get(word, word) for word in words}
    return found if found and found <= set(owners.values()) else None


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
