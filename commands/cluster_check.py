# SPDX-License-Identifier: EUPL-1.2
"""A check on Spark: its session, and its verdicts as they come."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..engine.cluster.run import check_dataset
from ..engine.reports.json import Facts
from ..engine.runs.setting import Setting
from ..engine.verdicts.run import Options
from ..schema.errors import UsageError
from .given import FactFiles, Output
from .output import say_some, write
from .progress import ToldWork
from .reader import reader

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "local[*]"


def check_order(given: FactFiles, output: Output) -> None:
    """Refuse what a check on Spark cannot do, before anything is started.

    Raises:
        UsageError: Lists all of it.
    """
    words, problems = reader(), []
    if len(given.paths) != 1:
        said = words.text("got {count}; name the one folder of the dataset", count=len(given.paths))
        problems.append(f"PATH: {said}")
    if given.archive is not None:
        said = words.text("is on this machine; leave it out, or export it and divide it by convention")
        problems.append(f"--archive: {said}")
    if output.format_ != "ndjson":
        said = words.text("got {got}; on Spark verdicts are written one a line: ndjson", got=output.format_)
        problems.append(f"--format: {said}")
    if output.published:
        said = words.text(
            "is for one machine: who may be told of has to be looked at over all figures at once"
        )
        problems.append(f"--public: {said}")
    if problems:
        raise UsageError(problems)


def checked_on_spark(
    master: str,
    given: FactFiles,
    setting: Setting,
    options: Options,
    facts: Facts,
    output: Output,
    say: ToldWork,
) -> bool:
    """Write the verdicts on a dataset one a line, convention by convention; whether any shows a breach."""
    wrong: list[bool] = []

    def lines(spark: "SparkSession") -> Iterator[str]:
        dataset = str(given.paths[0])
        for one in check_dataset(spark, dataset, setting, options, output.language, facts, say):
            wrong.append(one.breached)
            yield from one.lines
            say_some(one.records, output.language)

    with _session(master) as spark:
        write(lines(spark), output.out)
    return any(wrong)


@contextmanager
def _session(master: str) -> Iterator["SparkSession"]:
    """A session that is stopped afterwards; executors run the Python that runs this.

    Raises:
        UsageError: Spark is not installed, or cannot be reached.
    """
    words = reader()
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        said = words.text(
            "{package} is not installed; install {extra}",
            package=error.name,
            extra="pip install 'impegni[spark]'",
        )
        raise UsageError([f"--engine spark: {said}"]) from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("impegni")
    for name, value in _SETTINGS:
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        said = words.text("cannot be reached: {reason}", reason=str(error).splitlines()[0])
        raise UsageError([f"--master: {master}: {said}"]) from error
    try:
        yield spark
    finally:
        spark.stop()


_SETTINGS: Sequence[tuple[str, str]] = (
    ("spark.log.level", "ERROR"),
    ("spark.ui.enabled", "false"),
    ("spark.ui.showConsoleProgress", "false"),
    ("spark.sql.session.timeZone", "UTC"),
)
