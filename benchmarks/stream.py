# SPDX-License-Identifier: EUPL-1.2
"""How a stream keeps up: `python benchmarks/stream.py [EVENTS]`, 1M held unless told.

An archive holds the events of the synthetic registry; what comes is more of the same. Measured are single events, each
answered before the next is told, micro-batches one on the other, a day passing, and the memory after each.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import duckdb
import impegni
import synthetic
from impegni.engine.archive.ingest import ingest
from impegni.engine.intake.fact_tables import FactTables, connect, create_empty, fact_columns
from impegni.engine.intake.reader import Intake
from impegni.engine.intake.refused_rows import SCHEMA
from impegni.engine.runs.streams import written

SINGLE, BATCH, BATCHES = 100, 2_000, 5
DAY, NEXT = "2020-11-20", "2020-11-21"
Fact = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="?", type=int, default=1_000_000)
    events = parser.parse_args().events
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "units.csv").write_text(synthetic.units_csv())
        coming = SINGLE + BATCH * BATCHES
        synthetic.write_events(folder / "events.parquet", events + coming)
        _write_archive(folder, events)
        _measure(folder, list(_coming(folder, events)))


def _write_archive(folder: Path, events: int) -> None:
    """An archive of one submission a month, of all units; the events that are still to come left out."""
    con = connect()
    source = f"read_parquet('{folder / 'events.parquet'}')"
    known = [row[0] for row in con.execute(f"describe select * from {source}").fetchall()]
    for table in ("received_event", "population_row", "submission_row", "figure_row", "reply_row"):
        create_empty(con, "event_row" if table == "received_event" else table, table)
    names = ", ".join(f'"{name}"' for name in known)
    con.execute(
        f"insert into received_event by name select {names}, 's' || strftime(date, '%Y-%m') as submission "
        f"from {source} where event_id < 'E' || lpad('{events}', 9, '0')"
    )
    con.execute(
        "insert into submission_row by name select distinct submission as id, strftime(date, '%Y-%m') as month, "
        "'17' as units, last_day(date) + 5 as received from received_event"
    )
    con.execute(f"create view event_row as select {fact_columns('event_row')} from received_event")
    facts = FactTables(con, complete=False, repeated_ids=False)
    ingest(folder / "a.impegni", Intake(facts, (), (), SCHEMA.empty_table()), "en")


def _coming(folder: Path, events: int) -> Iterator[Fact]:
    """The events beyond those held, as lines of a submission of their own."""
    source = f"read_parquet('{folder / 'events.parquet'}')"
    rows = duckdb.sql(f"from {source} where event_id >= 'E' || lpad('{events}', 9, '0') order by event_id")
    for row in rows.to_arrow_table().to_pylist():
        told = {name: value for name, value in row.items() if value is not None}
        yield {"fact": "event", **told, "date": row["date"].isoformat(), "submission": "more"}


def _measure(folder: Path, coming: Sequence[Fact]) -> None:
    setting = impegni.load_setting(units=folder / "units.csv")
    start = time.perf_counter()
    stream = impegni.stream_of(
        setting, archive=folder / "a.impegni", say=lambda record: sys.exit(record.message)
    )
    print(f"archive read in {time.perf_counter() - start:.1f} s, {_memory()} MiB", flush=True)
    more = {"fact": "submission", "id": "more", "month": "2020-11", "units": "17", "received": "2020-11-15"}
    _print("first tick", _timed(stream, [more, {"fact": "clock", "date": DAY}]), 0)
    alone = [_timed(stream, [fact]) for fact in coming[:SINGLE]]
    for what, place in (("by the clock", 0), ("of CPU", 1)):
        seconds = [each[place] for each in alone]
        middle, slowest = 1000 * median(seconds), 1000 * quantiles(seconds, n=100)[98]
        print(f"one event alone: median {middle:.0f} ms, 99th percentile {slowest:.0f} ms {what}", flush=True)
    for place in range(SINGLE, len(coming), BATCH):
        _print("together", _timed(stream, coming[place : place + BATCH]), BATCH)
    _print("a day", _timed(stream, [{"fact": "clock", "date": NEXT}]), 0)


def _print(what: str, timed: tuple[float, float, int], events: int) -> None:
    seconds, busy, lines = timed
    rates = f"{events:,} events, {events / seconds:,.0f} a second, {events / busy:,.0f} a second of CPU, "
    took = f"{seconds:.1f} s, {busy:.1f} of CPU, {lines:,} lines told"
    print(f"{what}: {rates if events else ''}{took}, {_memory()} MiB", flush=True)


def _timed(stream: "impegni.Stream", facts: Sequence[Fact]) -> tuple[float, float, int]:
    """Seconds from facts to lines written, by the clock and of all cores together, and how many lines."""
    start, busy = time.perf_counter(), time.process_time()
    told = stream.give(facts)
    lines = "".join(written(told))
    assert lines.count("\n") == len(told)
    return time.perf_counter() - start, time.process_time() - busy, len(told)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
