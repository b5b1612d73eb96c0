# SPDX-License-Identifier: EUPL-1.2
"""What is judged: one convention or the programme, with everything its verdicts depend on besides facts and rules."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from ...schema.convention import Convention, Interval, Programme
from ...schema.rule import Objective, Rule
from ..definitions.programme import national_convention, national_registry
from ..definitions.registry import Registry
from ..definitions.rulebook import Rulebook
from ..intake.fact_tables import FactTables
from ..tallies.reporting import reporting_members, reporting_units
from ..verdicts.part import Part
from ..verdicts.run import Options, Verdicts, judge, judge_programme

PROGRAM = Path(__file__).resolve().parents[2]
_DECIDING = ("impegni", "duckdb", "durable_rules", "numpy", "pandas")
"""Packages, this one first, whose other versions may find otherwise."""


class JudgePart(Protocol):
    """Judges facts, or a part of them."""

    def __call__(self, facts: FactTables, options: Options, part: Part | None = None) -> Verdicts:
        """The verdicts."""


@dataclass(frozen=True)
class Judged:
    """One convention, or the programme over several.

    Attributes:
        owing: The units that report, each with the term of the convention it reports under.
        judge: Judges facts, or a part of them.
        written: Its definitions but the rules, as text.
    """

    name: str
    rulebook: Rulebook
    convention: Convention
    registry: Registry
    owing: Mapping[str, Interval]
    judge: JudgePart
    written: str
    national: bool = False

    def in_scope(self, out_of_scope: Sequence[tuple[str, str]]) -> Iterator[tuple[Objective, Rule]]:
        """The rules judged, in order, where those out of scope are known."""
        outside = {rule for rule, _ in out_of_scope}
        for objective, rule in self.rulebook.rules():
            if rule.id not in outside and (not self.national or "nation" in rule.for_each.kind):
                yield objective, rule

    def key(self, options: Options) -> str:
        """The digest of everything but the facts and the rules, which are looked at one by one."""
        asked = [self.name, self.written, options.as_of, options.known_at, sorted(options.readings.items())]
        return _digest([*map(str, asked), self.rulebook.vocabulary.model_dump_json(), program()])


def convention_judged(rulebook: Rulebook, convention: Convention, registry: Registry) -> Judged:
    """A convention, with its own rules."""

    def judged(facts: FactTables, options: Options, part: Part | None = None) -> Verdicts:
        return judge(rulebook, convention, registry, facts, options, part)

    owing, written = reporting_units(convention, registry), _written(convention, registry)
    return Judged(convention.convention, rulebook, convention, registry, owing, judged, written)


def programme_judged(
    rulebook: Rulebook, programme: Programme, members: Sequence[tuple[Convention, Registry]]
) -> Judged:
    """The programme, with the rules of the nation."""

    def judged(facts: FactTables, options: Options, part: Part | None = None) -> Verdicts:
        return judge_programme(rulebook, programme, members, facts, options, part)

    written = "\n".join([programme.model_dump_json(), *(_written(*member) for member in members)])
    return Judged(
        programme.programme,
        rulebook,
        national_convention(programme, [convention for convention, _ in members]),
        national_registry(programme, [registry for _, registry in members]),
        reporting_members(members),
        judged,
        written,
        national=True,
    )


def rule_digest(objective: Objective, rule: Rule) -> str:
    """The digest of all that a rule says."""
    return _digest([objective.objective, rule.model_dump_json()])


@cache
def program() -> str:
    """The digest of what judges: this program's files, as far as their sizes and times tell, and what it builds on."""
    files = sorted(each for part in ("engine", "schema") for each in (PROGRAM / part).rglob("*.py"))
    stats = [f"{file.relative_to(PROGRAM)} {(s := file.stat()).st_size} {s.st_mtime_ns}" for file in files]
    return _digest([*(f"{name} {version(name)}" for name in _DECIDING), *stats])


def _written(convention: Convention, registry: Registry) -> str:
    units = "\n".join(unit.model_dump_json() for unit in registry.units)
    return f"{convention.model_dump_json()}\n{units}"


def _digest(texts: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(texts, ensure_ascii=True).encode()).hexdigest()
