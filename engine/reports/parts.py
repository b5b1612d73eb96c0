# SPDX-License-Identifier: EUPL-1.2
"""What stands beneath a duty beside its units: the parts of a composition, and its runs of violations."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ...schema.escalation import Escalation
from ..verdicts.verdict_rows import VerdictRow
from ..words.windows import RUNS, window_words
from .layout import columns, tied, wrapped
from .page import Page, number_said
from .rollups import STATES, DutyStanding

SPANS = 6


def part_lines(page: Page, duty: DutyStanding, indent: str) -> Iterator[str]:
    """The members of a composition, each with its figures: no breaches, whatever their state."""
    if not duty.rule.members:
        return
    yield indent + page.words.text("Parts") + ":"
    entries = []
    for member in duty.rule.members:
        title = member.title.in_language(page.words.language) if member.title else member.id
        entries.append(f"{_standing(page, page.parts[member.id])}  {title}")
    yield from columns(entries, indent + "  ")


def _standing(page: Page, rows: Sequence[VerdictRow]) -> str:
    """Mark and figures of the only window, or how many there are of each kind."""
    if len(rows) == 1:
        (row,) = rows
        mark = page.marks.of(row.kind, row.at_risk)
        if row.required is None:
            return mark
        return f"{mark} {number_said(row.observed, page.words)}/{page.words.number(row.required)}"
    found = Counter(row.kind for row in rows)
    counted = ((state, found[state]) for state in STATES)
    return " ".join(f"{page.marks.of(state)} {page.words.number(count)}" for state, count in counted if count)


def escalation_lines(page: Page, duty: DutyStanding, indent: str) -> Iterator[str]:
    """The runs of violations of a duty as one sentence, the longest first; units with the same run together."""
    spans: dict[tuple[int, str, str], list[str]] = {}
    for one in page.escalations:
        if one.rule == duty.rule.id:
            spans.setdefault((one.length, one.from_, one.to), []).append(one.unit)
    if not spans:
        return
    starts = {row.window: row.start for row in duty.rows}
    longest = sorted(spans.items(), key=lambda span: (-span[0][0], starts[span[0][1]]))
    said = []
    for (length, first, last), units in longest[:SPANS]:
        labels = dict.fromkeys((first, last))
        between = " – ".join(window_words(label, starts[label], page.words) for label in labels)
        said.append(
            f"{page.words.marked_plural(RUNS[duty.rule.per], length)}: {between}{_units(page, duty, units)}"
        )
    if len(longest) > SPANS:
        said.append(page.words.plural("and {count} more", "and {count} more", len(longest) - SPANS))
    yield from wrapped("; ".join(said), f"{indent}{page.marks.escalation} ")


def _units(page: Page, duty: DutyStanding, units: list[str]) -> str:
    if len(duty.units) == 1:
        return ""
    return f" ({page.some([tied(page.unit(unit)) for unit in units])})"


def escalation_words(page: Page, found: tuple[Escalation, ...]) -> str:
    """How many runs of violations there are; nothing where there is none."""
    return f"{page.marks.escalation} {page.counted('escalation', len(found))}" if found else ""
