# SPDX-License-Identifier: EUPL-1.2
"""Clauses, the rules that judge them, the cases of those rules; and every gap between them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...schema.convention import Agreement, Convention
from ..definitions.rulebook import Rulebook
from ..language.reader import words
from .comparison import Compared, Comparison, Status, compare, names
from .figures import figure_gaps
from .fingerprints import Print
from .gap import Gap


class Row(NamedTuple):
    """A clause of the text, who judges it, and the number of cases that prove it."""

    print: Print
    status: Status
    former: str | None
    rules: tuple[str, ...]
    not_judged: bool
    cases: int

    @property
    def covered(self) -> bool:
        """Whether a rule judges it, or a reason says why none does."""
        return bool(self.rules) or self.not_judged


@dataclass(frozen=True)
class Trace:
    """The whole matrix."""

    rows: tuple[Row, ...]
    gaps: tuple[Gap, ...]

    @property
    def covered(self) -> int:
        """How many clauses are covered."""
        return sum(row.covered for row in self.rows)


class TracedSource(NamedTuple):
    """What is traced: the rules, the agreements they take numbers from, how many cases each has.

    Attributes:
        programme: What national rules take their numbers from; none leaves those unchecked.
    """

    rulebook: Rulebook
    convention: Convention
    programme: Agreement | None
    cases: Mapping[str, int]


def trace(source: TracedSource, found: Sequence[Print], recorded: Sequence[Print] | None) -> Trace:
    """The matrix of the clauses found in a text, against the list recorded of it before."""
    comparison = compare(found, recorded)
    citing, unjudged = _citing(source.rulebook), _unjudged(source.rulebook)
    rows = [
        _row(source, one, citing.get(name or "", ()), name in unjudged) for one, name in names(comparison)
    ]
    known = {name: one.print for one, name in names(comparison) if name is not None}
    gaps = [
        *_numbered_twice(found),
        *_changes(comparison, rows, citing),
        *_uncovered(rows),
        *_unknown(source, known, {one.id for one in comparison.removed}),
        *figure_gaps(source.rulebook, source.convention, source.programme, known, _bound(source, found)),
    ]
    return Trace(tuple(rows), tuple(gaps))


def _citing(book: Rulebook) -> dict[str, tuple[str, ...]]:
    """Clause → the rules that cite it."""
    cited: dict[str, tuple[str, ...]] = {}
    for _, rule in book.rules():
        for clause in rule.clauses:
            cited[clause] = (*cited.get(clause, ()), rule.id)
    return cited


def _unjudged(book: Rulebook) -> set[str]:
    return {clause for entry in book.not_judged for clause in entry.clauses}


def _bound(source: TracedSource, found: Sequence[Print]) -> dict[str, list[Print]]:
    """Rule → the clauses the convention binds it to."""
    bound: dict[str, list[Print]] = {}
    for one in found:
        for rule in source.convention.bindings.get(one.id, ()):
            bound.setdefault(rule, []).append(one)
    return bound


def _row(source: TracedSource, one: Compared, citing: tuple[str, ...], not_judged: bool) -> Row:
    rules = source.convention.bindings.get(one.print.id, citing)
    cases = sum(source.cases.get(rule, 0) for rule in rules)
    return Row(one.print, one.status, one.former, tuple(rules), not_judged, cases)


def _numbered_twice(found: Sequence[Print]) -> Iterator[Gap]:
    for clause, times in Counter(one.id for one in found).items():
        if times > 1:
            detail = words.text("{count} clauses have this number", count=times)
            yield Gap("numbered_twice", clause, "", detail, words.text("number them apart"))


def _changes(
    comparison: Comparison, rows: Sequence[Row], citing: Mapping[str, tuple[str, ...]]
) -> Iterator[Gap]:
    for row in rows:
        clause, rules = row.print.id, ", ".join(row.rules)
        if row.status == "moved":
            detail = words.text("it was {former}; the sentence is the same", former=row.former)
            remedy = words.text(
                "cite its new number, or bind it in the convention, and record the list with --write"
            )
            yield Gap("moved", clause, rules, detail, remedy)
        elif row.status == "changed":
            detail = words.text("the sentence is not the one recorded")
            remedy = words.text("read it against its rules, then record the list with --write")
            yield Gap("changed", clause, rules, detail, remedy)
        elif row.status == "added":
            detail = words.text("no such sentence is recorded")
            yield Gap("added", clause, rules, detail, words.text("record the list with --write"))
    for gone in comparison.removed:
        detail = words.text("the text has this sentence no more")
        remedy = words.text("take it from the rules that cite it, then record the list with --write")
        yield Gap("removed", gone.id, ", ".join(citing.get(gone.id, ())), detail, remedy)


def _uncovered(rows: Sequence[Row]) -> Iterator[Gap]:
    detail = words.text("no rule judges it and no reason says why")
    remedy = words.text("write a rule that cites it, or its reason in not_judged.yaml")
    yield from (Gap("no_rule", row.print.id, "", detail, remedy) for row in rows if not row.covered)


def _unknown(source: TracedSource, known: Mapping[str, Print], removed: set[str]) -> Iterator[Gap]:
    """Citations of what the text does not have; those of a removed clause are told with it."""
    bound = {rule for rules in source.convention.bindings.values() for rule in rules}
    cited = [
        (rule.id, clause)
        for _, rule in source.rulebook.rules()
        if rule.id not in bound
        for clause in rule.clauses
    ]
    cited += [("not_judged.yaml", clause) for clause in sorted(_unjudged(source.rulebook))]
    for subject, clause in cited:
        if clause not in known and clause not in removed:
            detail = words.text("the text has no clause of that number")
            remedy = words.text("cite a clause of the text, or bind the rule in the convention")
            yield Gap("unknown_clause", clause, subject, detail, remedy)
