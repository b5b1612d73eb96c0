# SPDX-License-Identifier: EUPL-1.2
"""What is in a cell without being seen: blanks around a value, marks that no letter shows, accents apart from letters.

Copied from web pages and documents, they make two values of one.
"""

import unicodedata

_PLAIN = " \t\n\r"
_UNSEEN = r"\p{{Cf}}"
_SPACES = r"\p{{Z}}"
_ENDS = "chr(9)", "chr(10)", "chr(13)", "' '"
_CLEAN = (
    "nullif(case when strlen({0}) <> length({0}) then trim(regexp_replace(regexp_replace(nfc_normalize({0}), "
    f"'{_UNSEEN}', '', 'g'), '{_SPACES}', ' ', 'g'), {' || '.join(_ENDS)}) "
    f"when {{0}} < '!' or {' or '.join(f'ends_with({{0}}, {end})' for end in _ENDS)} "
    f"then trim({{0}}, {' || '.join(_ENDS)}) else {{0}} end, '')"
)


_UNCLEAN = (
    "(strlen({0}) <> length({0}) or (strlen({0}) > 0 and {0} < '!') or "
    f"{' or '.join(f'ends_with({{0}}, {end})' for end in _ENDS)})"
)


def unclean(value: str) -> str:
    """SQL for whether a text may have something in it that is not seen."""
    return _UNCLEAN.format(value)


def plain(value: str) -> str:
    """SQL for a text that has nothing in it that is not seen, null where it is blank."""
    return f"nullif({value}, '')"


def clean(value: str) -> str:
    """SQL for a text without what is not seen, null where nothing is left: fast where all letters are plain."""
    return _CLEAN.format(value)


def cleaned(text: str) -> str:
    """The same of a text, blank where nothing is left.

    >>> cleaned("\N{ZERO WIDTH SPACE}CPI\N{NO-BREAK SPACE}Potenza ")
    'CPI Potenza'
    """
    if text.isascii():
        return text.strip(_PLAIN)
    kinds = ((letter, unicodedata.category(letter)) for letter in unicodedata.normalize("NFC", text))
    return "".join(" " if kind[0] == "Z" else letter for letter, kind in kinds if kind != "Cf").strip(_PLAIN)
