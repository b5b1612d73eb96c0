# SPDX-License-Identifier: EUPL-1.2
"""What a value written in a cell means, by the form of its column."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from ...schema.base import Language
from ..language.catalogue import Message, mark
from ..language.typed import YEARS, day_parts, typed_month, without_hour
from ..language.words import Words
from .codes import Codes
from .columns import Column
from .firms import read_firm
from .persons import PersonKey, read_person
from .problems import Fault
from .spreadsheet_errors import error_in

_COUNT = re.compile(
    r"([0-9]{1,10}|[0-9]{1,3}(?:([. '’])[0-9]{3}(?:\2[0-9]{3}){,2}))(?:,0{1,2})?|([0-9]{1,10})\.0{1,2}"
)
"""Digits, with a point, a blank or an apostrophe for thousands, and the decimals that a program added."""

_SEPARATORS = re.compile(r"[,;/\n+&]| e | and ")
_LARGEST = 1_000_000_000
_AS_TEXT = "'"
"""What spreadsheets have before a value that is to stay a text, and some programs write with it."""

_FLAGS = {
    **dict.fromkeys(("si", "sì", "s", "yes", "y", "true", "vero", "1"), "yes"),
    **dict.fromkeys(("no", "n", "false", "falso", "0"), "no"),
}
_STATUS = {
    **dict.fromkeys(("valid", "valido", "valida"), "valid"),
    **dict.fromkeys(("annulled", "annullato", "annullata"), "annulled"),
}
_DATE_FORMS = mark("dd/mm/yyyy or yyyy-mm-dd")
_MONTH_FORMS = mark("yyyy-mm, mm/yyyy or the name of the month with the year")
_COUNT_FORMS = mark("digits, with or without a point for thousands, from 0 to 1000000000")
_FLAG_FORMS = mark("yes, no (sì, no)")
_STATUS_FORMS = mark("valid, annulled (valido, annullato)")

_NUMBERS_OF_DAYS = range(20_000, 80_000)
_FIRST_NUMBERED = dt.date(1899, 12, 30)
"""Spreadsheets count days from here, and other programs milliseconds from 1970."""

_MILLISECONDS = re.compile(r"[0-9]{12,13}")

Read = str | Fault
"""What a value means; or what is wrong with it, binding unless the fault tells what it means all the same."""


def with_near(fault: Fault, codes: Codes, near: str | None, language: Language) -> Fault:
    """A fault that suggests a code, by the title it has if that can be written."""
    if near is None:
        return fault
    offered = codes.offered(near, language)
    return replace(fault, near=offered, near_code=None if offered == near else near)


def numbered_day(got: str) -> dt.date | None:
    """The day that a number stands for in spreadsheets, or in milliseconds in other programs.

    >>> numbered_day("43536"), numbered_day("1552348800000"), numbered_day("12")
    (datetime.date(2019, 3, 12), datetime.date(2019, 3, 12), None)
    """
    whole = got.removesuffix(".0")
    if _MILLISECONDS.fullmatch(whole):
        return dt.datetime.fromtimestamp(int(whole) / 1000, dt.UTC).date()
    if whole.isascii() and whole.isdigit() and len(whole) < 6 and int(whole) in _NUMBERS_OF_DAYS:
        return _FIRST_NUMBERED + dt.timedelta(int(whole))
    return None


class ValueReader:
    """Reads the values of a column; suggestions, which are slow, are made for the first faults only."""

    def __init__(
        self, column: Column, codes: Codes, language: Language, person_key: PersonKey | None = None
    ) -> None:
        self.column = column
        self.person_key = person_key
        self.codes = codes
        self.language = language
        self._suggestions = 50
        readers: Mapping[str, Callable[[str], Read]] = {
            "date": self._date, "count": self._count, "code": self._code,
            "codes": self._codes, "status": self._status, "month": self._month,
            "flag": self._flag, "firm": read_firm, "case": self._case, "person": self._person,
        }  # fmt: skip
        self._meant = readers[column.form]

    def read(self, got: str) -> Read:
        """What a value means."""
        return error_in(got) or self._meant(got)

    def _fault(self, code: str, got: str, forms: Message) -> Fault:
        accepted = Words(self.language).marked(forms)
        return Fault(code, got, accepted=accepted, example=self.column.shown_example(self.language))

    def _date(self, got: str) -> Read:
        written, at_hour = without_hour(got.removeprefix(_AS_TEXT))
        parts = day_parts(written)
        if parts is None:
            return self._number_of_day(got) or self._fault("bad_date", got, _DATE_FORMS)
        try:
            date = dt.date(*parts)
        except ValueError:
            return self._fault("impossible_date", got, _DATE_FORMS)
        if date.year not in YEARS:
            return self._fault("bad_date", got, _DATE_FORMS)
        day = date.isoformat()
        said = {"day": Words(self.language).day(date)}
        return Fault("hour_left_out", got, fields=said, meant=day) if at_hour else day

    def _number_of_day(self, got: str) -> Fault | None:
        """What to say of the number that a program keeps for a day, where the cell does not say it is one."""
        day = numbered_day(got)
        if day is None:
            return None
        said = Words(self.language).day(day)
        return Fault("number_of_day", got, example=said, fields={"day": said})

    def _month(self, got: str) -> Read:
        month = typed_month(got.removeprefix(_AS_TEXT))
        if month is not None:
            return f"{month:%Y-%m}"
        day = self._date(got)
        meant = day.meant if isinstance(day, Fault) else day
        return self._fault("bad_month", got, _MONTH_FORMS) if meant is None else meant[:7]

    def _count(self, got: str) -> Read:
        got = got.removeprefix(_AS_TEXT)
        plain = got.removeprefix("-")
        match = _COUNT.fullmatch(plain)
        count = int(re.sub("[^0-9]", "", match[1] or match[3])) if match else _LARGEST + 1
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
            two = [code for code in self.codes.titles if code not in self.codes.derived][:2]
            example = "|".join(self.codes.offered(code, self.language) for code in two)
            return Fault("blank_code", got, example=example)
        read = [self._code(piece) for piece in dict.fromkeys(pieces)]
        faults = [piece for piece in read if isinstance(piece, Fault)]
        for fault in faults:
            if fault.meant is None:
                return self._other_separator(got) or fault
        meant = "|".join(
            dict.fromkeys(piece if isinstance(piece, str) else str(piece.meant) for piece in read)
        )
        return replace(faults[0], meant=meant) if faults else meant

    def _other_separator(self, got: str) -> Fault | None:
        """What to say of several codes that something else than | stands between."""
        pieces = [piece for each in _SEPARATORS.split(got) if (piece := each.strip())]
        meant = [self.codes.meant(piece) or self._restored(piece) for piece in pieces]
        if len(pieces) < 2 or not all(meant):
            return None
        return Fault("not_separated", got, example="|".join(pieces))

    def _code(self, got: str) -> Read:
        if got not in self.codes.titles and (unit := self._restored(got)) is not None:
            return Fault("restored_code", got, fields={"meant": unit}, meant=unit)
        meant = self.codes.meant(got)
        if meant is not None:
            return Fault("derived_event", got) if meant in self.codes.derived else meant
        accepted = self.codes.accepted(self.language)
        if several := self.codes.several(got):
            return Fault("several_have_title", got, fields={"codes": ", ".join(several)}, example=several[0])
        self._suggestions -= 1
        near = self.codes.near(got) if self._suggestions >= 0 else None
        fault = Fault("unknown_code", got, accepted, self._example())
        return with_near(fault, self.codes, near, self.language)

    def _person(self, got: str) -> Read:
        read = read_person(got, self.person_key)
        return read if isinstance(read, str) else replace(read, example=self.column.example)

    def _case(self, got: str) -> Read:
        """A case that is a unit, whatever its spelling; any other is what it is."""
        unit = self.codes.restored(got)
        if unit is not None and got not in self.codes.titles:
            return Fault("restored_code", got, fields={"meant": unit}, meant=unit)
        return self.codes.meant(got) or got

    def _restored(self, got: str) -> str | None:
        return self.codes.restored(got) if self.column.codes == "unit" else None

    def _example(self) -> str | None:
        return self.codes.shown_example(self.language)
