# SPDX-License-Identifier: EUPL-1.2
"""The matrix written for people and for other programs; never a sentence of the text."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from ..language.reader import words
from ..trace.matrix import Row, Trace
from .layout import wrapped

COLUMNS = ("clause", "kind", "status", "former", "rules", "not_judged", "cases", "numbers", "sha256")


def trace_lines(found: Trace) -> Iterator[str]:
    """A line a clause, then the gaps, then how much is covered."""
    mark = words.text("GAP")
    for row in found.rows:
        yield from wrapped(_judged(row), f"{row.print.id:<8}{row.print.kind:<12}", " " * 20)
    yield ""
    for gap in found.gaps:
        subject = f" ({gap.subject})" if gap.subject else ""
        yield from wrapped(
            f"{gap.kind}: {gap.clause}{subject}: {gap.detail}; {gap.remedy}", f"{mark} ", "    "
        )
    covered = words.text("{count} of {total} clauses covered", count=found.covered, total=len(found.rows))
    yield f"{covered}, {words.plural('{count} gap', '{count} gaps', len(found.gaps))}"


def _judged(row: Row) -> str:
    if row.rules:
        return words.plural(
            "{count} case: {rules}", "{count} cases: {rules}", row.cases, rules=", ".join(row.rules)
        )
    return words.text("not judged, for a reason") if row.not_judged else words.text("GAP: no rule")


def trace_records(found: Trace) -> dict[str, Any]:
    """The matrix and its gaps as plain data."""
    return {
        "clauses": [_record(row) for row in found.rows],
        "gaps": [gap._asdict() for gap in found.gaps],
        "covered": found.covered,
        "total": len(found.rows),
    }


def _record(row: Row) -> dict[str, Any]:
    one = row.print
    return {
        "clause": one.id,
        "kind": one.kind,
        "status": row.status,
        "former": row.former,
        "rules": list(row.rules),
        "not_judged": row.not_judged,
        "cases": row.cases,
        "numbers": list(one.numbers),
        "sha256": one.sha256,
    }


def trace_csv(found: Trace) -> str:
    """The matrix, a row a clause; several rules and numbers in a cell are separated by `|`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in _record(row).values()] for row in found.rows)
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "|".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value
