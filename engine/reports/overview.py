# SPDX-License-Identifier: EUPL-1.2
"""The overview of a report: one line an objective, then one a line of action and a subgroup."""

from collections.abc import Iterator, Sequence

from ..words.objectives import SUBGROUPS
from ..words.owners import owed_by
from .layout import WIDTH, bar, cut
from .page import Page
from .rollups import DutyStanding, counts

SHORT_BAR = 10

SHOWN_STATES = ("violation", "not_evaluable", "pending", "attainment", "not_applicable")
"""Columns of the overview; what is suspended stands with what is not applicable."""


def overview_lines(page: Page, objectives: Sequence[Sequence[DutyStanding]]) -> Iterator[str]:
    """One line an objective: duties by state, duties kept of those due, and single deadlines."""
    if len(objectives) < 2:
        return
    marks = page.marks
    rows = [(objective_name(page, mine[0]), mine) for mine in objectives]
    groups = list(_groups(page, objectives))
    kept = [_kept(page, mine) for _, mine in rows + groups]
    title = page.words.text("kept/due    single deadlines")
    width = WIDTH - 2 - 4 * 6 - 3 - max(map(len, [title, *kept]))
    width = min(max(len(name) for name, _ in rows + groups), width)
    heads = [marks.of(state) for state in SHOWN_STATES] + [marks.at_risk]
    yield f"  {' ' * width}{''.join(f'{head:>4}' for head in heads)}   {title}"
    for name, mine in rows:
        yield _row(page, cut(name, width).ljust(width), mine)
    if groups:
        yield ""
    for name, mine in groups:
        yield _row(page, cut(name, width).ljust(width), mine)
    yield ""


def _row(page: Page, name: str, duties: Sequence[DutyStanding]) -> str:
    found = counts(duties)
    found["not_applicable"] += found["suspended"]
    numbers = [found[state] for state in SHOWN_STATES] + [sum(duty.at_risk > 0 for duty in duties)]
    cells = "".join(f"{number or '':>4}" for number in numbers)
    return f"  {name}{cells}   {_kept(page, duties)}"


def _groups(
    page: Page, objectives: Sequence[Sequence[DutyStanding]]
) -> Iterator[tuple[str, list[DutyStanding]]]:
    """The lines, and the subgroups that are not one line each; only where there are several."""
    duties = [duty for mine in objectives for duty in mine]
    lines = sorted({duty.objective.line for duty in duties if duty.objective.line is not None})
    by_line = {line: [duty for duty in duties if duty.objective.line == line] for line in lines}
    alike = [[duty.rule.id for duty in mine] for mine in by_line.values()]
    for line, mine in by_line.items() if len(lines) > 1 else ():
        yield page.words.text("Line {number}", number=line), mine
    named = [name for name in SUBGROUPS if any(duty.objective.subgroup == name for duty in duties)]
    for name in named if len(named) > 1 else ():
        mine = [duty for duty in duties if duty.objective.subgroup == name]
        if [duty.rule.id for duty in mine] not in alike:
            yield page.words.marked(SUBGROUPS[name]), mine
    yield from _by_party(page, duties)


def _by_party(page: Page, duties: Sequence[DutyStanding]) -> Iterator[tuple[str, list[DutyStanding]]]:
    """Who owes them, where that is not always the same; a duty of both stands under each."""
    vocabulary = page.verdicts.rulebook.vocabulary
    if len({duty.rule.owed_by for duty in duties}) < 2:
        return
    for party in vocabulary.parties:
        mine = [duty for duty in duties if party in duty.rule.owed_by]
        if mine:
            yield owed_by([party], vocabulary, page.words), mine


def objective_name(page: Page, duty: DutyStanding) -> str:
    """The number and title of the objective of a duty."""
    objective = duty.objective
    title = objective.title.in_language(page.words.language)
    return f"{objective.objective if objective.line else '':<4} {title}"


def _kept(page: Page, duties: Sequence[DutyStanding]) -> str:
    """Duties kept of those due with a bar, then the deadlines of single units and windows."""
    due = sum(duty.due > 0 for duty in duties)
    if not due:
        return page.words.text("none due yet")
    kept = sum(duty.is_kept for duty in duties)
    single = f"{sum(duty.kept for duty in duties)}/{sum(duty.due for duty in duties)}"
    return f"{bar(kept, due, page.marks, SHORT_BAR)} {f'{kept}/{due}':<6} {single}"
