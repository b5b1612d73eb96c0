# SPDX-License-Identifier: EUPL-1.2
"""The words that change nothing of what a heading names: `Data evento`, `N. partecipanti`, `unit code`."""

from collections.abc import Mapping

_OF_ANY = frozenset(
    (
        "evento", "event", "eventi", "events", "attivita", "activity", "incontro", "iniziativa", "svolto", "svolta",
        "svolti", "relativo", "relativa", "di", "d", "del", "della", "dell", "dello", "dei", "degli", "delle", "il",
        "la", "lo", "l", "i", "gli", "le", "e", "of", "the", "and", "for",
    )
)  # fmt: skip
_OF_CODES = frozenset(
    (
        "codice", "codici", "cod", "code", "nome", "name", "denominazione", "trattato", "trattati", "cpi", "unita",
        "unit",
    )
)  # fmt: skip
_NUMBER = frozenset(("numero", "n", "nr", "num", "no", "number"))
_OF_FORM: Mapping[str, frozenset[str]] = {
    "date": frozenset(("svolgimento", "giorno", "day", "riferimento", "rilevazione")),
    "count": _NUMBER | {"totale", "total", "conteggio", "effettivi"},
    "evidence": _NUMBER | {"riferimento", "estremi"},
    "code": _OF_CODES | {"tipo", "tipologia", "type", "kind"},
    "text": frozenset(("osservazioni", "eventuali", "varie", "annotazioni", "remarks")),
    **dict.fromkeys(("codes", "firm", "person", "case"), _OF_CODES),
}


def words_beside(form: str) -> frozenset[str]:
    """The words, without case and accents, that may stand beside the name of a column of some form."""
    return _OF_ANY | _OF_FORM.get(form, frozenset())
