# SPDX-License-Identifier: EUPL-1.2
"""The project file: what is judged here, so that no command has to be told again."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .base import Model, OneOrMany

File = Annotated[str, Field(min_length=1)]
"""A path, absolute or from the folder of the project file."""


class Project(Model):
    """`impegni.yaml`: the options that commands of this folder, and of those below it, need not be given.

    Attributes:
        convention: The convention file, or several to judge together.
        units: The registry, where it is not the one the convention names.
        rulebook: The folder of the rules; without it those of the package.
        archive: The archive of submissions; the first `impegni ingest` makes it.
        programme: The national programme, to judge the national rules too.
        language: In which the program speaks.
        key_file: The secret that keys of persons are computed with.
    """

    convention: OneOrMany[File] | None = None
    units: File | None = None
    rulebook: File | None = None
    archive: File | None = None
    programme: File | None = None
    language: Literal["it", "en"] | None = None
    key_file: File | None = None

    @model_validator(mode="after")
    def _registry_of_one(self) -> Self:
        if self.units is not None and (self.convention is None or len(self.convention) > 1):
            raise PydanticCustomError(
                "project_units",
                "got units without exactly one convention; name the convention whose registry it is",
            )
        return self
