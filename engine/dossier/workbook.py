# SPDX-License-Identifier: EUPL-1.2
"""Sheets of a dossier's workbook that no other report has: what is wrong, at risk, to be asked, and what changed."""

from collections.abc import Iterator

from ...schema.change import Change, Standing
from ...schema.finding import Finding
from ...schema.reply import Reply
from ..reports.verdict_sheets import FILLS
from ..reports.xlsx_file import TableColumn, TableSheet, Value, Warned
from .causes import cause_words
from .changed import CHANGES, by_kind
from .pace import MONTH
from .view import View


def sheets(view: View) -> Iterator[TableSheet]:
    """Those that come between the summary and the objectives; changes only where a day was given."""
    yield _violations(view)
    yield _at_risk(view)
    yield _asks(view)
    if view.dossier.since is not None:
        yield _changes(view)
    if view.dossier.replies or view.dossier.replies_astray:
        yield _replies(view)


def _named(view: View) -> list[TableColumn]:
    t = view.t
    return [
        TableColumn(t["duty"], 50),
        TableColumn(t["rule"], 32),
        TableColumn(t["clauses"], 16),
        TableColumn(t["owed"], 26),
        TableColumn(t["unit"], 26),
        TableColumn(t["code"], 14),
        TableColumn(t["window"], 16),
        TableColumn(t["from"], 11, "date"),
    ]


def _place(view: View, one: Finding | Change) -> list[Value]:
    clauses = ", ".join(view.rule(one.rule).clauses)
    name, window = view.page.unit(one.unit), view.window(one.window)
    return [
        view.title(one.rule),
        one.rule,
        clauses,
        view.owners(one.rule),
        name,
        one.unit,
        window,
        one.window.start,
    ]


def _fills(view: View) -> dict[str, str]:
    states = {**FILLS, "at_risk": FILLS["not_evaluable"]}
    return {view.state_word(state): colour for state, colour in states.items()}


def _violations(view: View) -> TableSheet:
    t, d = view.t, view.dossier
    columns = [
        *_named(view),
        TableColumn(t["required"], 11, "number"),
        TableColumn(t["done"], 11, "number"),
        TableColumn(t["gap"], 11, "number"),
        TableColumn(t["state"], 16),
        TableColumn(t["due"], 11, "date"),
        TableColumn(t["run"], 11, "number"),
    ]
    runs = {(one.finding.rule, one.finding.unit, one.finding.window.label): one.run for one in d.violations}
    found = [*(one.finding for one in d.violations), *d.missed_goals, *d.undocumented]
    rows = (
        [
            *_place(view, one),
            one.required,
            one.observed,
            view.gap(one),
            view.state(one),
            one.due,
            runs.get((one.rule, one.unit, one.window.label)) or None,
        ]
        for one in found
    )
    warned = (Warned(t["run"], ">", 1, FILLS["violation"]),)
    return TableSheet(t["sheet_violations"], columns, rows, (), t["state"], _fills(view), warned)


def _at_risk(view: View) -> TableSheet:
    t = view.t
    columns = [
        *_named(view),
        TableColumn(t["required"], 11, "number"),
        TableColumn(t["done"], 11, "number"),
        TableColumn(t["missing"], 11, "number"),
        TableColumn(t["last_day"], 11, "date"),
        TableColumn(t["days_left"], 11, "number"),
        TableColumn(t["pace"], 11, "number"),
    ]
    rows = (
        [
            *_place(view, one.finding),
            one.finding.required,
            one.finding.observed,
            one.finding.shortfall,
            one.last_day,
            one.days,
            one.monthly,
        ]
        for one in view.dossier.at_risk
    )
    warned = (Warned(t["days_left"], "<=", MONTH, FILLS["not_evaluable"]),)
    return TableSheet(t["sheet_risk"], columns, rows, warned=warned)


def _asks(view: View) -> TableSheet:
    t = view.t
    columns = [
        TableColumn(t["unit"], 26),
        TableColumn(t["code"], 14),
        TableColumn(t["months"], 40),
        TableColumn(t["months_count"], 11, "number"),
        TableColumn(t["populations"], 30),
        TableColumn(t["may_come_until"], 11, "date"),
        TableColumn(t["blocked"], 11, "number"),
        TableColumn(t["sender"], 30),
    ]
    rows = (
        [
            view.page.unit(one.unit),
            one.unit,
            view.months(one.months),
            len(one.months),
            view.populations(one.populations),
            one.until,
            one.blocked,
            one.sender,
        ]
        for one in view.dossier.asks
    )
    warned = (Warned(t["months_count"], ">", 1, FILLS["not_evaluable"]),)
    return TableSheet(t["sheet_asks"], columns, rows, warned=warned)


def _changes(view: View) -> TableSheet:
    t = view.t
    columns = [
        TableColumn(t["change"], 18),
        *_named(view),
        TableColumn(t["state_before"], 16),
        TableColumn(t["required_before"], 11, "number"),
        TableColumn(t["done_before"], 11, "number"),
        TableColumn(t["state"], 16),
        TableColumn(t["required"], 11, "number"),
        TableColumn(t["done"], 11, "number"),
        TableColumn(t["cause"], 60),
    ]
    words = view.page.words
    rows = (
        [
            words.marked(CHANGES[one.change]),
            *_place(view, one),
            *_side(view, one, one.before),
            *_side(view, one, one.after),
            cause_words(view.page, one),
        ]
        for found in by_kind(view.dossier).values()
        for one in found
    )
    return TableSheet(t["sheet_changes"], columns, rows, (), t["state"], _fills(view))


def _side(view: View, change: Change, side: Standing | None) -> list[Value]:
    if side is None:
        return [None, None, None]
    return [view.state_word(view.standing_code(change, side)), side.required, side.observed]


def _replies(view: View) -> TableSheet:
    t = view.t
    columns = [
        TableColumn(t["duty"], 50),
        TableColumn(t["rule"], 32),
        TableColumn(t["unit"], 26),
        TableColumn(t["code"], 14),
        TableColumn(t["window"], 16),
        TableColumn(t["day"], 11, "date"),
        TableColumn(t["reply"], 80),
    ]
    rows = (_reply(view, one) for one in (*view.dossier.replies, *view.dossier.replies_astray))
    return TableSheet(t["replies"], columns, rows)


def _reply(view: View, one: Reply) -> list[Value]:
    title = view.title(one.rule) if one.rule in view.duties else one.rule
    unit = view.page.unit(one.unit)
    return [title, one.rule, unit, one.unit, one.window, one.date, view.said.words(one)]
