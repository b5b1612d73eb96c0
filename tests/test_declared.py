# SPDX-License-Identifier: EUPL-1.2
"""Declared figures: they decide where the events given cannot, and are shown wherever they differ."""

import datetime as dt
from typing import Any

import pytest
from impegni.engine.explain.explanation import explain
from impegni.engine.intake.fact_tables import fact_tables_from
from impegni.engine.language.words import Words
from impegni.engine.reports.explanation import explanation_lines
from impegni.engine.reports.layout import UNICODE, finished
from impegni.engine.reports.page import Page
from impegni.engine.reports.rollups import breached
from impegni.engine.reports.table import table_report
from impegni.engine.verdicts.run import Options, Verdicts, judge_programme
from impegni.schema.facts import Facts, Figure
from impegni.schema.verdict import Verdict
from test_programme import BASILICATA, DUE, FIRST_LATE, PROGRAMME, PUGLIA, RULEBOOK, contacts

pytestmark = pytest.mark.slow

FIRMS, HOURS, SCHOOLS = "5.4.firms-national", "5.4.hours-national", "5.4.schools-national"


def figure(value: int, day: str = "2018-08-31", rule: str = FIRMS, **more: Any) -> Figure:
    written = {"rule": rule, "unit": "IT", "date": day, "value": value, "source": "Annual report", **more}
    return Figure.model_validate(written, strict=False)


def run(
    *figures: Figure, members: Any = (BASILICATA,), as_of: dt.date = FIRST_LATE, **facts: Any
) -> Verdicts:
    rules = frozenset(one.rule for one in figures) or frozenset({FIRMS})
    tables = fact_tables_from(Facts(figures=figures, **facts))
    return judge_programme(RULEBOOK, PROGRAMME, members, tables, Options(as_of=as_of, rules=rules))


def judged(*figures: Figure, **given: Any) -> Verdict:
    return next(run(*figures, **given).models())


def test_it_decides_where_members_are_missing() -> None:
    one = judged(figure(2))
    assert (one.kind, one.required, one.observed, one.progress) == ("violation", 3, 2, 66)
    assert (one.flags, one.counted, one.reason) == (("declared",), 0, None)
    assert [(each.value, each.source) for each in one.declared] == [(2, "Annual report")]


def test_it_attains_as_soon_as_it_is_reached() -> None:
    assert judged(figure(3), as_of=dt.date(2018, 9, 1)).kind == "attainment"
    assert judged(figure(2), as_of=DUE).kind == "pending"


def test_events_that_suffice_decide_by_themselves() -> None:
    one = judged(figure(2), events=contacts("F1", "F2", "F3"))
    assert (one.kind, one.observed, one.flags, one.counted) == ("attainment", 3, (), None)
    assert [each.value for each in one.declared] == [2]


def test_with_all_members_given_what_is_counted_decides_and_both_are_shown() -> None:
    one = judged(figure(3), members=(BASILICATA, PUGLIA), events=contacts("F1", "F2"))
    assert (one.kind, one.observed, one.flags, one.counted) == ("violation", 2, (), None)
    assert [each.value for each in one.declared] == [3]


@pytest.mark.parametrize(("value", "kind"), [(10, "attainment"), (11, "violation")])
def test_it_decides_a_maximum(value: int, kind: str) -> None:
    assert judged(figure(value, rule=HOURS), as_of=dt.date(2020, 1, 11)).kind == kind


def test_one_dated_elsewhere_decides_nothing() -> None:
    for other in (figure(3, "2017-12-31"), figure(3, "2019-02-01")):
        assert judged(other, as_of=dt.date(2019, 1, 31)).kind == "not_evaluable"


def test_the_latest_stands_and_all_are_shown() -> None:
    one = judged(figure(1, "2018-06-30"), figure(2), figure(3, source="Ministry"))
    assert (one.observed, [each.value for each in one.declared]) == (2, [2, 3, 1])


def test_members_that_are_missing_make_no_run_fail() -> None:
    assert not breached(run().frame)
    assert breached(run(figure(2)).frame)


def page(verdicts: Verdicts, language: Any = "it") -> Page:
    return Page(verdicts, PUGLIA[1], Words(language), UNICODE, PROGRAMME, ("basilicata",))


def test_reports_show_figure_source_and_count() -> None:
    text = " ".join(table_report(page(run(figure(2, document="prot. 12")))).split())
    assert (
        "2018: dichiarati: 2 al 31/08/2018, fonte: Annual report, prot. 12; contati dagli eventi dati: 0"
        in text
    )


def test_reports_say_nothing_where_both_agree() -> None:
    found = run(figure(2), members=(BASILICATA, PUGLIA), events=contacts("F1", "F2"))
    assert "dichiarati" not in table_report(page(found))


def test_an_explanation_lists_both() -> None:
    found = run(figure(2), events=contacts("F1"))
    told = explain(found, FIRMS, "IT", "2018")
    assert ([one.event_id for one in told.counted], told.verdict.observed) == (["17 F1"], 2)
    text = finished(explanation_lines(page(found, "en"), told), False)
    assert "Declared figures" in text
    assert "What counted: 1" in text
    assert "decided by a declared figure" in text
