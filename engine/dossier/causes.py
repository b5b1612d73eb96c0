# SPDX-License-Identifier: EUPL-1.2
"""The cause of a change in one sentence: what was received, what became known, or the passing of time."""

from collections.abc import Iterator

from ...schema.change import Cause, Touch
from ..reports.page import Page

NAMED = 3


def cause_words(page: Page, cause: Cause) -> str:
    """All parts of a cause, those of submissions first."""
    return "; ".join(dict.fromkeys(_parts(page, cause))) or page.words.text(
        "the rules or the convention differ"
    )


def _parts(page: Page, cause: Cause) -> Iterator[str]:
    words = page.words
    for touch in cause.submissions[:NAMED]:
        yield _touch(page, touch)
    if len(cause.submissions) > NAMED:
        yield words.plural(
            "and {count} more submission", "and {count} more submissions", len(cause.submissions) - NAMED
        )
    for name in cause.suspensions:
        yield words.text("suspension {name} became known", name=name)
    if cause.time:
        yield words.text("time has passed")


def _touch(page: Page, touch: Touch) -> str:
    words = page.words
    if touch.submission is None and touch.received is None:
        return words.text("files given without a submission")
    day = words.day(touch.received) if touch.received else "–"
    if touch.submission is None:
        said = words.text("submission received {day}", day=day)
    else:
        said = words.text("submission {name}, received {day}", name=touch.submission, day=day)
    corrected = touch.removed or touch.superseded or touch.annulled
    correction = words.text("a correction")
    return f"{said} ({correction})" if corrected else said
