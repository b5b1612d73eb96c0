# SPDX-License-Identifier: EUPL-1.2
"""Conventions and programmes read from their files, checked against the vocabulary."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from ...schema.convention import Agreement, Convention, Programme
from ...schema.errors import DefinitionError
from ...schema.vocabulary import Vocabulary
from ..language.reader import words
from .lint_amounts import values
from .validation import check, problem
from .wording import choose
from .yaml_source import Source, Steps, read_yaml

A = TypeVar("A", bound=Agreement)


def default_convention_path(root: Path) -> Path:
    """The convention used when none is named."""
    return root / "conventions" / "basilicata.yaml"


def programme_path(root: Path) -> Path:
    """Where the national programme stands, if the rulebook has one."""
    return root / "conventions" / "national.yaml"


def load_convention(path: Path, vocabulary: Vocabulary) -> Convention:
    """The convention at `path`.

    Raises:
        DefinitionError: Lists every problem of the file.
    """
    return _whole(Convention, path, vocabulary)


def load_programme(path: Path, vocabulary: Vocabulary) -> Programme:
    """The national programme at `path`; problems as in `load_convention`."""
    return _whole(Programme, path, vocabulary)


def check_agreement(model: type[A], source: Source, vocabulary: Vocabulary) -> tuple[A | None, list[str]]:
    """The convention or programme in `source`, and what is wrong with it or unknown to the vocabulary."""
    agreement, problems = check(model, source)
    if agreement is not None:
        problems = [problem(source, steps, message) for steps, message in _unknown(agreement, vocabulary)]
    return agreement, problems


def _whole(model: type[A], path: Path, vocabulary: Vocabulary) -> A:
    agreement, problems = check_agreement(model, read_yaml(path), vocabulary)
    if problems or agreement is None:
        raise DefinitionError(problems)
    return agreement


def reading_problem(name: str, option: str, vocabulary: Vocabulary) -> str | None:
    """What is wrong with selecting `option` of the reading `name`, if anything."""
    if name not in vocabulary.readings:
        return choose(name, list(vocabulary.readings))
    if option not in vocabulary.readings[name].options:
        return choose(option, list(vocabulary.readings[name].options))
    return None


def _unknown(agreement: Agreement, vocabulary: Vocabulary) -> Iterator[tuple[Steps, str]]:
    for name, option in agreement.readings.items():
        if message := reading_problem(name, option, vocabulary):
            yield ("readings", name), message
    for name, amount in agreement.parameters.items():
        if any(str(value).startswith("$") for value in values(amount)):
            yield ("parameters", name), words.text("got another parameter; write its number")
    if isinstance(agreement, Convention):
        for kind in agreement.reporting.kinds:
            if kind not in vocabulary.unit_kinds:
                yield ("reporting", "kinds"), choose(kind, list(vocabulary.unit_kinds))
