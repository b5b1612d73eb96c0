# SPDX-License-Identifier: EUPL-1.2
"""The way in: the archive as it stands, who has sent and who has not, what to do next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from starlette.responses import Response

from ...schema.serving import ArchiveState, MonthReport, ServedAgreement, UnitReport
from ..asking import Asking
from ..wording import day_of_month, month_name

RECENT = 6
"""Months that stand open; earlier ones are folded away."""

SHAPES = {"received": "●", "late": "◐", "missing": "✗", "open": "○"}
LISTED = 12


@dataclass(frozen=True)
class Todo:
    """A submission that somebody has still to send."""

    month: str
    month_name: str
    unit: str
    unit_name: str
    due: str
    late: bool
    convention: str


async def home(asking: Asking) -> Response:
    """The page."""
    state = await asking.desk.state(asking.language)
    todo = [one for agreement in state.agreements for one in _todo(asking, agreement)]
    return asking.page(
        "home.html.j2",
        state=state,
        latest=next(iter(state.submissions), None),
        todo=todo[:LISTED],
        todo_more=asking.words.plural(
            "and {count} more submission", "and {count} more submissions", len(todo) - LISTED
        )
        if len(todo) > LISTED
        else "",
        tables=[table for one in state.agreements for table in _tables(asking, one)],
        titles=[one.title.in_language(asking.language) for one in state.agreements],
        shapes=SHAPES,
        counts=_counts(asking, state),
    )


def _todo(asking: Asking, agreement: ServedAgreement) -> Iterator[Todo]:
    """What the reader has still to send, the most urgent first."""
    units = {unit.code: unit for unit in agreement.units}
    for month in reversed(agreement.months):
        for one in month.units:
            unit = units[one.unit]
            mine = asking.person.may_send_for(unit.code, unit.above)
            if mine and one.state in ("missing", "open") and _ended(month, asking):
                yield Todo(
                    month.month, month_name(month.month, asking.words), unit.code, unit.name,
                    asking.words.day(month.due), one.state == "missing", agreement.convention,
                )  # fmt: skip


def _ended(month: MonthReport, asking: Asking) -> bool:
    """Whether a month is over: before that there is little to send."""
    return day_of_month(month.month, last=True) < asking.desk.place.day()


@dataclass(frozen=True)
class Table:
    """Units by months: who has sent."""

    caption: str
    folded: bool
    months: Sequence[str]
    rows: Sequence[tuple[str, Sequence[UnitReport | None]]]


def _tables(asking: Asking, agreement: ServedAgreement) -> Iterator[Table]:
    """The latest months, then those before by their year."""
    recent, earlier = agreement.months[:RECENT], agreement.months[RECENT:]
    if recent:
        caption = asking.words.text("Who has sent: the latest months")
        yield _table(asking, agreement, caption, recent[::-1], folded=False)
    for year, months in groupby(earlier, key=lambda one: one.month[:4]):
        caption = asking.words.text("Who has sent: {year}", year=year)
        yield _table(asking, agreement, caption, list(months)[::-1], folded=True)


def _table(
    asking: Asking, agreement: ServedAgreement, caption: str, months: Sequence[MonthReport], *, folded: bool
) -> Table:
    found = [{one.unit: one for one in month.units} for month in months]
    rows = [(unit.name, [month.get(unit.code) for month in found]) for unit in agreement.units]
    names = [asking.words.month(day_of_month(month.month)) for month in months]
    return Table(caption, folded, names, [row for row in rows if any(row[1])])


def _counts(asking: Asking, state: ArchiveState) -> str:
    words = asking.words
    parts = [words.plural("{count} submission", "{count} submissions", len(state.submissions))]
    if state.replies:
        parts.append(words.plural("{count} reply", "{count} replies", len(state.replies)))
    return ", ".join(parts)
