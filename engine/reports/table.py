# SPDX-License-Identifier: EUPL-1.2
"""The report an official reads: headline, one line an objective, then every duty, the worst first."""

from collections.abc import Iterator, Sequence

from .duty import duty_lines
from .layout import bar, finished, heading, tied, wrapped
from .notes import (
    about_lines,
    absent_lines,
    documentary_lines,
    legend_line,
    missing_lines,
    out_of_scope_lines,
    reading_lines,
    risk_words,
    single_deadlines,
    state_line,
)
from .overview import objective_name, overview_lines
from .page import Page
from .parts import escalation_words
from .rollups import DutyStanding, duties_of


def table_report(page: Page, plain: bool = False) -> str:
    """The whole report as text.

    Args:
        plain: Leave nothing but ASCII, for terminals that show nothing else.
    """
    return finished(_lines(page), plain)


def _lines(page: Page) -> Iterator[str]:
    duties = duties_of(page.verdicts)
    quantified = [duty for duty in duties if duty.rule.form != "documentary"]
    documentary = [duty for duty in duties if duty.rule.form == "documentary"]
    objectives = _by_objective(quantified)
    yield from _header(page)
    if not duties:
        yield from wrapped(_nothing(page))
        yield ""
    yield from _headline(page, quantified, documentary)
    yield from overview_lines(page, objectives)
    for mine in objectives:
        yield from _objective(page, mine)
    yield from documentary_lines(page, documentary)
    yield from missing_lines(page)
    yield from absent_lines(page)
    yield from out_of_scope_lines(page)
    yield from reading_lines(page)
    if duties:
        yield from wrapped(legend_line(page), page.words.text("Legend") + ": ")
        short = "   ".join(
            part for part in (state_line(page, quantified), risk_words(page, quantified)) if part
        )
        yield from wrapped(short, page.words.text("In short") + ": ")


def _nothing(page: Page) -> str:
    if page.verdicts.options.as_of < page.verdicts.convention.term.start:
        return page.words.text("No window has started: there is nothing to judge.")
    return page.words.text("No rule of the selection is judged here.")


def _header(page: Page) -> Iterator[str]:
    words = page.words
    for line in about_lines(page):
        yield from wrapped(line)
    if page.verdicts.complete:
        yield words.text("The events are bare files, without submissions: they count as complete.")
    else:
        yield words.text("What is complete is told by the submissions received.")
    yield ""


def _headline(
    page: Page, quantified: Sequence[DutyStanding], documentary: Sequence[DutyStanding]
) -> Iterator[str]:
    words = page.words
    if quantified:
        yield words.plural("{count} duty", "{count} duties", len(quantified)).upper()
        yield from wrapped(state_line(page, quantified), "  ")
        yield from wrapped(_progress(page, quantified), "  ")
    if documentary:
        title = words.plural("{count} documentary duty", "{count} documentary duties", len(documentary))
        yield title.upper()
        yield from wrapped(state_line(page, documentary), "  ")
    yield ""


def _progress(page: Page, duties: Sequence[DutyStanding]) -> str:
    """Duties kept of those due, with a bar; single deadlines beside it, and how many duties are at risk.

    A headline quotes duties: of single deadlines a yearly duty weighs as much as a month at one unit.
    """
    words = page.words
    parts = [
        single_deadlines(page, duties),
        risk_words(page, duties),
        escalation_words(page, page.escalations),
    ]
    kept, due = sum(duty.is_kept for duty in duties), sum(duty.due > 0 for duty in duties)
    if due:
        said = words.text(
            "duties kept: {kept} of {total} due", kept=words.number(kept), total=words.number(due)
        )
        parts.insert(0, f"{bar(kept, due, page.marks)}  {said}")
    return "   ".join(tied(part) for part in parts if part)


def _by_objective(duties: Sequence[DutyStanding]) -> list[list[DutyStanding]]:
    """Duties of each objective, the worst first, of objectives the one with the worst first."""
    groups: dict[str, list[DutyStanding]] = {}
    for duty in duties:
        groups.setdefault(duty.objective.objective, []).append(duty)
    for mine in groups.values():
        mine.sort(key=lambda duty: duty.severity)
    return sorted(groups.values(), key=lambda mine: [duty.severity for duty in mine])


def _objective(page: Page, duties: Sequence[DutyStanding]) -> Iterator[str]:
    yield heading(objective_name(page, duties[0]).strip(), page.marks)
    for duty in duties:
        yield from duty_lines(page, duty)
        yield ""
