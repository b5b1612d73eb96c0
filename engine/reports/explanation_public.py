# SPDX-License-Identifier: EUPL-1.2
"""Explanations fit to be published: no number of persons, and nothing that names a person or a firm."""

from ...schema.explanation import Explanation, MemberVerdict, NearMiss
from ...schema.verdict import WITHHELD, Verdict
from ..explain.subject import verdict_at
from ..verdicts.replies import replies_to
from ..verdicts.run import Verdicts
from .public import tells_persons

PERSONAL = frozenset({"person", "participants", "invited", "case"})
"""The columns whose content may tell of few persons."""

_NO_PERSONS: dict[str, object] = {
    "counted": (), "counted_more": 0, "near": (), "near_more": 0, "unreached": (), "left_out": (), "left_out_count": 0,
    "surplus": None, "turn": None,
}  # fmt: skip
"""Each event of a duty that tells of persons may tell of one, and so may a small difference: none is shown."""


def public_explanation(told: Explanation, verdicts: Verdicts) -> Explanation:
    """The same explanation with what must not be published left out.

    Args:
        verdicts: Those of the run, fit to be published.
    """
    verdict = told.verdict
    shown = verdict_at(verdicts, verdict.rule, verdict.unit, verdict.window.label)
    changes: dict[str, object] = {
        "verdict": shown,
        "derivation": told.derivation.model_copy(
            update={"population": shown.population, "required": shown.required}
        ),
        "members": tuple(_member(each, verdicts, verdict) for each in told.members),
        "replies": replies_to(verdicts).of.get((verdict.rule, verdict.unit, verdict.window.label), ()),
    } | (
        _NO_PERSONS
        if tells_persons(verdicts.duties[verdict.rule], verdicts.rulebook.vocabulary)
        else _nameless(told)
    )
    if WITHHELD in shown.flags:
        changes |= {"unreached_count": 0, "missing": _uncounted(told)}
    return told.model_copy(update=changes)


def _member(member: MemberVerdict, verdicts: Verdicts, whole: Verdict) -> MemberVerdict:
    shown = verdict_at(verdicts, member.rule, whole.unit, whole.window.label)
    return member.model_copy(update={"required": shown.required, "observed": shown.observed})


def _nameless(told: Explanation) -> dict[str, object]:
    """The events, without the firms counted, and without those that failed by what persons they name."""
    near = tuple(each for each in told.near if not _personal(each))
    return {
        "counted": tuple(each.model_copy(update={"values": ()}) for each in told.counted),
        "near": near,
        "near_more": told.near_more + len(told.near) - len(near),
    }


def _personal(near: NearMiss) -> bool:
    return near.column in PERSONAL or near.failed == "case"


def _uncounted(told: Explanation) -> object:
    """What is missing but for its number; None where that is all."""
    if told.missing is None:
        return None
    rest = told.missing.model_copy(update={"count": 0})
    return rest if rest.submissions or rest.population else None
