# SPDX-License-Identifier: EUPL-1.2
"""What was given, made ready to stand beside what an archive holds: persons keyed, submissions dated and compared."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ...schema.errors import ArchiveError
from ..intake.age import age_order
from ..intake.fact_tables import RECEIVED
from ..intake.reader import Intake
from ..intake.sheets import Connection
from .digests import digests
from .file import Archive
from .keys import create_person_keys
from .marks import create_new_marks
from .messages import line
from .refused import create_given_refused
from .secret import Secret

GIVEN = {
    "event_row": "given_event",
    "population_row": "given_population",
    "submission_row": "given_submission",
}
SHOWN = 20
"""How many submissions of one call are named as refused; the others are counted."""

_NAMING = {"given_event": "submission", "given_population": "submission", "given_refused": "submission"}
_NAMING |= {"given_submission": "id"}


@dataclass(frozen=True)
class Staged:
    """The submissions given, on the archive's connection.

    `given_submission`, `given_event` and `given_population` hold what the archive does not; `given_digest` its
    digests, `new_person` the marks of persons that the archive does not know.

    Attributes:
        new: Their ids, by age.
        held: Those left out because the archive holds them with the same content.
        bare: Rows came without any submission.
    """

    new: tuple[str, ...]
    held: tuple[str, ...]
    bare: bool


def stage(
    archive: Archive,
    intake: Intake,
    received: dt.date | None,
    secret: Secret | None,
    *,
    storing: bool = False,
    unsent: bool = False,
) -> Staged:
    """Make ready what was read onto the archive's connection.

    Args:
        received: When the submissions came; without it their own word, else the day they were sent.
        storing: They are to enter the archive, where no row can be added to a submission that is held.
        unsent: They are still to be sent: on what day they come is not asked.

    Raises:
        ArchiveError: A submission has no date, other content than the one held, or is unknown; or the secret
            does not fit.
    """
    con, place = archive.con, place_of(intake)
    create_person_keys(archive, ["event_row", "population_row"], secret, place)
    create_given_refused(con, intake.refused, intake.records, secret)
    _create_given(con, received)
    problems = _PROBLEMS | ({"rows_of_held": _ROWS_OF_HELD} if storing else {})
    if unsent:
        del problems["no_date"]
    if not con.execute(_DIFFERING).fetchall():
        del problems["other_content"]
    _refuse(archive, place, problems)
    held = _leave_out_held(archive)
    new = con.execute(f"select id from given_submission order by {age_order()}").fetchall()
    return Staged(tuple(row[0] for row in new), held, _is_bare(archive))


def _create_given(con: Connection, received: dt.date | None) -> None:
    """Create the tables of what was given, with keys and marks for persons, and the digests of the submissions."""
    for table in ("event_row", "population_row"):
        con.execute(
            f"create or replace table {GIVEN[table]} as select r.* replace (k.key as person) "
            f"from {RECEIVED[table]} as r left join person_key as k on r.person = k.person"
        )
    con.execute(
        "create or replace table given_submission as select distinct * replace "
        "(coalesce($received, received, sent) as received) from submission_row",
        {"received": received},
    )
    new = con.execute(
        "select distinct key from person_key anti join archive.person using (key) order by 1"
    ).fetchall()
    create_new_marks(con, (key for (key,) in new))
    con.execute(
        "create or replace temp table given_digest as "
        + digests("given_submission", "given_event", "given_population", _PERSONS)
    )


def _refuse(archive: Archive, place: object, problems: Mapping[str, str]) -> None:
    """Refuse what queries find: the first submissions by name, and how many more there are."""
    found = [
        line(place, code, archive.language, id=name)
        for code, query in problems.items()
        for (name,) in archive.con.execute(query).fetchall()
    ]
    if len(found) > SHOWN + 1:
        found[SHOWN:] = [line(place, "more", archive.language, count=len(found) - SHOWN)]
    if found:
        raise ArchiveError(found)


_PERSONS = "(from archive.person union all from new_person)"
_NAMED = "select submission from given_event union select submission from given_population"
_NAMED_PERSONS = " union all ".join(
    f"select person from {table} where person is not null" for table in ("given_event", "given_population")
)
_ROWS_OF_HELD = (
    f"select submission from ({_NAMED}) where submission in (select id from archive.submission_row) "
    "and submission not in (select id from given_submission) order by submission"
)
_ALL = "(select id, replaces from archive.submission_row union select id, replaces from given_submission)"
_COMPARED = digests("given_submission", "given_event", "given_population")
_COMPARED_HELD = digests(
    "(select s.* from archive.submission_row as s semi join given_submission as g on g.id = s.id)",
    "(select e.* from archive.event_row as e semi join given_submission as g on g.id = e.submission)",
    "(select p.* from archive.population_row as p semi join given_submission as g on g.id = p.submission)",
)
_DIFFERING = (
    "select g.id from given_digest as g join archive.log as l on l.submission = g.id and l.act = 'ingest' "
    "where g.digest <> l.digest"
)
_PROBLEMS = {
    "no_date": "select id from given_submission where received is null order by id",
    "unknown_submission": (
        f"select submission from ({_NAMED}) where submission is not null and submission not in "
        f"(select id from {_ALL}) order by submission"
    ),
    "other_content": (
        f"{_DIFFERING} and g.id not in (select a.id from "
        f"({_COMPARED}) as a join ({_COMPARED_HELD}) as b using (id, digest) "
        "where a.id in (select submission from archive.log where act = 'forget')) order by g.id"
    ),
    "circle": (
        "with recursive chain(id, earlier) as (select id, replaces from given_submission where replaces is not null "
        f"union select c.id, s.replaces from chain as c join {_ALL} as s on s.id = c.earlier "
        "where s.replaces is not null) select distinct id from chain where earlier = id order by id"
    ),
}
"""Each query finds the submissions with one problem; where a person was forgotten, persons are not compared."""


def _leave_out_held(archive: Archive) -> tuple[str, ...]:
    con = archive.con
    held = con.execute(
        "select id from given_submission semi join archive.submission_row using (id) order by id"
    ).fetchall()
    if held:
        for table, column in _NAMING.items():
            con.execute(f"delete from {table} where {column} in (select id from archive.submission_row)")
        con.execute(f"delete from new_person where key not in ({_NAMED_PERSONS})")
    return tuple(row[0] for row in held)


def _is_bare(archive: Archive) -> bool:
    rows = archive.con.execute(f"select 1 from ({_NAMED}) where submission is null").fetchall()
    return bool(rows)


def place_of(intake: Intake) -> str:
    """The files that were read, for messages."""
    return ", ".join(dict.fromkeys(file.file for file in intake.files))
