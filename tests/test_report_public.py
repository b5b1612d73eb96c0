# SPDX-License-Identifier: EUPL-1.2
"""Verdicts for publication: every report tells whether duties are kept, and no number of persons."""

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from impegni.cli import main
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import load_convention, load_rulebook
from impegni.engine.intake.fact_tables import fact_tables_from
from impegni.engine.reports.public import public, tells_persons
from impegni.engine.verdicts.run import Options, Verdicts, judge
from impegni.schema.facts import Event, Facts, Population
from impegni.schema.unit import Unit
from report_pages import CONVENTION, REGION, RULEBOOK

pytestmark = pytest.mark.slow

SHARE = "5.1.all-members"
DAY = dt.date(2018, 2, 10)
BOOK = load_rulebook(RULEBOOK)


def shares(*units: tuple[int, int]) -> Verdicts:
    """The verdicts of February on a share: for each unit, how many members it has and how many were reached."""
    codes = [f"U{number}" for number, _ in enumerate(units)]
    members = {
        code: [f"{code}-{one}" for one in range(size)] for code, (size, _) in zip(codes, units, strict=True)
    }
    populations = [
        Population(population="members", unit=code, person=person, member_from=dt.date(2018, 1, 1))
        for code, persons in members.items()
        for person in persons
    ]
    events = [
        Event(event_id=person, event="interview", date=DAY, unit=(code,), person=person)
        for code, (_, reached) in zip(codes, units, strict=True)
        for person in members[code][:reached]
    ]
    registry = Registry([REGION, *(Unit(code=code, kind="cpi", parent="R") for code in codes)])
    facts = fact_tables_from(Facts(events=events, populations=populations))
    convention = load_convention(CONVENTION, BOOK.vocabulary)
    return judge(BOOK, convention, registry, facts, Options(dt.date(2018, 3, 20), rules=frozenset({SHARE})))


def february(verdicts: Verdicts) -> list[dict[str, object]]:
    found = [verdict.model_dump(mode="json") for verdict in verdicts.models()]
    return [verdict for verdict in found if verdict["window"]["label"] == "2018-02"]


@pytest.mark.parametrize(("size", "reached"), [(10, 0), (10, 3), (10, 6), (10, 10), (3, 0), (400, 399)])
def test_no_number_of_persons_is_told_small_or_large(size: int, reached: int) -> None:
    (before,), (after,) = (
        february(one) for one in (shares((size, reached)), public(shares((size, reached))))
    )
    figures = ("observed", "required", "shortfall", "headroom", "progress", "counted")
    assert {after[name] for name in figures} == {None}
    assert (after["population"], after["evidence"], after["evidence_more"]) == (
        {"name": "members", "size": None, "date": None}, [], 0,
    )  # fmt: skip
    assert (after["kind"], after["due"], after["flags"]) == (before["kind"], before["due"], ["withheld"])


def test_kind_and_exit_do_not_change() -> None:
    verdicts = shares((10, 9), (3, 3), (20, 20))
    shown = public(verdicts)
    assert shown.frame["kind"].tolist() == verdicts.frame["kind"].tolist()
    assert verdicts.frame["observed"].notna().all()


def test_counts_of_things_are_never_withheld() -> None:
    book = load_rulebook()
    rules = {rule.id: tells_persons(rule, book.vocabulary) for _, rule in book.rules()}
    assert not rules["5.4.firms"]
    assert not rules["5.1.info-session-each-cpi"]
    assert rules["5.1.coverage-each-quarter"]
    assert rules["5.2.outcome-follow-up"]


@pytest.mark.parametrize("format_", ["table", "json", "ndjson", "csv", "junit", "xlsx", "parquet", "html"])
def test_every_report_takes_withheld_figures(format_: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert checked(tmp_path, "--public", "--format", format_, "--out", str(out)) == 1
    if format_ == "table":
        text = out.read_text(encoding="utf-8")
        assert "nessuna cifra" in text
        assert "non pubblicato" in text
    if format_ == "json":
        verdicts = json.loads(out.read_text(encoding="utf-8"))["verdicts"]
        assert [one["observed"] for one in verdicts if one["window"]["label"] == "2018-02"] == [None, None]


def test_asking_for_one_unit_tells_no_more_than_asking_for_all(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert checked(tmp_path, "--public", "--unit", "B", "--format", "json", "--out", str(out)) == 1
    verdicts = json.loads(out.read_text(encoding="utf-8"))["verdicts"]
    assert [one["unit"] for one in verdicts] == ["B", "B", "B"][: len(verdicts)]
    assert [one["observed"] for one in verdicts if one["window"]["label"] == "2018-02"] == [None]


def checked(folder: Path, *more: str) -> int:
    """Check a month in which one unit reached two of ten members, the other ten of ten."""
    members = [f"members,{unit},{unit}{n},2018-01-01" for unit in "AB" for n in range(10)]
    events = [
        f"e{unit}{n},interview,2018-02-10,{unit},{unit}{n}"
        for unit, most in (("A", 2), ("B", 10))
        for n in range(most)
    ]
    tables = {
        "populations.csv": ["population,unit,person,member_from", *members],
        "events.csv": ["event_id,event,date,unit,person", *events],
    }
    for name, lines in tables.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    words = ["check", *(str(folder / name) for name in tables), "--as-of", "2018-03-05", "--rule", SHARE, "--rulebook",
             str(RULEBOOK), "--convention", str(CONVENTION)]  # fmt: skip
    return CliRunner().invoke(main, [*words, *more]).exit_code
