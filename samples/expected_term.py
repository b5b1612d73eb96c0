# SPDX-License-Identifier: EUPL-1.2
"""The verdicts that follow from the plan, for the duties of a year and of the whole term.

The term is open until the end of 2020: what is not done yet is pending.
"""

from collections.abc import Iterator, Sequence

from plan import ITS, REGION, TERM_FROM, UNIVERSITY
from plan_documents import (
    AGREEMENTS,
    ALERT,
    ASKED_FOR_ACCREDITATION,
    ASKED_TO_JOIN,
    CARRIED_OUT,
    CHECKED,
    DOCUMENTS,
    INSTRUCTED,
    MERGED,
    NO_PLAN,
    NOT_YET,
    STANDARDS,
    Document,
)
from plan_services import NETWORK_AT_WORK, NETWORK_FOUND, SERVICE_DOCUMENTS, SERVICES_NOT_YET
from plan_yearly import EMPLOYER_EVENTS, FIRMS, SCOUTING, TRAININGS
from rows import Verdict

FIRMS_REQUIRED = {2018: 3825, 2019: 4000, 2020: 4000}
"""4,000 a year; 2018 has 349 days of 365 in the term: 4,000 x 349 / 365 = 3,824.7."""

SESSIONS_REQUIRED = {2018: 2, 2019: 2, 2020: 2}
"""Two a year; of 2018 2 x 349 / 365 = 1.9."""

OPEN_YEAR = 2020

ANSWER_DAYS = 90
"""Within so many days an alert is checked and an instruction carried out."""

SEVERAL_REQUIRED = {
    "C.6.observatory-support": 2,
    "5.3.network": 2,
    "5.4.scouting-materials": 3,
    "6.4.placement-training": 3,
}
"""Documents of several kinds: one of each phase, or on each topic."""

SUBGROUPS = ("employment-services", "transitions", "knowledge")


def over_term(rule: str, unit: str, required: int, observed: int) -> Verdict:
    """A duty over the whole term: kept already, or there is still time."""
    return Verdict(
        rule, unit, "term", "attainment" if observed >= required else "pending", required, observed
    )


def in_year(rule: str, year: int, required: int, observed: int) -> Verdict:
    """A duty of the region in a year, the last of which is open."""
    unmet = "pending" if year == OPEN_YEAR else "violation"
    kind = "attainment" if observed >= required else unmet
    return Verdict(rule, REGION, str(year), kind, required, observed)


def yearly_verdicts() -> Iterator[Verdict]:
    """Firms and training sessions of each year."""
    for year, firms in FIRMS.items():
        yield in_year("5.4.firms", year, FIRMS_REQUIRED[year], firms)
        for rule, topic in (
            ("5.1.project-management-sessions", "project_management"),
            ("5.1.intensive-service-sessions", "intensive_service"),
        ):
            yield in_year(rule, year, SESSIONS_REQUIRED[year], len(_trainings(topic, year)))


def _trainings(topic: str, *years: int) -> Sequence[object]:
    return [
        each
        for each in TRAININGS
        if topic in each.topics and each.date >= TERM_FROM and each.date.year in years
    ]


def term_verdicts() -> Iterator[Verdict]:
    """Sessions and events that are due over the whole term."""
    yield over_term("5.1.transfer-sessions-term", REGION, 2, len(_trainings("intensive_service", *FIRMS)))
    days = [event for event in EMPLOYER_EVENTS if event.topic == "employers_day"]
    yield over_term("5.4.employers-day-term", REGION, 1, len(days))
    yield over_term("5.4.employer-events-term", REGION, 1, len(EMPLOYER_EVENTS) - len(days))
    yield over_term("5.4.scouting-region-term", REGION, 2, len(SCOUTING))
    plans = {"scouting": "5.4.scouting-plan-session", "marketing_plan": "5.4.marketing-plan-session"}
    yield over_term("5.4.scouting-both-plans", REGION, 2, len(plans))
    for topic, rule in plans.items():
        yield over_term(rule, REGION, 1, sum(topic in each.topics for each in SCOUTING))
    # Nobody asked for institutional capacity actions, and none was carried out.
    for rule in ("OT11.capacity-actions", "OT11.capacity-actions-anpal"):
        yield Verdict(rule, REGION, "term", "not_applicable", 0, 0, "unused")


def answer_verdicts() -> Iterator[Verdict]:
    """The alert and the instruction are answered in time; another may come until the year is over."""
    for rule, asked, done in (
        ("5.1.registration-check", ALERT, CHECKED),
        ("ART.3.privacy-instructions", INSTRUCTED, CARRIED_OUT),
    ):
        assert 0 <= (done - asked).days <= ANSWER_DAYS, "no late answer is planned"
        for year in FIRMS:
            if year == asked.year:
                yield Verdict(rule, REGION, str(year), "attainment", 1, 1)
            elif year == OPEN_YEAR:
                yield Verdict(rule, REGION, str(year), "pending", 0, 0)
            else:
                yield Verdict(rule, REGION, str(year), "not_applicable", 0, 0, "no_trigger")


def agreed_verdicts() -> Iterator[Verdict]:
    """What has to come after an agreement with the Region."""
    for year in FIRMS:
        held = [event.date for event in EMPLOYER_EVENTS if event.date.year == year]
        kept = sum(day >= AGREEMENTS["employer_events"] for day in held)
        kind = "pending" if year == OPEN_YEAR else "attainment" if kept == len(held) else "violation"
        yield Verdict("5.4.employer-events-agreed", REGION, str(year), kind, len(held), kept)
    links = (NETWORK_FOUND, NETWORK_AT_WORK)
    kept = sum(day >= AGREEMENTS["disadvantaged"] for day in links)
    yield Verdict("5.3.network-agreed", REGION, "term", "pending", len(links), kept)


def document_verdicts() -> Iterator[Verdict]:
    """Documents with evidence: those of the plan, those still to come, and nothing at all from the ITS."""
    counted: dict[tuple[str, str], int] = {}
    for document in (*DOCUMENTS, *SERVICE_DOCUMENTS):
        if document.rule in _OF_A_SCHOOL:
            continue
        unit = UNIVERSITY if document.rule in _OF_THE_UNIVERSITY else REGION
        counted[document.rule, unit] = counted.get((document.rule, unit), 0) + _worth(document)
    for (rule, unit), number in counted.items():
        yield over_term(rule, unit, SEVERAL_REQUIRED.get(rule, 1), number)
    done = sum(counted.get((f"C.1.subgroup-{name}", REGION), 0) for name in SUBGROUPS)
    yield over_term("C.1.subgroups-set-up", REGION, len(SUBGROUPS), done)
    for rule in (*NOT_YET, *SERVICES_NOT_YET):
        yield over_term(rule, REGION, 1, 0)
    for rule in _OF_THE_ITS:
        yield over_term(rule, ITS, 1, 0)
    # It never joined, so nothing is owed to who is involved.
    yield Verdict("6.4.skills-certification-its", ITS, "term", "not_applicable", 1, 0, "not_active")
    yield Verdict("6.4.accreditation-support", UNIVERSITY, "term", "not_applicable", 1, 0, "not_active")


def _worth(document: Document) -> int:
    """How often a document counts: once each time, or once for each kind it is of."""
    if document.rule in SEVERAL_REQUIRED:
        return len((document.phase or document.topic).split("|"))
    return len(document.dates)


_OF_THE_UNIVERSITY = (
    "6.4.standards-choice", "6.4.standards-support", "6.4.development-plan", "6.4.business-mapping",
    "6.4.placement-training", "6.4.skills-certification", "6.4.involvement",
)  # fmt: skip
_OF_THE_ITS = (
    "6.4.its-teachers", "6.4.development-plan", "6.4.business-mapping", "6.4.involvement",
)  # fmt: skip
_OF_A_SCHOOL = ("6.1.quality-adoption",)


def school_verdicts(schools: Sequence[str]) -> Iterator[Verdict]:
    """Every school, and those the merged ones go on as.

    Args:
        schools: The schools of the convention, before any of them merges.
    """
    yield over_term("6.1.schools-joined", REGION, 24, len(schools))
    yield over_term("6.1.schools-with-plan", REGION, 24, len(schools) - 1)
    new = sorted(set(MERGED.values()))
    for school in (*schools, *new):
        taken = [old for old, successor in MERGED.items() if successor == school]
        plans = len(taken) if school in new else int(school != NO_PLAN)
        yield _school("6.1.plan-each-school", school, plans)
        yield _school("6.1.quality-adoption", school, int(school in STANDARDS))
        for rule, asked in (
            ("6.1.joining-support", ASKED_TO_JOIN), ("6.1.accreditation-support", ASKED_FOR_ACCREDITATION),
        ):  # fmt: skip
            answers = [asked[each] for each in (school, *taken) if each in asked]
            yield _school(rule, school, sum(answers), active=bool(answers))


def _school(rule: str, school: str, observed: int, active: bool = True) -> Verdict:
    if school in MERGED:
        return Verdict(rule, school, "term", "not_applicable", 1, 0, f"continued_in: {MERGED[school]}")
    if not active:
        return Verdict(rule, school, "term", "not_applicable", 1, 0, "not_active")
    return over_term(rule, school, 1, observed)
