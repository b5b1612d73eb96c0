# SPDX-License-Identifier: EUPL-1.2
"""What a duty asks, in short and in full; how it is counted, by when it is due."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ...schema.convention import Agreement
from ...schema.errors import DefinitionError
from ...schema.finding import OutOfOrder
from ...schema.rule import Duty, Order, Response, Rule
from ...schema.vocabulary import Vocabulary
from ..definitions.amounts import resolve
from ..language.catalogue import mark, mark_plural
from ..language.words import Words
from .columns import THINGS
from .conditions import ConditionWords
from .windows import EACH, PERIODS

SCOPES = {
    "unit": mark("at the same unit"),
    "region": mark("anywhere in the region"),
    "case": mark("for the same case"),
}
_VIOLATED = mark_plural(
    "what is missing {count} day after the last one is a violation",
    "what is missing {count} days after the last one is a violation",
)
_MISSED_GOAL = mark_plural(
    "what is missing {count} day after the last one is a goal not reached",
    "what is missing {count} days after the last one is a goal not reached",
)


@dataclass(frozen=True)
class DutyWords:
    """Puts the duties of one agreement into words.

    Attributes:
        agreement: Where parameters get their numbers.
        day: Of numbers that change, those in force on it are said.
    """

    agreement: Agreement
    vocabulary: Vocabulary
    words: Words
    day: dt.date

    @property
    def conditions(self) -> ConditionWords:
        """Puts the conditions of duties into words."""
        return ConditionWords(self.vocabulary, self.words)

    def short(self, rule: Rule, duty: Duty | None = None) -> str:
        """What is due, beside its title: `at least 4,000 distinct firms a year`.

        Args:
            duty: The member of the rule that is meant, if it is not the rule itself.
        """
        duty, words = rule if duty is None else duty, self.words
        if duty.order is not None:
            return words.text("in the order due")
        if duty.response is not None:
            return words.text("each answered in time")
        period = words.marked(PERIODS[rule.per])
        if isinstance(duty, Rule) and duty.members:
            return f"{self._parts(duty)} {period}"
        said = [f"{self._limit(duty)} {period}"]
        if not duty.quantified:
            said.append(words.text("with a document that proves it"))
        if duty.tolerance:
            said.append(words.text("tolerance {percent}", percent=self._percent(duty.tolerance)))
        return ", ".join(said)

    def full(self, rule: Rule, duty: Duty | None = None) -> str:
        """What is due where the title is not enough: an order or response with both its events."""
        duty = rule if duty is None else duty
        if duty.order is not None:
            return self._ordered(duty.order)
        if duty.response is not None:
            return self._answered(duty.response)
        return self.short(rule, duty)

    def amount(self, duty: Duty) -> str:
        """The number in force; the parameter where the agreement has none of that name."""
        found = self._amount(duty)
        return self.words.number(found) if isinstance(found, int) else found

    def to_do(self, duty: Duty, count: int, day: dt.date) -> str:
        """What is still to be done: `3 firms more, to be done by 31/12/2019`; of a share, whom it has to reach."""
        things = self._things(duty, count) or self._quantity(duty, count)
        return self.words.text("{things} more, to be done by {day}", day=self.words.day(day), things=things)

    def so_many(self, duty: Duty, count: int) -> str:
        """So many of what it counts, where a number alone would not say of what: `3 firms`, `2 events`."""
        if isinstance(duty, Rule) and duty.members:
            return self.words.plural("{count} part", "{count} parts", count)
        if duty.measure.units is not None:
            return self._quantity(duty, count)
        return self._things(duty, count) or self.words.plural("{count} event", "{count} events", count)

    def counted(self, duty: Duty) -> str:
        """How it is measured."""
        measure, words = duty.measure, self.words
        if duty.where is None:
            return ""
        if measure.sum is not None:
            return words.text(
                "the sum of {things} over these events", things=words.marked(THINGS[measure.sum].many)
            )
        if measure.distinct is not None:
            things = words.marked(THINGS[measure.distinct].many)
            return words.text("different {things} in these events, each once", things=things)
        if measure.units is not None:
            kinds = self._kinds(measure.units)
            return words.text("units with at least one such event, among: {kinds}", kinds=kinds)
        if measure.share is None:
            return words.text("events, each once")
        said = words.text(
            "{things} reached, of the population: {population}",
            things=words.marked(THINGS[_reached(duty)].many),
            population=self._population(measure.share.of),
        )
        if measure.share.since is not None:
            said += ", " + words.text("on any day since joining")
        if measure.share.lead_days:
            late = words.text("who joins in the last {days} days is left out", days=measure.share.lead_days)
            said = f"{said}; {late}"
        return said

    def due(self, rule: Rule) -> Iterator[str]:
        """When it is judged, and from when on what is missing is a violation."""
        words, agreement = self.words, self.agreement
        yield words.marked(EACH[rule.per])
        if rule.when is not None:
            yield self.conditions.from_when(rule.when)
        grace = agreement.grace_days if rule.grace_days is None else rule.grace_days
        missed = _MISSED_GOAL if rule.modality == "goal" else _VIOLATED
        yield words.marked_plural(missed, grace)
        if _in_proportion(rule):
            yield words.text("in a period that is in force only in part, the number is reduced in proportion")

    def escalation(self, rule: Rule) -> str:
        """When violations in a row are reported."""
        if rule.escalate is None:
            return ""
        return self.words.plural(
            "reported after {count} violation",
            "reported after {count} violations in a row",
            rule.escalate.after,
        )

    def _limit(self, duty: Duty) -> str:
        quantity = self._quantity(duty, self._amount(duty))
        if duty.comparator == "at_most":
            return self.words.text("at most {amount}", amount=quantity)
        return self.words.text("at least {amount}", amount=quantity)

    def _amount(self, duty: Duty) -> int | str:
        try:
            found = resolve(duty.amount, self.agreement.parameters, self.day)
        except DefinitionError:
            return str(duty.amount)
        return self.words.percent(found.value, 100) if found.percent else found.value

    def _percent(self, written: str) -> str:
        return self.words.percent(int(written.removesuffix("%")), 100)

    def _things(self, duty: Duty, count: int) -> str:
        """So many of what its column holds; of a share, of whom it has to reach; empty where it counts events."""
        measure = duty.measure
        column = _reached(duty) if measure.share is not None else measure.distinct or measure.sum
        return "" if column is None else self.words.marked_plural(THINGS[column].counted, count)

    def _quantity(self, duty: Duty, amount: int | str) -> str:
        """An amount with what is counted."""
        measure, words = duty.measure, self.words
        written = words.number(amount) if isinstance(amount, int) else amount
        if measure.share is not None:
            population = self._population(measure.share.of)
            return words.text(
                "{amount} of the population '{population}'", amount=written, population=population
            )
        if measure.units is not None:
            return self._units(measure.units, amount, written)
        column = measure.distinct or measure.sum
        if column is None:
            return written
        if isinstance(amount, int):
            return words.marked_plural(THINGS[column].distinct, amount)
        return f"{amount} {words.marked(THINGS[column].many)}"

    def _units(self, kinds: tuple[str, ...], amount: int | str, written: str) -> str:
        if len(kinds) > 1:
            return self.words.text("{count} among {kinds}", count=written, kinds=self._kinds(kinds))
        kind = self.vocabulary.unit_kinds[kinds[0]]
        name = kind.title if amount == 1 else kind.plural
        return f"{written} {name.in_language(self.words.language)}"

    def _kinds(self, kinds: tuple[str, ...]) -> str:
        known, language = self.vocabulary.unit_kinds, self.words.language
        return self.words.all_of([known[kind].plural.in_language(language) for kind in kinds])

    def _population(self, code: str) -> str:
        return self.vocabulary.populations[code].title.in_language(self.words.language)

    def _parts(self, rule: Rule) -> str:
        total = len(rule.members)
        count = rule.at_least_of.n if rule.at_least_of else 1 if rule.any_of else total
        if count == total:
            return self.words.text("all {total} parts", total=total)
        return self.words.plural(
            "at least {count} of {total} parts", "at least {count} of {total} parts", count, total=total
        )

    def out_of_order(self, duty: Duty, event: OutOfOrder) -> str:
        """What was not preceded or answered in time, with both days: `the plan is of 9/10, the analysis of 23/10`."""
        words, pair = self.words, duty.order or duty.response
        assert pair is not None
        both = (pair.each, pair.after if isinstance(pair, Order) else pair.then)
        each, other = map(self.conditions.name, both)
        if each == other:
            each, other = map(self.conditions.what, both)
        said = {"each": each, "other": other, "day": words.day(event.day)}
        if isinstance(pair, Response):
            until = words.day(event.until)
            if event.other is None:
                return words.text("'{each}' of {day}: no '{other}' came by {until}", **said, until=until)
            late = words.day(event.other)
            return words.text(
                "'{each}' is of {day}, '{other}' of {late}: due by {until}", **said, late=late, until=until
            )
        if event.other is None:
            return words.text("'{each}' of {day}: no '{other}' came before it", **said)
        said["found"] = words.day(event.other)
        if event.other > event.day:
            return words.text("'{each}' is of {day}, '{other}' of {found}: it had to come before", **said)
        return words.text("'{each}' is of {day}, '{other}' of {found}: too long before", **said)

    def _ordered(self, order: Order) -> str:
        each, after = self.conditions.what(order.each), self.conditions.what(order.after)
        said = self.words.text(
            "each event '{each}' comes on or after an event '{after}'", each=each, after=after
        )
        return self._paired(said, order)

    def _answered(self, response: Response) -> str:
        each, then = self.conditions.what(response.each), self.conditions.what(response.then)
        said = self.words.text("each event '{each}' is followed by an event '{then}'", each=each, then=then)
        return self._paired(said, response)

    def _paired(self, said: str, pair: Order | Response) -> str:
        words = self.words
        parts = [said, words.marked(SCOPES[pair.same])]
        if pair.within_days == "term":
            parts.append(words.text("before the term ends"))
        elif pair.within_days is not None:
            parts.append(words.plural("within {count} day", "within {count} days", pair.within_days))
        if pair.one_to_one:
            parts.append(words.text("one for each"))
        return ", ".join(parts)


def _reached(duty: Duty) -> str:
    """The column in which a share finds whom it reached."""
    assert duty.measure.share is not None
    reached = duty.measure.share.reached
    return reached if isinstance(reached, str) else reached.sum


def _in_proportion(rule: Rule) -> bool:
    """Whether a window in force in part asks for less."""
    threshold = rule.form == "threshold" and rule.comparator == "at_least" and rule.measure.share is None
    return threshold and rule.per != "term" and rule.partial is None
