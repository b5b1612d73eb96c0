# SPDX-License-Identifier: EUPL-1.2
"""Personal data in clear: fiscal codes in whatever dress, addresses and telephone numbers.

A fiscal code tells who somebody is also where a letter of it is mistyped, or its last one, which checks the others, is
left out: written in one piece, or in the groups people write it in, its form alone counts. Torn apart anywhere else it
must be right in its last letter, so that no chance row of words is taken for one.
"""

import re

_DIGIT = "[0-9LMNPQRSTUV]"
"""A digit, or the letter that stands for it where two persons would have the same code."""

_GROUPS = (
    "[A-Z]{3}",
    "[A-Z]{3}",
    f"{_DIGIT}{{2}}[ABCDEHLMPRST]{_DIGIT}{{2}}",
    f"[A-Z]{_DIGIT}{{3}}",
    "[A-Z]?",
)
_APART = r"[\W_]*"
FISCAL = re.compile(f"(?<![A-Z0-9])(?:CF)?({_APART.join(_GROUPS)})(?![A-Z0-9])", re.IGNORECASE)
_UNBROKEN = re.compile("".join(_GROUPS))
KEY = r"(k|forgotten)-[0-9a-f]{32}"
"""Keys and tombstones: values that stand for a person already."""

LIKE_A_CODE = f"(?i){_UNBROKEN.pattern}"
NOT_OF_A_CODE = r"[^A-Za-z0-9]+"
LETTERS_OF_A_CODE = "[A-Za-z](?:[^A-Za-z0-9]*[A-Za-z]){5}"
LENGTH = 15
"""For searches by the database: what is left of a value without `NOT_OF_A_CODE` may hold a fiscal code, which begins
with six letters; these are quicker to look for."""

EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
TELEPHONE = (
    r"(?:\+|00)39[ ./-]?[0-9][0-9 ./-]{6,13}[0-9]"
    r"|3[0-9]{2}[ ./-]?[0-9]{3}[ .-]?[0-9]{4}"
    r"|3[0-9]{2}[ ./-][0-9]{6}"
    r"|0[1-9][0-9]{0,2}[ ./-][0-9]{5,8}"
    r"|0[1-9][0-9]{7,9}"
)
_CONTACT = re.compile(rf"{EMAIL}|(?<![\w/.+-])(?:{TELEPHONE})(?![\w/-])")
_NUMBERED = re.compile(r"(?i)(?:prot(?:ocollo)?|nr?|num(?:ero)?|rep|det|delibera|atto)\b[ .:°]*$")
LIKE_A_CONTACT = rf"@|{TELEPHONE}"
SPOILT = (
    "Ã(?:[\u0080-\u00bf\u2018-\u203a\u0152-\u0192\u20ac\u2122]|[^\\p{L}]|$)|â€|\ufffd|[A-Za-z][‚Š•]|it…|pi—"
)
"""Letters of UTF-8 read as if they were of Windows, also where what follows was trimmed; those of DOS read so."""


def fiscal_code_in(text: str) -> str | None:
    """The first fiscal code a text holds, in its normal form: letters and digits only, in capitals, the last one too.

    >>> fiscal_code_in("CF: rss-mra 80a01 h501u (Rossi)"), fiscal_code_in("RSSMRA80A01H501")
    ('RSSMRA80A01H501U', 'RSSMRA80A01H501U')
    >>> fiscal_code_in("P00123")
    """
    if len(text) < LENGTH or re.fullmatch(KEY, text):
        return None
    from stdnum.it import codicefiscale

    if written := FISCAL.search(text):
        code = _normal(written[1])
        return code if len(code) > LENGTH else code + codicefiscale.calc_check_digit(code)
    for torn in _UNBROKEN.finditer(_normal(text)):
        if codicefiscale.is_valid(torn[0]):
            return torn[0]
    return None


def contact_in(text: str) -> str | None:
    """The first e-mail address or telephone number in a text; the number of a document is none.

    >>> contact_in("chiamare 0971 123456"), contact_in("prot. 0971123456"), contact_in("mario@example.it!")
    ('0971 123456', None, 'mario@example.it')
    """
    found = (one for one in _CONTACT.finditer(text) if not _NUMBERED.search(text[: one.start()]))
    first = next(found, None)
    return None if first is None else first[0]


def personal_data_in(text: str) -> str | None:
    """The first fiscal code that a text holds, masked so that it can be shown.

    >>> personal_data_in("sentita RSSMRA80A01H501U il 3")
    'RSS***********1U'
    """
    code = fiscal_code_in(text)
    return None if code is None else f"{code[:3]}{'*' * (len(code) - 5)}{code[-2:]}"


def masked(text: str) -> str:
    """A text fit to be shown: no fiscal code, address or number to call in it.

    >>> masked("RSSMRA80A01H501U: sentita"), masked("scrivere a mario@example.it")
    ('RSS***********1U: sentita', 'scrivere a m****@e******.i*')
    """
    clean = FISCAL.sub(lambda found: str(personal_data_in(found[0])), text)
    for contact in _CONTACT.finditer(clean):
        clean = clean.replace(contact[0], veiled(contact[0]))
    return clean if fiscal_code_in(clean) is None else str(personal_data_in(clean))


def veiled(text: str) -> str:
    """The first letter of each word, stars for the rest.

    >>> veiled("Mario Rossi"), veiled("333 1234567")
    ('M**** R****', '3** 1******')
    """
    return re.sub(r"(?<=[^\W_])[^\W_]", "*", text)


def _normal(text: str) -> str:
    return re.sub(NOT_OF_A_CODE, "", text).upper()
