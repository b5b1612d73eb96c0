# SPDX-License-Identifier: EUPL-1.2
"""The firms of events: any short key; what looks like a partita IVA must be one, and is that one however written."""

import re

from .problems import Fault

_NAMED = r"(?:p\.? ?iva|partita iva|p\.? ?i\.?|c\.? ?f\.?|codice fiscale|vat|it)[ .:n°]*"
_NUMBER = rf"(?i)(?:{_NAMED})*[0-9](?:[ .\-]?[0-9]){{7,10}}(?:[.,]0{{1,2}})?"
_BESIDE_WORDS = "(?:[^0-9]*[^A-Za-z0-9])?(?:IT)?[0-9]{11}(?:[^A-Za-z0-9][^0-9]*)?"
LIKE_A_NUMBER = f"{_NUMBER}|{_BESIDE_WORDS}"
"""The values to look at: eleven digits, fewer where a spreadsheet took the zeros, apart or together, with what they
are called or the country before them, with the decimals that a spreadsheet added behind; or eleven digits together,
the only ones beside a name or a mark."""

_DECIMALS = re.compile(r"[.,]0{1,2}$")
_DIGITS = 11


def read_firm(got: str) -> str | Fault:
    """The firm a value means; a partita IVA is reduced to its digits and gets lost zeros back.

    >>> read_firm("IT00743110157") == read_firm("P.IVA 00743 110 157") == "00743110157"
    True
    >>> read_firm("00743110157 (Rossi srl)"), read_firm("pratica 12345678901")
    ('00743110157', 'pratica 12345678901')
    """
    from stdnum.it import iva

    digits = re.sub("[^0-9]", "", got if got.isdigit() else _DECIMALS.sub("", got))
    if iva.is_valid(digits):
        return digits
    whole = digits.zfill(_DIGITS)
    if len(digits) < _DIGITS and iva.is_valid(whole):
        return Fault("restored_firm", got, fields={"meant": whole}, meant=whole)
    return Fault("bad_firm", got) if len(digits) >= _DIGITS and re.fullmatch(_NUMBER, got) else got
