# SPDX-License-Identifier: EUPL-1.2
"""Compositions: what follows from the verdicts of the members."""

from typing import Any

from impegni.schema.rule import Rule
from impegni.schema.verdict import Reason, Verdict

from .duty import Owed
from .verdict import not_owed, verdict
from .waiting import by_month


def composed_verdict(owed: Owed, members: list[Verdict]) -> Verdict:
    """The verdict of a composition, with the number of members wanted and attained."""
    left = [each for each in members if each.kind not in ("not_applicable", "suspended")]
    wanted = _wanted(owed.rule, len(left))
    attained = sum(each.kind == "attainment" for each in left)
    fields = not_owed(owed) or _decide(left, wanted)
    missing = by_month({line for each in members for line in each.incomplete})
    due = max(each.due for each in members)
    fields |= {"measure": "composition", "threshold": wanted, "incomplete": missing}
    return verdict(owed, [], observed=attained, required=wanted, due=due, **fields)


def _wanted(rule: Rule, left: int) -> int:
    if rule.at_least_of is not None:
        return rule.at_least_of.n
    return 1 if rule.any_of else left


def _decide(left: list[Verdict], wanted: int) -> dict[str, Any]:
    kinds = [each.kind for each in left]
    if not left or len(left) < wanted:
        return {"kind": "not_applicable", "reason": Reason(code="no_members")}
    if kinds.count("attainment") >= wanted:
        return {"kind": "attainment"}
    if len(kinds) - kinds.count("violation") < wanted:
        return {"kind": "violation"}
    if "pending" in kinds:
        return {"kind": "pending"}
    reasons = [each.reason for each in left if each.kind == "not_evaluable" and each.reason is not None]
    parts = {part for reason in reasons if reason.object for part in reason.object.split(", ")}
    reason = Reason(code=reasons[0].code, object=", ".join(by_month(parts)) or None)
    return {"kind": "not_evaluable", "reason": reason}
