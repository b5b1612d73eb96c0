# SPDX-License-Identifier: EUPL-1.2
"""Events that serve many duties: one training day may well keep four, and the meeting should see which."""

import numpy as np

from ...schema.dossier import SharedEvent
from ..definitions.registry import Registry
from ..verdicts.run import Verdicts
from .patterns import RowPatterns, patterns_of
from .questions import Question, questions

FEW = 3
"""So many duties an event may serve without a word."""

_KNOWN = "(select * from occurrence where date between date '{}' and date '{}')"


def shared_events(verdicts: Verdicts, registry: Registry) -> tuple[SharedEvent, ...]:
    """Every event in the term that counts for more than a few of the duties judged, those of most duties first."""
    con, term = verdicts.evidence.cube.con, verdicts.convention.term
    rows = _KNOWN.format(term.start, min(term.end, verdicts.options.as_of))
    judged = set(verdicts.frame.loc[verdicts.frame["role"] == "rule", "rule"])
    rules = [(objective, rule) for objective, rule in verdicts.rulebook.rules() if rule.id in judged]
    asked = [question for question in questions(rules) if question.proves]
    if not asked:
        return ()
    found = patterns_of(con, rows, asked, [registry])
    served = {pattern: rules for pattern, rules in _served(found, asked).items() if len(rules) > FEW}
    if not served:
        return ()
    events = con.execute(found.rows(rows, served, "e.event_id, e.date, e.unit, p.pattern")).fetchall()
    shared = (
        SharedEvent(event_id=name, date=date, units=tuple(units.split("|")), rules=served[pattern])
        for name, date, units, pattern in events
    )
    return tuple(sorted(shared, key=lambda one: (-len(one.rules), one.date, one.event_id)))


def _served(found: RowPatterns, asked: list[Question]) -> dict[int, tuple[str, ...]]:
    """The rules that each pattern serves, in the order of the rulebook."""
    kept = np.array([found.meets[:, list(places)].all(axis=1) for places in found.asked])
    return {
        pattern: tuple(dict.fromkeys(asked[place].rule for place in np.flatnonzero(kept[:, pattern])))
        for pattern in range(len(found.values))
    }
