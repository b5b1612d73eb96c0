# SPDX-License-Identifier: EUPL-1.2
"""What a dossier must say, worked out anew from tables of verdicts and from nothing else of the program."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from impegni.engine.definitions.registry import Registry
from impegni.engine.verdicts.run import Verdicts

Row = dict[str, Any]
Place = tuple[str, str, str]
ORDER = ("violation", "not_evaluable", "pending", "attainment", "suspended", "not_applicable")
SETTLED = {"violation", "not_evaluable", "attainment"}
WRONG = {"violation", "not_evaluable"}


def records(verdicts: Verdicts) -> list[Row]:
    """The table of verdicts as mappings."""
    plain = verdicts.frame.astype(object)
    return [dict(row) for row in plain.where(plain.notna(), None).to_dict("records")]


def place_of(row: Row) -> Place:
    """Rule, unit and window."""
    return row["rule"], row["unit"], row["window"]


def state(row: Row) -> str:
    """The state one verdict is shown with."""
    if row["kind"] == "violation" and row["modality"] == "goal":
        return "missed_goal"
    return "at_risk" if row["at_risk"] else str(row["kind"])


class Table:
    """A table of verdicts, and everything that is counted in it."""

    def __init__(self, verdicts: Verdicts) -> None:
        self.verdicts = verdicts
        self.as_of = verdicts.options.as_of
        self.every = {place_of(row): row for row in records(verdicts)}
        self.rows = [row for row in self.every.values() if row["role"] == "rule"]
        self.form = {rule.id: rule.form for _, rule in verdicts.rulebook.rules()}
        self.by_rule: dict[str, list[Row]] = {}
        for row in self.rows:
            self.by_rule.setdefault(row["rule"], []).append(row)

    def past(self, row: Row) -> bool:
        """Whether a verdict's day is past, or it is decided against before."""
        return row["due"] < self.as_of or row["kind"] in WRONG

    def duty(self, rule: str) -> Counter[str]:
        """Figures of one rule: verdicts of each kind, due, kept, at risk."""
        rows = self.by_rule[rule]
        found = Counter(row["kind"] for row in rows)
        found["due"] = sum(self.past(row) and row["kind"] in SETTLED for row in rows)
        found["kept"] = sum(self.past(row) and row["kind"] == "attainment" for row in rows)
        found["at_risk"] = sum(row["at_risk"] for row in rows)
        wrong = {row["unit"] for row in rows if row["at_risk"] or row["kind"] in WRONG}
        found["untroubled"] = len({row["unit"] for row in rows} - wrong)
        return found

    def state_of(self, rule: str) -> str:
        """The state of one rule: the worst of what is due, else the worst of all."""
        rows = self.by_rule[rule]
        due = {row["kind"] for row in rows if self.past(row)}
        kinds = due if due & SETTLED else {row["kind"] for row in rows}
        return next(kind for kind in ORDER if kind in kinds)

    def standing(self, rules: Iterable[str]) -> Counter[str]:
        """Figures of several rules."""
        found: Counter[str] = Counter()
        for rule in rules:
            found["total"] += 1
            goal = self.by_rule[rule][0]["modality"] == "goal"
            worst = self.state_of(rule)
            found["missed_goal" if goal and worst == "violation" else worst] += 1
            duty = self.duty(rule)
            found.update({"due": duty["due"], "kept": duty["kept"], "at_risk": duty["at_risk"] > 0})
            due = duty["due"] > 0
            found.update({"duties_due": due, "duties_kept": due and worst == "attainment"})
            found["kept_early"] += worst == "attainment" and not due
        return found

    def group(self, chosen: Callable[[Any, Any], bool], documentary: bool) -> Counter[str]:
        """Figures of some rules, chosen by their objective and themselves."""
        return self.standing(
            rule.id
            for objective, rule in self.verdicts.rulebook.rules()
            if rule.id in self.by_rule
            and chosen(objective, rule)
            and (rule.form == "documentary") == documentary
        )

    def unit(self, code: str) -> Counter[str]:
        """Figures of one unit; what is at risk counts as pending too."""
        rows = [row for row in self.rows if row["unit"] == code]
        found = Counter("missed_goal" if state(row) == "missed_goal" else row["kind"] for row in rows)
        found["at_risk"] = sum(row["at_risk"] for row in rows)
        return found

    def unit_at(self, code: str, rule: str) -> Counter[str]:
        """States of one rule at one unit."""
        return Counter(state(row) for row in self.by_rule[rule] if row["unit"] == code)

    @cached_property
    def lists(self) -> Mapping[str, list[Row]]:
        """What the front page lists."""
        quantified = [row for row in self.rows if self.form[row["rule"]] != "documentary"]
        documents = [row for row in self.rows if self.form[row["rule"]] == "documentary"]
        return {
            "violations": [row for row in quantified if state(row) == "violation"],
            "missed_goals": [row for row in quantified if state(row) == "missed_goal"],
            "undocumented": [row for row in documents if row["kind"] == "violation"],
            "at_risk": [row for row in self.rows if row["at_risk"]],
            "not_evaluable": [row for row in self.rows if row["kind"] == "not_evaluable"],
        }

    @cached_property
    def asks(self) -> dict[str, tuple[list[str], int, dt.date | None]]:
        """Of each unit, the months that are missing, how many verdicts wait for it, and until when months may come."""
        months: dict[str, set[str]] = {}
        blocked: Counter[str] = Counter()
        due: dict[str, list[dt.date]] = {}
        for row in self.lists["not_evaluable"]:
            owing = [tuple(entry.rsplit(" ", 1)) for entry in row["incomplete"]]
            unsized = {row["unit"]} if row["reason"] in ("no_population", "stale_population") else set()
            blocked.update({unit for unit, _ in owing} | unsized)
            for unit, month in owing:
                months.setdefault(unit, set()).add(month)
                due.setdefault(unit, []).append(row["due"])
        final = dt.timedelta(days=self.verdicts.convention.final_days)
        return {
            unit: (
                sorted(months.get(unit, ())),
                blocked[unit],
                min(due[unit]) + final if unit in due else None,
            )
            for unit in blocked
        }

    @cached_property
    def stretches(self) -> dict[Place, list[Row]]:
        """Windows violated one after the other, by rule, unit and first window; goals and documents apart."""
        found: dict[Place, list[Row]] = {}
        last: dict[tuple[str, str], list[Row] | None] = {}
        for row in sorted(self.rows, key=lambda row: row["start"]):
            at = row["rule"], row["unit"]
            if row in self.lists["violations"]:
                if last.get(at) is None:
                    last[at] = found[place_of(row)] = []
                found[place_of(last[at][0] if last[at] else row)].append(row)
            elif row["kind"] in ("attainment", "not_evaluable"):
                last[at] = None
        return found

    @cached_property
    def runs(self) -> dict[Place, list[Row]]:
        """Runs of violations to be reported, by rule, unit and first window."""
        found: dict[Place, list[Row]] = {}
        for rule, rows in self.by_rule.items():
            limit = self.verdicts.duties[rule].escalate
            if limit is None or rows[0]["modality"] == "goal":
                continue
            for unit in {row["unit"] for row in rows}:
                for run in self._runs([row for row in rows if row["unit"] == unit]):
                    if len(run) >= limit.after:
                        found[rule, unit, run[0]["window"]] = run
        return found

    def _runs(self, rows: list[Row]) -> list[list[Row]]:
        runs: list[list[Row]] = [[]]
        for row in sorted(rows, key=lambda row: row["start"]):
            if row["due"] < self.as_of and row["kind"] == "violation":
                runs[-1].append(row)
            elif row["due"] < self.as_of and row["kind"] in ("attainment", "not_evaluable"):
                runs.append([])
        return [run for run in runs if run]

    def pace(self, row: Row, registry: Registry) -> tuple[dt.date, int, int]:
        """Of what is at risk: its last day, the days left to act in, what is needed every 30 of them."""
        convention, unit = self.verdicts.convention, registry.get(row["unit"])
        assert unit is not None
        last = min(row["end"], convention.term.end, unit.valid_to)
        days = 0
        day = self.as_of
        while (day := day + dt.timedelta(days=1)) <= last:
            stopped = [
                one
                for one in convention.suspensions
                if one.start <= day <= one.end
                and (row["rule"] in one.rules or row["objective"] in one.objectives)
                and ("all" in one.units or row["unit"] in one.units)
            ]
            days += not stopped
        days = min(days, row["active_days"])
        return last, days, row["shortfall"] if days <= 30 else -(row["shortfall"] * -30 // days)


def change_kinds(before: Table, middle: Table, after: Table) -> dict[Place, str]:
    """The verdicts of rules that are not the same in two runs, each with the kind of its change."""
    found = {}
    for place in before.every | after.every:
        old, new = before.every.get(place), after.every.get(place)
        if (new or old or {})["role"] == "rule" and not _alike(old, new):
            found[place] = _kind(old, middle.every.get(place), new)
    return found


DATES = {"as_of", "known_at"}


def _alike(one: Row | None, other: Row | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(one[name] == other[name] for name in one if name not in DATES)


def _kind(old: Row | None, middle: Row | None, new: Row | None) -> str:
    was, now = (None if row is None else row["kind"] for row in (old, new))
    if now in WRONG and now != was:
        return "new"
    if was is None or now is None:
        return "opened" if was is None else "other"
    if was in WRONG and now not in WRONG:
        return "cured"
    if was not in ("pending", "not_evaluable") and not _alike(old, middle):
        return "restated"
    return "decided" if was == "pending" != now else "other"
