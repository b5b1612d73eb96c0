# SPDX-License-Identifier: EUPL-1.2
"""The columns of the sheets and their headings."""

from ..intake.columns import MANIFEST, Column, FileKind


def columns_of(kind: FileKind) -> tuple[Column, ...]:
    """The columns of a sheet of facts; the sheet of the submission tells whose rows they are."""
    return tuple(column for column in kind.columns if column.name != "submission")


def manifest_fields() -> tuple[Column, ...]:
    """What a submission tells of itself; the day it was received is not for the sender to say."""
    return tuple(column for column in MANIFEST.columns if column.name != "received")
