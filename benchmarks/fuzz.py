# SPDX-License-Identifier: EUPL-1.2
"""Spoil valid files at random: each must be read or refused with a message, and nothing else may happen.

`python benchmarks/fuzz.py --count 10000 --seed 1`; exits with 1 if anything else did. A case depends on the seed
and its number alone: `--first N --count 1 --keep DIR` makes one again.
"""

import argparse
import multiprocessing
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import fuzz_checks
import fuzz_files
import fuzz_mutations
from impegni.engine.intake.reader import Intake
from impegni.engine.runs.setting import Setting, load_setting
from impegni.engine.submissions.checks import Against
from impegni.engine.submissions.reader import Manner, read_files
from impegni.schema.errors import InputError

SECONDS, MIB = 20.0, 1500
STORED_ONE_IN = 10
"""Of how many cases one is put into an archive, which takes longer than all the rest of it."""

KINDS = ("cells", "cells", "cells", "shape", "manifest", "bytes", "bytes", "zip")


@dataclass
class Case:
    """What became of one case.

    Attributes:
        faults: What must not happen.
    """

    number: int
    form: str
    kind: str
    outcome: str = "refused"
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


@cache
def _source() -> fuzz_files.Source:
    return fuzz_files.Source()


@cache
def _setting() -> Setting:
    return load_setting(None, [], fuzz_files.SAMPLE / "units.csv")


def run_case(seed: int, number: int, keep: Path | None = None) -> Case:
    """Make the files of one case, read them and judge what came out."""
    chance = random.Random(f"{seed}:{number}")
    case = Case(number, fuzz_files.FORMS[number % len(fuzz_files.FORMS)], chance.choice(KINDS))
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    started = time.process_time()
    try:
        given = _source().draw(chance, case.form, folder / "invio")
        if case.kind in ("cells", "shape", "manifest"):
            fuzz_mutations.change_tables(given, chance, case.kind)
        paths = fuzz_files.write(given, chance)
        _spoil(case, given, chance)
        _read(case, given, paths, chance, folder)
    except Exception:
        case.outcome = "crashed"
        case.faults.append(traceback.format_exc())
    case.seconds = time.process_time() - started
    if case.seconds > SECONDS:
        case.faults.append(f"took {case.seconds:.1f} CPU seconds")
    if keep is not None and (case.faults or keep.name.startswith("all")):
        shutil.copytree(folder, keep / f"{seed}-{number}", dirs_exist_ok=True)
    shutil.rmtree(folder)
    return case


def _spoil(case: Case, given: fuzz_files.Given, chance: random.Random) -> None:
    """Change what was written."""
    if case.kind not in ("bytes", "zip"):
        return
    zips = [path for path in given.written if path.suffix in (".zip", ".xlsx")]
    if case.kind == "zip" and zips:
        fuzz_mutations.change_zip(chance.choice(zips), chance)
    elif given.written:
        case.kind = "bytes"
        fuzz_mutations.change_bytes(chance.choice(given.written), chance)


def _read(
    case: Case, given: fuzz_files.Given, paths: list[Path], chance: random.Random, folder: Path
) -> None:
    setting, keep_rows = _setting(), chance.random() < 0.5
    try:
        intake = read_files(
            paths,
            setting.rulebook.vocabulary,
            setting.units,
            Against(*zip(*setting.agreements, strict=True)),
            Manner(chance.choice(("it", "en")), accept_valid_rows=keep_rows),
        )
    except InputError as refused:
        if not refused.problems or not all(refused.problems):
            case.faults.append("refused without a message")
        return
    case.outcome = "accepted"
    _judge(case, given, intake, folder)


def _judge(case: Case, given: fuzz_files.Given, intake: Intake, folder: Path) -> None:
    rows = {table: fuzz_checks.rows_of(intake.facts.con, table) for table in fuzz_checks.TABLES}
    case.faults += fuzz_checks.garbage(rows, fuzz_checks.code_lists(_setting()))
    if case.kind == "cells":
        found = len(rows["event_row"]) + len(rows["population_row"]) + intake.refused.num_rows
        if found != fuzz_checks.rows_meant(given):
            case.faults.append(
                f"{fuzz_checks.rows_meant(given)} rows were written, {found} are accounted for"
            )
        case.faults += [f"invented {each}" for each in fuzz_checks.invented(rows, given)]
    refused = {(row["file"], row["sheet"], row["row"]) for row in intake.refused.to_pylist()}
    told = {(record.file, record.sheet, record.row) for record in intake.records if record.level == "binding"}
    case.faults += [f"left out without a record: {place}" for place in refused - told]
    if intake.refused.num_rows:
        case.outcome = "in part"
    if case.number % STORED_ONE_IN:
        return
    stored, differing = fuzz_checks.lost_in_archive(folder / "archive.duckdb", intake, rows)
    case.outcome = f"{case.outcome}, {stored}"
    case.faults += differing


def _run(given: tuple[int, int, Path | None]) -> Case:
    return run_case(*given)


def run(seed: int, first: int, count: int, processes: int, keep: Path | None = None) -> Iterator[Case]:
    """All cases, in their order."""
    given = ((seed, number, keep) for number in range(first, first + count))
    if processes == 1:
        yield from map(_run, given)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context) as pool:
        yield from pool.map(_run, given, chunksize=20)


def main() -> int:
    """Run the cases and print what became of them; 1 if any fault was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--keep", type=Path, help="a folder for the files of faulty cases; one named all... for all"
    )
    chosen = parser.parse_args()
    outcomes: Counter[tuple[str, str]] = Counter()
    faulty, slowest = 0, 0.0
    for case in run(chosen.seed, chosen.first, chosen.count, chosen.processes, chosen.keep):
        outcomes[case.form, case.outcome] += 1
        slowest = max(slowest, case.seconds)
        faulty += bool(case.faults)
        if (case.number + 1) % 500 == 0:
            print(f"{case.number + 1 - chosen.first} cases, {faulty} faulty", file=sys.stderr, flush=True)
        if case.faults:
            print(
                f"case {case.number} ({case.form}, {case.kind}, {case.outcome}):",
                *case.faults[:5],
                sep="\n  ",
                flush=True,
            )
    _print(outcomes, chosen.count)
    whom = resource.RUSAGE_SELF if chosen.processes == 1 else resource.RUSAGE_CHILDREN
    most = resource.getrusage(whom).ru_maxrss // 1024
    print(f"slowest case {slowest:.1f} CPU seconds, most memory {most} MiB, {faulty} faulty cases")
    return 1 if faulty or most > MIB else 0


def _print(outcomes: Counter[tuple[str, str]], count: int) -> None:
    kinds = sorted({outcome for _, outcome in outcomes})
    print("form", *kinds, sep="\t")
    for form in fuzz_files.FORMS:
        print(form, *(outcomes[form, kind] for kind in kinds), sep="\t")
    totals = [sum(outcomes[form, kind] for form in fuzz_files.FORMS) for kind in kinds]
    print("all", *totals, sep="\t")
    print("share", *(f"{total / count:.1%}" for total in totals), sep="\t")


if __name__ == "__main__":
    sys.exit(main())
