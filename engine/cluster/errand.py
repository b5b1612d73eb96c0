# SPDX-License-Identifier: EUPL-1.2
"""What is sent to where the facts are: the setting, and what is asked of it."""

from dataclasses import dataclass

from ...schema.base import Language
from ..reports.json import Facts
from ..runs.setting import Setting
from ..verdicts.run import Options


@dataclass(frozen=True)
class Errand:
    """It travels as it is, so that no definition has to lie on the machines that judge.

    Attributes:
        columns: Of each kind of fact of the dataset, the columns it has there.
        facts: Whether escalations and roll-ups are told too.
        language: That of what is said about wrong facts.
    """

    setting: Setting
    options: Options
    columns: dict[str, tuple[str, ...]]
    facts: Facts = "verdicts"
    language: Language = "en"
