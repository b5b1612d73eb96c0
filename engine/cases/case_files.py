# SPDX-License-Identifier: EUPL-1.2
"""Cases as they stand beside the rules: found, loaded, checked, selected.

A case is refused when it is about something that does not exist, because such a case would prove nothing.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from ...schema.case_file import CaseFile
from ...schema.errors import DefinitionError, UsageError
from ..definitions.rule_codes import coded_columns
from ..definitions.rulebook import Rulebook
from ..definitions.validation import by_line, check, problem
from ..definitions.wording import choose
from ..definitions.yaml_source import Source, Steps, read_yaml
from ..language.reader import words
from .checks import case_problems, no_programme
from .documents import document_cases
from .expansion import Defaults, load_defaults
from .unfolding import LocatedCase, unfolded


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
            cases, wrong = _cases(content, source, rulebook, defaults)
            found += cases
            problems += wrong
    if problems:
        raise DefinitionError(problems)
    return found


def _files(root: Path, objectives: Collection[str] | None) -> Iterator[Path]:
    for path in sorted(root.rglob("*.cases.yaml")):
        if objectives is None or any(_stands_beside(str(path), one) for one in objectives):
            yield path


def _cases(
    content: CaseFile, source: Source, rulebook: Rulebook, defaults: Defaults
) -> tuple[list[LocatedCase], list[str]]:
    """The cases of a file, and what is wrong with them, each thing once: what several share is at their head."""
    problems = list(_row_problems(content, source, rulebook, defaults))
    cases = [] if problems else list(_documents(content, source, rulebook, defaults))
    first: dict[tuple[str, str], int] = {}
    for one in unfolded(content, source, defaults):
        cases.append(one.located)
        problems += case_problems(one, source, rulebook, defaults)
        problems += _owner_problem(one.located.case.rule, one.at("rule"), source, rulebook)
        said, line = (one.located.case.rule, one.located.case.case), one.located.line
        if first.setdefault(said, line) != line:
            message = words.text(
                "got the same sentence as on line {line}; say what differs", line=first[said]
            )
            problems.append(problem(source, one.steps, message))
    return cases, by_line(source, list(dict.fromkeys(problems)))


def _documents(
    content: CaseFile, source: Source, rulebook: Rulebook, defaults: Defaults
) -> Iterator[LocatedCase]:
    """The cases that the rows of the table stand for, all of a row where it stands."""
    for rule, document in content.documents.items():
        line = source.line(("documents", rule))
        for case in document_cases(rule, document, rulebook.vocabulary, defaults):
            yield LocatedCase(source.path, line, case)


def _row_problems(content: CaseFile, source: Source, rulebook: Rulebook, defaults: Defaults) -> Iterator[str]:
    known = coded_columns(rulebook.vocabulary)
    for rule, document in content.documents.items():
        steps: Steps = ("documents", rule)
        if rule not in rulebook.owners:
            yield problem(source, steps, choose(rule, list(rulebook.owners)))
        elif rule in defaults.national and defaults.programme is None:
            yield problem(source, steps, no_programme(rule))
        for column, written in document.model_dump(exclude_none=True).items():
            for code in (written,) if isinstance(written, str) else written:
                if code not in known[column]:
                    yield problem(source, (*steps, column), choose(code, list(known[column])))
        yield from _owner_problem(rule, steps, source, rulebook)


def _owner_problem(rule_id: str, steps: Steps, source: Source, rulebook: Rulebook) -> Iterator[str]:
    """Cases of a rule that stand beside another objective's rules."""
    owner = rulebook.owners.get(rule_id)
    if owner is not None and not _stands_beside(source.path, owner):
        message = words.text("got '{rule}'; write its cases in {owner}.cases.yaml", rule=rule_id, owner=owner)
        yield problem(source, steps, message)


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
