# SPDX-License-Identifier: EUPL-1.2
"""The programme as a convention of the nation: one unit above the regions of its members."""

from collections.abc import Sequence

from ...schema.convention import Convention, Programme, Reporting
from ...schema.errors import DefinitionError
from ...schema.unit import Unit
from ..language.reader import words
from .registry import Registry


def national_convention(programme: Programme, members: Sequence[Convention]) -> Convention:
    """The programme's own term, numbers and readings; who reports is what its members say."""
    kinds = dict.fromkeys(kind for member in members for kind in member.reporting.kinds)
    shared = {name: getattr(programme, name) for name in type(programme).model_fields if name in _SHARED}
    return Convention(
        convention=programme.programme,
        region=programme.nation,
        units="",
        reporting=Reporting(
            kinds=tuple(kinds) or ("region",),
            due_days=max((member.reporting.due_days for member in members), default=programme.grace_days),
        ),
        **shared,
    )


_SHARED = frozenset(Convention.model_fields) & frozenset(Programme.model_fields)


def national_registry(programme: Programme, registries: Sequence[Registry]) -> Registry:
    """The units of all members under the nation.

    Raises:
        DefinitionError: Two members register the same code as different units.
    """
    units: dict[str, Unit] = {}
    problems = []
    for unit in (unit for registry in registries for unit in registry.units):
        if unit.parent is None and unit.kind != "nation":
            unit = unit.model_copy(update={"parent": programme.nation})
        if units.setdefault(unit.code, unit) != unit:
            problems.append(
                words.text(
                    "unit {code}: two registries describe it differently; keep one description",
                    code=unit.code,
                )
            )
    if problems:
        raise DefinitionError(problems)
    units.setdefault(programme.nation, Unit(code=programme.nation, kind="nation", name=programme.title.it))
    return Registry(units.values())
