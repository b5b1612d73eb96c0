# SPDX-License-Identifier: EUPL-1.2
"""Beyond one machine: what executors and driver do, done here one after the other, says what one machine says."""

import datetime as dt
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from impegni.engine.cluster.errand import Errand
from impegni.engine.cluster.judging import judged_there
from impegni.engine.cluster.nation import facts_of, judged_nation
from impegni.engine.cluster.parts import LINES, Part, as_table, read_table, verdict_parts
from impegni.engine.reports.json import ndjson_lines
from impegni.engine.runs.facts import load_facts
from impegni.engine.runs.judgements import judgements
from impegni.engine.runs.setting import Setting, load_setting
from impegni.engine.verdicts.run import Options
from spark_dataset import PROGRAMME, SCHEMAS, Members, members

pytestmark = pytest.mark.slow

AS_OF = dt.date(2018, 7, 31)
OBJECTIVES = frozenset({"5.4", "5.5", "6.1", "7.2"})
OPTIONS = Options(AS_OF, objectives=OBJECTIVES)


@cache
def made() -> tuple[Members, Setting]:
    """Two members of the programme, and the setting that judges both and the nation."""
    found = members(Path(mkdtemp()))
    return found, load_setting(conventions=found.conventions, programme=PROGRAMME)


@cache
def errand() -> Errand:
    found, setting = made()
    columns = {
        kind: tuple(pq.read_schema(next(folder.rglob("*.parquet"))).names)
        for kind in SCHEMAS
        if (folder := found.dataset / kind).exists()
    }
    return Errand(setting, OPTIONS, columns)


def sent(convention: str) -> pa.Table:
    """The facts of a convention as Spark hands them over: a kind, and a column of structs for each."""
    tables = []
    for kind in errand().columns:
        rows = pq.read_table(made()[0].dataset / kind / f"convention={convention}" / "part-0.parquet")
        structs = pa.chunked_array(batch.to_struct_array() for batch in rows.to_batches())
        tables.append(pa.table({"kind": [kind] * len(rows), kind: structs}))
    return pa.concat_tables(tables, promote_options="default")


@cache
def parts(convention: str) -> list[dict[str, object]]:
    """What is sent back of a convention."""
    return judged_there(errand(), convention, sent(convention)).to_pylist()


@cache
def on_one_machine() -> dict[str, list[str]]:
    """The verdicts of each convention and of the programme, judged on all files together."""
    found, setting = made()
    facts = load_facts(found.files, setting).facts
    return {one.name: list(ndjson_lines(one.judge(facts, OPTIONS))) for one in judgements(setting)}


@pytest.mark.parametrize("convention", ["basilicata", "molise"])
def test_each_convention_gets_the_verdicts_of_one_machine(convention: str) -> None:
    told = b"".join(one["payload"] for one in parts(convention) if one["kind"] == "verdicts")  # type: ignore[misc]
    assert told.decode().splitlines(keepends=True) == on_one_machine()[convention]
    assert len(on_one_machine()[convention]) > 100


def test_the_nation_is_judged_on_what_conventions_contribute() -> None:
    contributed: dict[str, list[pa.Table]] = {
        name: [] for name in ("event_row", "population_row", "submission_row")
    }
    for one in chain(parts("basilicata"), parts("molise")):
        if one["kind"] in contributed:
            contributed[str(one["kind"])].append(read_table(one["payload"]))
    assert all(len(tables) == 2 for tables in contributed.values())
    ((name, lines, _),) = judged_nation(errand(), facts_of(contributed, complete=False))
    assert list(lines) == on_one_machine()[name]
    observed = [line for line in on_one_machine()[name] if '"observed": 0' not in line]
    assert observed, "something was done in the nation, or nothing is compared"


def test_few_events_travel() -> None:
    (events,) = [read_table(one["payload"]) for one in parts("molise") if one["kind"] == "event_row"]
    held = pq.read_metadata(made()[0].dataset / "events" / "convention=molise" / "part-0.parquet").num_rows
    assert 0 < len(events) < held / 2


def test_a_breach_is_told_beside_the_verdicts() -> None:
    (end,) = [one for one in parts("basilicata") if one["kind"] == "breached"]
    assert end["number"] == 1


def test_what_is_wrong_is_told_where_it_stands_in_the_dataset() -> None:
    facts = sent("molise")
    wrong = pa.table(
        {"kind": ["events"], "events": [{"event_id": "x", "event": "no_such_thing", "date": AS_OF}]}
    )
    found = judged_there(
        errand(), "molise", pa.concat_tables([facts, wrong], promote_options="default")
    ).to_pylist()
    assert {one["kind"] for one in found} == {"refused"}
    assert all(bytes(one["payload"]).startswith(b"events/convention=molise:") for one in found)
    assert any(b"no_such_thing" in one["payload"] for one in found)


def test_many_verdicts_travel_in_several_rows_in_order() -> None:
    lines = [f"{number}\n" for number in range(2 * LINES + 1)]
    rows = as_table("x", verdict_parts(iter(lines))).to_pylist()
    assert [one["number"] for one in rows] == [0, 1, 2]
    assert b"".join(one["payload"] for one in rows).decode() == "".join(lines)
    assert as_table("x", [Part("breached", number=1)]).to_pylist()[0]["payload"] == b""
