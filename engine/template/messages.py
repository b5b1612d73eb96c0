# SPDX-License-Identifier: EUPL-1.2
"""What the workbook says, in Italian and English, one pair a code."""

from collections.abc import Mapping

_SENTENCES: Mapping[str, tuple[str, str]] = {
    # sheets
    "sheet_how_to": ("Istruzioni", "How to"),
    "sheet_manifest": ("Invio", "Submission"),
    "sheet_events": ("Eventi", "Events"),
    "sheet_populations": ("Platee", "Populations"),
    "sheet_lists": ("Elenchi", "Lists"),
    # how-to
    "title": ("Invio mensile di {month}", "Monthly submission of {month}"),
    "in_short": ("In breve", "In short"),
    "step_manifest": (
        (
            "1. Nel foglio «{manifest}» controllare le sedi: l'invio parla per tutte quelle scritte, e per loro sole. "
            "Ciò che non è riportato per una sede nominata vale come non avvenuto: togliere le sedi di cui non si "
            "risponde."
        ),
        (
            "1. On the sheet '{manifest}' check the units: the submission speaks for all units written there and for "
            "no other. What it does not report for a unit it names counts as not done: remove the units you do not "
            "answer for."
        ),
    ),
    "step_events": (
        (
            "2. Nel foglio «{events}» scrivere una riga per ogni evento del mese. Le tendine propongono i codici; i "
            "loro titoli sono nel foglio «{lists}». Una cella gialla manca di un dato necessario."
        ),
        (
            "2. On the sheet '{events}' write one row for each event of the month. The drop-downs offer the codes; "
            "their titles are on the sheet '{lists}'. A yellow cell lacks something needed."
        ),
    ),
    "step_populations": (
        "3. Nel foglio «{populations}» dare le platee: o il numero a una data, o una riga per ogni persona.",
        (
            "3. On the sheet '{populations}' give the populations: either their number on a date, or a row for each "
            "person."
        ),
    ),
    "step_silence": (
        "4. Se nel mese non è avvenuto nulla, inviare il file con i fogli vuoti: anche questo è un dato.",
        "4. If nothing happened in the month, send the file with its sheets blank: that is information too.",
    ),
    "step_keep": (
        "5. Non cambiare le intestazioni né i nomi dei fogli. Le colonne che non servono possono restare vuote.",
        "5. Do not change the headings or the names of the sheets. Columns not needed may stay blank.",
    ),
    "several": ("Più valori", "Several values"),
    "several_codes": (
        (
            "Sede, tema e destinatari possono essere più d'uno nella stessa cella, separati da |, per esempio "
            "{example}. La tendina non li conosce e chiede conferma: confermare."
        ),
        (
            "Unit, topic and target may be several in one cell, separated by |, for example {example}. The drop-down "
            "does not know them and asks for confirmation: confirm."
        ),
    ),
    "several_rows": (
        (
            "Più imprese o persone nello stesso evento: una riga per ciascuna, con lo stesso id_evento e tutto il "
            "resto uguale. L'evento conta una volta sola."
        ),
        (
            "Several firms or persons in one event: a row for each, with the same event_id and everything else alike. "
            "The event counts once."
        ),
    ),
    "corrections": ("Correzioni e annullamenti", "Corrections and annulments"),
    "correct": (
        (
            "Per correggere eventi già inviati: un nuovo invio con un altro id, rettifiche = sì, e le righe giuste con "
            "lo stesso id_evento. Vale l'ultima versione ricevuta."
        ),
        (
            "To correct events already sent: a new submission with another id, corrections = yes, and the right rows "
            "under the same event_id. The last version received holds."
        ),
    ),
    "annul": (
        "Per annullare un evento: in una rettifica, la sua riga con stato = annullato.",
        "To annul an event: in a correction, its row with status = annulled.",
    ),
    "replace": (
        "Per ritirare un invio intero: scrivere il suo id in «sostituisce»; valgono solo le righe del nuovo.",
        "To withdraw a whole submission: write its id under 'replaces'; only the rows of the new one hold.",
    ),
    "privacy": ("Che cosa non scrivere", "What not to write"),
    "no_names": (
        (
            "Nessun dato personale in chiaro: né nomi, né codici fiscali, né recapiti, nemmeno nelle note. Persone e "
            "pratiche si indicano con un codice che solo chi invia sa ricondurre, sempre lo stesso per la stessa "
            "persona."
        ),
        (
            "No personal data in clear: no names, tax codes or contacts, not even in the notes. Give persons and cases "
            "by a code that only the sender can trace back, always the same for the same person."
        ),
    ),
    "columns": ("Che cosa significano le colonne", "What the columns mean"),
    "sheet": ("Foglio", "Sheet"),
    "column": ("Colonna", "Column"),
    "meaning": ("Significato", "Meaning"),
    "example": ("Per esempio", "For example"),
    "needed": ("Serve", "Needed"),
    "always": ("sempre", "always"),
    "for_events": ("secondo il tipo di evento, vedi sotto", "depending on the event type, see below"),
    "with_size": ("con il numero", "with the number"),
    "size_or_person": ("numero o persona", "number or person"),
    "event_types": ("Quali colonne servono a ogni tipo di evento", "Which columns each event type needs"),
    "code": ("Codice", "Code"),
    "titled": ("Titolo", "Title"),
    "needed_columns": ("Oltre a id, tipo, data e sede", "Besides id, type, date and unit"),
    "example_rows": ("Righe d'esempio: non vanno copiate", "Example rows: not to be copied"),
    "example_note": ("ESEMPIO", "EXAMPLE"),
    # manifest
    "field": ("campo", "field"),
    "value": ("valore", "value"),
    "manifest.id": (
        "Nome di questo invio, diverso da ogni altro; una rettifica ne ha uno nuovo.",
        "Name of this submission, unlike any other; a correction has a new one.",
    ),
    "manifest.convention": ("La convenzione. Non cambiare.", "The convention. Do not change."),
    "manifest.month": (
        "Il mese di cui si riferisce. Non cambiare.",
        "The month reported on. Do not change.",
    ),
    "manifest.units": (
        "Le sedi per cui l'invio parla, separate da |. Di quelle senza eventi dichiara che non ne hanno.",
        "The units the submission speaks for, separated by |. Of those without events it says there were none.",
    ),
    "manifest.sender": ("L'ufficio che invia, non una persona.", "The office that sends, not a person."),
    "manifest.sent": ("Quando si invia.", "When it is sent."),
    "manifest.replaces": (
        "L'id di un invio da ritirare per intero; di solito vuoto.",
        "The id of a submission to withdraw as a whole; usually blank.",
    ),
    "manifest.corrections": (
        "sì, se corregge eventi già inviati con un altro invio; altrimenti no.",
        "yes, if it corrects events sent before in another submission; otherwise no.",
    ),
    # events
    "event_row.event_id": (
        "Codice dell'evento, sempre lo stesso anche nelle rettifiche.",
        "Code of the event, always the same, in corrections too.",
    ),
    "event_row.event": ("Il tipo di evento.", "The type of event."),
    "event_row.date": (
        "Il giorno in cui è avvenuto, nel mese dell'invio; un altro mese solo nelle rettifiche.",
        "The day it happened, in the month of the submission; another month in corrections only.",
    ),
    "event_row.unit": ("La sede che lo ha svolto; più d'una con |.", "The unit that did it; several with |."),
    "event_row.deliverable": (
        "Quale prodotto o attività documentata.",
        "Which deliverable or documented activity.",
    ),
    "event_row.topic": ("Il tema; più d'uno con |.", "The topic; several with |."),
    "event_row.target": ("A chi era rivolto; più d'uno con |.", "Whom it was for; several with |."),
    "event_row.phase": ("La fase di un monitoraggio.", "The phase of a monitoring activity."),
    "event_row.participants": ("Quanti hanno partecipato.", "How many took part."),
    "event_row.invited": ("Quanti sono stati invitati.", "How many were invited."),
    "event_row.firm": (
        "Codice dell'impresa, sempre lo stesso; una riga per impresa.",
        "Code of the firm, always the same; a row for each firm.",
    ),
    "event_row.person": (
        "Codice della persona, mai il nome o il codice fiscale; una riga per persona.",
        "Code of the person, never a name or tax code; a row for each person.",
    ),
    "event_row.case": (
        "Pratica o crisi a cui l'evento appartiene; di una crisi registrata il codice.",
        "Case or crisis the event belongs to; of a registered crisis its code.",
    ),
    "event_row.status": (
        "valido, o vuoto; annullato per dire che non è avvenuto.",
        "valid, or blank; annulled to say that it did not happen.",
    ),
    "event_row.evidence": (
        "Protocollo o documento che lo prova.",
        "File number or document that proves it.",
    ),
    "event_row.source": ("Il sistema da cui viene il dato.", "The system the data come from."),
    "event_row.note": ("Altro, senza dati personali.", "Anything else, without personal data."),
    # populations
    "population_row.population": ("Quale platea.", "Which population."),
    "population_row.unit": ("La sede a cui appartiene.", "The unit it belongs to."),
    "population_row.case": (
        "La crisi o pratica, se la platea è di una crisi.",
        "The crisis or case, for a crisis.",
    ),
    "population_row.date": ("Il giorno a cui si riferisce il numero.", "The day the number refers to."),
    "population_row.size": (
        "Quanti sono; in alternativa a persona.",
        "How many they are; instead of person.",
    ),
    "population_row.person": (
        "Codice di un componente, una riga ciascuno; in alternativa a numero.",
        "Code of one member, a row each; instead of size.",
    ),
    "population_row.member_from": ("Da quando ne fa parte.", "Since when a member."),
    "population_row.member_to": ("Fino a quando; vuoto se ancora.", "Until when; blank if still."),
    # validation
    "bad_date_title": ("Fuori dal mese", "Outside the month"),
    "bad_date": (
        (
            "Questo file è del mese {month}: di regola una data dal {first} al {last}. Si può confermare se l'evento "
            "corregge un altro mese. Scrivere gg/mm/aaaa."
        ),
        (
            "This file is of {month}: normally a date from {first} to {last}. Confirm if the event corrects another "
            "month. Write dd/mm/yyyy."
        ),
    ),
    "bad_day_title": ("Non è una data", "Not a date"),
    "bad_day": (
        "Scrivere una data dal 01/01/1900 in poi, gg/mm/aaaa.",
        "Write a date from 01/01/1900 on, dd/mm/yyyy.",
    ),
    "bad_count_title": ("Non è un numero", "Not a number"),
    "bad_count": (
        "Scrivere un numero intero, da 0 in su, senza unità di misura.",
        "Write a whole number, 0 or more, without a unit of measure.",
    ),
    "bad_code_title": ("Codice non previsto", "Unknown code"),
    "bad_code": (
        "Scegliere un codice della tendina; i titoli sono nel foglio «{lists}».",
        "Choose a code of the drop-down; the titles are on the sheet '{lists}'.",
    ),
    "maybe_several_title": ("Più valori?", "Several values?"),
    "maybe_several": (
        "Non è un codice dell'elenco. Se sono più codici separati da |, confermare.",
        "It is no code of the list. If it is several codes separated by |, confirm.",
    ),
    # lists
    "kind": ("Che cos'è", "Kind"),
    "list_event": ("Tipi di evento", "Event types"),
    "list_deliverable": ("Prodotti", "Deliverables"),
    "list_topic": ("Temi", "Topics"),
    "list_target": ("Destinatari", "Targets"),
    "list_phase": ("Fasi", "Phases"),
    "list_population": ("Platee", "Populations"),
    "list_unit": ("Sedi valide nel mese", "Units valid in the month"),
    "list_status": ("Stati", "Statuses"),
    "list_answer": ("Sì o no", "Yes or no"),
    "valid": ("valido", "valid"),
    "annulled": ("annullato", "annulled"),
    "yes": ("sì", "yes"),
    "no": ("no", "no"),
    "it_is_yes": ("l'invio corregge eventi già inviati", "the submission corrects events sent before"),
    "it_is_no": ("l'invio non corregge nulla", "the submission corrects nothing"),
    "it_is_valid": ("l'evento è avvenuto", "the event happened"),
    "it_is_annulled": ("l'evento non è avvenuto", "the event did not happen"),
}


def tell(code: str, language: str, **fields: object) -> str:
    """One phrase in the reader's language."""
    return _SENTENCES[code][1 if language == "en" else 0].format(**fields)
