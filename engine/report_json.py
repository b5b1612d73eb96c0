# SPDX-License-Identifier: EUPL-1.2
"""Verdicts for other programs: one JSON object, or one verdict a line."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from .rollups import Duty, counts, duties_of
from .run import Verdicts


def json_report(verdicts: Verdicts) -> dict[str, Any]:
    """The run as one object: what was asked, how it stands, every verdict."""
    options = verdicts.options
    return {
        "convention": verdicts.convention.convention,
        "as_of": options.as_of.isoformat(),
        "known_at": options.known_at.isoformat() if options.known_at else None,
        "complete": verdicts.complete,
        "rulebook": verdicts.rulebook.digest,
        "readings": {**verdicts.convention.readings, **options.readings},
        "counts": summary(verdicts),
        "out_of_scope": [{"rule": rule, "reason": reason} for rule, reason in verdicts.out_of_scope],
        "verdicts": [verdict.model_dump(mode="json") for verdict in verdicts.models()],
    }


def summary(verdicts: Verdicts) -> dict[str, Any]:
    """Counts of the run: verdicts by kind, duties by state, deadlines kept, objective by objective."""
    duties = duties_of(verdicts)
    quantified = [duty for duty in duties if duty.rule.form != "documentary"]
    objectives = dict.fromkeys(duty.objective.objective for duty in duties)
    return {
        "verdicts": dict(sorted(Counter(verdicts.frame.get("kind", ())).items())),
        "duties": counts(quantified),
        "goals_not_reached": sum(duty.missed_goal for duty in duties),
        "documentary": counts(duty for duty in duties if duty.rule.form == "documentary"),
        "deadlines": _deadlines(quantified),
        "at_risk": sum(duty.at_risk for duty in duties),
        "objectives": {name: _objective(name, quantified) for name in objectives},
    }


def _objective(name: str, duties: list[Duty]) -> dict[str, Any]:
    mine = [duty for duty in duties if duty.objective.objective == name]
    return {"duties": counts(mine), "deadlines": _deadlines(mine)}


def _deadlines(duties: list[Duty]) -> dict[str, int]:
    return {"due": sum(duty.due for duty in duties), "kept": sum(duty.kept for duty in duties)}


def json_text(value: Any) -> str:
    """JSON as it is written: readable, accents kept, a newline at the end."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def ndjson_lines(verdicts: Verdicts) -> Iterator[str]:
    """One verdict a line, each with its newline."""
    for verdict in verdicts.models():
        yield json.dumps(verdict.model_dump(mode="json"), ensure_ascii=False) + "\n"
