# SPDX-License-Identifier: EUPL-1.2
"""A case spelled out: the agreement, the registry and the facts it stands for.

Shorthand exists so that a case reads as a sentence; nothing here decides anything.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ...schema.case import Case
from ...schema.convention import Agreement, Convention, Programme
from ...schema.facts import Facts
from ...schema.unit import Unit
from ..agreements.to_judge import load_convention_to_judge, load_programme_to_judge
from ..definitions.lint import is_national
from ..definitions.programme import national_convention, national_registry
from ..definitions.registry import Registry
from ..definitions.rulebook import Rulebook
from ..definitions.yaml_source import read_yaml
from .facts import facts_of


@dataclass(frozen=True)
class Defaults:
    """What a case starts from.

    Attributes:
        convention: The default convention; `data` is the same as written.
        registry: The units of the default convention.
        programme: The national programme as written, where the rulebook has one.
        national: The rules judged under the programme.
    """

    convention: Convention
    data: Mapping[str, Any]
    registry: Registry
    programme: Mapping[str, Any] | None
    national: frozenset[str]


class Expanded(NamedTuple):
    """Everything a run needs to judge a case.

    Attributes:
        convention: The convention, or the programme as one.
        programme: For national rules, the programme; `members` are the conventions given to it.
    """

    convention: Convention
    registry: Registry
    facts: Facts
    rule: str
    as_of: dt.date
    known_at: dt.date | None
    programme: Programme | None = None
    members: tuple[tuple[Convention, Registry], ...] = ()


def load_defaults(rulebook: Rulebook) -> Defaults:
    """The default convention of the rulebook and its programme, which cases override key by key."""
    path, national = rulebook.convention_path, rulebook.programme_path
    convention, registry = load_convention_to_judge(path, rulebook)
    if national.exists():
        load_programme_to_judge(national, rulebook)
    return Defaults(
        convention,
        read_yaml(path).data,
        registry,
        read_yaml(national).data if national.exists() else None,
        frozenset(rule.id for _, rule in rulebook.rules() if is_national(rule)),
    )


def merged(data: Mapping[str, Any], overrides: Mapping[str, Any]) -> dict[str, Any]:
    """An agreement's data with overrides: parameters and readings by name, anything else whole."""
    result = {**data, **overrides}
    for key in ("parameters", "readings"):
        if isinstance(overrides.get(key), Mapping):
            result[key] = {**data.get(key, {}), **overrides[key]}
    return result


def agreement_of(rule: str, overrides: Mapping[str, Any], defaults: Defaults) -> Agreement:
    """The convention that judges a rule, or the programme; with overrides that must have been checked."""
    if rule in defaults.national and defaults.programme is not None:
        return Programme.model_validate(merged(defaults.programme, overrides))
    return Convention.model_validate(merged(defaults.data, overrides)) if overrides else defaults.convention


def place_of(rule: str, overrides: Mapping[str, Any], defaults: Defaults) -> str:
    """Where events happen that name no unit: at the region, or the nation."""
    national = rule in defaults.national and defaults.programme is not None
    default = defaults.programme["nation"] if national and defaults.programme else defaults.convention.region
    return str(overrides.get("nation" if national else "region", default))


def expand(case: Case, defaults: Defaults) -> Expanded:
    """The case spelled out; the case must have been checked."""
    agreement = agreement_of(case.rule, case.convention, defaults)
    if isinstance(agreement, Programme):
        return _national(case, agreement, defaults)
    assert isinstance(agreement, Convention)
    registry = region_registry(case, agreement.region, defaults)
    facts = facts_of(case, agreement.region)
    return Expanded(agreement, registry, facts, case.rule, case.as_of, case.known_at)


def region_registry(case: Case, region: str, defaults: Defaults) -> Registry:
    """The units of a case, or the default ones; the region is always among them."""
    known = defaults.registry.get(region)
    if not case.units:
        if known is not None:
            return defaults.registry
        return Registry([Unit(code=region, kind="region"), *defaults.registry.units])
    units = [_under(unit, region) for unit in case.units]
    if all(unit.code != region for unit in units):
        units.append((known or Unit(code=region, kind="region")).model_copy(update={"parent": None}))
    return Registry(units)


def _under(unit: Unit, parent: str) -> Unit:
    if unit.parent is not None or unit.code == parent or unit.kind == "nation":
        return unit
    return unit.model_copy(update={"parent": parent})


def _national(case: Case, programme: Programme, defaults: Defaults) -> Expanded:
    """The first member given has all units of the case, because only the nation is judged."""
    registry = nation_registry(case, programme, defaults)
    given = [name for name in programme.members if name not in case.absent]
    conventions = [defaults.convention.model_copy(update={"convention": name}) for name in given]
    registries = [registry, *(Registry(()) for _ in given[1:])]
    return Expanded(
        national_convention(programme, conventions),
        registry,
        facts_of(case, programme.nation),
        case.rule,
        case.as_of,
        case.known_at,
        programme,
        tuple(zip(conventions, registries, strict=True)),
    )


def nation_registry(case: Case, programme: Programme, defaults: Defaults) -> Registry:
    """The units of a case, or the default ones, under the nation; those of the only region are under it."""
    if not case.units:
        return national_registry(programme, [defaults.registry])
    regions = [unit.code for unit in case.units if unit.kind == "region"]
    parent = regions[0] if len(regions) == 1 else programme.nation
    units = [unit if unit.kind == "region" else _under(unit, parent) for unit in case.units]
    return national_registry(programme, [Registry(units)])
