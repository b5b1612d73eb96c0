# SPDX-License-Identifier: EUPL-1.2
"""A small submission as a folder, and ways to read it."""

import datetime as dt
from dataclasses import fields
from pathlib import Path
from typing import Any

from impegni.engine.definitions.registry import Registry
from impegni.engine.intake.reader import Intake
from impegni.engine.submissions.checks import Against
from impegni.engine.submissions.reader import Manner, read_files
from impegni.schema.errors import InputError
from impegni.schema.unit import Unit
from intake_support import VOCABULARY

REGISTRY = Registry(
    [
        Unit(code="BASILICATA", kind="region"),
        Unit(code="PZ", kind="cpi", parent="BASILICATA"),
        Unit(code="MT", kind="cpi", parent="BASILICATA", valid_to=dt.date(2018, 3, 15)),
    ]
)
MANIFEST = "id: S1\nmese: 2018-03\nsedi: [PZ, MT]\ninviato: 2018-04-05\n"
HEADINGS = "id_evento;tipo_evento;data;sede;impresa;partecipanti;invitati;note;persona\n"


def submission(folder: Path, *events: str, manifest: str = MANIFEST, name: str = "invio") -> Path:
    """A folder with a manifest and events; what an event leaves out at its end is blank."""
    path = folder / name
    path.mkdir(parents=True)
    (path / "invio.yaml").write_text(manifest, encoding="utf-8")
    lines = [event + ";" * (HEADINGS.count(";") - event.count(";")) for event in events]
    (path / "eventi.csv").write_text(HEADINGS + "".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def read(*paths: Path, language: str = "it", **given: Any) -> Intake:
    """Read with the small vocabulary and registry."""
    against = {each.name: given.pop(each.name) for each in fields(Against) if each.name in given}
    also = given.pop("also", None)
    return read_files(
        paths, VOCABULARY, REGISTRY.units,
        Against(**{"registries": [REGISTRY], **against}), Manner(language, **given), also=also,
    )  # fmt: skip


def said(*paths: Path, **given: Any) -> list[tuple[str, str, int | None]]:
    """The level, code and row of every record, whether the files are refused or not."""
    try:
        records = read(*paths, **given).records
    except InputError as refused:
        records = refused.records
    return [(record.level, record.code, record.row) for record in records]
