# SPDX-License-Identifier: EUPL-1.2
"""Folders of rules put together: the codes, objectives and ids of an addition beside those it adds to."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ...schema.rule import NotJudgedFile, Objective
from ...schema.vocabulary import Vocabulary
from ..language.reader import words
from .rule_codes import not_judged_problems, objective_problems, vocabulary_problems
from .rule_files import VOCABULARY, Read, RuleFiles, ids
from .validation import problem


def vocabulary_of(folders: Sequence[RuleFiles]) -> Vocabulary:
    """The codes of all folders; the first has a vocabulary."""
    first, *others = [each.vocabulary.model for each in folders if each.vocabulary is not None]
    groups = {name: getattr(first, name) for name in Vocabulary.model_fields}
    for other in others:
        groups = {name: codes | getattr(other, name) for name, codes in groups.items()}
    return first.model_copy(update=groups)


def objectives_of(folders: Sequence[RuleFiles]) -> list[Objective]:
    """Every objective, with the rules that an addition gives it after its own."""
    found: dict[str, Objective] = {}
    for _, objective in _objectives(folders):
        before = found.get(objective.objective)
        rules = objective.rules if before is None else before.rules + objective.rules
        found[objective.objective] = (before or objective).model_copy(update={"rules": rules})
    return list(found.values())


def not_judged_of(folders: Sequence[RuleFiles]) -> NotJudgedFile | None:
    """The clauses that no rule judges, of all folders."""
    read = [each.not_judged.model for each in folders if each.not_judged is not None]
    return NotJudgedFile(not_judged=tuple(one for each in read for one in each.not_judged)) if read else None


def problems_of(folders: Sequence[RuleFiles]) -> Iterator[str]:
    """What is wrong between the files, each of which is well-formed."""
    if all(each.vocabulary is not None or _adds_no_code(each) for each in folders):
        yield from _code_problems(folders)
    for each in folders:
        if each.not_judged is not None:
            for steps, message in not_judged_problems(each.not_judged.model):
                yield problem(each.not_judged.source, steps, message)
    yield from _name_problems(folders)
    yield from _heading_problems(folders)


def _adds_no_code(folder: RuleFiles) -> bool:
    return folder.addition is not None and not (folder.root / VOCABULARY).exists()


def _objectives(folders: Sequence[RuleFiles]) -> Iterator[Read[Objective]]:
    return (read for each in folders for read in each.objectives)


def _code_problems(folders: Sequence[RuleFiles]) -> Iterator[str]:
    """Codes that no vocabulary has, and those that two have."""
    sources = [each.vocabulary for each in folders if each.vocabulary is not None]
    for added in sources[1:]:
        for group in Vocabulary.model_fields:
            for code in getattr(added.model, group):
                if code in getattr(sources[0].model, group):
                    message = words.text(
                        "got '{code}', which the rulebook included has already; choose another code",
                        code=code,
                    )
                    yield problem(added.source, (group, code), message)
    vocabulary = vocabulary_of(folders)
    for steps, message in vocabulary_problems(vocabulary):
        yield problem(sources[-1].source, steps, message)
    for source, objective in _objectives(folders):
        for steps, message in objective_problems(objective, vocabulary):
            yield problem(source, steps, message)


def _name_problems(folders: Sequence[RuleFiles]) -> Iterator[str]:
    """Ids that stand twice, and files not named after their objective."""
    first: dict[str, str] = {}
    for source, objective in _objectives(folders):
        name = Path(source.path).stem
        if name != objective.objective:
            message = words.text(
                "got '{objective}' in a file named {name}.yaml; name both alike",
                objective=objective.objective,
                name=name,
            )
            yield problem(source, ("objective",), message)
        for rule_id, steps in ids(objective):
            place = f"{source.path}:{source.line(steps)}"
            if rule_id in first:
                message = words.text(
                    "got '{id}' twice, first at {place}; an id names one rule",
                    id=rule_id,
                    place=first[rule_id],
                )
                yield problem(source, steps, message)
            first.setdefault(rule_id, place)


def _heading_problems(folders: Sequence[RuleFiles]) -> Iterator[str]:
    """Objectives that two files describe, and not alike: one description would be lost."""
    first: dict[str, Read[Objective]] = {}
    for read in _objectives(folders):
        source, objective = read
        before = first.setdefault(objective.objective, read)
        for name in Objective.model_fields:
            if name != "rules" and getattr(objective, name) != getattr(before.model, name):
                message = words.text(
                    "got another {name} than {path} gives this objective; write the same",
                    name=name,
                    path=before.source.path,
                )
                yield problem(source, (name,) if name in source.data else (), message)
