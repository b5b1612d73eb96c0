# SPDX-License-Identifier: EUPL-1.2
"""The sentences about files and their values, in Italian and English, one pair a code."""

from collections.abc import Mapping

from .submission_messages import SUBMISSION_SENTENCES

MARK_ALL = "impegni validate FILE... --format xlsx --out errori.xlsx"
"""The command that marks every problem in its cell."""

_SENTENCES: Mapping[str, tuple[str, str]] = {
    # files
    "not_found": ("il file non esiste", "the file does not exist"),
    "nothing_in_folder": (
        "la cartella non contiene nessun file che si possa leggere; servono eventi, platee o un invio",
        "the folder holds no file that can be read; events, populations or a submission are needed",
    ),
    "not_a_file": ("non è un file", "it is not a file"),
    "not_readable": ("il file non si può leggere: {reason}", "the file cannot be read: {reason}"),
    "changed_meanwhile": (
        "il file è cambiato mentre veniva letto; leggerlo di nuovo quando è completo",
        "the file changed while it was being read; read it again when it is complete",
    ),
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
    "declares_entities": (
        (
            "una sua parte XML contiene una dichiarazione DOCTYPE o ENTITY, che nessun programma d'ufficio scrive; "
            "salvarla di nuovo come .xlsx"
        ),
        (
            "one of its XML parts holds a DOCTYPE or ENTITY declaration, which no office program writes; "
            "save it as .xlsx again"
        ),
    ),
    "external_links": (
        "contiene collegamenti ad altre cartelle di lavoro; valgono i valori salvati, i collegamenti non si seguono",
        "it holds links to other workbooks; the stored values count, the links are not followed",
    ),
    "formula_without_value": (
        (
            "la cella {cell} contiene una formula senza valore salvato; le formule non si calcolano: "
            "aprire il file, salvarlo di nuovo oppure scrivere il valore"
        ),
        (
            "the cell {cell} holds a formula without a stored value; formulas are not evaluated: "
            "open the file and save it again, or write the value"
        ),
    ),
    "error_cell": (
        "la cella {cell} contiene l'errore «{got}»; scrivere il valore",
        "the cell {cell} holds the error '{got}'; write the value",
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
    # lines of a stream
    "unknown_fact": (
        '«{got}» non è un tipo di riga ammesso in "fact"',
        "'{got}' is no kind of line that \"fact\" may name",
    ),
    "no_fact": (
        'manca "fact", che dice che cosa è la riga',
        '"fact", which says what the line is, is missing',
    ),
    "received_bare": (
        "la riga dice quando è stata ricevuta ma non indica l'invio; indicare l'invio oppure togliere la data",
        "the line says when it was received but names no submission; name the submission or remove the date",
    ),
    "received_differs": (
        "ricevuta il {got}, ma l'invio «{submission}» il {received}; togliere la data oppure correggerla",
        "received on {got}, but the submission '{submission}' on {received}; remove the date or correct it",
    ),
    "submission_awaited": (
        "l'invio «{got}» non è ancora arrivato: le righe che lo indicano ({count}) non contano",
        "the submission '{got}' has not come yet: the lines that name it ({count}) do not count",
    ),
    "held_already": (
        "l'invio «{got}» è già nell'archivio: le righe che lo indicano ({count}) sono state tralasciate",
        "the archive holds the submission '{got}' already: the lines that name it ({count}) were left out",
    ),
    "nothing_annulled": (
        "l'evento «{got}» non è annullato: è arrivato con un invio, indicare l'invio che lo annulla",
        "the event '{got}' is not annulled: it came with a submission, name the submission that annuls it",
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
    "misspelt_column": (
        "intestazione letta come «{meant}»",
        "heading read as '{meant}'",
    ),
    "headings_again": (
        "la riga ripete le intestazioni; non è stata contata",
        "the row repeats the headings; it is not counted",
    ),
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
    "bad_flag": ("«{got}» non è né sì né no", "'{got}' is neither yes nor no"),
    "bad_firm": (
        "«{got}» ha undici cifre ma non è una partita IVA: la cifra di controllo non torna",
        "'{got}' has eleven digits but is no partita IVA: its check digit is wrong",
    ),
    "restored_firm": (
        "«{got}» letto come partita IVA {meant}, con gli zeri iniziali persi",
        "'{got}' read as the partita IVA {meant}, with its lost leading zeros",
    ),
    "restored_code": (
        "«{got}» letto come {meant}: è l'unico codice uguale a meno di zeri iniziali e maiuscole",
        "'{got}' read as {meant}: it is the only code equal but for leading zeros and case",
    ),
    "personal_data": (
        (
            "contiene un codice fiscale in chiaro ({masked}); toglierlo: le persone si indicano solo nella colonna "
            "persona, con una chiave che non le riveli"
        ),
        (
            "it holds a codice fiscale in clear ({masked}); remove it: people are named in the column person alone, "
            "by a key that does not reveal them"
        ),
    ),
    "personal_firm": (
        "contiene un codice fiscale in chiaro ({masked}); indicare la partita IVA dell'impresa",
        "it holds a codice fiscale in clear ({masked}); write the firm's partita IVA",
    ),
    "contact_data": (
        "la nota contiene un indirizzo di posta o un numero di telefono; non servono, meglio toglierli",
        "the note holds an e-mail address or a telephone number; they are not needed, better remove them",
    ),
    "text_formula": (
        "«{got}» letto come il testo tra virgolette; altre formule non si leggono",
        "'{got}' read as the text in quotes; no other formulas are read",
    ),
    "spoilt_text": (
        "il testo ha accenti rovinati; salvarlo come UTF-8",
        "the text has spoilt accents; save it as UTF-8",
    ),
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
    "more_like_it": (
        "... e altre {count} righe con la stessa segnalazione",
        "... and {count} more rows with the same notice",
    ),
    "more_duplicates": ("... e altri {count} possibili doppioni", "... and {count} more possible duplicates"),
    "more_problems": (
        "... e altri {count} problemi; tutti, segnati nelle loro celle: {command}",
        "... and {count} more problems; all of them, each marked in its cell: {command}",
    ),
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "near": ("forse intendeva «{near}»?", "did you mean '{near}'?"),
    "accepted": ("ammesso: {accepted}", "accepted: {accepted}"),
    "example": ("esempio: {example}", "example: {example}"),
    "row_of": ("{file} riga {row}", "{file} row {row}"),
    "same_in_rows": ("lo stesso in altre righe: {count}", "the same in further rows: {count}"),
    "same_in_many_rows": (
        "lo stesso in altre righe: {count} o più",
        "the same in further rows: {count} or more",
    ),
    "eventi": ("gli eventi", "events"),
    "platee": ("le platee", "populations"),
    "invii": ("gli invii", "submissions"),
    "date_forms": ("aaaa-mm-gg oppure gg/mm/aaaa", "yyyy-mm-dd or dd/mm/yyyy"),
    "month_forms": ("aaaa-mm oppure mm/aaaa", "yyyy-mm or mm/yyyy"),
    "count_forms": (
        "cifre, con o senza il punto delle migliaia, da 0 a 1000000000",
        "digits, with or without a point for thousands, from 0 to 1000000000",
    ),
    "flag_forms": ("sì, no (yes, no)", "yes, no (sì, no)"),
    "status_forms": ("valido, annullato (valid, annulled)", "valid, annulled (valido, annullato)"),
    "one_of_codes": ("uno dei {count} codici previsti", "one of the {count} codes"),
    "type_text": ("testo", "text"),
    "type_date": ("DATE o testo", "DATE or text"),
    "type_count": ("intero o testo", "integer or text"),
}


def tell(word: str, language: str, **fields: object) -> str:
    """One phrase in the reader's language."""
    pair = _SENTENCES.get(word) or SUBMISSION_SENTENCES.get(word) or _WORDS[word]
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


def kind_of(code: str, language: str) -> str:
    """The sentence of a code without what differs from record to record.

    >>> kind_of("bad_date", "en")
    "'…' is not an accepted date"
    """
    pair = _SENTENCES.get(code) or SUBMISSION_SENTENCES[code]
    return pair[1 if language == "en" else 0].format_map(_Anything())


class _Anything(dict[str, str]):
    """Has the same for every field."""

    def __missing__(self, field: str) -> str:
        return "…"
