# SPDX-License-Identifier: EUPL-1.2
"""Explanation: one verdict told from the tally it was decided on."""

from collections.abc import Sequence
from typing import Any

from ...schema.explanation import Explanation, MemberVerdict
from ...schema.rule import Objective, Rule
from ...schema.verdict import Verdict
from ..intake.findings import ReadFile
from ..tallies.cube import Cube
from ..tallies.joining import serving
from ..verdicts.replies import replies_to
from ..verdicts.run import Verdicts
from .candidates import CountedDays, Sought, create_candidates
from .counting import Counting, counting_of, create_values, left_out
from .derivation import derivation_of
from .listing import LISTED, counted_events, near_misses
from .origins import Origins
from .other_windows import with_other_window
from .ownership import Owner
from .receipts import counted_submissions, late_submissions
from .references import references_of
from .subject import Subject, verdict_at
from .turning import counted_of, missing_of, surplus_of, turn_of
from .waiting import near_partners, waiting_events, waits_at


def explain(
    verdicts: Verdicts, rule: str, unit: str, window: str, files: Sequence[ReadFile] = ()
) -> Explanation:
    """Explain the verdict of a rule, a unit and a window, which must be among `verdicts`, nothing withheld.

    Args:
        files: The tables read, in order, where rows tell which of them they come from.

    Raises:
        EngineError: What was counted cannot be told event by event.
    """
    verdict = verdict_at(verdicts, rule, unit, window)
    subject = _subject(verdicts, verdict)
    told: dict[str, Any] = {}
    if subject is not None:
        origins = Origins(subject.cube, files)
        if subject.tallies.pairs is not None:
            told = _paired(verdicts, subject, origins)
        else:
            told = _counted(verdicts, verdict, subject, origins)
        told["turn"] = turn_of(verdicts, verdict, subject)
    written = verdicts.duties[rule]
    objective = _objective(verdicts, rule)
    return Explanation(
        verdict=verdict,
        title=written.title,
        objective=objective.objective,
        clauses=references_of(written, objective, verdicts.rulebook.objectives),
        derivation=derivation_of(verdicts, verdict, subject),
        members=_members(verdicts, written, verdict),
        surplus=surplus_of(verdict),
        missing=missing_of(verdicts, verdict),
        replies=replies_to(verdicts).of.get((rule, unit, verdict.window.label), ()),
        **told,
    )


def _subject(verdicts: Verdicts, verdict: Verdict) -> Subject | None:
    """The tally of a verdict; none of a composition, nor of a rule without any unit."""
    tallies = verdicts.evidence.tallies.get(verdict.rule)
    if tallies is None:
        return None
    frame = tallies.frame
    row = [unit.code for unit in frame.units].index(verdict.unit)
    column = [window.label for window in frame.windows].index(verdict.window.label)
    return Subject(verdicts.evidence.cube, tallies, row, column, verdict.as_of)


def _objective(verdicts: Verdicts, rule: str) -> Objective:
    return next(
        objective
        for objective, written in verdicts.rulebook.rules()
        if rule == written.id or rule in [member.id for member in written.members]
    )


def _counted(verdicts: Verdicts, verdict: Verdict, subject: Subject, origins: Origins) -> dict[str, Any]:
    """What counted for a count, a sum, a share, and what nearly did."""
    if subject.tallies.receipts is not None:
        counted, more = counted_submissions(verdicts, subject)
        near, near_more = late_submissions(verdicts, subject)
        return {"counted": counted, "counted_more": more, "near": near, "near_more": near_more}
    if subject.continued or subject.first > subject.last:
        return {}
    counting = counting_of(subject)
    sought = _sought(verdicts, subject, counting)
    create_candidates(subject.cube, sought)
    create_values(subject, counting)
    counted, more = counted_events(subject, counting, counted_of(verdict), origins)
    near, near_more = near_misses(subject.cube, sought, counting, origins)
    near = tuple(with_other_window(subject, sought.owner, each) for each in near)
    told = {"counted": counted, "counted_more": more, "near": near, "near_more": near_more}
    return told | (_unreached(subject.cube, subject) if counting.members else {})


def _sought(verdicts: Verdicts, subject: Subject, counting: Counting) -> Sought:
    where, term = subject.rule.where, verdicts.convention.term
    assert where is not None
    first, answering = subject.first, subject.answering
    if counting.since_joining:
        first = term.start
        answering = serving(subject.cube, subject.frame, *subject.place)
    span = CountedDays(first, subject.last, term.start, term.end, subject.as_of)
    return Sought(where, span, Owner(subject.cube.registry, answering, subject.rule.measure.units or ()))


def _unreached(cube: Cube, subject: Subject) -> dict[str, Any]:
    """The members nobody reached; `member` still holds those of this rule."""
    rows = cube.con.execute(
        f"select person from member where row = {subject.row} and window_ix = {subject.column} and person not in"
        " (select value from candidate_value join candidate using (id) where failed = '') order by person"
    ).fetchall()
    people, late = tuple(row[0] for row in rows), left_out(subject)
    return {
        "unreached": people[:LISTED],
        "unreached_count": len(people),
        "left_out": late[:LISTED],
        "left_out_count": len(late),
    }


def _paired(verdicts: Verdicts, subject: Subject, origins: Origins) -> dict[str, Any]:
    """The events an order or a response is about, and what nearly helped the first that waits in vain."""
    if subject.continued:
        return {}
    waits, partners = waits_at(verdicts, subject)
    waiting = waiting_events(verdicts, subject, waits, origins)
    near, near_more = near_partners(verdicts, subject, waits, partners, origins)
    more = len(waits) - len(waiting)
    return {"waiting": waiting, "waiting_more": more, "near": near, "near_more": near_more}


def _members(verdicts: Verdicts, rule: Rule, verdict: Verdict) -> tuple[MemberVerdict, ...]:
    """How each part of a composition stands at the same unit and window; without any unit it has no parts."""
    if verdict.reason is not None and verdict.reason.code == "no_unit":
        return ()
    found = []
    for member in rule.members:
        one = verdict_at(verdicts, member.id, verdict.unit, verdict.window.label)
        found.append(
            MemberVerdict(
                rule=member.id,
                title=verdicts.duties[member.id].title,
                kind=one.kind,
                required=one.required,
                observed=one.observed,
            )
        )
    return tuple(found)
