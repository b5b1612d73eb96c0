# SPDX-License-Identifier: EUPL-1.2
"""One rule judged on a few facts: region R with centres A and B, term 2018-01-17 to 2020-12-31."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from engine_runs import engine_run
from impegni.engine.verdicts.run import Verdicts
from impegni.schema.convention import Convention
from impegni.schema.facts import Event, Facts, Population, Submission
from impegni.schema.rule import Objective
from impegni.schema.unit import Unit
from impegni.schema.verdict import Verdict
from impegni.schema.vocabulary import Vocabulary
from strategies import TITLE, VOCABULARY

REGION = {"code": "R", "kind": "region"}
UNITS: tuple[dict[str, Any], ...] = (
    REGION,
    {"code": "A", "kind": "cpi", "parent": "R"},
    {"code": "B", "kind": "cpi", "parent": "R"},
)
AGREEMENT: dict[str, Any] = {
    "convention": "small", "title": TITLE, "region": "R", "units": "units.csv",
    "term": {"from": dt.date(2018, 1, 17), "to": dt.date(2020, 12, 31)},
    "reporting": {"kinds": ["region", "cpi"], "due_days": 10},
}  # fmt: skip

Rows = Sequence[Mapping[str, Any]]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def run(
    rule: Mapping[str, Any],
    as_of: str,
    *,
    events: Rows = (),
    populations: Rows = (),
    submissions: Rows | None = None,
    units: Rows = UNITS,
    vocabulary: Vocabulary = VOCABULARY,
    **convention: Any,
) -> Verdicts:
    """What the engine makes of it; events without an id or unit are of A, in the order given."""
    written = {"id": "5.1.r1", "clauses": ["1"], "title": TITLE, "owed_by": "anpal_servizi", **rule}
    objective = Objective.model_validate({"objective": "5.1", "title": TITLE, "rules": [written]})
    agreement = Convention.model_validate(AGREEMENT | convention)
    named = [{"event_id": f"e{n}", "unit": "A", "event": "session", **row} for n, row in enumerate(events, 1)]
    facts = Facts(
        events=tuple(Event.model_validate(row, strict=False) for row in named),
        populations=tuple(
            Population.model_validate({"population": "people", "unit": "A", **row}, strict=False)
            for row in populations
        ),
        submissions=None
        if submissions is None
        else tuple(Submission.model_validate(row, strict=False) for row in submissions),
    )
    registry = [Unit.model_validate(row, strict=False) for row in units]
    return engine_run((objective,), vocabulary, agreement, registry, facts, day(as_of))


def verdicts(*asked: Any, **given: Any) -> dict[tuple[str, str], Verdict]:
    """The rule's own verdicts by unit and window."""
    return {
        (each.unit, each.window.label): each for each in run(*asked, **given).models() if each.role == "rule"
    }
