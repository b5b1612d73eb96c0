# SPDX-License-Identifier: EUPL-1.2
"""What lint asks of dated values and suspensions: does each day of the term have the value that is meant?"""

import datetime as dt
from collections.abc import Iterator

from ...schema.amount import Amount
from ...schema.convention import Agreement, Convention
from ...schema.rule import Duty, Rule
from ..language.reader import words
from .agreement_places import AgreementPlaces
from .amounts import resolve
from .calendar import DAY, windows
from .finding import LintFinding
from .lint_amounts import changes, source_asked, without_source


def parameter_date_findings(places: AgreementPlaces) -> Iterator[LintFinding]:
    """Gaps and idle values of the parameters of a convention or programme."""
    for parameter, amount in places.agreement.parameters.items():
        yield from _covered(amount, places.agreement, places.of("parameters", parameter), parameter)


def duty_date_findings(place: str, rule: Rule, duty: Duty, agreement: Agreement) -> Iterator[LintFinding]:
    """Gaps, idle values and changes inside a window of what a duty asks; its parameters must be there."""
    amount = duty.amount
    yield from _covered(amount, agreement, place, duty.id)
    yield from _sourced(amount, place, duty.id)
    found = windows(rule.per, agreement.term, agreement.term.end, agreement.year_basis)
    for day in changes(amount, agreement.parameters):
        inside = [window for window in found if max(window.start, agreement.term.start) < day <= window.end]
        if inside:
            before = resolve(amount, agreement.parameters, day - DAY).written()
            label = inside[0].label
            reason = words.text(
                "the amount changes on {day}, inside window {label}, where {before} stays in force",
                day=day,
                label=label,
                before=before,
            )
            remedy = words.text("let it change where a window begins, or leave it if the act says so")
            yield LintFinding("change_inside_window", "warning", place, duty.id, reason, remedy)


def suspension_date_findings(places: AgreementPlaces, convention: Convention) -> Iterator[LintFinding]:
    """Suspensions that suspend nothing because they lie outside the term."""
    term = convention.term
    for number, suspension in enumerate(convention.suspensions):
        if suspension.end < term.start or suspension.start > term.end:
            reason = words.text(
                "it runs from {start} to {end}, outside the term", start=suspension.start, end=suspension.end
            )
            remedy = words.text(
                "correct its dates; the term runs from {start} to {end}", start=term.start, end=term.end
            )
            place = places.of("suspensions", number)
            yield LintFinding("suspension_outside_term", "warning", place, suspension.id, reason, remedy)


def _sourced(amount: Amount, place: str, subject: str) -> Iterator[LintFinding]:
    for day, value in without_source(amount):
        yield LintFinding("figure_without_source", "error", place, subject, *source_asked(day, value))


def _covered(amount: Amount, agreement: Agreement, place: str, subject: str) -> Iterator[LintFinding]:
    """Whether dated values begin with the term, and each is in force on some day of it."""
    if not isinstance(amount, dict):
        return
    start, end = agreement.term.start, agreement.term.end
    days = sorted(amount)
    if days[0] > start:
        reason = words.text(
            "no value is written for {start} to {end}; the first one is taken for those days",
            start=start,
            end=days[0] - DAY,
        )
        remedy = words.text("write the value in force on {start}, the first day of the term", start=start)
        yield LintFinding("gap_in_values", "warning", place, subject, reason, remedy)
    for day, after in zip(days, [*days[1:], dt.date.max], strict=True):
        if day > end or after <= start:
            reason, remedy = (
                words.text("the value of {day} is in force on no day of the term", day=day),
                words.text("correct its date, or remove it"),
            )
            yield LintFinding("value_never_in_force", "warning", place, subject, reason, remedy)
