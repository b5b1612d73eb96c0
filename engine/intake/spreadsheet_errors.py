# SPDX-License-Identifier: EUPL-1.2
"""What a spreadsheet shows in place of a value: the errors of its formulas, and signs where a column is too narrow.

Saved as text or pasted as values they are words like any other, and would become facts or unknown codes.
"""

import re

from .problems import Fault

_SHOWN = (
    "N/[AD]", "REF!", "RIF!", "VALUE!", "VALORE!", "DIV/0!", "NAME[?]", "NOME[?]", "NUM!", "NULL!", "NULLO!", "SPILL!",
    "ESPANSIONE!", "RIVERSAMENTO!", "CALC!", "CALCOLO!", "FIELD!", "CAMPO!", "ERROR!", "ERRORE!", "GETTING_DATA",
    "BLOCKED!", "CONNECT!", "UNKNOWN!",
)  # fmt: skip
_PATTERNS = {
    "error_text": f"#(?i:{'|'.join(_SHOWN)})|Err(?:or|ore)?:[0-9]+",
    "too_narrow": "###+",
}
"""By what is said of them."""


def may_show_error(column: str) -> str:
    """SQL for the values of a column that are worth looking at: hardly any other begins so."""
    return f"({column} between '#' and '$' or {column} between 'Err' and 'Es')"


def shows_error(column: str) -> str:
    """SQL for the values of a column that a spreadsheet shows where it has none."""
    closely = f"regexp_full_match({column}, '{'|'.join(_PATTERNS.values())}')"
    return f"(case when {may_show_error(column)} then {closely} else false end)"


def error_in(got: str) -> Fault | None:
    """What to say of such a value; nothing of any other.

    >>> error_in("#N/D").code, error_in("#####").code, error_in("n. 3")
    ('error_text', 'too_narrow', None)
    """
    codes = (code for code, pattern in _PATTERNS.items() if re.fullmatch(pattern, got))
    return next((Fault(code, got) for code in codes), None)
