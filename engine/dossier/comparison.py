# SPDX-License-Identifier: EUPL-1.2
"""Comparison: how each convention stands on each objective, side by side and in no order of merit.

Conventions differ in size, term and targets: nothing is averaged, and the order is that of their names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...schema.dossier import Dossier, DutyPart
from ...schema.finding import Finding
from ...schema.rollup import Standing
from ..reports.page import Page
from .counts import STANDING_STATES, standing_number
from .view import View
from .volumes import is_volume, volume_findings


@dataclass(frozen=True)
class ComparedDossier:
    """One convention's dossier.

    Attributes:
        view: Its links lead into the folder the dossier is in.
    """

    folder: str
    view: View

    @property
    def name(self) -> str:
        """The title of the convention."""
        return self.view.text(self.view.dossier.title)

    @property
    def is_programme(self) -> bool:
        """Whether it is no convention but the programme over them."""
        return self.view.page.programme is not None

    def standing(self, objective: str) -> Standing | None:
        """How its quantified duties of an objective stand; none where it has none."""
        rollups = self.view.rollups("objective")
        return next((one.quantified for one in rollups if one.key == objective), None)

    @cached_property
    def volumes(self) -> Mapping[str, Finding]:
        """The latest verdict of each yearly volume, by rule."""
        found = {}
        for part in self.view.dossier.duties:
            verdicts = volume_findings(part)
            if is_volume(self.view.rule(part.rule), part) and verdicts:
                found[part.rule] = verdicts[-1]
        return found


@dataclass(frozen=True)
class Side:
    """One convention in the table of an objective.

    Attributes:
        state: The worst state of its quantified duties.
    """

    compared: ComparedDossier
    standing: Standing
    state: str
    progress: Sequence[Finding | None]


@dataclass(frozen=True)
class ObjectiveComparison:
    """One objective.

    Attributes:
        volumes: The titles of the yearly volumes that any convention has, in the order of the rules.
        sides: Those of the conventions that have a duty of it.
    """

    objective: str
    name: str
    volumes: Sequence[str]
    sides: Sequence[Side]


def compared(made: Sequence[tuple[str, Dossier, Page]]) -> list[ComparedDossier]:
    """The dossiers in the order of their titles, programmes last.

    Args:
        made: Each with the folder it is in.
    """
    sides = [ComparedDossier(folder, View(dossier, page, up=f"{folder}/")) for folder, dossier, page in made]
    return sorted(sides, key=lambda side: (side.is_programme, side.name.casefold(), side.folder))


def comparisons(sides: Sequence[ComparedDossier]) -> Iterator[ObjectiveComparison]:
    """One for each objective that any of the conventions has a quantified duty of."""
    mine = [side for side in sides if not side.is_programme]
    names = {
        one.objective: side.view.objective_name(one) for side in mine for one in side.view.dossier.objectives
    }
    for objective in _in_order(mine):
        parts = _volume_parts(mine, objective)
        found = list(_sides(mine, objective, list(parts)))
        if found:
            titles = [view.text(part.title) for part, view in parts.values()]
            yield ObjectiveComparison(objective, names[objective], titles, found)


def _in_order(sides: Sequence[ComparedDossier]) -> Sequence[str]:
    """The objectives of all of them in the order of the rules."""
    known = [one for one, _ in sides[0].view.page.verdicts.rulebook.rules()] if sides else []
    present = {one.objective for side in sides for one in side.view.dossier.objectives}
    return [one for one in dict.fromkeys(each.objective for each in known) if one in present]


def _volume_parts(sides: Sequence[ComparedDossier], objective: str) -> dict[str, tuple[DutyPart, View]]:
    found: dict[str, tuple[DutyPart, View]] = {}
    for side in sides:
        for part in side.view.dossier.duties:
            if part.objective == objective and part.rule in side.volumes:
                found.setdefault(part.rule, (part, side.view))
    order = [rule.id for _, rule in sides[0].view.page.verdicts.rulebook.rules()]
    return dict(sorted(found.items(), key=lambda one: order.index(one[0])))


def _sides(sides: Sequence[ComparedDossier], objective: str, rules: Sequence[str]) -> Iterator[Side]:
    for side in sides:
        standing = side.standing(objective)
        state = "" if standing is None else worst(standing)
        if standing is not None and state:
            yield Side(side, standing, state, [side.volumes.get(rule) for rule in rules])


def worst(standing: Standing) -> str:
    """The worst state any of the duties is in; empty where there is no duty."""
    return next((code for code in STANDING_STATES if standing_number(standing, code)), "")
