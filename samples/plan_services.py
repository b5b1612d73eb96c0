# SPDX-License-Identifier: EUPL-1.2
"""The plan of the sample: what is done for disadvantaged people and for the services."""

import datetime as dt
from dataclasses import dataclass

from plan import MATERA, MELFI, POLICORO, POTENZA, REGION
from plan_crises import CRISIS_SESSIONS, UNNAMED_SESSION
from plan_documents import Document
from plan_yearly import Training

D = dt.date
DISADVANTAGED_PLAN, ORGANISATION_ANALYSIS = D(2018, 2, 21), D(2018, 5, 23)
STRENGTHENING_PLAN, SKILLS_PLAN = D(2018, 10, 3), D(2019, 2, 6)
"""Each comes after what it follows from, so these orders are kept."""

NETWORK_FOUND, NETWORK_AT_WORK = D(2018, 6, 13), D(2019, 4, 17)

SERVICE_DOCUMENTS = (
    Document("5.3.transfer-plan", (DISADVANTAGED_PLAN,), "disadvantaged_transfer_plan"),
    Document("5.3.materials", (D(2018, 3, 7), D(2019, 3, 6)), "disadvantaged_materials"),
    Document("5.3.network", (NETWORK_FOUND,), "disadvantaged_network", phase="identification"),
    Document("5.3.network", (NETWORK_AT_WORK,), "disadvantaged_network", phase="implementation"),
    Document("5.5.organisation-analysis", (ORGANISATION_ANALYSIS,), "service_organisation_analysis"),
    Document("5.5.strengthening-plan", (STRENGTHENING_PLAN,), "service_strengthening_plan"),
    Document("5.5.skills-plan", (SKILLS_PLAN,), "skills_development_plan"),
)  # fmt: skip

SERVICES_NOT_YET = ("5.2.monitoring-lsu",)
"""Documents of the region that are still to come."""

MONITORED = ((D(2019, 4, 11), "interim"), (D(2019, 10, 9), "interim"), (D(2019, 12, 11), "final"))
"""Monitoring of the plan of the job centres: a second time in the same phase adds none, one phase is to come."""

SERVICE_TRAININGS = (
    *(
        Training(day, ("crisis_relocation",), (REGION, *(crisis.code for crisis in crises)))
        for day, crises in CRISIS_SESSIONS
    ),
    Training(UNNAMED_SESSION, ("crisis_relocation",)),
    Training(D(2018, 4, 24), ("disadvantaged",)),
    Training(D(2018, 10, 24), ("disadvantaged",)),
    Training(D(2019, 3, 27), ("disadvantaged",)),
    Training(D(2019, 11, 20), ("disadvantaged",)),
    Training(D(2020, 1, 29), ("disadvantaged",)),
    Training(D(2019, 3, 20), ("skills_development",)),
    Training(D(2019, 9, 25), ("skills_development",)),
    Training(D(2020, 1, 15), ("skills_development",)),
    Training(D(2018, 6, 20), ("online_registration",), (REGION,)),
    Training(D(2018, 7, 4), ("online_registration",), (MATERA,)),
)


@dataclass(frozen=True)
class PiaacSession:
    """An information session on PIAAC and how many operators attend it."""

    unit: str
    date: dt.date
    operators: int


PIAAC_SESSIONS = (
    PiaacSession(POTENZA, D(2019, 5, 14), 21),
    PiaacSession(POTENZA, D(2019, 6, 11), 20),
    PiaacSession(MATERA, D(2019, 9, 17), 38),
    PiaacSession(MELFI, D(2019, 10, 8), 33),
    PiaacSession(POLICORO, D(2019, 11, 12), 29),
)
"""At four job centres, with 141 operators: about 150, with a tenth less allowed."""

assert sum(session.operators for session in PIAAC_SESSIONS) == 141
