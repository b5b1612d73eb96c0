# SPDX-License-Identifier: EUPL-1.2
"""The file that makes a folder of rules an addition to those of the package."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Code, Model
from .vocabulary import EventType, UnitKind, Vocabulary


class Addition(Model):
    """`rulebook.yaml`: this folder adds its rules, cases and codes to another rulebook.

    Attributes:
        include: The rulebook it adds to; there is one, that of the package.
        convention: What its cases start from, from this folder; by default that of the package.
    """

    include: Literal["packaged"]
    convention: Annotated[str, Field(min_length=1)] | None = None


class AddedVocabulary(Vocabulary):
    """The codes that such a folder adds."""

    unit_kinds: dict[Code, UnitKind] = {}
    events: dict[Code, EventType] = {}
