# SPDX-License-Identifier: EUPL-1.2
"""Verdicts for publication: no report tells a count of one to three persons, nor what would give it back."""

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from impegni.cli import main
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import load_convention, load_rulebook
from impegni.engine.intake.fact_tables import fact_tables_from
from impegni.engine.reports.public import FEW, counts_persons, public
from impegni.engine.verdicts.run import Options, Verdicts, judge
from impegni.schema.facts import Event, Facts, Population
from impegni.schema.unit import Unit
from report_pages import CONVENTION, REGION, RULEBOOK

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


@pytest.mark.parametrize(
    ("size", "reached", "withheld"),
    [(10, 0, False), (10, 1, True), (10, 3, True), (10, 4, False), (10, 6, False), (10, 7, True), (10, 10, False),
     (3, 0, True), (4, 0, False), (2, 2, True)],
)  # fmt: skip
def test_few_persons_are_withheld_reached_or_not(size: int, reached: int, withheld: bool) -> None:
    (verdict,) = february(public(shares((size, reached))))
    assert (verdict["observed"] is None) is withheld
    assert ("withheld" in verdict["flags"]) is withheld
    if withheld:
        assert (verdict["shortfall"], verdict["evidence"], verdict["evidence_more"]) == (None, [], 0)


def test_kind_and_exit_do_not_change() -> None:
    verdicts = shares((10, 9), (3, 3), (20, 20))
    shown = public(verdicts)
    assert shown.frame["kind"].tolist() == verdicts.frame["kind"].tolist()
    assert verdicts.frame["observed"].notna().all()


def test_the_size_of_a_small_population_is_withheld_and_what_is_required_of_it() -> None:
    (verdict,) = february(public(shares((3, 0))))
    assert verdict["required"] is None
    assert verdict["population"]["size"] is None


def test_a_single_withheld_unit_takes_the_smallest_other_with_it() -> None:
    found = february(public(shares((10, 2), (30, 20), (20, 10))))
    assert [one["observed"] for one in found] == [None, 20, None]
    found = february(public(shares((10, 2), (10, 3), (20, 10))))
    assert [one["observed"] for one in found] == [None, None, 10]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 12).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size))), min_size=1,
                max_size=4))  # fmt: skip
def test_no_count_of_few_persons_is_left(units: list[tuple[int, int]]) -> None:
    few = range(1, FEW + 1)
    for one in public(shares(*units)).models():
        size = one.population.size if one.population else None
        assert one.observed not in few
        assert size not in few
        assert one.observed is None or size is None or size - one.observed not in few


def test_counts_of_things_are_never_withheld() -> None:
    rules = {rule.id: counts_persons(rule) for _, rule in load_rulebook().rules()}
    assert not rules["5.4.firms"]
    assert not rules["5.1.info-session-each-cpi"]
    assert rules["5.1.coverage-each-quarter"]


@pytest.mark.parametrize("format_", ["table", "json", "ndjson", "csv", "junit", "xlsx", "parquet"])
def test_every_report_takes_withheld_figures(format_: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert checked(tmp_path, "--public", "--format", format_, "--out", str(out)) == 1
    if format_ == "table":
        text = out.read_text(encoding="utf-8")
        assert "da 1 a 3 persone" in text
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
