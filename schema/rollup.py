# SPDX-License-Identifier: EUPL-1.2
"""Roll-ups: duties counted by objective, line, theme, specific objective, subgroup or party."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from .base import Code, Identifier, Many, Model

Count = Annotated[int, Field(ge=0)]


class States(Model):
    """Duties by state: the first of these that occurs over the units and due windows of a rule."""

    violation: Count = 0
    not_evaluable: Count = 0
    pending: Count = 0
    attainment: Count = 0
    suspended: Count = 0
    not_applicable: Count = 0


class Standing(Model):
    """How some duties stand.

    Attributes:
        duties: Rules by state; a goal not reached counts as a violation here.
        duties_due: Rules with some unit and window past due that had something to judge.
        duties_kept: Those of `duties_due` whose state is attained.
        goals_not_reached: How many of the violations are goals.
        at_risk: Duties at risk in some unit and window.
        due: Units and windows past due that had something to judge.
        kept: Those of `due` that are attained.
    """

    duties: States
    duties_due: Count = 0
    duties_kept: Count = 0
    goals_not_reached: Count = 0
    at_risk: Count = 0
    due: Count = 0
    kept: Count = 0


class Rollup(Model):
    """The duties of one group; not a verdict.

    Attributes:
        key: `5.1`, `5`, `OT8`, `OT8.1` (a specific objective under its theme), or the code of the subgroup or party.
        objectives: The objectives in the group that have a duty in the run.
        overlaps: Groups of this kind share duties: their figures must not be added up.
        quantified: Every duty but the documentary ones.
        documentary: Duties shown by a document, counted apart.
    """

    convention: Code
    by: Literal["objective", "line", "theme", "specific_objective", "subgroup", "party"]
    key: Identifier
    objectives: Many[Identifier]
    overlaps: bool
    quantified: Standing
    documentary: Standing
    as_of: dt.date
    known_at: dt.date | None = None
