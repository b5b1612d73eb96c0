# SPDX-License-Identifier: EUPL-1.2
"""Equivalent mutants: changes of a rule that change no verdict, and why none."""

from typing import Annotated

from pydantic import Field

from .base import Model, RuleId, Text


class EquivalentMutant(Model):
    """Mutants of one id that no case can tell from their rules.

    Attributes:
        mutant: The id, as `impegni rules mutate` shows it.
        rules: The rules this holds for.
        reason: Why no facts at all would give another verdict.
    """

    mutant: Annotated[str, Field(min_length=1)]
    rules: Annotated[tuple[RuleId, ...], Field(strict=False, min_length=1)]
    reason: Text


class EquivalentMutantsFile(Model):
    """The file of equivalent mutants beside the rules."""

    equivalent_mutants: Annotated[tuple[EquivalentMutant, ...], Field(strict=False)]
