# SPDX-License-Identifier: EUPL-1.2
"""What templates ask for: the dossier, and its codes, numbers and dates in words."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ...schema.base import Text
from ...schema.change import Change, Standing
from ...schema.dossier import Dossier, DutyPart, ObjectivePart, OtherReading, Stretch, UnitPart
from ...schema.escalation import Escalation
from ...schema.finding import Finding, OutOfOrder
from ...schema.rollup import Rollup
from ...schema.rule import Rule
from ...schema.verdict import Window
from ..reports.notes import about_lines
from ..reports.page import Page
from ..reports.rollups import STATES as IN_ORDER
from ..reports.rows import reason_words
from ..words.figures import gap, tenths
from ..words.objectives import SUBGROUPS
from ..words.owners import parties_named
from ..words.states import MODALITIES, OUT_OF_SCOPE, state_code, state_word
from ..words.windows import RUNS, month_ranges, window_words
from .changed import by_kind
from .file_names import file_names
from .labels import labels
from .said import Said
from .site import Site


@dataclass(frozen=True)
class View:
    """A dossier and the page that words it.

    Attributes:
        up: What leads from the page being written to the folder of the dossier: empty, or `../`.
        one_page: The first sheet stands alone, so that no link leads to another page.
        site: The site that the page is served on, if it is.
    """

    dossier: Dossier
    page: Page
    up: str = ""
    one_page: bool = False
    site: Site | None = None
    t: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "t", labels(self.page.words))

    @cached_property
    def duties(self) -> dict[str, DutyPart]:
        """Each duty by its rule."""
        return {part.rule: part for part in self.dossier.duties}

    @cached_property
    def unit_files(self) -> dict[str, str]:
        """The file of each unit's page."""
        return file_names(unit.unit for unit in self.dossier.units)

    @cached_property
    def objective_files(self) -> dict[str, str]:
        """The file of each objective's page."""
        return file_names(one.objective for one in self.dossier.objectives)

    @property
    def states(self) -> Sequence[str]:
        """States of verdicts, worst first."""
        return IN_ORDER

    def unit_href(self, code: str) -> str:
        """The link to a unit's page; empty where it has none."""
        known = code in self.unit_files and not self.one_page
        return f"{self.up}units/{self.unit_files[code]}" if known else ""

    def objective_href(self, objective: str) -> str:
        """The link to an objective's page."""
        return f"{self.up}objectives/{self.objective_files[objective]}"

    def duty_href(self, rule: str) -> str:
        """The link to a duty on its objective's page; empty where it is not there."""
        part = None if self.one_page else self.duties.get(rule)
        return f"{self.objective_href(part.objective)}#{self.anchor(rule)}" if part else ""

    @property
    def root(self) -> str:
        """What leads from the page being written to the root of its site."""
        return "" if self.site is None else self.up + self.site.root

    def explain_href(self, rule: str, unit: str, window: Window) -> str:
        """The link to what explains a verdict; empty where nothing does."""
        return "" if self.site is None else self.up + self.site.explain_href(rule, unit, window.label)

    def anchor(self, rule: str) -> str:
        """The id of a duty on a page."""
        return "d-" + rule.replace(".", "-")

    def text(self, text: Text) -> str:
        """A text of the definitions in the reader's language."""
        return text.in_language(self.page.words.language)

    def rule(self, rule: str) -> Rule:
        """The rule or component of that id."""
        return self.page.verdicts.duties[rule]

    def title(self, rule: str) -> str:
        """The title of a rule or component; its id where it has none."""
        title = self.rule(rule).title
        return self.text(title) if title else rule

    def owners(self, rule: str) -> str:
        """The parties that owe a rule."""
        return self.page.owners(self.rule(rule))

    def owed_by(self, rule: str) -> str:
        """Who owes a rule: `owed by ANPAL Servizi`."""
        return self.page.owed_by(self.rule(rule))

    def number(self, value: int) -> str:
        """A whole number with its thousands."""
        return self.page.words.number(value)

    def day(self, day: dt.date) -> str:
        """A date."""
        return self.page.words.day(day)

    def window(self, window: Window) -> str:
        """A window as people say it."""
        return window_words(window.label, window.start, self.page.words)

    def stretch(self, stretch: Stretch) -> str:
        """The windows of a stretch: one, or the first and the last."""
        first, last = self.window(stretch.first), self.window(stretch.latest.window)
        return first if stretch.windows == 1 else f"{first} – {last}"

    def populations(self, names: Sequence[str]) -> str:
        """The titles of populations."""
        known = self.page.verdicts.rulebook.vocabulary.populations
        return ", ".join(self.text(known[name].title) for name in names)

    @cached_property
    def said(self) -> Said:
        """What the parties said of verdicts."""
        return Said(self.dossier, self.page, self.t)

    def state(self, finding: Finding) -> str:
        """The state of a verdict in one word, with its risk."""
        return self.state_word(self.state_code(finding))

    def state_code(self, finding: Finding) -> str:
        """The state a verdict is shown with: what is at risk says so."""
        return "at_risk" if finding.at_risk else state_code(finding.kind, finding.modality)

    def standing_code(self, change: Change, standing: Standing) -> str:
        """The state one side of a change is shown with."""
        return "at_risk" if standing.at_risk else state_code(standing.kind, change.modality)

    @property
    def withheld(self) -> str:
        """What stands in place of a number that is not published."""
        return self.page.words.text("withheld")

    def part_code(self, part: DutyPart) -> str:
        """The state a duty is shown with."""
        at_risk = part.at_risk and part.state == "pending"
        return "at_risk" if at_risk else state_code(part.state, part.modality)

    def state_word(self, code: str) -> str:
        """A state in one word."""
        return state_word(code, self.page.words)

    def states_word(self, code: str, count: int) -> str:
        """The state of so many, without the number."""
        return self.page.counted(code, count).replace(self.number(count), "", 1).strip()

    def shape(self, code: str) -> str:
        """The shape of a state."""
        return self.page.marks.violation if code == "missed_goal" else self.page.marks.of(code)

    def short_window(self, window: Window) -> str:
        """A window under a heading that names its year."""
        if len(window.label) == len("2018-03") and "Q" not in window.label and "/" not in window.label:
            return self.page.words.month_alone(window.start.month)
        return self.window(window)

    def out_of_order(self, rule: str, event: OutOfOrder) -> list[tuple[str, str, dt.date | None]]:
        """What was not preceded or answered in time, in pieces: the field of a day, what is said, and the day."""
        said = self.page.duty_words.out_of_order(self.page.verdicts.duties[rule], event)
        named = (("breach until", event.until), ("instead", event.other), ("breach", event.day))
        days = {self.day(day): (field, day) for field, day in named if day is not None}
        pieces = re.split(f"({'|'.join(map(re.escape, days))})", said)
        return [(days[text][0], text, days[text][1]) if text in days else ("", text, None) for text in pieces]

    def reason(self, finding: Finding) -> str:
        """Why a verdict is what it is."""
        return reason_words(self.page, finding)

    def gap(self, finding: Finding) -> int | None:
        """Done less required, where it is known."""
        return gap(finding.kind, finding.required, finding.observed)

    def tenths(self, finding: Finding, required: int | None, observed: int | None) -> int | None:
        """Done of required in tenths of a percent, where it is known."""
        return tenths(finding.kind, required, observed, finding.headroom)

    def differing(self, other: OtherReading) -> int:
        """How many duties would change their state, come or go under another reading."""
        return len({state.rule for state in (*other.now, *other.instead)})

    def run(self, escalation: Escalation) -> str:
        """How long a run of violations is."""
        return self.page.words.marked_plural(RUNS[self.duties[escalation.rule].per], escalation.length)

    def label(self, rule: str, label: str) -> str:
        """The window of a rule of that label."""
        window = next(one.window for one in self.duties[rule].findings if one.window.label == label)
        return self.window(window)

    @cached_property
    def changed(self) -> dict[str, list[Change]]:
        """The changes of each kind that has any."""
        return by_kind(self.dossier)

    def months(self, months: Sequence[str]) -> str:
        """Months in words, those that follow each other as a range."""
        return month_ranges(months, self.page.words)

    def out_of_scope(self) -> Iterator[tuple[str, list[str]]]:
        """Rules without a verdict, by the reason."""
        rules: dict[str, list[str]] = {}
        for rule, reason in self.dossier.out_of_scope:
            rules.setdefault(reason, []).append(rule)
        for reason, ids in rules.items():
            yield self.page.words.marked(OUT_OF_SCOPE[reason]), ids

    def about(self) -> list[str]:
        """What was judged, from which day, and on what was known then."""
        return list(about_lines(self.page))

    def amount(self, rule: str) -> str:
        """What a rule asks for."""
        return self.page.duty_words.short(self.rule(rule))

    def judged(self, rule: str) -> str:
        """Who is judged by a rule."""
        return self.page.judged(self.rule(rule))

    def modality(self, part: DutyPart) -> str:
        """What kind of duty it is."""
        return self.page.words.marked(MODALITIES[part.modality])

    def rollups(self, by: str) -> list[Rollup]:
        """The roll-ups of one kind of group."""
        return [one for one in self.dossier.rollups if one.by == by]

    def group(self, rollup: Rollup) -> str:
        """The name of a group."""
        if rollup.by == "party":
            return parties_named([rollup.key], self.page.verdicts.rulebook.vocabulary, self.page.words)
        if rollup.by == "subgroup":
            return self.page.words.marked(SUBGROUPS[rollup.key])
        return self.objective(rollup.key)

    def objective(self, key: str) -> str:
        """The number and title of an objective."""
        found = next(one for one in self.dossier.objectives if one.objective == key)
        return self.objective_name(found)

    def objective_name(self, one: ObjectivePart) -> str:
        """The number and title of an objective; what has no number by its title alone."""
        title = self.text(one.title)
        return f"{one.objective} {title}" if one.line else title

    def kind(self, kind: str) -> str:
        """The name of a kind of unit, in the plural."""
        kinds = self.page.verdicts.rulebook.vocabulary.unit_kinds
        return kinds[kind].plural.in_language(self.page.words.language) if kind in kinds else kind

    def unit_kinds(self) -> Iterator[tuple[str, list[UnitPart]]]:
        """The units that were judged, kind by kind in the order of the vocabulary."""
        for kind in self.page.verdicts.rulebook.vocabulary.unit_kinds:
            mine = [unit for unit in self.dossier.units if unit.unit_kind == kind]
            if mine:
                yield kind, mine

    def worst(self, units: Iterable[UnitPart]) -> list[UnitPart]:
        """Units with most wrong first."""

        def wrong(unit: UnitPart) -> tuple[int, int, int, str]:
            counts = unit.counts
            return unit.missed_goals - counts["violation"], -counts["not_evaluable"], -unit.at_risk, unit.unit

        return sorted(units, key=wrong)
