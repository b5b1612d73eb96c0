# SPDX-License-Identifier: EUPL-1.2
"""The plan of the sample: the beneficiaries of the AdR and who of them is served each quarter.

The first quarter of 2018 has no beneficiaries; from 2019 there are few, as the law suspends most of the AdR.
"""

from plan import CPIS, LAURIA, MATERA, MELFI, PISTICCI, POLICORO, POTENZA, SENISE, VILLA_D_AGRI

QUARTERS = ("2018-Q2", "2018-Q3", "2018-Q4", "2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4", "2020-Q1")

JOINING = {
    POTENZA: (152, 171, 188, 196, 61, 58, 49, 40),
    MELFI: (64, 70, 77, 52, 31, 28, 26, 22),
    LAURIA: (38, 42, 45, 30, 19, 17, 18, 14),
    SENISE: (27, 25, 29, 21, 12, 11, 9, 0),
    VILLA_D_AGRI: (31, 34, 33, 25, 16, 14, 15, 12),
    MATERA: (118, 126, 131, 97, 44, 41, 38, 31),
    PISTICCI: (36, 39, 41, 29, 15, 13, 12, 11),
    POLICORO: (49, 53, 58, 40, 24, 22, 21, 17),
}
"""Who joins at the beginning of each quarter and leaves at its end. What joined at Senise in January 2020 is in
the submission that was never received."""

JOINING_LATE = {(POTENZA, "2018-Q4"): 4, (MATERA, "2019-Q3"): 5, (MELFI, "2019-Q4"): 3}
"""Who joins in the last 30 days of a quarter and stays until the end of the next, in which alone they count."""

NOT_SERVED = {
    (POTENZA, "2019-Q1"): 1,  # 199 of 200
    (LAURIA, "2018-Q3"): 2,  # served in September, in the submission that was never received
    (POTENZA, "2020-Q1"): 29,
    (MELFI, "2020-Q1"): 9,
    (LAURIA, "2020-Q1"): 4,
    (VILLA_D_AGRI, "2020-Q1"): 3,
    (MATERA, "2020-Q1"): 10,
    (PISTICCI, "2020-Q1"): 4,
    (POLICORO, "2020-Q1"): 6,
}

SERVED_BUT_NO_MEMBERS = {(MATERA, "2019-Q2"): 3}
"""Served without being beneficiaries: they are not counted."""

JOINING_AFTER = {(PISTICCI, "2019-Q3"): 31}
"""Days into the quarter when members begin to join, where the job centre was closed in its first month."""


def joining_late_before(unit: str, quarter: str) -> int:
    """Who joined late in the quarter before."""
    position = QUARTERS.index(quarter)
    return JOINING_LATE.get((unit, QUARTERS[position - 1]), 0) if position else 0


def members(unit: str, quarter: str) -> int:
    """Who counts as a member in a quarter."""
    return JOINING[unit][QUARTERS.index(quarter)] + joining_late_before(unit, quarter)


assert set(JOINING) == set(CPIS)
assert members(POTENZA, "2019-Q1") == 200
