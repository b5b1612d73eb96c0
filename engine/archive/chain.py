# SPDX-License-Identifier: EUPL-1.2
"""The chain of the log: every entry holds the digest of the one before it and of all that it brought.

Whoever has seen a digest can tell later whether what he saw is still in the archive as it was; the newest one is the
*head*. Where a secret is given, an entry is sealed with it as well, so that nobody without the secret can write the
chain anew. A chain alone cannot show that everybody saw the same one: that is what printed heads are for.

After RFC 6962 (Certificate Transparency), with a list in the place of its tree: archives have hundreds of entries.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .log import NAMES, LogEntry, ReadsArchive, entries
from .secret import Secret

START = "0" * 64
"""What the first entry holds in the place of an earlier one."""

_LATER = ("actor", "replies", "replied")
"""Fields that came when there were chains already: they are in a digest where they say something, so that entries
from before keep theirs."""

_ITSELF = ("entry", "seal")


def chained(unchained: Sequence[LogEntry], previous: str, secret: Secret | None) -> Iterator[LogEntry]:
    """New entries, each holding the digest of the one before.

    Args:
        unchained: In their order, whatever they say of `previous`, `entry` and `seal`.
        previous: The head so far.
    """
    for one in unchained:
        linked = replace(one, previous=previous)
        previous = digest(linked)
        yield replace(linked, entry=previous, seal=None if secret is None else secret.seal(previous))


def digest(one: LogEntry) -> str:
    """The digest of everything an entry says but itself and its seal."""
    # The two fields of itself once stood in it as they are in an entry not yet chained.
    said = [getattr(one, name) for name in NAMES if name not in (*_LATER, *_ITSELF)] + ["", None]
    later = [[name, str(value)] for name in _LATER if (value := getattr(one, name)) is not None]
    text = json.dumps([*(None if value is None else str(value) for value in said), *later], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def head(archive: ReadsArchive) -> str:
    """The digest of the newest entry: it stands for everything held and for how it came there."""
    held = entries(archive)
    return held[-1].entry if held else START


def breaks(held: Sequence[LogEntry], secret: Secret | None = None) -> Iterator[tuple[str, int]]:
    """What is wrong with a chain: `chain` or `seal`, and the number of the entry.

    Args:
        held: The log in its order.
        secret: With it seals are checked too, without it only the digests.
    """
    previous = START
    for place, one in enumerate(held, 1):
        if one.seq != place or one.previous != previous or one.entry != digest(one):
            yield "chain", one.seq
        if secret is not None and (one.seal or one.key) and one.seal != secret.seal(one.entry):
            yield "seal", one.seq
        previous = one.entry
