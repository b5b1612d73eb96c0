# SPDX-License-Identifier: EUPL-1.2
"""The file of people: who may do what on the pages of `impegni serve`."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from .base import Code, Identifier, Model, OneOrMany

ALL = "all"


class Rights(Model):
    """What one person may do; everybody in the file may read.

    Attributes:
        name: As pages show it; else the name that the sign-on gives.
        send_for: The units whose submissions the person may send, those below them included, or `all`.
        reply_for: The parties that the person may reply for, or `all`.
    """

    name: Annotated[str, Field(min_length=1, max_length=120)] | None = None
    send_for: OneOrMany[Identifier] | None = None
    reply_for: OneOrMany[Code] | None = None


class People(Model):
    """Everybody who may come in, by the name that the sign-on gives."""

    people: Annotated[Mapping[Identifier, Rights], Field(min_length=1)]
