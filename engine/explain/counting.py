# SPDX-License-Identifier: EUPL-1.2
"""Counting: what of an event a measure counts: itself, a figure, or the firms, people and units it names."""

from dataclasses import dataclass

from ...schema.measure import Measure
from ..tallies.cube import Cube
from ..tallies.members import create_members
from ..tallies.observed import counting_units
from ..tallies.selectors import SEVERAL_VALUES, counted_value, quoted
from .subject import Subject


@dataclass(frozen=True)
class Counting:
    """What a measure counts of an event.

    Attributes:
        figure: The column added up, where one is.
        identity: The column whose different values are counted, where one is.
        units: Whether units of some kinds are counted.
        members: Whether only members of a population can be reached.
        since_joining: Whether they may have been reached before the window.
        let_through: Which values alone count, as SQL, where the rule names some or all but some.
    """

    figure: str | None = None
    identity: str | None = None
    units: bool = False
    members: bool = False
    since_joining: bool = False
    let_through: str | None = None

    @property
    def distinct(self) -> bool:
        """Whether the same thing counts once however many events name it."""
        return self.units or self.identity is not None


def counting_of(subject: Subject) -> Counting:
    """What the measure of a tally's rule counts."""
    measure: Measure = subject.rule.measure
    if measure.share is not None:
        if not isinstance(measure.share.reached, str):
            return Counting(figure=measure.share.reached.sum)
        assert subject.tallies.reached is not None
        members = bool(subject.tallies.reached.by_person[subject.row])
        since_joining = members and measure.share.since is not None
        return Counting(identity=measure.share.reached, members=members, since_joining=since_joining)
    where = subject.rule.where
    let_through = counted_value(where, measure.distinct, "value") if where and measure.distinct else None
    return Counting(measure.sum, measure.distinct, measure.units is not None, let_through=let_through)


def create_values(subject: Subject, counting: Counting) -> None:
    """Create `candidate_value(id, value)`, and tell the candidates of which nothing can be counted."""
    con = subject.cube.con
    if counting.figure is not None:
        _fail(subject.cube, f"coalesce({counting.figure}, 0) = 0", f"no_value:{counting.figure}")
    if not counting.distinct:
        return
    con.execute(f"create or replace temp table candidate_value as {_values(counting)}")
    if counting.let_through is not None:
        con.execute(f"delete from candidate_value where not ({counting.let_through})")
    empty = "id not in (select id from candidate_value)"
    _fail(subject.cube, empty, "unit_kind" if counting.units else f"no_value:{counting.identity}")
    if counting.members:
        _keep_members(subject, counting)


def _values(counting: Counting) -> str:
    if counting.units:
        return "select id, unnest(string_split(counted, '|')) as value from candidate where counted <> ''"
    column = f'"{counting.identity}"'
    value = f"unnest(string_split({column}, '|'))" if counting.identity in SEVERAL_VALUES else column
    return f"select distinct id, {value} as value from candidate where {column} is not null"


def _keep_members(subject: Subject, counting: Counting) -> None:
    """Of the values keep the members, and tell the candidates that reached none, or too early."""
    share, con = subject.rule.measure.share, subject.cube.con
    assert share is not None
    create_members(subject.cube.con, subject.cube.registry, subject.frame, share.of, share.lead_days)
    here = f"row = {subject.row} and window_ix = {subject.column}"
    valued = "id in (select id from candidate_value)"
    con.execute("create or replace temp table valued as select distinct id from candidate_value")
    con.execute(f"delete from candidate_value where value not in (select person from member where {here})")
    unnamed = f"id in (select id from valued) and not {valued}"
    _fail(subject.cube, unnamed, f"not_member:{counting.identity}")
    if counting.since_joining:
        # Whom the population does not name was nobody to reach in all the time before the window.
        _fail(subject.cube, f"{unnamed} and date < {quoted(subject.first.isoformat())}::date", "far")
        con.execute(
            "delete from candidate_value using candidate, member where candidate.id = candidate_value.id"
            f" and {here} and member.person = value and candidate.date < joined"
        )
        early = f"id in (select id from valued) and not {valued} and not contains(failed, 'not_member')"
        _fail(subject.cube, early, f"before_joining:{counting.identity}")


def left_out(subject: Subject) -> tuple[str, ...]:
    """The members of the window who joined too late to be counted; `membership` and `member` must be this rule's."""
    codes = (subject.cube.registry.index[code] for code in subject.answering)
    rows = subject.cube.con.execute(
        "select distinct person from membership"
        f" where unit_ix in ({', '.join(map(str, codes))})"
        " and coalesce(member_from, $first) <= $last and coalesce(member_to, $last) >= $first"
        f" and person not in (select person from member where row = {subject.row}"
        f" and window_ix = {subject.column}) order by person",
        {"first": subject.first, "last": subject.whole_last},
    ).fetchall()
    return tuple(row[0] for row in rows)


def _fail(cube: Cube, condition: str, code: str) -> None:
    cube.con.execute(f"update candidate set failed = trim(failed || ' ' || {quoted(code)}) where {condition}")


def observed_without(subject: Subject, counting: Counting, left_out: int | None = None) -> int:
    """What is counted of the candidates that fail nothing.

    Args:
        left_out: The id of one that is left out.
    """
    con = subject.cube.con
    kept = "failed = ''" + ("" if left_out is None else f" and id <> {left_out}")
    if counting.units:
        rows = con.execute(
            f"select value, min(date) from candidate_value join candidate using (id) where {kept} group by all"
        ).fetchall()
        return len(counting_units(subject.cube, {unit: date.toordinal() for unit, date in rows}))
    source, value = "candidate", f"coalesce(sum({counting.figure}), 0)::bigint"
    if counting.identity is not None:
        source, value = "candidate_value join candidate using (id)", "count(distinct value)"
    elif counting.figure is None:
        value = "count(*)"
    return int(con.execute(f"select {value} from {source} where {kept}").fetchall()[0][0])
