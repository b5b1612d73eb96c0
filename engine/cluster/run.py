# SPDX-License-Identifier: EUPL-1.2
"""A check on Spark: conventions side by side in its executors, the nation from what they contribute."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from ...schema.base import Language
from ...schema.error_record import ErrorRecord
from ...schema.errors import InputError
from ..language.reader import words
from ..reports.json import Facts
from ..runs.setting import Setting
from ..runs.work import Work
from ..verdicts.run import Options
from .dataset import PARTITION, columns_of, read_dataset
from .errand import Errand
from .judging import judged_there
from .nation import facts_of, judged_nation
from .parts import DDL, Kind, read_table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, Row, SparkSession

CONTRIBUTED = ("event_row", "population_row", "submission_row", "figure_row")


@dataclass(frozen=True)
class CheckedThere:
    """What came of one convention, or of the programme.

    Attributes:
        lines: Its verdicts as lines of NDJSON, as `impegni check` writes them; to be read once, in order.
        records: What is to be noticed about its facts.
    """

    name: str
    lines: Iterator[str]
    breached: bool
    records: tuple[ErrorRecord, ...] = ()


def check_dataset(
    spark: "SparkSession",
    dataset: str,
    setting: Setting,
    options: Options,
    language: Language = "en",
    facts: Facts = "verdicts",
    say: Work | None = None,
) -> Iterator[CheckedThere]:
    """Judge every convention of the setting on its facts in the dataset, then the programme if there is one.

    Verdicts are those that `check` finds in the same facts on one machine. What Spark does is divide the facts by
    convention, run each where there is room, again where a machine fails, and keep the results on its disks.

    Raises:
        InputError: Facts are wrong, of whatever convention, or of one that the setting does not have.
    """
    say = say or Work()
    say(words.text("Reading {name}", name=dataset))
    read = read_dataset(spark, dataset)
    errand = Errand(setting, options, columns_of(read), facts, language)
    names = [convention.convention for convention, _ in setting.agreements]
    _check_names(read, names, dataset)
    parts = _judged(spark, read, errand, len(names))
    try:
        _check_refusals(parts)
        wrong, complete = _answers(parts, "breached"), _answers(parts, "complete")
        for number, name in enumerate(names, 1):
            say(words.text("Judging {name}", name=name), number, len(names))
            if name in wrong:
                yield _told(parts, name, wrong=wrong[name])
        yield from _nation(parts, errand, complete=all(complete.values()))
    finally:
        parts.unpersist()


def _judged(spark: "SparkSession", read: "DataFrame", errand: Errand, count: int) -> "DataFrame":
    """The parts of every convention, each judged once and kept."""
    from pyspark import StorageLevel

    # One convention a task: small partitions put together again would wait for each other.
    spark.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
    spark.conf.set("spark.sql.shuffle.partitions", str(max(4 * count, 1)))

    def there(key: tuple[pa.Scalar, ...], facts: pa.Table) -> pa.Table:
        return judged_there(errand, key[0].as_py(), facts)

    return read.groupBy(PARTITION).applyInArrow(there, DDL).persist(StorageLevel.DISK_ONLY)


def _check_names(read: "DataFrame", names: list[str], dataset: str) -> None:
    """Refuse facts of conventions that nobody named: they would be left out in silence."""
    found = [row[0] for row in read.select(PARTITION).distinct().toLocalIterator()]
    strangers = sorted(name for name in found if name not in names)
    if strangers:
        said = words.text(
            "got facts of {strangers}; give their conventions with --convention, or leave them out of the dataset",
            strangers=", ".join(strangers),
        )
        raise InputError([f"{dataset}: {said}"])


def _check_refusals(parts: "DataFrame") -> None:
    rows = parts.where("kind = 'refused'").orderBy("convention", "number").collect()
    if rows:
        raise InputError([f"{row.convention}: {_text(row)}" for row in rows])


def _answers(parts: "DataFrame", kind: Kind) -> dict[str, bool]:
    """What each convention that has facts answered."""
    return {row.convention: bool(row.number) for row in parts.where(parts.kind == kind).toLocalIterator()}


def _told(parts: "DataFrame", name: str, *, wrong: bool) -> CheckedThere:
    mine = parts.where(parts.convention == name)
    lines = mine.where("kind = 'verdicts'").orderBy("number").toLocalIterator()
    records = mine.where("kind = 'record'").collect()
    return CheckedThere(
        name,
        (_text(row) for row in lines),
        wrong,
        tuple(ErrorRecord.model_validate_json(row.payload) for row in records),
    )


def _nation(parts: "DataFrame", errand: Errand, *, complete: bool) -> Iterator[CheckedThere]:
    if errand.setting.programme is None:
        return
    contributed: dict[str, list[pa.Table]] = {name: [] for name in CONTRIBUTED}
    for row in parts.where(parts.kind.isin(list(CONTRIBUTED))).orderBy(PARTITION).toLocalIterator():
        contributed[row.kind].append(read_table(bytes(row.payload)))
    for name, lines, wrong in judged_nation(errand, facts_of(contributed, complete=complete)):
        yield CheckedThere(name, lines, wrong)


def _text(row: "Row") -> str:
    return bytes(row.payload).decode()
