# SPDX-License-Identifier: EUPL-1.2
"""What a value written in a cell means, by the form of its column."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ...schema.base import Language
from ..language.catalogue import Message, mark
from ..language.words import Words
from .columns import Column
from .firms import read_firm
from .headings import folded, nearest
from .problems import Fault

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ITALIAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})|([0-9]{1,2})/([0-9]{4})")
_COUNT = re.compile(r"([0-9]{1,10}|[0-9]{1,3}(?:\.[0-9]{3}){1,3})(?:,0{1,2})?|([0-9]{1,10})\.0{1,2}")
_LARGEST = 1_000_000_000
_YEARS = range(1900, 3000)
_FLAGS = {
    **dict.fromkeys(("si", "sì", "s", "yes", "y", "true", "vero", "1"), "yes"),
    **dict.fromkeys(("no", "n", "false", "falso", "0"), "no"),
}
_STATUS = {"valid": "valid", "valido": "valid", "annulled": "annulled", "annullato": "annulled"}
_LISTED = 12
_DATE_FORMS = mark("yyyy-mm-dd or dd/mm/yyyy")
_MONTH_FORMS = mark("yyyy-mm or mm/yyyy")
_COUNT_FORMS = mark("digits, with or without a point for thousands, from 0 to 1000000000")
_FLAG_FORMS = mark("yes, no (sì, no)")
_STATUS_FORMS = mark("valid, annulled (valido, annullato)")

Read = str | Fault
"""What a value means; or what is wrong with it, binding unless the fault tells what it means all the same."""


@dataclass(frozen=True)
class Codes:
    """The codes of one list.

    Attributes:
        titles: Each code with the titles people may write instead of it.
        derived: Codes that no file may contain.
    """

    titles: Mapping[str, Sequence[str]]
    derived: frozenset[str] = frozenset()

    @cached_property
    def by_title(self) -> Mapping[str, str]:
        """The code of each title."""
        return {folded(title): code for code, titles in self.titles.items() for title in titles}

    @cached_property
    def by_stripped(self) -> Mapping[str, str]:
        """The code of each spelling without leading zeros and case, where only one has it."""
        stripped = [_stripped(code) for code in self.titles]
        once = {each for each, count in Counter(stripped).items() if count == 1}
        return {_stripped(code): code for code in self.titles if _stripped(code) in once}

    def near(self, got: str) -> str | None:
        """The code probably meant."""
        return self.by_title.get(folded(got)) or nearest(got, self.titles)

    def accepted(self, language: Language) -> str:
        """The codes themselves if they are few, else how many there are."""
        open_codes = sorted(set(self.titles) - self.derived)
        few = len(open_codes) <= _LISTED
        return (
            ", ".join(open_codes)
            if few
            else Words(language).text("one of the {count} codes", count=len(open_codes))
        )


def _stripped(code: str) -> str:
    return code.casefold().lstrip("0")


class ValueReader:
    """Reads the values of a column; suggestions, which are slow, are made for the first faults only."""

    def __init__(self, column: Column, codes: Codes, language: Language) -> None:
        self.column = column
        self.codes = codes
        self.language = language
        self._suggestions = 50
        readers: Mapping[str, Callable[[str], Read]] = {
            "date": self._date, "count": self._count, "code": self._code,
            "codes": self._codes, "status": self._status, "month": self._month,
            "flag": self._flag, "firm": read_firm,
        }  # fmt: skip
        self.read = readers[column.form]

    def _fault(self, code: str, got: str, forms: Message) -> Fault:
        accepted = Words(self.language).marked(forms)
        return Fault(code, got, accepted=accepted, example=self.column.example)

    def _date(self, got: str) -> Read:
        iso, italian = _ISO.fullmatch(got), _ITALIAN.fullmatch(got)
        if iso:
            year, month, day = iso.groups()
        elif italian:
            day, month, year = italian.groups()
        else:
            return self._fault("bad_date", got, _DATE_FORMS)
        try:
            date = dt.date(int(year), int(month), int(day))
        except ValueError:
            return self._fault("impossible_date", got, _DATE_FORMS)
        return date.isoformat() if date.year in _YEARS else self._fault("bad_date", got, _DATE_FORMS)

    def _month(self, got: str) -> Read:
        match = _MONTH.fullmatch(got)
        if match is None:
            return self._fault("bad_month", got, _MONTH_FORMS)
        year, month = int(match[1] or match[4]), int(match[2] or match[3])
        good = year in _YEARS and 1 <= month <= 12
        return f"{year:04}-{month:02}" if good else self._fault("bad_month", got, _MONTH_FORMS)

    def _count(self, got: str) -> Read:
        plain = got.removeprefix("-")
        match = _COUNT.fullmatch(plain)
        count = int((match[1] or match[2]).replace(".", "")) if match else _LARGEST + 1
        if count > _LARGEST:
            return self._fault("bad_count", got, _COUNT_FORMS)
        return str(count) if plain == got else self._fault("negative_count", got, _COUNT_FORMS)

    def _flag(self, got: str) -> Read:
        return _FLAGS.get(got.casefold()) or self._fault("bad_flag", got, _FLAG_FORMS)

    def _status(self, got: str) -> Read:
        return _STATUS.get(got.casefold()) or self._fault("bad_status", got, _STATUS_FORMS)

    def _codes(self, got: str) -> Read:
        pieces = [piece.strip() for piece in got.split("|")]
        if not all(pieces):
            return Fault("blank_code", got, example=self.column.example)
        read = [self._code(piece) for piece in dict.fromkeys(pieces)]
        faults = [piece for piece in read if isinstance(piece, Fault)]
        for fault in faults:
            if fault.meant is None:
                return fault
        meant = "|".join(piece if isinstance(piece, str) else str(piece.meant) for piece in read)
        return replace(faults[0], meant=meant) if faults else meant

    def _code(self, got: str) -> Read:
        if got in self.codes.derived:
            return Fault("derived_event", got)
        if got in self.codes.titles:
            return got
        if self.column.codes == "unit" and (unit := self.codes.by_stripped.get(_stripped(got))):
            return Fault("restored_code", got, fields={"meant": unit}, meant=unit)
        self._suggestions -= 1
        near = self.codes.near(got) if self._suggestions >= 0 else None
        example = min(set(self.codes.titles) - self.codes.derived, default=None)
        return Fault("unknown_code", got, self.codes.accepted(self.language), example, near)
