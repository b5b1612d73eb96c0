# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a text that is no YAML, in a sentence that says where and what to write.

The parser's own sentences speak of scalars, keys and tokens to people who know its grammar; those that people meet
are told anew, the others are passed on.
"""

from typing import NamedTuple

import yaml

from ..language.catalogue import Message, mark
from ..language.reader import words


class _Fault(NamedTuple):
    """How a fault is told.

    Attributes:
        begins: It is where what was being read begins, and not where the parser noticed.
    """

    said: Message
    begins: bool = False


_UNCLOSED_QUOTE = _Fault(
    mark('got a quotation mark that is never closed; close it, for example title: "Info point"'), begins=True
)
_UNFITTING = _Fault(
    mark(
        "got something that fits neither its line nor those above; let keys of one thing begin in one column,"
        " and nothing follow a closing quote or bracket"
    )
)
_TELLING = {
    "unexpected end of stream": _UNCLOSED_QUOTE,
    "unexpected document indicator": _UNCLOSED_QUOTE,
    "could not find expected ':'": _Fault(
        mark("got a line that is no key with its value; write a colon and a blank, for example at_least: 1"),
        begins=True,
    ),
    "mapping values are not allowed": _Fault(
        mark(
            "got a colon where none can stand: put a text with a colon in quotes, for example"
            ' title: "Art. 5: reports", and let keys of one thing begin in one column'
        )
    ),
    "expected ',' or ']'": _Fault(
        mark("got a list that is not closed, or no comma between its values; write [a, b]"), begins=True
    ),
    "expected ',' or '}'": _Fault(
        mark(
            "got a mapping that is not closed, or no comma between its keys; write {{event: seminar, topic: adr}}"
        ),
        begins=True,
    ),
    "expected '-' indicator": _Fault(
        mark(
            "got a line that is no entry of the list it stands in; begin it with - and a blank, as those above"
        )
    ),
    "expected key": _UNFITTING,
    "expected <block end>": _UNFITTING,
    "cannot start any token": _Fault(
        mark('got {letter}, which begins no value; put the value in quotes, for example "{letter}100"')
    ),
    "unknown escape character": _Fault(
        mark("got a backslash in double quotes; write single quotes, for example 'C:\\invii'")
    ),
}
"""By what the parser says, in its two forms."""


def syntax_fault(error: yaml.MarkedYAMLError, text: str) -> str:
    """`LINE:COLUMN: what was got; what to write`.

    Args:
        text: What was read.
    """
    problem = error.problem or ""
    fault = next((fault for telling, fault in _TELLING.items() if telling in problem), None)
    marks = (error.context_mark, error.problem_mark)
    begun, noticed = (mark for mark in marks)
    place = (begun if fault is not None and fault.begins else noticed) or noticed or begun
    line, column = (0, 0) if place is None else (place.line, place.column)
    row = (text.splitlines() or [""])[line:][:1]
    whole = row[0] if row else ""
    if "\t" in whole[: len(whole) - len(whole.lstrip())]:
        said = words.text("got a tab as indentation; write spaces")
    elif fault is not None:
        said = words.marked(fault.said, letter=whole[column : column + 1])
    else:
        what = " ".join(part for part in (error.problem, error.context) if part)
        said = words.text("is not YAML: {what}; check quotes, colons and indentation", what=what)
    return f"{line + 1}:{column + 1}: {said}"
