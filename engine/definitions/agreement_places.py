# SPDX-License-Identifier: EUPL-1.2
"""Where a part of a convention or programme stands, for whoever has to look at it."""

from dataclasses import dataclass
from typing import Any

from ...schema.convention import Agreement, Convention, Programme
from ..language.reader import words
from .yaml_source import Source


@dataclass(frozen=True)
class AgreementPlaces:
    """The places of one agreement: lines of its file, or parts by name where it was read from none."""

    agreement: Agreement
    source: Source | None = None

    @property
    def name(self) -> str:
        """`convention basilicata`."""
        if isinstance(self.agreement, Programme):
            return words.text("programme {name}", name=self.agreement.programme)
        if isinstance(self.agreement, Convention):
            return words.text("convention {name}", name=self.agreement.convention)
        return words.text("agreement")

    def of(self, *steps: Any) -> str:
        """The place of a part: the keys and positions that lead to it."""
        if self.source is not None:
            return f"{self.source.path}:{self.source.line(steps)}"
        return ": ".join([self.name, *map(str, steps[:1])])
