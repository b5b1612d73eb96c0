# SPDX-License-Identifier: EUPL-1.2
"""A synthetic national registry and years of its events: the same bytes for the same number of events."""

from pathlib import Path

import duckdb

AS_OF = "2021-03-31"
CPIS, SCHOOLS, UNIVERSITIES, ITS = 552, 1_900, 40, 7
ROW_GROUP = 100_000
DAYS = 1_080

# Share of all events in a thousandth, whose unit it names, and which columns it fills.
EVENTS = {
    "info_session": (30, "cpi", "topic target participants evidence"),
    "transfer_session": (30, "cpi", "topic target participants evidence"),
    "follow_up_session": (20, "cpi", "topic target participants evidence"),
    "deliverable": (60, "cpi", "deliverable topic target evidence"),
    "joining": (5, "school", "evidence"),
    "seminar": (5, "university", "topic target participants evidence"),
    "meeting": (20, "cpi", "topic target participants evidence"),
    "employer_event": (30, "cpi", "topic firm participants evidence"),
    "firm_engagement": (200, "cpi", "firm topic"),
    "intensive_assistance": (200, "cpi", "person"),
    "guidance_path": (120, "cpi", "person"),
    "active_measure": (100, "cpi", "person case"),
    "work_based_learning": (180, "school", "person"),
}
TOPICS = (
    "adr", "project_management", "intensive_service", "adr|intensive_service", "disadvantaged", "scouting",
    "marketing_plan", "employers_day", "career_day", "skills_development", "career_service",
)  # fmt: skip
TARGETS = ("cpi_operators", "potential_adr_beneficiaries", "adr_beneficiaries", "disadvantaged", "teachers")
DELIVERABLES = (
    "adr_session_materials", "adr_session_plan", "adr_service_plan", "adr_document_check", "scouting_materials",
    "preselection_support", "matching_support", "disadvantaged_materials", "disadvantaged_transfer_plan",
    "service_organisation_analysis", "service_strengthening_plan", "skills_development_plan",
)  # fmt: skip


def units_csv() -> str:
    """The registry: one region with everything below it."""
    kinds = {"cpi": CPIS, "school": SCHOOLS, "university": UNIVERSITIES, "its": ITS}
    lines = ["code,kind,name,parent", "17,region,Sintetica,"]
    lines += [
        f"{kind}{number:04},{kind},{kind} {number},17"
        for kind, count in kinds.items()
        for number in range(count)
    ]
    return "\n".join(lines) + "\n"


def populations_csv() -> str:
    """How many beneficiaries each job centre has, at the end of each quarter."""
    ends = [f"{year}-{end}" for year in (2018, 2019, 2020) for end in ("03-31", "06-30", "09-30", "12-31")]
    rows = [
        f"adr_beneficiaries,cpi{number:04},{end},{60 + number % 90}" for number in range(CPIS) for end in ends
    ]
    return "\n".join(["population,unit,date,size", *rows]) + "\n"


def write_events(path: Path, events: int) -> None:
    """Write events in no particular order, uniquely numbered, with real dates."""
    with duckdb.connect() as con:
        con.execute("set preserve_insertion_order = false")
        con.execute(f"copy ({_events_sql(events)}) to '{path}' (format parquet, row_group_size {ROW_GROUP})")


def _events_sql(events: int) -> str:
    return f"""
    with drawn as (select i, hash(i) as h, (hash(i, 1) % 1000)::integer as place from range({events}) as t(i)),
    typed as (select *, {_by_place({name: f"'{name}'" for name in EVENTS})} as event from drawn)
    select 'E' || lpad(i::varchar, 9, '0') as event_id, event,
      date '2018-01-17' + (hash(i, 2) % {DAYS})::integer as date,
      {_by_place({name: _unit(kind) for name, (_, kind, _) in EVENTS.items()})} as unit,
      {_where("deliverable", _one_of(DELIVERABLES, 3))} as deliverable,
      {_where("topic", _one_of(TOPICS, 4))} as topic,
      {_where("target", _one_of(TARGETS, 5))} as target,
      {_where("participants", "(5 + hash(i, 6) % 60)::bigint")} as participants,
      {_where("firm", "'F' || (hash(i, 7) % 300000)::varchar")} as firm,
      {_where("person", "'P' || (hash(i, 8) % 900000)::varchar")} as person,
      {_where("case", "'C' || (hash(i, 9) % 50000)::varchar")} as "case",
      {_where("evidence", "'prot. ' || i")} as evidence
    from typed
    """


def _by_place(values: dict[str, str]) -> str:
    ends, total = [], 0
    for name, (share, _, _) in EVENTS.items():
        total += share
        ends.append(f"when place < {total} then {values[name]}")
    assert total == 1000
    return f"case {' '.join(ends)} end"


def _where(column: str, value: str) -> str:
    names = ", ".join(f"'{name}'" for name, (_, _, filled) in EVENTS.items() if column in filled.split())
    return f"case when event in ({names}) then {value} end"


def _one_of(values: tuple[str, ...], salt: int) -> str:
    return f"[{', '.join(map(repr, values))}][1 + (hash(i, {salt}) % {len(values)})::bigint]"


def _unit(kind: str) -> str:
    """One unit; of job centres one event in fifty is held by two neighbours together."""
    if kind != "cpi":
        count = SCHOOLS if kind == "school" else UNIVERSITIES
        return f"'{kind}' || lpad((h % {count})::varchar, 4, '0')"
    first, second = (
        f"'cpi' || lpad({number}::varchar, 4, '0')" for number in (f"(h % {CPIS})", f"((h + 1) % {CPIS})")
    )
    return f"case when hash(i, 10) % 50 = 0 then {first} || '|' || {second} else {first} end"
