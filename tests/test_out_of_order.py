# SPDX-License-Identifier: EUPL-1.2
"""What was not preceded or answered in time is told with both days: its own, and that of what came nearest."""

import datetime as dt
from typing import Any

import pytest
from impegni.engine.language.words import Words
from impegni.engine.verdicts.out_of_order import out_of_order
from impegni.engine.verdicts.run import Verdicts
from impegni.engine.words.duties import DutyWords
from impegni.schema.base import Language
from small_runs import day, run
from strategies import VOCABULARY

ORDER: dict[str, Any] = {"each": {"event": "session"}, "after": {"event": "contact"}, "same": "unit"}
RESPONSE: dict[str, Any] = {
    "each": {"event": "session"},
    "then": {"event": "contact"},
    "within_days": 10,
    "same": "unit",
}
SESSION = {"event_id": "s", "date": "2018-10-09"}
AS_OF = "2019-02-01"


def judged(written: dict[str, Any], *plans: str, **more: Any) -> Verdicts:
    events = [
        SESSION,
        *({"event_id": f"p{n}", "event": "contact", "date": each} for n, each in enumerate(plans)),
    ]
    form = "order" if "after" in written else "response"
    return run({"for_each": "cpi", "per": "month", form: {**written, **more}}, AS_OF, events=events)


def told(run: Verdicts) -> list[tuple[str, str | None]]:
    found = out_of_order(run, "5.1.r1")
    return [(str(one.day), one.other and str(one.other)) for one in found.get("A", ())]


@pytest.mark.parametrize(
    ("plans", "more", "other"),
    [
        ((), {}, None),
        (("2018-10-23",), {}, "2018-10-23"),
        (("2018-11-23", "2018-10-23"), {}, "2018-10-23"),
        (("2018-08-01",), {"within_days": 30}, "2018-08-01"),
        (("2018-08-01", "2018-10-23"), {"within_days": 30}, "2018-10-23"),
    ],
)
def test_an_order_names_the_nearest_day(
    plans: tuple[str, ...], more: dict[str, Any], other: str | None
) -> None:
    assert told(judged(ORDER, *plans, **more)) == [("2018-10-09", other)]


@pytest.mark.parametrize(
    ("plans", "other"),
    [
        ((), None),
        (("2018-10-23",), "2018-10-23"),
        (("2018-10-01",), None),
        (("2018-10-01", "2018-12-01"), "2018-12-01"),
    ],
)
def test_an_answer_is_looked_for_afterwards_alone(plans: tuple[str, ...], other: str | None) -> None:
    assert told(judged(RESPONSE, *plans)) == [("2018-10-09", other)]


def test_what_precedes_another_is_not_named_again() -> None:
    events = [
        {"event_id": "p", "event": "contact", "date": "2018-10-01"},
        {"event_id": "s1", "date": "2018-10-05"},
        {"event_id": "s2", "date": "2018-10-06"},
    ]
    rule = {"for_each": "cpi", "per": "month", "order": {**ORDER, "one_to_one": True}}
    assert told(run(rule, AS_OF, events=events)) == [("2018-10-06", None)]


@pytest.mark.parametrize("plan", ["2018-10-09", "2018-10-01"])
def test_what_is_in_order_is_not_told(plan: str) -> None:
    assert told(judged(ORDER, plan)) == []


@pytest.mark.parametrize(
    ("written", "plans", "more", "language", "said"),
    [
        (ORDER, ("2018-10-23",), {}, "en", "'{s}' is of 09/10/2018, '{p}' of 23/10/2018: it had to come before"),
        (ORDER, ("2018-10-23",), {}, "it", "«{s}» è del 09/10/2018, «{p}» del 23/10/2018: doveva venire prima"),
        (ORDER, (), {}, "it", "«{s}» del 09/10/2018: prima non c'è stato «{p}»"),
        (ORDER, ("2018-08-01",), {"within_days": 30}, "it",
         "«{s}» è del 09/10/2018, «{p}» del 01/08/2018: troppo tempo prima"),
        (RESPONSE, ("2018-10-23",), {}, "it",
         "«{s}» è del 09/10/2018, «{p}» del 23/10/2018: il termine era il 19/10/2018"),
        (RESPONSE, (), {}, "it", "«{s}» del 09/10/2018: entro il 19/10/2018 non c'è stato «{p}»"),
    ],
)  # fmt: skip
def test_both_days_are_said(
    written: dict[str, Any], plans: tuple[str, ...], more: dict[str, Any], language: Language, said: str
) -> None:
    one = judged(written, *plans, **more)
    words = Words(language)
    found = out_of_order(one, "5.1.r1")["A"][0]
    s, p = (VOCABULARY.events[name].title.in_language(language) for name in ("session", "contact"))
    duty_words = DutyWords(one.convention, VOCABULARY, words, day(AS_OF))
    assert duty_words.out_of_order(one.duties["5.1.r1"], found) == said.format(s=s, p=p)


def test_what_may_still_be_mended_is_not_told_yet() -> None:
    rule = {"for_each": "cpi", "per": "month", "response": RESPONSE}
    early = run(rule, "2018-10-15", events=[SESSION])
    assert out_of_order(early, "5.1.r1") == {}
    assert dt.date(2018, 10, 15) == early.options.as_of
