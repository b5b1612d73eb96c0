# SPDX-License-Identifier: EUPL-1.2
"""Pages: the dossier as self-contained HTML files, one for the meeting, one an objective, one a unit."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from ...schema.change import Change
from ...schema.dossier import DutyPart, ObjectivePart, OtherReading, UnitPart
from ...schema.finding import Finding
from .causes import cause_words
from .changed import CHANGES, by_kind
from .counts import STANDING_STATES, kept_early, standing_number, total, unit_number
from .grids import Years, components, grid, is_wrong, own, years_of
from .pictures.pictures import pictures, pictures_of_occasions
from .view import View

TEMPLATES = Path(__file__).with_name("templates")

LISTED = 50
"""Lines of a list on the front page; the pages of objectives and units have all."""

SHEET, FEW = 12, 3
"""Duties on the first sheet, and places of each: more would not fit on one A4 page."""

MANY = 20
"""Units of a kind that are all shown at once; more are folded away."""

LEGEND = (
    "attainment",
    "violation",
    "missed_goal",
    "not_evaluable",
    "at_risk",
    "pending",
    "suspended",
    "not_applicable",
)


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html.j2"], default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {
        "standing_number": standing_number,
        "kept_early": kept_early,
        "total": total,
        "unit_number": unit_number,
        "shown_states": STANDING_STATES,
        "headline_states": STANDING_STATES,
        "unit_states": STANDING_STATES,
        "legend_states": LEGEND,
        "grid": grid,
        "own": own,
        "components": components,
        "pictures": pictures,
        "pictures_of_occasions": pictures_of_occasions,
        "listed": LISTED,
        "many": MANY,
        "sheet": SHEET,
        "few": FEW,
        "css": Markup((TEMPLATES / "style.css").read_text("utf-8")),  # noqa: S704 (our own file)
        "script": Markup((TEMPLATES / "filters.js").read_text("utf-8")),  # noqa: S704 (our own file)
    }
    return found


def pages(view: View) -> Iterator[tuple[str, str]]:
    """Each page: its path in the folder of the dossier, and its text."""
    yield "index.html", _index(view)
    if view.one_page:
        return
    below = replace(view, up="../")
    for objective in view.dossier.objectives:
        yield f"objectives/{view.objective_files[objective.objective]}", _objective(below, objective)
    by_unit = _by_unit(view)
    for unit in view.dossier.units:
        yield f"units/{view.unit_files[unit.unit]}", _unit(below, unit, by_unit[unit.unit])


def rendered(view: View, template: str, heading: str, trail: Sequence[tuple[str, str]], **more: Any) -> str:
    """A page from its template.

    Args:
        trail: Names and links of the pages above it.
    """
    text = (
        _environment()
        .get_template(template)
        .render(
            v=view,
            d=view.dossier,
            t=view.t,
            lang=view.page.words.language,
            heading=heading,
            trail=trail,
            **more,
        )
    )
    return text.rstrip() + "\n"


def _trail(view: View) -> list[tuple[str, str]]:
    return [(view.t["summary"], f"{view.up}index.html")]


def heading(view: View) -> str:
    """What the dossier is called."""
    return view.page.words.text("Dossier for the meeting of {day}", day=view.day(view.dossier.meeting))


def _index(view: View) -> str:
    t = view.t
    sections = [
        ("counts", t["quantified"]), ("objectives", t["by_objective"]), ("violations", t["violations"]),
        ("risk", t["at_risk"]), ("unknown", t["not_evaluable"]), ("changes", t["changes"]),
        ("escalations", t["escalations"]), ("units", t["units"]), ("replies", t["replies"]), ("shared", t["shared"]),
        ("readings", t["readings"]), ("sources", t["sources"]),
    ]  # fmt: skip
    return rendered(
        view,
        "index.html.j2",
        heading(view),
        [],
        sections=sections,
        stretches=[(duty, one) for duty in view.dossier.broken for one in duty.stretches],
        **_rest(view),
        changes=_changes(view),
        cause=lambda change: cause_words(view.page, change),
        more=_more(view),
        more_in_data=_more_in_data(view),
        chosen=view.page.words.text("chosen for this run"),
        turned=lambda other: turned(view, other),
    )


def _rest(view: View) -> dict[str, Callable[[int], str]]:
    """How much does not stand on the first sheet, in words."""
    words = view.page.words
    return {
        "stretches_more": lambda count: words.plural(
            "and {count} more period", "and {count} more periods", count
        ),
        "early": lambda count: words.plural(
            "{count} more is kept before its day", "{count} more are kept before their day", count
        ),
        "duties_more": lambda count: words.plural(
            "{count} more duty is in the whole dossier.",
            "{count} more duties are in the whole dossier.",
            count,
        ),
        "asks_more": lambda count: words.plural(
            "{count} more unit is in the whole dossier.",
            "{count} more units are in the whole dossier.",
            count,
        ),
    }


def _more(view: View) -> Callable[[int], str]:
    words = view.page.words
    return lambda count: words.plural(
        "{count} more is on the pages of objectives and units.",
        "{count} more are on the pages of objectives and units.",
        count,
    )


def _more_in_data(view: View) -> Callable[[int], str]:
    words = view.page.words
    return lambda count: words.plural(
        "{count} more is in {file}.", "{count} more are in {file}.", count, file="brief.json"
    )


def turned(view: View, other: OtherReading) -> str:
    """How many duties would change their state, come or go."""
    words = view.page.words
    return words.plural("{count} duty would differ", "{count} duties would differ", view.differing(other))


def _changes(view: View) -> list[tuple[str, str, list[Change]]]:
    words = view.page.words
    return [(kind, words.marked(CHANGES[kind]), found) for kind, found in by_kind(view.dossier).items()]


def _objective(view: View, one: ObjectivePart) -> str:
    parts = [part for part in view.dossier.duties if part.objective == one.objective]
    quantified = [part for part in parts if part.form != "documentary"]
    return rendered(
        view,
        "objective.html.j2",
        view.objective_name(one),
        _trail(view),
        rollups=[rollup for rollup in view.rollups("objective") if rollup.key == one.objective],
        quantified=quantified,
        documentary=[part for part in parts if part.form == "documentary"],
    )


def _by_unit(view: View) -> dict[str, list[tuple[DutyPart, list[Finding]]]]:
    found: dict[str, list[tuple[DutyPart, list[Finding]]]] = {unit.unit: [] for unit in view.dossier.units}
    for part in view.dossier.duties:
        mine: dict[str, list[Finding]] = {}
        for one in part.findings:
            mine.setdefault(one.unit, []).append(one)
        for unit, rows in mine.items():
            found[unit].append((part, rows))
    return found


def _unit(view: View, unit: UnitPart, mine: Sequence[tuple[DutyPart, list[Finding]]]) -> str:
    wrong = [one for _, rows in mine for one in rows if is_wrong(one) and not one.component]
    wrong.sort(key=lambda one: (LEGEND.index(view.state_code(one)), -one.window.start.toordinal(), one.rule))
    plain: dict[str, list[Finding]] = {}
    shown: dict[str, list[tuple[DutyPart, Years, list[Finding]]]] = {}
    for part, rows in mine:
        mine_alone = [one for one in rows if not one.component]
        years = years_of(view, part, mine_alone)
        if years is None:
            plain.setdefault(part.objective, []).extend(rows)
        else:
            shown.setdefault(part.objective, []).append((part, years, mine_alone))
            plain.setdefault(part.objective, []).extend(one for one in rows if one.component)
    objectives = [
        (one.objective, view.objective_name(one), shown.get(one.objective, []))
        for one in view.dossier.objectives
        if one.objective in plain or one.objective in shown
    ]
    return rendered(
        view,
        "unit.html.j2",
        unit.name,
        _trail(view),
        u=unit,
        wrong=wrong,
        wrong_states=list(dict.fromkeys(view.state_code(one) for one in wrong)),
        objectives=objectives,
        plain={one.objective: plain.get(one.objective, []) for one in view.dossier.objectives},
        standing_of=lambda rows: _standing(view, rows),
    )


def _standing(view: View, rows: Sequence[Finding]) -> list[tuple[str, int, str]]:
    """How many windows are in each state that any is in, and in words: `24 mantenuti`."""
    counts = Counter(view.state_code(one) for one in rows)
    return [
        (code, counts[code], view.page.counted(code, counts[code]))
        for code in STANDING_STATES
        if counts[code]
    ]
