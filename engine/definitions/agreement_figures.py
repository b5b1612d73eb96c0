# SPDX-License-Identifier: EUPL-1.2
"""Parameters that no rule can take as they are: figures of the wrong form, later ones that do not say where from."""

from collections.abc import Iterator

from ...schema.convention import Agreement
from ..language.reader import words
from .lint import is_national
from .lint_amounts import parameter_names, source_asked, values, without_source
from .rule_codes import duties
from .rulebook import Rulebook
from .yaml_source import Steps


def figure_problems(
    agreement: Agreement, rulebook: Rulebook, *, national: bool
) -> Iterator[tuple[Steps, str]]:
    """Each parameter with a figure that a rule cannot take, once."""
    found: dict[Steps, str] = {}
    for name, amount in agreement.parameters.items():
        for day, value in without_source(amount):
            found["parameters", name, day] = "; ".join(source_asked(day, value))
    for _, rule in rulebook.rules():
        for _, duty in duties(rule) if is_national(rule) == national else ():
            for name in sorted(parameter_names(duty.amount) & set(agreement.parameters)):
                for value in values(agreement.parameters[name]):
                    if isinstance(value, str) != (duty.measure.share is not None):
                        found.setdefault(("parameters", name), _other_form(value, duty.id, rule.clauses))
    yield from found.items()


def _other_form(value: int | str, duty: str, clauses: tuple[str, ...]) -> str:
    cited = ", ".join(clauses)
    if isinstance(value, int):
        return words.text(
            "got the number {value} for {duty} of clause {clauses}, which asks for a part of a population;"
            " write {value}%",
            value=value,
            duty=duty,
            clauses=cited,
        )
    return words.text(
        "got '{value}' for {duty} of clause {clauses}, which counts; write a whole number",
        value=value,
        duty=duty,
        clauses=cited,
    )
