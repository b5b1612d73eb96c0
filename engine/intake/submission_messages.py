# SPDX-License-Identifier: EUPL-1.2
"""The sentences about submissions as a whole, in Italian and English, one pair a code."""

from collections.abc import Mapping

SUBMISSION_SENTENCES: Mapping[str, tuple[str, str]] = {
    # folders and zips
    "symbolic_link": (
        "è un collegamento simbolico; metterci il file stesso",
        "it is a symbolic link; put the file itself there",
    ),
    "folders_too_deep": (
        "più di {limit} cartelle una dentro l'altra",
        "more than {limit} folders inside each other",
    ),
    "too_many_files": ("contiene più di {limit} file", "it holds more than {limit} files"),
    "not_read": (
        "non è stato letto: non è un file di dati (.csv, .xlsx, .ndjson, .parquet)",
        "it was not read: it is no data file (.csv, .xlsx, .ndjson, .parquet)",
    ),
    "folder_in_submission": (
        "un invio non contiene altre cartelle né altri zip; metterne i file accanto al manifesto",
        "a submission holds no further folders or zips; put their files beside the manifest",
    ),
    "not_a_zip": ("non è uno zip leggibile", "it is not a readable zip"),
    "zip_too_large": (
        "lo zip, decompresso, supera {limit} MB",
        "the zip is larger than {limit} MB when unpacked",
    ),
    "zip_suspicious": (
        "«{member}» si decomprime più di {limit} volte; non è un file di dati",
        "'{member}' unpacks to more than {limit} times its size; it is no data file",
    ),
    "zip_encrypted": (
        "lo zip è protetto da password; toglierla",
        "the zip is protected by a password; remove it",
    ),
    "zip_in_zip": (
        "«{member}» è uno zip dentro lo zip; decomprimerlo prima",
        "'{member}' is a zip inside the zip; unpack it first",
    ),
    "zip_bad_name": (
        "«{member}» ha un nome che porta fuori dallo zip; sono ammessi solo nomi relativi senza .. e senza \\",
        "'{member}' has a name that leads out of the zip; only relative names without .. and without \\ are accepted",
    ),
    "zip_link": (
        "«{member}» è un collegamento, non un file",
        "'{member}' is a link, not a file",
    ),
    "zip_same_name": (
        "contiene due volte «{member}»",
        "it holds '{member}' twice",
    ),
    # manifests
    "two_manifests": (
        "l'invio ha già un manifesto ({other}); lasciarne uno solo",
        "the submission has a manifest already ({other}); leave only one",
    ),
    "broken_manifest": (
        "il manifesto non è YAML leggibile; scrivere una voce per riga, come «mese: 2018-03» (in inglese: {reason})",
        "the manifest is not readable YAML; write one field a line, for example 'month: 2018-03' ({reason})",
    ),
    "manifest_not_fields": (
        "il manifesto non è fatto di voci e valori; servono: {needed}",
        "the manifest is not made of fields and values; needed: {needed}",
    ),
    "unknown_field": ("voce non prevista", "unknown field"),
    "repeated_field": (
        "più voci con lo stesso significato: {names}",
        "several fields of the same meaning: {names}",
    ),
    "several_values": (
        "la voce ha più valori; scriverne uno solo",
        "the field has several values; write only one",
    ),
    "stray_cell": (
        "la cella {cell} contiene «{got}», che non è il valore di nessuna voce; toglierlo o scriverlo al suo posto",
        "the cell {cell} holds '{got}', which is the value of no field; remove it or write it in its place",
    ),
    "missing_field": (
        "manca la voce obbligatoria; nomi ammessi: {names}",
        "the required field is missing; accepted names: {names}",
    ),
    "no_received": (
        (
            "non si sa quando l'invio è stato ricevuto; scrivere in inviato il giorno in cui si manda, "
            "oppure dare --received aaaa-mm-gg a ingest"
        ),
        (
            "it is not known when the submission was received; write in sent the day it is sent, "
            "or give --received YYYY-MM-DD to ingest"
        ),
    ),
    "other_submission": (
        "la riga indica l'invio «{got}», ma il manifesto è di «{own}»",
        "the row names the submission '{got}', but the manifest is of '{own}'",
    ),
    "received_before_sent": (
        "ricevuto il {received}, prima dell'invio del {sent}",
        "received on {received}, before it was sent on {sent}",
    ),
    "received_before_month": (
        "ricevuto il {received}, prima che il mese {month} cominciasse",
        "received on {received}, before the month {month} began",
    ),
    "sent_before_month": (
        "inviato il {sent}, prima che il mese {month} cominciasse",
        "sent on {sent}, before the month {month} began",
    ),
    "other_convention": (
        "la convenzione «{got}» non è tra quelle considerate",
        "the convention '{got}' is not among those considered",
    ),
    "month_outside_term": (
        "il mese {got} è fuori dalla durata della convenzione, dal {start} al {end}",
        "the month {got} is outside the convention's term, {start} to {end}",
    ),
    "unit_owes_none": (
        "«{got}» non è una sede che deve inviare dati: la convenzione li chiede a {kinds}",
        "'{got}' is no unit that owes submissions: the convention asks them of {kinds}",
    ),
    # rows against their submission
    "date_after_month": (
        "la data {got} viene dopo il mese dell'invio, {month}",
        "the date {got} comes after the month of the submission, {month}",
    ),
    "date_before_month": (
        (
            "la data {got} viene prima del mese dell'invio, {month}; se l'invio corregge mesi precedenti, "
            "scrivere nel manifesto «rettifiche: si»"
        ),
        (
            "the date {got} comes before the month of the submission, {month}; if the submission corrects earlier "
            "months, write 'corrections: yes' in the manifest"
        ),
    ),
    "date_outside_month": (
        "la data {got} è fuori dal mese dell'invio, {month}",
        "the date {got} is outside the month of the submission, {month}",
    ),
    "unit_not_valid": (
        "la sede «{unit}» non esiste il {got}: è valida {valid}",
        "the unit '{unit}' does not exist on {got}: it is valid {valid}",
    ),
    "valid_from": ("dal {day}", "from {day}"),
    "valid_to": ("fino al {day}", "to {day}"),
    "unit_not_covered": (
        "la sede «{got}» non è tra quelle dell'invio né sopra o sotto di esse: {units}",
        "the unit '{got}' is not among those of the submission, nor above or below them: {units}",
    ),
    "outside_term": (
        "la data {got} è fuori dalla durata della convenzione, dal {start} al {end}",
        "the date {got} is outside the convention's term, {start} to {end}",
    ),
    "sunday": ("il {got} è domenica", "{got} is a Sunday"),
    "holiday": ("il {got} è festa: {name}", "{got} is a holiday: {name}"),
    "more_participants": (
        "i partecipanti sono {got}, più degli invitati, {invited}",
        "the participants are {got}, more than were invited, {invited}",
    ),
    "known_duplicate": (
        "possibile doppione: «{got}» è uguale in tutto, tranne l'id, a «{other}» dell'invio «{submission}»",
        "possible duplicate: '{got}' equals '{other}' of the submission '{submission}' in all but the id",
    ),
    # populations
    "two_sizes": (
        "la stessa platea ha già numero {other} nella riga {other_row} di {file}",
        "the same population has the size {other} in row {other_row} of {file} already",
    ),
    "size_changed": (
        "il numero {got} si discosta di oltre il {percent}% da {earlier}, quello del {date}",
        "the size {got} differs by more than {percent}% from {earlier}, that of {date}",
    ),
}
