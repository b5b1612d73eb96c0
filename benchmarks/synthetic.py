# SPDX-License-Identifier: EUPL-1.2
"""A synthetic national registry and years of its events: the same bytes for the same number of events."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import duckdb
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.schema.vocabulary import Vocabulary

AS_OF = "2021-03-31"
COUNTS = {"cpi": 552, "school": 1_900, "university": 40, "its": 7}
ROW_GROUP = 100_000
DAYS = 1_080

SHARES = {
    "info_session": 30, "transfer_session": 30, "follow_up_session": 20, "deliverable": 60, "joining": 5, "seminar": 5,
    "meeting": 20, "employer_event": 30, "firm_engagement": 200, "intensive_assistance": 200, "guidance_path": 120,
    "active_measure": 100, "work_based_learning": 180,
}  # fmt: skip
"""How many of a thousand events are of a type."""

PLACES = {"seminar": "university"}
"""Where events of a type happen, if not at the first kind of the registry that the vocabulary allows."""

BESIDE = {
    "deliverable": ("topic", "target"),
    "employer_event": ("participants",),
    "active_measure": ("case",),
}
"""The columns that events of a type fill beside those that the vocabulary requires."""


@cache
def _vocabulary() -> Vocabulary:
    return load_rulebook(None).vocabulary


def units_csv() -> str:
    """The registry: one region with everything below it."""
    lines = ["code,kind,name,parent", "17,region,Sintetica,"]
    lines += [
        f"{kind}{number:04},{kind},{kind} {number},17"
        for kind, count in COUNTS.items()
        for number in range(count)
    ]
    return "\n".join(lines) + "\n"


def populations_csv() -> str:
    """How many beneficiaries each job centre has, at the end of each quarter."""
    ends = [f"{year}-{end}" for year in (2018, 2019, 2020) for end in ("03-31", "06-30", "09-30", "12-31")]
    rows = [
        f"adr_beneficiaries,cpi{number:04},{end},{60 + number % 90}"
        for number in range(COUNTS["cpi"])
        for end in ends
    ]
    return "\n".join(["population,unit,date,size", *rows]) + "\n"


def write_events(path: Path, events: int) -> None:
    """Write events in no particular order, uniquely numbered, with real dates."""
    with duckdb.connect() as con:
        con.execute("set preserve_insertion_order = false")
        con.execute(f"copy ({_events_sql(events)}) to '{path}' (format parquet, row_group_size {ROW_GROUP})")


def _events_sql(events: int) -> str:
    columns = (f'{_where(column, value)} as "{column}"' for column, value in _values().items())
    return f"""
    with drawn as (select i, hash(i) as h, (hash(i, 1) % 1000)::integer as place from range({events}) as t(i)),
    typed as (select *, {_by_place({name: f"'{name}'" for name in SHARES})} as event,
      {_one_of(_deliverables(), 3)} as document from drawn)
    select 'E' || lpad(i::varchar, 9, '0') as event_id, event,
      date '2018-01-17' + (hash(i, 2) % {DAYS})::integer as date,
      {_by_place({name: _unit(_place(name)) for name in SHARES})} as unit, {", ".join(columns)}
    from typed
    """


def _values() -> Mapping[str, str]:
    """What stands in a column where it is filled, as SQL."""
    vocabulary = _vocabulary()
    topics = [*vocabulary.topics]
    return {
        "deliverable": "document",
        "topic": _one_of([*topics, "|".join(topics[:2])], 4),
        "target": _one_of([*vocabulary.targets], 5),
        "phase": _one_of([*vocabulary.phases], 11),
        "participants": "(5 + hash(i, 6) % 60)::bigint",
        "firm": "'F' || (hash(i, 7) % 300000)::varchar",
        "person": "'P' || (hash(i, 8) % 900000)::varchar",
        "case": "'C' || (hash(i, 9) % 50000)::varchar",
        "evidence": "'prot. ' || i",
    }


def _place(name: str) -> str:
    """The kind of unit that events of a type happen at."""
    allowed = _vocabulary().events[name].units or tuple(COUNTS)
    return PLACES.get(name) or next(kind for kind in COUNTS if kind in allowed)


def _deliverables() -> list[str]:
    """The documents that may be recorded where those of the synthetic events are."""
    place = _place("deliverable")
    return [code for code, asked in _vocabulary().deliverables.items() if place in (asked.units or (place,))]


def _by_place(values: Mapping[str, str]) -> str:
    ends, total = [], 0
    for name, share in SHARES.items():
        total += share
        ends.append(f"when place < {total} then {values[name]}")
    assert total == 1000
    return f"case {' '.join(ends)} end"


def _where(column: str, value: str) -> str:
    """A value for the events, and for the documents, that the vocabulary or this file fills the column of."""
    vocabulary = _vocabulary()
    events = [name for name in SHARES if column in (*vocabulary.events[name].requires, *BESIDE.get(name, ()))]
    documents = [code for code, asked in vocabulary.deliverables.items() if column in asked.requires]
    asked = f"event = 'deliverable' and document in ({_listed(documents)})"
    return f"case when event in ({_listed(events)}) or {asked} then {value} end"


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(map(repr, codes)) or "''"


def _one_of(values: Sequence[str], salt: int) -> str:
    return f"[{_listed(values)}][1 + (hash(i, {salt}) % {len(values)})::bigint]"


def _unit(kind: str) -> str:
    """One unit; of job centres one event in fifty is held by two neighbours together."""
    first, second = (
        f"'{kind}' || lpad({number}::varchar, 4, '0')"
        for number in (f"(h % {COUNTS[kind]})", f"((h + 1) % {COUNTS[kind]})")
    )
    if kind != "cpi":
        return first
    return f"case when hash(i, 10) % 50 = 0 then {first} || '|' || {second} else {first} end"
