# SPDX-License-Identifier: EUPL-1.2
"""Facts held as models, put into an archive; and submissions as files."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from impegni.engine.archive.ingest import Ingested, ingest
from impegni.engine.archive.secret import Secret
from impegni.engine.intake.fact_tables import fact_tables_from
from impegni.engine.intake.reader import Intake
from impegni.engine.intake.refused_rows import SCHEMA
from impegni.schema.facts import Event, Facts, Submission


def intake_of(facts: Facts) -> Intake:
    return Intake(fact_tables_from(facts), (), (), SCHEMA.empty_table())


def put(path: Path, facts: Facts, secret: Secret | None = None) -> Ingested:
    return ingest(path, intake_of(facts), "en", secret=secret)


def one(name: str, received: str, people: Sequence[str] = ("P1",), **fields: str) -> Facts:
    """A submission with an event in which some people took part."""
    event = {
        "event_id": "e1",
        "event": "session",
        "date": dt.date.fromisoformat(received),
        "unit": "A",
        "submission": name,
    }
    events = tuple(Event.model_validate(event | {"person": person}) for person in people)
    row = {
        "id": name,
        "month": received[:7],
        "units": "A",
        "received": dt.date.fromisoformat(received),
    } | fields
    return Facts(events=events, submissions=(Submission.model_validate(row),))


def submission(folder: Path, name: str, rows: str, **fields: str) -> Path:
    """A submission of January 2018 as a folder: a manifest and events, which may correct those of another."""
    path = folder / name
    path.mkdir(parents=True)
    given = {
        "id": name,
        "month": "2018-01",
        "units": "[A]",
        "sent": "2018-02-05",
        "corrections": "yes",
    } | fields
    manifest = "".join(f"{field}: {value}\n" for field, value in given.items())
    (path / "submission.yaml").write_text(manifest, encoding="utf-8")
    (path / "events.csv").write_text("event_id,event,date,unit,person\n" + rows, encoding="utf-8")
    return path


def sessions(count: int) -> str:
    """So many interviews, each of another person."""
    return "".join(f"e{number},interview,2018-01-18,A,P{number}\n" for number in range(count))
