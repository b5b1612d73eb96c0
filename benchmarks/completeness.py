# SPDX-License-Identifier: EUPL-1.2
"""What accounting for every cell costs: `python completeness.py FOLDER FILE...`, CPU seconds as JSON on stdout.

The files are read as `impegni validate` reads them; the functions that count cells and rows, and look whether a file
has changed, are timed inside the same run.
"""

import contextlib
import json
import sys
from pathlib import Path

from impegni.engine.intake import parquet_checks, reader, tables
from impegni.engine.intake.accounts import Account
from impegni.engine.runs.facts import read_given
from impegni.engine.runs.setting import load_setting
from impegni.schema.errors import InputError
from stages import Seconds, clock, seconds, total

ACCOUNTING = (
    (tables, "check_text"),
    (tables, "check_typed"),
    (tables, "_filled_in_file"),
    (parquet_checks, "check_in_place"),
    (parquet_checks, "filled_cells"),
    (Account, "leave_out"),
    (Account, "leave_out_cells"),
    (reader, "_refuse_unaccounted"),
    (reader, "_refuse_changed"),
)


def main() -> None:
    folder, *names = sys.argv[1:]
    setting = load_setting(None, [], Path(folder) / "units.csv")
    spent: dict[str, list[Seconds]] = {}
    for owner, name in ACCOUNTING:
        clock(owner, name, "accounting", spent)

    def read() -> None:
        with contextlib.suppress(InputError):
            read_given([Path(folder) / name for name in names], setting, "en", unserving=True)

    _, whole = seconds(read)
    json.dump({"whole": whole, "accounting": total(spent["accounting"])[1]}, sys.stdout)


if __name__ == "__main__":
    main()
