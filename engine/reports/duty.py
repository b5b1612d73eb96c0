# SPDX-License-Identifier: EUPL-1.2
"""One duty in a report: what it asks, how it stands, unit by unit where that says more."""

from collections import Counter
from collections.abc import Iterator

from ..verdicts.verdict_rows import VerdictRow
from ..words.states import MODALITIES, STATES, state_code
from ..words.windows import window_words
from .layout import bar, columns, tied, wrapped
from .lists import aside_words, declared_lines, excess_lines, listed_rows
from .notes import single_deadlines
from .page import Page, lacking, number_said, of_required
from .parts import escalation_lines, part_lines
from .rollups import DutyStanding
from .rows import OPEN, by_unit
from .strip import strip_lines

LISTED = 30
"""Units of a duty that are all shown; of more, the worst of those with something wrong."""

SHOWN = 15

INDENT = "    "
INNER = "      "
WINDOWS = 5


def duty_lines(page: Page, duty: DutyStanding) -> Iterator[str]:
    """The block of one duty."""
    yield from _title(page, duty)
    yield from wrapped(_terms(page, duty), INDENT)
    if len(duty.places) > 1 or duty.state in ("not_applicable", "suspended"):
        yield from wrapped(_totals(page, duty), INDENT)
    if duty.rule.per in ("month", "quarter"):
        if _needs_detail(duty):
            yield from _strips(page, duty)
            yield from listed_rows(page, duty, INNER)
    elif len(duty.units) == 1:
        yield from _progress(page, duty)
    else:
        yield from _flow(page, duty)
        yield from listed_rows(page, duty, INNER)
    yield from escalation_lines(page, duty, INNER)
    yield from part_lines(page, duty, INNER)
    yield from excess_lines(page, duty, INNER)
    yield from declared_lines(page, duty, INNER)


def state_words(page: Page, duty: DutyStanding) -> str:
    """The state of a duty: a missed goal is not a violation."""
    return page.words.marked(STATES[state_code(duty.state, duty.rule.modality)])


def _title(page: Page, duty: DutyStanding) -> Iterator[str]:
    state = state_words(page, duty)
    if duty.state in ("violation", "not_evaluable"):
        state = state.upper()
    elif duty.at_risk:
        state += ", " + page.words.text("at risk").upper()
    first = f"  {page.marks.of(duty.state, duty.at_risk > 0 and duty.state == 'pending')} {state}  "
    yield from wrapped(duty.rule.title.in_language(page.words.language), first)


def _terms(page: Page, duty: DutyStanding) -> str:
    rule = duty.rule
    clauses = page.words.plural(
        "clause {clauses}", "clauses {clauses}", len(rule.clauses), clauses=", ".join(rule.clauses)
    )
    judged = page.unit(duty.units[0]) if len(duty.units) == 1 else page.judged(rule)
    parts = [rule.id, tied(clauses) if len(clauses) < 30 else clauses, page.duty_words.short(rule)]
    parts += [tied(page.owed_by(rule)), page.words.text("due at {units}", units=judged)]
    if rule.modality != "obligation":
        parts.append(page.words.marked(MODALITIES[rule.modality]))
    return " · ".join(parts)


def _totals(page: Page, duty: DutyStanding) -> str:
    words, kinds, parts = page.words, duty.kinds, []
    if duty.due:
        parts.append(single_deadlines(page, [duty]))
    if duty.early:
        parts.append(words.plural("{count} reached early", "{count} reached early", duty.early))
    if kinds["pending"]:
        parts.append(page.counted("pending", kinds["pending"]))
    if duty.at_risk:
        parts.append(page.counted("at_risk", duty.at_risk))
    parts += [aside_words(page, duty, kind) for kind in ("suspended", "not_applicable") if kinds[kind]]
    return " · ".join(parts)


def _needs_detail(duty: DutyStanding) -> bool:
    kinds = duty.kinds
    return bool(kinds["violation"] or kinds["not_evaluable"] or kinds["suspended"] or duty.at_risk)


def _strips(page: Page, duty: DutyStanding) -> Iterator[str]:
    units, left_out = _shown_units(duty)
    yield from strip_lines(page, [row for row in duty.rows if row.unit in units], units, INNER)
    yield from _left_out(page, left_out, INNER)


def _shown_units(duty: DutyStanding) -> tuple[list[str], int]:
    """All units, or those with something wrong where there are many; and how many were left out."""
    units = sorted(duty.units)
    if len(units) <= LISTED:
        return units, 0
    faults = Counter(row.unit for row in duty.rows if row.kind in OPEN or row.at_risk)
    shown = sorted(faults, key=lambda unit: (-faults[unit], unit))[:SHOWN]
    return shown, len(units) - len(shown)


def _left_out(page: Page, count: int, indent: str) -> Iterator[str]:
    if count:
        yield indent + page.words.plural("{count} more unit not shown", "{count} more units not shown", count)


def _progress(page: Page, duty: DutyStanding) -> Iterator[str]:
    """A line with a bar for each window of the only unit; none where what was done is not known."""
    records = by_unit(duty.rows[-WINDOWS:])
    labels = [window_words(row.window, row.start, page.words) for row in records]
    values = [of_required(row, page.words) for row in records]
    for row, label, value in zip(records, labels, values, strict=True):
        line = f"{INNER}{label.ljust(max(map(len, labels)))}  {value.rjust(max(map(len, values)))}"
        yield from wrapped(_after_bar(page, row), f"{line}  {_bar(page, row)}", INNER)


def _bar(page: Page, row: VerdictRow) -> str:
    if not row.required or row.observed is None or row.kind == "not_evaluable":
        return ""
    observed, required = row.observed, row.required
    return f"{bar(observed, required, page.marks)} {page.words.percent(observed, required):>7}  "


def _after_bar(page: Page, row: VerdictRow) -> str:
    mark, words = page.marks.of(row.kind, row.at_risk), page.words
    if row.kind == "pending" and row.shortfall:
        return f"{mark} {page.to_do(row)}"
    shown = f"{mark} {words.marked(STATES[state_code(row.kind, row.modality)])}"
    return f"{shown}, {lacking(row, words)}" if row.kind == "violation" else shown


def _flow(page: Page, duty: DutyStanding) -> Iterator[str]:
    """The units of each window side by side, each with its mark and its figures."""
    units, left_out = _shown_units(duty)
    records = by_unit(row for row in duty.rows if row.unit in units)
    windows = list(dict.fromkeys(row.window for row in records))[-WINDOWS:]
    for window in windows:
        mine = [row for row in records if row.window == window]
        if window != "term":
            yield f"{INNER}{window_words(window, mine[0].start, page.words)}"
        yield from columns([_entry(page, row) for row in mine], INNER)
    yield from _left_out(page, left_out, INNER)


def _entry(page: Page, row: VerdictRow) -> str:
    figures = (
        ""
        if row.required is None
        else f" {number_said(row.observed, page.words)}/{page.words.number(row.required)}"
    )
    return f"{page.marks.of(row.kind, row.at_risk)} {page.unit(row.unit)}{figures}"
