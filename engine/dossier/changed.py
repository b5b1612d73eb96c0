# SPDX-License-Identifier: EUPL-1.2
"""Changes since the earlier day, kind by kind."""

from ...schema.change import Change
from ...schema.dossier import Dossier
from ..language.catalogue import mark

CHANGES = {
    "new": mark("New"),
    "cured": mark("Cured"),
    "restated": mark("Restated by corrections"),
    "decided": mark("Decided"),
    "opened": mark("Newly due"),
    "other": mark("Other changes"),
}
"""Kinds of change, those that ask for attention first."""


def by_kind(dossier: Dossier) -> dict[str, list[Change]]:
    """The changes of each kind that has any; parts of compositions change with their rule."""
    found: dict[str, list[Change]] = {kind: [] for kind in CHANGES}
    for change in dossier.changes:
        if change.role == "rule":
            found[change.change].append(change)
    return {kind: changes for kind, changes in found.items() if changes}
