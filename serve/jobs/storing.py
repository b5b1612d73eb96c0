# SPDX-License-Identifier: EUPL-1.2
"""Files that were checked, put into the archive: all of them or none, by somebody who may, with a receipt."""

import datetime as dt
import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from ...engine.archive.file import open_archive
from ...engine.archive.ingest import Ingested, ingest
from ...engine.archive.log import entries
from ...engine.intake.reader import Intake
from ...engine.language.words import Words
from ...engine.runs.facts import read_given
from ...engine.runs.setting import Setting
from ...schema.errors import InputError
from ...schema.people import ALL
from ...schema.serving import Receipt
from ..orders import Order
from .common import secret_of, setting_of
from .state import held_submissions


def run(order: Order) -> Any:
    """Store `asked["files"]` for `asked["actor"]`, who may send for `asked["send_for"]`; the receipt as data.

    Faulty rows are left out where `asked["valid_rows"]` says so, else they refuse everything.
    """
    setting, asked, place = setting_of(order), order.asked, order.place
    paths, secret, day = [Path(name) for name in asked["files"]], secret_of(order), place.day()
    known = place.archive if place.archive.exists() else None
    intake = read_given(
        paths, setting, order.language, known, secret, day, bool(asked["valid_rows"]), unserving=True
    )
    _check_rights(intake, setting, asked["send_for"], order)
    done = ingest(
        place.archive, intake, order.language,
        received=day, secret=secret, agreements=setting.registries, actor=asked["actor"],
    )  # fmt: skip
    return _receipt(order, done, paths).model_dump(mode="json")


def _check_rights(intake: Intake, setting: Setting, send_for: Collection[str], order: Order) -> None:
    """Refuse a submission for units that the person may not send for.

    Raises:
        InputError: Naming the submissions and the units.
    """
    words, allowed = Words(order.language), set(send_for)
    if ALL in allowed:
        return
    rows = intake.facts.con.execute("select distinct id, units from submission_row order by id").fetchall()
    wrong = []
    for name, units in rows:
        foreign = [code for code in (units or "").split("|") if allowed.isdisjoint(_closure(code, setting))]
        if foreign:
            said = words.text(
                "you may not send for {units}; whoever keeps the file of people can let you",
                units=", ".join(foreign),
            )
            wrong.append(f"{name}: {said}")
    if wrong:
        raise InputError(wrong)


def _closure(code: str, setting: Setting) -> set[str]:
    return {code, *(above for _, registry in setting.registries for above in registry.ancestors(code))}


def _receipt(order: Order, done: Ingested, paths: list[Path]) -> Receipt:
    archive = open_archive(order.place.archive, order.language)
    held = entries(archive)
    added = {entry.submission for entry in done.added}
    submissions = tuple(one for one in held_submissions(archive, held) if one.id in added)
    archive.con.close()
    return Receipt(
        head=held[-1].entry,
        entries=len(held),
        at=dt.datetime.fromisoformat(order.asked["at"]),
        actor=order.asked["actor"],
        added=submissions,
        held=done.held,
        received_files={path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths},
    )
