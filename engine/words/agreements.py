# SPDX-License-Identifier: EUPL-1.2
"""What is assumed under an agreement, in both languages."""

from ...schema.base import Text
from ...schema.convention import Agreement, Assumption
from ..language.words import Words


def stated_assumptions(agreement: Agreement) -> tuple[Assumption, ...]:
    """The assumptions that the agreement states, after what nobody has confirmed yet."""
    if not agreement.to_confirm:
        return agreement.assumptions
    text = Text(it=unconfirmed(agreement, Words("it")), en=unconfirmed(agreement, Words("en")))
    return (Assumption(id="to_confirm", text=text), *agreement.assumptions)


def unconfirmed(agreement: Agreement, words: Words) -> str:
    """Names what was taken from another agreement and not confirmed since."""
    return words.plural(
        "Still to be confirmed, {count} value taken from another agreement: {names}",
        "Still to be confirmed, {count} values taken from another agreement: {names}",
        len(agreement.to_confirm),
        names=", ".join(agreement.to_confirm),
    )
