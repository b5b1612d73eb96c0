# SPDX-License-Identifier: EUPL-1.2
"""What lint asks of events and of who is judged: may any be recorded where it would belong to that unit?

An event belongs to the units it names, to those above them, and to its case. A product that only the region may
record never belongs to a job centre.
"""

from collections.abc import Iterator

from ...schema.convention import Convention
from ...schema.rule import Duty, Rule
from ...schema.vocabulary import Vocabulary
from ..language.reader import words
from .finding import LintFinding
from .recorded_rows import NATION, RecordedRow, recorded_rows
from .registry import Registry
from .rule_codes import conditions, duties
from .wording import some


def reach_findings(
    place: str, rule: Rule, convention: Convention, registry: Registry, vocabulary: Vocabulary
) -> Iterator[LintFinding]:
    """Conditions on events of a judged unit that no event of that unit can meet."""
    above, region = _kinds_above(registry), registry.get(convention.region)
    top = None if region is None else region.kind
    for _, duty in duties(rule):
        for steps, where in conditions(duty):
            rows = recorded_rows(where, vocabulary)
            for kind in _looked_at(rule, duty, steps[0], steps[-1]):
                if rows and not any(_reaches(row, kind, above, kind == top, convention) for row in rows):
                    where_to = some(
                        sorted({named for row in rows for named in _recorded_at(row, convention)})
                    )
                    reason = words.text(
                        "{field}: its events are recorded at units of kind {kinds}, which are no {kind}"
                        " and below none",
                        field=".".join(steps),
                        kinds=where_to,
                        kind=kind,
                    )
                    remedy = words.text(
                        "correct units in the vocabulary, or for_each and measure in the rule"
                    )
                    yield LintFinding("out_of_reach", "error", place, duty.id, reason, remedy)


def _looked_at(rule: Rule, duty: Duty, first: str, last: str) -> tuple[str, ...]:
    """The kinds of unit that events of a condition must belong to, each for itself."""
    judged = tuple(kind for kind in rule.for_each.kind if kind != NATION)
    if first == "where":
        counted = duty.measure.units or ()
        return (*judged, *(counted if len(counted) == 1 else ()))
    if first == "when":
        return judged if rule.when is not None and rule.when.at == "unit" else ()
    pair = duty.order or duty.response
    beside = last in ("after", "then")
    return judged if not beside or (pair is not None and pair.same == "unit") else ()


def _reaches(
    row: RecordedRow, kind: str, above: dict[str, set[str]], is_top: bool, convention: Convention
) -> bool:
    """Whether such a row may belong to a unit of a kind; a kind that no unit is of yet will stand below the region."""
    if row.derived:
        return kind in convention.reporting.kinds
    if row.units is None or kind in row.units or "case" in row.requires:
        return True
    return any(kind in above[named] if named in above else is_top for named in row.units)


def _recorded_at(row: RecordedRow, convention: Convention) -> frozenset[str]:
    return frozenset(convention.reporting.kinds) if row.derived else row.units or frozenset()


def _kinds_above(registry: Registry) -> dict[str, set[str]]:
    """Of each kind that has units, the kinds of the units above them."""
    above: dict[str, set[str]] = {}
    for unit in registry.units:
        found = (registry.get(code) for code in registry.ancestors(unit.code))
        above.setdefault(unit.kind, set()).update(one.kind for one in found if one is not None)
    return above
