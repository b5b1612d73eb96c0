# SPDX-License-Identifier: EUPL-1.2
"""Populations: of how many people a share is taken, and how many of them were reached."""

from dataclasses import dataclass

import duckdb
import numpy as np
from numpy.typing import NDArray

from ...schema.condition import Where
from ...schema.convention import Convention
from ...schema.measure import Share
from ...schema.vocabulary import Vocabulary
from ..definitions.registry import Registry
from .activity import Days
from .cube import Cube
from .figures import sizes_of
from .frames import Frame
from .joining import reached_since_joining
from .members import create_members
from .observed import ANSWERS, EVENTS, fetch_scattered
from .selectors import values_sql, where_sql
from .setting import TallySetting


@dataclass(frozen=True)
class Population:
    """Of what a share is taken, by row and column of a frame.

    Attributes:
        sizes: The size, or UNKNOWN, or STALE.
        dates: The ordinal of the figure used, 0 where members were counted.
        by_person: Rows whose population is given by person, so that only members can be reached.
        listed: Rows of units that send any population at all, their own or below them.
    """

    sizes: Days
    dates: Days
    by_person: NDArray[np.bool_]
    listed: NDArray[np.bool_]


@dataclass(frozen=True)
class Reached(Population):
    """What a share has reached and what it is taken of.

    Attributes:
        unlisted: Where somebody was reached in the window at a unit that sends no population at all.
    """

    observed: Days
    unlisted: NDArray[np.bool_]


def population_of(
    con: duckdb.DuckDBPyConnection, registry: Registry, frame: Frame, share: Share, setting: TallySetting
) -> Population:
    """Size the population, for every unit and window of the frame; afterwards `member` stands for it, if it has any.

    A unit with members, its own or below it, is counted by person. One with neither members nor figures
    has no members, where anybody gives the population by person, and an unknown size otherwise.
    """
    stale_days = _stale_days(share.of, setting.vocabulary, setting.convention)
    as_of, vocabulary = setting.dates.as_of, setting.vocabulary
    sizes, dates, told = sizes_of(con, registry, frame, share.of, vocabulary, as_of, stale_days)
    if share.of not in given_by_person(con, registry):
        return Population(sizes, dates, np.zeros_like(told), told)
    has_members = create_members(con, registry, frame, share.of, share.lead_days)
    by_person, listed = has_members | ~told, has_members | told
    counted = fetch_scattered(
        con, frame, "select row, window_ix, count(distinct person) as value from member group by all"
    )
    rows = by_person.reshape(-1, 1)
    return Population(np.where(rows, counted, sizes), np.where(rows, 0, dates), by_person, listed)


def given_by_person(con: duckdb.DuckDBPyConnection, registry: Registry) -> frozenset[str]:
    """The populations of which anybody is given by person at a unit of the registry."""
    rows = con.execute(
        "select distinct population, case_code, unit from population_now where person is not null"
    ).fetchall()
    return frozenset(name for name, *owners in rows if any(registry.get(owner) for owner in owners))


def count_reached(
    cube: Cube, frame: Frame, where: Where, share: Share, population: Population
) -> tuple[Days, Days]:
    """Who was reached in each window, and which members were, where any population is given by person.

    `member` must stand for this rule.
    """
    reached = _reached(cube, frame, where, share)
    if not population.by_person.any():
        return reached, np.zeros_like(reached)
    return reached, _members_reached(cube, frame, where, share, reached)


def reached_of(population: Population, reached: Days, members: Days) -> Reached:
    """What a share has reached: members alone, where the population is given by person."""
    rows, listed = population.by_person.reshape(-1, 1), population.listed.reshape(-1, 1)
    return Reached(
        **vars(population), observed=np.where(rows, members, reached), unlisted=(reached > 0) & ~listed
    )


def _stale_days(population: str, vocabulary: Vocabulary, convention: Convention) -> int:
    """How old a figure may be: a population counted once a year says so itself."""
    own = vocabulary.populations[population].stale_days
    return convention.stale_days if own is None else own


def _reached(cube: Cube, frame: Frame, where: Where, share: Share) -> Days:
    if isinstance(share.reached, str):
        return fetch_scattered(
            cube.con,
            frame,
            "select row, window_ix, count(distinct part) as value"
            f" from ({identities_sql(where, share.reached)}) group by all",
        )
    return fetch_scattered(
        cube.con,
        frame,
        "select row, window_ix, coalesce(sum(amount), 0)::bigint as value from ("
        f" select distinct a.row, w.window_ix, o.event_id, o.{share.reached.sum} as amount {EVENTS} {ANSWERS}"
        f" where {where_sql(where)}) group by all",
    )


def identities_sql(where: Where, column: str) -> str:
    """The query for whom the events of each tally reached, once for each event."""
    return (
        f"select a.row, w.window_ix, o.event_id, {values_sql(column)} as part {EVENTS} {ANSWERS}"
        f' where o."{column}" is not null and {where_sql(where)}'
    )


def _members_reached(cube: Cube, frame: Frame, where: Where, share: Share, reached: Days) -> Days:
    if not isinstance(share.reached, str):
        return reached
    if share.since is not None:
        return reached_since_joining(cube, frame, where, share.reached)
    return fetch_scattered(
        cube.con,
        frame,
        "select r.row, r.window_ix, count(distinct r.part) as value"
        f" from ({identities_sql(where, share.reached)}) as r join member as m"
        " on m.row = r.row and m.window_ix = r.window_ix and m.person = r.part group by all",
    )
