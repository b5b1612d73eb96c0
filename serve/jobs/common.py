# SPDX-License-Identifier: EUPL-1.2
"""What several jobs need: the setting of a place, its secret, its facts, progress as a file."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ...engine.archive.secret import Secret, read_secret
from ...engine.intake.reader import Intake
from ...engine.runs.facts import load_facts
from ...engine.runs.setting import Setting, load_setting
from ...engine.runs.work import Work
from ...schema.errors import UsageError
from ..orders import Order

PROGRESS = "progress.json"
Found = TypeVar("Found")


def setting_of(order: Order) -> Setting:
    """The rules, conventions and registries of the place."""
    place = order.place
    return load_setting(place.rulebook, place.conventions, place.units, place.programme)


def secret_of(order: Order) -> Secret | None:
    """The secret that keys of persons are computed with, where there is one."""
    return read_secret(order.place.key_file, order.language)


def facts_of(order: Order, setting: Setting) -> Intake:
    """All that the archive holds."""
    return load_facts((), setting, order.language, order.place.archive, order.place.key_file)


def day_in(order: Order, name: str) -> dt.date | None:
    """A day that was asked for."""
    value = order.asked.get(name)
    return None if value is None else dt.date.fromisoformat(value)


def day_of(order: Order, name: str) -> dt.date:
    """A day that has to be asked for."""
    return dt.date.fromisoformat(order.asked[name])


class Told(Work):
    """Writes how far the work is into a file that the page of whoever waits reads."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / PROGRESS

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None:
        """Begin something: what the page says until something else is begun."""
        part = self._file.with_suffix(".part")
        part.write_text(json.dumps({"what": what, "done": done, "total": total}), encoding="utf-8")
        part.replace(self._file)


def without_option(ask: Callable[[], Found]) -> Found:
    """The same, its refusals without the names of options that no page has.

    Raises:
        UsageError: What was asked for cannot be had.
    """
    try:
        return ask()
    except UsageError as refused:
        raise UsageError([_said(one) for one in refused.problems]) from refused


def _said(problem: str) -> str:
    option, colon, said = problem.partition(": ")
    return said if colon and (option.startswith("--") or option.isupper()) else problem
