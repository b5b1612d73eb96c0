# SPDX-License-Identifier: EUPL-1.2
"""Who owes a duty, in words: the parties that signed for it, beside the unit where it is due."""

from collections.abc import Sequence

from ...schema.vocabulary import Vocabulary
from ..language.words import Words


def parties_named(parties: Sequence[str], vocabulary: Vocabulary, words: Words) -> str:
    """The parties by their titles: `ANPAL Servizi e Regione`."""
    titles = [vocabulary.parties[party].title.in_language(words.language) for party in parties]
    return words.all_of(titles)


def owed_by(parties: Sequence[str], vocabulary: Vocabulary, words: Words) -> str:
    """Who owes it: `a carico di ANPAL Servizi`."""
    return words.text("owed by {parties}", parties=parties_named(parties, vocabulary, words))
