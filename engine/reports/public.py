# SPDX-License-Identifier: EUPL-1.2
"""Verdicts fit to be published: whether a duty is kept, and no number of persons.

Hiding small numbers alone does not hide them: totals, percentages, what is still lacking, the same persons counted by
another rule or by the same rule on another day give them back. So no number is told of a duty that tells of persons,
large or small: neither what was observed nor what that leaves to do, nor the size of a group, nor what was required
of it. What a duty asks for by itself stands in the rulebook, and is told. A state says that a number lies on one side
of what is required; where that is so small that the side itself holds only a few persons, the verdict is left out.

docs/publishing.md says what this promises and what it does not.
"""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ...schema.rule import Duty
from ...schema.verdict import OF_COUNTS, WITHHELD
from ...schema.vocabulary import Vocabulary
from ..definitions.recorded_rows import event_types
from ..verdicts.run import Verdicts

FEW = 3
"""So few persons that their number may tell who they are."""

Rows = NDArray[np.bool_]


def public(verdicts: Verdicts) -> Verdicts:
    """The same verdicts without numbers of persons, those rows flagged `withheld`.

    In the table `observed`, `shortfall`, `headroom`, `counted` and `population_size` are NA then, `required` too where
    it is a part of a population or a number of events; neither `at_risk` is said then nor a flag that comes of counting
    persons: that somebody was reached where nobody is a member says that there is somebody. A figure that an authority
    has declared is published already and stays.
    """
    frame = without_telling(verdicts).frame.copy(deep=False)
    if frame.empty:
        return replace(verdicts, frame=frame, public=True)
    vocabulary = verdicts.rulebook.vocabulary
    personal = {rule for rule, duty in verdicts.duties.items() if tells_persons(duty, vocabulary)}
    counted_out = {rule for rule in personal if not _asks_by_itself(verdicts.duties[rule])}
    declared = np.array(["declared" in flags for flags in frame["flags"]], bool)
    rows = _of(frame, personal)
    hidden = {
        **dict.fromkeys(("observed", "shortfall", "headroom"), rows & ~declared),
        **dict.fromkeys(("counted", "population_size"), rows),
        "required": _of(frame, counted_out) & ~declared,
    }
    for name, which in hidden.items():
        frame[name] = frame[name].mask(which)
    frame["at_risk"] = frame["at_risk"].mask(rows, False)
    frame["flags"] = [
        (*(flag for flag in flags if flag not in OF_COUNTS), WITHHELD) if of_persons else flags
        for flags, of_persons in zip(frame["flags"], rows & ~declared, strict=True)
    ]
    return replace(verdicts, frame=frame, public=True)


def without_telling(verdicts: Verdicts) -> Verdicts:
    """The same verdicts without those whose state alone would tell of few persons, as they ask for hardly more.

    The compositions they are part of are left out with them. Whatever else is made from verdicts to be published,
    changes or an agenda, is made from these.
    """
    if verdicts.frame.empty:
        return verdicts
    return replace(verdicts, frame=verdicts.frame[~_too_telling(verdicts)].reset_index(drop=True))


def tells_persons(duty: Duty, vocabulary: Vocabulary) -> bool:
    """Whether the figures of a rule, or a part of one, are numbers of persons or of events about one person each."""
    measure = duty.measure
    if measure.share is not None:
        return measure.share.reached != "firm"
    if measure.sum is not None or measure.distinct in ("person", "case"):
        return True
    if measure.distinct is not None or measure.units is not None:
        return False
    pairs = [(pair.each, pair.after) for pair in [duty.order] if pair is not None]
    pairs += [(pair.each, pair.then) for pair in [duty.response] if pair is not None]
    wheres = [each for pair in pairs for each in pair] + ([] if duty.where is None else [duty.where])
    types = {name for where in wheres for name in event_types(where, vocabulary)}
    return any("person" in vocabulary.events[name].requires for name in types)


def _asks_by_itself(duty: Duty) -> bool:
    """Whether what a duty requires follows from the rulebook and the agreement, and not from what was done."""
    return duty.where is not None and duty.measure.share is None


def _too_telling(verdicts: Verdicts) -> Rows:
    """The rows whose state itself would tell of few persons, and those of the compositions they are part of."""
    frame, vocabulary = verdicts.frame, verdicts.rulebook.vocabulary
    bounded = {
        rule
        for rule, duty in verdicts.duties.items()
        if _asks_by_itself(duty) and tells_persons(duty, vocabulary)
    }
    required = frame["required"].fillna(0).to_numpy(np.int64)
    found = _of(frame, bounded) & (required >= 1) & (required <= FEW + 1)
    wholes = {member.id: rule.id for _, rule in verdicts.rulebook.rules() for member in rule.members}
    places = list(zip(frame["rule"], frame["unit"], frame["window"], strict=True))
    parts = {
        (wholes[rule], unit, window)
        for (rule, unit, window), tells in zip(places, found, strict=True)
        if tells and rule in wholes
    }
    return np.array([tells or place in parts for place, tells in zip(places, found, strict=True)], bool)


def _of(frame: pd.DataFrame, rules: Collection[str]) -> Rows:
    return np.asarray(frame["rule"].isin(sorted(rules)), bool)
