# SPDX-License-Identifier: EUPL-1.2
"""The sentences about files and their values, one a code."""

from ...schema.base import Language
from ..language.catalogue import mark
from ..language.words import Words
from .submission_messages import SUBMISSION_SENTENCES

MARK_ALL = "impegni validate FILE... --format xlsx --out errori.xlsx"
"""The command that marks every problem in its cell."""

SENTENCES = {
    # files
    "not_found": mark("the file does not exist"),
    "nothing_in_folder": mark(
        "the folder holds no file that can be read; events, populations or a submission are needed"
    ),
    "not_a_file": mark("it is not a file"),
    "not_readable": mark("the file cannot be read: {reason}"),
    "changed_meanwhile": mark("the file changed while it was being read; read it again when it is complete"),
    "bad_name": mark("the file's name is not UTF-8 text; rename it"),
    "empty_file": mark("the file is empty"),
    "unknown_format": mark(
        "extension '{suffix}' is not known; accepted: .csv, .xlsx, .ods, .ndjson, .parquet"
    ),
    "old_excel": mark("it is an old .xls file; save it as .xlsx"),
    "other_workbook": mark("files {suffix} are not read; open it and save it as .xlsx"),
    "packed": mark("files {suffix} are not read; unpack it and send what it holds, or a .zip"),
    "json_document": mark("files {suffix} are not read; write one object a line, in a file .ndjson"),
    "undecided_kind": mark(
        "it does not tell what it holds; name it events, populations or submissions, or use the "
        "headings of one"
    ),
    "not_text": mark("it contains null bytes: it is not a text file in UTF-8 or Windows-1252"),
    "wide_encoding": mark("it is in {encoding}; save it as CSV UTF-8"),
    "misnamed": mark("by what stands in it, it is a {told} file and no {suffix}; give its name that ending"),
    "misnamed_other": mark(
        "by what stands in it, it is a {told} file and no {suffix}; put the rows into a workbook and save it as .xlsx"
    ),
    "not_utf8": mark("it is not UTF-8 text"),
    "bad_encoding": mark("it is text neither in UTF-8 nor in Windows-1252; save it as CSV UTF-8"),
    "line_too_long": mark("line longer than {limit} characters; it is not a file of lines"),
    "broken_quotes": mark(
        "broken quotes: a quoted cell opened in this line is not closed before the separator"
    ),
    "ragged_row": mark("cells in the row: {cells}, headings: {headings}"),
    "not_a_workbook": mark(
        "the workbook cannot be read: it is damaged or did not come whole; open it in a spreadsheet, save it as .xlsx "
        "and send it again"
    ),
    "empty_workbook": mark("the workbook holds no filled cell"),
    "only_drawings": mark(
        "the workbook holds pictures or boxes of text and no filled cell; write what they show in the cells"
    ),
    "encrypted_workbook": mark("the workbook is protected by a password; save it without one"),
    "workbook_too_large": mark("the workbook is larger than {limit} MB when unpacked; use CSV or Parquet"),
    "sheet_too_large": mark(
        "the sheet '{sheet}' reaches as far as the cell {cell}, more than {limit} cells; delete what lies apart from "
        "the data, or use CSV or Parquet"
    ),
    "unusual_workbook": mark("the workbook is put together in an unusual way; open it and save it again"),
    "read_in_two_ways": mark(
        "two ways of reading the workbook do not find the same sheets; open it and save it again"
    ),
    "old_workbook": mark("it is an old .xls file by another name; open it and save it as .xlsx"),
    "page_named_workbook": mark(
        "it is a web page or XML with the name of a workbook; open it and save it as .xlsx"
    ),
    "text_named_workbook": mark(
        "it is a text file with the name of a workbook; open it and save it as .xlsx"
    ),
    "sheet_not_read": mark(
        "the sheet was not read: it has not the headings of events or populations ({count} cells filled, as far as "
        "{cell})"
    ),
    "sheet_may_hold_data": mark(
        "the sheet was not read and may hold data ({count} cells filled, as far as {cell}); give it the headings of "
        "events or populations, or remove it"
    ),
    "pictures_not_read": mark(
        "pictures on the sheet: {count}; what they show is not read: write it in the cells"
    ),
    "boxes_not_read": mark(
        "boxes of text on the sheet: {count}; what they say is not read ('{got}'): write it in the cells"
    ),
    "notes_not_read": mark(
        "notes on cells: {count}; what they say is not read ('{got}'): write it in the cells where it counts"
    ),
    "further_sheet": mark("the sheet was read as well as '{first}'; remove it if its rows are not to count"),
    "further_file": mark("the file was read as well as '{first}'; remove it if its rows are not to count"),
    "second_table": mark("another table begins in this row ({headings}); put it on a sheet of its own"),
    "lies_on_its_side": mark(
        "the headings stand in the first column: put them in the first row, and each event or figure in a row of its "
        "own"
    ),
    "hidden_sheet": mark("the sheet is hidden and was read all the same"),
    "hidden_rows": mark("rows that are not shown were read all the same: {rows}"),
    "struck_rows": mark(
        "rows that are struck out were read all the same: {rows}; remove them, or write status = annulled"
    ),
    "merged_cells": mark(
        "the cells {block} are merged; divide them and write in each row what is meant there"
    ),
    "declares_entities": mark(
        "one of its XML parts holds a DOCTYPE or ENTITY declaration, which no office program writes; "
        "save it as .xlsx again"
    ),
    "external_links": mark(
        "it holds links to other workbooks; the stored values count, the links are not followed"
    ),
    "formula_without_value": mark(
        "the cell {cell} holds a formula without a stored value; formulas are not evaluated: open the "
        "file and save it again, or write the value"
    ),
    "error_cell": mark("the cell {cell} holds the error '{got}'; write the value"),
    "error_text": mark(
        "'{got}' is an error of the spreadsheet: the formula that stood there found no value; write the value"
    ),
    "too_narrow": mark(
        "'{got}' stands where a column was too narrow to show its values; widen it in the spreadsheet and save again"
    ),
    "broken_json": mark("the line is not valid JSON"),
    "not_an_object": mark("the line is not a JSON object {{...}}"),
    "nested_value": mark(
        "the value is an object or a list; write a text or a number, several values separated by |"
    ),
    "repeated_key": mark("the key '{key}' is repeated"),
    "not_parquet": mark("it is not a readable Parquet file"),
    "wrong_type": mark("column type {type}; accepted: {types}"),
    # lines of a stream
    "unknown_fact": mark("'{got}' is no kind of line that \"fact\" may name"),
    "no_fact": mark('"fact", which says what the line is, is missing'),
    "received_bare": mark(
        "the line says when it was received but names no submission; name the submission or remove the date"
    ),
    "received_differs": mark(
        "received on {got}, but the submission '{submission}' on {received}; remove the date or correct it"
    ),
    "submission_awaited": mark(
        "the submission '{got}' has not come yet: the lines that name it ({count}) do not count"
    ),
    "held_already": mark(
        "the archive holds the submission '{got}' already: the lines that name it ({count}) were left out"
    ),
    "nothing_annulled": mark(
        "the event '{got}' is not annulled: it came with a submission, name the submission that annuls it"
    ),
    "cells_unaccounted": mark(
        "a fault of the program: {count} filled cells are neither among the facts nor named; nothing is stored, "
        "please report it"
    ),
    "rows_unaccounted": mark(
        "a fault of the program: {count} rows are neither among the facts nor named; nothing is stored, please "
        "report it"
    ),
    "file_unaccounted": mark(
        "a fault of the program: the file was neither read nor named; nothing is stored, please report it"
    ),
    # headings
    "no_headings": mark("none of the first {limit} rows holds known headings; {kind} need: {needed}"),
    "missing_column": mark("the required column is missing; accepted headings: {names}"),
    "unknown_column": mark("unknown heading"),
    "misspelt_column": mark("heading read as '{meant}'"),
    "headings_again": mark("the row repeats the headings; it is not counted"),
    "repeated_column": mark("several headings for the same column: {names}"),
    "one_column": mark(
        "all columns stand in one: the rows were not divided, or each is in quotes as a whole; in the "
        "spreadsheet: Data, Text to columns, then save again"
    ),
    "no_heading": mark(
        "the column {place} has values but no heading, the first in row {row}; give it one or remove it"
    ),
    # values
    "missing_value": mark("the required value is missing"),
    "required_by_event": mark("the value is missing; the event '{by}' requires it"),
    "required_by_deliverable": mark("the value is missing; the deliverable '{by}' requires it"),
    "no_evidence": mark(
        "'{got}' tells no document; write its number or date, or a link to it, where '{by}' requires it"
    ),
    "evidence_left_out": mark("'{got}' tells no document and is read as blank"),
    "recorded_elsewhere": mark("'{by}' is recorded at: {kinds}; '{unit}' is: {kind}"),
    "unknown_case": mark(
        "the case '{got}' is in no registry of units, and {by} requires one that is; whoever keeps the "
        "registry adds it there, with its first day"
    ),
    "bad_date": mark("'{got}' is not an accepted date"),
    "impossible_date": mark("the date '{got}' does not exist"),
    "bad_month": mark("'{got}' is not an accepted month"),
    "bad_count": mark("'{got}' is not an accepted whole number"),
    "negative_count": mark("the number '{got}' is negative"),
    "bad_flag": mark("'{got}' is neither yes nor no"),
    "hour_left_out": mark("'{got}' read as the day {day}, without its hour"),
    "number_of_day": mark(
        "'{got}' is the number that a program keeps for a day: it would be {day}; write the date"
    ),
    "no_identity": mark("'{got}' tells no one; leave the cell blank, or write who or what it is"),
    "shortened_number": mark(
        "'{got}' is a number that the spreadsheet has shortened, its digits are lost; format the column as "
        "text and write the whole code again"
    ),
    "bad_firm": mark("'{got}' has eleven digits but is no partita IVA: its check digit is wrong"),
    "restored_firm": mark("'{got}' read as the partita IVA {meant}, with its lost leading zeros"),
    "restored_code": mark(
        "'{got}' read as {meant}: it is the only code equal but for leading zeros and case"
    ),
    "personal_data": mark(
        "it holds a codice fiscale in clear ({masked}); remove it: people are named in the column "
        "person alone, by a key that does not reveal them"
    ),
    "person_fiscal_code": mark(
        "'{got}' is a codice fiscale: give the secret key (--key-file FILE or the variable IMPEGNI_KEY) that "
        "the key of a person is computed with, or write a code that only your office can trace back"
    ),
    "person_named": mark(
        "'{got}' is no code of a person: it may be a name; write one word of letters and digits, a digit "
        "among them, that only your office can trace back"
    ),
    "person_contact": mark(
        "'{got}' is no code of a person: it is an address or a number to call; write a code that only your office can "
        "trace back, with a letter before the digits"
    ),
    "person_day": mark(
        "'{got}' is no code of a person: it is a date; write a code that only your office can trace back"
    ),
    "person_mentioned": mark(
        "it names the person {masked} of the column person; leave that out here: in the text nobody could be forgotten"
    ),
    "personal_firm": mark("it holds a codice fiscale in clear ({masked}); write the firm's partita IVA"),
    "contact_data": mark("it holds an e-mail address or a telephone number ({masked}); remove it"),
    "text_formula": mark("'{got}' read as the text in quotes; no other formulas are read"),
    "spoilt_text": mark("the text has spoilt accents; save it as UTF-8"),
    "unknown_code": mark("unknown code or title '{got}'"),
    "several_have_title": mark("more than one has the title '{got}'; write the code: {codes}"),
    "not_separated": mark("several values are separated by |"),
    "blank_code": mark("in '{got}' a code is missing beside |"),
    "derived_event": mark("the event '{got}' is derived by the program; remove it from the file"),
    "bad_status": mark("unknown status '{got}'"),
    "control_character": mark(
        "it holds the control character {got}, which is not shown but obeyed; remove it"
    ),
    "control_in_name": mark(
        "the name of the file holds the control character {got}, which is not shown but obeyed; rename the file"
    ),
    "bad_key": mark("the identifier '{got}' is longer than 120 characters"),
    "bad_identity": mark("'{got}' is not an identifier: it contains | or is longer than 120 characters"),
    # rows
    "sum_row": mark("the row looks like a total: remove it"),
    "remark_row": mark("the row looks like a remark beneath the table: remove it, or write it under note"),
    "size_or_person": mark("write either size (numero) or person (persona), only one of them"),
    "members_out_of_order": mark("member_to (membro_al) comes before member_from (membro_dal)"),
    "same_id_differs": mark(
        "'{got}' stands in {other} too, with another: {columns}; one id may differ only in firm and person"
    ),
    "same_submission_differs": mark("the submission '{got}' stands in {other} too, with another: {columns}"),
    "unknown_submission": mark("the submission '{got}' is in no file of submissions"),
    "replaces_itself": mark(
        "the submission '{got}' replaces itself, directly or through others; name an earlier one"
    ),
    "no_submissions": mark("the column names submissions, but no file of submissions was given"),
    "firm_spelt_twice": mark(
        "'{got}' and '{first}', in {other}, may be one firm, and count as two; write its partita IVA, or one name"
    ),
    "possible_duplicate": mark("possible duplicate: '{got}' equals {other} in all but the id"),
    "duplicates_not_sought": mark("possible duplicates were not looked for: more than {limit} rows"),
    "more_like_it": mark("... and {count} more rows with the same notice"),
    "more_duplicates": mark("... and {count} more possible duplicates"),
    "more_problems": mark("... and {count} more problems; all of them, each marked in its cell: {command}"),
    "archive_refuses": mark("the archive would not take it"),
    # rules
    "serves_none": mark("the event counts for no rule: none looks at such an event"),
    "serves_freely": mark("the event counts for no rule. {code}: {reason}"),
    "serves_nearly": mark("the event counts for no rule; the nearest, '{rule}', asks for {asked}"),
    "unit_not_valid": mark("the unit '{unit}' does not exist on {got}: it is valid {valid}"),
    "figure_elsewhere": mark("the rule {rule} does not judge the unit '{got}': it judges {kinds}"),
    "figures_differ": mark(
        "another figure is declared for the same rule, unit and day, {other} in row {line}; both are shown"
    ),
    "answer_after_end": mark(
        "the unit '{unit}' has ended on {got}, valid {valid}: the event counts only as an answer to another"
    ),
    **SUBMISSION_SENTENCES,
}


def kind_of(code: str, language: Language) -> str:
    """The sentence of a code without what differs from record to record.

    >>> kind_of("bad_date", "en")
    "'…' is not an accepted date"
    """
    return Words(language).blank(SENTENCES[code])
