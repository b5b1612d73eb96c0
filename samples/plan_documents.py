# SPDX-License-Identifier: EUPL-1.2
"""The plan of the sample: documents, schools, the university and the higher technical institute."""

import datetime as dt
from dataclasses import dataclass

from plan import LAURIA, MATERA, POTENZA, REGION, UNIVERSITY


@dataclass(frozen=True)
class Document:
    """Events of one kind, each with evidence.

    Attributes:
        rule: The rule that counts it at its unit.
        event: Its type, a document unless said otherwise.
        participants: How many attended, where somebody did.
    """

    rule: str
    dates: tuple[dt.date, ...]
    deliverable: str = ""
    unit: str = REGION
    topic: str = ""
    target: str = ""
    phase: str = ""
    event: str = "deliverable"
    participants: int | None = None


D = dt.date

STANDARDS = {"PZPS999001": D(2019, 3, 7), "MTTD999002": D(2019, 10, 17)}
"""Schools assisted in adopting the quality standards."""
DOCUMENTS = (
    Document("C.1.coordination-set-up", (D(2018, 2, 6),), "coordination_set_up"),
    Document(
        "C.1.subgroup-employment-services", (D(2018, 2, 22),), "subgroup_set_up", topic="employment_services"
    ),
    Document("C.1.subgroup-transitions", (D(2018, 3, 1),), "subgroup_set_up", topic="transitions"),
    Document("C.4.progress-review", (D(2018, 7, 12), D(2019, 1, 24), D(2019, 7, 18)), "progress_review"),
    Document("C.6.observatory-support", (D(2019, 5, 22),), "observatory_support", phase="start_up"),
    Document("5.1.session-materials", (D(2018, 2, 1), D(2018, 4, 5)), "adr_session_materials"),
    Document("5.1.service-plan", (D(2018, 3, 28),), "adr_service_plan"),
    Document(
        "5.4.scouting-materials", (D(2018, 2, 8),), "scouting_materials", topic="needs_analysis|job_description"
    ),
    Document("5.4.scouting-materials", (D(2018, 5, 17),), "scouting_materials", topic="marketing_plan"),
    Document("5.4.scouting-plan-adr", (D(2018, 6, 21),), "scouting_plan", target="adr_beneficiaries"),
    Document(
        "5.4.preselection-support", (D(2018, 10, 4), D(2019, 6, 6)), "preselection_support", POTENZA,
        target="adr_beneficiaries",
    ),
    Document("5.4.matching-support", (D(2018, 11, 29),), "matching_support", MATERA),
    Document("5.4.matching-support", (D(2019, 9, 26),), "matching_support", LAURIA),
    Document("6.1.selection-criteria", (D(2018, 2, 14),), "school_selection_criteria"),
    *(Document("6.1.quality-adoption", (day,), "school_quality_adoption", school) for school, day in STANDARDS.items()),
    Document("6.1.accreditation-information", (D(2018, 12, 13),), "accreditation_information"),
    Document("6.4.selection-criteria", (D(2018, 3, 20),), "placement_criteria_sharing"),
    Document("6.4.standards-choice", (D(2018, 9, 19),), "placement_standards_assistance", UNIVERSITY),
    Document("6.4.standards-support", (D(2019, 2, 27),), "placement_standards_support", UNIVERSITY),
    Document("6.4.development-plan", (D(2018, 12, 5),), "placement_development_plan", UNIVERSITY),
    Document("6.4.business-mapping", (D(2019, 11, 6),), "business_mapping", UNIVERSITY),
    Document(
        "6.4.placement-training", (D(2019, 1, 30),),
        unit=UNIVERSITY, topic="higher_apprenticeship|firm_identification|personalised_services",
        target="placement_operators", event="transfer_session",
        participants=11,
    ),
    Document(
        "6.4.skills-certification", (D(2019, 6, 19),),
        unit=UNIVERSITY, topic="skills_certification", target="placement_operators", event="transfer_session",
        participants=14,
    ),
    Document(
        "6.4.seminar", (D(2019, 3, 28),), topic="career_service", target="placement_operators", event="seminar",
        participants=37,
    ),
    Document("6.4.involvement", (D(2018, 5, 16),), unit=UNIVERSITY, event="joining"),
)  # fmt: skip

NOT_YET = (
    "C.1.subgroup-knowledge",
    "5.1.document-check",
    "5.4.scouting-plan-disadvantaged",
    "6.1.programme-promotion",
    "6.1.regional-measures-information",
)
"""Documents of the region that are still to come."""

ALERT, CHECKED = D(2018, 10, 24), D(2018, 11, 21)
"""The national monitoring reports registrations to be checked, and they are, within 90 days."""

INSTRUCTED, CARRIED_OUT = D(2019, 4, 8), D(2019, 6, 18)
"""The Region instructs how to keep personal data safe, and it is done, within 90 days as well."""

AGREEMENTS = {
    "crisis_relocation": D(2018, 4, 26),
    "disadvantaged": D(2018, 5, 16),
    "employer_events": D(2018, 5, 3),
}
"""What the Region has agreed to, and when: the open day of April 2018 came before."""

MERGED = {"PZTD999004": "PZIS999006", "PZRI999001": "PZIS999006"}
MERGED_ON = dt.date(2019, 8, 31)
"""Two schools end in the summer of 2019 and go on as a new one."""

NO_PLAN = "MTRI999001"
"""The one school without a general support plan."""

ASKED_TO_JOIN = {"PZPS999002": True, "PZTD999001": True, "MTIS999002": False}
ASKED_FOR_ACCREDITATION = {"PZIS999002": True, "MTTD999001": False, "PZRI999001": True}
"""Schools that asked for support, and whether they have had it. The last one asks under its old code after the
merger: what it asks for and gets belongs to the new school."""
