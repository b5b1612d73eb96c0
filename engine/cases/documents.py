# SPDX-License-Identifier: EUPL-1.2
"""The table of documents spelled out: what keeps a documentary duty, and what does not, for each row.

The document on file keeps the duty, whoever is absent. Another document and a meeting about it do not: the duty
may be kept up to its due day and is violated the day after; a national one cannot be judged while a member is
absent.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from ...schema.case import Case, CaseEvent, Expected
from ...schema.case_file import DocumentDetails
from ...schema.convention import Agreement, Programme
from ...schema.verdict import Kind
from ...schema.vocabulary import Vocabulary
from ..definitions.calendar import DAY
from ..definitions.rule_codes import coded_columns, following
from .expansion import Defaults, agreement_of, place_of

Columns = Mapping[str, str]
"""What is written of a document, a code a column."""


class _Situation(NamedTuple):
    """What happened, the day one looks, and the one verdict of the rule."""

    sentence: str
    events: tuple[CaseEvent, ...]
    as_of: dt.date
    kind: Kind
    due: dt.date
    absent: tuple[str, ...] = ()


def document_cases(
    rule: str, document: DocumentDetails, vocabulary: Vocabulary, defaults: Defaults
) -> list[Case]:
    """What a row states, as cases; the rule and the codes must exist."""
    agreement, place = agreement_of(rule, {}, defaults), place_of(rule, {}, defaults)
    return [_case(rule, one, place) for one in _situations(document, agreement, vocabulary)]


def _situations(
    document: DocumentDetails, agreement: Agreement, vocabulary: Vocabulary
) -> Iterator[_Situation]:
    filed, due = agreement.term.start, agreement.term.end + dt.timedelta(agreement.grace_days)
    title = f'"{vocabulary.deliverables[document.deliverable].title.en}"'
    kept = {_about(columns): (_event("deliverable", columns, filed),) for columns in _kept(document)}
    near = tuple(_near(document, filed, vocabulary))
    instead = f"Another document and a meeting about {title} do not put it on file"
    for about, events in kept.items():
        yield _Situation(f"{title}{about} is on file", events, filed, "attainment", due)
    yield _Situation(f"{instead}; it may come up to the due day", near, due, "pending", due)
    yield _Situation(f"{instead}; the day after it is missing", near, due + DAY, "violation", due)
    if isinstance(agreement, Programme) and len(agreement.members) > 1:
        absent, events = agreement.members[-1:], next(iter(kept.values()))
        yield _Situation(f"{title} is on file, whoever is absent", events, filed, "attainment", due, absent)
        unknown = f"{instead}; a member that is absent may have it"
        yield _Situation(unknown, near, due + DAY, "not_evaluable", due, absent)


def _kept(document: DocumentDetails) -> Iterator[Columns]:
    """Each document that keeps the duty: one about each of its topics and targets."""
    written: Mapping[str, Any] = document.model_dump(exclude_none=True)
    listed = {name: (value,) if isinstance(value, str) else value for name, value in written.items()}
    for values in product(*listed.values()):
        yield dict(zip(listed, values, strict=True))


def _about(columns: Columns) -> str:
    """The topic and target of a document in words; nothing where it has none."""
    said = ", ".join(f"{name} {code}" for name, code in columns.items() if name != "deliverable")
    return f" ({said})" if said else ""


def _near(document: DocumentDetails, day: dt.date, vocabulary: Vocabulary) -> Iterator[CaseEvent]:
    """The document with each of its codes replaced by the next of the vocabulary, and a meeting about it."""
    every = list(_kept(document))
    known = coded_columns(vocabulary)
    for name, code in every[0].items():
        other = following(code, list(known[name]), [columns[name] for columns in every])
        if other is not None:
            yield _event("deliverable", {**every[0], name: other}, day)
    for columns in every:
        yield _event("meeting", columns, day)


def _event(event: str, columns: Columns, day: dt.date) -> CaseEvent:
    values = {name: code if name == "deliverable" else (code,) for name, code in columns.items()}
    return CaseEvent.model_validate({"event": event, "date": day, "evidence": "P1", **values})


def _case(rule: str, one: _Situation, place: str) -> Case:
    expected = Expected(
        unit=place,
        window="term",
        kind=one.kind,
        required=1,
        observed=int(one.kind == "attainment"),
        due=one.due,
        reason=f"missing_conventions: {one.absent[0]}" if one.kind == "not_evaluable" else None,
    )
    return Case(
        case=one.sentence,
        rule=rule,
        absent=one.absent,
        events=one.events,
        as_of=one.as_of,
        expect=(expected,),
    )
