# SPDX-License-Identifier: EUPL-1.2
"""The file of cases beside a rule file: the documents that keep a duty, and the cases of each rule.

What the cases of a rule have in common is written once, at its head; a case that writes it anew means its own.
"""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Code, Identifier, Label, Many, Model, OneOrMany, as_list
from .case import CaseEvent, CasePopulation
from .convention import Interval
from .facts import Figure, Submission
from .unit import UnitDetails
from .verdict_line import HERE, VerdictLine

_TERM = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")


def _term(value: Any) -> Any:
    found = _TERM.fullmatch(value) if isinstance(value, str) else None
    try:
        if found is not None:
            return dict(zip(("from", "to"), map(dt.date.fromisoformat, found.groups()), strict=True))
    except ValueError:
        pass
    raise PydanticCustomError("case_term", "no term")


def _unit(value: Any) -> Any:
    """A text alone is the kind, or the kind and the parent: `school`, `school in R1`."""
    if not isinstance(value, str):
        return value
    kind, _, parent = value.partition(" in ")
    return {"kind": kind, "parent": parent} if parent else {"kind": kind}


def _document(value: Any) -> Any:
    """A text alone is the deliverable."""
    return {"deliverable": value} if isinstance(value, str) else value


def _at(value: Any) -> Any:
    """Verdicts without a unit are those where events happen that name none."""
    return value if isinstance(value, Mapping) else {HERE: value}


Term = Annotated[
    Interval, BeforeValidator(_term, json_schema_input_type=Annotated[str, Field(pattern=_TERM.pattern)])
]
CaseUnit = Annotated[UnitDetails, BeforeValidator(_unit, json_schema_input_type=str | UnitDetails)]
Lines = OneOrMany[VerdictLine]
ExpectedAt = Annotated[
    dict[Label, Lines],
    Field(min_length=1),
    BeforeValidator(_at, json_schema_input_type=str | list[str] | dict[str, str | list[str]]),
]
"""The lines of each unit; a line, or a list of them, for the place of events that name no unit."""


class DocumentDetails(Model):
    """A document that keeps a duty; of several topics or targets, one about any of them."""

    deliverable: Code
    topic: OneOrMany[Code] | None = None
    target: OneOrMany[Code] | None = None


Document = Annotated[
    DocumentDetails, BeforeValidator(_document, json_schema_input_type=str | DocumentDetails)
]


class CaseHead(Model):
    """What the cases of a rule may have in common.

    Attributes:
        term: `2018-03-01..2018-12-31`, the term of the convention in these cases; of the programme, where the
            rule is national.
        convention: Other keys of it written anew.
        absent: Members of the programme whose conventions are not given to the run.
        units: The units there are, by code: their kind, `kind in PARENT`, or all that is to be said of them.
        as_of: The day one looks.
    """

    term: Term | None = None
    convention: dict[str, Any] = {}
    absent: Annotated[Many[Code], BeforeValidator(as_list, json_schema_input_type=Code | list[Code])] = ()
    units: dict[Identifier, CaseUnit] = {}
    as_of: dt.date | None = None

    @model_validator(mode="after")
    def _one_term(self) -> Self:
        if "term" in self.convention:
            raise PydanticCustomError("case_term_twice", "the term among the keys of the convention")
        return self


class WrittenCase(CaseHead):
    """One case: what happened, and the verdicts of the rule on the day one looks, or on several days.

    Attributes:
        expect: All verdicts of the rule on that day.
        only: Some of them.
        days: All verdicts of the rule on each of several days, in the place of as_of and expect.
    """

    case: Annotated[str, Field(min_length=1)]
    populations: Many[CasePopulation] = ()
    events: Many[CaseEvent] = ()
    figures: Many[Figure] = ()
    submissions: Many[Submission] | Literal["complete"] = "complete"
    known_at: dt.date | None = None
    expect: ExpectedAt | None = None
    only: ExpectedAt | None = None
    days: Annotated[dict[dt.date, ExpectedAt], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _expects_once(self) -> Self:
        written = [name for name in ("expect", "only", "days") if getattr(self, name) is not None]
        if not written:
            raise PydanticCustomError("case_expect_none", "no expected verdict")
        if len(written) > 1:
            raise PydanticCustomError(
                "case_expect", "expected verdicts twice", {"written": ", ".join(written)}
            )
        if self.days is not None and self.as_of is not None:
            raise PydanticCustomError("case_days", "as_of and days")
        return self


class RuleCases(CaseHead):
    """The cases of one rule under one head."""

    rule: Identifier
    cases: Annotated[tuple[WrittenCase, ...], Field(strict=False, min_length=1)]

    @model_validator(mode="after")
    def _looks_from_a_day(self) -> Self:
        for case in self.cases:
            if self.as_of is None and case.as_of is None and case.days is None:
                raise PydanticCustomError("case_as_of", "no day one looks", {"case": case.case})
        return self


class CaseFile(Model):
    """The file of cases beside a rule file.

    Attributes:
        documents: The document that keeps each of these duties, by rule, and nothing else keeps it.
        rules: The cases of each rule.
    """

    documents: dict[Identifier, Document] = {}
    rules: Many[RuleCases] = ()

    @model_validator(mode="after")
    def _tests_something(self) -> Self:
        if not (self.documents or self.rules):
            raise PydanticCustomError("case_empty", "neither documents nor rules")
        return self
