# SPDX-License-Identifier: EUPL-1.2
"""One verdict explained."""

from typing import Any

from ...engine.reports.explanation import explanation_lines
from ...engine.runs.check import judged
from ...engine.runs.explanations import explained, judged_rule
from ...engine.runs.filters import Filters, checked_filters
from ..orders import Order
from .common import day_in, day_of, facts_of, setting_of, without_option
from .told import sections


def run(order: Order) -> Any:
    """Explain `asked["rule"]` at `asked["unit"]` in `asked["window"]`: sections of sentences, and the same as data."""
    return without_option(lambda: _explained(order))


def _explained(order: Order) -> dict[str, Any]:
    setting, asked = setting_of(order), order.asked
    filters = Filters(rules=[judged_rule(asked["rule"], setting)])
    (unit,) = checked_filters(Filters(units=[asked["unit"]]), setting).units
    intake = facts_of(order, setting)
    options = filters.options(day_of(order, "day"), day_in(order, "known_at"))
    checked = judged(setting, intake.facts, options, order.language)
    page, told = explained(checked.pages, asked["rule"], unit, asked["window"], intake.files, False)
    found = sections(lambda: explanation_lines(page, told))
    title = told.title.in_language(order.language)
    opening = found[0]["lines"][0]
    opening["text"] = opening["text"].removesuffix(title).strip()
    return {
        "title": title,
        "state": told.verdict.kind,
        "unit": unit,
        "unit_name": page.unit(unit),
        "window": told.verdict.window.label,
        "rule": told.verdict.rule,
        "objective": told.objective,
        "owed_by": list(told.verdict.owed_by),
        "sections": found,
        "data": told.model_dump(mode="json"),
    }
