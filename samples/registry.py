# SPDX-License-Identifier: EUPL-1.2
"""The sample's registry: the convention's, with two schools merged into a new one and two crises."""

import csv
from pathlib import Path

from months import DAY
from plan import REGION
from plan_crises import CRISES
from plan_documents import MERGED, MERGED_ON

CONVENTION = Path(__file__).parent.parent / "rules" / "conventions" / "basilicata.units.csv"


def convention_rows() -> list[dict[str, str]]:
    """The rows of the convention's own registry."""
    with CONVENTION.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def schools() -> list[str]:
    """The schools of the convention."""
    return [row["code"] for row in convention_rows() if row["kind"] == "school"]


def sample_rows() -> list[dict[str, str]]:
    """The convention's units with the sample's own changes."""
    rows = convention_rows()
    for row in rows:
        if row["code"] in MERGED:
            row |= {"valid_to": str(MERGED_ON), "successor": MERGED[row["code"]]}
    blank = dict.fromkeys(rows[0], "")
    for code in sorted(set(MERGED.values())):
        rows.append(
            blank | {"code": code, "kind": "school", "name": "Istituto campione 25 (da fusione)", "province": "076"}
            | {"parent": REGION, "valid_from": str(MERGED_ON + DAY), "type": "iis"}
        )  # fmt: skip
    for crisis in CRISES:
        rows.append(
            blank | {"code": crisis.code, "kind": "crisis", "name": crisis.name, "parent": REGION}
            | {"type": crisis.type, "valid_from": str(crisis.opened), "valid_to": str(crisis.closed or "")}
        )  # fmt: skip
    return rows
