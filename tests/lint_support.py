# SPDX-License-Identifier: EUPL-1.2
"""The small rulebook changed a little, and what lint says of it."""

from pathlib import Path

from impegni.engine.agreements.units_file import load_units
from impegni.engine.definitions.conventions import default_convention_path, load_convention
from impegni.engine.definitions.lint import LintFinding, lint
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.schema.convention import Programme

RULES, CONVENTION = "line5/5.1.yaml", "conventions/basilicata.yaml"
VOCABULARY, NOT_JUDGED = "vocabulary.yaml", "not_judged.yaml"
OF_RECORDING = {
    "column_not_required", "free_and_used", "never_violated", "out_of_reach", "paper_of_anyone",
    "spelt_differently", "title_twice", "unused_code",
}  # fmt: skip
"""Checks of rules and vocabulary together, which rules added in passing do not pass."""


def findings(root: Path, programme: Programme | None = None) -> list[LintFinding]:
    """What lint says of a rulebook under its first convention."""
    rulebook = load_rulebook(root)
    path = default_convention_path(root)
    convention = load_convention(path, rulebook.vocabulary)
    registry = load_units(path.parent / convention.units, rulebook.vocabulary)
    return lint(rulebook, convention, registry, programme)


def told(root: Path, *, recording: bool = False) -> list[tuple[str, str, str, str]]:
    """The id, level, subject and reason of each finding, those of recording or the others."""
    return [
        (one.id, one.level, one.subject, one.reason)
        for one in findings(root)
        if (one.id in OF_RECORDING) is recording
    ]


def edit(root: Path, file: str, old: str, new: str, count: int = 1) -> None:
    """Change the text of a file, which must hold it."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def add_rule(root: Path, rule: str, name: str = "more") -> None:
    """Add a rule to the one rule file."""
    with (root / RULES).open("a", encoding="utf-8") as file:
        file.write(
            f"  - id: 5.1.{name}\n    clauses: [5.1/A3]\n    title: {{it: Altro, en: More}}\n"
            f"    owed_by: region\n{rule}\n"
        )
