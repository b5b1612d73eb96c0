# SPDX-License-Identifier: EUPL-1.2
"""The names of units as people write them: what a unit is, in full or by its letters, before or behind its own name.

`CPI Lauria`, `Centro per l'impiego di Lauria` and `Lauria (C.P.I.)` are one unit; `Lauria` alone may be another.
"""

import re

from .headings import folded

_DESIGNATIONS = {
    "cpi": ("centro per l impiego", "centro impiego", "centri per l impiego", "job centre", "job center"),
    "iis": (
        "istituto di istruzione superiore", "istituto d istruzione superiore", "istituto istruzione superiore",
        "istituto statale di istruzione superiore", "istituto superiore", "isis", "i i s s", "iiss",
    ),
    "itis": ("istituto tecnico industriale statale", "istituto tecnico industriale", "iti"),
    "itc": ("istituto tecnico commerciale",),
    "itcg": ("istituto tecnico commerciale e per geometri",),
    "ite": ("istituto tecnico economico",),
    "itt": ("istituto tecnico tecnologico",),
    "ipsia": (
        "istituto professionale industria e artigianato", "istituto professionale per l industria e l artigianato",
    ),
    "ipsseoa": ("istituto alberghiero", "ipssar"),
    "its": ("fondazione its", "istituto tecnico superiore", "istituto tecnologico superiore", "its academy"),
    "liceo": ("liceo statale",),
    "universita": ("universita degli studi", "univ degli studi", "univ", "university"),
    "istituto": ("istituto scolastico", "scuola", "school"),
    "regione": ("region",),
}  # fmt: skip
"""What units are called: the shortest form, and the others that mean the same."""

_BETWEEN = frozenset(
    ("di", "del", "della", "dell", "dello", "dei", "degli", "delle", "d", "l", "per", "of", "the")
)


def _words(name: str) -> list[str]:
    return [word for part in re.split(r"[\W_]+", name) if (word := folded(part))]


_LETTERS = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+\b")
"""An abbreviation with a point behind each letter: `C.P.I.`"""

_SHORTEST = {form: short for short, forms in _DESIGNATIONS.items() for form in (short, *forms)}
_DESIGNATION = re.compile(rf"\b(?:{'|'.join(sorted(_SHORTEST, key=len, reverse=True))})\b")

NameKey = tuple[frozenset[str], str]
"""What a unit is, and its own name."""


def name_key(name: str) -> NameKey | None:
    """What is equal of two names of one unit; nothing where a name says only what a unit is.

    >>> name_key("Centro per l'Impiego di Villa d'Agri") == name_key("C.P.I. Villa D’Agri")
    True
    >>> name_key("CPI Potenza") == name_key("Potenza"), name_key("Centro per l'impiego")
    (False, None)
    """
    text = " ".join(_words(_LETTERS.sub(lambda letters: letters[0].replace(".", ""), name)))
    what = frozenset(_SHORTEST[form] for form in _DESIGNATION.findall(text))
    own = "".join(word for word in _DESIGNATION.sub(" ", text).split() if word not in _BETWEEN)
    return (what, own) if own else None
