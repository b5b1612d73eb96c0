# SPDX-License-Identifier: EUPL-1.2
"""What rules ask of an agreement and it does not say: readings nobody chose, parameters without a value.

And what they ask of its registry: the attributes they choose units by.

Read from the file as it is written, so that a file that is wrong otherwise is told of these as well.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...schema.rule import Duty, Rule
from ..language.reader import words
from .lint import is_national
from .lint_amounts import parameter_names
from .rule_codes import duties
from .rulebook import Rulebook
from .wording import some
from .yaml_source import Source, Steps

SECTIONS = ("parameters", "readings")


class AskedName(NamedTuple):
    """A name that rules ask an agreement for.

    Attributes:
        options: Of a reading, what may be chosen; none for a parameter.
        by: The rules that ask, in the order of the rulebook, each with the duty that does.
    """

    name: str
    options: tuple[str, ...]
    by: tuple[tuple[Rule, Duty], ...]

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses of the first rule that asks."""
        return self.by[0][0].clauses


def asked_readings(rulebook: Rulebook, *, national: bool) -> list[AskedName]:
    """The readings that rules depend on, each with the options of the vocabulary."""
    by: dict[str, list[tuple[Rule, Duty]]] = {}
    for rule in _rules(rulebook, national):
        for name in rule.reading:
            by.setdefault(name, []).append((rule, rule))
    options = rulebook.vocabulary.readings
    return [AskedName(name, tuple(options[name].options), tuple(rules)) for name, rules in by.items()]


def asked_parameters(rulebook: Rulebook, chosen: Mapping[str, str], *, national: bool) -> list[AskedName]:
    """The parameters that rules name, of those that the readings chosen so far do not rule out."""
    by: dict[str, list[tuple[Rule, Duty]]] = {}
    for rule in _rules(rulebook, national):
        if any(chosen.get(name, option) != option for name, option in rule.reading.items()):
            continue
        for _, duty in duties(rule):
            for name in sorted(parameter_names(duty.amount)):
                by.setdefault(name, []).append((rule, duty))
    return [AskedName(name, (), tuple(rules)) for name, rules in by.items()]


def asked_attributes(rulebook: Rulebook, readings: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """The attributes by which rules under these readings choose units: by kind and name, the first rule that does.

    A unit that leaves one blank would be judged by none of them, and no verdict would name it.
    """
    found: dict[tuple[str, str], str] = {}
    for rule in _rules(rulebook, national=False):
        if all(readings.get(name) == option for name, option in rule.reading.items()):
            for kind in rule.for_each.kind:
                for name in rule.for_each.where:
                    found.setdefault((kind, name), rule.id)
    return found


def gaps(
    source: Source, rulebook: Rulebook, chosen: Mapping[str, str], *, national: bool
) -> Iterator[tuple[Steps, str]]:
    """Every reading and parameter that is asked for and not written.

    Args:
        chosen: Readings chosen for this run, beside those written.
    """
    readings = {**_written(source, "readings"), **chosen}
    for asked in asked_readings(rulebook, national=national):
        if asked.name not in readings:
            yield _place(source, "readings", asked.name), _reading_missing(asked)
    parameters = _written(source, "parameters")
    for asked in asked_parameters(rulebook, readings, national=national):
        if asked.name not in parameters:
            yield _place(source, "parameters", asked.name), _parameter_missing(asked)


def without_blanks(source: Source) -> Source:
    """The file without the names that stand there with nothing after them: those are gaps."""
    if not isinstance(source.data, Mapping):
        return source
    data = {key: value for key, value in source.data.items() if key not in SECTIONS or value is not None}
    for key in SECTIONS:
        if isinstance(data.get(key), Mapping):
            data[key] = _written(source, key)
    return Source(source.path, data, source.lines, source.written)


def _rules(rulebook: Rulebook, national: bool) -> Iterator[Rule]:
    return (rule for _, rule in rulebook.rules() if is_national(rule) == national)


def _written(source: Source, section: str) -> dict[Any, Any]:
    found = source.data.get(section) if isinstance(source.data, Mapping) else None
    return (
        {name: value for name, value in found.items() if value is not None}
        if isinstance(found, Mapping)
        else {}
    )


def _place(source: Source, section: str, name: str) -> Steps:
    return (section, name) if (section, name) in source.lines else (section,)


def _reading_missing(asked: AskedName) -> str:
    return words.text(
        "got no {name}, and {asking} depends on how it is read; write one of {options}, for example {example}",
        name=asked.name,
        asking=_askers(asked),
        options=some(asked.options),
        example=_example(asked),
    )


def _parameter_missing(asked: AskedName) -> str:
    return words.text(
        "got no {name}, and {asking} asks for it; write it, for example {example}",
        name=asked.name,
        asking=_askers(asked),
        example=_example(asked),
    )


def _askers(asked: AskedName) -> str:
    said = words.plural(
        "{duty} of clause {clauses}",
        "{duty} of clauses {clauses}",
        len(asked.clauses),
        duty=asked.by[0][1].id,
        clauses=some(asked.clauses),
    )
    more = len(asked.by) - 1
    return f"{said} ({words.plural('and {count} more', 'and {count} more', more)})" if more else said


def _example(asked: AskedName) -> str:
    """The line to write, with its clauses."""
    value = asked.options[0] if asked.options else _figure(*asked.by[0])
    return f"{asked.name}: {value}   # {', '.join(asked.clauses)}"


def _figure(rule: Rule, duty: Duty) -> int | str:
    """The figure that the text of a clause has, which another agreement may have otherwise."""
    numbers = [number for figures in (duty.numbers or rule.numbers).values() for number in figures]
    figure = numbers[0] if numbers else 1
    return f"{figure}%" if duty.measure.share is not None else figure
