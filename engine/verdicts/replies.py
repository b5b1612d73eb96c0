# SPDX-License-Identifier: EUPL-1.2
"""Replies: what the parties say of verdicts, beside the verdicts they speak of."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...schema.reply import Reply
from ..words.windows import meant_windows
from .run import Verdicts

Place = tuple[str, str, str]


@dataclass(frozen=True)
class Replies:
    """The replies given by the day of the run, those of a verdict in the order of their days.

    Attributes:
        of: By rule, unit and label of the window.
        astray: Those that speak of no verdict of the run.
    """

    of: Mapping[Place, tuple[Reply, ...]] = field(default_factory=dict)
    astray: tuple[Reply, ...] = ()


def replies_to(verdicts: Verdicts) -> Replies:
    """The replies to the verdicts of a run; in what is published without their texts and documents.

    A reply is later than what it answers, so those dated after the run's day are not seen.
    """
    given = _given(verdicts)
    if not given:
        return Replies()
    frame = verdicts.frame
    windows: dict[tuple[str, str], dict[str, dt.date]] = defaultdict(dict)
    asked = {one.rule for one in given}
    rows = frame[frame["rule"].isin(sorted(asked))]
    for rule, unit, label, start in zip(
        *(rows[name].tolist() for name in ("rule", "unit", "window", "start")), strict=True
    ):
        windows[rule, unit][label] = start
    found: dict[Place, list[Reply]] = defaultdict(list)
    astray = []
    for one in given:
        meant = meant_windows(one.window, windows.get((one.rule, one.unit), {}))
        if len(meant) == 1:
            found[one.rule, one.unit, meant[0]].append(one.model_copy(update={"window": meant[0]}))
        else:
            astray.append(one)
    return Replies({place: tuple(several) for place, several in found.items()}, tuple(astray))


def _given(verdicts: Verdicts) -> Sequence[Reply]:
    con = verdicts.evidence.cube.con
    known = "select count(*) from information_schema.tables where table_name = 'reply_row'"
    if not con.execute(known).fetchall()[0][0]:
        return ()
    told = "null, null" if verdicts.public else "text, document"
    rows = con.execute(
        f'select distinct rule, unit, "window", kind, party, date, {told} from reply_row'
        " where date <= $as_of order by 6, 1, 2, 3, 4, 5, 7, 8",
        {"as_of": verdicts.options.as_of},
    ).fetchall()
    return [Reply.model_validate(dict(zip(Reply.model_fields, row, strict=True))) for row in rows]
