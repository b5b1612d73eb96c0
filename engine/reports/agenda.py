# SPDX-License-Identifier: EUPL-1.2
"""The agenda as people read it: by due day, then rule, what is missing, where it is written and at which units."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ...schema.agenda import Agenda, AgendaItem, Ask, Part
from ...schema.convention import Convention
from ..definitions.registry import Registry
from ..definitions.rulebook import Rulebook
from ..language.words import Words
from ..words.duties import DutyWords
from ..words.owners import owed_by, parties_named
from ..words.states import MODALITIES
from ..words.windows import month_ranges, window_words
from .layout import Marks, finished, heading, wrapped


@dataclass(frozen=True)
class AgendaPage:
    """An agenda, with what it takes to put it into words."""

    agenda: Agenda
    convention: Convention
    registry: Registry
    rulebook: Rulebook
    words: Words
    marks: Marks

    def unit(self, code: str) -> str:
        """The name of a unit, or its code where it has none."""
        found = self.registry.get(code)
        return found.name if found is not None and found.name else code

    def title(self, item: AgendaItem | Part) -> str:
        """The title of a rule or part."""
        return item.title.in_language(self.words.language)

    def owners(self, item: AgendaItem) -> str:
        """The parties that owe it."""
        return parties_named(item.owed_by, self.rulebook.vocabulary, self.words)

    def owed_by(self, item: AgendaItem) -> str:
        """Who owes it: `owed by ANPAL Servizi`."""
        return owed_by(item.owed_by, self.rulebook.vocabulary, self.words)

    def window(self, item: AgendaItem) -> str:
        """The window as people say it."""
        return window_words(item.window.label, item.window.start, self.words)

    @cached_property
    def duty_words(self) -> DutyWords:
        """Puts duties into words, with the numbers in force on the day of the agenda."""
        return DutyWords(self.convention, self.rulebook.vocabulary, self.words, self.agenda.start)


def agenda_report(page: AgendaPage, plain: bool = False) -> str:
    """The whole agenda as text.

    Args:
        plain: Leave nothing but ASCII, for terminals that show nothing else.
    """
    return finished(_lines(page), plain)


def about_agenda(page: AgendaPage) -> Iterator[str]:
    """Whose agenda it is, from when to when, and what it leaves out."""
    agenda, words = page.agenda, page.words
    yield page.convention.title.in_language(words.language)
    known = words.text("everything received") if agenda.known_at is None else words.day(agenda.known_at)
    yield words.text(
        "Agenda from {start} to {end} · known at: {known_at}",
        start=words.day(agenda.start),
        end=words.day(agenda.end),
        known_at=known,
    )
    if agenda.public:
        yield words.text("For publication: figures that count persons are withheld.")
    if agenda.later:
        yield words.plural(
            "{count} more thing to do has its last day after that.",
            "{count} more things to do have their last day after that.",
            agenda.later,
        )
    if agenda.lost:
        yield words.plural(
            "{count} violation is past due and not listed: only facts reported late can change it.",
            "{count} violations are past due and not listed: only facts reported late can change them.",
            agenda.lost,
        )
    if agenda.awaiting:
        yield words.plural(
            "{count} window past due cannot be evaluated until what is missing arrives.",
            "{count} windows past due cannot be evaluated until what is missing arrives.",
            agenda.awaiting,
        )


def _lines(page: AgendaPage) -> Iterator[str]:
    words, items = page.words, page.agenda.items
    for line in about_agenda(page):
        yield from wrapped(line)
    yield ""
    if page.agenda.asks:
        yield heading(words.text("To be asked for"), page.marks)
        for ask in page.agenda.asks:
            yield from wrapped(
                f"{page.unit(ask.unit)}: {asked_words(page, ask)}", f"    {page.marks.of('not_evaluable')} "
            )
        yield ""
    yield words.plural("{count} thing to do", "{count} things to do", len(items)).upper()
    yield ""
    order = {rule.id: place for place, (_, rule) in enumerate(page.rulebook.rules())}
    for due, of_day in groupby(items, key=lambda item: item.due):
        yield heading(words.text("To be reported by {day}", day=words.day(due)), page.marks)
        ordered = sorted(of_day, key=lambda item: order[item.rule])
        for _, of_rule in groupby(ordered, key=lambda item: item.rule):
            yield from _block(page, list(of_rule))
        yield ""


def _block(page: AgendaPage, items: Sequence[AgendaItem]) -> Iterator[str]:
    """What one rule asks by one day: its title once, then a line for all units that are asked the same."""
    first = items[0]
    goal = f" ({page.words.marked(MODALITIES['goal'])})" if first.modality == "goal" else ""
    yield from wrapped(
        f"{page.title(first)}{goal} [{', '.join(first.clauses)}] · {page.owed_by(first)}", "  "
    )
    asked: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for item in items:
        said = f"{page.window(item)}: {to_do_words(page, item)}"
        parts = tuple(part_words(page, item, part) for part in item.parts)
        asked.setdefault((page.marks.of("pending", item.at_risk), said, parts), []).append(
            page.unit(item.unit)
        )
    for (mark, said, parts), units in asked.items():
        yield from wrapped(f"{said}: {', '.join(units)}", f"    {mark} ")
        for part in parts:
            yield from wrapped(part, "        - ")


def asked_words(page: AgendaPage, ask: Ask) -> str:
    """What may still come of a unit, until when, what waits for it, and who sent what came before."""
    words, parts = page.words, []
    if ask.months:
        months = month_ranges(ask.months, words)
        parts.append(
            words.plural(
                "the submission of {months}", "the submissions of {months}", len(ask.months), months=months
            )
        )
    if ask.populations:
        known, language = page.rulebook.vocabulary.populations, words.language
        names = words.all_of([known[name].title.in_language(language) for name in ask.populations])
        parts.append(words.text("a recent figure: {names}", names=names))
    if ask.until is not None:
        parts.append(words.text("by {day}", day=words.day(ask.until)))
    parts.append(words.plural("{count} verdict waits for it", "{count} verdicts wait for it", ask.blocked))
    if ask.sender is not None:
        parts.append(words.text("the latest was sent by {sender}", sender=ask.sender))
    return ", ".join(parts)


def to_do_words(page: AgendaPage, item: AgendaItem) -> str:
    """What is missing, and by when it can be done or reported."""
    words = page.words
    if item.form == "order":
        return words.plural(
            "{count} event without what must come before it: report it by {due} if it was done",
            "{count} events without what must come before them: report it by {due} if it was done",
            item.to_do or 0,
            due=words.day(item.due),
        )
    said = f"{_missing(page, item)} {_figures(page, item)}".rstrip()
    if not item.report_only:
        return said
    until = words.text("only what was done by then counts, reported by {due}", due=words.day(item.due))
    return f"{said}; {until}"


def _missing(page: AgendaPage, item: AgendaItem) -> str:
    words, day = page.words, page.words.day(item.last_day)
    if item.withheld and not item.needs_figure:
        return words.text("to do by {day}; the figure is withheld: it counts persons", day=day)
    if item.to_do is None:
        return words.text(
            "to do by {day}; how many is not known: a figure of the population is needed", day=day
        )
    if item.form == "response":
        return words.plural("{count} to answer by {day}", "{count} to answer by {day}", item.to_do, day=day)
    if item.form == "composition":
        return words.plural(
            "{count} of these parts to do by {day}",
            "{count} of these parts to do by {day}",
            item.to_do,
            day=day,
        )
    return page.duty_words.to_do(page.rulebook.rule(item.rule), item.to_do, item.last_day)


def _figures(page: AgendaPage, item: AgendaItem | Part) -> str:
    if item.required is None or item.observed is None:
        return ""
    observed, required = page.words.number(item.observed), page.words.number(item.required)
    return f"({page.words.text('{observed} of {required}', observed=observed, required=required)})"


def part_words(page: AgendaPage, item: AgendaItem, part: Part) -> str:
    """What is missing of a part of a composition."""
    rule = page.rulebook.rule(item.rule)
    member = next(each for each in rule.members if each.id == part.rule)
    if part.to_do is None:
        return page.title(part)
    to_do = page.duty_words.to_do(member, part.to_do, item.last_day)
    return f"{page.title(part)}: {to_do} {_figures(page, part)} ({part.rule})"
