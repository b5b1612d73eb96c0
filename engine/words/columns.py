# SPDX-License-Identifier: EUPL-1.2
"""What the columns of events are called: as a heading, and as what is counted."""

from typing import NamedTuple

from ..language.catalogue import Message, Plural, mark, mark_plural

COLUMNS = {
    "deliverable": mark("document"),
    "topic": mark("topic"),
    "target": mark("target group"),
    "phase": mark("phase"),
    "participants": mark("participants"),
    "invited": mark("people invited"),
    "firm": mark("firm"),
    "person": mark("person"),
    "case": mark("case"),
    "evidence": mark("evidence"),
    "source": mark("source"),
}
"""The column, as a heading of a file would have it."""


class Thing(NamedTuple):
    """What is counted.

    Attributes:
        many: In the plural, where no number stands with it.
        counted: So many.
        distinct: So many, each counted once.
    """

    many: Message
    counted: Plural
    distinct: Plural


_PARTICIPANTS = mark_plural("{count} participant", "{count} participants")
_INVITED = mark_plural("{count} person invited", "{count} people invited")

THINGS = {
    "firm": Thing(
        mark("firms"),
        mark_plural("{count} firm", "{count} firms"),
        mark_plural("{count} distinct firm", "{count} distinct firms"),
    ),
    "person": Thing(
        mark("people"),
        mark_plural("{count} person", "{count} people"),
        mark_plural("{count} distinct person", "{count} distinct people"),
    ),
    "case": Thing(
        mark("cases"),
        mark_plural("{count} case", "{count} cases"),
        mark_plural("{count} distinct case", "{count} distinct cases"),
    ),
    "phase": Thing(
        mark("phases"),
        mark_plural("{count} phase", "{count} phases"),
        mark_plural("{count} distinct phase", "{count} distinct phases"),
    ),
    "target": Thing(
        mark("target groups"),
        mark_plural("{count} target group", "{count} target groups"),
        mark_plural("{count} distinct target group", "{count} distinct target groups"),
    ),
    "topic": Thing(
        mark("topics"),
        mark_plural("{count} topic", "{count} topics"),
        mark_plural("{count} distinct topic", "{count} distinct topics"),
    ),
    "participants": Thing(mark("participants"), _PARTICIPANTS, _PARTICIPANTS),
    "invited": Thing(mark("people invited"), _INVITED, _INVITED),
}
"""What measures count, by the column it stands in."""
