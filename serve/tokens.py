# SPDX-License-Identifier: EUPL-1.2
"""Proof that a form came from a page of this server: a token bound to the person and to the browser."""

import secrets

from itsdangerous import BadSignature, URLSafeTimedSerializer

HOURS = 12
FIELD = "token"


class Tokens:
    """Makes tokens and checks them; those of an earlier run of the server are worth nothing."""

    def __init__(self) -> None:
        self._serializer = URLSafeTimedSerializer(secrets.token_bytes(32), salt="form")

    def token(self, login: str, browser: str) -> str:
        """The token of a person in a browser."""
        return self._serializer.dumps([login, browser])

    def holds(self, token: str, login: str, browser: str) -> bool:
        """Whether a token is one of that person and browser, and not too old."""
        try:
            said = self._serializer.loads(token, max_age=HOURS * 3600)
        except BadSignature:
            return False
        return bool(browser) and said == [login, browser]


def new_browser() -> str:
    """A name that nobody can guess for a browser."""
    return secrets.token_urlsafe(24)
