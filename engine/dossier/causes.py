# SPDX-License-Identifier: EUPL-1.2
"""The cause of a change in one sentence: what was received, what became known, or the passing of time."""

import datetime as dt
from collections.abc import Iterator

from ...schema.change import Change, Touch
from ..reports.page import Page

NAMED = 3
DECIDED = ("attainment", "violation", "not_evaluable", "not_applicable")


def cause_words(page: Page, change: Change) -> str:
    """All parts of the cause of a change, those of submissions first."""
    return "; ".join(dict.fromkeys(_parts(page, change))) or page.words.text(
        "the rules or the convention differ"
    )


def _parts(page: Page, change: Change) -> Iterator[str]:
    words, cause = page.words, change.cause
    for touch in cause.submissions[:NAMED]:
        yield _touch(page, touch)
    if len(cause.submissions) > NAMED:
        yield words.plural(
            "and {count} more submission", "and {count} more submissions", len(cause.submissions) - NAMED
        )
    for name in cause.suspensions:
        yield words.text("suspension {name} became known", name=name)
    if cause.time:
        yield _time(page, change)


def _time(page: Page, change: Change) -> str:
    """What the later day brought: a window, its end, or only less time."""
    if change.after is not None and change.after.kind in DECIDED:
        return page.words.text("the deadline has passed")
    if change.before is None:
        return page.words.text("the period has begun")
    return page.words.text("time has passed")


def _touch(page: Page, touch: Touch) -> str:
    words = page.words
    if touch.submission is None and touch.received is None:
        return words.text("files given without a submission")
    day = words.day(touch.received) if touch.received else "–"
    if touch.month is None:
        said = words.text("submission received {day}", day=day)
    else:
        month = words.month_in_full(dt.date.fromisoformat(f"{touch.month}-01"))
        units = page.some([*map(page.unit, touch.units)])
        said = words.text(
            "submission of {month} ({units}), received {day}", month=month, units=units, day=day
        )
    corrected = touch.removed or touch.superseded or touch.annulled
    correction = words.text("a correction")
    return f"{said} ({correction})" if corrected else said
