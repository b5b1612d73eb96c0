# SPDX-License-Identifier: EUPL-1.2
"""Agendas fit to be published: no figure of a rule that counts persons.

Small figures alone are not enough here: two agendas a few days apart would tell by their difference how few
persons came in between.
"""

from ...schema.agenda import Agenda, AgendaItem, Part
from ..definitions.rulebook import Rulebook
from .public import counts_persons

_WITHHELD = {"required": None, "observed": None, "to_do": None, "withheld": True}


def public_agenda(agenda: Agenda, rulebook: Rulebook) -> Agenda:
    """The same agenda; what rules and parts that count persons require, have done and lack is withheld."""
    items = tuple(_shown(item, rulebook) for item in agenda.items)
    return agenda.model_copy(update={"items": items, "public": True})


def _shown(item: AgendaItem, rulebook: Rulebook) -> AgendaItem:
    """An item without its figures, or without those of its parts, where they count persons."""
    rule = rulebook.rule(item.rule)
    if counts_persons(rule):
        return item.model_copy(update=_WITHHELD)
    personal = {member.id for member in rule.members if counts_persons(member)}
    parts = tuple(_part(part) if part.rule in personal else part for part in item.parts)
    return item.model_copy(update={"parts": parts})


def _part(part: Part) -> Part:
    return part.model_copy(update=_WITHHELD)
