# SPDX-License-Identifier: EUPL-1.2
"""What was found, for other programs: one JSON object, or one fact a line."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from ...schema.base import Model
from ..verdicts.escalations import escalations
from ..verdicts.run import Verdicts
from .rollup_groups import rollups
from .rollups import DutyStanding, counts, duties_of

Facts = Literal["verdicts", "all"]
"""`all` adds the escalations and roll-ups to the verdicts."""


def json_report(verdicts: Verdicts, facts: Facts = "verdicts") -> dict[str, Any]:
    """The run as one object: what was asked, how it stands, every fact asked for."""
    options = verdicts.options
    report: dict[str, Any] = {
        "convention": verdicts.convention.convention,
        "as_of": options.as_of.isoformat(),
        "known_at": options.known_at.isoformat() if options.known_at else None,
        "complete": verdicts.complete,
        "rulebook": verdicts.rulebook.digest,
        "readings": {**verdicts.convention.readings, **options.readings},
        "counts": summary(verdicts),
        "out_of_scope": [{"rule": rule, "reason": reason} for rule, reason in verdicts.out_of_scope],
        "verdicts": [_plain(verdict) for verdict in verdicts.models()],
    }
    if facts == "all":
        report["escalations"] = [_plain(one) for one in escalations(verdicts)]
        report["rollups"] = [_plain(one) for one in rollups(verdicts)]
    return report


def _plain(fact: Model) -> dict[str, Any]:
    return fact.model_dump(mode="json")


def summary(verdicts: Verdicts) -> dict[str, Any]:
    """Counts of the run: verdicts by kind, duties by state and kept of those due; by objective and by party."""
    duties = duties_of(verdicts)
    quantified = [duty for duty in duties if duty.rule.form != "documentary"]
    objectives = dict.fromkeys(duty.objective.objective for duty in duties)
    return {
        "verdicts": dict(sorted(Counter(verdicts.frame.get("kind", ())).items())),
        "duties": counts(quantified),
        "goals_not_reached": sum(duty.missed_goal for duty in duties),
        "documentary": counts(duty for duty in duties if duty.rule.form == "documentary"),
        **_kept(quantified),
        "at_risk": sum(duty.at_risk for duty in duties),
        "objectives": {
            name: _group([duty for duty in quantified if duty.objective.objective == name])
            for name in objectives
        },
        "parties": {
            party: _group([duty for duty in quantified if party in duty.rule.owed_by])
            for party in dict.fromkeys(party for duty in duties for party in duty.rule.owed_by)
        },
    }


def _group(duties: list[DutyStanding]) -> dict[str, Any]:
    return {"duties": counts(duties), **_kept(duties)}


def _kept(duties: list[DutyStanding]) -> dict[str, dict[str, int]]:
    """Duties, and the deadlines of single units and windows: how many are due, and how many of them kept."""
    return {
        "duties_kept": {
            "due": sum(duty.due > 0 for duty in duties),
            "kept": sum(duty.is_kept for duty in duties),
        },
        "deadlines": {"due": sum(duty.due for duty in duties), "kept": sum(duty.kept for duty in duties)},
    }


def json_text(value: Any) -> str:
    """JSON as it is written: readable, accents kept, a newline at the end."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def ndjson_lines(verdicts: Verdicts, facts: Facts = "verdicts") -> Iterator[str]:
    """One fact a line, each with its newline; what kind of fact it is, unless there are verdicts alone."""
    for verdict in verdicts.models():
        yield _line(_plain(verdict) if facts == "verdicts" else {"fact": "verdict", **_plain(verdict)})
    if facts == "all":
        yield from (_line({"fact": "escalation", **_plain(one)}) for one in escalations(verdicts))
        yield from (_line({"fact": "rollup", **_plain(one)}) for one in rollups(verdicts))


def _line(fact: dict[str, Any]) -> str:
    return json.dumps(fact, ensure_ascii=False) + "\n"
