# SPDX-License-Identifier: EUPL-1.2
"""What a month costs: `python benchmarks/month.py [EVENTS]`, 1M held unless told.

An archive holds three years of the synthetic registry, one submission a month. A last submission comes, and what is
judged after it, with what was kept of the check before, is held beside judging everything: seconds of all cores, in the
same run, the same verdicts. Start-up, which both have, is left out.
"""

import argparse
import datetime as dt
import tempfile
import time
from pathlib import Path

import impegni
import synthetic
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.held import held_facts
from impegni.engine.archive.ingest import ingest
from impegni.engine.intake.fact_tables import FactTables, connect, create_empty, fact_columns
from impegni.engine.intake.reader import Intake
from impegni.engine.intake.refused_rows import SCHEMA
from impegni.engine.runs.check import Checked, judged
from impegni.engine.verdicts.run import Options
from impegni.engine.verdicts.verdict_rows import rows_of

LAST = "2020-11"
MONTH = f"date >= date '{LAST}-01' and date < date '{LAST}-01' + interval 1 month"
COMING = {
    "one job centre's month": f"{MONTH} and unit = 'cpi0007'",
    "the month of all units": MONTH,
}
AS_OF = dt.date(2020, 11, 30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="?", type=int, default=1_000_000)
    events = parser.parse_args().events
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "units.csv").write_text(synthetic.units_csv())
        synthetic.write_events(folder / "events.parquet", events)
        for name, coming in COMING.items():
            _measure(folder, name, coming)


def _measure(folder: Path, name: str, coming: str) -> None:
    archive = folder / f"{name}.impegni"
    _store(folder, archive, f"date < date '{LAST}-01' + interval 1 month and not ({coming})", "before")
    _check(folder, archive, archive)
    _store(folder, archive, coming, "new")
    with_kept, found = _check(folder, archive, archive)
    again, _ = _check(folder, archive, archive)
    anew, expected = _check(folder, archive, None)
    same = [rows_of(one.verdicts.frame) for one in found.pages] == [
        rows_of(one.verdicts.frame) for one in expected.pages
    ]
    print(
        f"{name}: anew {anew:.2f} CPU s, with what was kept {with_kept:.2f} ({with_kept / anew:.1%}), "
        f"nothing new {again:.2f} ({again / anew:.1%}), {'same' if same else 'OTHER'} verdicts"
    )


def _store(folder: Path, archive: Path, chosen: str, prefix: str) -> None:
    """Store the events chosen, one submission a month, of all units."""
    con = connect()
    source = f"read_parquet('{folder / 'events.parquet'}')"
    known = [row[0] for row in con.execute(f"describe select * from {source}").fetchall()]
    for table in ("received_event", "population_row", "submission_row", "figure_row", "reply_row"):
        create_empty(con, "event_row" if table == "received_event" else table, table)
    names = ", ".join(f'"{column}"' for column in known)
    con.execute(
        f"insert into received_event by name select {names}, '{prefix}' || strftime(date, '%Y-%m') as submission "
        f"from {source} where {chosen}"
    )
    con.execute(
        "insert into submission_row by name select distinct submission as id, strftime(date, '%Y-%m') as month, "
        "$units as units, last_day(date) as received from received_event",
        {"units": "|".join(f"cpi{number:04}" for number in range(synthetic.COUNTS["cpi"]))},
    )
    con.execute(f"create view event_row as select {fact_columns('event_row')} from received_event")
    ingest(
        archive,
        Intake(FactTables(con, complete=False, repeated_ids=False), (), (), SCHEMA.empty_table()),
        "en",
    )


def _check(folder: Path, archive: Path, kept: Path | None) -> tuple[float, Checked]:
    """CPU seconds from the open archive to the verdicts."""
    setting = impegni.load_setting(units=folder / "units.csv")
    facts = held_facts(open_archive(archive, "en"))
    start = time.process_time()
    found = judged(setting, facts, Options(AS_OF), "en", archive=kept)
    return time.process_time() - start, found


if __name__ == "__main__":
    main()
