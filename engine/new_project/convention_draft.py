# SPDX-License-Identifier: EUPL-1.2
"""The convention a region begins with: everything the rules ask of it, each with its clauses."""

from collections.abc import Iterator

from ..definitions.agreement_gaps import AskedName, asked_parameters, asked_readings
from ..definitions.amounts import resolve
from .beginning import Beginning

FIELDS = ("term", "reporting")
"""What is taken over beside parameters and readings: these differ from one agreement to another."""


def convention_draft(new: Beginning) -> str:
    """The text of the convention file."""
    readings = asked_readings(new.book, national=False)
    chosen = {} if new.like is None else new.like.readings
    parameters = asked_parameters(new.book, chosen, national=False)
    lines = [
        *_heading(new),
        "parameters:",
        *(line for asked in parameters for line in _parameter(new, asked)),
        "",
        "readings:",
        *(line for asked in readings for line in _reading(new, asked)),
        "",
        "suspensions: []",
        "assumptions: []",
        *_to_confirm(new, [*parameters, *readings]),
    ]
    return "".join(f"{line}\n" for line in lines)


def _heading(new: Beginning) -> Iterator[str]:
    words = new.words
    yield "# " + words.text("The agreement with the region: its days, its numbers, how its clauses are read.")
    yield f"convention: {new.code}"
    yield "title:"
    yield f'  it: "Convenzione fra Anpal Servizi e Regione {new.region}"'
    yield f'  en: "Convention between Anpal Servizi and the Region {new.region}"'
    yield f"region: {new.unit}   # " + words.text("the code of the region in units.csv; any code will do")
    yield "units: units.csv"
    yield ""
    yield "# " + words.text("The first and the last day of the agreement.")
    yield from _term(new)
    yield "# " + words.text(
        "Years are counted from 1 January (calendar) or from the first day (anniversary)."
    )
    yield f"year_basis: {new.like.year_basis if new.like else 'calendar'}"
    yield ""
    yield "# " + words.text("Who owes a submission each month, and within how many days of its end.")
    yield "reporting:"
    kinds, days = _reporting(new)
    yield f"  kinds: [{kinds}]"
    yield f"  due_days: {days}{_mark(new)}"
    yield ""


def _term(new: Beginning) -> Iterator[str]:
    if new.like is None:
        yield "term:"
        yield "  from:   # 2018-01-17"
        yield "  to:   # 2020-12-31"
    else:
        yield f"term: {{from: {new.like.term.start}, to: {new.like.term.end}}}{_mark(new)}"


def _reporting(new: Beginning) -> tuple[str, int]:
    if new.like is None:
        return "region, cpi", 10
    return ", ".join(new.like.reporting.kinds), new.like.reporting.due_days


def _parameter(new: Beginning, asked: AskedName) -> Iterator[str]:
    rule, duty = asked.by[0]
    language = new.words.language
    yield f"  # {_clauses(asked)}: {rule.title.in_language(language)} ({duty.id})"
    only = set.intersection(*(set(rule.reading.items()) for rule, _ in asked.by))
    if new.like is None and only:
        named = ", ".join(f"{name}: {option}" for name, option in sorted(only))
        yield "  # " + new.words.text("asked for only with the reading {reading}", reading=named)
    if new.like is None or asked.name not in new.like.parameters:
        yield f"  {asked.name}:"
    else:
        value = resolve(new.like.parameters[asked.name], {}, new.like.term.start).written()
        yield f"  {asked.name}: {value}{_mark(new)}"


def _reading(new: Beginning, asked: AskedName) -> Iterator[str]:
    kind, language = new.book.vocabulary.readings[asked.name], new.words.language
    yield f"  # {_clauses(asked)}: {kind.title.in_language(language)}"
    yield from (f"  #   {option}: {text.in_language(language)}" for option, text in kind.options.items())
    chosen = None if new.like is None else new.like.readings.get(asked.name)
    yield f"  {asked.name}:" if chosen is None else f"  {asked.name}: {chosen}{_mark(new)}"


def _clauses(asked: AskedName) -> str:
    return ", ".join(dict.fromkeys(clause for rule, _ in asked.by for clause in rule.clauses))


def _mark(new: Beginning) -> str:
    """What stands beside a value that was taken over."""
    if new.like is None:
        return ""
    return "   # " + new.words.text("TO BE CONFIRMED: taken from {name}", name=new.like.convention)


def _to_confirm(new: Beginning, asked: list[AskedName]) -> Iterator[str]:
    if new.like is None:
        return
    taken = new.like.parameters.keys() | new.like.readings.keys()
    yield ""
    yield "# " + new.words.text(
        "Take a name out when you have compared it with the text of your agreement; reports say what is left."
    )
    yield "to_confirm:"
    names = dict.fromkeys([*FIELDS, *(one.name for one in asked if one.name in taken)])
    yield from (f"  - {name}" for name in names)
