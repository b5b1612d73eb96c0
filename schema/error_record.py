# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a file, place by place: apart from the errors that carry it, which load quickly."""

from typing import Literal

from .base import Model


class ErrorRecord(Model):
    """One thing wrong in one place of one file.

    Attributes:
        row: The row as a spreadsheet shows it (the heading is row 1), or the line of a text file.
        level: `binding` refuses the row; `notice` reports an anomaly and keeps it.
        message: The whole sentence, already in the reader's language.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    level: Literal["binding", "notice"] = "binding"
    code: str
    got: str | None = None
    accepted: str | None = None
    example: str | None = None
    message: str

    def located(self) -> str:
        """The record as one line: `file [sheet]:row: column: message`."""
        place = self.file + (f" [{self.sheet}]" if self.sheet else "")
        place += f":{self.row}" if self.row is not None else ""
        return ": ".join(part for part in (place, self.column, self.message) if part)
