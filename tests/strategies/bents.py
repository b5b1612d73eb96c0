# SPDX-License-Identifier: EUPL-1.2
"""What random runs are bent on: runs of everything meet rarely what runs of few things meet often."""

from dataclasses import dataclass, replace
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from .codes import EVENTS, FORMS, some


@dataclass(frozen=True)
class Bent:
    """What a run is full of: runs of everything meet rarely what runs of few things meet often.

    Attributes:
        forms: The forms of its rules.
        tested: Conditions may test more than the type of event.
        types: The types of its events.
        events: It has at least so many.
        ending: Every rule depends on something that begins and ends, and lapses with it.
        sent: Whether facts are sent in submissions, and of which months.
        mortal: Every centre and school closes, and all but the last are continued by another that begins later.
        lasting: Its windows are years or the term.
        rules: It has at least and at most so many rules.
        turning: The judgement is near the days on which units begin and end.
    """

    forms: tuple[str, ...] = FORMS
    tested: bool = True
    types: tuple[str, ...] = EVENTS
    events: int = 0
    ending: bool = False
    sent: Literal["perhaps", "some months", "every month"] = "perhaps"
    mortal: bool = False
    lasting: bool = False
    turning: bool = False
    rules: tuple[int, int] = (1, 4)


ANYTHING = Bent()
BENTS = st.builds(
    Bent,
    forms=st.just((*FORMS, "number", "share", "pair")) | some(FORMS).map(tuple),
    tested=st.booleans(),
    types=st.just(EVENTS) | st.just(EVENTS[:2]) | st.just(EVENTS[:2]),
    events=st.sampled_from((0, 4, 8, 12)),
)
FEW = Bent(tested=False, types=EVENTS[:2], events=12)
"""Of few types of events, so that those of one window often concern one another."""

NUMBERS = st.just(Bent(forms=("number",)))
"""Of counts, sums, different values and units alone."""

BENT_ON: dict[str, Bent] = {
    "answers at units that close": replace(FEW, forms=("response",), events=0, mortal=True),
    "breaches while much is missing": replace(FEW, forms=("pair",), sent="some months", lasting=True),
    "compositions": Bent(forms=("members",)),
    "conditions that end": replace(FEW, forms=("number",), ending=True),
    "different values": Bent(forms=("distinct",), events=12),
    "pairs": replace(FEW, forms=("pair",)),
    "shares": replace(FEW, forms=("share",), events=8),
    "submissions": Bent(forms=("receipt",), sent="every month"),
    "submissions sent again": replace(FEW, forms=("number", "pair"), sent="every month"),
    "successors": replace(FEW, forms=("number",), events=4, mortal=True, turning=True),
}
"""What runs of few things are of."""

COMPOSED = st.just(BENT_ON["compositions"])


def crowded(bents: SearchStrategy[Bent]) -> SearchStrategy[Bent]:
    """The same with many rules: a run takes hardly longer for them, and each is asked of the same facts."""
    return bents.map(lambda bent: replace(bent, rules=(10, 14)))
