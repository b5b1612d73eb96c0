# SPDX-License-Identifier: EUPL-1.2
"""What each submission of an archive changed in the verdicts: judged just before it came, and with it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from ..archive.file import Archive
from ..archive.held import by_age, facts_up_to
from ..changes.changes import DECIDED, kind_of_change
from ..changes.differences import Difference, Key, differences
from ..language.reader import reader
from ..verdicts.run import Options
from .judgements import judgements
from .setting import Setting
from .work import Work

Effects = dict[str, list[dict[str, Any]]]


def effects(archive: Archive, setting: Setting, names: Sequence[str], as_of: dt.date, say: Work) -> Effects:
    """The verdicts that differ with each submission from those without it and all that came later.

    Of submissions that follow each other each run serves twice: with the one, and before the next.
    """
    words = reader()
    order, last = by_age(archive), (-1, list[pd.DataFrame]())
    found: Effects = {}
    for number, name in enumerate(sorted(names, key=order.index), 1):
        say(words.text("Judging with {name}", name=name), number, len(names))
        place = order.index(name)
        before = last[1] if last[0] == place else _judged(archive, setting, place, as_of)
        after = _judged(archive, setting, place + 1, as_of)
        found[name] = [_said(*one) for pair in zip(before, after, strict=True) for one in _changed(*pair)]
        last = (place + 1, after)
    return found


def _judged(archive: Archive, setting: Setting, count: int, as_of: dt.date) -> list[pd.DataFrame]:
    """The verdicts of each convention when the first submissions had come, by age."""
    facts = facts_up_to(archive, count)
    return [one.judge(facts, Options(as_of)).frame for one in judgements(setting)]


def _changed(before: pd.DataFrame, after: pd.DataFrame) -> list[tuple[Key, Difference]]:
    return list(differences(before, after).items())


def _said(key: Key, difference: Difference) -> dict[str, Any]:
    before, after = difference
    rule, unit, window = key
    restated = before is not None and before.kind in DECIDED
    return {
        "rule": rule,
        "unit": unit,
        "window": window,
        "change": kind_of_change(before, after, restated),
        "before": None if before is None else before.kind,
        "after": None if after is None else after.kind,
    }
