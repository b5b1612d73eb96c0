# SPDX-License-Identifier: EUPL-1.2
"""Manifests against the calendar, the conventions and the submissions that are known."""

import datetime as dt
from collections.abc import Sequence

from ...schema.convention import Convention
from ..definitions.registry import Registry
from ..intake.fact_tables import FactTables
from ..intake.problems import Fault
from ..intake.reading import TableReading
from ..intake.sheets import counted, quoted
from .manifest import Manifest


def check_manifest(
    manifest: Manifest,
    conventions: Sequence[Convention],
    registries: Sequence[Registry],
    known: FactTables | None,
) -> None:
    """Check the fields of a manifest against each other and against what is known."""
    _check_sent(manifest)
    _notice_replaced(manifest, known)
    chosen = _chosen(manifest, conventions)
    if chosen is None:
        return
    convention = conventions[chosen]
    _check_term(manifest, convention)
    if chosen < len(registries):
        _check_units(manifest, convention, registries[chosen])


def _check_sent(manifest: Manifest) -> None:
    sent, month = manifest.date("sent"), manifest.values.get("month")
    if sent and month and sent < dt.date.fromisoformat(f"{month}-01"):
        manifest.report(Fault("sent_before_month", fields={"sent": sent, "month": month}), "sent")
    received = manifest.date("received")
    if received and sent and received < sent:
        manifest.report(
            Fault("received_before_sent", fields={"received": received, "sent": sent}), "received"
        )
    if received and month and f"{received:%Y-%m}" < month:
        fields = {"received": received, "month": month}
        manifest.report(Fault("received_before_month", fields=fields), "received")


def _notice_replaced(manifest: Manifest, known: FactTables | None) -> None:
    """A replaced submission must be in this run or among those known, or else notice is given."""
    replaced = manifest.values.get("replaces")
    if replaced is None:
        return
    connections = [manifest.gathering.con, *([] if known is None else [known.con])]
    if not any(counted(con, f"submission_row where id = {quoted(replaced)}") for con in connections):
        manifest.report(Fault("unknown_submission", replaced), "replaces", notice=True)


def _chosen(manifest: Manifest, conventions: Sequence[Convention]) -> int | None:
    """The place of the manifest's convention among those considered; none is asked for where there is one."""
    named = manifest.values.get("convention")
    codes = [convention.convention for convention in conventions]
    if named is None or not codes:
        return 0 if len(codes) == 1 else None
    if named in codes:
        return codes.index(named)
    manifest.report(Fault("other_convention", named, accepted=", ".join(codes)), "convention")
    return None


def _check_term(manifest: Manifest, convention: Convention) -> None:
    """Refuse months outside the term, but for those after it in which answers are still awaited."""
    month, term = manifest.values.get("month"), convention.term
    last = term.end + dt.timedelta(days=convention.final_days)
    if month and not f"{term.start:%Y-%m}" <= month <= f"{last:%Y-%m}":
        fault = Fault(
            "month_outside_term", month, fields={"month": month, "start": term.start, "end": term.end}
        )
        manifest.report(fault, "month")


def _check_units(manifest: Manifest, convention: Convention, registry: Registry) -> None:
    kinds = convention.reporting.kinds
    for code in manifest.values.get("units", "").split("|"):
        unit = registry.get(code)
        if unit is not None and unit.kind not in kinds:
            manifest.report(Fault("unit_owes_none", code, fields={"kinds": ", ".join(kinds)}), "units")


def check_received(reading: TableReading) -> None:
    """Refuse submissions listed in a table that were received before they were sent, or before their month began."""
    before = f"select row, received::varchar as got, sent, month, received from {reading.typed} where"
    reading.report_found(f"{before} received < sent", Fault("received_before_sent"), "received")
    early = f"{before} strftime(received, '%Y-%m') < month"
    reading.report_found(early, Fault("received_before_month"), "received")


def check_table_conventions(reading: TableReading, conventions: Sequence[Convention]) -> None:
    """Refuse submissions listed in a table whose convention is none of those considered."""
    if not conventions:
        return
    codes = [convention.convention for convention in conventions]
    accepted = ", ".join(map(quoted, codes))
    found = f"select row, convention as got from {reading.typed} where convention not in ({accepted})"
    reading.report_found(found, Fault("other_convention", accepted=", ".join(codes)), "convention")
