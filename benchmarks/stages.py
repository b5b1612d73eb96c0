# SPDX-License-Identifier: EUPL-1.2
"""One stage measured in a process of its own: `python stages.py STAGE FOLDER`, figures as JSON on stdout."""

import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import synthetic
from impegni.engine.intake.fact_tables import FactTables
from impegni.engine.intake.reader import Intake
from impegni.engine.runs.facts import load_facts
from impegni.engine.runs.setting import Setting, load_setting
from impegni.engine.tallies import tally
from impegni.engine.verdicts import run
from impegni.engine.verdicts.decisions import Situations, decide
from impegni.engine.verdicts.distinct_rows import distinct_rows
from impegni.engine.verdicts.durable_host import DecisionRule, DurableHost, fact

TIMES = 3
POSTED = 100_000
RULES, UNITS, WINDOWS = 60, 2_500, 27
REDUCING = (
    (run, "create_current"),
    (run, "build_cube"),
    (tally, "observe"),
    (tally, "reach"),
    (tally, "count_pairs"),
)
SCANNED: tuple[str, ...] = (
    "event_id",
    "event",
    "date",
    "unit",
    "deliverable",
    "topic",
    "target",
    "participants",
)
SCANNED += ("phase", "firm", "person", "case", "evidence")
"""The columns of the synthetic events, each of which some rule reads."""

Figures = dict[str, Any]
Seconds = tuple[float, float]
"""By the clock, and of all cores together."""


def bare(folder: Path) -> Figures:
    """DuckDB reads the columns the rulebook reads, and does next to nothing with them."""
    columns = ", ".join(f'min("{name}"), max("{name}")' for name in SCANNED)
    query = f"select {columns}, sum(participants) from '{folder / 'events.parquet'}'"
    with duckdb.connect() as con:
        con.execute(query).fetchall()
        return {"bare scan": [seconds(lambda: con.execute(query).fetchall()) for _ in range(TIMES)]}


def intake(folder: Path) -> Figures:
    setting = _setting(folder)
    return {"intake checks": [seconds(lambda: _facts(folder, setting)) for _ in range(TIMES)]}


def judging(folder: Path) -> Figures:
    """Reduction, tallies, decision and table, each by the functions that do it."""
    setting = _setting(folder)
    facts = _facts(folder, setting).facts
    options = run.Options(dt.date.fromisoformat(synthetic.AS_OF))
    spent: dict[str, list[Seconds]] = {}
    for module, name in REDUCING:
        clock(module, name, "reduction", spent)
    clock(run, "decide_all", "decision", spent)
    clock(run, "table_of", "table of verdicts", spent)
    found: Figures = {name: [] for name in ("reduction", "tallies", "decision", "table of verdicts")}
    for _ in range(TIMES):
        spent.clear()
        whole = seconds(lambda: found.update(verdicts=_judged(setting, facts, options)))
        stages = {name: total(parts) for name, parts in spent.items()}
        inside = total(stages.values())
        stages["tallies"] = whole[0] - inside[0], whole[1] - inside[1]
        for name, took in stages.items():
            found[name].append(took)
    rules, units = list(setting.rulebook.rules()), setting.agreements[0][1].units
    return found | {"rules": len(rules), "units": len(units)}


def _judged(setting: Setting, facts: FactTables, options: run.Options) -> int:
    convention, registry = setting.agreements[0]
    return len(run.judge(setting.rulebook, convention, registry, facts, options).frame)


def decision(folder: Path) -> Figures:
    """Decide the tallies of a whole country."""
    random, count = np.random.default_rng(20180117), RULES * UNITS * WINDOWS

    def drawn(*weights: float) -> "np.ndarray[Any, np.dtype[np.int64]]":
        return random.choice(len(weights), count, p=weights)

    required = 1 + drawn(0.7, 0.1, 0.1, 0.1)
    situations = Situations(
        activity=drawn(0.02, 0.01, 0.01, 0.01, 0.02, 0.93),
        comparator=drawn(0.97, 0.03),
        early=drawn(0.05, 0.95),
        observed=np.minimum(random.poisson(required), 20),
        required=required,
        past_due=drawn(0.2, 0.8),
        population=drawn(0.97, 0.01, 0.01, 0.01),
        input_missing=drawn(0.95, 0.05),
        lacking=drawn(0.95, 0.05),
        absent=drawn(1.0),
    )
    sample, _ = distinct_rows(list(situations.columns().values()))
    alone = Situations(**{name: values[sample] for name, values in situations.columns().items()})
    assert len(decide(situations)) == count
    return {
        "all": [seconds(lambda: decide(situations)) for _ in range(TIMES)],
        "distinct": [seconds(lambda: decide(alone)) for _ in range(TIMES)],
        "tallies": count,
        "situations": len(sample),
    }


def posting(folder: Path) -> Figures:
    """Post events, as integers, to durable_rules with one rule, a hundred at a time."""
    with duckdb.connect() as con:
        rows = con.execute(
            f"select (hash(event) % 1000)::bigint, (hash(unit) % 10000)::bigint, date - date '2018-01-01'"
            f" from '{folder / 'events.parquet'}' limit {POSTED}"
        ).fetchall()

    def post() -> None:
        with DurableHost([DecisionRule(fact.event >= 0, "seen")]) as host:
            assert sum(1 for _ in host.answers(("event", "unit", "day"), rows)) == len(rows)

    return {"posting": [seconds(post) for _ in range(TIMES)], "posted": len(rows)}


def _setting(folder: Path) -> Setting:
    return load_setting(None, [], folder / "units.csv")


def _facts(folder: Path, setting: Setting) -> Intake:
    return load_facts([folder / "events.parquet", folder / "populations.csv"], setting, "en")


def seconds(work: Callable[[], object]) -> Seconds:
    start, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - busy


def total(parts: Iterable[Seconds]) -> Seconds:
    clock, busy = zip(*parts, strict=True)
    return sum(clock), sum(busy)


def clock(module: Any, name: str, stage: str, spent: dict[str, list[Seconds]]) -> None:
    """Put the time a function takes down to a stage from now on."""
    function = getattr(module, name)

    def clocked(*arguments: Any, **named: Any) -> Any:
        answer: list[Any] = []
        spent.setdefault(stage, []).append(seconds(lambda: answer.append(function(*arguments, **named))))
        return answer[0]

    setattr(module, name, clocked)


if __name__ == "__main__":
    stage = {work.__name__: work for work in (bare, intake, judging, decision, posting)}[sys.argv[1]]
    print(json.dumps(stage(Path(sys.argv[2]))))
