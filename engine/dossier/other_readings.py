# SPDX-License-Identifier: EUPL-1.2
"""Other readings: which rules would stand, and how, if an ambiguous clause were read the other way."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from ...schema.base import Text
from ...schema.dossier import OtherReading, ReadingPart, RuleState
from ...schema.errors import DefinitionError
from ..reports.rollups import DutyStanding, duties_of
from ..verdicts.run import Options, Verdicts

Judge = Callable[[Options], Verdicts]
"""Judges the same facts with other options."""


def reading_parts(verdicts: Verdicts, judge: Judge) -> tuple[ReadingPart, ...]:
    """The readings in force that a rule of the run depends on, each with what its other options change."""
    vocabulary, options = verdicts.rulebook.vocabulary, verdicts.options
    now = {duty.rule.id: duty for duty in duties_of(verdicts)}
    return tuple(
        ReadingPart(
            reading=name,
            title=vocabulary.readings[name].title,
            option=option,
            text=_text(vocabulary.readings[name].options, option),
            chosen=name in options.readings,
            others=tuple(_others(verdicts, judge, name, now)),
        )
        for name, option in _in_force(verdicts).items()
    )


def other_options(verdicts: Verdicts) -> int:
    """How many options there are of the readings in force that a rule of the run depends on, beside those chosen."""
    readings = verdicts.rulebook.vocabulary.readings
    return sum(len(readings[name].options) - 1 for name in _in_force(verdicts))


def _in_force(verdicts: Verdicts) -> dict[str, str]:
    """The options in force of the readings that a rule of the run depends on."""
    judged = {*verdicts.frame.get("rule", ()), *(rule for rule, _ in verdicts.out_of_scope)}
    asked = {name for _, rule in verdicts.rulebook.rules() if rule.id in judged for name in rule.reading}
    chosen = {**verdicts.convention.readings, **verdicts.options.readings}
    known = verdicts.rulebook.vocabulary.readings
    return {name: option for name, option in chosen.items() if name in asked and name in known}


def _text(options: Mapping[str, Text], option: str) -> Text:
    return options[option] if option in options else Text(it=option, en=option)


def _others(
    verdicts: Verdicts, judge: Judge, name: str, now: Mapping[str, DutyStanding]
) -> Iterator[OtherReading]:
    kind = verdicts.rulebook.vocabulary.readings[name]
    in_force = {**verdicts.convention.readings, **verdicts.options.readings}[name]
    depending = frozenset(rule.id for _, rule in verdicts.rulebook.rules() if name in rule.reading)
    for option, text in kind.options.items():
        if option != in_force:
            yield _other(verdicts, judge, OtherReading(option=option, text=text), name, depending, now)


def _other(
    verdicts: Verdicts,
    judge: Judge,
    other: OtherReading,
    name: str,
    depending: frozenset[str],
    now: Mapping[str, DutyStanding],
) -> OtherReading:
    options = verdicts.options
    asked = depending if options.rules is None else depending & options.rules
    readings = {**options.readings, name: other.option}
    try:
        run = judge(replace(options, rules=asked, readings=readings))
    except DefinitionError as error:
        return other.model_copy(update={"refused": "; ".join(error.problems)})
    then = {duty.rule.id: _state(duty) for duty in duties_of(run)}
    today = {rule: _state(duty) for rule, duty in now.items() if rule in depending}
    return other.model_copy(
        update={
            "now": tuple(state for rule, state in today.items() if then.get(rule) != state),
            "instead": tuple(state for rule, state in then.items() if today.get(rule) != state),
        }
    )


def _state(duty: DutyStanding) -> RuleState:
    # Every part of the state is a figure of the roll-up, so that equal states mean an equal standing.
    return RuleState(rule=duty.rule.id, title=duty.rule.title, state=duty.state, due=duty.due, kept=duty.kept)
