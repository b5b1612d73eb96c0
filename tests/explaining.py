# SPDX-License-Identifier: EUPL-1.2
"""Explanations for tests: of one verdict of a small page, and the text they are told in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from impegni.engine.explain.explanation import explain
from impegni.engine.language.words import Words
from impegni.engine.reports.explanation import explanation_lines
from impegni.engine.reports.layout import finished
from impegni.engine.reports.page import Page
from impegni.schema.base import Language
from impegni.schema.explanation import Explanation
from impegni.schema.facts import Event
from report_pages import make_page


def event(event_id: str, kind: str, day: str, unit: str = "R", **fields: Any) -> Event:
    """An event of a unit on a day."""
    written = {"event_id": event_id, "event": kind, "date": dt.date.fromisoformat(day), "unit": unit}
    return Event.model_validate(written | fields)


def told(
    rule: str, unit: str, window: str, as_of: str, events: Sequence[Event] = (), **given: Any
) -> tuple[Page, Explanation]:
    """One verdict explained, and its page."""
    page = make_page(as_of, [rule], events, **given)
    return page, explain(page.verdicts, rule, unit, window)


def text(page: Page, explanation: Explanation, language: Language) -> str:
    """What people read."""
    return finished(explanation_lines(replace(page, words=Words(language)), explanation), False)


def section(whole: str, heading: str) -> list[str]:
    """The lines under a heading."""
    lines = whole.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(f"{heading} ─"))
    found = []
    for line in lines[start + 1 :]:
        if not line:
            break
        found.append(line.strip())
    return found
