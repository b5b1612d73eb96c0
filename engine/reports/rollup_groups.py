# SPDX-License-Identifier: EUPL-1.2
"""Roll-ups as facts: the duties of a run by objective, line, theme, specific objective, subgroup and party."""

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from ...schema.rollup import Rollup, Standing, States
from ..definitions.rulebook import natural
from ..verdicts.run import Verdicts
from .rollups import DutyStanding, counts, duties_of

By = Literal["objective", "line", "theme", "specific_objective", "subgroup", "party"]

OVERLAPPING = frozenset({"theme", "specific_objective", "party"})


def rollups(verdicts: Verdicts) -> tuple[Rollup, ...]:
    """One fact for each group that has a duty in the run, kind of group by kind of group."""
    return rollups_of(duties_of(verdicts), verdicts)


def rollups_of(duties: Sequence[DutyStanding], verdicts: Verdicts) -> tuple[Rollup, ...]:
    """The same of duties that are known, whatever part of the run its table holds."""
    return tuple(rollup for by in get_args(By) for rollup in _grouped(by, duties, verdicts))


def _grouped(by: By, duties: Sequence[DutyStanding], verdicts: Verdicts) -> Iterator[Rollup]:
    groups: dict[str, list[DutyStanding]] = {}
    for duty in duties:
        for key in dict.fromkeys(_keys(by, duty)):
            groups.setdefault(key, []).append(duty)
    for key in sorted(groups, key=natural):
        mine = groups[key]
        yield Rollup(
            convention=verdicts.convention.convention,
            by=by,
            key=key,
            objectives=tuple(dict.fromkeys(duty.objective.objective for duty in mine)),
            overlaps=by in OVERLAPPING,
            quantified=standing([duty for duty in mine if duty.rule.form != "documentary"]),
            documentary=standing([duty for duty in mine if duty.rule.form == "documentary"]),
            as_of=verdicts.options.as_of,
            known_at=verdicts.options.known_at,
        )


def _keys(by: By, duty: DutyStanding) -> Iterator[str]:
    objective = duty.objective
    if by == "objective":
        yield objective.objective
    elif by == "line" and objective.line is not None:
        yield str(objective.line)
    elif by == "subgroup" and objective.subgroup is not None:
        yield objective.subgroup
    elif by == "party":
        yield from duty.rule.owed_by
    elif by == "theme":
        yield from (f"OT{theme.ot}" for theme in objective.themes)
    elif by == "specific_objective":
        for theme in objective.themes:
            yield from (f"OT{theme.ot}.{number}" for number in theme.specific_objectives)


def standing(duties: Sequence[DutyStanding]) -> Standing:
    """Duties by state and kept of those due, and beside them unit-windows kept of those due."""
    return Standing(
        duties=States(**counts(duties)),
        duties_due=sum(duty.due > 0 for duty in duties),
        duties_kept=sum(duty.is_kept for duty in duties),
        goals_not_reached=sum(duty.missed_goal for duty in duties),
        at_risk=sum(duty.at_risk > 0 for duty in duties),
        due=sum(duty.due for duty in duties),
        kept=sum(duty.kept for duty in duties),
    )
