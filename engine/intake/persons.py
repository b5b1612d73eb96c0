# SPDX-License-Identifier: EUPL-1.2
"""The persons of rows: codes that only their senders can trace back, or keys; fiscal codes only to become keys."""

import re
from collections.abc import Callable

from .personal_data import (
    KEY,
    LENGTH,
    LIKE_A_CODE,
    NOT_OF_A_CODE,
    TELEPHONE,
    contact_in,
    fiscal_code_in,
    veiled,
)
from .personal_data import personal_data_in as masked_code
from .problems import Fault

PersonKey = Callable[[str], str]
"""The key of a person, computed with a secret."""

_BORN = "(?:19[2-9][0-9]|200[0-9])"
_MONTH, _DAY_OF_MONTH = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
_DAY = (
    r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}[/.-][0-9]{1,2}[/.-][0-9]{1,2}"
    f"|{_BORN}{_MONTH}{_DAY_OF_MONTH}|{_DAY_OF_MONTH}{_MONTH}{_BORN}"
)
"""A day; in digits alone only where somebody served could be born on it, for codes may be of eight digits too."""
_PLAIN = r"[!-+\--:<-?A-{}~]*[0-9][!-+\--:<-?A-{}~]*"
"""A code: one word of plain letters, digits and marks, a digit among them; no comma, semicolon, @ or |."""

_WORDS = "[A-Za-z]{3,}[._][A-Za-z]{3,}"


def unusual(name: str) -> str:
    """SQL for the values of a column of persons that need looking at."""
    return (
        f"(not regexp_full_match({name}, '{_PLAIN}') or regexp_full_match({name}, '{TELEPHONE}|{_DAY}') "
        f"or regexp_matches({name}, '{_WORDS}') or (strlen({name}) >= {LENGTH} and regexp_matches("
        f"regexp_replace({name}, '{NOT_OF_A_CODE}', '', 'g'), '{LIKE_A_CODE}')))"
    )


def read_person(got: str, key: PersonKey | None) -> str | Fault:
    """The person a value means: itself, or its key where it is a fiscal code in any dress.

    Args:
        key: Computes keys; without it a fiscal code is refused.

    >>> read_person("P00123", None)
    'P00123'
    >>> read_person("Mario Rossi", None).code
    'person_named'
    """
    if re.fullmatch(KEY, got):
        return got
    if code := fiscal_code_in(got):
        return key(code) if key else Fault("person_fiscal_code", masked_code(got))
    if contact_in(got) or re.fullmatch(TELEPHONE, got):
        return Fault("person_contact", veiled(got))
    if re.fullmatch(_DAY, got):
        return Fault("person_day", veiled(got))
    words = re.search(_WORDS, got) is not None and got.upper() != got
    return Fault("person_named", veiled(got)) if words or not re.fullmatch(_PLAIN, got) else got


def shown_person(got: str) -> str:
    """A value of the column of persons fit to be shown: a code as it is, anything else veiled."""
    read = read_person(got, None)
    return read if isinstance(read, str) else str(read.got)
