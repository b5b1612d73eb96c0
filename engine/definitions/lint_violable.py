# SPDX-License-Identifier: EUPL-1.2
"""What lint asks of amounts and of the calendar: is there a day on which the duty could be broken?"""

from collections.abc import Iterator

from ...schema.convention import Agreement
from ...schema.rule import Duty, Rule
from ..language.reader import words
from .amounts import resolve
from .calendar import windows
from .finding import LintFinding


def violable_findings(
    place: str, rule: Rule, duty: Duty, agreement: Agreement, most: tuple[int, str] | None
) -> Iterator[LintFinding]:
    """A duty that any facts keep; its parameters must be there.

    Args:
        most: The most that the duty can ever observe, and of what, where that is known.
    """
    if duty.order is not None or duty.response is not None or duty.where is None:
        return
    asked = _asked(rule, duty, agreement)
    if duty.comparator == "at_least":
        if not any(asked):
            reason = words.text("it asks for nothing: in each window of the term its minimum comes to 0")
            remedy = words.text("write a minimum of one or more, a longer period, or partial: full")
            yield LintFinding("never_violated", "error", place, duty.id, reason, remedy)
    elif most is not None and min(asked) >= most[0]:
        reason = words.text(
            "it allows {allowed}, and there are only {most} {things}",
            allowed=min(asked),
            most=most[0],
            things=most[1],
        )
        remedy = words.text("lower the maximum, or measure something else")
        yield LintFinding("never_violated", "error", place, duty.id, reason, remedy)


def _asked(rule: Rule, duty: Duty, agreement: Agreement) -> list[int]:
    """What each window of the term asks of a unit that is there on all its days."""
    term, found = agreement.term, []
    for window in windows(rule.per, term, term.end, agreement.year_basis):
        start, end = max(window.start, term.start), min(window.end, term.end)
        value = resolve(duty.amount, agreement.parameters, start).value
        if duty.comparator == "at_least" and duty.measure.share is None:
            value = _prorated(rule, value, (end - start).days + 1, (window.end - window.start).days + 1)
            tolerance = int((duty.tolerance or "0%").rstrip("%"))
            value = -(-value * (100 - tolerance) // 100)
        found.append(value)
    return found


def _prorated(rule: Rule, value: int, active: int, whole: int) -> int:
    if rule.per == "term" or rule.partial == "full":
        return value
    return (2 * value * active + whole) // (2 * whole)
