# SPDX-License-Identifier: EUPL-1.2
"""What is still to do: from verdicts to items, and the forms an agenda is written in."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from icalendar import Calendar
from impegni.engine.agenda.agenda import agenda_of
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import load_convention, load_rulebook
from impegni.engine.intake.fact_tables import FactTables, fact_tables_from
from impegni.engine.language.words import Words
from impegni.engine.reports.agenda import AgendaPage, agenda_report
from impegni.engine.reports.agenda_ics import agenda_ics
from impegni.engine.reports.agenda_xlsx import write_agenda_xlsx
from impegni.engine.reports.layout import UNICODE
from impegni.engine.verdicts.run import Options, Verdicts, judge
from impegni.schema.agenda import AgendaItem
from impegni.schema.base import Language
from impegni.schema.errors import UsageError
from impegni.schema.facts import Event, Facts, Population, Submission
from openpyxl import load_workbook
from report_pages import CONVENTION, RULEBOOK, UNITS, firms, sessions

pytestmark = pytest.mark.slow

MONTHLY, FIRMS, ANSWERED = "5.1.monthly", "5.1.firms", "5.1.answered"


def event(name: str, kind: str, day: str, unit: str = "R", **more: str) -> Event:
    return Event.model_validate(
        {"event_id": name, "event": kind, "date": dt.date.fromisoformat(day), "unit": unit, **more},
        strict=False,
    )


def make_agenda(
    start: str,
    end: str,
    rules: Sequence[str],
    events: Iterable[Event] = (),
    populations: Sequence[Population] = (),
    submissions: Sequence[Submission] | None = None,
    language: Language = "it",
) -> AgendaPage:
    book = load_rulebook(RULEBOOK)
    convention, registry = load_convention(CONVENTION, book.vocabulary), Registry(UNITS)
    facts = fact_tables_from(Facts(events=tuple(events), populations=populations, submissions=submissions))

    def judge_on(tables: FactTables, options: Options) -> Verdicts:
        return judge(book, convention, registry, tables, options)

    options = Options(dt.date.fromisoformat(start), rules=frozenset(rules))
    found = agenda_of(judge_on, facts, options, dt.date.fromisoformat(end))
    return AgendaPage(found, convention, registry, book, Words(language), UNICODE)


def told(page: AgendaPage) -> list[tuple[str, str, int | None, str]]:
    return [(item.unit, item.window.label, item.to_do, str(item.last_day)) for item in page.agenda.items]


def said(page: AgendaPage) -> str:
    """The report as one line, wherever it is wrapped."""
    return " ".join(agenda_report(page).split())


def only(page: AgendaPage) -> AgendaItem:
    (item,) = page.agenda.items
    return item


def test_open_and_coming_windows_are_listed_by_due_day_then_unit() -> None:
    page = make_agenda("2018-03-20", "2018-04-30", [MONTHLY], sessions("A", "2018-02-10", "2018-03-10"))
    assert told(page) == [
        ("B", "2018-03", 1, "2018-03-31"),
        ("A", "2018-04", 1, "2018-04-30"),
        ("B", "2018-04", 1, "2018-04-30"),
    ]
    assert page.agenda.lost == 1


def test_nothing_is_at_risk_before_its_window_begins() -> None:
    page = make_agenda("2018-03-28", "2018-04-30", [MONTHLY])
    assert {(item.window.label, item.at_risk) for item in page.agenda.items} == {
        ("2018-03", True),
        ("2018-04", False),
    }


def test_windows_attained_ask_for_nothing() -> None:
    both = [*sessions("A", "2018-02-10", "2018-03-10"), *sessions("B", "2018-02-10", "2018-03-10")]
    assert told(make_agenda("2018-03-20", "2018-03-31", [MONTHLY], both)) == []


def test_what_is_told_of_days_to_come_does_not_count_yet() -> None:
    page = make_agenda("2018-03-20", "2018-04-30", [MONTHLY], sessions("A", "2018-04-10"))
    assert ("A", "2018-04", 1, "2018-04-30") in told(page)


def test_an_event_moved_to_a_day_to_come_counts_no_more_where_it_was() -> None:
    sent = [
        Submission(id=name, month="2018-03", units=("A",), received=dt.date(2018, 3, day))
        for name, day in (("s1", 5), ("s2", 9))
    ]
    days = (("s1", "2018-03-02"), ("s2", "2018-05-02"))
    moved = [event("e1", "info_session", day, "A", submission=name) for name, day in days]
    page = make_agenda("2018-02-20", "2018-03-31", [MONTHLY], moved, submissions=sent)
    assert ("A", "2018-03", 1, "2018-03-31") in told(page)


def test_windows_that_close_after_the_last_day_are_counted_apart() -> None:
    page = make_agenda("2019-05-10", "2019-06-30", [FIRMS], firms("2019-05-05", 10))
    assert (told(page), page.agenda.later) == ([], 1)


def test_a_window_in_its_grace_can_only_be_reported() -> None:
    page = make_agenda("2018-03-05", "2018-03-05", [MONTHLY], sessions("A", "2018-02-10"))
    assert (only(page).unit, only(page).report_only) == ("B", True)
    assert "vale solo ciò che è stato fatto entro quel giorno" in said(page)


def test_triggers_not_answered_are_listed_by_their_deadline() -> None:
    asked = [event("q1", "request", "2018-03-02"), event("q2", "request", "2018-03-10")]
    page = make_agenda("2018-03-12", "2018-05-30", [ANSWERED], asked)
    assert told(page) == [("R", "2018-03", 1, "2018-04-01"), ("R", "2018-03", 1, "2018-04-09")]
    assert "1 a cui dare seguito entro il 01/04/2018" in said(page)
    answered = [*asked, event("a1", "answer", "2018-03-11")]
    assert told(make_agenda("2018-03-12", "2018-05-30", [ANSWERED], answered)) == []


def test_an_order_broken_can_only_be_reported() -> None:
    page = make_agenda(
        "2018-03-12", "2018-05-30", ["5.1.after-agreement"], [event("q1", "request", "2018-03-02")]
    )
    assert (only(page).form, only(page).report_only) == ("order", True)
    assert "1 evento senza ciò che deve precederlo" in said(page)


def test_a_composition_says_which_parts_suffice() -> None:
    done = [event("m1", "meeting", "2018-03-02", topic="one")]
    page = make_agenda("2018-03-12", "2018-03-31", ["5.1.two-of-three"], done)
    item = only(page)
    assert (item.to_do, [part.rule for part in item.parts]) == (1, ["5.1.three-two", "5.1.three-three"])
    assert "1 di queste parti da fare entro il 31/03/2018 (1 di 2)" in said(page)


def test_shares_count_the_members_left_and_ask_for_a_figure_where_there_is_none() -> None:
    size = Population(population="members", unit="A", date=dt.date(2018, 3, 1), size=5)
    reached = [event("i1", "interview", "2018-03-03", "A", person="P1")]
    page = make_agenda("2018-03-12", "2018-03-31", ["5.1.all-members"], reached, [size])
    (one, other) = page.agenda.items
    assert (one.required, one.to_do, one.needs_figure) == (5, 4, False)
    assert (other.required, other.to_do, other.needs_figure) == (None, None, True)
    text = said(page)
    assert "ancora 4 persone, da fare entro il 31/03/2018 (1 di 5)" in text
    assert "serve la numerosità della platea" in text


def test_maximums_and_components_ask_for_nothing() -> None:
    assert told(make_agenda("2018-03-12", "2020-12-31", ["5.1.hours", "5.1.at-most-half"])) == []


def test_goals_are_marked() -> None:
    page = make_agenda("2018-03-12", "2018-03-31", ["5.1.wished"], language="en")
    text = said(page)
    assert "wished (goal) [5.1]" in text
    assert "Mar 2018: 1 more, to be done by 31/03/2018 (0 of 1): CPI Alfa, CPI Beta" in text


def test_what_units_are_asked_alike_is_said_once() -> None:
    page = make_agenda("2018-03-20", "2018-04-30", [MONTHLY], sessions("A", "2018-02-10", "2018-03-10"))
    text = agenda_report(page)
    assert text.count("monthly [5.1]") == 2
    assert "CPI Alfa, CPI Beta" in text


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(UsageError, match="before 2018-03-12 in --from"):
        make_agenda("2018-03-12", "2018-03-11", [MONTHLY])


def test_a_calendar_imports_it() -> None:
    page = make_agenda(
        "2018-03-20", "2018-04-30", [MONTHLY, ANSWERED], [event("q1", "request", "2018-03-02")]
    )
    content = agenda_ics([page])
    events = Calendar.from_ical(content).walk("VEVENT")
    days = [each.decoded("dtstart") for each in events]
    assert days == [item.due if item.report_only else item.last_day for item in page.agenda.items]
    assert all(type(day) is dt.date for day in days)
    assert [str(each["uid"]) for each in events] == list(dict.fromkeys(str(each["uid"]) for each in events))
    assert events[0].decoded("dtstamp").date() == dt.date(2018, 3, 20)
    assert not events[0].errors


def test_lines_of_a_calendar_are_folded_and_end_as_they_must() -> None:
    lines = agenda_ics([make_agenda("2018-03-20", "2018-04-30", [MONTHLY])]).split(b"\r\n")
    assert lines[-1] == b""
    assert b"DTSTART;VALUE=DATE:20180331" in lines
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert any(line.startswith(b" ") for line in lines)


def test_the_same_agenda_makes_the_same_bytes(tmp_path: Path) -> None:
    first, second = (make_agenda("2018-03-20", "2018-04-30", [MONTHLY]) for _ in range(2))
    assert agenda_ics([first]) == agenda_ics([second])
    for name, page in (("a", first), ("b", second)):
        write_agenda_xlsx([page], tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_workbook_has_a_row_an_item(tmp_path: Path) -> None:
    page = make_agenda("2018-03-20", "2018-04-30", [MONTHLY])
    write_agenda_xlsx([page], tmp_path / "agenda.xlsx")
    sheet = load_workbook(tmp_path / "agenda.xlsx")["Agenda"]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[2] in ("A", "B")]
    assert [(row[0].date(), row[2], row[13]) for row in rows] == [
        (item.due, item.unit, item.to_do) for item in page.agenda.items
    ]


def sent(unit: str, *months: str) -> list[Submission]:
    """The submissions of a unit, received on the day they may last come."""
    days = {month: dt.date.fromisoformat(f"{month}-28") for month in months}
    return [
        Submission(id=f"{unit}-{month}", month=month, units=(unit,), received=day, sender=f"{unit} office")
        for month, day in days.items()
    ]


def test_what_may_still_come_is_asked_of_whom_it_is_missing(tmp_path: Path) -> None:
    submissions = [*sent("A", "2018-01", "2018-02"), *sent("B", "2018-01", "2018-02", "2018-03")]
    page = make_agenda("2018-05-02", "2018-05-31", [MONTHLY], submissions=submissions)
    asked = [(ask.unit, ask.months, ask.blocked, ask.sender) for ask in page.agenda.asks]
    assert asked == [("A", ("2018-03",), 1, "A office")]
    assert "Da chiedere" in said(page)
    assert "l'invio di mar 2018, entro il" in said(page)
    assert "ne dipende 1 esito, l'ultimo l'ha inviato A office" in said(page)
    write_agenda_xlsx([page], tmp_path / "agenda.xlsx")
    sheet = load_workbook(tmp_path / "agenda.xlsx")["Da chiedere"]
    assert [row[1] for row in sheet.iter_rows(values_only=True)][-1] == "A"


def test_nothing_is_asked_where_nothing_waits() -> None:
    assert "Da chiedere" not in said(make_agenda("2018-03-20", "2018-04-30", [MONTHLY]))
