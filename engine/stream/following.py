# SPDX-License-Identifier: EUPL-1.2
"""Everything a stream judges: each convention, then the programme."""

import datetime as dt
from collections.abc import Callable, Sequence

from ...schema.convention import Convention, Programme
from ..definitions.programme import national_convention, national_registry
from ..definitions.registry import Registry
from ..definitions.rulebook import Rulebook
from ..intake.fact_tables import FactTables
from ..tallies.reporting import reporting_members, reporting_units
from ..verdicts.part import Part
from ..verdicts.run import Options, Verdicts, judge, judge_programme
from .emission import Numbers
from .followed import Followed

Agreements = Sequence[tuple[Convention, Registry]]


def follow(
    rulebook: Rulebook,
    agreements: Agreements,
    programme: Programme | None,
    options: Callable[[dt.date], Options],
) -> tuple[Followed, ...]:
    """The runs of some conventions, and that of the programme if there is one.

    Args:
        options: What is asked as of a day.
    """
    numbers = Numbers()
    followed = [_convention(rulebook, *agreement, options, numbers) for agreement in agreements]
    if programme is not None:
        followed.append(_programme(rulebook, programme, agreements, options, numbers))
    return tuple(followed)


def _convention(
    rulebook: Rulebook,
    convention: Convention,
    registry: Registry,
    options: Callable[[dt.date], Options],
    numbers: Numbers,
) -> Followed:
    def judged(facts: FactTables, day: dt.date, part: Part | None) -> Verdicts:
        return judge(rulebook, convention, registry, facts, options(day), part)

    owing = reporting_units(convention, registry)
    return Followed(convention, registry, judged, owing, numbers)


def _programme(
    rulebook: Rulebook,
    programme: Programme,
    members: Agreements,
    options: Callable[[dt.date], Options],
    numbers: Numbers,
) -> Followed:
    def judged(facts: FactTables, day: dt.date, part: Part | None) -> Verdicts:
        return judge_programme(rulebook, programme, members, facts, options(day), part)

    convention = national_convention(programme, [convention for convention, _ in members])
    registry = national_registry(programme, [registry for _, registry in members])
    return Followed(convention, registry, judged, reporting_members(members), numbers)
