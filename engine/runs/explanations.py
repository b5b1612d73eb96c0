# SPDX-License-Identifier: EUPL-1.2
"""Explanations: which verdict is asked for, and why there is none where there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...schema.errors import UsageError
from ...schema.explanation import Explanation
from ..explain.explanation import explain
from ..intake.findings import ReadFile
from ..language.catalogue import Message, mark
from ..language.reader import reader
from ..language.words import Words
from ..reports.explanation_public import public_explanation
from ..reports.page import Page
from ..reports.public import public
from .meant import meant_window, not_among
from .setting import Setting

OUTSIDE: Mapping[str, Message] = {
    "reading": mark("the convention selects another reading; choose this one with --reading"),
    "national": mark("it is national; give the programme with --programme"),
    "no_submissions": mark("no submissions were given; name a file of them beside the events"),
}


def judged_rule(rule: str, setting: Setting) -> str:
    """The rule that has to be judged for a rule or a part of one.

    Raises:
        UsageError: There is no such rule.
    """
    parts = {rule.id: rule.id for _, rule in setting.rulebook.rules()}
    parts |= {member.id: rule.id for _, rule in setting.rulebook.rules() for member in rule.members}
    if rule not in parts:
        raise UsageError([f"RULE: {not_among(rule, list(parts))}"])
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
        if len(mine):
            label = meant_window(window, dict(zip(mine["window"], mine["start"], strict=True)))
            told = explain(page.verdicts, rule, unit, label, files)
            if not published:
                return page, told
            shown = replace(page, verdicts=public(page.verdicts))
            _check_published(shown, rule, unit, label)
            return shown, public_explanation(told, shown.verdicts)
    raise UsageError([_absent(pages, rule, unit)])


def _check_published(page: Page, rule: str, unit: str, window: str) -> None:
    """Refuse to explain in public a verdict that is left out of what is published.

    Raises:
        UsageError: It is.
    """
    frame = page.verdicts.frame
    if not ((frame["rule"] == rule) & (frame["unit"] == unit) & (frame["window"] == window)).any():
        words = reader()
        said = words.text("its state would tell of few persons; leave out --public")
        raise UsageError([f"RULE: {said}"])


def _absent(pages: Sequence[Page], rule: str, unit: str) -> str:
    """Why there is no verdict on the unit: the rule is out of scope, or does not judge it."""
    words, frames = reader(), [page.verdicts.frame for page in pages if len(page.verdicts.frame)]
    judged = [frame[frame["rule"] == rule] for frame in frames]
    if not any(map(len, judged)):
        said = words.text(
            "{rule} is not judged in this run: {why}", rule=rule, why=_outside(pages, rule, words)
        )
        return f"RULE: {said}"
    units = sorted({code for frame in judged for code in frame["unit"].tolist()})
    said = words.text("{rule} does not judge this unit: {why}", rule=rule, why=not_among(unit, units))
    return f"--unit: {said}"


def _outside(pages: Sequence[Page], rule: str, words: Words) -> str:
    """Why a rule, or the whole it is a part of, has no verdict in the run."""
    outside = dict(each for page in pages for each in page.verdicts.out_of_scope)
    rules = [each for page in pages for _, each in page.verdicts.rulebook.rules()]
    whole = next((each.id for each in rules if rule in [member.id for member in each.members]), rule)
    if whole in outside:
        return words.marked(OUTSIDE[outside[whole]])
    if whole != rule and any((page.verdicts.frame["rule"] == whole).any() for page in pages):
        return words.text("nothing is of the kind it asks for; explain the whole, {rule}", rule=whole)
    return words.text("none of its windows has begun by --as-of")
