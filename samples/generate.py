# SPDX-License-Identifier: EUPL-1.2
"""Makes the sample, the same bytes each time: `python samples/generate.py [FOLDER]`.

First the plan (`plan*.py`), then what must be judged of it (`expected*.py`), then the facts that realise it.
"""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

from adr_members import assistance_events, members_rows
from crises import crisis_events, crisis_populations
from documents import document_events
from expected import expected_verdicts
from expected_escalations import expected_escalations
from firms import ANNULLED_ID, ANNULMENT, WITHDRAWN_ID, firm_events
from monthly import write_monthly
from plan import AS_OF, SEED
from registry import sample_rows, schools
from rows import Escalation, Event, Population, Submission, Verdict, write_rows, write_table
from sessions import corrected_versions, session_events
from submissions import (
    carried,
    correction,
    delivered_again,
    first_submissions,
    replacements,
    second_deliveries,
)

HEADER = "# SPDX-License-Identifier: EUPL-1.2\n"

SETTINGS = f"""{HEADER}# What the sample is judged on; made by samples/generate.py.
as_of: {AS_OF}
seed: {SEED}
units: units.csv
files: [events.csv, populations.csv, submissions.csv]
objectives: ["5.1", "5.2", "5.3", "5.4", "5.5", "6.1", "6.4", "6.9", governance]
expected: expected.csv
expected_escalations: expected_escalations.csv
"""


def first_reported() -> list[Event]:
    """Every event as first reported, by the submission that carries it."""
    random = Random(SEED)  # noqa: S311 - the sample must be the same every time
    events = [*session_events(), *document_events(schools()), *crisis_events()]
    return carried([*events, *assistance_events(), *firm_events(random)])


def with_later_submissions(
    events: list[Event], populations: list[Population]
) -> tuple[list[Event], list[Population], list[Submission]]:
    """Corrections, annulments, second deliveries and replacements after what was first reported."""
    submissions = list(first_submissions())
    all_events, all_populations = list(events), list(populations)
    later = corrected_versions(events)
    later[ANNULMENT] = [
        replace(event, status="annulled") for event in events if event.event_id == ANNULLED_ID
    ]
    for (unit, month, received), versions in later.items():
        submission = correction(unit, month, received)
        submissions.append(submission)
        all_events += [replace(event, submission=submission.id) for event in versions]
    kept = [event for event in events if event.event_id != WITHDRAWN_ID]
    for suffix, again in (("-bis", list(second_deliveries())), ("-r1", list(replacements()))):
        submissions += again
        originals = [submission.id.removesuffix(suffix) for submission in again]
        all_events += delivered_again(kept, originals, suffix)
        all_populations += delivered_again(populations, originals, suffix)
    return all_events, all_populations, submissions


def write_sample(folder: Path) -> None:
    """Write all files of the sample but its README."""
    folder.mkdir(parents=True, exist_ok=True)
    members = carried([*members_rows(), *crisis_populations()])
    events, populations, submissions = with_later_submissions(first_reported(), members)
    events.sort(key=lambda event: (event.date, event.event_id, event.submission, event.firm, event.person))
    submissions.sort(key=lambda submission: (submission.received, submission.id))
    write_rows(folder / "events.csv", Event, events)
    write_rows(folder / "populations.csv", Population, populations)
    write_rows(folder / "submissions.csv", Submission, submissions)
    write_monthly(folder / "monthly", events, populations, submissions)
    write_rows(folder / "expected.csv", Verdict, expected_verdicts(schools()))
    write_rows(folder / "expected_escalations.csv", Escalation, expected_escalations())
    _write_units(folder / "units.csv", sample_rows())
    (folder / "sample.yaml").write_bytes(SETTINGS.encode())


def _write_units(path: Path, rows: list[dict[str, str]]) -> None:
    first: Mapping[str, str] = rows[0]
    write_table(path, list(first), [list(row.values()) for row in rows])


if __name__ == "__main__":
    write_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "basilicata")
