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
from oracle import Contradiction, escalations, judge
from oracle.facts import check_alike
from worked_examples import RULEBOOK, convention, examples, facts, only_rule, other_forms, units, vocabulary


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


@pytest.mark.parametrize("table", "abcdefghijklm")
def test_no_table_is_left_out(table: str) -> None:
    ids = [example.id for example in examples()]
    ids += [
        each["id"] for name in ("binding_errors", "escalations", "exit_codes") for each in other_forms(name)
    ]
    assert any(each.lower().startswith(table) for each in ids)
