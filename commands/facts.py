# SPDX-License-Identifier: EUPL-1.2
"""What a command judges: the facts of the files it was given."""

from collections.abc import Sequence
from pathlib import Path

from ..engine.intake.reader import Intake, read_files
from ..engine.reports.catalogue import Language
from ..schema.errors import UsageError
from .setting import Setting


def load_facts(paths: Sequence[Path], setting: Setting, language: Language) -> Intake:
    """The facts of the files named.

    Raises:
        UsageError: No file was named; nothing given is not the same as nothing done.
        InputError: Something in them is wrong.
    """
    if not paths:
        raise UsageError(["PATH: got no file; name the events and populations, for example events.csv"])
    return read_files(paths, setting.rulebook.vocabulary, setting.codes, language=language)
