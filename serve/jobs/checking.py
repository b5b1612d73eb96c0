# SPDX-License-Identifier: EUPL-1.2
"""Files that were sent, checked: every problem at its place, the marked copy, what submissions are in them."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...engine.archive.file import open_archive
from ...engine.archive.ingest import refused_records
from ...engine.intake.findings import FilesRefused, Findings
from ...engine.intake.reader import Intake
from ...engine.language.words import Words
from ...engine.reports.errors_marked import can_be_marked, write_marked
from ...engine.reports.errors_xlsx import write_errors
from ...engine.runs.facts import read_given
from ...engine.runs.setting import Setting
from ...schema.errors import InputError
from ...schema.serving import CheckReport, FoundSubmission
from ..orders import Order
from .common import secret_of, setting_of

MARKED = "marked.xlsx"
MEMBERS = 200
"""Files in a zip."""

SHOWN = 500
"""Problems told on a page; the marked copy has all."""


def run(order: Order) -> Any:
    """Check `asked["files"]`, which lie in the order's folder; the report as data."""
    setting, paths = setting_of(order), [Path(name) for name in order.asked["files"]]
    _check_members(paths, Words(order.language))
    try:
        intake = _read(order, setting, paths)
        findings, found = intake.findings, _submissions(intake)
    except FilesRefused as refused:
        findings, found = refused.findings, ()
    if findings.records:
        _mark(findings, order, paths)
    return _report(findings, found, _salvageable(order, setting, paths, findings)).model_dump(mode="json")


def _check_members(paths: Sequence[Path], words: Words) -> None:
    """Refuse a zip that would keep others waiting.

    Raises:
        InputError: It holds more files than a region sends in a year.
    """
    for path in paths:
        if zipfile.is_zipfile(path) and path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as packed:
                count = len(packed.infolist())
            if count > MEMBERS:
                said = words.text(
                    "{file} holds {count} files; at most {most} are taken at once: send several",
                    file=path.name,
                    count=words.number(count),
                    most=MEMBERS,
                )
                raise InputError([said])


def _read(order: Order, setting: Setting, paths: Sequence[Path]) -> Intake:
    """The files, with what the archive would refuse of them among the problems.

    Raises:
        FilesRefused: Something in them is wrong.
    """
    place, secret = order.place, secret_of(order)
    known = place.archive if place.archive.exists() else None
    intake = read_given(
        paths, setting, order.language, known, secret, place.day(), in_full=True, unserving=True
    )
    if known is not None:
        opened = open_archive(known, order.language, intake.facts.con)
        if refused := refused_records(opened, intake, secret):
            findings = Findings((*refused, *intake.records), 0, intake.files, intake.findings.tables)
            raise FilesRefused([record.located() for record in refused], findings)
    return intake


def _submissions(intake: Intake) -> tuple[FoundSubmission, ...]:
    rows = intake.facts.con.execute(
        "select distinct id, month, units, sender, replaces from submission_row order by id"
    ).fetchall()
    return tuple(
        FoundSubmission(
            id=name, month=month, units=tuple((units or "").split("|")), sender=sender, replaces=other
        )
        for name, month, units, sender, other in rows
    )


def _salvageable(order: Order, setting: Setting, paths: Sequence[Path], findings: Findings) -> bool:
    """Whether the files can be stored without their faulty rows."""
    if not findings.binding:
        return False
    place, secret = order.place, secret_of(order)
    known = place.archive if place.archive.exists() else None
    try:
        read_given(paths, setting, order.language, known, secret, place.day(), accept_valid_rows=True)
    except FilesRefused:
        return False
    return not any(record.code == "archive_refuses" for record in findings.records)


def _mark(findings: Findings, order: Order, paths: Sequence[Path]) -> None:
    """Write the copy with the cells marked: of a single workbook itself, else of each table with a problem."""
    words, out = Words(order.language), order.folder.parent / MARKED
    if can_be_marked(findings, paths):
        write_marked(findings, words, paths[0], out)
    else:
        write_errors(findings, words, out)


def _report(findings: Findings, found: tuple[FoundSubmission, ...], salvageable: bool) -> CheckReport:
    ordered = sorted(findings.records, key=lambda record: record.level)
    told = tuple(ordered[:SHOWN])
    return CheckReport(
        records=told,
        more=findings.more + len(ordered) - len(told),
        binding=findings.binding,
        notices=findings.notices,
        rows=sum(file.rows for file in findings.files),
        submissions=found,
        acceptable=not findings.binding,
        salvageable=salvageable,
    )
