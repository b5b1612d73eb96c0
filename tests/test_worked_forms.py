# SPDX-License-Identifier: EUPL-1.2
"""The worked examples that are not verdicts of one rule: escalations, contradictions, exit codes."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from engine_runs import engine_run
from impegni.cli import main
from impegni.engine.intake.reader import read_files
from impegni.engine.verdicts.escalations import escalations as engine_escalations
from impegni.schema.case import Case
from impegni.schema.errors import InputError
from impegni.schema.facts import Event
from impegni.schema.unit import Unit
from impegni.schema.verdict import Verdict
from oracle import Contradiction, escalations, judge
from oracle.facts import check_alike, known_submissions, misplaced, undeclared
from test_worked_examples import differences
from worked_examples import RULEBOOK, convention, examples, facts, only_rule, other_forms, units, vocabulary
from worked_files import check_words

pytestmark = pytest.mark.slow


def forms(name: str) -> list[Any]:
    """The examples of a form as parameters."""
    return [pytest.param(each, id=each["id"]) for each in other_forms(name)]


def case_of(example: dict[str, Any]) -> Case:
    """The facts of an example as a case; what it expects is compared elsewhere."""
    kept = {name: value for name, value in example.items() if name not in ("id", "expect")}
    return Case.model_validate(kept | {"only": [{"unit": "A", "window": "term", "kind": "pending"}]})


def asked(case: Case) -> tuple[Any, ...]:
    return only_rule(case.rule), vocabulary(), convention(case.convention), units(()), facts(case), case.as_of


@pytest.mark.parametrize("example", forms("escalations"))
def test_the_oracle_escalates(example: dict[str, Any]) -> None:
    case = case_of(example)
    found = escalations(judge(*asked(case)), only_rule(case.rule))
    assert [{name: run[name] for name in ("unit", "from", "to", "length")} for run in found] == example[
        "expect"
    ]


@pytest.mark.parametrize("example", forms("escalations"))
def test_the_engine_escalates(example: dict[str, Any]) -> None:
    found = engine_escalations(engine_run(*asked(case_of(example))))
    assert [
        {"unit": run.unit, "from": run.from_, "to": run.to, "length": run.length} for run in found
    ] == example["expect"]


@pytest.mark.parametrize("example", forms("binding_errors"))
def test_the_oracle_refuses_a_contradiction(example: dict[str, Any]) -> None:
    with pytest.raises(Contradiction) as refused:
        check_alike([Event.model_validate(row) for row in example["events"]])
    assert {"event_id": refused.value.event_id, "column": refused.value.column} == example["contradicts"]


@pytest.mark.parametrize("example", forms("binding_errors"))
def test_the_intake_refuses_a_contradiction(example: dict[str, Any], tmp_path: Path) -> None:
    columns = [name for name in example["events"][0] if name != "submission"]
    rows = [columns, *([str(row[name]) for name in columns] for row in example["events"])]
    file = tmp_path / "events.csv"
    file.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_files([file], vocabulary(), [Unit(code="A", kind="cpi")])
    (record,) = refused.value.records
    assert (record.code, record.got) == ("same_id_differs", example["contradicts"]["event_id"])
    assert example["contradicts"]["column"] in record.message


@pytest.mark.parametrize("example", forms("exit_codes"))
def test_the_command_exits_so(example: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text("event_id,event,date,unit\ne1,meeting,2018-03-12,R\n", encoding="utf-8")
    agreement = RULEBOOK / "conventions" / "worked.yaml"
    words = ["check", str(file), "--as-of", str(example["as_of"]), "--rule", example["rule"]]
    result = CliRunner().invoke(main, [*words, "--rulebook", str(RULEBOOK), "--convention", str(agreement)])
    assert (result.exit_code, example["says"] in result.stdout.lower()) == (example["exit_code"], True)


@pytest.mark.parametrize("chosen", forms("as_files"))
def test_the_files_say_so(chosen: dict[str, Any], tmp_path: Path) -> None:
    example = next(each for each in examples() if each.id == chosen["id"])
    result = CliRunner().invoke(main, [*check_words(example, tmp_path), "--format", "ndjson"])
    assert result.exit_code in (0, 1), result.stderr
    verdicts = map(Verdict.model_validate_json, result.stdout.splitlines())
    assert differences(example, verdicts) == []


@pytest.mark.parametrize("example", forms("refusals"))
def test_the_files_are_refused(example: dict[str, Any], tmp_path: Path) -> None:
    case = case_of({name: value for name, value in example.items() if name != "says"})
    result = CliRunner().invoke(main, check_words(case, tmp_path))
    assert result.exit_code == 2, result.stdout
    assert [each for each in example["says"] if str(each) not in result.stderr] == []


@pytest.mark.parametrize("example", forms("refusals"))
def test_the_oracle_refuses_what_no_submission_declares(example: dict[str, Any]) -> None:
    """What a unit did outside its life is refused before anything is judged, so only submissions are asked here."""
    given = facts(case_of({name: value for name, value in example.items() if name != "says"}))
    known = known_submissions(given, None)
    found = {"D14b": [("E7", "a3", "a2")], "N12": [("b2", "a2")]}
    assert [*undeclared(given, known, set()), *misplaced(known)] == found.get(example["id"], [])


@pytest.mark.parametrize("table", "abcdefghijklmqs")
def test_no_table_is_left_out(table: str) -> None:
    names = ("binding_errors", "escalations", "exit_codes", "as_files", "refusals")
    ids = [example.id for example in examples()] + [
        each["id"] for name in names for each in other_forms(name)
    ]
    assert any(each.lower().startswith(table) for each in ids)
