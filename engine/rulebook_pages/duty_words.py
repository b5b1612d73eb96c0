# SPDX-License-Identifier: EUPL-1.2
"""What a duty asks, in words: how much of what, how it is counted, by when it is due."""

from collections.abc import Iterator
from dataclasses import dataclass

from ...schema.convention import Agreement
from ...schema.errors import DefinitionError
from ...schema.rule import Duty, Order, Response, Rule
from ...schema.vocabulary import Vocabulary
from ..definitions.amounts import resolve
from ..language.catalogue import mark, mark_plural
from ..language.words import Words
from ..reports.words import PERIODS, THINGS
from .condition_words import ConditionWords

EACH = {
    "month": mark("each month"),
    "quarter": mark("each quarter"),
    "year": mark("each year"),
    "school_year": mark("each school year, from September to August"),
    "term": mark("once, over the whole term"),
}
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
    """

    agreement: Agreement
    vocabulary: Vocabulary
    words: Words

    @property
    def conditions(self) -> ConditionWords:
        """Puts the conditions of duties into words."""
        return ConditionWords(self.vocabulary, self.words)

    def asked(self, rule: Rule, duty: Duty | None = None) -> str:
        """What is due: `at least 4,000 firms a year`."""
        duty = rule if duty is None else duty
        words = self.words
        if duty.order is not None:
            return self._ordered(duty.order)
        if duty.response is not None:
            return self._answered(duty.response)
        period = words.marked(PERIODS[rule.per])
        if isinstance(duty, Rule) and duty.members:
            return f"{self._parts(duty)} {period}"
        if not duty.quantified:
            return words.text("at least one, with what proves it, {period}", period=period)
        said = " ".join(part for part in (self._limit(duty), self._thing(duty), period) if part)
        if duty.tolerance:
            said += ", " + words.text("with a shortfall of up to {percent} allowed", percent=duty.tolerance)
        return said

    def counted(self, duty: Duty) -> str:
        """How it is measured."""
        measure, words, language = duty.measure, self.words, self.words.language
        if duty.where is None:
            return ""
        if measure.sum is not None:
            return words.text(
                "the sum of {things} over these events", things=words.marked(THINGS[measure.sum])
            )
        if measure.distinct is not None:
            return words.text(
                "different {things} in these events, each once", things=words.marked(THINGS[measure.distinct])
            )
        if measure.units is not None:
            kinds = ", ".join(
                self.vocabulary.unit_kinds[kind].plural.in_language(language) for kind in measure.units
            )
            return words.text("units with at least one such event, among: {kinds}", kinds=kinds)
        if measure.share is None:
            return words.text("events, each once")
        reached = measure.share.reached
        column = reached if isinstance(reached, str) else reached.sum
        population = self.vocabulary.populations[measure.share.of].title.in_language(language)
        said = words.text(
            "{things} reached, of the population: {population}",
            things=words.marked(THINGS[column]),
            population=population,
        )
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
        yield self.words.marked_plural(missed, grace)
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
        if duty.comparator == "at_most":
            return self.words.text("at most {amount}", amount=self.amount(duty))
        return self.words.text("at least {amount}", amount=self.amount(duty))

    def amount(self, duty: Duty) -> str:
        """The number in force as the term begins; the parameter where the agreement has none of that name."""
        try:
            found = resolve(duty.amount, self.agreement.parameters, self.agreement.term.start).written()
        except DefinitionError:
            return str(duty.amount)
        return found if isinstance(found, str) else self.words.number(found)

    def _thing(self, duty: Duty) -> str:
        measure, language = duty.measure, self.words.language
        if measure.share is not None:
            population = self.vocabulary.populations[measure.share.of].title.in_language(language)
            return f"({population})"
        if measure.units is not None:
            return ", ".join(
                self.vocabulary.unit_kinds[kind].plural.in_language(language) for kind in measure.units
            )
        column = measure.distinct or measure.sum
        return self.words.marked(THINGS[column]) if column else ""

    def _parts(self, rule: Rule) -> str:
        count = rule.at_least_of.n if rule.at_least_of else 1 if rule.any_of else len(rule.members)
        return self.words.plural(
            "at least {count} of {total} parts",
            "at least {count} of {total} parts",
            count,
            total=len(rule.members),
        )

    def _ordered(self, order: Order) -> str:
        each, after = self.conditions.events(order.each), self.conditions.events(order.after)
        said = self.words.text("each event {each} comes on or after an event {after}", each=each, after=after)
        return self._paired(said, order)

    def _answered(self, response: Response) -> str:
        each, then = self.conditions.events(response.each), self.conditions.events(response.then)
        said = self.words.text("each event {each} is followed by an event {then}", each=each, then=then)
        return self._paired(said, response)

    def _paired(self, said: str, pair: Order | Response) -> str:
        parts = [said, self.words.marked(SCOPES[pair.same])]
        if pair.within_days == "term":
            parts.append(self.words.text("before the term ends"))
        elif pair.within_days is not None:
            parts.append(self.words.plural("within {count} day", "within {count} days", pair.within_days))
        if pair.one_to_one:
            parts.append(self.words.text("one for each"))
        return ", ".join(parts)


def _in_proportion(rule: Rule) -> bool:
    """Whether a window in force in part asks for less."""
    threshold = rule.form == "threshold" and rule.comparator == "at_least" and rule.measure.share is None
    return threshold and rule.per != "term" and rule.partial is None
