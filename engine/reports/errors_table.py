# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with files in short: what was read, the kinds of problems, the first of them, how to get all."""

from collections import Counter
from collections.abc import Iterator

from ...schema.error_record import ErrorRecord
from ..intake.findings import Findings
from ..intake.messages import MARK_ALL, kind_of
from ..language.catalogue import mark
from ..language.words import Words
from .layout import finished, wrapped

SHOWN = 20
"""Records located one by one; the others are counted."""

KINDS_SHOWN = 20
"""Kinds of problems; the others are counted together."""

HELD = {
    "events": mark("events"),
    "populations": mark("populations"),
    "submissions": mark("submissions"),
    "figures": mark("declared figures"),
    "replies": mark("replies"),
}


def error_table(findings: Findings, words: Words, plain: bool = False) -> str:
    """The report as text; `plain` leaves nothing but ASCII."""
    return finished(_lines(findings, words), plain)


def _lines(findings: Findings, words: Words) -> Iterator[str]:
    yield from _read_lines(findings, words)
    if findings.records:
        yield ""
        yield from _kind_lines(findings, words)
        yield ""
        yield from _located_lines(findings, words)


def _read_lines(findings: Findings, words: Words) -> Iterator[str]:
    files = len({file.file for file in findings.files} | {record.file for record in findings.records})
    read = [
        words.plural("{count} file", "{count} files", files),
        words.plural("{count} table", "{count} tables", len(findings.files)),
        words.plural("{count} row", "{count} rows", sum(file.rows for file in findings.files)),
    ]
    yield f"{', '.join(read)}: {counts_said(findings, words)}"
    for file in findings.files:
        sheet = f" [{file.sheet}]" if file.sheet else ""
        yield f"{file.file}{sheet}: {words.marked(HELD[file.kind])}, {words.number(file.rows)}"


def counts_said(findings: Findings, words: Words) -> str:
    """How many problems there are, in one phrase."""
    if not findings.binding and not findings.notices:
        return words.text("no problem")
    binding = words.plural("{count} error", "{count} errors", findings.binding)
    notices = words.plural("{count} notice", "{count} notices", findings.notices)
    return f"{binding}, {notices}"


def _kind_lines(findings: Findings, words: Words) -> Iterator[str]:
    """Each kind of problem with its count, binding ones first, the most frequent of each first."""
    found = Counter((record.level, record.code, record.column or "") for record in findings.records)
    kinds = sorted(found.items(), key=lambda kind: (kind[0][0], -kind[1], kind[0]))
    shown = kinds[:KINDS_SHOWN]
    width = max(len(words.number(count)) for _, count in shown)
    prefix = {"binding": "", "notice": words.text("notice") + ": "}
    for (level, code, column), count in shown:
        said = ": ".join(part for part in (column, kind_of(code, words.language)) if part)
        yield from wrapped(prefix[level] + said, f"  {words.number(count):>{width}}  ")
    if rest := len(kinds) - len(shown):
        yield "  " + words.plural("and {count} more kind", "and {count} more kinds", rest)


def _located_lines(findings: Findings, words: Words) -> Iterator[str]:
    """The first records, binding ones before notices, then how to see all."""
    ordered = sorted(findings.records, key=lambda record: record.level)
    for record in ordered[:SHOWN]:
        yield located(record, words)
    if (rest := len(ordered) + findings.more - SHOWN) > 0:
        yield words.plural(
            "and {count} more; all of them, each marked in its cell: {command}",
            "and {count} more; all of them, each marked in its cell: {command}",
            rest,
            command=MARK_ALL,
        )
    if findings.more:
        yield words.text("{count} of them are only counted", count=words.number(findings.more))


def located(record: ErrorRecord, words: Words) -> str:
    """The record as one line; of a notice, that it is one."""
    if record.level == "binding":
        return record.located()
    said = words.text("notice") + ": " + record.message
    return record.model_copy(update={"message": said}).located()
