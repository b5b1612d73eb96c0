# SPDX-License-Identifier: EUPL-1.2
"""Cases spelled out of a case file: each with all that it has in common with others, one for each day one looks."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...schema.case import Case, Expected
from ...schema.case_file import CaseFile, CaseHead, ExpectedAt, RuleCases, WrittenCase
from ...schema.unit import Unit
from ...schema.verdict_line import HERE
from ..definitions.yaml_source import Source, Steps
from .expansion import Defaults, place_of

SHARED = tuple(CaseHead.model_fields)
"""What may stand at the head of a rule."""


class LocatedCase(NamedTuple):
    """A case and where it is written."""

    path: str
    line: int
    case: Case


class Unfolded(NamedTuple):
    """A case spelled out, and where its parts are written.

    Attributes:
        steps: Where the case itself stands.
        parts: Where each of its parts stands, at the case or at the head.
        expected: Where each verdict that it expects stands.
    """

    located: LocatedCase
    steps: Steps
    parts: Mapping[str, Steps]
    expected: tuple[Steps, ...]

    def at(self, part: str, *inner: object) -> Steps:
        """Where something in a part stands."""
        return (*self.parts[part], *inner)

    def expectations(self) -> Iterator[tuple[Steps, Expected]]:
        """The verdicts expected, with their places."""
        case = self.located.case
        return zip(self.expected, case.expect or case.only or (), strict=True)


def unfolded(content: CaseFile, source: Source, defaults: Defaults) -> Iterator[Unfolded]:
    """The cases under `rules`, in the order of the file."""
    for number, group in enumerate(content.rules):
        head: Steps = ("rules", number)
        for position, written in enumerate(group.cases):
            yield from _Reader(group, written, head, (*head, "cases", position), source, defaults).cases()


class _Reader:
    """Spells one written case out."""

    def __init__(
        self,
        group: RuleCases,
        written: WrittenCase,
        head: Steps,
        steps: Steps,
        source: Source,
        defaults: Defaults,
    ) -> None:
        self._group, self._written, self._head, self._steps = group, written, head, steps
        self._source, self._defaults = source, defaults

    def cases(self) -> Iterator[Unfolded]:
        """One for each day one looks."""
        written = self._written
        if written.days is not None:
            for day, expected in written.days.items():
                steps = (*self._steps, "days", day)
                yield self._case(f"{written.case}, on {day}", day, "expect", expected, steps)
            return
        name = "expect" if written.expect is not None else "only"
        expected = getattr(written, name)
        yield self._case(written.case, self._shared("as_of"), name, expected, (*self._steps, name))

    def _case(self, sentence: str, day: dt.date, name: str, expected: ExpectedAt, steps: Steps) -> Unfolded:
        written, rule, convention = self._written, self._group.rule, self._convention()
        lines = list(_lines(expected, place_of(rule, convention, self._defaults), steps))
        units = self._shared("units").items()
        case = Case(
            case=sentence,
            rule=rule,
            convention=convention,
            absent=self._shared("absent"),
            units=tuple(Unit(code=code, **unit.model_dump(exclude_unset=True)) for code, unit in units),
            populations=written.populations,
            events=written.events,
            figures=written.figures,
            submissions=written.submissions,
            as_of=day,
            known_at=written.known_at,
            **{name: tuple(line for line, _ in lines)},
        )
        line = self._source.line(steps if written.days is not None else self._steps)
        located = LocatedCase(self._source.path, line, case)
        return Unfolded(located, self._steps, self._parts(), tuple(where for _, where in lines))

    def _shared(self, name: str) -> Any:
        """A part as the case writes it, or else the head."""
        return getattr(self._written if name in self._written.model_fields_set else self._group, name)

    def _convention(self) -> dict[str, Any]:
        term = self._shared("term")
        written = {} if term is None else {"term": {"from": term.start, "to": term.end}}
        return {**self._shared("convention"), **written}

    def _parts(self) -> dict[str, Steps]:
        own = self._written.model_fields_set
        parts = {name: (*(self._steps if name in own else self._head), name) for name in SHARED}
        return (
            parts
            | {name: (*self._steps, name) for name in ("events", "figures", "populations", "submissions")}
            | {"rule": (*self._head, "rule")}
        )


def _lines(expected: ExpectedAt, place: str, steps: Steps) -> Iterator[tuple[Expected, Steps]]:
    for unit, lines in expected.items():
        code, here = (place, steps) if unit == HERE else (unit, (*steps, unit))
        for position, line in enumerate(lines):
            yield line.model_copy(update={"unit": code}), (*here, position)
