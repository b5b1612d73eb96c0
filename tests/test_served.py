# SPDX-License-Identifier: EUPL-1.2
"""Rows that count for no rule are told, with the nearest rule; events that count for many are listed."""

import datetime as dt
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from broken_files import SMALL
from impegni.engine.agreements.units_file import load_units
from impegni.engine.definitions.conventions import default_convention_path, load_convention
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import Rulebook, load_rulebook
from impegni.engine.intake.reader import Intake
from impegni.engine.served.shared import shared_events
from impegni.engine.served.unserving import notice_unserving
from impegni.engine.submissions.reader import Manner, read_files
from impegni.engine.verdicts.run import Options, judge
from impegni.schema.convention import Convention
from lint_support import RULES, VOCABULARY, add_rule, edit

pytestmark = pytest.mark.slow

FREE = ", free: true, reason: {it: Serve alle prove, en: It serves the tests}"
HEADINGS = "id_evento;tipo_evento;data;sede;prodotto;tema;fase;partecipanti;impresa;stato\n"
SESSION = "E1;info_session;2018-03-01;PZ;;adr;;;;"
MONTHLY = "    per: month\n    at_least: 1\n    numbers: {5.1/A3: 1}"


@dataclass(frozen=True)
class Book:
    """A rulebook under its convention, and files read with it."""

    book: Rulebook
    convention: Convention
    registry: Registry
    folder: Path

    def read(self, rows: Sequence[str]) -> Intake:
        path = self.folder / "eventi.csv"
        path.write_text(HEADINGS + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        also = partial(
            notice_unserving, book=self.book, agreements=[self.convention], registries=[self.registry]
        )
        return read_files([path], self.book.vocabulary, self.registry.units, manner=Manner("en"), also=also)

    def said(self, *rows: str) -> list[tuple[int | None, str | None, str]]:
        return [(one.row, one.column, one.message) for one in self.read(rows).records]

    def shared(self, *rows: str) -> list[tuple[str, tuple[str, ...]]]:
        options = Options(as_of=dt.date(2018, 6, 30))
        verdicts = judge(self.book, self.convention, self.registry, self.read(rows).facts, options)
        return [(one.event_id, one.rules) for one in shared_events(verdicts, self.registry)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(SMALL, tmp_path / "rulebook"))
    edit(root, VOCABULARY, f"rei: {{title: {{it: REI, en: REI}}{FREE}", "rei: {title: {it: REI, en: REI}")
    return root


def loaded(root: Path) -> Book:
    book = load_rulebook(root)
    path = default_convention_path(root)
    convention = load_convention(path, book.vocabulary)
    return Book(book, convention, load_units(path.parent / convention.units, book.vocabulary), root)


@pytest.mark.parametrize(
    "row", [SESSION, SESSION.replace("PZ", "17|PZ"), "E2;school_plan;2018-03-01;S1;;;;;;"]
)
def test_a_row_that_a_rule_counts_is_not_spoken_of(root: Path, row: str) -> None:
    assert loaded(root).said(row) == []


NEAREST = "the event counts for no rule; the nearest, 'Monthly session', asks for "


@pytest.mark.parametrize(
    ("row", "column", "asked"),
    [
        (SESSION.replace("PZ", "17"), "sede", "unit: Job centre"),
        (SESSION.replace("adr", "rei"), "tema", "topic: AdR"),
        (SESSION.replace("adr", "rei").replace("PZ", "17"), "tema", "topic: AdR; unit: Job centre"),
        ("E2;other;2018-03-01;PZ;;adr;;;;", "tipo_evento", "event: Information session"),
    ],
)
def test_the_nearest_rule_and_what_it_asks_are_told(root: Path, row: str, column: str, asked: str) -> None:
    edit(root, VOCABULARY, "  school_plan:", "  other: {title: {it: Altro, en: Other}}\n  school_plan:")
    assert loaded(root).said(row) == [(2, column, NEAREST + asked)]


def test_a_row_that_no_rule_is_near_to_is_told_so(root: Path) -> None:
    edit(root, VOCABULARY, "  school_plan:", "  other: {title: {it: Altro, en: Other}}\n  school_plan:")
    said = "the event counts for no rule: none looks at such an event"
    assert loaded(root).said("E1;other;2018-03-01;PZ;;;;;;") == [(2, "tipo_evento", said)]


def test_annulled_rows_are_not_spoken_of(root: Path) -> None:
    assert loaded(root).said(SESSION.replace("adr", "rei") + "annullato") == []


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("E1;deliverable;2018-03-01;17;guide;;;;;", "prodotto"),
        (SESSION.replace("adr", "rei"), "tema"),
        (SESSION.replace("adr", "rei").replace("PZ", "17"), "tema"),
    ],
)
def test_a_code_that_is_free_is_told_with_its_reason(root: Path, row: str, column: str) -> None:
    edit(root, VOCABULARY, "rei: {title: {it: REI, en: REI}", f"rei: {{title: {{it: REI, en: REI}}{FREE}")
    ((_, where, said),) = loaded(root).said(row)
    assert where == column
    assert re.fullmatch(r"the event counts for no rule\. (REI|Guide): .+", said)


def test_a_free_code_that_is_not_what_is_missing_is_not_spoken_of(root: Path) -> None:
    (told,) = loaded(root).said(SESSION.replace("PZ", "17").replace(";;;;", ";interim;;;"))
    assert told[1:] == ("sede", NEAREST + "unit: Job centre")


def test_rows_alike_are_told_once_and_counted(root: Path) -> None:
    rows = [
        SESSION.replace("adr", "rei").replace("E1", f"E{n}").replace("03-01", f"03-0{n}") for n in range(2, 7)
    ]
    said = loaded(root).said(SESSION, *rows)
    assert [(row, message.split(";")[0]) for row, _, message in said] == [
        (3, "the event counts for no rule"),
        (3, "... and 4 more rows with the same notice"),
    ]


def test_what_is_measured_is_asked_for_too(root: Path) -> None:
    edit(root, RULES, "measure: {units: school}", "measure: {distinct: firm}")
    row = "E2;school_plan;2018-03-01;S1;;;;;{};"
    assert loaded(root).said(row.format("F1")) == []
    said = "the event counts for no rule; the nearest, 'School plans', asks for firm: filled in"
    assert loaded(root).said(row.format("")) == [(2, "impresa", said)]


def test_rules_of_readings_not_selected_count_nothing(root: Path) -> None:
    add_rule(
        root,
        "    reading: {monthly_sessions: region}\n    for_each: region\n    where: {event: info_session}\n"
        + MONTHLY,
    )
    assert [one[1] for one in loaded(root).said(SESSION.replace("adr", "rei"))] == ["tema"]


def test_what_begins_or_answers_something_counts(root: Path) -> None:
    answer = (
        "{each: {event: info_session, topic: rei}, then: {event: school_plan}, same: region, within_days: 9}"
    )
    add_rule(root, f"    for_each: region\n    per: term\n    response: {answer}")
    assert loaded(root).said(SESSION.replace("adr", "rei")) == []


def test_events_that_count_for_more_than_three_duties_are_listed(root: Path) -> None:
    for name in ("a", "b"):
        add_rule(root, f"    for_each: region\n    where: {{event: info_session}}\n{MONTHLY}", name)
    rows = (SESSION, SESSION.replace("E1", "E2").replace("adr", "rei"))
    assert loaded(root).shared(*rows) == []
    add_rule(root, f"    for_each: cpi\n    where: {{event: info_session, topic: adr}}\n{MONTHLY}", "c")
    assert loaded(root).shared(*rows) == [("E1", ("5.1.info-session", "5.1.a", "5.1.b", "5.1.c"))]


def test_a_composition_is_one_duty(root: Path) -> None:
    members = ", ".join(
        f"{{id: 5.1.m{n}, where: {{event: info_session}}, at_least: {n}}}" for n in range(1, 5)
    )
    add_rule(root, f"    for_each: region\n    per: month\n    any_of: [{members}]\n    numbers: {{}}", "all")
    assert loaded(root).shared(SESSION) == []
