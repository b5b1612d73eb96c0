# SPDX-License-Identifier: EUPL-1.2
"""The one condition an event failed, in words."""

import datetime as dt

from ...schema.condition import Test
from ...schema.explanation import NearMiss
from ..language.catalogue import mark
from ..words.columns import COLUMNS
from ..words.windows import window_words
from .page import Page

FAULTS = {
    "annulled": mark("annulled"),
    "superseded": mark("corrected later, by submission {object}"),
    "withdrawn": mark("withdrawn: submission {object} replaced its own"),
    "not_known": mark("received after the day the run knows up to"),
    "late": mark("received on {got}, due by {nearest}"),
    "duplicate": mark("adds nothing new, counted already with {object}"),
    "taken": mark("serves another event"),
    "no_value": mark("{column} missing"),
    "not_member": mark("not a member of the group"),
    "before_joining": mark("before joining the group"),
    "unit_kind": mark("not recorded at a unit of the kind counted"),
    "unit_not_valid": mark("the unit no longer existed on that day; its last day is {nearest}"),
    "unit_above": mark("recorded at {units}, not at this unit"),
    "case": mark("another case: {got}, not {object}"),
    "as_of": mark("dated after the day of the run"),
    "term": mark("outside the term of the convention; nearest day {nearest}"),
    "window": mark("outside the period; nearest day {nearest}"),
}


def fault_words(page: Page, near: NearMiss, paired: bool) -> str:
    """The one condition an event failed.

    Args:
        paired: It might have preceded or answered another, and the days are those left for that.
    """
    words, got = page.words, near.got
    if near.failed == "field":
        return _field(page, near)
    if near.counts_in is not None:
        window = window_words(near.counts_in.label, near.counts_in.start, words)
        return words.text("outside the period; it counts in its own, {window}", window=window)
    if near.failed == "window" and paired:
        return _out_of_time(page, near)
    if near.failed == "late" and got is not None:
        got = words.day(dt.date.fromisoformat(got))
    return words.marked(
        FAULTS[near.failed],
        got=got or words.text("none"),
        nearest=_day(page, near.nearest),
        object=near.object or words.text("none"),
        column=words.marked(COLUMNS[near.column]) if near.column in COLUMNS else near.column,
        units=", ".join(map(page.unit, near.units)),
    )


def _out_of_time(page: Page, near: NearMiss) -> str:
    """That an event came too late or too early to precede or answer another."""
    words, day = page.words, _day(page, near.nearest)
    if near.nearest is not None and near.date < near.nearest:
        return words.text("too early: it had to come on {day} or later", day=day)
    return words.text("too late: it had to come by {day}", day=day)


def _day(page: Page, day: dt.date | None) -> str:
    return page.words.text("none") if day is None else page.words.day(day)


def _field(page: Page, near: NearMiss) -> str:
    assert near.column is not None
    assert near.accepted is not None
    words, column = page.words, page.words.marked(COLUMNS[near.column])
    if near.accepted.present:
        return words.text("{column} missing", column=column)
    got = words.text("none") if near.got is None else _value(page, near.column, near.got)
    asked = _asked(page, near.column, near.accepted)
    return words.text("{column}: {got}; accepted: {asked}", column=column, got=got, asked=asked)


def _asked(page: Page, column: str, test: Test) -> str:
    words = page.words
    if test.values is not None:
        return ", ".join(_value(page, column, str(value)) for value in test.values)
    if test.min is not None:
        return words.text("at least {amount}", amount=words.number(test.min))
    if test.max is not None:
        return words.text("at most {amount}", amount=words.number(test.max))
    if test.not_ is not None:
        refused = ", ".join(_value(page, column, str(value)) for value in test.not_)
        return words.text("anything but {values}", values=refused)
    return words.text("none")


def _value(page: Page, column: str, value: str) -> str:
    """The titles of codes, or the value as it stands."""
    vocabulary = page.verdicts.rulebook.vocabulary
    titles = {"topic": vocabulary.topics, "target": vocabulary.targets, "phase": vocabulary.phases}
    known = titles.get(column, {})
    parts = [
        known[part].title.in_language(page.words.language) if part in known else part
        for part in value.split("|")
    ]
    return ", ".join(parts)
