# SPDX-License-Identifier: EUPL-1.2
"""The sentences about files and their values, in Italian and English, one pair a code."""

from collections.abc import Mapping

_SENTENCES: Mapping[str, tuple[str, str]] = {
    # files
    "not_found": ("il file non esiste", "the file does not exist"),
    "is_directory": (
        "è una cartella; indicare i singoli file",
        "it is a folder; name the files one by one",
    ),
    "not_a_file": ("non è un file", "it is not a file"),
    "not_readable": ("il file non si può leggere: {reason}", "the file cannot be read: {reason}"),
    "bad_name": (
        "il nome del file non è testo UTF-8; rinominarlo",
        "the file's name is not UTF-8 text; rename it",
    ),
    "empty_file": ("il file è vuoto", "the file is empty"),
    "unknown_format": (
        "estensione «{suffix}» non prevista; ammesse: .csv, .xlsx, .ndjson, .parquet",
        "extension '{suffix}' is not known; accepted: .csv, .xlsx, .ndjson, .parquet",
    ),
    "old_excel": (
        "è un vecchio file .xls; salvarlo come .xlsx",
        "it is an old .xls file; save it as .xlsx",
    ),
    "undecided_kind": (
        "non si capisce che cosa contenga; chiamarlo eventi, platee o invii, oppure usarne le intestazioni",
        "it does not tell what it holds; name it events, populations or submissions, or use the headings of one",
    ),
    "not_text": (
        "contiene byte nulli: non è un file di testo UTF-8 o Windows-1252",
        "it contains null bytes: it is not a text file in UTF-8 or Windows-1252",
    ),
    "utf16": (
        "è in UTF-16; salvarlo come CSV UTF-8",
        "it is in UTF-16; save it as CSV UTF-8",
    ),
    "not_utf8": ("non è testo UTF-8", "it is not UTF-8 text"),
    "bad_encoding": (
        "non è testo né in UTF-8 né in Windows-1252; salvarlo come CSV UTF-8",
        "it is text neither in UTF-8 nor in Windows-1252; save it as CSV UTF-8",
    ),
    "line_too_long": (
        "riga più lunga di {limit} caratteri; non è un file di righe",
        "line longer than {limit} characters; it is not a file of lines",
    ),
    "broken_quotes": (
        "virgolette sbagliate: una cella tra virgolette, aperta in questa riga, non è chiusa prima del separatore",
        "broken quotes: a quoted cell opened in this line is not closed before the separator",
    ),
    "ragged_row": (
        "la riga ha {cells} celle, le intestazioni sono {headings}",
        "the row has {cells} cells, the headings are {headings}",
    ),
    "not_a_workbook": (
        "non è una cartella di lavoro .xlsx leggibile",
        "it is not a readable .xlsx workbook",
    ),
    "encrypted_workbook": (
        "la cartella di lavoro è protetta da password oppure è un vecchio .xls; salvarla come .xlsx senza password",
        "the workbook is protected by a password or is an old .xls; save it as .xlsx without a password",
    ),
    "workbook_too_large": (
        "la cartella di lavoro, decompressa, supera {limit} MB; usare CSV o Parquet",
        "the workbook is larger than {limit} MB when unpacked; use CSV or Parquet",
    ),
    "sheet_too_large": (
        "il foglio «{sheet}» supera {limit} celle; usare CSV o Parquet",
        "the sheet '{sheet}' has more than {limit} cells; use CSV or Parquet",
    ),
    "workbook_too_wide": (
        "un foglio ha celle oltre la colonna AZ; cancellarle",
        "a sheet has cells beyond column AZ; delete them",
    ),
    "broken_json": ("la riga non è JSON valido", "the line is not valid JSON"),
    "not_an_object": (
        "la riga non è un oggetto JSON {{...}}",
        "the line is not a JSON object {{...}}",
    ),
    "nested_value": (
        "il valore è un oggetto o un elenco; scrivere un testo o un numero, più valori separati da |",
        "the value is an object or a list; write a text or a number, several values separated by |",
    ),
    "repeated_key": ("la chiave «{key}» è ripetuta", "the key '{key}' is repeated"),
    "not_parquet": ("non è un file Parquet leggibile", "it is not a readable Parquet file"),
    "wrong_type": (
        "tipo di colonna {type}; ammesso: {types}",
        "column type {type}; accepted: {types}",
    ),
    # headings
    "no_headings": (
        "la prima riga non contiene intestazioni note; per {kind} servono: {needed}",
        "the first row holds no known headings; {kind} need: {needed}",
    ),
    "missing_column": (
        "manca la colonna obbligatoria; intestazioni ammesse: {names}",
        "the required column is missing; accepted headings: {names}",
    ),
    "unknown_column": ("intestazione non prevista", "unknown heading"),
    "repeated_column": (
        "più intestazioni per la stessa colonna: {names}",
        "several headings for the same column: {names}",
    ),
    "no_heading": (
        "una colonna con valori non ha intestazione (la n. {place})",
        "a column with values has no heading (no. {place})",
    ),
    # values
    "missing_value": ("manca il valore obbligatorio", "the required value is missing"),
    "required_by_event": (
        "manca il valore, obbligatorio per l'evento {event}",
        "the value is missing; the event {event} requires it",
    ),
    "bad_date": ("«{got}» non è una data ammessa", "'{got}' is not an accepted date"),
    "impossible_date": ("la data «{got}» non esiste", "the date '{got}' does not exist"),
    "bad_month": ("«{got}» non è un mese ammesso", "'{got}' is not an accepted month"),
    "bad_count": ("«{got}» non è un numero intero ammesso", "'{got}' is not an accepted whole number"),
    "negative_count": ("il numero «{got}» è negativo", "the number '{got}' is negative"),
    "unknown_code": ("codice «{got}» sconosciuto", "unknown code '{got}'"),
    "blank_code": ("in «{got}» manca un codice accanto a |", "in '{got}' a code is missing beside |"),
    "derived_event": (
        "l'evento «{got}» è calcolato dal programma; toglierlo dal file",
        "the event '{got}' is derived by the program; remove it from the file",
    ),
    "bad_status": ("stato «{got}» non previsto", "unknown status '{got}'"),
    "bad_key": (
        "l'identificativo «{got}» supera 120 caratteri",
        "the identifier '{got}' is longer than 120 characters",
    ),
    "bad_identity": (
        "«{got}» non è un identificativo: contiene | oppure supera 120 caratteri",
        "'{got}' is not an identifier: it contains | or is longer than 120 characters",
    ),
    # rows
    "size_or_person": (
        "scrivere o numero (size) o persona (person), uno solo dei due",
        "write either size (numero) or person (persona), only one of them",
    ),
    "members_out_of_order": (
        "membro_al (member_to) viene prima di membro_dal (member_from)",
        "member_to (membro_al) comes before member_from (membro_dal)",
    ),
    "same_id_differs": (
        "«{got}» è già in {other}, diverso in: {columns}; uno stesso id può differire solo in impresa e persona",
        "'{got}' stands in {other} too, with another: {columns}; one id may differ only in firm and person",
    ),
    "same_submission_differs": (
        "l'invio «{got}» è già in {other}, diverso in: {columns}",
        "the submission '{got}' stands in {other} too, with another: {columns}",
    ),
    "unknown_submission": (
        "l'invio «{got}» non è in nessun file degli invii",
        "the submission '{got}' is in no file of submissions",
    ),
    "replaces_itself": (
        "l'invio «{got}» sostituisce sé stesso, direttamente o tramite altri; indicare un invio precedente",
        "the submission '{got}' replaces itself, directly or through others; name an earlier one",
    ),
    "no_submissions": (
        "la colonna indica degli invii, ma non è stato dato nessun file degli invii",
        "the column names submissions, but no file of submissions was given",
    ),
    "possible_duplicate": (
        "possibile doppione: «{got}» è uguale in tutto, tranne l'id, a {other}",
        "possible duplicate: '{got}' equals {other} in all but the id",
    ),
    "duplicates_not_sought": (
        "i possibili doppioni non sono stati cercati: più di {limit} righe",
        "possible duplicates were not looked for: more than {limit} rows",
    ),
    "more_duplicates": ("... e altri {count} possibili doppioni", "... and {count} more possible duplicates"),
    "more_problems": ("... e altri {count} problemi", "... and {count} more problems"),
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "near": ("forse intendeva «{near}»?", "did you mean '{near}'?"),
    "accepted": ("ammesso: {accepted}", "accepted: {accepted}"),
    "example": ("esempio: {example}", "example: {example}"),
    "row_of": ("{file} riga {row}", "{file} row {row}"),
    "eventi": ("gli eventi", "events"),
    "platee": ("le platee", "populations"),
    "invii": ("gli invii", "submissions"),
    "date_forms": ("aaaa-mm-gg oppure gg/mm/aaaa", "yyyy-mm-dd or dd/mm/yyyy"),
    "month_forms": ("aaaa-mm oppure mm/aaaa", "yyyy-mm or mm/yyyy"),
    "count_forms": (
        "cifre, con o senza il punto delle migliaia, da 0 a 1000000000",
        "digits, with or without a point for thousands, from 0 to 1000000000",
    ),
    "status_forms": ("valido, annullato (valid, annulled)", "valid, annulled (valido, annullato)"),
    "one_of_codes": ("uno dei {count} codici previsti", "one of the {count} codes"),
    "type_text": ("testo", "text"),
    "type_date": ("DATE o testo", "DATE or text"),
    "type_count": ("intero o testo", "integer or text"),
}


def tell(word: str, language: str, **fields: object) -> str:
    """One phrase in the reader's language."""
    pair = _SENTENCES.get(word) or _WORDS[word]
    return pair[1 if language == "en" else 0].format(**fields)


def sentence(
    code: str,
    language: str,
    got: str | None,
    accepted: str | None,
    example: str | None,
    near: str | None,
    fields: Mapping[str, object],
) -> str:
    """The whole message of a record: what is wrong, what was probably meant, what to write instead."""
    parts = [tell(code, language, **{"got": got, **fields})]
    parts += [tell("near", language, near=near)] if near else []
    parts += [tell("accepted", language, accepted=accepted)] if accepted else []
    parts += [tell("example", language, example=example)] if example else []
    return "; ".join(parts)
