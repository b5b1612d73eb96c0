# SPDX-License-Identifier: EUPL-1.2
"""What is done once: deliverables, sessions and agreements that prove documentary duties."""

import datetime as dt
from collections.abc import Iterator

from rows import ITS, PROVIDERS, REGION, SCHOOLS, UNIVERSITIES, Row

JOINED, WITH_PLAN = SCHOOLS[:112], SCHOOLS[:118]
ASKED, HELPED = SCHOOLS[1:3], SCHOOLS[1]
AGREED = dt.date(2018, 9, 10)

REGION_DELIVERABLES = (
    "adr_session_materials",
    "adr_service_plan",
    "adr_document_check",
    "matching_support",
    "school_selection_criteria",
    "accreditation_information",
    "regional_measures_information",
    "placement_criteria_sharing",
    "transition_support",
    "transition_promotion",
    "opportunity_map",
    "coordination_set_up",
    "progress_review",
)


def document_rows() -> Iterator[Row]:
    """All of them."""
    yield from region_rows()
    yield from yearly_rows()
    yield from school_rows()
    yield from higher_education_rows()
    yield from dual_rows()


def row(event: str, day: dt.date, unit: str = REGION, **columns: str) -> Row:
    """One event, with a document that proves it."""
    return {"event": event, "date": day, "unit": unit, "evidence": f"prot. {day:%y%m%d}", **columns}


def session(
    event: str, day: dt.date, unit: str, topic: str, target: str = "cpi_operators", people: int = 12
) -> Row:
    """People who met, with the paper that says so."""
    return row(event, day, unit, topic=topic, target=target, participants=str(people))


def region_rows() -> Iterator[Row]:
    """One deliverable of each kind the region is owed, and an action under an understanding."""
    for number, deliverable in enumerate(REGION_DELIVERABLES):
        yield row("deliverable", dt.date(2018, 4, 2 + number), deliverable=deliverable)
    for phase in ("start_up", "consolidation"):
        yield row("deliverable", dt.date(2018, 4, 18), deliverable="observatory_support", phase=phase)
    kit = "needs_analysis|job_description|marketing_plan"
    yield row("deliverable", dt.date(2018, 4, 19), deliverable="scouting_materials", topic=kit)
    yield row(
        "deliverable", dt.date(2018, 4, 20), deliverable="preselection_support", target="adr_beneficiaries"
    )
    for target in ("adr_beneficiaries", "disadvantaged"):
        yield row("deliverable", dt.date(2018, 5, 7), deliverable="scouting_plan", target=target)
    for topic in ("employment_services", "transitions", "knowledge"):
        yield row("deliverable", dt.date(2018, 3, 20), deliverable="subgroup_set_up", topic=topic)
    yield row("deliverable", dt.date(2018, 5, 9), deliverable="teachers_update", topic="youth_measures")
    yield row("employer_event", dt.date(2018, 11, 20), topic="employers_day", firm="SF0000")
    yield row("agreement", dt.date(2018, 6, 1), topic="institutional_capacity", target="anpal|region")
    yield row("capacity_action", dt.date(2018, 7, 2))


def yearly_rows() -> Iterator[Row]:
    """Sessions of each anniversary year; in the first one session is on two topics and counts once."""
    for year in (2018, 2019):
        for number in range(2):
            yield training(dt.date(year, 4 + 2 * number, 11), "project_management")
        for number in range(2):
            yield training(dt.date(year, 5 + 2 * number, 16), "intensive_service")
        for number in range(4):
            yield training(dt.date(year, 4 + number, 23), "scouting")
            yield training(dt.date(year, 4 + number, 25), "disadvantaged")
        yield training(dt.date(year, 8, 23), "marketing_plan")
        yield row("employer_event", dt.date(year, 10, 5), topic="career_day", firm="SF0000")
        yield session("meeting", dt.date(year, 10, 8), REGION, "apprenticeship", "firms")
    yield training(dt.date(2018, 9, 12), "project_management|intensive_service")
    yield training(dt.date(2019, 9, 18), "project_management")
    yield training(dt.date(2019, 9, 25), "intensive_service")


def training(day: dt.date, topic: str) -> Row:
    """A session that transfers methods to the operators of the job centres."""
    return session("transfer_session", day, REGION, topic)


def school_rows() -> Iterator[Row]:
    """Schools join and get their plans; two ask for accreditation, one is helped."""
    for number, code in enumerate(JOINED):
        yield row("joining", dt.date(2018, 5 + number % 6, 1 + number % 28), code)
    for number, code in enumerate(WITH_PLAN):
        yield row("deliverable", dt.date(2018, 11, 1 + number % 28), code, deliverable="school_support_plan")
    for number, code in enumerate(JOINED):
        yield row(
            "deliverable", dt.date(2019, 5, 1 + number % 28), code, deliverable="school_quality_adoption"
        )
    for code in ASKED:
        yield row("request", dt.date(2019, 1, 14), code, topic="accreditation")
    yield row("deliverable", dt.date(2019, 2, 18), HELPED, deliverable="school_accreditation_support")


def higher_education_rows() -> Iterator[Row]:
    """Every university and ITS is served, but one ITS has no development plan."""
    for code in UNIVERSITIES:
        for deliverable in ("placement_standards_assistance", "placement_standards_support"):
            yield row("deliverable", dt.date(2018, 10, 3), code, deliverable=deliverable)
        yield session(
            "transfer_session",
            dt.date(2019, 3, 6),
            code,
            "higher_apprenticeship|firm_identification|personalised_services",
            "placement_operators",
        )
    for code in ITS:
        yield session("transfer_session", dt.date(2019, 3, 7), code, "school_work_transition", "its_teachers")
    for code in (*UNIVERSITIES, *ITS):
        yield row("joining", dt.date(2018, 6, 12), code)
        taught = "its_teachers" if code in ITS else "placement_operators"
        yield session("transfer_session", dt.date(2019, 4, 8), code, "skills_certification", taught)
        yield row("deliverable", dt.date(2019, 5, 8), code, deliverable="business_mapping")
        if code != ITS[-1]:
            yield row("deliverable", dt.date(2019, 6, 5), code, deliverable="placement_development_plan")
    for month in (5, 9, 11):
        yield session("seminar", dt.date(2019, month, 27), REGION, "career_service", "placement_operators")


def dual_rows() -> Iterator[Row]:
    """An agreement, then its plan and bodies; the first body was involved before it."""
    yield row("agreement", AGREED, topic="dual_system", target="region")
    yield row("deliverable", dt.date(2018, 10, 1), deliverable="regional_work_plan", topic="dual_system")
    for number, code in enumerate(PROVIDERS):
        day = dt.date(2018, 10, 15) + dt.timedelta(days=number) if number else dt.date(2018, 8, 20)
        yield row("deliverable", day, code, deliverable="dual_body_involvement")
