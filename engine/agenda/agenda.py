# SPDX-License-Identifier: EUPL-1.2
"""The agenda: two runs, one from today and one from its last day on what is known today."""

import datetime as dt
from dataclasses import replace

from ...schema.agenda import Agenda, AgendaItem
from ...schema.errors import UsageError
from ..intake.fact_tables import FactTables
from ..verdicts.run import JudgeOn, Options, Verdicts
from .asks import asks, latest_senders
from .items import Items
from .known import known_by


def agenda_of(
    judge_on: JudgeOn, facts: FactTables, options: Options, until: dt.date, now: Verdicts | None = None
) -> Agenda:
    """What each unit has still to do until a day, the windows that begin by then included.

    Windows that have begun are taken from the run of `options`. The others are laid out by a run from the
    last day, on the facts known on the first: what they will require as far as is known today, whatever
    they would be decided to be if nothing more were done. Conditions (`when`) not met yet ask nothing.

    Args:
        options: Its as_of is the day the agenda looks from.
        now: The run of these options, where there is one already.

    Raises:
        UsageError: The last day comes before the first.
    """
    start = options.as_of
    if until < start:
        raise UsageError([f"--to: got {until}, before {start} in --from; write a later date"])
    now = judge_on(facts, options) if now is None else now
    items = list(Items(now, start).open())
    if until > start:
        then = judge_on(known_by(facts, start, options.known_at), replace(options, as_of=until))
        items += Items(then, start).coming()
    order = {rule.id: place for place, (_, rule) in enumerate(now.rulebook.rules())}
    within = [item for item in items if item.last_day <= until]
    frame = now.frame[now.frame["role"] == "rule"]
    return Agenda(
        convention=now.convention.convention,
        start=start,
        end=until,
        known_at=options.known_at,
        items=tuple(sorted(within, key=lambda item: _place(item, order[item.rule]))),
        later=len(items) - len(within),
        lost=int(((frame["kind"] == "violation") & (frame["modality"] != "goal")).sum()),
        awaiting=int((frame["kind"] == "not_evaluable").sum()),
        asks=asks(now, latest_senders(facts, options.known_at or start)),
    )


def _place(item: AgendaItem, rule: int) -> tuple[dt.date, str, int, dt.date, dt.date]:
    return item.due, item.unit, rule, item.window.start, item.last_day
