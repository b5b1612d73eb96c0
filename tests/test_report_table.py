# SPDX-License-Identifier: EUPL-1.2
"""The report an official reads."""

import datetime as dt

import pytest
from impegni.engine.reports.layout import ASCII, WIDTH
from impegni.engine.reports.table import table_report
from impegni.schema.facts import Event, Submission
from impegni.schema.unit import Unit
from report_pages import REGION, firms, make_page, sessions

pytestmark = pytest.mark.slow

MONTHLY, GOAL, FIRMS, EACH, PLAN = "5.1.monthly", "5.1.wished", "5.1.firms", "5.1.two-a-year-each", "5.1.plan"

KEPT = [*sessions("A", "2018-02-10", "2018-03-10"), *sessions("B", "2018-02-10")]


def submission(month: str, *units: str, received: str) -> Submission:
    data = {"id": f"{month}-{'-'.join(units)}", "month": month, "units": units, "received": received}
    return Submission.model_validate(data, strict=False)


def test_header_says_what_was_judged() -> None:
    text = table_report(make_page("2018-04-11", [MONTHLY], KEPT))
    assert text.splitlines()[:3] == [
        "Convenzione di prova",
        "Durata 17/01/2018 – 31/12/2020 · situazione al 11/04/2018 · dati noti: tutti quelli ricevuti",
        "Gli eventi sono file singoli, senza invii: contano come completi.",
    ]


def test_monthly_duty_shows_a_strip_a_unit_and_what_was_violated() -> None:
    lines = table_report(make_page("2018-04-28", [MONTHLY], KEPT)).splitlines()
    assert "  ✗ VIOLATO  monthly" in lines
    assert "      CPI Alfa A  –●●!" in lines
    assert "      CPI Beta B  –●✗!" in lines
    assert "      ✗ CPI Beta: mar 2018, 0 di 1 (ne manca 1)" in lines
    assert "      ! CPI Alfa, CPI Beta: apr 2018, 0 di 1: ancora 1, da fare entro il 30/04/2018" in lines


def test_windows_that_say_the_same_are_one_span() -> None:
    text = table_report(make_page("2018-06-11", [MONTHLY], sessions("A", "2018-02-01", "2018-03-01")))
    assert "✗ CPI Alfa: apr 2018 – mag 2018, 0 di 1 (ogni volta, ne manca 1)" in text
    assert "✗ CPI Beta: feb 2018 – mag 2018, 0 di 1 (ogni volta, ne manca 1)" in text


def test_yearly_duty_shows_progress_that_is_not_rounded_up() -> None:
    text = table_report(make_page("2020-01-11", [FIRMS], [*firms("2019-05-05", 3999)]))
    assert "2019  3.999 di 4.000  ███████████████████░  99,9 %  ✗ violato, ne manca 1" in text


def test_progress_says_what_remains_and_until_when() -> None:
    text = table_report(make_page("2019-12-01", [FIRMS], [*firms("2019-05-05", 1500)], language="en"))
    assert (
        "2019  1,500 of 4,000  ███████░░░░░░░░░░░░░  37.5 %  ! 2,500 more, to be done by 31/12/2019" in text
    )


def test_units_of_a_yearly_duty_stand_side_by_side() -> None:
    lines = table_report(make_page("2018-05-05", [EACH])).splitlines()
    assert "      ! CPI Alfa 0/2   ! CPI Beta 0/2" in lines
    assert "      ! CPI Alfa, CPI Beta: 2018, 0 di 2: ancora 2, da fare entro il 31/12/2018" in lines


def test_a_missed_goal_is_not_called_violated() -> None:
    text = table_report(make_page("2018-03-20", [GOAL]))
    assert "✗ NON RAGGIUNTO  wished" in text
    assert "  ✗ 1 obiettivo non raggiunto" in text
    assert "VIOLATO" not in text


def test_missing_submissions_are_grouped_by_unit() -> None:
    sent = [
        submission("2018-02", "R", "A", received="2018-03-02"),
        submission("2018-03", "R", "A", received="2018-04-02"),
    ]
    text = table_report(make_page("2018-04-11", [MONTHLY], KEPT[:2], submissions=sent))
    assert "La completezza risulta dagli invii ricevuti." in text
    assert "? CPI Beta: feb 2018 – mar 2018, mancano gli invii" in text
    assert "  CPI Beta: feb 2018 – mar 2018 (blocca 2 verdetti)" in text


def test_what_was_received_too_late_is_said() -> None:
    sent = [submission("2018-02", "R", "A", "B", received="2018-03-20")]
    text = table_report(make_page("2018-03-25", ["ART.5.submission"], submissions=sent))
    assert "feb 2018, 0 di 1 (ne manca 1, arrivato in ritardo)" in text


def test_of_many_units_only_those_with_something_wrong_are_shown() -> None:
    units = [
        Unit(code=f"C{number:02}", kind="cpi", name=f"Centro {number:02}", parent="R") for number in range(40)
    ]
    events = [event for unit in units[1:] for event in sessions(unit.code, "2018-02-10")]
    text = table_report(make_page("2018-03-11", [MONTHLY], events, units=[REGION, *units]))
    assert "Centro 00 C00" in text
    assert "Centro 01" not in text
    assert "altre 39 unità non mostrate" in text


def test_documentary_duties_are_one_section() -> None:
    school = Unit(code="S", kind="school", name="Istituto Prova", parent="R")
    text = table_report(make_page("2021-01-11", [PLAN], units=[REGION, school]))
    assert "1 IMPEGNO DOCUMENTALE" in text
    assert "  Senza evidenza, scaduti:\n    ✗ plan (5.1.plan)" in text
    early = table_report(make_page("2018-05-05", [PLAN], units=[REGION, school]))
    assert "  Ancora senza evidenza, non scaduti:\n    5.1  plan" in early


def test_rules_out_of_scope_are_named_with_the_reason() -> None:
    text = table_report(make_page("2018-05-05", [MONTHLY, "ART.5.submission"]))
    assert "nessun invio fornito: i file singoli contano come completi (1): ART.5.submission" in text


def test_a_rule_without_units_is_not_applicable() -> None:
    text = table_report(make_page("2018-05-05", ["5.1.no-unit"]))
    assert "– non applicabile  no-unit" in text
    assert "1 non applicabile (nessuna unità di questo tipo)" in text


def test_before_the_term_there_is_nothing_to_judge() -> None:
    assert "non c'è nulla da giudicare" in table_report(make_page("2017-12-31", [MONTHLY]))


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("as_of", ["2018-02-10", "2018-04-28", "2019-12-31", "2021-06-30"])
def test_every_form_fits_and_leaves_no_trailing_space(language: str, as_of: str) -> None:
    rules = [
        MONTHLY,
        GOAL,
        FIRMS,
        EACH,
        PLAN,
        "5.1.all-members",
        "5.1.quarterly",
        "5.1.at-most-half",
        "5.1.hours",
    ]
    rules += ["5.1.after-agreement", "5.1.answered", "5.1.recipients", "5.1.two-of-three"]
    text = table_report(make_page(as_of, rules, KEPT, language=language))  # type: ignore[arg-type]  # one of the two languages
    assert max(map(len, text.splitlines())) <= WIDTH
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    assert "\x1b" not in text
    assert "{" not in text


def test_runs_of_violations_are_told_once_and_counted_in_the_header() -> None:
    text = table_report(make_page("2018-06-11", [MONTHLY], sessions("A", "2018-02-01", "2018-03-01")))
    assert " ▲ 2 serie di violazioni\n" in text
    assert "      ▲ 4 mesi di fila: feb 2018 – mag 2018 (CPI Beta); 2 mesi di fila: apr 2018" in text
    assert "▲ violato più volte di fila" in text


def test_one_violation_and_a_missed_goal_are_no_run() -> None:
    assert "▲" not in table_report(make_page("2018-03-11", [MONTHLY]))
    assert "▲" not in table_report(make_page("2018-06-11", [GOAL]))


def test_of_many_runs_the_longest_are_told() -> None:
    units = [Unit(code=f"C{number}", kind="cpi", parent="R") for number in range(10, 20)]
    months = ["2018-02", "2018-05", "2018-08", "2018-11", "2019-02", "2019-05", "2019-08", "2019-11"]
    events = [
        event
        for unit, month in zip(units, months, strict=False)
        for event in sessions(unit.code, f"{month}-10")
    ]
    text = table_report(make_page("2020-01-11", [MONTHLY], events, units=[REGION, *units]))
    assert "      ▲ 23 mesi di fila: feb 2018 – dic 2019 (C18, C19); 22 mesi di fila" in text
    assert "e altre 9" in " ".join(text.split())


def test_parts_of_a_composition_stand_beneath_it() -> None:
    events = [
        Event(event_id=topic, event="meeting", date=dt.date(2018, 2, 10), unit=("R",), topic=(topic,))
        for topic in ("one", "two")
    ]
    lines = table_report(make_page("2018-03-11", ["5.1.two-of-three"], events)).splitlines()
    assert "1 IMPEGNO" in lines
    place = lines.index("      Parti:")
    parts = [part for part in lines[place + 1].split("   ") if part]
    assert [part.strip() for part in parts] == [
        "○ 1 ● 1 – 1  5.1.three-one", "○ 1 ● 1 – 1  5.1.three-two", "✗ 1 ○ 1 – 1  5.1.three-three",
    ]  # fmt: skip


def test_plain_report_is_ascii() -> None:
    text = table_report(make_page("2018-04-28", [MONTHLY], KEPT, marks=ASCII), plain=True)
    assert text.isascii()
    assert "CPI Beta B  -+x!" in text
