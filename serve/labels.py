# SPDX-License-Identifier: EUPL-1.2
"""The fixed words of pages: headings, buttons, column names."""

from functools import cache

from ..engine.language.catalogue import Message, mark
from ..engine.language.words import Words

LABELS: dict[str, Message] = {
    # every page
    "brand": mark("Commitments of the convention"),
    "skip": mark("Skip to the main content"),
    "pages": mark("Pages"),
    "home": mark("Overview"),
    "send": mark("Send"),
    "submissions": mark("Submissions"),
    "dossier": mark("Dossier"),
    "agenda": mark("Agenda"),
    "rules": mark("Rules"),
    "replies": mark("Replies"),
    "signed_on_as": mark("You are"),
    "other_language": mark("In italiano"),
    "refused": mark("That cannot be had"),
    "stranger": mark("You cannot come in"),
    "back_home": mark("Back to the overview"),
    "waiting": mark("One moment"),
    "waiting_note": mark(
        "This page asks again by itself every few seconds; you may also open it again later."
    ),
    "of": mark("of"),
    "unit": mark("Unit"),
    "month": mark("Month"),
    "all": mark("all"),
    "show": mark("Show"),
    "legend": mark("Legend"),
    # overview
    "to_do": mark("What to do now"),
    "nothing_to_do": mark("Nothing is missing that you send for."),
    "by_day": mark("by"),
    "overdue": mark("past its day"),
    "get_workbook": mark("Workbook to fill in"),
    "send_it": mark("Send it"),
    "archive": mark("The archive"),
    "empty_archive": mark("Nothing is held yet: the first submission that is stored makes the archive."),
    "holds": mark("Holds"),
    "latest": mark("Stored last"),
    "head": mark("Head of the log"),
    "head_note": mark("It stands for all that is held. Keep it: it proves later that nothing was changed."),
    "next_meeting": mark("For the meeting"),
    "open_dossier": mark("Open the dossier of a day"),
    "received": mark("received"),
    "late": mark("received late"),
    "missing": mark("missing"),
    "open": mark("to come"),
    "not_owed": mark("not owed"),
    # sending
    "send_lead": mark(
        "Choose the workbook that you have filled in, or a zip or CSV files. It is checked first; nothing is stored "
        "before you say so."
    ),
    "files": mark("Files"),
    "files_note": mark("Up to 12 files, 25 MB together: xlsx, zip, csv, ndjson, parquet, yaml."),
    "check": mark("Check"),
    "no_workbook": mark("You have no workbook yet? Take one to fill in"),
    "checked": mark("What was found"),
    "all_right": mark("Everything is right. Nothing is stored yet."),
    "to_correct": mark("Something is to be corrected"),
    "found_in_it": mark("What is in it"),
    "submission": mark("Submission"),
    "sender": mark("Sender"),
    "replaces": mark("Replaces"),
    "problems": mark("Problems, each at its place"),
    "error": mark("error"),
    "notice": mark("notice"),
    "take_marked": mark("Take the copy with the cells marked"),
    "take_marked_note": mark("Correct it where it is marked, and send it again as it is."),
    "send_corrected": mark("Send the corrected file"),
    "store": mark("Store"),
    "store_valid": mark("Store without the faulty rows"),
    "store_valid_note": mark("The faulty rows are kept beside, and count for nothing."),
    "store_note": mark("What is stored stays: a correction is one more submission."),
    "not_yours": mark("You may not send for"),
    "not_stored": mark("It was not stored"),
    "check_failed": mark("It could not be checked"),
    "try_again": mark("Send it again"),
    # receipts and submissions
    "receipt": mark("Receipt"),
    "receipt_lead": mark(
        "Stored. Keep this page, or print it: with the head it proves what you sent and when."
    ),
    "already_held": mark("Held already, with the same content; it counts once"),
    "stored_at": mark("Stored at"),
    "stored_by": mark("Stored by"),
    "digest": mark("Digest of the content"),
    "entry": mark("Entry of the log"),
    "entry_number": mark("Number of the entry"),
    "contents": mark("What it holds"),
    "file_digest": mark("SHA-256 of the file"),
    "received_on": mark("Received"),
    "sent_on": mark("Sent"),
    "replaced_by": mark("Replaced by"),
    "none_held": mark("None is held that fits."),
    "older": mark("Older ones"),
    "print": mark("Print"),
    "verify_note": mark("Whoever keeps the archive can check it with this command:"),
    # workbooks
    "workbooks": mark("Workbook to fill in"),
    "workbooks_lead": mark("With the codes of this convention to choose from, and a sheet that says how."),
    "whole_convention": mark("all that report"),
    "download": mark("Download"),
    # dossier
    "dossiers": mark("Dossier of a day"),
    "dossiers_lead": mark(
        "Which duties are kept, broken, at risk, seen from that day. The first time it is made it takes some seconds."
    ),
    "meeting_day": mark("Day of the meeting"),
    "since_day": mark("What changed since (may be empty)"),
    "known_day": mark("As known on (may be empty)"),
    "day_form": mark("dd/mm/yyyy"),
    "open_it": mark("Open"),
    # explanation
    "explanation": mark("Explanation"),
    "reply_to_it": mark("Reply to this verdict"),
    "its_rule": mark("The rule"),
    "as_data": mark("The same as data"),
    # agenda
    "agenda_lead": mark("What can still be done, by the last day on which it can."),
    "from_day": mark("From"),
    "to_day": mark("To"),
    "as_calendar": mark("As a calendar (ICS)"),
    "as_workbook": mark("As a workbook"),
    "last_day": mark("To be done by"),
    "duty": mark("Duty"),
    "window": mark("Period"),
    "at_risk": mark("at risk"),
    "nothing_in_agenda": mark("Nothing has its last day then."),
    # replies
    "replies_lead": mark(
        "What the parties say of verdicts. It stands beside them in every dossier and changes none."
    ),
    "no_replies": mark("Nobody has replied yet."),
    "new_reply": mark("A new reply"),
    "kind": mark("Kind of reply"),
    "party": mark("Party"),
    "date": mark("Date"),
    "text": mark("Text"),
    "document": mark("Document (may be empty)"),
    "document_column": mark("Document"),
    "window_form": mark("As it is printed: Jan 2020, 2020, A1"),
    "keep_reply": mark("Keep the reply"),
    "reply_kept": mark("The reply is kept."),
    "reply_refused": mark("The reply was not kept"),
    "choose": mark("choose"),
    "cannot_reply": mark("You may reply for nobody here."),
}

ROOMS = ("send", "submissions", "dossier", "agenda", "rules", "replies")
"""The rooms beside the overview: their addresses, and the labels of their names."""


@cache
def _labels(language: str) -> dict[str, str]:
    words = Words("en" if language == "en" else "it")
    return {name: words.marked(said) for name, said in LABELS.items()}


def rooms(words: Words) -> list[tuple[str, str]]:
    """The addresses of the rooms and their names, as the head of each page has them."""
    t = labels(words)
    return [("", t["home"]), *((name, t[name]) for name in ROOMS)]


def labels(words: Words) -> dict[str, str]:
    """Each of them in the reader's language."""
    return _labels(words.language)
