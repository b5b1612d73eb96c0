# SPDX-License-Identifier: EUPL-1.2
"""All that rules may ask of an event."""

from collections.abc import Iterator

from ...schema.condition import Where
from ...schema.rule import Rule
from .moments import paired_conditions
from .receipts import is_derived


def conditions_of(rule: Rule) -> Iterator[Where]:
    """What a rule counts, what that waits for, what makes it due."""
    for duty in (rule, *rule.members):
        if duty.where is not None and not is_derived(duty):
            yield duty.where
        yield from paired_conditions(duty)
    if rule.when is not None:
        yield rule.when.event
        if rule.when.until is not None:
            yield rule.when.until.event
