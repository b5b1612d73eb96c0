# SPDX-License-Identifier: EUPL-1.2
"""What groups of objectives are called."""

from ..language.catalogue import mark

SUBGROUPS = {
    "employment_services": mark("Employment services subgroup"),
    "transitions": mark("Transitions subgroup"),
    "knowledge": mark("Knowledge subgroup"),
}
