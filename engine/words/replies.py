# SPDX-License-Identifier: EUPL-1.2
"""Replies in words: what a party said of a verdict, when, and in which document."""

from collections.abc import Mapping

from ...schema.reply import Reply
from ...schema.vocabulary import Vocabulary
from ..language.catalogue import Message, mark
from ..language.words import Words
from .owners import parties_named

REPLY_KINDS: Mapping[str, Message] = {
    "justification": mark("justification"),
    "contestation": mark("contestation"),
    "verification": mark("verification"),
    "decision": mark("decision"),
}
"""The kinds of reply."""


def reply_words(reply: Reply, vocabulary: Vocabulary, words: Words) -> str:
    """One reply: `justification by Regione, 20/01/2020: one office was closed (prot. 12/2020)`."""
    party, day = parties_named([reply.party], vocabulary, words), words.day(reply.date)
    if reply.kind == "decision":
        said = words.text("decided on {day}, to be done by {party}", party=party, day=day)
    else:
        kind = words.marked(REPLY_KINDS[reply.kind])
        said = words.text("{kind} by {party}, {day}", kind=kind, party=party, day=day)
    if reply.text is not None:
        said = f"{said}: {reply.text}"
    return said if reply.document is None else f"{said} ({reply.document})"
