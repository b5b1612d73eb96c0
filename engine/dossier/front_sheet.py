# SPDX-License-Identifier: EUPL-1.2
"""The first sheet of a dossier's workbook: what its front page says, a line each."""

from collections.abc import Iterator

from ...schema.agenda import Ask
from ...schema.dossier import BrokenDuty, Pace, Stretch
from ..reports.notes import about_lines
from ..reports.xlsx_file import TableColumn, TableSheet, Value
from ..words.figures import tenths
from .changed import CHANGES
from .view import View


def front_sheet(view: View) -> TableSheet:
    """What is broken, what is new, what can still be saved, what is asked of whom, what was decided before."""
    t = view.t
    columns = [
        TableColumn(t["subject"], 24),
        TableColumn(t["duty"], 50),
        TableColumn(t["owed"], 24),
        TableColumn(t["unit"], 24),
        TableColumn(t["window"], 20),
        TableColumn(t["required"], 10, "number"),
        TableColumn(t["done"], 10, "number"),
        TableColumn(t["progress"], 10, "percent"),
        TableColumn(t["day"], 11, "date"),
        TableColumn(t["reason"], 40),
    ]
    about = list(about_lines(view.page))
    if view.dossier.head is not None:
        about.append(f"{t['archive_head']}: {view.dossier.head}")
    return TableSheet(t["headline"], columns, _rows(view), about)


def _rows(view: View) -> Iterator[list[Value]]:
    dossier = view.dossier
    for duty in dossier.broken:
        yield from (_broken(view, duty, one) for one in duty.stretches)
    for goal in dossier.missed_goals:
        progress = view.tenths(goal, goal.required, goal.observed)
        figures: list[Value] = [goal.required, goal.observed, None if progress is None else progress / 1000]
        named = _named(view, goal.rule, goal.unit, view.window(goal.window))
        yield [view.t["missed_goals"], *named, *figures, goal.due, view.reason(goal)]
    for kind in ("new", "cured"):
        for change in view.changed.get(kind, ()):
            named = _named(view, change.rule, change.unit, view.window(change.window))
            yield [view.page.words.marked(CHANGES[kind]), *named, None, None, None, view.dossier.since, None]
    yield from (_saved(view, one) for one in dossier.at_risk)
    yield from (_asked(view, one) for one in dossier.asks)
    for reply, one in view.said.decided:
        named = _named(view, one.rule, one.unit, view.window(one.window))
        words = f"{view.state_word(view.state_code(one))}: {view.said.words(reply)}"
        yield [view.t["decided_before"], *named, one.required, one.observed, None, reply.date, words]


def _named(view: View, rule: str, unit: str, window: str) -> list[Value]:
    return [view.title(rule), view.owners(rule), view.page.unit(unit), window]


def _broken(view: View, duty: BrokenDuty, one: Stretch) -> list[Value]:
    done = tenths(one.latest.kind, one.required, one.observed, one.latest.headroom)
    figures: list[Value] = [one.required, one.observed, None if done is None else done / 1000]
    replies = [view.said.words(reply) for reply in view.said.in_stretch(duty.rule, one)]
    rule = view.page.verdicts.duties[duty.rule]
    order = [view.page.duty_words.out_of_order(rule, event) for event in one.breaches]
    parts = (view.t["new"] if one.new else "", *order, view.reason(one.latest), *replies)
    said = "; ".join(part for part in parts if part)
    return [
        view.t["broken"],
        *_named(view, duty.rule, one.unit, view.stretch(one)),
        *figures,
        one.since,
        said or None,
    ]


def _saved(view: View, pace: Pace) -> list[Value]:
    one = pace.finding
    progress = view.tenths(one, one.required, one.observed)
    figures: list[Value] = [one.required, one.observed, None if progress is None else progress / 1000]
    return [
        view.t["to_avoid"],
        *_named(view, one.rule, one.unit, view.window(one.window)),
        *figures,
        pace.last_day,
        None,
    ]


def _asked(view: View, ask: Ask) -> list[Value]:
    missing = [view.months(ask.months)] if ask.months else []
    missing += [view.populations(ask.populations)] if ask.populations else []
    waiting = f"{view.t['verdicts_wait']}: {view.number(ask.blocked)}"
    return [
        view.t["to_ask"],
        None,
        None,
        view.page.unit(ask.unit),
        "; ".join(missing),
        None,
        None,
        None,
        ask.until,
        waiting,
    ]
