# SPDX-License-Identifier: EUPL-1.2
"""One verdict in plain words: the duty, what was required and why, what counted or nearly did, what is missing."""

from collections.abc import Iterator

from ...schema.explanation import Explanation
from ..words.replies import reply_words
from ..words.states import FLAGS, MODALITIES, STATES, reason_said, state_code
from ..words.windows import window_words
from .explanation_clauses import clause_lines
from .explanation_events import counted_lines, declared_lines, near_lines, unreached_lines, waiting_lines
from .explanation_missing import margin_lines, missing_lines
from .explanation_required import required_lines
from .layout import heading, wrapped
from .page import Page


def explanation_lines(page: Page, told: Explanation) -> Iterator[str]:
    """The whole explanation, section by section."""
    yield from _opening(page, told)
    for section in (
        required_lines,
        _parts,
        waiting_lines,
        declared_lines,
        counted_lines,
        unreached_lines,
        near_lines,
        missing_lines,
        margin_lines,
        _replies,
    ):
        lines = list(section(page, told))
        if lines:
            yield ""
            yield from lines


def _opening(page: Page, told: Explanation) -> Iterator[str]:
    verdict, words = told.verdict, page.words
    state = words.marked(STATES[state_code(verdict.kind, verdict.modality)])
    if verdict.at_risk:
        state = f"{state}, {words.text('at risk')}"
    mark_of = page.marks.of(verdict.kind, verdict.at_risk)
    yield from wrapped(told.title.in_language(words.language), f"{mark_of} {state.upper()}  ", "  ")
    window = window_words(verdict.window.label, verdict.window.start, words)
    about = [page.unit(verdict.unit), window, words.marked(MODALITIES[verdict.modality]), verdict.rule]
    about.append(page.owed_by(page.verdicts.duties[verdict.rule]))
    yield from wrapped(" · ".join(about), "  ")
    yield from _why(page, told)
    yield from clause_lines(page, told.clauses)


def _why(page: Page, told: Explanation) -> Iterator[str]:
    words, reason = page.words, told.verdict.reason
    if reason is not None:
        why = reason_said(reason.code, told.verdict.flags, words)
        if reason.code == "continued_in" and reason.object:
            why = f"{why}: {page.unit(reason.object)}"
        yield from wrapped(words.text("Why: {reason}.", reason=why), "  ")
    if reason is not None and reason.code == "continued_in":
        yield from wrapped(words.text("Its events count there."), "  ")
    for flag in told.verdict.flags:
        yield from wrapped(words.text("Note: {note}.", note=words.marked(FLAGS[flag])), "  ")


def _replies(page: Page, told: Explanation) -> Iterator[str]:
    if not told.replies:
        return
    yield heading(page.words.text("What the parties say of it"), page.marks)
    for reply in told.replies:
        yield from wrapped(reply_words(reply, page.verdicts.rulebook.vocabulary, page.words), "  - ", "    ")


def _parts(page: Page, told: Explanation) -> Iterator[str]:
    if not told.members:
        return
    yield heading(page.words.text("The parts"), page.marks)
    for member in told.members:
        state = page.words.marked(STATES[member.kind])
        title = member.title.in_language(page.words.language)
        yield from wrapped(f"{title} ({member.rule}): {state}", f"  {page.marks.of(member.kind)} ", "    ")
