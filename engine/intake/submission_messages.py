# SPDX-License-Identifier: EUPL-1.2
"""The sentences about submissions as a whole, one a code."""

from ..language.catalogue import mark

SUBMISSION_SENTENCES = {
    # folders and zips
    "symbolic_link": mark("it is a symbolic link; put the file itself there"),
    "folders_too_deep": mark("more than {limit} folders inside each other"),
    "too_many_files": mark("it holds more than {limit} files"),
    "not_read": mark("it was not read: it holds no data (those: .csv, .xlsx, .ods, .ndjson, .parquet)"),
    "may_hold_data": mark(
        "it was not read and may hold data; save it as .xlsx or .csv, or take it away from there"
    ),
    "folder_in_submission": mark(
        "a submission holds no further folders or zips; put their files beside the manifest"
    ),
    "not_a_zip": mark("it is not a readable zip"),
    "zip_too_large": mark("the zip is larger than {limit} MB when unpacked"),
    "zip_suspicious": mark("'{member}' unpacks to more than {limit} times its size; it is no data file"),
    "zip_encrypted": mark("the zip is protected by a password; remove it"),
    "zip_in_zip": mark("more than {limit} zips inside each other; unpack them first"),
    "zip_bad_name": mark(
        "'{member}' has a name that leads out of the zip; only relative names without .. are accepted"
    ),
    "zip_link": mark("'{member}' is a link, not a file"),
    "zip_same_name": mark("it holds '{member}' twice"),
    # manifests
    "two_manifests": mark("the submission has a manifest already ({other}); leave only one"),
    "broken_manifest": mark(
        "the manifest is not readable YAML; write one field a line, each once, for example 'month: 2018-03', without "
        "tabs, and in quotes what holds a colon or brackets"
    ),
    "manifest_not_fields": mark(
        "the manifest is not made of fields and values, as in 'month: 2018-03'; needed: {needed}"
    ),
    "unknown_field": mark("unknown field"),
    "repeated_field": mark("several fields of the same meaning: {names}"),
    "several_values": mark("the field has several values; write only one"),
    "stray_cell": mark(
        "the cell {cell} holds '{got}', which is the value of no field; remove it or write it in its place"
    ),
    "missing_field": mark("the required field is missing; accepted names: {names}"),
    "no_received": mark(
        "it is not known when the submission was received; write in sent the day it is sent, or give "
        "--received YYYY-MM-DD to ingest"
    ),
    "not_sent_yet": mark(
        "it is blank: the archive will ask when the submission came; write the day it is sent"
    ),
    "other_submission": mark("the row names the submission '{got}', but the manifest is of '{own}'"),
    "received_before_sent": mark("received on {received}, before it was sent on {sent}"),
    "received_before_month": mark("received on {received}, before {month} began"),
    "sent_before_month": mark("sent on {sent}, before {month} began"),
    "other_convention": mark("the convention '{got}' is not among those considered"),
    "month_outside_term": mark("the month {month} is outside the convention's term, {start} to {end}"),
    "unit_owes_none": mark("'{got}' is no unit that owes submissions: the convention asks them of {kinds}"),
    # rows against their submission
    "date_after_month": mark("the date {got} comes after the month of the submission, {month}"),
    "date_before_month": mark(
        "the date {got} comes before the month of the submission, {month}; if the submission corrects "
        "earlier months, choose yes in the row corrections of the sheet 'Submission' (in a manifest of its "
        "own: corrections: yes)"
    ),
    "date_outside_month": mark("the date {got} is outside the month of the submission, {month}"),
    "unit_not_covered": mark(
        "the unit '{unit}' is not among those of the submission, nor above or below them: {units}"
    ),
    "outside_term": mark("the date {got} is outside the convention's term, {start} to {end}"),
    "sunday": mark("{got} is a Sunday"),
    "holiday": mark("{got} is a holiday: {name}"),
    "more_participants": mark("the participants are {got}, more than were invited, {invited}"),
    "held_elsewhere": mark(
        "'{got}' is an event of the submission '{submission}' already ({event}, {day}); if this corrects it, say so: "
        "in the manifest or on its sheet, corrections = yes; if it is another event, give it another id"
    ),
    "replaces_others": mark(
        "the submission '{got}' is of other units ({units}); a submission replaces only one of its own units"
    ),
    "known_duplicate": mark(
        "possible duplicate: '{got}' equals '{other}' of the submission '{submission}' in all but the id"
    ),
    # populations
    "two_sizes": mark("the same population has the size {other} in row {other_row} of {file} already"),
    "size_changed": mark("the size {got} differs by more than {percent}% from {earlier}, that of {date}"),
}
