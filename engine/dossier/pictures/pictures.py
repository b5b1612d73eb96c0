# SPDX-License-Identifier: EUPL-1.2
"""The pictures of a page of an objective."""

from collections.abc import Iterator, Sequence

from ....schema.dossier import DutyPart
from ..view import View
from .heat_map import heat_map_picture
from .occasions_chart import occasion_pictures
from .picture import Picture
from .progress_chart import progress_picture
from .timeline_chart import timeline_picture


def pictures(view: View, part: DutyPart) -> Iterator[Picture]:
    """Those of one duty."""
    for made in (heat_map_picture, progress_picture, timeline_picture):
        found = made(view, part)
        if found is not None:
            yield found


def pictures_of_occasions(view: View, parts: Sequence[DutyPart]) -> list[Picture]:
    """Those of the agreements, calls and requests that make duties of an objective due."""
    return list(occasion_pictures(view, parts))
