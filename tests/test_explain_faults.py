# SPDX-License-Identifier: EUPL-1.2
"""The one condition an event failed: found for orders within cases, told in words for every column."""

import datetime as dt
from typing import Any

import pytest
from engine_runs import engine_run
from explaining import event, section, text, told
from impegni.engine.explain.explanation import explain
from impegni.engine.reports.explanation_faults import fault_words
from impegni.schema.condition import Test
from impegni.schema.convention import Convention
from impegni.schema.explanation import Explanation, NearMiss
from impegni.schema.facts import Event, Facts
from impegni.schema.rule import Objective
from impegni.schema.unit import Unit
from report_pages import make_page
from strategies import TITLE, VOCABULARY

START, END = dt.date(2020, 1, 1), dt.date(2020, 12, 31)


def explained(events: list[Event], **rule: Any) -> Explanation:
    """The only verdict of a rule on the region over the whole term."""
    written = {
        "id": "5.1.r1",
        "clauses": ["1"],
        "title": TITLE,
        "owed_by": "region",
        "for_each": "region",
        "per": "term",
    } | rule
    objective = Objective.model_validate({"objective": "5.1", "title": TITLE, "rules": [written]})
    convention = Convention.model_validate(
        {
            "convention": "c",
            "title": TITLE,
            "region": "R",
            "units": "u.csv",
            "term": {"from": START, "to": END},
        }
        | {
            "grace_days": 10,
            "reporting": {"kinds": ["region"], "due_days": 10},
            "parameters": {"amount": {START: 1, dt.date(2020, 6, 1): 2}},
        }
    )
    units = [Unit(code="R", kind="region"), Unit(code="A", kind="cpi", parent="R")]
    verdicts = engine_run([objective], VOCABULARY, convention, units, Facts(events=events), END)
    return explain(verdicts, "5.1.r1", "R", "term")


CASES = {"each": {"event": "contact"}, "after": {"event": "session"}, "same": "case"}


def test_a_predecessor_of_another_case_is_told_with_both() -> None:
    events = [
        event("c", "contact", "2020-03-10", case="K1"),
        event("s", "session", "2020-03-01", case="K2"),
    ]
    (near,) = explained(events, order=CASES).near
    assert (near.event_id, near.failed, near.got, near.object) == ("s", "case", "K2", "K1")


def test_an_event_without_a_case_could_be_preceded_by_nothing() -> None:
    events = [event("c", "contact", "2020-03-10"), event("s", "session", "2020-03-01", case="K2")]
    found = explained(events, order=CASES)
    assert ([one.partner for one in found.waiting], found.near) == ([None], ())


@pytest.mark.slow
def test_a_predecessor_that_serves_another_event_is_told() -> None:
    events = [
        event("c1", "contact", "2020-03-10"),
        event("c2", "contact", "2020-03-20"),
        event("s", "session", "2020-03-01"),
    ]
    order = CASES | {"same": "unit", "one_to_one": True}
    assert [(one.event_id, one.failed) for one in explained(events, order=order).near] == [("s", "taken")]


def test_a_predecessor_too_long_before_is_told_with_its_nearest_day() -> None:
    events = [event("c", "contact", "2020-03-20"), event("s", "session", "2020-03-01")]
    order = CASES | {"same": "region", "within_days": 10}
    (near,) = explained(events, order=order).near
    assert (near.failed, near.nearest) == ("window", dt.date(2020, 3, 10))


def test_an_event_that_names_nothing_to_count_is_told() -> None:
    found = explained(
        [event("s", "session", "2020-03-01")],
        where={"event": "session"},
        measure={"distinct": "firm"},
        at_least=1,
    )
    assert [(one.failed, one.column) for one in found.near] == [("no_value", "firm")]


def test_an_event_at_no_unit_of_the_kind_counted_is_told() -> None:
    found = explained(
        [event("s", "session", "2020-03-01")],
        where={"event": "session"},
        measure={"units": "cpi"},
        at_least=1,
    )
    assert [one.failed for one in found.near] == ["unit_kind"]


def test_the_parameter_and_its_day_are_told() -> None:
    derived = explained([], where={"event": "session"}, at_least="$amount").derivation
    assert (derived.threshold, derived.parameter, derived.since) == (1, "amount", START)


def test_the_act_that_set_an_amount_is_told() -> None:
    amount = {START: {"value": 3, "source": "decree 7"}}
    derived = explained([], where={"event": "session"}, at_least=amount).derivation
    assert (derived.threshold, derived.source, derived.since) == (3, "decree 7", None)


def test_the_steps_of_an_amount_are_told_in_words() -> None:
    page, found = told("5.1.monthly", "A", "2018-03", "2018-04-11")
    steps = {"parameter": "sessions", "since": dt.date(2018, 2, 1), "source": "decree 7"}
    changed = found.model_copy(update={"derivation": found.derivation.model_copy(update=steps)})
    assert section(text(page, changed, "it"), "Che cosa è richiesto")[1:4] == [
        "Il numero è fissato dalla convenzione (sessions).",
        "Questo numero vale dal 01/02/2018.",
        "Fissato da: decree 7.",
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"column": "topic", "got": "two", "accepted": {"values": ["one"]}}, "tema: Due; vale solo: Uno"),
        ({"column": "topic", "accepted": {"present": True}}, "manca: tema"),
        ({"column": "topic", "got": "one|two", "accepted": {"present": False}}, "tema: Uno, Due; vale solo: nessuno"),
        ({"column": "topic", "got": "one", "accepted": {"not": ["one"]}}, "tema: Uno; vale solo: tutto tranne Uno"),
        ({"column": "participants", "got": "2", "accepted": {"min": 3}},
         "partecipanti: 2; vale solo: almeno 3"),
        ({"column": "participants", "accepted": {"max": 3}},
         "partecipanti: nessuno; vale solo: al massimo 3"),
    ],
)  # fmt: skip
def test_a_column_is_told_with_what_it_holds_and_what_is_asked(fields: dict[str, Any], said: str) -> None:
    fields["accepted"] = Test.model_validate(fields["accepted"])
    near = NearMiss(event_id="e", date=START, units=("A",), failed="field", **fields)
    assert fault_words(make_page("2018-03-20", ["5.1.monthly"]), near, paired=False) == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"failed": "not_known"}, "ricevuto dopo il giorno fino al quale si conoscono gli invii"),
        ({"failed": "superseded", "object": "s2"}, "corretto in seguito dall'invio s2"),
        ({"failed": "withdrawn", "object": "s2"}, "ritirato: il suo invio è stato sostituito da s2"),
        ({"failed": "no_value", "column": "firm"}, "manca: impresa"),
        ({"failed": "unit_above"}, "registrato presso CPI Alfa, non presso questa unità"),
        ({"failed": "unit_not_valid", "nearest": START},
         "l'unità non esisteva più quel giorno: il suo ultimo giorno è il 01/01/2020"),
        ({"failed": "case", "got": "K2", "object": "K1"}, "altra pratica: K2, non K1"),
        ({"failed": "term", "nearest": START},
         "fuori dalla durata della convenzione; giorno utile più vicino: 01/01/2020"),
        ({"failed": "window", "nearest": START}, "fuori dal periodo; giorno utile più vicino: 01/01/2020"),
    ],
)  # fmt: skip
def test_each_fault_has_its_words(fields: dict[str, Any], said: str) -> None:
    near = NearMiss.model_validate({"event_id": "e", "date": START, "units": ("A",)} | fields)
    assert fault_words(make_page("2018-03-20", ["5.1.monthly"]), near, paired=False) == said
