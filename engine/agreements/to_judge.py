# SPDX-License-Identifier: EUPL-1.2
"""Agreements fit to be judged under: whole, and naming nothing that is not there.

What is missing or wrong in a convention, its registry and what it names is told together.
"""

from collections.abc import Mapping
from pathlib import Path

from ...schema.convention import Convention, Programme
from ...schema.errors import DefinitionError
from ..definitions.agreement_figures import figure_problems
from ..definitions.agreement_gaps import asked_attributes, gaps, without_blanks
from ..definitions.agreement_references import reference_problems
from ..definitions.conventions import check_agreement
from ..definitions.registry import Registry
from ..definitions.rulebook import Rulebook
from ..definitions.validation import by_line, problem
from ..definitions.yaml_source import read_yaml
from ..language.reader import words
from .units_file import load_units

NOTHING: Mapping[str, str] = {}


def load_convention_to_judge(
    path: Path, rulebook: Rulebook, units: Path | None = None, chosen: Mapping[str, str] = NOTHING
) -> tuple[Convention, Registry]:
    """The convention at `path` and its registry.

    Args:
        units: The registry in place of the one that the convention names.
        chosen: Readings chosen for this run, beside those written.

    Raises:
        DefinitionError: Lists every problem of both files, every reading nobody chose and every parameter
            without a value that the rules ask for.
    """
    source = read_yaml(path)
    convention, problems = check_agreement(Convention, without_blanks(source), rulebook.vocabulary)
    found, registry = list(gaps(source, rulebook, chosen, national=False)), None
    if convention is not None:
        place = units or path.parent / convention.units
        if units is None and not place.exists():
            said = words.text(
                "got {file}, and there is no such file; name the registry of units", file=convention.units
            )
            found.append((("units",), said))
        else:
            asked = asked_attributes(rulebook, {**convention.readings, **chosen})
            registry, wrong = _registry(place, rulebook, asked)
            problems += wrong
        found += figure_problems(convention, rulebook, national=False)
    if convention is not None and registry is not None:
        found += reference_problems(convention, registry, rulebook)
    problems += [problem(source, steps, message) for steps, message in found]
    if problems or convention is None or registry is None:
        raise DefinitionError(by_line(source, problems))
    return convention, registry


def load_programme_to_judge(path: Path, rulebook: Rulebook, chosen: Mapping[str, str] = NOTHING) -> Programme:
    """The programme at `path`; problems as in `load_convention_to_judge`."""
    source = read_yaml(path)
    programme, problems = check_agreement(Programme, without_blanks(source), rulebook.vocabulary)
    found = list(gaps(source, rulebook, chosen, national=True))
    if programme is not None:
        found += figure_problems(programme, rulebook, national=True)
    problems += [problem(source, steps, message) for steps, message in found]
    if problems or programme is None:
        raise DefinitionError(by_line(source, problems))
    return programme


def _registry(
    path: Path, rulebook: Rulebook, asked: Mapping[tuple[str, str], str]
) -> tuple[Registry | None, list[str]]:
    try:
        return load_units(path, rulebook.vocabulary, asked), []
    except DefinitionError as error:
        return None, list(error.problems)
