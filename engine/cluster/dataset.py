# SPDX-License-Identifier: EUPL-1.2
"""A dataset of many conventions' facts, as Spark reads it: a folder a kind, in each a folder a convention."""

from typing import TYPE_CHECKING

from ...schema.errors import InputError
from ..language.reader import words

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

KINDS = ("events", "populations", "submissions", "figures")
PARTITION = "convention"


def read_dataset(spark: "SparkSession", dataset: str) -> "DataFrame":
    """All facts in one table: `convention`, `kind`, and a struct for each kind that the dataset has.

    Args:
        dataset: A path or an address that the session can read; in it `events/convention=NAME/*.parquet` and, where
            there are such, the same of `populations`, `submissions`, `figures`.

    Raises:
        InputError: There are no events, or a kind is not divided by convention.
    """
    from pyspark.sql import functions as sql

    found = {kind: table for kind in KINDS if (table := _table(spark, f"{dataset}/{kind}")) is not None}
    if "events" not in found:
        said = words.text(
            "got no events; write them to {folder}, for example {example}",
            folder=f"{dataset}/events",
            example=f"events/{PARTITION}=basilicata/part-0.parquet",
        )
        raise InputError([f"{dataset}: {said}"])
    joined: DataFrame | None = None
    for kind, table in found.items():
        own = sql.struct(*(name for name in table.columns if name != PARTITION)).alias(kind)
        part = table.select(
            sql.col(PARTITION).cast("string").alias(PARTITION), sql.lit(kind).alias("kind"), own
        )
        joined = part if joined is None else joined.unionByName(part, allowMissingColumns=True)
    assert joined is not None
    return joined


def columns_of(facts: "DataFrame") -> dict[str, tuple[str, ...]]:
    """The columns of each kind of fact of the dataset."""
    return {kind: tuple(facts.select(f"{kind}.*").columns) for kind in KINDS if kind in facts.columns}


def _table(spark: "SparkSession", folder: str) -> "DataFrame | None":
    from pyspark.errors import AnalysisException

    try:
        table = spark.read.parquet(folder)
    except AnalysisException as error:
        if error.getCondition() == "PATH_NOT_FOUND":
            return None
        raise InputError([f"{folder}: {error.getCondition()}"]) from error
    if PARTITION not in table.columns:
        said = words.text(
            "is not divided by convention; write each one's facts to a folder of its own, for example {example}",
            example=f"{folder}/{PARTITION}=basilicata/part-0.parquet",
        )
        raise InputError([f"{folder}: {said}"])
    return table
