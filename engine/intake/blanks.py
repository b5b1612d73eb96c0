# SPDX-License-Identifier: EUPL-1.2
"""What is in a cell without being seen: blanks around a value, marks that no letter shows, accents apart from letters.

Copied from web pages and documents, they make two values of one.
"""

import re
import unicodedata

_PLAIN = " \t\n\r"
_MARKS = "\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\ufffc\U000e0100-\U000e01ef"
"""Beside the characters of format: joiners, selectors of a variant, the place of an object that was not copied."""

_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and patterns that are shown as blanks."""

_MARK, _FILLER = re.compile(f"[{_MARKS}]"), re.compile(f"[{_FILLERS}]")
_ENDS = "chr(9)", "chr(10)", "chr(13)", "' '"
_CLEAN = (
    "nullif(case when strlen({0}) <> length({0}) then trim(regexp_replace(regexp_replace(nfc_normalize({0}), "
    rf"'[\p{{{{Cf}}}}{_MARKS}]', '', 'g'), '[\p{{{{Z}}}}{_FILLERS}]', ' ', 'g'), {' || '.join(_ENDS)}) "
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
    plain = _FILLER.sub(" ", _MARK.sub("", unicodedata.normalize("NFC", text)))
    kinds = ((letter, unicodedata.category(letter)) for letter in plain)
    return "".join(" " if kind[0] == "Z" else letter for letter, kind in kinds if kind != "Cf").strip(_PLAIN)
