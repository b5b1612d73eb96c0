# SPDX-License-Identifier: EUPL-1.2
"""The sentences about an archive that cannot be used, one a code."""

from ...schema.base import Language
from ...schema.errors import ArchiveError
from ..language.catalogue import mark
from ..language.words import Words

_MANIFEST = "id: PZ-2018-03\nmonth: 2018-03\nunits: [PZ]\nsent: 2018-04-05"
_SENTENCES = {
    # the file
    "missing": mark("the archive does not exist; the first impegni ingest creates it"),
    "is_folder": mark("it is a folder; the archive is one file, for example basilicata.impegni"),
    "locked": mark(
        "another program is using the archive; try again when it has finished; the archive was not touched"
    ),
    "not_archive": mark(
        "it is not an archive of impegni; impegni ingest creates a new one under the name of a file "
        "not yet there"
    ),
    "corrupted": mark(
        "the archive is damaged ({reason}); take a backup copy or an export (impegni archive import)"
    ),
    "bytes_changed": mark(
        "the archive is damaged: its bytes {bytes} are not those that were written; take a backup copy or an export "
        "(impegni archive import)"
    ),
    "log_damaged": mark(
        "the archive is damaged: the bytes {bytes} of its log {file} are not those that were written, and what was put "
        "in last may lie there alone; take a backup copy of both files"
    ),
    "other_tables": mark(
        "the archive is damaged: {tables} is not as impegni makes it; take a backup copy or an export "
        "(impegni archive import)"
    ),
    "other_name": mark(
        "the file has another name too (a hard link), under which everything would stay as it is: remove that name "
        "first"
    ),
    "unreadable": mark("it cannot be read or written: {reason}"),
    "unwritable": mark("it cannot be written: the file or its folder is read-only; the archive is as it was"),
    "disk_full": mark("the disk is full; the archive is as it was: make room and try again"),
    "newer_version": mark("the archive is of version {got}; this program knows up to {accepted}: upgrade it"),
    "older_version": mark(
        "the archive is of version {got}, in use is {accepted}; upgrade it with: impegni archive "
        "verify --archive {file}"
    ),
    "exists": mark("it exists already; give a new name"),
    "made_meanwhile": mark(
        "another program has just made the archive; nothing was stored: give the same command again"
    ),
    "foreign_log": mark(
        "beside it lies {file}, the log of an archive that is no longer there: put that archive back, or move {file} "
        "away, or give a new name"
    ),
    "changed_before": mark(
        "the submission '{id}' is not the one received: the archive was changed and is not brought up to date; take "
        "a backup copy"
    ),
    "other_convention": mark(
        "it was filled under {known} and holds nothing of {judged}: name the archive of {judged} with --archive, or "
        "the convention it was filled under with --convention"
    ),
    "units_vanished": mark(
        "the registry of units has no {units}, which this archive knows: they would vanish unsaid; give the registry "
        "it was filled with by --units, or add them"
    ),
    # submissions
    "figures": mark(
        "declared figures are no part of a submission, and the archive keeps none: give their file to impegni check "
        "or impegni brief beside --archive"
    ),
    "replies": mark(
        "replies are no part of a submission: impegni archive reply puts their file into the archive"
    ),
    "no_replies": mark(
        "no reply in the files given; a file of replies, for example repliche.csv, begins with:\n"
        "rule,unit,window,kind,party,date,text,document"
    ),
    "not_only_replies": mark(
        "beside replies there are other facts in the files: give impegni archive reply replies only, and submissions "
        "to impegni ingest"
    ),
    "no_submission": mark(
        "rows without a submission: the archive takes only what says who sends it; add a "
        "submission.yaml beside the files, for example:\n{manifest}"
    ),
    "nothing": mark(
        "no submission in the files given; a submission has a submission.yaml, for example:\n{manifest}"
    ),
    "other_content": mark(
        "the submission '{id}' is in the archive with another content; on the sheet 'Submission' write a new "
        "id, for example '{id}-bis', and replaces = {id}"
    ),
    "unknown_submission": mark("the submission '{id}' is neither in the files nor in the archive"),
    "rows_of_held": mark(
        "rows of the submission '{id}', which is in the archive already; to correct it send a new "
        "submission with an id of its own and only the rows that changed, or with replaces: {id} and "
        "all rows"
    ),
    "more": mark("and {count} more problems"),
    "circle": mark("the submission '{id}' replaces itself through others in the archive; leave replaces out"),
    "no_date": mark(
        "submission '{id}': it does not say when it came; give --received yyyy-mm-dd, or received or "
        "sent in the manifest"
    ),
    # keys
    "key_short": mark(
        "the key has {got} bytes; at least {accepted} are needed, for example: openssl rand -hex 32 > key.txt"
    ),
    "key_uniform": mark(
        "the key has only {got} different characters; at least {accepted} are needed, for example: "
        "openssl rand -hex 32 > key.txt"
    ),
    "key_unreadable": mark("the key file cannot be read: {reason}"),
    "fiscal_codes": mark(
        "persons given by their fiscal code: {count}; give the secret key (--key-file FILE or the variable "
        "IMPEGNI_KEY; ask whoever keeps the archive for it): only codes computed with it enter the archive"
    ),
    "key_needed": mark(
        "the persons in the archive are given by a secret key; name it with --key-file FILE or IMPEGNI_KEY, "
        "and ask whoever keeps the archive for it"
    ),
    "wrong_key": mark("the key is not the one this archive was made with"),
    "unkeyed_archive": mark(
        "the archive holds persons given without a secret key: with one the same persons would look "
        "like others; leave out --key-file and IMPEGNI_KEY, or make a new archive"
    ),
    "person_unknown": mark(
        "no row in the archive is about this person; write it as the files sent have it, with the same key"
    ),
    # exports
    "not_export": mark("it is not the export of an archive: {reason}"),
    "export_differs": mark("the export is not what was written: {detail}"),
}


def refusal(place: object, code: str, language: Language, **fields: object) -> ArchiveError:
    """The error to raise about a file, located, in the reader's language."""
    return ArchiveError([line(place, code, language, **fields)])


def line(place: object, code: str, language: Language, **fields: object) -> str:
    """One located sentence."""
    return f"{place}: {Words(language).marked(_SENTENCES[code], manifest=_MANIFEST, **fields)}"
