# SPDX-License-Identifier: EUPL-1.2
"""What verdicts are called, and why they are what they are."""

from collections.abc import Collection

from ..language.catalogue import mark, mark_plural
from ..language.words import Words

STATES = {
    "attainment": mark("kept"),
    "violation": mark("violated"),
    "pending": mark("pending"),
    "not_evaluable": mark("not evaluable"),
    "not_applicable": mark("not applicable"),
    "suspended": mark("suspended"),
    "missed_goal": mark("not reached"),
}

COUNTED = {
    "attainment": mark_plural("{count} kept", "{count} kept"),
    "violation": mark_plural("{count} violated", "{count} violated"),
    "pending": mark_plural("{count} pending", "{count} pending"),
    "at_risk": mark_plural("{count} at risk", "{count} at risk"),
    "escalation": mark_plural("{count} run of violations", "{count} runs of violations"),
    "not_evaluable": mark_plural("{count} not evaluable", "{count} not evaluable"),
    "not_applicable": mark_plural("{count} not applicable", "{count} not applicable"),
    "suspended": mark_plural("{count} suspended", "{count} suspended"),
    "missed_goal": mark_plural("{count} goal not reached", "{count} goals not reached"),
}

MODALITIES = {
    "obligation": mark("obligation"),
    "goal": mark("goal"),
    "conditional": mark("conditional obligation"),
    "permission": mark("permission"),
}

REASONS = {
    "short_window": mark("window too short"),
    "not_active": mark("not due then"),
    "lapsed": mark("no longer due: what it depended on ended before"),
    "no_unit": mark("no such unit"),
    "continued_in": mark("continued by another unit"),
    "suspended": mark("suspended"),
    "missing_submissions": mark("submissions missing"),
    "missing_conventions": mark("conventions missing"),
    "no_population": mark("no population figure"),
    "stale_population": mark("population figure too old"),
    "empty_population": mark("nobody to reach"),
    "unused": mark("not used"),
    "no_members": mark("no part of it applies"),
    "no_follower": mark("nothing to put in order"),
    "no_trigger": mark("nothing to answer"),
}

UNLISTED = "reached_without_population"

FLAGS = {
    "declared": mark("decided by a declared figure, because the events given cannot decide"),
    "late": mark("received too late"),
    "exceeds_population": mark("more were reached than the population has"),
    UNLISTED: mark("people were reached, but the unit has sent no population"),
    "withheld": mark("figures not published: they would tell of persons"),
}

OUT_OF_SCOPE = {
    "reading": mark("the convention selects another reading"),
    "national": mark("national: judged only with the programme file"),
    "no_submissions": mark("no submissions were given, and bare files count as complete"),
}
"""Why a rule has no verdict in a run."""


def state_code(kind: str, modality: str) -> str:
    """The state a verdict is worded with: a goal that was missed is not violated."""
    return "missed_goal" if kind == "violation" and modality == "goal" else kind


def state_word(code: str, words: Words) -> str:
    """A state, or that what is pending is at risk."""
    return words.text("at risk") if code == "at_risk" else words.marked(STATES[code])


def reason_said(code: str, flags: Collection[str], words: Words) -> str:
    """A reason in words; who was reached at a unit that names nobody was there to be reached."""
    if code == "empty_population" and UNLISTED in flags:
        return words.marked(FLAGS[UNLISTED])
    return words.marked(REASONS[code])
