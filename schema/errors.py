# SPDX-License-Identifier: EUPL-1.2
"""Everything that can go wrong, as types that carry their exit code.

::

    ImpegniError
    ├── Refused            exit 2: what was given cannot be used
    │   ├── DefinitionError    a rule, vocabulary, convention, unit or case file
    │   ├── InputError         a submission, an event or population file
    │   ├── ArchiveError       an archive, or what should enter it
    │   └── UsageError         the words of the command
    └── EngineError        exit 3: the engine itself failed

A broken definition, a violated rule and a failed evaluation are three different things, so they are
three different types; a violation is a verdict and never an exception.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .error_record import ErrorRecord

__all__ = [
    "ArchiveError",
    "DefinitionError",
    "EngineError",
    "ImpegniError",
    "InputError",
    "Refused",
    "UsageError",
]


class ImpegniError(Exception):
    """Base of every error this package raises on purpose."""

    exit_code = 3


class Refused(ImpegniError):
    """What was given cannot be used; carries every problem found, not only the first.

    Attributes:
        problems: One line each, located.
        records: The same as typed records, where there are any.
    """

    exit_code = 2

    def __init__(self, problems: Sequence[str], records: "Sequence[ErrorRecord]" = ()) -> None:
        if not problems:
            raise ValueError("a refusal has to say what is wrong")
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)
        self.records = tuple(records)


class DefinitionError(Refused):
    """A rule, vocabulary, convention, registry or case file is wrong."""


class InputError(Refused):
    """A submission, an event file or a population file is wrong."""


class ArchiveError(Refused):
    """An archive cannot be used, or what was given cannot enter it."""


class UsageError(Refused):
    """The words of the command do not fit together."""


class EngineError(ImpegniError):
    """The engine failed: no verdict of this run may be trusted."""
