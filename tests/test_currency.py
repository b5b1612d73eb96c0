# SPDX-License-Identifier: EUPL-1.2
"""Of every fact, the version known on a date."""

import datetime as dt

from impegni.engine.archive.currency import create_current
from impegni.engine.intake.fact_tables import fact_tables_from
from impegni.schema.facts import Event, Facts, Population, Submission

JANUARY, FEBRUARY = dt.date(2018, 1, 31), dt.date(2018, 2, 28)


def submission(name: str, received: dt.date, **fields: str) -> Submission:
    return Submission(id=name, month="2018-01", units=("R",), received=received, **fields)


SENT = (submission("s1", JANUARY), submission("s2", FEBRUARY))


def current(facts: Facts, query: str, known_at: dt.date | None = None) -> list[tuple[object, ...]]:
    tables = fact_tables_from(facts)
    create_current(tables, known_at)
    return tables.con.execute(query).fetchall()


def test_a_membership_is_corrected_whatever_date_its_row_bears() -> None:
    row = {"population": "p", "unit": "R", "person": "P1", "member_from": dt.date(2018, 1, 1)}
    first = Population(**row, date=JANUARY, submission="s1")
    ended = Population(**row, date=FEBRUARY, member_to=dt.date(2018, 2, 10), submission="s2")
    facts = Facts(populations=(first, ended), submissions=SENT)
    assert current(facts, "select member_to from population_now") == [(dt.date(2018, 2, 10),)]
    assert current(facts, "select member_to from population_now", known_at=JANUARY) == [(None,)]


def test_sizes_of_two_dates_are_two_figures() -> None:
    rows = [Population(population="p", unit="R", date=day, size=5) for day in (JANUARY, FEBRUARY)]
    assert len(current(Facts(populations=tuple(rows)), "select * from population_now")) == 2


def test_a_replaced_submission_loses_its_rows_for_good() -> None:
    event = Event(event_id="e1", event="x", date=JANUARY, unit=("R",), submission="s1")
    replacing = submission("s2", FEBRUARY, replaces="s1")
    facts = Facts(events=(event,), submissions=(SENT[0], replacing))
    assert current(facts, "select event_id from occurrence") == []
    assert current(facts, "select event_id from occurrence", known_at=JANUARY) == [("e1",)]


def test_a_submission_listed_twice_is_one() -> None:
    assert current(Facts(submissions=(SENT[0], SENT[0])), "select count(*) from known_submission") == [(1,)]
