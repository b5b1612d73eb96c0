# SPDX-License-Identifier: EUPL-1.2
"""What a convention names: rules, objectives and units that must exist, and suspensions that must differ."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from ...schema.convention import Agreement, Convention, Suspension
from ..language.reader import words
from .registry import Registry
from .rulebook import Rulebook
from .wording import choose
from .yaml_source import Steps

Problem = tuple[Steps, str]
FIELDS = ("term", "year_basis", "grace_days", "warn_days", "final_days", "stale_days", "reporting")


def reference_problems(convention: Convention, registry: Registry, rulebook: Rulebook) -> Iterator[Problem]:
    """Everything the convention names that is not there."""
    if convention.region not in registry.codes:
        yield ("region",), choose(convention.region, sorted(registry.codes))
    yield from suspension_problems(convention.suspensions, registry.codes, rulebook)
    yield from binding_problems(convention.bindings, rulebook)
    yield from _unconfirmed_problems(convention)


def confirmable(agreement: Agreement) -> list[str]:
    """What may still be to confirm: every parameter and reading, and the fields that have a text of their own."""
    fields = [name for name in FIELDS if name in type(agreement).model_fields]
    return [*agreement.parameters, *agreement.readings, *fields]


def _unconfirmed_problems(agreement: Agreement) -> Iterator[Problem]:
    known = confirmable(agreement)
    for position, name in enumerate(agreement.to_confirm):
        if name not in known:
            yield ("to_confirm", position), choose(name, known)


def suspension_problems(
    suspensions: Sequence[Suspension], codes: Collection[str], rulebook: Rulebook
) -> Iterator[Problem]:
    """Suspensions of what does not exist would suspend nothing; two of one name could not be told apart."""
    known = {
        "rules": [rule.id for _, rule in rulebook.rules()],
        "objectives": [objective.objective for objective in rulebook.objectives],
        "units": ["all", *sorted(codes)],
    }
    first: dict[str, int] = {}
    for position, suspension in enumerate(suspensions):
        here: Steps = ("suspensions", position)
        for key, options in known.items():
            for place, name in enumerate(getattr(suspension, key)):
                if name not in options:
                    yield (*here, key, place), choose(name, options)
        if first.setdefault(suspension.id, position) != position:
            yield (
                (*here, "id"),
                words.text("got '{id}' twice; give each suspension its own id", id=suspension.id),
            )


def binding_problems(bindings: Mapping[str, Sequence[str]], rulebook: Rulebook) -> Iterator[Problem]:
    """Bindings of clauses to rules that do not exist."""
    rules = [rule.id for _, rule in rulebook.rules()]
    for clause, bound in bindings.items():
        for place, name in enumerate(bound):
            if name not in rules:
                yield ("bindings", clause, place), choose(name, rules)
