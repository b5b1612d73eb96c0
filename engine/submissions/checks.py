# SPDX-License-Identifier: EUPL-1.2
"""The checks of submissions against their months, units and conventions, and against what is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...schema.convention import Convention
from ..definitions.registry import Registry
from ..intake.columns import EVENTS, SUBMISSIONS
from ..intake.fact_tables import FactTables
from ..intake.gathering import Gathering
from ..intake.persons import PersonKey
from ..intake.reading import NO_RULES, FromRules
from .amounts import check_participants, check_sizes, notice_changed_sizes
from .coverage import notice_units_not_covered
from .earlier import notice_known_duplicates
from .event_identity import check_event_ids
from .manifest import Manifest
from .manifest_checks import check_manifest, check_received, check_table_conventions
from .months import check_months, create_months, notice_term
from .replacements import check_replaced
from .rest_days import notice_rest_days


@dataclass(frozen=True)
class Against:
    """What files are checked against, beside the vocabulary and the units.

    Attributes:
        conventions: Those considered; without them terms and who owes submissions are not checked.
        registries: Of each convention, in the same order; without them coverage is not checked.
        from_rules: What the rules say about files.
        known: What earlier submissions told.
        person_key: The key of a person; without it fiscal codes are refused.
    """

    conventions: Sequence[Convention] = ()
    registries: Sequence[Registry] = ()
    from_rules: FromRules = NO_RULES
    known: FactTables | None = None
    person_key: PersonKey | None = None


NOTHING_ELSE = Against()


def check_submissions(gathering: Gathering, manifests: Sequence[Manifest], against: Against) -> None:
    """Check everything that was gathered; rows without a submission only against each other."""
    for manifest in manifests:
        check_manifest(manifest, against.conventions, against.registries, against.known)
    check_sizes(gathering)
    for reading in gathering.of_kind(EVENTS):
        check_participants(reading)
    if not gathering.of_kind(SUBMISSIONS):
        return
    for reading in gathering.of_kind(SUBMISSIONS):
        if reading.submission is None:
            check_received(reading)
            check_table_conventions(reading, against.conventions)
    check_replaced(gathering, manifests, against.known)
    create_months(gathering, manifests)
    check_event_ids(gathering, against.known)
    for reading in gathering.of_kind(EVENTS):
        check_months(reading)
        notice_rest_days(reading)
        notice_units_not_covered(reading, against.registries)
        notice_term(reading, against.conventions)
    if against.known is not None:
        notice_known_duplicates(gathering, against.known, against.person_key)

    notice_changed_sizes(gathering, against.known)
