# SPDX-License-Identifier: EUPL-1.2
"""What each number on a page of a dossier must be, by where it stands."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sized
from dataclasses import replace
from functools import cached_property

from dossier_html import Shown, numbers
from dossier_oracle import Place, Row, Table, change_kinds
from dossier_site import MEETING, SINCE, judged, judged_at, sample, written
from impegni.engine.dossier.pages import FEW, LISTED, SHEET
from impegni.engine.explain.explanation import explain
from impegni.engine.language.words import Words
from impegni.engine.reports.layout import UNICODE
from impegni.engine.reports.page import Page
from impegni.engine.reports.public import tells_persons
from impegni.engine.words.windows import month_ranges
from impegni.schema.explanation import WaitingEvent

WORDS = Words("it")
BREACH = {"breach": "date", "instead": "instead", "breach until": "until"}


class Expected:
    """The figures of the dossier of the sample."""

    def __init__(self, published: bool = False) -> None:
        _, verdicts, _ = written(published)
        self.published = published
        self.now = Table(verdicts)
        ((_, self.registry),) = sample()[0].agreements
        self.page = Page(verdicts, self.registry, WORDS, UNICODE)
        self._known: dict[str, Mapping[str, object]] = {}
        self._readings: dict[tuple[str, str], tuple[Table, set[str]]] = {}

    @cached_property
    def sides(self) -> dict[str, Table]:
        """The two runs that changes compare."""
        return {"before": Table(judged_at(SINCE, SINCE)), "after": Table(judged_at(MEETING, None))}

    @cached_property
    def changes(self) -> dict[Place, str]:
        """The kind of each change that is told."""
        found = change_kinds(self.sides["before"], Table(judged_at(SINCE, None)), self.sides["after"])
        return {
            place: kind for place, kind in found.items() if not (self.published and self._withheld(place))
        }

    def _withheld(self, place: Place) -> bool:
        """Whether nothing but figures of persons, which are not published, tells the two sides apart."""
        verdicts = self.now.verdicts
        sides = [table.every.get(place) for table in self.sides.values()]
        told = [
            side and [side[name] for name in ("kind", "due", "reason", "reason_object")] for side in sides
        ]
        return told[0] == told[1] and tells_persons(verdicts.duties[place[0]], verdicts.rulebook.vocabulary)

    def reading(self, name: str, option: str) -> tuple[Table, set[str]]:
        """The run under another reading, and the rules it is about."""
        if (name, option) not in self._readings:
            options = self.now.verdicts.options
            rules = {rule.id for _, rule in self.now.verdicts.rulebook.rules() if name in rule.reading}
            run = judged(replace(options, rules=frozenset(rules), readings={name: option}))
            self._readings[name, option] = Table(run), rules
        return self._readings[name, option]

    def wrong(self, page: str) -> Iterator[str]:
        """The numbers and days of a page that are not what they must be."""
        return (found for one in numbers(page) if (found := self.differs(one)))

    def differs(self, one: Shown) -> str:
        """What is wrong with a number or day; empty where nothing is, and for figures of pictures."""
        if one.field == "drawn":
            return ""
        value, text = self._of(one)
        if (one.value, one.text.strip()) == (value, text) or self._in_phrase(one, value):
            return ""
        return f"{one.own} {one.text!r}: {value}, {text}"

    def _in_phrase(self, one: Shown, value: str) -> bool:
        """Whether it is the number of a phrase that has other words as well."""
        phrases = {
            "more",
            "rest",
            "beyond",
            "untroubled",
            "differ",
            "run",
            "length",
            "shortfall",
            "kept_early",
        }
        if one.field not in phrases and not one.own.get("data-of", "").startswith("at/"):
            return False
        digits = "".join(letter for letter in one.text if letter.isdigit())
        return one.value == value == digits

    def _of(self, one: Shown) -> tuple[str, str]:
        of = one.own.get("data-of")
        if of is not None:
            return self._said(self._figures(of)[one.field], one.field)
        if "data-change" in one.around:
            rule, unit, window = one.around["data-change"].split("|")
            row = self.sides[one.own["data-side"]].every[rule, unit, window]
            return self._said(row[one.field], one.field)
        if "data-stretch" in one.around:
            rule, unit, start = one.around["data-stretch"].split("|")
            return self._said(self._stretch(self.now.stretches[rule, unit, start], one), one.field)
        if "data-escalation" in one.around:
            rule, unit, start = one.around["data-escalation"].split("|")
            return self._said(len(self.now.runs[rule, unit, start]), one.field)
        return self._said(self._verdict(self.now.every[one.place], one.field), one.field)

    def _said(self, value: object, field: str) -> tuple[str, str]:
        """A figure as programs and as people read it."""
        if isinstance(value, str):
            return value, month_ranges(value.split(), self.page.words)
        if isinstance(value, dt.date):
            return str(value), WORDS.day(value)
        assert isinstance(value, int), (value, field)
        if field == "tenths":
            return str(value), WORDS.percent(value, 1000)
        return str(value), WORDS.number(value)

    def _verdict(self, row: Row, field: str) -> object:
        if field == "gap":
            return row["observed"] - row["required"]
        if field == "tenths":
            return row["observed"] * 1000 // row["required"]
        if field in ("last_day", "days", "monthly"):
            return dict(zip(("last_day", "days", "monthly"), self.now.pace(row, self.registry), strict=True))[
                field
            ]
        if field == "run":
            return next(len(run) for run in self.now.runs.values() if row in run)
        return row[field]

    def _stretch(self, rows: list[Row], one: Shown) -> object:
        if one.field == "windows":
            return len(rows)
        if one.field == "since":
            return rows[0]["due"] + dt.timedelta(days=1)
        if one.field in BREACH:
            return next((day for day in self.breaches(rows, one.field) if str(day) == one.value), dt.date.max)
        if one.field == "tenths":
            return sum(row["observed"] for row in rows) * 1000 // sum(row["required"] for row in rows)
        return sum(row[one.field] for row in rows)

    def breaches(self, rows: list[Row], field: str = "breach") -> list[dt.date]:
        """The days of what was not preceded or answered in time, in some windows of one unit."""
        told = [explain(self.now.verdicts, row["rule"], row["unit"], row["window"]) for row in rows]
        return [getattr(wait, BREACH[field]) for one in told for wait in one.waiting if self._late(wait)]

    def _late(self, wait: WaitingEvent) -> bool:
        return wait.partner is None and wait.grace_until < self.now.as_of

    def _figures(self, of: str) -> Mapping[str, object]:
        """All figures of one place, by field."""
        if of not in self._known:
            self._known[of] = self._counted(of.split("/"))
        return self._known[of]

    def _counted(self, of: list[str]) -> Mapping[str, object]:
        now = self.now
        match of:
            case ["headline" | "rollup", *_]:
                return self._group(*of[1:])
            case ["duty", rule]:
                return now.duty(rule)
            case ["unit", code]:
                return now.unit(code)
            case ["at", code, rule]:
                return now.unit_at(code, rule)
            case ["reading", name, option, *more]:
                return self._reading(name, option, more)
        return self._listed(*of)

    def _group(self, *of: str) -> Mapping[str, object]:
        *by, kind = of
        chosen = {
            "objective": lambda one, _: one.objective == by[-1],
            "subgroup": lambda one, _: one.subgroup == by[-1],
            "party": lambda _, rule: by[-1] in rule.owed_by,
            "all": lambda *_: True,
        }
        return self.now.group(chosen[by[0] if by else "all"], kind == "documentary")

    def _listed(self, kind: str, name: str = "") -> Mapping[str, object]:
        now = self.now
        match kind:
            case "units":
                return {"length": len({row["unit"] for row in now.rows if row["unit_kind"] == name})}
            case "ask":
                months, blocked, until = now.asks[name]
                return {"months": " ".join(months), "blocked": blocked, "until": until}
            case "broken":
                mine = [rule for rule, _, _ in now.stretches if name in ("", rule)]
                return {"rest": len(mine) - FEW if name else len(set(mine)) - SHEET}
            case "asks":
                return {"beyond": len(now.asks) - 2 * FEW}
            case "list":
                apart = {"escalations": now.runs, "stretches": now.stretches}
                return _length(apart[name] if name in apart else now.lists[name])
            case "changes":
                return _length([one for one in self.changes.values() if one == name])
        assert kind == "scope"
        scope = dict(now.verdicts.out_of_scope)
        return {rule: Counter(scope.values())[reason] for rule, reason in scope.items()}

    def _reading(self, name: str, option: str, more: list[str]) -> Mapping[str, object]:
        then, depending = self.reading(name, option)
        if more:
            return (then if more[0] == "instead" else self.now).duty(more[1])
        here, there = (_stands(table, depending) for table in (self.now, then))
        return {"differ": len({rule for rule, _ in here.items() ^ there.items()})}


def _stands(table: Table, rules: set[str]) -> dict[str, tuple[str, int, int]]:
    found = {}
    for rule in rules & table.by_rule.keys():
        duty = table.duty(rule)
        found[rule] = (table.state_of(rule), duty["due"], duty["kept"])
    return found


def _length(found: Sized) -> Mapping[str, object]:
    return {"length": len(found), "more": len(found) - LISTED, "beyond": len(found) - 2 * FEW}
