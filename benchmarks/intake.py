# SPDX-License-Identifier: EUPL-1.2
"""How fast files are checked and stored on this machine: `python benchmarks/intake.py`.

A hundred thousand rows with one fault in a hundred as CSV and as a workbook, located; a million good rows as
CSV and as Parquet, validated and ingested. Each command runs once in a process of its own. Of each file is told as
well what part of its reading is the accounting for every cell.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import duckdb
import synthetic
from openpyxl import Workbook
from run import timed

FAULTY, GOOD = 100_000, 1_000_000
ONE_IN = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="keep the synthetic files there")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        write_files(folder)
        print(f"{'command':<44}{'seconds':>9}{'CPU':>9}{'MiB':>7}")
        for name in ("faulty.csv", "faulty.xlsx"):
            measure(folder, f"validate {name}, {FAULTY:,} rows", ["validate", name], 2)
            account(folder, [name])
        for kind in ("csv", "parquet"):
            given = [f"good.{kind}", "submissions.csv"]
            measure(folder, f"validate good.{kind}, {GOOD:,} rows", ["validate", *given], 0)
            account(folder, given)
            archive = folder / f"{kind}.impegni"
            archive.unlink(missing_ok=True)
            words = ["ingest", *given, "--archive", archive.name]
            measure(folder, f"ingest good.{kind}, {GOOD:,} rows", words, 0)


def measure(folder: Path, name: str, words: Sequence[str], code: int) -> None:
    """Print what one command takes; the words that name a file mean one in the folder."""
    paths = [str(folder / word) if "." in word else word for word in words]
    command = [sys.executable, "-m", "impegni", *paths, "--units", str(folder / "units.csv")]
    (clock, busy), memory, _ = timed(command, (code,))
    print(f"{name:<44}{clock:>9.2f}{busy:>9.2f}{memory:>7,}", flush=True)


def account(folder: Path, names: Sequence[str]) -> None:
    """Print the share of accounting for every cell in the reading of some files."""
    script = Path(__file__).with_name("completeness.py")
    command = [sys.executable, str(script), str(folder), *names]
    took = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    share = took["accounting"] / took["whole"]
    print(f"  of reading it, {share:.1%} is accounting for every cell", flush=True)


def write_files(folder: Path) -> None:
    """Write the registry, the events and the submissions, one a month."""
    (folder / "units.csv").write_text(synthetic.units_csv())
    synthetic.write_events(folder / "all.parquet", GOOD)
    dated = f"select *, strftime(date, '%Y-%m') as submission from '{folder}/all.parquet'"
    with duckdb.connect() as con:
        con.execute(f"copy ({dated}) to '{folder}/good.parquet' (format parquet, row_group_size 100_000)")
        con.execute(f"copy ({dated}) to '{folder}/good.csv' (header)")
        con.execute(
            "copy (select distinct submission as id, submission as month, '17' as units, "
            "(last_day(date) + 5)::varchar as received "
            f"from '{folder}/good.parquet' order by 1) to '{folder}/submissions.csv' (header)"
        )
        wrong = f"case when i % {ONE_IN} = 0 then '2018-02-30' else date::varchar end as date"
        faulty = f"select * exclude i replace ({wrong}) from (select *, row_number() over () as i "
        faulty += f"from (from '{folder}/all.parquet' limit {FAULTY}))"
        con.execute(f"copy ({faulty}) to '{folder}/faulty.csv' (header)")
        found = con.execute(faulty)
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Eventi")
        sheet.append([column[0] for column in found.description])
        for row in found.fetchall():
            sheet.append(row)
        book.save(folder / "faulty.xlsx")


if __name__ == "__main__":
    main()
