# SPDX-License-Identifier: EUPL-1.2
"""What the workbook says of its sheets, its columns and what they accept."""

from ..language.catalogue import mark

SHEETS = {
    "how_to": mark("How to"),
    "manifest": mark("Submission"),
    "events": mark("Events"),
    "populations": mark("Populations"),
    "lists": mark("Lists"),
}
"""The names of the sheets."""

ADVICE = (
    (
        mark("In short"),
        (
            mark(
                "1. On the sheet '{manifest}' check the units: the submission speaks for all units written "
                "there and for no other. What it does not report for a unit it names counts as not done: "
                "remove the units you do not answer for."
            ),
            mark(
                "2. On the sheet '{events}' write one row for each event of the month, beside its number. The "
                "drop-downs offer what can be written; all of it stands on the sheet '{lists}', where each "
                "deliverable says where it is recorded. A yellow cell lacks something needed."
            ),
            mark(
                "3. On the sheet '{populations}' give the populations: either their number on a date, or a row "
                "for each person."
            ),
            mark(
                "4. If nothing happened in the month, send the file with its sheets blank: that is information "
                "too."
            ),
            mark(
                "5. Do not change the headings or the names of the sheets. Columns not needed may stay blank."
            ),
        ),
    ),
    (
        mark("What not to write"),
        (
            mark(
                "No personal data in clear: no names, tax codes or contacts, not even in the notes. Give "
                "persons and cases by a code that only the sender can trace back, always the same for the same "
                "person."
            ),
        ),
    ),
    (
        mark("Several values"),
        (
            mark(
                "Unit, topic and target may be several in one cell, separated by |, for example {example}. The "
                "drop-down does not know them and asks for confirmation: confirm."
            ),
            mark(
                "Several firms or persons in one event: a row for each, with the same number in event_id and "
                "everything else alike. The event counts once."
            ),
        ),
    ),
    (
        mark("Corrections and annulments"),
        (
            mark(
                "To correct events already sent: a new submission with another id, corrections = yes, and the "
                "right rows, each with the event_id in full: unit, month and number of the submission it came "
                "with, for example {event_id}. The last version received holds."
            ),
            mark("To annul an event: in a correction, its row with status = annulled."),
            mark(
                "To withdraw a whole submission: write its id under 'replaces'; only the rows of the new one "
                "hold."
            ),
        ),
    ),
)
"""How the workbook is filled in: each heading with what stands under it."""

MEANINGS = {
    "manifest.id": mark("Name of this submission, unlike any other; a correction has a new one."),
    "manifest.convention": mark("The convention. Do not change."),
    "manifest.month": mark("The month reported on. Do not change."),
    "manifest.units": mark(
        "The units the submission speaks for, separated by |. Of those without events it says there "
        "were none."
    ),
    "manifest.sender": mark("The office that sends, not a person."),
    "manifest.sent": mark("When it is sent."),
    "manifest.replaces": mark("The id of a submission to withdraw as a whole; usually blank."),
    "manifest.corrections": mark(
        "yes, if it corrects events sent before in another submission; otherwise no."
    ),
    "event_row.event_id": mark(
        "Number of the event in this file, written already; the same on each of its rows. In corrections the "
        "id in full: unit, month and number."
    ),
    "event_row.event": mark("The type of event."),
    "event_row.date": mark(
        "The day it happened, in the month of the submission; another month in corrections only."
    ),
    "event_row.unit": mark(
        "The unit it concerns: for a school, the school; several with |. What was done for the whole region "
        "belongs to the region."
    ),
    "event_row.deliverable": mark("Which deliverable or documented activity."),
    "event_row.topic": mark("The topic; several with |."),
    "event_row.target": mark("Whom it was for; several with |."),
    "event_row.phase": mark("The phase of a monitoring activity."),
    "event_row.participants": mark("How many took part."),
    "event_row.invited": mark("How many were invited."),
    "event_row.firm": mark("Code of the firm, always the same; a row for each firm."),
    "event_row.person": mark("Code of the person, never a name or tax code; a row for each person."),
    "event_row.case": mark("Case or crisis the event belongs to; of a registered crisis its code."),
    "event_row.status": mark("valid, or blank; annulled to say that it did not happen."),
    "event_row.evidence": mark("File number or document that proves it."),
    "event_row.source": mark("The system the data come from."),
    "event_row.note": mark("Anything else, without personal data."),
    "population_row.population": mark("Which population."),
    "population_row.unit": mark("The unit it belongs to."),
    "population_row.case": mark("The crisis or case, for a crisis."),
    "population_row.date": mark("The day the number refers to."),
    "population_row.size": mark("How many they are; instead of person."),
    "population_row.person": mark("Code of one member, a row each; instead of size."),
    "population_row.member_from": mark("Since when a member."),
    "population_row.member_to": mark("Until when; blank if still."),
}
"""What each column holds, by the table it goes to."""

FAULTS = {
    "bad_date": (
        mark("Outside the month"),
        mark(
            "This file is of {month}: normally a date from {first} to {last}. Confirm if the event "
            "corrects another month. Write dd/mm/yyyy."
        ),
    ),
    "bad_day": (mark("Not a date"), mark("Write a date from 01/01/1900 on, dd/mm/yyyy.")),
    "bad_count": (mark("Not a number"), mark("Write a whole number, 0 or more, without a unit of measure.")),
    "bad_code": (
        mark("Unknown code"),
        mark("Choose from the drop-down; all that can be written is on the sheet '{lists}'."),
    ),
    "maybe_several": (
        mark("Several values?"),
        mark("It is not on the list. If it is several separated by |, confirm."),
    ),
    "maybe_case": (
        mark("Another case?"),
        mark("It is no unit of the list. If it is a case with a code of its own, confirm."),
    ),
}
"""What is said of a value that a column does not accept: a title and a sentence."""

LISTS = {
    "event": mark("Event types"),
    "deliverable": mark("Deliverables"),
    "topic": mark("Topics"),
    "target": mark("Targets"),
    "phase": mark("Phases"),
    "population": mark("Populations"),
    "unit": mark("Units valid in the month"),
    "status": mark("Statuses"),
    "answer": mark("Yes or no"),
}
"""The titles of the lists of codes."""

ANSWERS = {
    "valid": (mark("valid"), mark("the event happened")),
    "annulled": (mark("annulled"), mark("the event did not happen")),
    "yes": (mark("yes"), mark("the submission corrects events sent before")),
    "no": (mark("no"), mark("the submission corrects nothing")),
}
"""What a cell may answer, each with what it means."""
