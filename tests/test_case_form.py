# SPDX-License-Identifier: EUPL-1.2
"""The form of case files: lines of verdicts, heads of rules, several days, the table of documents."""

import datetime as dt
from pathlib import Path

import pytest
from broken_files import SMALL
from impegni.engine.cases.case_files import load_cases
from impegni.engine.cases.documents import document_cases
from impegni.engine.cases.expansion import load_defaults
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.schema.case import Case, CaseEvent
from impegni.schema.case_file import DocumentDetails
from impegni.schema.unit import Unit
from impegni.schema.verdict_line import read_line

BOOK = load_rulebook()
DEFAULTS = load_defaults(BOOK)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("2018-03 violation", {}),
        ("2018-03 attainment 3/2", {"observed": 3, "required": 2}),
        ("term violation observed 0", {"observed": 0}),
        ("term not_evaluable required none", {"required": None}),
        ("term pending at_risk true threshold 5%", {"at_risk": True, "threshold": "5%"}),
        ("term violation 3/2 headroom -1", {"observed": 3, "required": 2, "headroom": -1}),
        ("term violation 0/1 due 2018-04-10", {"observed": 0, "required": 1, "due": dt.date(2018, 4, 10)}),
        ("term not_applicable reason continued_in S2", {"reason": "continued_in: S2"}),
        ("term not_evaluable incomplete A 2018-03 + B 2018-03", {"incomplete": ("A 2018-03", "B 2018-03")}),
        ("term attainment flags late rule 5.1.one", {"flags": ("late",), "rule": "5.1.one"}),
    ],
)  # fmt: skip
def test_a_line_says_a_verdict(line: str, written: dict[str, object]) -> None:
    window, kind = line.split()[:2]
    expected = {"unit": "", "window": window, "kind": kind, **written}
    assert read_line(line).model_dump(exclude_unset=True) == expected


HEAD = """\
rules:
  - rule: 5.1.info-session
    term: 2018-02-01..2018-03-31
    units: {A: cpi, B: cpi in A, S: {kind: school, attributes: {type: general}}}
    as_of: 2018-03-11
    cases:
      - case: As at the head
        only: {A: 2018-02 violation}
      - case: With its own
        term: 2018-03-01..2018-03-31
        units: {}
        as_of: 2018-04-11
        only: {PZ: 2018-03 violation}
      - case: On two days
        days:
          2018-03-10: {A: 2018-02 pending}
          2018-03-11: 2018-02 violation
"""


def loaded(text: str, root: Path) -> list[Case]:
    for name in (
        "conventions/basilicata.yaml",
        "conventions/basilicata.units.csv",
        "vocabulary.yaml",
        "line5/5.1.yaml",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((SMALL / name).read_bytes())
    (root / "line5" / "5.1.cases.yaml").write_text(text, encoding="utf-8")
    return [one.case for one in load_cases(load_rulebook(root))]


def test_a_case_has_what_stands_at_the_head_unless_it_writes_its_own(tmp_path: Path) -> None:
    first, second, *_ = loaded(HEAD, tmp_path)
    assert [unit.code for unit in first.units] == ["A", "B", "S"]
    assert first.units[1] == Unit(code="B", kind="cpi", parent="A")
    assert (first.convention["term"]["from"], first.as_of) == (dt.date(2018, 2, 1), dt.date(2018, 3, 11))
    assert second.units == ()
    assert (second.convention["term"]["from"], second.as_of) == (dt.date(2018, 3, 1), dt.date(2018, 4, 11))


def test_each_day_is_a_case_at_its_own_line(tmp_path: Path) -> None:
    *_, open_, closed = loaded(HEAD, tmp_path)
    assert [one.case for one in (open_, closed)] == [
        "On two days, on 2018-03-10",
        "On two days, on 2018-03-11",
    ]
    assert [one.as_of for one in (open_, closed)] == [dt.date(2018, 3, 10), dt.date(2018, 3, 11)]
    assert [one.line for one in load_cases(load_rulebook(tmp_path))][-2:] == [16, 17]


def test_a_line_without_a_unit_is_about_the_region(tmp_path: Path) -> None:
    assert [one.unit for one in loaded(HEAD, tmp_path)[-1].expect or ()] == ["17"]


def told(case: Case) -> tuple[str, list[tuple[str, str | None, object]], list[tuple[str, str, int | None]]]:
    events = [(one.event, one.deliverable, one.target) for one in case.events]
    return str(case.as_of), events, [(one.unit, one.kind, one.observed) for one in case.expect or ()]


def test_a_row_states_what_keeps_the_duty_and_what_does_not() -> None:
    row = DocumentDetails(deliverable="scouting_plan", target=("crisis_workers", "neet"))
    codes, targets = list(BOOK.vocabulary.deliverables), list(BOOK.vocabulary.targets)
    other = codes[codes.index("scouting_plan") + 1]
    another = targets[targets.index("crisis_workers") + 1]
    near = [
        ("deliverable", other, ("crisis_workers",)),
        ("deliverable", "scouting_plan", (another,)),
        ("meeting", "scouting_plan", ("crisis_workers",)),
        ("meeting", "scouting_plan", ("neet",)),
    ]
    assert [
        told(case) for case in document_cases("5.4.scouting-plan-crisis", row, BOOK.vocabulary, DEFAULTS)
    ] == [
        ("2018-01-17", [("deliverable", "scouting_plan", ("crisis_workers",))], [("17", "attainment", 1)]),
        ("2018-01-17", [("deliverable", "scouting_plan", ("neet",))], [("17", "attainment", 1)]),
        ("2021-01-10", near, [("17", "pending", 0)]),
        ("2021-01-11", near, [("17", "violation", 0)]),
    ]


def test_a_national_row_says_what_an_absent_member_changes() -> None:
    row = DocumentDetails(deliverable="school_call")
    *_, kept, unknown = document_cases("6.1.call-national", row, BOOK.vocabulary, DEFAULTS)
    assert kept.absent == unknown.absent == ("veneto",)
    assert [one.kind for case in (kept, unknown) for one in case.expect or ()] == [
        "attainment",
        "not_evaluable",
    ]


def test_an_event_that_names_a_deliverable_alone_puts_it_on_file() -> None:
    assert CaseEvent(deliverable="guide", date=dt.date(2018, 3, 1)).event == "deliverable"
