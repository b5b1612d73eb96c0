# SPDX-License-Identifier: EUPL-1.2
"""The rulebook: vocabulary, rules of every objective, clauses that no rule judges.

Loading reads every file of a folder and refuses them together: the error lists all problems of all files. A folder
with a `rulebook.yaml` adds to the rulebook of this package.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from ...schema.errors import DefinitionError, UsageError
from ...schema.rule import NotJudged, Objective, Rule
from ...schema.rulebook import Addition
from ...schema.vocabulary import Vocabulary
from ..language.reader import words
from .conventions import default_convention_path, load_convention, load_programme, programme_path
from .rule_files import EQUIVALENT_MUTANTS, RuleFiles, read_rule_files
from .rules_together import not_judged_of, objectives_of, problems_of, vocabulary_of
from .wording import choose

__all__ = [
    "EQUIVALENT_MUTANTS", "PACKAGED", "Rulebook", "default_convention_path", "load_convention", "load_programme",
    "load_rulebook",
]  # fmt: skip

PACKAGED = Path(__file__).resolve().parents[2] / "rules"


@dataclass(frozen=True)
class Rulebook:
    """Every definition that all regions share.

    Attributes:
        objectives: In the order of their numbers, those without a number last.
        digest: SHA-256 of what the files say; comments and layout do not change it.
        places: `path:line` of every rule id, members included.
        own: The rules, members included, that stand in the root itself.
        addition: Where the root adds to the rulebook of this package, what it says of that.
    """

    root: Path
    vocabulary: Vocabulary
    objectives: tuple[Objective, ...]
    not_judged: tuple[NotJudged, ...]
    digest: str
    places: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    own: frozenset[str] = frozenset()
    addition: Addition | None = None

    @property
    def convention_path(self) -> Path:
        """The convention used when none is named; cases start from it."""
        if self.addition is None:
            return default_convention_path(self.root)
        named = self.addition.convention
        return default_convention_path(PACKAGED) if named is None else self.root / named

    @property
    def programme_path(self) -> Path:
        """Where the national programme stands, if there is one."""
        return programme_path(self.root if self.addition is None else PACKAGED)

    def rules(self) -> Iterator[tuple[Objective, Rule]]:
        """Every rule with its objective, in order."""
        return ((objective, rule) for objective in self.objectives for rule in objective.rules)

    def own_rules(self) -> Iterator[Rule]:
        """The rules that stand in the root, and are proved there."""
        return (rule for _, rule in self.rules() if rule.id in self.own)

    @property
    def owners(self) -> dict[str, str]:
        """The objective of every rule, by the rule's id, in order."""
        return {rule.id: objective.objective for objective, rule in self.rules()}

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
        said = words.text("is no folder; name the folder that holds vocabulary.yaml")
        raise DefinitionError([f"{root}: {said}"])
    problems: list[str] = []
    folders = [read_rule_files(root, problems)]
    if folders[0].addition is not None:
        folders.insert(0, read_rule_files(PACKAGED, problems))
    problems += problems_of(folders)
    if not (problems or any(each.objectives for each in folders)):
        said = words.text("got no rule file; write one for each objective, for example line5/5.1.yaml")
        problems.append(f"{root}: {said}")
    if problems:
        raise DefinitionError(problems)
    return _rulebook(folders)


def _rulebook(folders: Sequence[RuleFiles]) -> Rulebook:
    """The rulebook of folders without a fault; the last is the root."""
    vocabulary, unjudged = vocabulary_of(folders), not_judged_of(folders)
    objectives = sorted(objectives_of(folders), key=lambda one: natural(one.objective))
    addition = folders[-1].addition
    return Rulebook(
        root=folders[-1].root,
        vocabulary=vocabulary,
        objectives=tuple(objectives),
        not_judged=unjudged.not_judged if unjudged else (),
        digest=_digest([vocabulary, *objectives, *([unjudged] if unjudged else [])]),
        places={rule_id: place for each in folders for rule_id, place in each.places().items()},
        own=frozenset(folders[-1].places()),
        addition=None if addition is None else addition.model,
    )


def natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """A sort key that reads the numbers in a text: 6.2 before 6.10, texts last.

    >>> sorted(["governance", "6.10", "6.2"], key=natural)
    ['6.2', '6.10', 'governance']
    """
    parts = re.findall(r"[0-9]+|[^0-9.]+", text)
    return tuple((not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts)


def _digest(models: Sequence[BaseModel]) -> str:
    content = hashlib.sha256()
    for model in models:
        content.update(model.model_dump_json().encode())
        content.update(b"\n")
    return content.hexdigest()
