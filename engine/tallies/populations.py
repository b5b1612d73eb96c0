# SPDX-License-Identifier: EUPL-1.2
"""Populations: of how many people a share is taken, and how many of them were reached."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...schema.condition import Where
from ...schema.convention import Convention
from ...schema.measure import Share
from ...schema.vocabulary import Vocabulary
from .activity import Days
from .cube import Cube
from .figures import sizes_of
from .frames import Frame
from .joining import reached_since_joining
from .members import create_members
from .observed import ANSWERS, EVENTS, fetch_scattered
from .selectors import values_sql, where_sql


@dataclass(frozen=True)
class Reached:
    """What a share has reached and what it is taken of.

    Attributes:
        sizes: The population's size, or UNKNOWN, or STALE.
        dates: The ordinal of the figure used, 0 where members were counted.
        by_person: Rows whose population is given by person, so that only members can be reached.
        unlisted: Where somebody was reached in the window at a unit that sends no population at all.
    """

    observed: Days
    sizes: Days
    dates: Days
    by_person: NDArray[np.bool_]
    unlisted: NDArray[np.bool_]


def reach(
    cube: Cube,
    frame: Frame,
    where: Where,
    share: Share,
    vocabulary: Vocabulary,
    as_of: dt.date,
    convention: Convention,
) -> Reached:
    """Count who was reached and size the population, for every unit and window of the frame.

    A unit with members, its own or below it, is counted by person. One with neither members nor figures
    has no members, where anybody gives the population by person, and an unknown size otherwise.
    """
    has_members = create_members(cube, frame, share.of, share.lead_days)
    sizes, dates, told = sizes_of(
        cube, frame, share.of, vocabulary, as_of, _stale_days(share.of, vocabulary, convention)
    )
    given_by_person = bool(cube.con.execute("select count(*) from membership").fetchall()[0][0])
    by_person = has_members | (given_by_person & ~told)
    reached = _reached(cube, frame, where, share)
    unlisted = (reached > 0) & ~(has_members | told).reshape(-1, 1)
    if not by_person.any():
        return Reached(reached, sizes, dates, by_person, unlisted)
    counted = fetch_scattered(
        cube, frame, "select row, window_ix, count(distinct person) as value from member group by all"
    )
    rows = by_person.reshape(-1, 1)
    return Reached(
        np.where(rows, _members_reached(cube, frame, where, share), reached),
        np.where(rows, counted, sizes),
        np.where(rows, 0, dates),
        by_person,
        unlisted,
    )


def _stale_days(population: str, vocabulary: Vocabulary, convention: Convention) -> int:
    """How old a figure may be: a population counted once a year says so itself."""
    own = vocabulary.populations[population].stale_days
    return convention.stale_days if own is None else own


def _reached(cube: Cube, frame: Frame, where: Where, share: Share) -> Days:
    if isinstance(share.reached, str):
        return fetch_scattered(
            cube,
            frame,
            "select row, window_ix, count(distinct part) as value"
            f" from ({_identities(where, share.reached)}) group by all",
        )
    return fetch_scattered(
        cube,
        frame,
        "select row, window_ix, coalesce(sum(amount), 0)::bigint as value from ("
        f" select distinct a.row, w.window_ix, o.event_id, o.{share.reached.sum} as amount {EVENTS} {ANSWERS}"
        f" where {where_sql(where)}) group by all",
    )


def _identities(where: Where, column: str) -> str:
    return (
        f"select a.row, w.window_ix, {values_sql(column)} as part {EVENTS} {ANSWERS}"
        f' where o."{column}" is not null and {where_sql(where)}'
    )


def _members_reached(cube: Cube, frame: Frame, where: Where, share: Share) -> Days:
    if not isinstance(share.reached, str):
        return _reached(cube, frame, where, share)
    if share.since is not None:
        return reached_since_joining(cube, frame, where, share.reached)
    return fetch_scattered(
        cube,
        frame,
        "select r.row, r.window_ix, count(distinct r.part) as value"
        f" from ({_identities(where, share.reached)}) as r join member as m"
        " on m.row = r.row and m.window_ix = r.window_ix and m.person = r.part group by all",
    )
