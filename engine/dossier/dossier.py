# SPDX-License-Identifier: EUPL-1.2
"""The dossier of a meeting, made from the verdicts of a run; what renders it only words it."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...schema.change import Change
from ...schema.convention import Convention
from ...schema.dossier import Dossier, DutyPart, ObjectivePart, UnitPart
from ...schema.finding import Finding
from ..agenda.asks import asks
from ..definitions.registry import Registry
from ..reports.rollup_groups import rollups, standing
from ..reports.rollups import STATES, DutyStanding, duties_of
from ..served.shared import shared_events
from ..verdicts.escalations import escalations
from ..verdicts.replies import replies_to
from ..verdicts.run import Verdicts
from ..verdicts.verdict_rows import rows_of
from ..words.agreements import stated_assumptions
from .broken import broken_duties
from .findings import findings, worst_first
from .other_readings import Judge, reading_parts
from .pace import pace


@dataclass(frozen=True)
class Material:
    """What a dossier is made from.

    Attributes:
        judge: Judges the same facts with other options, for the other readings.
        senders: Who sent the latest submission of each unit.
        since: The day the changes count from.
        public: The verdicts are fit to be published.
        head: That of the log of the archive, if there is one.
    """

    verdicts: Verdicts
    registry: Registry
    judge: Judge
    senders: Mapping[str, str]
    since: dt.date | None = None
    changes: Sequence[Change] = ()
    public: bool = False
    head: str | None = None


def dossier(material: Material) -> Dossier:
    """Everything the meeting is told, with no word of any language but the titles of the definitions."""
    verdicts, convention = material.verdicts, material.verdicts.convention
    duties = duties_of(verdicts)
    parts = tuple(_duty_part(verdicts, duty) for duty in duties)
    quantified = [duty for duty in duties if duty.rule.form != "documentary"]
    documentary = [duty for duty in duties if duty.rule.form == "documentary"]
    return Dossier(
        convention=convention.convention,
        title=convention.title,
        region=convention.region,
        term_start=convention.term.start,
        term_end=convention.term.end,
        meeting=verdicts.options.as_of,
        known_at=verdicts.options.known_at,
        since=material.since,
        public=material.public,
        complete=verdicts.complete,
        rulebook=verdicts.rulebook.digest,
        agreement=agreement_digest(convention),
        head=material.head,
        only=tuple(sorted(verdicts.options.objectives or ())),
        quantified=standing(quantified),
        documentary=standing(documentary),
        rollups=rollups(verdicts),
        objectives=tuple(_objectives(duties)),
        units=_units(parts, material.registry),
        assumptions=stated_assumptions(convention),
        readings=reading_parts(verdicts, material.judge),
        out_of_scope=verdicts.out_of_scope,
        changes=tuple(material.changes),
        duties=parts,
        **_lists(material, parts),
    )


def _lists(material: Material, parts: Sequence[DutyPart]) -> dict[str, Any]:
    """What the front page lists: documentary duties apart, so that they bury nothing."""
    verdicts = material.verdicts
    found = [
        one for part in parts if part.form != "documentary" for one in part.findings if not one.component
    ]
    plain = [
        one for part in parts if part.form == "documentary" for one in part.findings if not one.component
    ]
    every = found + plain
    runs = escalations(verdicts)
    replies = replies_to(verdicts)
    wrong = [one for one in found if one.kind == "violation"]
    paces = [pace(one, verdicts, material.registry) for one in every if one.at_risk]
    senders = {} if material.public else dict(material.senders)
    return {
        "broken": broken_duties(parts, material.changes, verdicts),
        "violations": worst_first([one for one in wrong if one.modality != "goal"], runs),
        "missed_goals": tuple(one for one in wrong if one.modality == "goal"),
        "undocumented": tuple(one for one in plain if one.kind == "violation"),
        "at_risk": tuple(sorted(paces, key=lambda one: (one.last_day, one.finding.rule, one.finding.unit))),
        "not_evaluable": tuple(one for one in every if one.kind == "not_evaluable"),
        "asks": asks(verdicts, senders),
        "shared": () if material.public else shared_events(verdicts, material.registry),
        "replies": tuple(one for several in replies.of.values() for one in several),
        "replies_astray": replies.astray,
        "escalations": tuple(sorted(runs, key=lambda run: (-run.length, run.rule, run.unit))),
    }


def _duty_part(verdicts: Verdicts, duty: DutyStanding) -> DutyPart:
    rule = duty.rule
    return DutyPart(
        rule=rule.id,
        objective=duty.objective.objective,
        title=rule.title,
        clauses=rule.clauses,
        modality=rule.modality,
        owed_by=rule.owed_by,
        form=rule.form,
        per=rule.per,
        state=duty.state,
        missed_goal=duty.missed_goal,
        counts={state: duty.kinds[state] for state in STATES},
        due=duty.due,
        kept=duty.kept,
        at_risk=duty.at_risk,
        findings=findings(verdicts, duty.rows) + _components(verdicts, duty),
    )


def _components(verdicts: Verdicts, duty: DutyStanding) -> tuple[Finding, ...]:
    if not duty.rule.members:
        return ()
    frame, ids = verdicts.frame, [member.id for member in duty.rule.members]
    rows = frame[frame["rule"].isin(ids) & (frame["role"] == "component")]
    return findings(verdicts, rows_of(rows))


def _objectives(duties: Sequence[DutyStanding]) -> Iterator[ObjectivePart]:
    named = {duty.objective.objective: duty.objective for duty in duties}
    for one in named.values():
        yield ObjectivePart(objective=one.objective, title=one.title, line=one.line, subgroup=one.subgroup)


def _units(parts: Sequence[DutyPart], registry: Registry) -> tuple[UnitPart, ...]:
    """Every unit with a verdict, in the order of kinds and codes."""
    mine: dict[str, list[Finding]] = {}
    for part in parts:
        for one in part.findings:
            if not one.component:
                mine.setdefault(one.unit, []).append(one)
    units = [_unit(code, found, registry) for code, found in mine.items()]
    return tuple(sorted(units, key=lambda unit: (unit.unit_kind, unit.unit)))


def _unit(code: str, found: Sequence[Finding], registry: Registry) -> UnitPart:
    unit = registry.get(code)
    kinds = Counter(str(one.kind) for one in found)
    missed = sum(one.kind == "violation" and one.modality == "goal" for one in found)
    return UnitPart(
        unit=code,
        name=unit.name if unit is not None and unit.name else code,
        unit_kind=found[0].unit_kind,
        parent=unit.parent if unit is not None else None,
        counts={state: kinds[state] for state in STATES},
        missed_goals=missed,
        at_risk=sum(one.at_risk for one in found),
    )


def agreement_digest(convention: Convention) -> str:
    """SHA-256 of what the convention says, layout and comments apart."""
    text = json.dumps(convention.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
