# SPDX-License-Identifier: EUPL-1.2
"""Agendas fit to be published: no figure of a duty that tells of persons, and nobody by name."""

from ...schema.agenda import Agenda, AgendaItem, Part
from ..definitions.rulebook import Rulebook
from .public import tells_persons

_WITHHELD = {"required": None, "observed": None, "to_do": None, "withheld": True}


def public_agenda(agenda: Agenda, rulebook: Rulebook) -> Agenda:
    """The same agenda; what duties that tell of persons require, have done and lack is withheld.

    Args:
        agenda: Made from verdicts without those that tell of few persons by their state.
    """
    items = tuple(_shown(item, rulebook) for item in agenda.items)
    asks = tuple(ask.model_copy(update={"sender": None}) for ask in agenda.asks)
    return agenda.model_copy(update={"items": items, "asks": asks, "public": True})


def _shown(item: AgendaItem, rulebook: Rulebook) -> AgendaItem:
    """An item without its figures, or without those of its parts, where they tell of persons."""
    rule, vocabulary = rulebook.rule(item.rule), rulebook.vocabulary
    if not rule.members and tells_persons(rule, vocabulary):
        return item.model_copy(update=_WITHHELD | {"at_risk": False})
    personal = {member.id for member in rule.members if tells_persons(member, vocabulary)}
    parts = tuple(_part(part) if part.rule in personal else part for part in item.parts)
    return item.model_copy(update={"parts": parts})


def _part(part: Part) -> Part:
    return part.model_copy(update=_WITHHELD)
