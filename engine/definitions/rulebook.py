# SPDX-License-Identifier: EUPL-1.2
"""The rulebook: vocabulary, rules of every objective, clauses that no rule judges.

Loading reads every file under a root except cases, conventions and equivalent mutants, and refuses them
together: the error lists all problems of all files.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from ...schema.errors import DefinitionError, UsageError
from ...schema.rule import NotJudged, NotJudgedFile, Objective, Rule
from ...schema.vocabulary import Vocabulary
from .conventions import default_convention_path, load_convention, load_programme
from .rule_codes import duties, not_judged_problems, objective_problems, vocabulary_problems
from .validation import check, problem
from .wording import choose
from .yaml_source import Source, read_yaml

__all__ = [
    "EQUIVALENT_MUTANTS", "PACKAGED", "Rulebook", "default_convention_path", "load_convention", "load_programme",
    "load_rulebook",
]  # fmt: skip

PACKAGED = Path(__file__).resolve().parents[2] / "rules"
EQUIVALENT_MUTANTS = "equivalent_mutants.yaml"
"""Beside the rules, about how they are proved: changing it changes no verdict and no digest."""

M = TypeVar("M", bound=BaseModel)
_Read = tuple[Source, M]


@dataclass(frozen=True)
class Rulebook:
    """Every definition that all regions share.

    Attributes:
        objectives: In the order of their numbers, those without a number last.
        digest: SHA-256 of what the files say; comments and layout do not change it.
        places: `path:line` of every rule id, members included.
    """

    root: Path
    vocabulary: Vocabulary
    objectives: tuple[Objective, ...]
    not_judged: tuple[NotJudged, ...]
    digest: str
    places: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def rules(self) -> Iterator[tuple[Objective, Rule]]:
        """Every rule with its objective, in order."""
        return ((objective, rule) for objective in self.objectives for rule in objective.rules)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id.

        Raises:
            UsageError: There is none; names the closest.
        """
        found = {rule.id: rule for _, rule in self.rules()}
        if rule_id not in found:
            raise UsageError([f"rule: {choose(rule_id, list(found))}"])
        return found[rule_id]


def load_rulebook(root: Path | None = None) -> Rulebook:
    """The rulebook under `root`, by default the one of this package.

    Raises:
        DefinitionError: Lists every problem of every file.
    """
    root = PACKAGED if root is None else root
    if not root.is_dir():
        raise DefinitionError([f"{root}: is no folder; name the folder that holds vocabulary.yaml"])
    problems: list[str] = []
    vocabulary = _read(root / "vocabulary.yaml", Vocabulary, problems)
    not_judged = root / "not_judged.yaml"
    unjudged = _read(not_judged, NotJudgedFile, problems) if not_judged.exists() else None
    read = [found for path in _rule_files(root) if (found := _read(path, Objective, problems))]
    read.sort(key=lambda one: natural(one[1].objective))
    problems += _cross_problems(vocabulary, unjudged, read)
    problems += _misnamed(root)
    if not (read or problems):
        problems.append(f"{root}: got no rule file; write one for each objective, for example line5/5.1.yaml")
    if problems or vocabulary is None:
        raise DefinitionError(problems)
    models: list[BaseModel] = [vocabulary[1], *(objective for _, objective in read)]
    models += [unjudged[1]] if unjudged else []
    return Rulebook(
        root=root,
        vocabulary=vocabulary[1],
        objectives=tuple(objective for _, objective in read),
        not_judged=unjudged[1].not_judged if unjudged else (),
        digest=_digest(models),
        places=_places(read),
    )


def natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """A sort key that reads the numbers in a text: 6.2 before 6.10, texts last.

    >>> sorted(["governance", "6.10", "6.2"], key=natural)
    ['6.2', '6.10', 'governance']
    """
    parts = re.findall(r"[0-9]+|[^0-9.]+", text)
    return tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts)


def _rule_files(root: Path) -> list[Path]:
    special = {root / name for name in ("vocabulary.yaml", "not_judged.yaml", EQUIVALENT_MUTANTS)}
    return [
        path
        for path in sorted(root.rglob("*.yaml"))
        if path not in special
        and not path.name.endswith(".cases.yaml")
        and path.relative_to(root).parts[0] != "conventions"
    ]


def _misnamed(root: Path) -> Iterator[str]:
    """Files that would be overlooked."""
    for path in sorted(root.rglob("*.yml")):
        yield f"{path}: got the ending .yml; name it {path.stem}.yaml, other files are not read"


def _read(path: Path, model: type[M], problems: list[str]) -> _Read[M] | None:
    try:
        source = read_yaml(path)
    except DefinitionError as error:
        problems += error.problems
        return None
    instance, found = check(model, source)
    problems += found
    return None if instance is None else (source, instance)


def _cross_problems(
    vocabulary: _Read[Vocabulary] | None,
    unjudged: _Read[NotJudgedFile] | None,
    read: Sequence[_Read[Objective]],
) -> Iterator[str]:
    if vocabulary is not None:
        for steps, message in vocabulary_problems(vocabulary[1]):
            yield problem(vocabulary[0], steps, message)
        for source, objective in read:
            for steps, message in objective_problems(objective, vocabulary[1]):
                yield problem(source, steps, message)
    if unjudged is not None:
        for steps, message in not_judged_problems(unjudged[1]):
            yield problem(unjudged[0], steps, message)
    yield from _name_problems(read)


def _name_problems(read: Sequence[_Read[Objective]]) -> Iterator[str]:
    """Ids that stand twice, and files not named after their objective."""
    first: dict[str, str] = {}
    for source, objective in read:
        name = Path(source.path).stem
        if name != objective.objective:
            message = f"got '{objective.objective}' in a file named {name}.yaml; name both alike"
            yield problem(source, ("objective",), message)
        for rule_id, steps in _ids(objective):
            place = f"{source.path}:{source.line(steps)}"
            if rule_id in first:
                message = f"got '{rule_id}' twice, first at {first[rule_id]}; an id names one rule"
                yield problem(source, steps, message)
            first.setdefault(rule_id, place)


def _ids(objective: Objective) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for position, rule in enumerate(objective.rules):
        for steps, duty in duties(rule):
            yield duty.id, ("rules", position, *steps, "id")


def _places(read: Sequence[_Read[Objective]]) -> dict[str, str]:
    return {
        rule_id: f"{source.path}:{source.line(steps)}"
        for source, objective in read
        for rule_id, steps in _ids(objective)
    }


def _digest(models: Sequence[BaseModel]) -> str:
    content = hashlib.sha256()
    for model in models:
        content.update(model.model_dump_json().encode())
        content.update(b"\n")
    return content.hexdigest()
