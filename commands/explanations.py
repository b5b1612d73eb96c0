# SPDX-License-Identifier: EUPL-1.2
"""Explanations: which verdict is asked for, and why there is none where there is none."""

from collections.abc import Sequence
from dataclasses import replace

from ..engine.definitions.wording import choose
from ..engine.explain.explanation import explain
from ..engine.intake.findings import ReadFile
from ..engine.reports.explanation_public import public_explanation
from ..engine.reports.page import Page
from ..engine.reports.public import public
from ..schema.errors import UsageError
from ..schema.explanation import Explanation
from .setting import Setting

OUTSIDE = {
    "reading": "the convention selects another reading; choose this one with --reading",
    "national": "it is national; give the programme with --programme",
    "no_submissions": "no submissions were given; name a file of them beside the events",
}


def judged_rule(rule: str, setting: Setting) -> str:
    """The rule that has to be judged for a rule or a part of one.

    Raises:
        UsageError: There is no such rule.
    """
    parts = {rule.id: rule.id for _, rule in setting.rulebook.rules()}
    parts |= {member.id: rule.id for _, rule in setting.rulebook.rules() for member in rule.members}
    if rule not in parts:
        raise UsageError([f"RULE: {choose(rule, list(parts))}"])
    return parts[rule]


def explained(
    pages: Sequence[Page], rule: str, unit: str, window: str, files: Sequence[ReadFile], published: bool
) -> tuple[Page, Explanation]:
    """The explanation of one verdict, and the page it is told on.

    Args:
        published: Withhold what would tell who single persons are.

    Raises:
        UsageError: There is no such verdict, and why.
    """
    for page in pages:
        frame = page.verdicts.frame
        mine = frame[(frame["rule"] == rule) & (frame["unit"] == unit)] if len(frame) else frame
        if len(mine) and (mine["window"] == window).any():
            told = explain(page.verdicts, rule, unit, window, files)
            if not published:
                return page, told
            shown = replace(page, verdicts=public(page.verdicts))
            return shown, public_explanation(told, shown.verdicts)
    raise UsageError([_absent(pages, rule, unit, window)])


def _absent(pages: Sequence[Page], rule: str, unit: str, window: str) -> str:
    """Why there is no such verdict: the rule is out of scope, the unit is not judged, the window is none of it."""
    frames = [page.verdicts.frame for page in pages if len(page.verdicts.frame)]
    judged = [frame[frame["rule"] == rule] for frame in frames]
    if not any(map(len, judged)):
        return f"RULE: {rule} is not judged in this run: {_outside(pages, rule)}"
    units = sorted({code for frame in judged for code in frame["unit"].tolist()})
    if unit not in units:
        return f"--unit: {rule} does not judge this unit: {choose(unit, units)}"
    windows = [label for frame in judged for label in frame[frame["unit"] == unit]["window"].tolist()]
    return f"--window: {choose(window, windows)}"


def _outside(pages: Sequence[Page], rule: str) -> str:
    """Why a rule, or the whole it is a part of, has no verdict in the run."""
    outside = dict(each for page in pages for each in page.verdicts.out_of_scope)
    rules = [each for page in pages for _, each in page.verdicts.rulebook.rules()]
    whole = next((each.id for each in rules if rule in [member.id for member in each.members]), rule)
    if whole in outside:
        return OUTSIDE[outside[whole]]
    if whole != rule and any((page.verdicts.frame["rule"] == whole).any() for page in pages):
        return f"nothing is of the kind it asks for; explain the whole, {whole}"
    return "none of its windows has begun by --as-of"
