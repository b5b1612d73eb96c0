# SPDX-License-Identifier: EUPL-1.2
"""The fixed words of the pages, by the name their templates use."""

from ..language.catalogue import mark
from ..language.words import Words

LABELS = {
    "rulebook": mark("Rulebook"),
    "skip": mark("Skip to the content"),
    "contents": mark("Contents"),
    "pages": mark("Pages of the rulebook"),
    "governance": mark("Bodies and articles"),
    "rules": mark("Rules"),
    "on_this_page": mark("On this page"),
    "clauses": mark("Clauses"),
    "due": mark("What is due"),
    "owed": mark("Owed by"),
    "who": mark("Where it is due"),
    "when": mark("When"),
    "events": mark("What counts"),
    "counted": mark("How it is counted"),
    "modality": mark("Kind of duty"),
    "escalation": mark("Violations in a row"),
    "parameter": mark("Number of the convention"),
    "active": mark("Reading"),
    "parts": mark("Parts, each counted apart"),
    "examples": mark("Examples"),
    "facts": mark("What happened"),
    "outcome": mark("What is decided"),
    "not_judged": mark("Clauses no rule judges"),
    "reason": mark("Reason"),
    "readings": mark("Readings of ambiguous clauses"),
    "readings_intro": mark(
        "Where the signed text can be read in two ways, each reading has its rules, and the convention selects one."
    ),
    "option": mark("Reading"),
    "selected_by": mark("Selected by"),
    "rules_of_it": mark("Rules that hold under it"),
    "no_rules": mark("none: nothing is judged under it"),
    "agreement": mark("Numbers and choices of the agreements"),
    "term": mark("Term"),
    "days": mark("Days"),
    "name": mark("Name"),
    "value": mark("Value"),
    "valid_from": mark("From"),
    "source": mark("Source"),
    "used_by": mark("Used by"),
    "the_convention": mark("the agreement itself"),
    "from_start": mark("the first day of the term"),
    "assumptions": mark("Assumptions in force"),
    "suspensions": mark("Suspensions"),
    "no_suspensions": mark("None is listed."),
    "parameters": mark("Numbers"),
    "previous": mark("Before"),
    "next": mark("After"),
    "not_selected": mark("not selected"),
    "print_note": mark("Generated from the rule definitions; digest"),
    "nobody": mark("nobody"),
    "objective": mark("Objective"),
    "table_clause": mark("Clause"),
    "table_asks": mark("What it asks"),
    "table_judged": mark("What is judged"),
    "table_reading": mark("Reading"),
    "table_left_out": mark("What is not judged"),
}


def labels(words: Words) -> dict[str, str]:
    """Every label in the reader's language."""
    return {name: words.marked(message) for name, message in LABELS.items()}
