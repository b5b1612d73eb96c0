# SPDX-License-Identifier: EUPL-1.2
"""Changes fit to be published: two figures side by side would tell who came between them."""

from collections.abc import Iterable, Iterator, Mapping

from ...schema.change import Cause, Change, Standing, Touch
from ...schema.rule import Rule
from ...schema.vocabulary import Vocabulary
from ..reports.public import tells_persons


def published_changes(
    changes: Iterable[Change], duties: Mapping[str, Rule], vocabulary: Vocabulary
) -> tuple[Change, ...]:
    """The same changes; of duties that tell of persons every figure is withheld, and no submission is named.

    Where nothing but a figure that is withheld has changed, the change is left out: it would say that somebody came.

    Args:
        changes: Between verdicts without those that tell of few persons by their state.
    """
    published = (
        _published(change, change.rule in duties and not tells_persons(duties[change.rule], vocabulary))
        for change in changes
    )
    return tuple(change for change in published if change.before != change.after)


def _published(change: Change, told: bool) -> Change:
    before, after = (side if told else _without_figures(side) for side in (change.before, change.after))
    cause = _cause(change.cause, told)
    return change.model_copy(update={"before": before, "after": after, "cause": cause})


def _without_figures(side: Standing | None) -> Standing | None:
    if side is None:
        return None
    return side.model_copy(update={"required": None, "observed": None, "at_risk": False})


def _cause(cause: Cause, told: bool) -> Cause:
    return cause.model_copy(update={"submissions": tuple(_touches(cause.submissions, told))})


def _touches(touches: Iterable[Touch], told: bool) -> Iterator[Touch]:
    counts = ("added", "removed", "superseded", "annulled", "figures")
    withheld = {} if told else dict.fromkeys(counts)
    for touch in touches:
        yield touch.model_copy(update={"submission": None, "month": None, "units": (), **withheld})
