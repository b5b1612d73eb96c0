# SPDX-License-Identifier: EUPL-1.2
"""What a workbook is asked for: whose submission, of which month, in which language."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...schema.base import Language
from ...schema.convention import Convention, Interval
from ...schema.errors import UsageError
from ...schema.rule import Rule
from ...schema.unit import Unit
from ...schema.vocabulary import Vocabulary
from ..definitions.calendar import month_end, month_label
from ..definitions.lint import is_national, selected
from ..definitions.registry import Registry
from ..intake.codes import Codes, codes_of
from ..intake.columns import Column
from ..language.words import Words


@dataclass(frozen=True)
class Request:
    """A checked wish for a workbook.

    Attributes:
        month: Its first day.
        units: Those valid on a day of the month, as people look for them: by kind, then by code.
        senders: The codes of those the submission will speak for.
        codes: What files may write for each code, by list.
        rules: Those in force in the region, which examples are taken from.
    """

    convention: Convention
    vocabulary: Vocabulary
    month: dt.date
    units: tuple[Unit, ...]
    senders: tuple[str, ...]
    codes: Mapping[str, Codes]
    language: Language
    rules: tuple[Rule, ...] = ()

    def written(self, codes: str, code: str) -> str:
        """What people write for a code of a list: its title, where no other has the same."""
        return self.codes[codes].offered(code, self.language)

    def example(self, column: Column) -> str:
        """A value that a column may hold; of several, two."""
        units = [unit.code for unit in self.units if unit.parent is not None][-2:]
        if column.codes == "unit" and column.form == "codes" and len(units) > 1:
            return "|".join(self.written("unit", code) for code in units)
        return self.codes[column.codes].shown_example(self.language) or column.example

    @property
    def words(self) -> Words:
        """The sentences in the reader's language."""
        return Words(self.language)

    @property
    def last(self) -> dt.date:
        """The last day of the month."""
        return month_end(self.month)

    @property
    def label(self) -> str:
        """The month as files write it."""
        return month_label(self.month)

    @property
    def month_name(self) -> str:
        """The month as people write it."""
        return self.words.month_in_full(self.month)

    @property
    def title(self) -> str:
        """The title of the workbook."""
        return self.words.text("Monthly submission of {month}", month=self.month_name)

    @property
    def suggested_id(self) -> str:
        """An id that tells the sender and the month: the only unit, else the convention."""
        sender = self.senders[0] if len(self.senders) == 1 else self.convention.convention
        return f"{sender}-{self.label}"


def make_request(
    convention: Convention,
    registry: Registry,
    vocabulary: Vocabulary,
    month: dt.date,
    senders: Sequence[str] = (),
    language: Language = "it",
    rules: Iterable[Rule] = (),
) -> Request:
    """Check what was asked for.

    Args:
        month: Any day of it.
        senders: The units the submission speaks for; the convention's reporting units if none is named.
        rules: Those of the rulebook.

    Raises:
        UsageError: The month is none of the convention's, or a unit is none of that month.
    """
    words, first = Words(language), month.replace(day=1)
    _refuse_outside(convention.term, first, words)
    kinds = list(vocabulary.unit_kinds)
    valid = sorted(
        (unit for unit in registry.units if unit.valid_from <= month_end(first) and first <= unit.valid_to),
        key=lambda unit: (kinds.index(unit.kind), unit.code),
    )
    codes = [unit.code for unit in valid]
    absent = [code for code in senders if code not in codes]
    if absent:
        said = words.text(
            "there is no such unit in {month}; write one that is valid then", month=words.month(first)
        )
        raise UsageError([f"--unit: {code}: {said}" for code in absent])
    reporting = [unit.code for unit in valid if unit.kind in convention.reporting.kinds]
    chosen = tuple(dict.fromkeys(senders)) or tuple(reporting)
    written = codes_of(vocabulary, registry.units)
    ours = tuple(rule for rule in rules if selected(rule, convention) and not is_national(rule))
    return Request(convention, vocabulary, first, tuple(valid), chosen, written, language, ours)


def _refuse_outside(term: Interval, first: dt.date, words: Words) -> None:
    if month_end(first) < term.start or term.end < first:
        said = words.text(
            "got {month}; write a month from {first} to {last}, the term",
            month=words.month(first),
            first=words.month(term.start),
            last=words.month(term.end),
        )
        raise UsageError([f"--month: {said}"])
