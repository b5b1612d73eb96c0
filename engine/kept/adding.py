# SPDX-License-Identifier: EUPL-1.2
"""Adding to what events add up to what has happened since: versions of events that count now, or count no more."""

from ..intake.sheets import Connection
from ..stream.reach import Reach
from .added_up import AddedUp


def with_happened(added: AddedUp, con: Connection, reach: Reach) -> AddedUp:
    """The same with what stands in the table `happened`."""
    signs = [sign for (sign,) in con.execute("select distinct sign from happened order by sign").fetchall()]
    for sign in signs:
        con.execute(
            f"create or replace temp view occurrence as select * exclude (sign) from happened where sign = {sign}"
        )
        named = con.execute('select distinct unit, "case" from occurrence').fetchall()
        units = frozenset(each for unit, case in named for each in reach.of(unit, case))
        added = added.plus(*added.addends.counted(con, units), sign)
    return added
