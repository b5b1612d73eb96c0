# SPDX-License-Identifier: EUPL-1.2
"""Units and windows as people type them: by code or by name, by label or as they are printed."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from ...schema.errors import UsageError
from ...schema.unit import Unit
from ..definitions.wording import closest
from ..intake.codes import Codes
from ..language.reader import reader
from ..language.words import Words
from ..words.windows import meant_windows, window_words

LISTED = 12


def read_units(typed: Sequence[str], units: Collection[Unit]) -> tuple[tuple[str, ...], list[str]]:
    """The codes of the units that are meant, and what is wrong with each word that means none, or several."""
    codes, words = Codes({unit.code: (unit.name,) for unit in units}), reader()
    found = {name: codes.meant(name) for name in typed}
    problems = [f"--unit: {_not_meant(name, codes, words)}" for name, code in found.items() if code is None]
    return tuple(code for code in found.values() if code is not None), problems


def _not_meant(name: str, codes: Codes, words: Words) -> str:
    if several := codes.several(name):
        return words.text(
            "got '{got}', which is the name of several; write the code of one: {codes}",
            got=name,
            codes=words.either(several),
        )
    near = codes.near(name)
    if near is not None:
        said = f"{codes.title(near, words.language)} ({near})"
        return words.text("got '{got}', which is no unit; did you mean {near}?", got=name, near=said)
    return words.text(
        "got '{got}', which is no unit; write a code or a name of the registry: {accepted}",
        got=name,
        accepted=codes.accepted(words.language),
    )


def not_among(got: str, options: Sequence[str]) -> str:
    """The sentence that refuses a word where one of `options` belongs."""
    words, near = reader(), closest(got, options)
    if near is not None:
        return words.text("got '{got}'; did you mean '{near}'?", got=got, near=near)
    shown = ", ".join(options[:LISTED])
    if len(options) > LISTED:
        shown = words.text("{shown} (and {more} more)", shown=shown, more=len(options) - LISTED)
    return words.text("got '{got}'; write one of {options}", got=got, options=shown)


def meant_window(typed: str, windows: Mapping[str, dt.date]) -> str:
    """The label of the window that is meant.

    Args:
        windows: The first day of each window there is, by label.

    Raises:
        UsageError: There is none such; lists those there are.
    """
    found, words = meant_windows(typed, windows), reader()
    if len(found) == 1:
        return found[0]
    said = [window_words(label, start, words) for label, start in windows.items()]
    raise UsageError([f"--window: {not_among(typed, said)}"])
