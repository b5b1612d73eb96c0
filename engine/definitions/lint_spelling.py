# SPDX-License-Identifier: EUPL-1.2
"""What lint asks of rules that look at the same fact: do they take the same rows for it?

Whether two conditions mean the same thing is not for a program to say. What it can tell is that two rules take the
same code from the same type of event, and that one of them takes it from another type as well, or only with a further
column: whoever records the fact in the way that one of them has in mind keeps one duty and not the other, and nobody
told them.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from ...schema.condition import Where
from ...schema.rule import Rule
from ..language.reader import words
from .finding import LintFinding
from .rule_codes import conditions, duties
from .rulebook import Rulebook
from .wording import some


class _Taken(NamedTuple):
    """A code that a duty takes, the types of event it takes it from, and the further codes it asks for.

    Attributes:
        asked: Columns that must hold certain codes, and which ones; none where those left out are named instead.
    """

    column: str
    code: str
    events: frozenset[str]
    asked: tuple[tuple[str, frozenset[str]], ...]
    duty: str

    @property
    def columns(self) -> frozenset[str]:
        """The further columns it looks at."""
        return frozenset(column for column, _ in self.asked)

    @property
    def named(self) -> str:
        """As a sentence names it."""
        return f"{self.column} {self.code}"


def spelling_findings(book: Rulebook) -> Iterator[LintFinding]:
    """Pairs of rules that take one code from different types of event, or with different columns."""
    groups: dict[tuple[str, str], dict[_Taken, Rule]] = {}
    for _, rule in book.rules():
        for taken in _taken_by(rule):
            groups.setdefault(taken[:2], {})[taken] = rule
    for group in groups.values():
        for (one, its), (other, rule) in combinations(group.items(), 2):
            same_fact = one.events & other.events and not _apart(one, other)
            if its is not rule and same_fact and _together(its, rule):
                yield from _found(book, one, other, alike=its.for_each == rule.for_each)


def _found(book: Rulebook, one: _Taken, other: _Taken, *, alike: bool) -> Iterator[LintFinding]:
    if one.events != other.events:
        narrow, wide = sorted((one, other), key=lambda taken: len(taken.events))
        yield _other_events(book, narrow, wide)
    elif alike and one.columns != other.columns:
        few, many = sorted((one, other), key=lambda taken: len(taken.columns))
        yield _other_columns(book, many, few)


def _taken_by(rule: Rule) -> Iterator[_Taken]:
    for _, duty in duties(rule):
        for _, where in conditions(duty):
            column = _says_what(where)
            if column is None:
                continue
            events = frozenset(map(str, where.event.values or ()))
            asked = tuple(one for one in _narrowing(where) if one[0] != column)
            for code in where.tests()[column].values or ():
                yield _Taken(column, str(code), events, asked, duty.id)


def _says_what(where: Where) -> str | None:
    """The column that says what an event was about."""
    return next((name for name in ("deliverable", "topic") if name in where.tests()), None)


def _narrowing(where: Where) -> Iterator[tuple[str, frozenset[str]]]:
    """The columns of codes that a condition wants to be certain ones."""
    for name in ("topic", "target", "phase"):
        test = where.tests().get(name)
        if test is not None and test.present is None:
            yield name, frozenset(map(str, test.values or ()))


def _apart(one: _Taken, other: _Taken) -> bool:
    """Whether no code of some column is asked for by both: a session for others is another fact."""
    codes = dict(other.asked)
    return any(wanted and codes.get(column) and not wanted & codes[column] for column, wanted in one.asked)


def _together(one: Rule, other: Rule) -> bool:
    """Whether a convention can select both: no reading sets them apart."""
    return all(other.reading.get(name, option) == option for name, option in one.reading.items())


def _other_events(book: Rulebook, narrow: _Taken, wide: _Taken) -> LintFinding:
    both, only = sorted(narrow.events & wide.events), sorted(wide.events - narrow.events)
    reason = words.text(
        "it takes {code} from {both}, and {other} takes it from {only} too, so that a fact recorded that way keeps"
        " one and not the other",
        code=narrow.named,
        both=some(both),
        other=wide.duty,
        only=some(only),
    )
    events = some(sorted(narrow.events | wide.events))
    remedy = words.text("let both take it from the same, event: [{events}]", events=events)
    return _finding(book, narrow, reason, remedy)


def _other_columns(book: Rulebook, many: _Taken, few: _Taken) -> LintFinding:
    more = some(sorted(many.columns - few.columns))
    reason = words.text(
        "it takes {code} only with a certain {columns}, and {other} takes it with any, so that one row keeps one"
        " and not the other",
        code=many.named,
        columns=more,
        other=few.duty,
    )
    remedy = words.text(
        "let both look at {columns}, or neither, or give each a code of its own", columns=more
    )
    return _finding(book, many, reason, remedy)


def _finding(book: Rulebook, taken: _Taken, reason: str, remedy: str) -> LintFinding:
    place = book.places.get(taken.duty, taken.duty)
    return LintFinding("spelt_differently", "warning", place, taken.duty, reason, remedy)
