# SPDX-License-Identifier: EUPL-1.2
"""Makes the files of the synthetic region, the same bytes each time: `python generate.py [FOLDER]`.

The convention, the README and the expected counts are written by hand.
"""

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from documents import JOINED, document_rows, session
from rows import (
    CPIS,
    MERGED,
    MERGED_ON,
    PROVINCE,
    PROVINCES,
    REGION,
    TYPES,
    Row,
    month_after,
    months,
    submission_of,
    unit_rows,
    write,
)

SEED = 62120
HELD_BACK = (dt.date(2018, 10, 1), dt.date(2019, 7, 1), dt.date(2019, 8, 1))
UNPLANNED = dt.date(2019, 5, 1)
FIRMS = {2018: 799, 2019: 900}
FIRMS_AT_ONCE = 20

BENEFICIARIES = 20
MISSED, STALE, EXCEEDED, EMPTY = "SINC009", "SINC010", "SINC020", "SINC030"
STUDENTS, LARGER_SCHOOL, SHORT_SCHOOL = 100, "SINS006", "SINS010"

NEVER_SENT, LATE = ("OVEST", dt.date(2020, 2, 1)), ("NORD", dt.date(2019, 9, 1))
FLOODED, FLOOD = "SINC040", dt.date(2019, 11, 1)

SETTINGS = f"""# SPDX-License-Identifier: EUPL-1.2
# What the sample is judged on; made by samples/synthetic_region/generate.py.
as_of: 2020-04-30
seed: {SEED}
units: units.csv
files: [events.csv, populations.csv, submissions.csv]
objectives: ["5.1", "5.4", "6.1", "6.4", "6.7", "7.2", governance]
expected: expected_counts.json
"""


def monthly_rows(random: Random) -> Iterator[Row]:
    """One session, its plan and two follow-ups a month, in the whole region."""
    for month in months():
        held = month + dt.timedelta(days=random.randrange(10, 25))
        host = random.choice(CPIS[:47])
        if month not in HELD_BACK:
            yield session("info_session", held, host, "adr", "potential_adr_beneficiaries")
            if month != UNPLANNED:
                yield {
                    "event": "deliverable", "date": held - dt.timedelta(days=2), "unit": host,
                    "deliverable": "adr_session_plan", "evidence": f"prot. {month:%y%m}",
                }  # fmt: skip
        if month not in (*HELD_BACK[1:], NEVER_SENT[1]):
            yield session("follow_up_session", held, host, "adr")
            yield session("follow_up_session", held, host, "disadvantaged")


def firm_rows(random: Random) -> Iterator[Row]:
    """Firms by groups that meet together, one number of different firms each year."""
    for year, wanted in FIRMS.items():
        for first in range(0, wanted, FIRMS_AT_ONCE):
            day = dt.date(year, 4, 1) + dt.timedelta(days=random.randrange(240))
            shared = {
                "event": "firm_engagement", "date": day, "unit": random.choice(CPIS[:47]), "participants": 30,
                "topic": "profile_promotion", "event_id": f"SIN-F{year}-{first:03}",
            }  # fmt: skip
            for number in range(first, min(first + FIRMS_AT_ONCE, wanted)):
                yield shared | {"firm": f"SF{number:04}"}


def person_rows(random: Random) -> Iterator[Row]:
    """Beneficiaries assisted at each job centre, students with a measure at technical and vocational schools."""
    for code in CPIS:
        for number in range(assisted(code)):
            day = dt.date(2018, 3, 5) + dt.timedelta(days=random.randrange(690))
            yield {
                "event": "intensive_assistance",
                "date": day,
                "unit": code,
                "person": f"B-{code}-{number:02}",
            }
    for code in joined_schools():
        for number in range(4 if code == SHORT_SCHOOL else 5):
            day = dt.date(2019, 2, 1) + dt.timedelta(days=random.randrange(300))
            yield {
                "event": "active_measure",
                "date": day,
                "unit": code,
                "person": f"S-{code}-{number:02}",
                "target": "students",
            }


def assisted(code: str) -> int:
    """How many different people a job centre assisted in the term."""
    return {MERGED: 0, MISSED: BENEFICIARIES - 1, EXCEEDED: BENEFICIARIES + 1, EMPTY: 0}.get(
        code, BENEFICIARIES
    )


def joined_schools() -> list[str]:
    """The schools whose students are owed a measure."""
    return [code for number, code in enumerate(JOINED) if TYPES[number % 4] in ("technical", "vocational")]


def population_rows() -> Iterator[Row]:
    """Beneficiaries every quarter; students once, near the end."""
    for month in months()[1::3]:
        day = month.replace(day=15)
        for code in CPIS:
            if (code == MERGED and day > MERGED_ON) or (code == STALE and day > dt.date(2019, 12, 1)):
                continue
            size = 0 if code == EMPTY else BENEFICIARIES
            yield {"population": "adr_beneficiaries", "unit": code, "date": day, "size": size}
    for code in joined_schools():
        size = STUDENTS + (code == LARGER_SCHOOL)
        yield {"population": "involved_students", "unit": code, "date": dt.date(2020, 1, 20), "size": size}


def submission_rows() -> Iterator[Row]:
    """One submission a month of the region and of each province, which names its job centres."""
    for month in months():
        for sender in (REGION, *PROVINCES):
            if (sender, month) == NEVER_SENT:
                continue
            sent = month_after(month, 1) + dt.timedelta(days=19 if (sender, month) == LATE else 6)
            yield {
                "id": f"{sender}-{month:%Y-%m}", "convention": "synthetic_region", "month": f"{month:%Y-%m}",
                "units": "|".join(named(sender, month)), "sender": f"{sender} (sintetico)",
                "sent": sent, "received": sent,
            }  # fmt: skip


def named(sender: str, month: dt.date) -> list[str]:
    """The reporting units that a submission covers."""
    if sender == REGION:
        return [REGION]
    gone = {MERGED} if month > MERGED_ON else set()
    if month == FLOOD:
        gone.add(FLOODED)
    return [code for code in CPIS if PROVINCE[code] == sender and code not in gone]


def carried(rows: Iterator[Row]) -> list[Row]:
    """The rows, each with the submission that carried it and an id where it has none, by date."""
    found = [
        {"event_id": f"SIN-{number:05}"} | dict(row) | {"submission": submission_of(str(row["unit"]), day)}
        for number, row in enumerate(rows)
        if isinstance(day := row["date"], dt.date)
    ]
    return sorted(found, key=lambda row: (str(row["date"]), str(row["event_id"]), str(row.get("firm", ""))))


def event_rows(random: Random) -> Iterator[Row]:
    """Everything that was done."""
    yield from document_rows()
    yield from monthly_rows(random)
    yield from firm_rows(random)
    yield from person_rows(random)


def write_sample(folder: Path) -> None:
    """Write all files that are not written by hand."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(SEED)  # noqa: S311 - the sample must be the same every time
    write(folder, "events.csv", carried(event_rows(random)))
    populations = [dict(row) for row in carried(population_rows())]
    write(
        folder, "populations.csv", [{k: v for k, v in row.items() if k != "event_id"} for row in populations]
    )
    write(folder, "submissions.csv", list(submission_rows()))
    write(folder, "units.csv", list(unit_rows()))
    (folder / "sample.yaml").write_bytes(SETTINGS.encode())


if __name__ == "__main__":
    write_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
