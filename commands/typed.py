# SPDX-License-Identifier: EUPL-1.2
"""Days, months and names in options: typed as they are printed, or as programs write them."""

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import click

from .reader import reader

if TYPE_CHECKING:
    _DateType = click.ParamType[dt.date]
    _TextType = click.ParamType[str]
else:
    _DateType = _TextType = click.ParamType  # Older versions of click take no type here.


class Day(_DateType):
    """A date: `2020-02-20` or `20/02/2020`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day that is meant, or a usage error that shows the forms."""
        if isinstance(value, dt.date):
            return value
        from ..engine.language.typed import YEARS, day_parts

        words, parts = reader(), day_parts(value.strip())
        if parts is None or parts[0] not in YEARS:
            self.fail(
                words.text("got '{got}'; write a date such as 20/02/2020 or 2020-02-20", got=value),
                param,
                ctx,
            )
        try:
            return dt.date(*parts)
        except ValueError:
            self.fail(words.text("got '{got}', which is no day of the calendar", got=value), param, ctx)


class Month(_DateType):
    """A month: `2020-01`, `01/2020`, `gen 2020`, `January 2020`; its first day."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The first day of the month that is meant, or a usage error that shows the forms."""
        if isinstance(value, dt.date):
            return value
        from ..engine.language.typed import typed_month

        month = typed_month(" ".join(value.split()))
        if month is None:
            words = reader()
            forms = words.text("got '{got}'; write a month such as 01/2020, 2020-01 or gen 2020", got=value)
            self.fail(forms, param, ctx)
        return month


class Name(_TextType):
    """A name that the log of an archive keeps."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name without blanks around it, or a usage error."""
        from ..engine.plain_text import control_in

        words, name = reader(), str(value).strip()
        if (control := control_in(name)) is not None:
            self.fail(words.text("got the control character {code}; remove it", code=control), param, ctx)
        if not name:
            self.fail(words.text("got nothing; write who gives the command, for example Anna"), param, ctx)
        return name


class Head(_TextType):
    """The head of a log, as it was printed: broken over lines, or in capitals, it is the same."""

    name = "hash"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The head, or a usage error where it is none."""
        words, head = reader(), "".join(str(value).split()).lower()
        if re.fullmatch("[0-9a-f]{64}", head) is None:
            said = words.text(
                "got '{got}'; write the whole head, 64 digits and letters from a to f", got=value
            )
            self.fail(said, param, ctx)
        return head


DAY, MONTH, NAME, HEAD = Day(), Month(), Name(), Head()
