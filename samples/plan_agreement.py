# SPDX-License-Identifier: EUPL-1.2
"""The plan of the sample: an agreement on apprenticeship, and what was done under it."""

import datetime as dt

D = dt.date
AGREED = D(2019, 3, 14)
"""From this day one or more activities are due, and a work plan."""

WORK_PLAN = D(2019, 5, 22)

AGREED_ACTIVITIES = {
    "6.9.agreed-apprenticeship-support": (),
    "6.9.agreed-promotion-plan": (D(2019, 9, 18),),
    "6.9.agreed-tutor-profiles": (),
    "6.9.agreed-tutor-training": (),
}
"""One of the four is done, which is enough; no call with incentives was published."""
