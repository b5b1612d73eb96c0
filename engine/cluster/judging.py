# SPDX-License-Identifier: EUPL-1.2
"""One convention judged where its facts are, by the same intake and the same rules as on one machine."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ...schema.errors import Refused
from ..reports.json import ndjson_lines
from ..reports.rollups import breached
from ..runs.facts import load_facts
from ..runs.judgements import judgements
from .contribution import contribution
from .errand import Errand
from .parts import Part, as_table, verdict_parts


def judged_there(errand: Errand, convention: str, facts: pa.Table) -> pa.Table:
    """The verdicts of one convention, and what it contributes to the nation.

    Args:
        facts: A column `kind`, and for each kind of fact a column of structs, its rows.

    Returns:
        Parts; a refusal is one of them, so that what is wrong in several conventions is told at once.
    """
    with TemporaryDirectory(prefix="impegni-") as folder:
        try:
            parts = list(_parts(errand, convention, facts, Path(folder)))
        except Refused as error:
            said = [_in_dataset(line, folder, convention) for line in error.problems]
            parts = [Part("refused", line.encode(), number) for number, line in enumerate(said)]
    return as_table(convention, parts)


def _parts(errand: Errand, convention: str, facts: pa.Table, folder: Path) -> Iterator[Part]:
    mine = [one for one in errand.setting.agreements if one[0].convention == convention]
    setting = replace(errand.setting, agreements=tuple(mine))
    intake = load_facts(list(_files(errand, facts, folder)), setting, errand.language)
    wrong = False
    for one in judgements(setting):
        if one.programme is None:
            verdicts = one.judge(intake.facts, errand.options)
            wrong = breached(verdicts.frame)
            yield from verdict_parts(ndjson_lines(verdicts, errand.facts))
    if setting.programme is not None:
        yield from contribution(setting.rulebook, intake.facts, errand.options)
    for record in intake.records:
        told = record.model_copy(update={"file": _in_dataset(record.file, str(folder), convention)})
        yield Part("record", told.model_dump_json().encode())
    yield Part("breached", number=int(wrong))
    yield Part("complete", number=int(intake.facts.complete))


def _files(errand: Errand, facts: pa.Table, folder: Path) -> Iterator[Path]:
    """Each kind of fact as the file it would be on one machine."""
    for kind in errand.columns:
        rows = facts.filter(pc.equal(facts["kind"], kind))[kind].combine_chunks()
        if len(rows):
            path = folder / f"{kind}.parquet"
            table = pa.Table.from_struct_array(rows).select(errand.columns[kind])
            pq.write_table(table, path)
            yield path


def _in_dataset(said: str, folder: str, convention: str) -> str:
    """What was said of a file made here, of where its rows stand in the dataset."""
    return re.sub(rf"{re.escape(folder)}/(\w+)\.parquet", rf"\1/convention={convention}", said)
