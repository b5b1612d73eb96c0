# SPDX-License-Identifier: EUPL-1.2
"""The firms of events: any short key, but what looks like a partita IVA must be one."""

import re

from stdnum.it import iva

from .problems import Fault

LIKE_A_NUMBER = "(?i)(IT *)?[0-9]{8,11}"
"""The values to look at: eleven digits, fewer where a spreadsheet took the zeros, either with the country."""

_DIGITS = 11


def read_firm(got: str) -> str | Fault:
    """The firm a value means; a partita IVA loses its country and gets lost zeros back.

    >>> read_firm("IT00743110157")
    '00743110157'
    """
    digits = re.sub("[^0-9]", "", got)
    if iva.is_valid(digits):
        return digits
    whole = digits.zfill(_DIGITS)
    if len(digits) < _DIGITS and iva.is_valid(whole):
        return Fault("restored_firm", got, fields={"meant": whole}, meant=whole)
    return got if len(digits) < _DIGITS else Fault("bad_firm", got)
