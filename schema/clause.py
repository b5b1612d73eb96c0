# SPDX-License-Identifier: EUPL-1.2
"""What the clauses of a convention ask, in our own words, for the table that sets their rules beside them."""

from typing import Annotated

from pydantic import Field

from .base import Identifier, Model

Sentence = Annotated[str, Field(min_length=1)]


class Asked(Model):
    """What one clause asks.

    Attributes:
        asks: In a few words, in the language of the text; its own sentences are not copied.
        left_out: What of it no rule judges.
    """

    asks: Sentence
    left_out: Sentence | None = None


class AskedFile(Model):
    """The file `<convention>.clauses.yaml`, beside the convention."""

    clauses: dict[Identifier, Asked]
