# SPDX-License-Identifier: EUPL-1.2
"""Rows of the synthetic files and the units they are about."""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

Row = Mapping[str, object]

REGION = "SIN"
START, END = dt.date(2018, 3, 1), dt.date(2020, 2, 29)
MERGED, TAKER, MERGED_ON = "SINC061", "SINC062", dt.date(2019, 6, 14)
PROVINCES = {"NORD": range(1, 17), "SUD": range(17, 33), "EST": range(33, 48), "OVEST": range(48, 63)}

CPIS = [f"SINC{n:03}" for n in range(1, 63)]
SCHOOLS = [f"SINS{n:03}" for n in range(1, 121)]
UNIVERSITIES = [f"SINU{n:03}" for n in range(1, 4)]
ITS = [f"SINI{n:03}" for n in range(1, 5)]
PROVIDERS = [f"SINV{n:03}" for n in range(1, 9)]
TYPES = ("liceo", "technical", "vocational", "iis")
PROVINCE = {f"SINC{n:03}": name for name, numbers in PROVINCES.items() for n in numbers}

HEADINGS = {
    "units.csv": "code kind name province parent valid_from valid_to successor type",
    "events.csv": (
        "event_id event date unit deliverable topic target phase participants firm person evidence submission"
    ),
    "populations.csv": "population unit date size submission",
    "submissions.csv": "id convention month units sender sent received",
}


def months() -> list[dt.date]:
    """The first day of each month of the term."""
    count = (END.year - START.year) * 12 + END.month - START.month + 1
    return [month_after(START, n) for n in range(count)]


def month_after(day: dt.date, count: int) -> dt.date:
    """The first day of the month `count` months after that of `day`."""
    years, month = divmod(day.month - 1 + count, 12)
    return dt.date(day.year + years, month + 1, 1)


def submission_of(unit: str, day: dt.date) -> str:
    """The submission that reports on a unit: its province's, else the region's."""
    return f"{PROVINCE.get(unit, REGION)}-{day:%Y-%m}"


def unit_rows() -> Iterator[Row]:
    """The registry: one job centre is continued by another."""
    yield {"code": REGION, "kind": "region", "name": "Regione sintetica"}
    for code in CPIS:
        end = {"valid_to": MERGED_ON, "successor": TAKER} if code == MERGED else {}
        name = f"CPI sintetico {code[-3:]}"
        yield {"code": code, "kind": "cpi", "name": name, "province": PROVINCE[code], "parent": REGION} | end
    for number, code in enumerate(SCHOOLS):
        name = f"Istituto sintetico {code[-3:]}"
        yield {"code": code, "kind": "school", "name": name, "parent": REGION, "type": TYPES[number % 4]}
    for kind, title, codes in (
        ("university", "Università sintetica", UNIVERSITIES),
        ("its", "ITS sintetico", ITS),
        ("vet_provider", "Ente sintetico", PROVIDERS),
    ):
        for code in codes:
            yield {"code": code, "kind": kind, "name": f"{title} {code[-3:]}", "parent": REGION}


def write(folder: Path, name: str, rows: Sequence[Row]) -> None:
    """Write one file, its columns in the order of `HEADINGS`."""
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS[name].split(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
