# SPDX-License-Identifier: EUPL-1.2
"""The language of a reader: the one chosen on a page, else the one the browser asks for most."""

from collections.abc import Mapping

from starlette.requests import Request

from ..schema.base import Language

LANGUAGES: Mapping[str, Language] = {"it": "it", "en": "en"}


def language_asked(request: Request, default: Language, cookie: str) -> Language:
    """The language of an address, of a cookie, of a browser, or the default, whichever there is first."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(cookie)):
        if chosen is not None and chosen in LANGUAGES:
            return LANGUAGES[chosen]
    return preferred(request.headers.get("accept-language", ""), default)


def preferred(header: str, default: Language) -> Language:
    """The language that a browser asks for most, of those there are.

    >>> preferred("de, en;q=0.7, it;q=0.3", "it"), preferred("it-IT,it;q=0.9,en", "en"), preferred("de", "it")
    ('en', 'it', 'it')
    """
    best, weight = default, 0.0
    for part in header.split(","):
        name, _, quality = part.strip().partition(";q=")
        found = LANGUAGES.get(name.split("-")[0].lower())
        try:
            value = float(quality or 1)
        except ValueError:
            continue
        if found is not None and value > weight:
            best, weight = found, value
    return best
