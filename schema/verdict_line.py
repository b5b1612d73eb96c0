# SPDX-License-Identifier: EUPL-1.2
"""A verdict that a case expects, on one line: `2018-03 violation 0/1 due 2018-04-10`.

The window, the kind, what was observed of what was required, then any other field by its name. Only what is
written is compared.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Annotated, Any, cast, get_args

from pydantic import Field, PlainValidator
from pydantic_core import PydanticCustomError

from .case import Expected
from .verdict import Kind

_KINDS: tuple[str, ...] = get_args(Kind)
_COUNTS = re.compile(r"(?P<observed>[0-9]+)/(?P<required>[0-9]+)")
HERE = ""
"""The unit of a line alone: where events happen that name none."""
_NONE = "none"
_APART = "+"


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise ValueError("verdict_number")
    return int(text)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("verdict_day") from error


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("verdict_truth")
    return text == "true"


def _threshold(text: str) -> int | str:
    return text if re.fullmatch(r"[0-9]{1,3}%", text) else _whole(text)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(_APART))


def _reason(text: str) -> str:
    """`continued_in S2` is the code and what it is about."""
    code, _, about = text.partition(" ")
    return f"{code}: {about}" if about else code


_READERS: Mapping[str, Callable[[str], object]] = {
    "observed": _whole,
    "required": _whole,
    "threshold": _threshold,
    "shortfall": _whole,
    "headroom": _whole,
    "active_days": _whole,
    "at_risk": _truth,
    "due": _day,
    "incomplete": _several,
    "flags": _several,
    "reason": _reason,
    "rule": str,
}
"""How the words after the name of a field are read; they go on to the name of the next."""


def read_line(value: object) -> Expected:
    """What a line says.

    >>> read_line("2018 not_applicable reason continued_in S2").reason
    'continued_in: S2'

    Raises:
        PydanticCustomError: It is no such line; its type says what is wrong.
    """
    if not isinstance(value, str) or len(value.split()) < 2:
        raise _refusal("verdict_line")
    window, kind, *rest = value.split()
    if kind not in _KINDS:
        raise _refusal("one_of", got=kind, options=_KINDS)
    fields: dict[str, Any] = {}
    if rest and (counts := _COUNTS.fullmatch(rest[0])):
        fields = {name: int(number) for name, number in counts.groupdict().items()}
        rest = rest[1:]
    for name, words in _named(rest):
        if name in fields:
            raise _refusal("verdict_field_twice", name=name, line=value)
        fields[name] = _read(name, " ".join(words))
    return Expected(unit=HERE, window=window, kind=cast(Kind, kind), **fields)


def _named(words: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """Each name of a field with the words up to the next."""
    starts = [place for place, word in enumerate(words) if word in _READERS]
    if words and (not starts or starts[0] > 0):
        raise _refusal("one_of", got=words[0], options=("0/1", *_READERS))
    for start, end in pairwise([*starts, len(words)]):
        yield words[start], words[start + 1 : end]


def _read(name: str, text: str) -> object:
    if not text:
        raise _refusal("verdict_field_empty", name=name)
    try:
        return None if text == _NONE else _READERS[name](text)
    except ValueError as error:
        raise _refusal(str(error), name=name, text=text) from error


def _refusal(kind: str, **context: object) -> PydanticCustomError:
    """An error whose words the loader has, by its type."""
    return PydanticCustomError(kind, "no line of a verdict", context)


VerdictLine = Annotated[
    Expected,
    PlainValidator(
        read_line,
        json_schema_input_type=Annotated[str, Field(pattern=rf"^\S+ ({'|'.join(_KINDS)})( |$)")],
    ),
]
