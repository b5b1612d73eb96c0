# SPDX-License-Identifier: EUPL-1.2
"""The codes files may use: those of the vocabulary and those of the unit registry."""

from collections.abc import Collection, Mapping

from ...schema.base import Text
from ...schema.vocabulary import Vocabulary
from .values import Codes


def codes_of(vocabulary: Vocabulary, registry_codes: Collection[str]) -> Mapping[str, Codes]:
    """Every list of codes, by the name the columns know it by."""
    derived = frozenset(code for code, event in vocabulary.events.items() if event.derived)
    return {
        "": Codes({}),
        "unit": Codes(dict.fromkeys(registry_codes, ())),
        "event": Codes({code: _titles(item.title) for code, item in vocabulary.events.items()}, derived),
        "deliverable": Codes({code: _titles(item.title) for code, item in vocabulary.deliverables.items()}),
        "topic": Codes({code: _titles(item.title) for code, item in vocabulary.topics.items()}),
        "target": Codes({code: _titles(item.title) for code, item in vocabulary.targets.items()}),
        "phase": Codes({code: _titles(item.title) for code, item in vocabulary.phases.items()}),
        "population": Codes({code: _titles(item.title) for code, item in vocabulary.populations.items()}),
    }


def required_by(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """For each column, the event types that require it."""
    columns = dict.fromkeys(column for event in vocabulary.events.values() for column in event.requires)
    return {
        column: tuple(code for code, event in vocabulary.events.items() if column in event.requires)
        for column in columns
        if column != "unit"
    }


def _titles(title: Text) -> tuple[str, str]:
    return (title.it, title.en)
