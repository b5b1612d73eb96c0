# SPDX-License-Identifier: EUPL-1.2
"""The archive as it stands: what is held, who has sent the submissions of each month, what pages offer to choose."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...engine.archive.file import Archive, brought_up_to_date, open_archive
from ...engine.archive.log import LogEntry, entries
from ...engine.archive.replies import held_replies
from ...engine.definitions.calendar import month_end, windows
from ...engine.definitions.registry import Registry
from ...engine.dossier.dossier import agreement_digest
from ...engine.intake.fact_tables import REPLY_ROW
from ...engine.runs.setting import Setting
from ...schema.convention import Convention
from ...schema.reply import Reply
from ...schema.serving import (
    ArchiveState,
    HeldSubmission,
    MonthReport,
    NamedCode,
    ReportState,
    ServedAgreement,
    ServedRule,
    ServedUnit,
    UnitReport,
)
from ...schema.unit import Unit
from ..orders import Order
from ..people import read_people
from .common import setting_of
from .people import check_people


def run(order: Order) -> Any:
    """The state as data."""
    setting = setting_of(order)
    if order.place.people is not None:
        check_people(*read_people(order.place.people), setting)
    return state_of(order, setting).model_dump_json()


def state_of(order: Order, setting: Setting) -> ArchiveState:
    """The state of an archive; of one that is still to be made, an empty one."""
    place = order.place
    held: tuple[LogEntry, ...] = ()
    submissions: tuple[HeldSubmission, ...] = ()
    replies: tuple[Reply, ...] = ()
    if place.archive.exists():
        brought_up_to_date(place.archive, order.language)
        archive = open_archive(place.archive, order.language)
        held = entries(archive)
        submissions = held_submissions(archive, held)
        replies = tuple(
            Reply.model_validate(dict(zip(REPLY_ROW.names, one.cells, strict=True)))
            for one in held_replies(archive)
        )
        archive.con.close()
    vocabulary = setting.rulebook.vocabulary
    return ArchiveState(
        head=held[-1].entry if held else None,
        entries=len(held),
        day=place.day(),
        definitions=definitions_digest(setting),
        agreements=tuple(
            _agreement(convention, registry, submissions, place.day())
            for convention, registry in setting.agreements
        ),
        submissions=submissions,
        replies=replies,
        rules=tuple(ServedRule(rule=rule.id, title=rule.title) for _, rule in setting.rulebook.rules()),
        units=tuple(_named(unit) for unit in setting.units),
        parties=tuple(NamedCode(code=code, title=term.title) for code, term in vocabulary.parties.items()),
    )


def definitions_digest(setting: Setting) -> str:
    """What changes with the rules, with a convention or with a registry."""
    parts = [setting.rulebook.digest]
    for convention, registry in setting.agreements:
        parts += [agreement_digest(convention), *sorted(unit.model_dump_json() for unit in registry.units)]
    if setting.programme is not None:
        parts.append(setting.programme.model_dump_json())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def held_submissions(archive: Archive, held: Sequence[LogEntry]) -> tuple[HeldSubmission, ...]:
    """Every submission held, the last one first."""
    rows = archive.con.execute(
        "select id, month, units, sender, sent, received, replaces from archive.submission_row"
    ).fetchall()
    told = {row[0]: row[1:] for row in rows}
    replaced = {row[-1]: row[0] for row in rows if row[-1] is not None}
    return tuple(
        _held(entry, told[entry.submission], replaced)
        for entry in reversed(held)
        if entry.act == "ingest" and entry.submission in told
    )


def _held(entry: LogEntry, told: Sequence[Any], replaced: Mapping[str, str]) -> HeldSubmission:
    month, units, sender, sent, received, replaces = told
    assert entry.submission is not None
    return HeldSubmission(
        id=entry.submission,
        month=month,
        units=tuple(units.split("|")),
        sender=sender,
        sent=sent,
        received=received,
        replaces=replaces,
        replaced_by=replaced.get(entry.submission),
        files=entry.files,
        events=entry.events,
        populations=entry.populations,
        refused=entry.refused,
        seq=entry.seq,
        digest=entry.digest,
        entry=entry.entry,
        actor=entry.actor,
    )


def _named(unit: Unit) -> NamedCode:
    name = unit.name or unit.code
    return NamedCode.model_validate({"code": unit.code, "title": {"it": name, "en": name}})


def _agreement(
    convention: Convention, registry: Registry, submissions: Sequence[HeldSubmission], day: dt.date
) -> ServedAgreement:
    reporting = [unit for unit in registry.units if unit.kind in convention.reporting.kinds]
    return ServedAgreement(
        convention=convention.convention,
        title=convention.title,
        region=convention.region,
        term_start=convention.term.start,
        term_end=convention.term.end,
        due_days=convention.reporting.due_days,
        units=tuple(
            ServedUnit(
                code=unit.code, name=unit.name or unit.code, kind=unit.kind,
                above=tuple(registry.ancestors(unit.code)),
            )
            for unit in reporting
        ),
        months=tuple(_months(convention, reporting, submissions, day)),
    )  # fmt: skip


def _months(
    convention: Convention, reporting: Sequence[Unit], submissions: Sequence[HeldSubmission], day: dt.date
) -> Iterator[MonthReport]:
    """The months of the term that have begun, the latest first."""
    came: dict[tuple[str, str], list[HeldSubmission]] = {}
    for one in reversed(submissions):
        for unit in one.units:
            came.setdefault((one.month, unit), []).append(one)
    begun = [one for one in windows("month", convention.term, convention.term.end) if one.start <= day]
    for window in reversed(begun):
        due = month_end(window.start) + dt.timedelta(days=convention.reporting.due_days)
        owing = [
            unit for unit in reporting if unit.valid_from <= window.end and window.start <= unit.valid_to
        ]
        units = tuple(_report(unit, came.get((window.label, unit.code), ()), due, day) for unit in owing)
        yield MonthReport(month=window.label, due=due, units=units)


def _report(unit: Unit, came: Sequence[HeldSubmission], due: dt.date, day: dt.date) -> UnitReport:
    days = [one.received for one in came if one.received is not None]
    first = min(days, default=None)
    state: ReportState = "open" if day <= due else "missing"
    if first is not None:
        state = "received" if first <= due else "late"
    return UnitReport(unit=unit.code, state=state, received=first, submissions=tuple(one.id for one in came))
