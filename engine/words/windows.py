# SPDX-License-Identifier: EUPL-1.2
"""Windows, periods and months as people say them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import get_args

from ...schema.base import Language
from ..language.catalogue import mark, mark_plural
from ..language.typed import typed_month
from ..language.words import Words

PERIODS = {
    "month": mark("a month"),
    "quarter": mark("a quarter"),
    "year": mark("a year"),
    "school_year": mark("a school year"),
    "term": mark("in the whole term"),
}
"""How often a number is due: `at least 2 a year`."""

EACH = {
    "month": mark("each month"),
    "quarter": mark("each quarter"),
    "year": mark("each year"),
    "school_year": mark("each school year, from September to August"),
    "term": mark("once, over the whole term"),
}
"""How often a duty is judged."""

RUNS = {
    "month": mark_plural("{count} month", "{count} months in a row"),
    "quarter": mark_plural("{count} quarter", "{count} quarters in a row"),
    "year": mark_plural("{count} year", "{count} years in a row"),
    "school_year": mark_plural("{count} school year", "{count} school years in a row"),
    "term": mark_plural("{count} term", "{count} terms"),
}
"""How long a run of violations is."""


def window_words(label: str, start: dt.date, words: Words) -> str:
    """A window as people say it.

    >>> window_words("2018-03", dt.date(2018, 3, 1), Words("it"))
    'mar 2018'
    >>> window_words("2018-Q1", dt.date(2018, 1, 1), Words("it"))
    '1° trim. 2018'
    """
    if label == "term":
        return words.text("whole term")
    if "-Q" in label:
        return words.text("Q{quarter} {year}", quarter=label[-1], year=start.year)
    if "-" in label:
        return words.month(start)
    if label.startswith("A"):
        return words.text("year {number} of the term", number=label[1:])
    return words.text("school year {label}", label=label) if "/" in label else label


def meant_windows(typed: str, windows: Mapping[str, dt.date]) -> list[str]:
    """The labels of the windows that are meant by what is typed: a label, or a window as people say it.

    >>> meant_windows("Gen  2020", {"2020-01": dt.date(2020, 1, 1), "2020-02": dt.date(2020, 2, 1)})
    ['2020-01']
    """
    asked, month = _bare(typed), typed_month(typed)
    return [
        label
        for label, start in windows.items()
        if asked in {_bare(label), *(_bare(window_words(label, start, words)) for words in _READERS)}
        or (month == start and label == f"{start:%Y-%m}")
    ]


_READERS = tuple(Words(language) for language in get_args(Language))


def _bare(text: str) -> str:
    """A text without what people vary when they copy it: case, spaces, full stops."""
    return "".join(text.casefold().replace(".", "").split())


def month_ranges(months: Sequence[str], words: Words) -> str:
    """Months in words, those that follow each other as a range.

    >>> month_ranges(["2018-01", "2018-02", "2018-05"], Words("it"))
    'gen 2018 – feb 2018, mag 2018'
    """
    runs: list[list[dt.date]] = []
    for month in months:
        day = dt.date.fromisoformat(f"{month}-01")
        if runs and (runs[-1][-1] + dt.timedelta(days=31)).replace(day=1) == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    ends = [list(dict.fromkeys((run[0], run[-1]))) for run in runs]
    return ", ".join(" – ".join(words.month(day) for day in run) for run in ends)
