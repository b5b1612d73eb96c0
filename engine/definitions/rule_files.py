# SPDX-License-Identifier: EUPL-1.2
"""The files of one folder of rules, each read by itself.

Every file is read except cases, conventions and equivalent mutants; problems of all files are gathered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from ...schema.errors import DefinitionError
from ...schema.rule import NotJudgedFile, Objective
from ...schema.rulebook import AddedVocabulary, Addition
from ...schema.vocabulary import Vocabulary
from ..language.reader import words
from .rule_codes import duties
from .validation import check
from .yaml_source import Source, read_yaml

EQUIVALENT_MUTANTS = "equivalent_mutants.yaml"
"""Beside the rules, about how they are proved: changing it changes no verdict and no digest."""
ADDITION = "rulebook.yaml"
VOCABULARY = "vocabulary.yaml"

M = TypeVar("M", bound=BaseModel)


class Read(NamedTuple, Generic[M]):
    """A file and what it says."""

    source: Source
    model: M


@dataclass(frozen=True)
class RuleFiles:
    """What one folder holds; a file that is missing or wrong is None.

    Attributes:
        addition: Says that the folder adds to another rulebook.
    """

    root: Path
    addition: Read[Addition] | None
    vocabulary: Read[Vocabulary] | None
    not_judged: Read[NotJudgedFile] | None
    objectives: tuple[Read[Objective], ...]

    def places(self) -> Mapping[str, str]:
        """`path:line` of every rule id, members included."""
        return {
            rule_id: f"{source.path}:{source.line(steps)}"
            for source, objective in self.objectives
            for rule_id, steps in ids(objective)
        }


def read_rule_files(root: Path, problems: list[str]) -> RuleFiles:
    """The files under `root`; what is wrong with them is added to `problems`."""
    addition = _optional(root / ADDITION, Addition, problems)
    codes = root / VOCABULARY
    vocabulary: Read[Vocabulary] | None
    if (root / ADDITION).exists():
        vocabulary = _optional(codes, AddedVocabulary, problems)
    else:
        vocabulary = _read(codes, Vocabulary, problems)
    not_judged = _optional(root / "not_judged.yaml", NotJudgedFile, problems)
    objectives = [found for path in _rule_paths(root) if (found := _read(path, Objective, problems))]
    problems += _misnamed(root)
    return RuleFiles(root, addition, vocabulary, not_judged, tuple(objectives))


def ids(objective: Objective) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Every rule id of an objective with its place in the file."""
    for position, rule in enumerate(objective.rules):
        for steps, duty in duties(rule):
            yield duty.id, ("rules", position, *steps, "id")


def _rule_paths(root: Path) -> list[Path]:
    names = (VOCABULARY, "not_judged.yaml", EQUIVALENT_MUTANTS, ADDITION)
    special = {root / name for name in names}
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
        said = words.text(
            "got the ending .yml; name it {name}.yaml, other files are not read", name=path.stem
        )
        yield f"{path}: {said}"


def _optional(path: Path, model: type[M], problems: list[str]) -> Read[M] | None:
    return _read(path, model, problems) if path.exists() else None


def _read(path: Path, model: type[M], problems: list[str]) -> Read[M] | None:
    try:
        source = read_yaml(path)
    except DefinitionError as error:
        problems += error.problems
        return None
    instance, found = check(model, source)
    problems += found
    return None if instance is None else Read(source, instance)
