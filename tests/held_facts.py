# SPDX-License-Identifier: EUPL-1.2
"""Facts received one after the other, judged on what was known by any day, for the tests of changes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from impegni.engine.changes.changes import changes, changes_since
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import load_convention, load_rulebook
from impegni.engine.intake.fact_tables import fact_tables_from
from impegni.engine.verdicts.run import Options, Verdicts, judge
from impegni.schema.change import Change
from impegni.schema.convention import Suspension
from impegni.schema.facts import Event, Facts, Population, Submission
from impegni.schema.rule import Objective
from report_pages import CONVENTION, RULEBOOK, UNITS

MONTHLY = "5.1.monthly"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def submission(name: str, month: str, received: str, **more: Any) -> Submission:
    data = {"id": name, "month": month, "received": day(received), "units": ["A", "B", "R"], **more}
    return Submission.model_validate(data, strict=False)


def session(event_id: str, date: str, submission: str | None, **more: Any) -> Event:
    data = {"event_id": event_id, "event": "info_session", "date": day(date), "unit": "A", **more}
    return Event.model_validate({**data, "submission": submission}, strict=False)


class Held:
    """Facts held, judged from any day on what was known by any other."""

    def __init__(
        self,
        *held: Event | Population | Submission,
        rules: tuple[str, ...] = (MONTHLY,),
        unit: str = "A",
        more: Sequence[Mapping[str, Any]] = (),
        suspensions: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """Hold facts.

        Args:
            more: Rules to judge instead of those of the rulebook of reports.
            suspensions: What the convention is suspended by.
        """
        events = tuple(each for each in held if isinstance(each, Event))
        figures = tuple(each for each in held if isinstance(each, Population))
        sent = tuple(each for each in held if isinstance(each, Submission))
        self.facts = fact_tables_from(Facts(events=events, populations=figures, submissions=sent or None))
        self.book = load_rulebook(RULEBOOK)
        if more:
            objective = {"objective": "5.1", "title": {"it": "x", "en": "x"}, "rules": list(more)}
            self.book = replace(self.book, objectives=(Objective.model_validate(objective),))
            rules = tuple(rule["id"] for rule in more)
        convention = load_convention(CONVENTION, self.book.vocabulary)
        acts = tuple(Suspension.model_validate(each) for each in suspensions)
        self.convention = convention.model_copy(update={"suspensions": acts})
        self.rules, self.units = frozenset(rules), frozenset({unit})

    def judge(self, as_of: dt.date, known_at: dt.date | None) -> Verdicts:
        options = Options(as_of, known_at, rules=self.rules, units=self.units)
        return judge(self.book, self.convention, Registry(UNITS), self.facts, options)

    def between(self, as_of: str, first: str, second: str) -> list[Change]:
        """What becoming known between two days changes, seen from one day."""
        runs = (self.judge(day(as_of), day(known_at)) for known_at in (first, second))
        return list(changes(*runs))

    def since(self, since: str, now: str) -> list[Change]:
        return list(changes_since(self.judge, day(since), day(now)))


def told(change: Change) -> dict[str, Any]:
    """A change in short."""
    kinds = [None if one is None else one.kind for one in (change.before, change.after)]
    return {
        "change": change.change,
        "window": change.window.label,
        "kinds": tuple(kinds),
        "restated": change.restated,
        "time": change.cause.time,
        "touches": [
            one.model_dump(mode="json", exclude_defaults=True, exclude={"received", "month", "units"})
            for one in change.cause.submissions
        ],
    }


FEBRUARY = submission("s2", "2018-02", "2018-03-05")
