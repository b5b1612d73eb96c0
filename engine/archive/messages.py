# SPDX-License-Identifier: EUPL-1.2
"""The sentences about an archive that cannot be used, in Italian and English, one pair a code."""

from collections.abc import Mapping

from ...schema.errors import ArchiveError

_MANIFEST = "id: PZ-2018-03\nmonth: 2018-03\nunits: [PZ]\nsent: 2018-04-05"
_SENTENCES: Mapping[str, tuple[str, str]] = {
    # the file
    "missing": (
        "l'archivio non esiste; lo crea il primo impegni ingest",
        "the archive does not exist; the first impegni ingest creates it",
    ),
    "is_folder": (
        "è una cartella; l'archivio è un solo file, per esempio basilicata.impegni",
        "it is a folder; the archive is one file, for example basilicata.impegni",
    ),
    "locked": (
        "un altro programma sta usando l'archivio; riprovare quando ha finito; l'archivio non è stato toccato",
        "another program is using the archive; try again when it has finished; the archive was not touched",
    ),
    "not_archive": (
        "non è un archivio di impegni; un archivio nuovo lo crea impegni ingest con il nome di un file che non c'è",
        "it is not an archive of impegni; impegni ingest creates a new one under the name of a file not yet there",
    ),
    "corrupted": (
        (
            "l'archivio è danneggiato ({reason}); riprendere una copia di sicurezza o un'esportazione (impegni archive "
            "import)"
        ),
        "the archive is damaged ({reason}); take a backup copy or an export (impegni archive import)",
    ),
    "unreadable": (
        "il file non si può leggere o scrivere: {reason}",
        "it cannot be read or written: {reason}",
    ),
    "unwritable": (
        "non si può scrivere: il file o la sua cartella sono in sola lettura; l'archivio è rimasto com'era",
        "it cannot be written: the file or its folder is read-only; the archive is as it was",
    ),
    "disk_full": (
        "spazio su disco esaurito; l'archivio è rimasto com'era: liberare spazio e riprovare",
        "the disk is full; the archive is as it was: make room and try again",
    ),
    "newer_version": (
        "l'archivio è della versione {got}; questo programma arriva alla {accepted}: aggiornarlo",
        "the archive is of version {got}; this program knows up to {accepted}: upgrade it",
    ),
    "older_version": (
        (
            "l'archivio è della versione {got}, ora è in uso la {accepted}; aggiornarlo con: impegni archive verify "
            "--archive {file}"
        ),
        (
            "the archive is of version {got}, in use is {accepted}; upgrade it with: impegni archive verify "
            "--archive {file}"
        ),
    ),
    "exists": (
        "esiste già; indicare un nome nuovo",
        "it exists already; give a new name",
    ),
    # submissions
    "no_submission": (
        "righe senza invio: in archivio entra solo chi dice che cosa invia; aggiungere accanto ai file un "
        "submission.yaml, per esempio:\n" + _MANIFEST,
        "rows without a submission: the archive takes only what says who sends it; add a submission.yaml beside "
        "the files, for example:\n" + _MANIFEST,
    ),
    "nothing": (
        "nessun invio nei file indicati; un invio ha un submission.yaml, per esempio:\n" + _MANIFEST,
        "no submission in the files given; a submission has a submission.yaml, for example:\n" + _MANIFEST,
    ),
    "other_content": (
        (
            "l'invio «{id}» è già in archivio con un altro contenuto; dare un nuovo id, per esempio «{id}-bis», con "
            "replaces: {id}"
        ),
        (
            "the submission '{id}' is in the archive with another content; give it a new id, for example '{id}-bis', "
            "with replaces: {id}"
        ),
    ),
    "unknown_submission": (
        "l'invio «{id}» non è né nei file né in archivio",
        "the submission '{id}' is neither in the files nor in the archive",
    ),
    "rows_of_held": (
        (
            "righe dell'invio «{id}», che è già in archivio; per correggerlo mandare un invio nuovo, con un suo id e "
            "le sole righe cambiate, o con replaces: {id} e tutte le righe"
        ),
        (
            "rows of the submission '{id}', which is in the archive already; to correct it send a new submission with "
            "an id of its own and only the rows that changed, or with replaces: {id} and all rows"
        ),
    ),
    "more": (
        "e altri {count} problemi",
        "and {count} more problems",
    ),
    "circle": (
        "l'invio «{id}» sostituisce sé stesso attraverso altri in archivio; togliere replaces",
        "the submission '{id}' replaces itself through others in the archive; leave replaces out",
    ),
    "no_date": (
        "invio «{id}»: non si sa quando è arrivato; indicare --received aaaa-mm-gg, o received nel manifesto",
        (
            "submission '{id}': it does not say when it came; give --received yyyy-mm-dd, or received or sent in the "
            "manifest"
        ),
    ),
    # keys
    "key_short": (
        "la chiave ha {got} byte; ne servono almeno {accepted}, per esempio: openssl rand -hex 32 > chiave.txt",
        "the key has {got} bytes; at least {accepted} are needed, for example: openssl rand -hex 32 > key.txt",
    ),
    "key_unreadable": (
        "il file della chiave non si può leggere: {reason}",
        "the key file cannot be read: {reason}",
    ),
    "fiscal_codes": (
        (
            "persone indicate con il codice fiscale: {count}; dare una chiave segreta (--key-file FILE o "
            "IMPEGNI_KEY): in archivio entrano solo codici calcolati con essa"
        ),
        (
            "persons given by their fiscal code: {count}; give a secret key (--key-file FILE or the variable "
            "IMPEGNI_KEY): only codes computed with it enter the archive"
        ),
    ),
    "key_needed": (
        "le persone in archivio sono indicate con una chiave segreta; indicarla con --key-file FILE o IMPEGNI_KEY",
        "the persons in the archive are given by a secret key; name it with --key-file FILE or IMPEGNI_KEY",
    ),
    "wrong_key": (
        "la chiave non è quella con cui è stato fatto l'archivio",
        "the key is not the one this archive was made with",
    ),
    "unkeyed_archive": (
        (
            "l'archivio contiene persone indicate senza chiave segreta: con una chiave le stesse persone sembrerebbero "
            "altre; togliere --key-file e IMPEGNI_KEY, o fare un archivio nuovo"
        ),
        (
            "the archive holds persons given without a secret key: with one the same persons would look like others; "
            "leave out --key-file and IMPEGNI_KEY, or make a new archive"
        ),
    ),
    "person_unknown": (
        "nessuna riga in archivio è di questa persona; scriverla com'è nei file inviati, con la stessa chiave",
        "no row in the archive is about this person; write it as the files sent have it, with the same key",
    ),
    # exports
    "not_export": (
        "non è un'esportazione di un archivio: {reason}",
        "it is not the export of an archive: {reason}",
    ),
    "export_differs": (
        "l'esportazione non è quella scritta: {detail}",
        "the export is not what was written: {detail}",
    ),
}


def refusal(place: object, code: str, language: str, **fields: object) -> ArchiveError:
    """The error to raise about a file, located, in the reader's language."""
    return ArchiveError([line(place, code, language, **fields)])


def line(place: object, code: str, language: str, **fields: object) -> str:
    """One located sentence."""
    pair = _SENTENCES[code]
    return f"{place}: {pair[1 if language == 'en' else 0].format(**fields)}"
