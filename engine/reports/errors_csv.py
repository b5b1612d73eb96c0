# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with files as CSV, one record a line, safe to open in a spreadsheet."""

from collections.abc import Iterable, Iterator

from ...schema.error_record import ErrorRecord
from .csv import csv_line, harmless


def error_lines(records: Iterable[ErrorRecord]) -> Iterator[str]:
    """The heading, then one line a record with all its fields."""
    yield csv_line(ErrorRecord.model_fields)
    for record in records:
        yield csv_line(harmless(value) for value in record.model_dump().values())
