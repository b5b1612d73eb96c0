# SPDX-License-Identifier: EUPL-1.2
"""What moved: the events that one run knows and another does not, or knows otherwise, and by whose doing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import duckdb

How = Literal["added", "removed", "superseded", "annulled"]

_CONTENT = (
    "event", "date", "unit", "deliverable", "topic", "target", "phase", "participants", "invited", "firm",
    "person", "case",
)  # fmt: skip
"""What rules look at: an event told again with the same is the same."""

Con = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class Moved:
    """What became of an event, and the submission that did it; none where only bare rows tell."""

    how: How
    submission: str | None


class Known:
    """The submissions two runs know, and which of them only one knows."""

    def __init__(self, before: Con, after: Con) -> None:
        self.before, self.after = before, after
        query = "select id, received, replaces, month, units from known_submission order by rank"
        old, new = before.execute(query).fetchall(), after.execute(query).fetchall()
        ids = {row[0] for row in old} ^ {row[0] for row in new}
        every = {row[0]: row for row in [*old, *new]}
        self.received = {name: row[1] for name, row in every.items()}
        self.replaced_by = {row[2]: row[0] for row in new if row[2] is not None}
        self.reports_on = {name: (row[3], tuple(row[4].split("|"))) for name, row in every.items()}
        self.arrived = {name: said for name, said in self.reports_on.items() if name in ids}

    @cached_property
    def concerned(self) -> list[str]:
        """The submissions whose rows may count otherwise: those that arrived, and those they replace."""
        replaced = {old for old, new in self.replaced_by.items() if new in self.arrived}
        return sorted({*self.arrived, *replaced})

    @cached_property
    def events(self) -> Mapping[str, Moved]:
        """Every event that moved, by id."""
        ids = sorted({*_carried(self.before, self.concerned), *_carried(self.after, self.concerned)})
        old, new = _versions(self.before, ids), _versions(self.after, ids)
        annulled = _annulled(self.after, ids)
        found = {}
        for event_id in ids:
            moved = self._moved(old.get(event_id), new.get(event_id), annulled.get(event_id))
            if moved is not None:
                found[event_id] = moved
        return found

    def _moved(
        self, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, annulled: str | None
    ) -> Moved | None:
        if new is None:
            if old is None:
                return None
            withdrawn = Moved("removed", self.replaced_by.get(old["submission"]))
            return withdrawn if annulled is None else Moved("annulled", annulled)
        if old is None:
            return Moved("added", new["submission"])
        if all(old[name] == new[name] for name in _CONTENT):
            return None
        told_by = new["submission"]
        # Where the newer version is withdrawn, an older one stands again: the doing of whoever withdrew it.
        by = told_by if told_by in self.arrived else self.replaced_by.get(old["submission"])
        return Moved("superseded", by)


def _carried(con: Con, submissions: Collection[str]) -> list[str]:
    rows = con.execute(
        "select distinct event_id from event_row where list_contains($submissions, submission)",
        {"submissions": list(submissions)},
    ).fetchall()
    return [event_id for (event_id,) in rows]


def _versions(con: Con, ids: list[str]) -> dict[str, dict[str, Any]]:
    """The current version of each event, where it has one."""
    names = ("event_id", "submission", *_CONTENT)
    columns = ", ".join(f'"{name}"' for name in names)
    rows = con.execute(
        f"select {columns} from occurrence join (select unnest($ids) as event_id) using (event_id)",
        {"ids": ids},
    ).fetchall()
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows}


def _annulled(con: Con, ids: list[str]) -> dict[str, str]:
    """The submission that annuls each event, by the latest version that does."""
    rows = con.execute(
        "select r.event_id, arg_max(s.id, s.rank) from event_row as r"
        " join (select unnest($ids) as event_id) using (event_id)"
        " join known_submission as s on r.submission = s.id"
        " where r.status = 'annulled' and s.id not in"
        " (select replaces from known_submission where replaces is not null) group by all",
        {"ids": ids},
    ).fetchall()
    return dict(rows)
