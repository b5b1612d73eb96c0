# SPDX-License-Identifier: EUPL-1.2
"""The secret that keys of persons are computed with and entries of the log sealed.

It comes from a file or the environment and is never stored; the archive holds a salted fingerprint that only tells
whether the same secret is used again.
"""

import codecs
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from ...schema.base import Language
from ..intake.personal_data import KEY, fiscal_code_in
from ..system_errors import why
from .messages import refusal

VARIABLE = "IMPEGNI_KEY"
LEAST = 16
VARIETY = 8
"""Different bytes a secret has at least: fewer are no random ones."""

FORM = f"^{KEY}$"
"""Keys and tombstones: values that stand for a person already."""


@dataclass(frozen=True)
class Secret:
    """The secret that keys are computed with; it is never shown."""

    value: bytes = field(repr=False)

    def key(self, person: str) -> str:
        """The key of a person: a fiscal code has one in whatever dress, a key stays what it is."""
        if re.match(FORM, person):
            return person
        meant = fiscal_code_in(person) or person
        return "k-" + hmac.new(self.value, meant.encode(), hashlib.sha256).hexdigest()[:32]

    def seal(self, digest: str) -> str:
        """What only who has the secret can compute from a digest of the log."""
        return hmac.new(self.value, f"seal {digest}".encode(), hashlib.sha256).hexdigest()

    def fingerprint(self, salt: str) -> str:
        """What tells this secret from another and is slow to guess from."""
        return hashlib.scrypt(self.value, salt=salt.encode(), n=2**14, r=8, p=1).hex()


def read_secret(key_file: Path | None, language: Language) -> Secret | None:
    """The secret of a key file, else of the environment, else none.

    Raises:
        ArchiveError: The file cannot be read, or the secret is short or of too few different bytes.
    """
    place: object = key_file or VARIABLE
    try:
        value = os.environb.get(VARIABLE.encode()) if key_file is None else key_file.read_bytes()
    except OSError as error:
        raise refusal(place, "key_unreadable", language, reason=why(error)) from error
    if value is None:
        return None
    value = value.removeprefix(codecs.BOM_UTF8).strip()
    if len(value) < LEAST:
        raise refusal(place, "key_short", language, got=len(value), accepted=LEAST)
    if len(set(value)) < VARIETY:
        raise refusal(place, "key_uniform", language, got=len(set(value)), accepted=VARIETY)
    return Secret(value)


def tombstone() -> str:
    """What stands in the place of a forgotten person: random, so that it leads back to nobody."""
    return f"forgotten-{secrets.token_hex(16)}"
