# SPDX-License-Identifier: EUPL-1.2
"""What reports say about duties and verdicts, in the reader's language."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...schema.convention import Programme
from ...schema.errors import DefinitionError
from ...schema.escalation import Escalation
from ...schema.rule import Duty, Rule
from ..definitions.amounts import resolve
from ..definitions.registry import Registry
from ..language.catalogue import mark, mark_plural
from ..language.words import Words
from ..verdicts.escalations import escalations
from ..verdicts.run import Verdicts
from .layout import Marks

STATES = {
    "attainment": mark("kept"),
    "violation": mark("violated"),
    "pending": mark("pending"),
    "not_evaluable": mark("not evaluable"),
    "not_applicable": mark("not applicable"),
    "suspended": mark("suspended"),
    "missed_goal": mark("not reached"),
}

RUNS = {
    "month": mark_plural("{count} month", "{count} months in a row"),
    "quarter": mark_plural("{count} quarter", "{count} quarters in a row"),
    "year": mark_plural("{count} year", "{count} years in a row"),
    "school_year": mark_plural("{count} school year", "{count} school years in a row"),
    "term": mark_plural("{count} term", "{count} terms"),
}
"""How long a run of violations is."""

SUBGROUPS = {
    "employment_services": mark("Employment services subgroup"),
    "transitions": mark("Transitions subgroup"),
    "knowledge": mark("Knowledge subgroup"),
}

COUNTED = {
    "attainment": mark_plural("{count} kept", "{count} kept"),
    "violation": mark_plural("{count} violated", "{count} violated"),
    "pending": mark_plural("{count} pending", "{count} pending"),
    "at_risk": mark_plural("{count} at risk", "{count} at risk"),
    "escalation": mark_plural("{count} run of violations", "{count} runs of violations"),
    "not_evaluable": mark_plural("{count} not evaluable", "{count} not evaluable"),
    "not_applicable": mark_plural("{count} not applicable", "{count} not applicable"),
    "suspended": mark_plural("{count} suspended", "{count} suspended"),
    "missed_goal": mark_plural("{count} goal not reached", "{count} goals not reached"),
}

MODALITIES = {
    "obligation": mark("obligation"),
    "goal": mark("goal"),
    "conditional": mark("conditional obligation"),
    "permission": mark("permission"),
}

PERIODS = {
    "month": mark("a month"),
    "quarter": mark("a quarter"),
    "year": mark("a year"),
    "school_year": mark("a school year"),
    "term": mark("in the whole term"),
}

THINGS = {
    "firm": mark("firms"),
    "person": mark("people"),
    "case": mark("cases"),
    "phase": mark("phases"),
    "target": mark("target groups"),
    "topic": mark("topics"),
    "participants": mark("participants"),
    "invited": mark("people invited"),
}

REASONS = {
    "short_window": mark("window too short"),
    "not_active": mark("not due then"),
    "no_unit": mark("no such unit"),
    "continued_in": mark("continued by another unit"),
    "suspended": mark("suspended"),
    "missing_submissions": mark("submissions missing"),
    "missing_conventions": mark("conventions missing"),
    "no_population": mark("no population figure"),
    "stale_population": mark("population figure too old"),
    "empty_population": mark("nobody to reach"),
    "unused": mark("not used"),
    "no_members": mark("no part of it applies"),
    "no_follower": mark("nothing to put in order"),
    "no_trigger": mark("nothing to answer"),
}

FLAGS = {
    "late": mark("received too late"),
    "exceeds_population": mark("more were reached than the population has"),
    "withheld": mark("figures withheld: they count 1 to 3 persons, or would tell them"),
}

OUT_OF_SCOPE = {
    "reading": mark("the convention selects another reading"),
    "national": mark("national: judged only with the programme file"),
    "no_submissions": mark("no submissions were given, and bare files count as complete"),
}


@dataclass(frozen=True)
class Page:
    """What every part of a report needs: the run, the names of units, the words and the marks.

    Attributes:
        programme: Of the page of the national rules, the programme they were judged under.
        given: The conventions of its members that were given.
    """

    verdicts: Verdicts
    registry: Registry
    words: Words
    marks: Marks
    programme: Programme | None = None
    given: tuple[str, ...] = ()

    @cached_property
    def escalations(self) -> tuple[Escalation, ...]:
        """The runs of violations to be reported."""
        return escalations(self.verdicts)

    def unit(self, code: str) -> str:
        """The name of a unit, or its code where it has none."""
        found = self.registry.get(code)
        return found.name if found is not None and found.name else code

    def counted(self, state: str, count: int) -> str:
        """So many in a state: `3 violated`."""
        return self.words.marked_plural(COUNTED[state], count)

    def last_day(self, end: dt.date) -> str:
        """The last day of a window in the term."""
        return self.words.day(min(end, self.verdicts.convention.term.end))

    def amount(self, rule: Rule) -> str:
        """What a rule asks for, such as `at least 4,000 firms a year`."""
        if rule.form == "order":
            return self.words.text("in the order due")
        if rule.form == "response":
            return self.words.text("each answered in time")
        period = self.words.marked(PERIODS[rule.per])
        if rule.form == "composition":
            return f"{self._members(rule)} {period}"
        thing = self._thing(rule)
        tolerance = self.words.text("(tolerance {percent})", percent=rule.tolerance) if rule.tolerance else ""
        return " ".join(part for part in (self._limit(rule), thing, period, tolerance) if part)

    def _members(self, rule: Rule) -> str:
        count = rule.at_least_of.n if rule.at_least_of else 1 if rule.any_of else len(rule.members)
        return self.words.plural(
            "at least {count} of {total} parts",
            "at least {count} of {total} parts",
            count,
            total=len(rule.members),
        )

    def _limit(self, rule: Rule) -> str:
        value = amount_written(rule, self.verdicts, self.words)
        if rule.comparator == "at_most":
            return self.words.text("at most {amount}", amount=value)
        return self.words.text("at least {amount}", amount=value)

    def _thing(self, rule: Rule) -> str:
        vocabulary, language = self.verdicts.rulebook.vocabulary, self.words.language
        measure = rule.measure
        if measure.share is not None:
            of = vocabulary.populations.get(measure.share.of)
            return f"({of.title.in_language(language) if of else measure.share.of})"
        if measure.units is not None:
            kinds = [vocabulary.unit_kinds[kind].plural.in_language(language) for kind in measure.units]
            return f"({', '.join(kinds)})"
        column = measure.distinct or measure.sum
        return self.words.marked(THINGS[column]) if column else ""

    def judged(self, rule: Rule) -> str:
        """Who is judged, in the plural: `Job centres`."""
        kinds = self.verdicts.rulebook.vocabulary.unit_kinds
        language = self.words.language
        return ", ".join(
            kinds[kind].plural.in_language(language) for kind in rule.for_each.kind if kind in kinds
        )


def amount_written(duty: Duty, verdicts: Verdicts, words: Words) -> str:
    """The threshold in force on the day of the run, as written; the parameter's name where it has no value."""
    try:
        found = resolve(duty.amount, verdicts.convention.parameters, verdicts.options.as_of).written()
    except DefinitionError:
        return str(duty.amount)
    return found if isinstance(found, str) else words.number(found)


def window_words(label: str, start: dt.date, words: Words) -> str:
    """A window as people say it.

    >>> window_words("2018-03", dt.date(2018, 3, 1), Words("it"))
    'mar 2018'
    >>> window_words("2018-Q1", dt.date(2018, 1, 1), Words("it"))
    '1° trim. 2018'
    """
    if label == "term":
        return words.text("whole term")
    if "-Q" in label:
        return words.text("Q{quarter} {year}", quarter=label[-1], year=start.year)
    if "-" in label:
        return words.month(start)
    if label.startswith("A"):
        return words.text("year {number} of the term", number=label[1:])
    return words.text("school year {label}", label=label) if "/" in label else label


def said(row: Mapping[str, object], words: Words) -> str:
    """Observed and required: `0 of 1`."""
    observed = number_said(row["observed"], words)
    if not row["required"]:
        return observed
    return words.text(
        "{observed} of {required}", observed=observed, required=words.number(_int(row["required"]))
    )


def lacking(row: Mapping[str, object], words: Words) -> str:
    """What is missing, or what is too much."""
    if row["headroom"] is not None:
        return words.text("{count} too many", count=words.number(max(0, -_int(row["headroom"]))))
    if row["shortfall"] is None:
        return ""
    return words.plural("{count} missing", "{count} missing", _int(row["shortfall"]))


def number_said(value: object, words: Words) -> str:
    """A number as written; a word in place of one that is withheld."""
    return words.text("withheld") if value is None else words.number(_int(value))


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
