# SPDX-License-Identifier: EUPL-1.2
"""What every verdict says beside its kind, and when nothing is asked at all."""

import datetime as dt
from typing import Any

from impegni.schema.rule import Duty, Rule
from impegni.schema.verdict import Reason, Verdict

from .duty import Owed, first_act
from .facts import Occurrence


def not_owed(owed: Owed) -> dict[str, Any] | None:
    """Why nothing is asked of the unit in this window, or None where something is."""
    if owed.heir is not None:
        return {"kind": "not_applicable", "reason": Reason(code="continued_in", object=owed.heir.code)}
    if owed.active:
        return None
    if not owed.unsuspended:
        return {"kind": "not_applicable", "reason": Reason(code="not_active")}
    return {"kind": "suspended", "reason": Reason(code="suspended", object=first_act(owed))}


def verdict(
    owed: Owed, events: list[Occurrence], *, observed: int, required: int | None, due: dt.date, **fields: Any
) -> Verdict:
    """A verdict with everything that follows from the tally and the kind."""
    world, rule, duty = owed.world, owed.rule, owed.duty
    idle = required is None or fields["kind"] in ("not_applicable", "suspended")
    left = None if idle or required is None else required - observed
    at_most = duty.comparator == "at_most"
    return Verdict(
        rule=duty.id,
        unit=owed.unit.code,
        unit_kind=owed.unit.kind,
        window=owed.window,
        observed=observed,
        required=required,
        active_days=len(owed.active),
        window_days=(owed.window.end - owed.window.start).days + 1,
        due=due,
        role="rule" if duty is rule else "component",
        clauses=rule.clauses,
        modality=rule.modality,
        owed_by=rule.owed_by,
        reading=rule.reading,
        convention=world.convention.convention,
        shortfall=None if left is None or at_most else max(0, left),
        headroom=left if at_most else None,
        progress=None if idle or not required else 100 * observed // required,
        as_of=world.as_of,
        known_at=world.known_at,
        at_risk=fields["kind"] == "pending" and _has_pace(duty) and _behind(owed, observed, required),
        evidence=tuple(event.id for event in events[:20]),
        evidence_more=max(0, len(events) - 20),
        **fields,
    )


def _has_pace(duty: Duty) -> bool:
    """Whether the duty asks for at least an amount."""
    composed = isinstance(duty, Rule) and bool(duty.members)
    return duty.comparator == "at_least" and not (composed or duty.order or duty.response)


def _behind(owed: Owed, seen: int, required: int | None) -> bool:
    """More than a tenth behind the pace; where one is asked, nothing done and the last day near."""
    if not required:
        return False
    if required == 1:
        warn = owed.world.convention.warn_days if owed.rule.warn_days is None else owed.rule.warn_days
        return seen == 0 and (owed.last - owed.world.as_of).days <= warn
    elapsed = sum(day <= owed.world.as_of for day in owed.active)
    whole = len(owed.active)
    return 10 * seen * whole < 10 * required * elapsed - required * whole
