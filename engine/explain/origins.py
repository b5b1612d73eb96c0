# SPDX-License-Identifier: EUPL-1.2
"""Origins: the submission, file, sheet and row that an event came from, as far as they are known."""

from collections.abc import Sequence
from functools import cached_property

from ...schema.explanation import Origin
from ..intake.findings import ReadFile
from ..tallies.cube import Cube


class Origins:
    """Looks up where events came from.

    Rows read from files in this run tell their place; of those an archive holds, the submission is known.
    """

    def __init__(self, cube: Cube, files: Sequence[ReadFile]) -> None:
        self._con = cube.con
        self._files = {file.number: file for file in files}
        query = "select count(*) from information_schema.tables where table_name = 'all_event_row'"
        self._traced = bool(self._con.execute(query).fetchall()[0][0])

    @cached_property
    def _sent(self) -> dict[str, Origin]:
        """Each submission with its month and its units."""
        rows = self._con.execute("select id, month, units from known_submission").fetchall()
        return {
            id_: Origin(submission=id_, month=month, units=tuple(units.split("|")))
            for id_, month, units in rows
        }

    def of(self, event_id: str, submission: str | None) -> Origin:
        """Where the first row of an event in a submission stands."""
        sent = self._sent.get(submission or "", Origin(submission=submission))
        if not self._traced:
            return sent
        rows = self._con.execute(
            "select reading, row from all_event_row where event_id = $event"
            " and submission is not distinct from $submission order by reading, row limit 1",
            {"event": event_id, "submission": submission},
        ).fetchall()
        if not rows or rows[0][0] not in self._files:
            return sent
        file = self._files[rows[0][0]]
        return sent.model_copy(update={"file": file.file, "sheet": file.sheet, "row": rows[0][1]})
