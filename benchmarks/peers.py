# SPDX-License-Identifier: EUPL-1.2
"""The same counts by other means: `python benchmarks/peers.py FOLDER`, on events that `run.py --folder` keeps.

Every rule that one query can count (thresholds and documents: counts, sums, different values, units) is counted by one
query a rule in DuckDB, as one would write it by hand, by Polars and by pandas. Each works in a process of its own, from
the file to the counts, and its counts must be those of the verdicts, or the run ends with 1. Left out are shares of a
population, orders, responses, compositions and conditions, which take several queries each.

Needs `pip install polars` beside the test extra.
"""

import datetime as dt
import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from functools import cache, reduce
from operator import and_
from pathlib import Path
from typing import Any

import duckdb
import synthetic
from impegni.engine.runs.facts import load_facts
from impegni.engine.runs.judgements import judgements
from impegni.engine.runs.setting import load_setting
from impegni.engine.tallies.selectors import SEVERAL_VALUES, named_values, where_sql
from impegni.engine.verdicts.run import Options
from impegni.schema.condition import Test
from impegni.schema.rule import Rule
from run import timed
from stages import SCANNED, bare

Cell = tuple[str, str, str]
"""A rule, a unit, a window."""
Counts = dict[Cell, int]
"""What was observed; cells where nothing was are left out."""

SQL_LABELS = {
    "month": "strftime(date, '%Y-%m')",
    "quarter": "strftime(date, '%Y') || '-Q' || quarter(date)",
    "year": "strftime(date, '%Y')",
    "term": "'term'",
}


def main(folder: Path) -> int:
    """Time each, and hold its counts against ours."""
    print(f"{len(rules())} rules\n\n{'':<26}{'seconds':>9}{'CPU':>9}{'x bare':>8}{'MiB':>8}")
    base, ours, wrong = 0.0, "", 0
    for name, made in COUNTED.items():
        (clock, busy), memory, output = timed([sys.executable, __file__, str(folder), name])
        base, answer = base or busy, output.decode().strip()
        ours = answer if made is impegni else ours
        same = made is scanned or answer == ours
        wrong += not same
        print(
            f"{name:<26}{clock:>9.2f}{busy:>9.2f}{busy / base:>8.1f}{memory:>8,}{'' if same else '  OTHER COUNTS'}"
        )
    print(
        f"\n{ours.split()[0]} counts, the same by all but the scan" if not wrong else "\nnot the same counts"
    )
    return int(wrong > 0)


@cache
def rules() -> dict[str, Rule]:
    """The rules that one query can count."""
    setting = load_setting()
    ((convention, _),) = setting.agreements
    return {rule.id: rule for _, rule in setting.rulebook.rules() if _simple(rule, convention.readings)}


def _simple(rule: Rule, readings: Mapping[str, str]) -> bool:
    measure, where = rule.measure, rule.where
    if rule.form not in ("threshold", "documentary") or where is None or rule.when is not None:
        return False
    if measure.share is not None or "submission" in str(where.event.values) or rule.for_each.where:
        return False
    if measure.distinct is not None and named_values(where, measure.distinct) is not None:
        return False
    read = all(readings.get(name) == option for name, option in rule.reading.items())
    return read and rule.for_each.kind[0] in ("region", *synthetic.COUNTS) and len(rule.for_each.kind) == 1


def scanned(folder: Path) -> Counts:
    """The bare scan: what nothing on the same engine goes below."""
    bare(folder)
    return {}


def impegni(folder: Path) -> Counts:
    """The same rules alone, by `judge`: intake checks, decisions and the table of verdicts included."""
    setting = load_setting(units=folder / "units.csv")
    facts = load_facts([folder / "events.parquet", folder / "populations.csv"], setting).facts
    (one,) = judgements(setting)
    asked = Options(dt.date.fromisoformat(synthetic.AS_OF), rules=frozenset(rules()))
    frame = one.judge(facts, asked).frame
    kept = frame[(frame["role"] == "rule") & frame["kind"].isin(["attainment", "violation", "pending"])]
    cells = zip(kept["rule"], kept["unit"], kept["window"], kept["observed"], strict=True)
    return {(rule, unit, window): int(value) for rule, unit, window, value in cells if value}


def sql(folder: Path) -> Counts:
    """One query a rule, as one would write it by hand."""
    con = duckdb.connect()
    con.execute(f"create view event as from '{folder / 'events.parquet'}'")
    con.execute(f"create table unit as from read_csv('{folder / 'units.csv'}', all_varchar = true)")
    found: Counts = {}
    for rule in rules().values():
        rows = con.execute(_query(rule)).fetchall()
        found |= {(rule.id, unit, window): int(value) for unit, window, value in rows if value}
    return found


def _query(rule: Rule) -> str:
    measure, kind = rule.measure, rule.for_each.kind[0]
    parts, owner = "", "'17'"
    if kind != "region" or measure.units is not None:
        inside = kind if measure.units is None else measure.units[0]
        parts = ", unnest(string_split(unit, '|')) as part(code) join unit as u on u.code = part.code"
        parts += f" and u.kind = '{inside}'"
        owner = "part.code" if measure.units is None else owner
    counted = "count(distinct event_id)"
    if measure.units is not None:
        counted = "count(distinct part.code)"
    elif measure.sum is not None:
        counted = f"sum({measure.sum})"
    elif measure.distinct is not None:
        counted = f'count(distinct "{measure.distinct}")'
    where = where_sql(rule.where) if rule.where else "true"
    return (
        f"select {owner}, {SQL_LABELS[rule.per]}, {counted} from (select * from event where {where} and {IN_TERM}) as e"
        f"{parts} group by all"
    )


IN_TERM = f"date between '2018-01-17' and '{min('2020-12-31', synthetic.AS_OF)}'"


def polars(folder: Path) -> Counts:
    """One lazy query a rule over the file; the same scan is not shared, as nobody would by hand."""
    import polars as pl

    event = pl.scan_parquet(folder / "events.parquet").filter(
        pl.col("date").is_between(dt.date(2018, 1, 17), dt.date(2020, 12, 31))
    )
    unit = (
        pl.read_csv(folder / "units.csv", infer_schema=False)
        .lazy()
        .select(pl.col("code").alias("part"), "kind")
    )
    labels = {
        "month": pl.col("date").dt.strftime("%Y-%m"),
        "quarter": pl.col("date").dt.strftime("%Y-Q") + pl.col("date").dt.quarter().cast(pl.String),
        "year": pl.col("date").dt.strftime("%Y"),
        "term": pl.lit("term"),
    }

    def met(column: str, test: Test) -> Any:
        found = pl.col(column)
        if test.present is not None:
            return found.is_not_null() if test.present else found.is_null()
        if test.min is not None or test.max is not None:
            return (found >= test.min if test.min is not None else found <= test.max).fill_null(False)
        values = [str(value) for value in test.not_ or test.values or ()]
        one_of = (
            found.str.split("|").list.set_intersection(values).list.len() > 0
            if column in SEVERAL_VALUES
            else found.is_in(values)
        )
        return (~one_of if test.not_ is not None else one_of).fill_null(False)

    found: Counts = {}
    for rule in rules().values():
        measure, kind = rule.measure, rule.for_each.kind[0]
        rows = event.filter(reduce(and_, [met(*one) for one in rule.where.tests().items()])).with_columns(
            window=labels[rule.per], owner=pl.lit("17")
        )
        if kind != "region" or measure.units is not None:
            inside = kind if measure.units is None else measure.units[0]
            rows = rows.with_columns(part=pl.col("unit").str.split("|")).explode("part")
            rows = rows.join(unit.filter(pl.col("kind") == inside), on="part")
            rows = rows if measure.units is not None else rows.with_columns(owner=pl.col("part"))
        counted = pl.col("part" if measure.units is not None else measure.distinct or "event_id")
        value = pl.col(measure.sum).sum() if measure.sum is not None else counted.drop_nulls().n_unique()
        for owner, window, number in rows.group_by("owner", "window").agg(value).collect().iter_rows():
            if number:
                found[rule.id, owner, window] = int(number)
    return found


def pandas(folder: Path) -> Counts:
    """The file once in memory, then one group-by a rule."""
    import pandas as pd

    event = pd.read_parquet(folder / "events.parquet", columns=list(SCANNED))
    day = pd.to_datetime(event["date"])
    event = event[(day >= "2018-01-17") & (day <= "2020-12-31")].assign(day=day)
    kinds = pd.read_csv(folder / "units.csv", dtype=str).set_index("code")["kind"]
    found: Counts = {}
    for rule in rules().values():
        measure, kind = rule.measure, rule.for_each.kind[0]
        met = reduce(and_, [_met(event[column], test) for column, test in rule.where.tests().items()])
        rows = event[met]
        rows = rows.assign(window=_labels(rows["day"], rule.per), owner="17")
        if kind != "region" or measure.units is not None:
            inside = kind if measure.units is None else measure.units[0]
            rows = rows.assign(part=rows["unit"].str.split("|")).explode("part")
            rows = rows[rows["part"].map(kinds) == inside]
            rows = rows if measure.units is not None else rows.assign(owner=rows["part"])
        groups = rows.groupby(["owner", "window"])
        column = "part" if measure.units is not None else measure.distinct or "event_id"
        values = groups[measure.sum].sum() if measure.sum is not None else groups[column].nunique()
        found |= {(rule.id, *key): int(value) for key, value in values.items() if value}
    return found


def _labels(day: Any, per: str) -> Any:
    if per == "term":
        return "term"
    if per == "quarter":
        return day.dt.strftime("%Y-Q") + day.dt.quarter.astype(str)
    return day.dt.strftime("%Y-%m" if per == "month" else "%Y")


def _met(column: Any, test: Test) -> Any:
    if test.present is not None:
        return column.notna() if test.present else column.isna()
    if test.min is not None or test.max is not None:
        return (column >= test.min if test.min is not None else column <= test.max).fillna(False).astype(bool)
    values = {str(value) for value in test.not_ or test.values or ()}
    # Each text that occurs is looked at once: there are few.
    known = {text: not values.isdisjoint(text.split("|")) for text in column.dropna().unique()}
    one_of = column.map(known)
    return (
        ~one_of.astype(bool) & column.notna() if test.not_ is not None else one_of.fillna(False).astype(bool)
    )


COUNTED: dict[str, Callable[[Path], Counts]] = {
    "bare scan": scanned,
    "impegni, judged": impegni,
    "DuckDB, one query a rule": sql,
    "Polars, one query a rule": polars,
    "pandas, one query a rule": pandas,
}


def told(counts: Counts) -> str:
    """A digest of the counts, and how many there are."""
    text = json.dumps(sorted([*cell, value] for cell, value in counts.items()))
    return f"{len(counts)} {hashlib.sha256(text.encode()).hexdigest()}"


if __name__ == "__main__":
    if len(sys.argv) == 2:
        raise SystemExit(main(Path(sys.argv[1])))
    print(told(COUNTED[sys.argv[2]](Path(sys.argv[1]))))
