# SPDX-License-Identifier: EUPL-1.2
"""Personal data in clear, which no column but that of people may hold."""

import re

from stdnum.it import codicefiscale

LIKE_A_CODE = "(?i)[a-z]{6}[0-9lmnpqrstuv]{2}[abcdehlmprst][0-9lmnpqrstuv]{2}[a-z][0-9lmnpqrstuv]{3}[a-z]"
LIKE_A_CONTACT = (
    r"[\w.+-]+@[\w-]+\.\w+"
    r"|(?:^|[^\w/.-])(?:\+39[ .]?)?(?:3[0-9]{2}|0[0-9]{1,3})[ ./-]?[0-9]{6,7}(?:[^\w/-]|$)"
)
SPOILT = "Ã[\u0080-\u00bf]|â€|\ufffd"
APART = "[ .-]"
LENGTH = 16

_CODE = re.compile(LIKE_A_CODE)
_APART = re.compile(APART)


def personal_data_in(text: str) -> str | None:
    """The first codice fiscale in clear that a text holds, masked so that it can be shown.

    >>> personal_data_in("sentita RSSMRA80A01H501U il 3")
    'RSS***********1U'
    """
    for written in (text, _APART.sub("", text)):
        for found in _CODE.findall(written):
            if codicefiscale.is_valid(found):
                return _mask(found)
    return None


def masked(text: str) -> str:
    """A text with every codice fiscale in it masked; one written with gaps takes the whole text with it.

    >>> masked("RSSMRA80A01H501U: sentita")
    'RSS***********1U: sentita'
    """
    clean = _CODE.sub(lambda found: _mask(found[0]) if codicefiscale.is_valid(found[0]) else found[0], text)
    return clean if personal_data_in(clean) is None else str(personal_data_in(clean))


def _mask(code: str) -> str:
    return f"{code[:3]}{'*' * (LENGTH - 5)}{code[-2:]}".upper()
