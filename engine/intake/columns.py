# SPDX-License-Identifier: EUPL-1.2
"""What each kind of file is made of: their columns, the names they go by, the form of each value."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from ...schema.base import Language

Form = Literal[
    "key", "person", "firm", "case", "text", "evidence", "date", "count", "code", "codes", "status", "month", "flag"
]  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column of a kind of file.

    Attributes:
        form: How its values are written. A key is any short text; a person, a firm and a case, which are
            counted, are keys without `|`: a code that only its sender can trace back or a fiscal code, a partita IVA
            or a code, a unit or a code;
            evidence is a text that tells a document; `codes` are several codes separated by `|`; a flag
            is yes or no.
        italian: The Italian heading; further accepted headings after it.
        example: A value that may be written; of a date, in ISO form.
        required: No row may leave it blank.
        codes: The name of the list its codes come from, for `code` and `codes`.
    """

    name: str
    form: Form
    italian: tuple[str, ...]
    example: str
    required: bool = False
    codes: str = ""

    def heading(self, language: Language) -> str:
        """The heading that files in a language should have."""
        return self.name if language == "en" else self.italian[0]

    def shown_example(self, language: Language) -> str:
        """A value that may be written, as readers of a language write it."""
        if self.form == "date" and language == "it":
            return f"{dt.date.fromisoformat(self.example):%d/%m/%Y}"
        return self.example


@dataclass(frozen=True)
class FileKind:
    """One kind of file.

    Attributes:
        table: The fact table its rows go to.
        stems: The words its file and its sheet are named with.
        telling: The columns that no other kind of file has.
    """

    table: Literal[
        "event_row", "population_row", "submission_row", "figure_row", "reply_row", "manifest", "units"
    ]
    stems: tuple[str, ...]
    telling: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


EVENTS = FileKind(
    "event_row",
    ("eventi", "events"),
    ("event_id", "event"),
    (
        Column("event_id", "key", ("id_evento", "codice_evento", "numero_evento"), "1", required=True),
        Column(
            "event",
            "code",
            ("tipo_evento", "evento", "tipologia"),
            "info_session",
            required=True,
            codes="event",
        ),
        Column("date", "date", ("data", "giorno"), "2018-03-20", required=True),
        Column("unit", "codes", ("sede", "sedi", "cpi"), "PZ|MT", required=True, codes="unit"),
        Column("deliverable", "code", ("prodotto",), "progress_review", codes="deliverable"),
        Column("topic", "codes", ("tema", "temi", "argomento", "argomenti"), "adr", codes="topic"),
        Column("target", "codes", ("destinatari",), "cpi_operators", codes="target"),
        Column("phase", "code", ("fase",), "interim", codes="phase"),
        Column("participants", "count", ("partecipanti", "presenti"), "1250"),
        Column("invited", "count", ("invitati",), "1250"),
        Column("firm", "firm", ("impresa",), "F00123"),
        Column("person", "person", ("persona",), "P00123"),
        Column("case", "case", ("pratica",), "C0007", codes="unit"),
        Column("status", "status", ("stato",), "valido"),
        Column("evidence", "evidence", ("protocollo", "prot"), "prot. 1234/2018"),
        Column("source", "text", ("fonte",), "SAP"),
        Column("note", "text", ("note", "osservazioni", "annotazioni"), "testo"),
        Column("submission", "key", ("invio",), "PZ-2018-03"),
    ),
)
POPULATIONS = FileKind(
    "population_row",
    ("platee", "populations"),
    ("population",),
    (
        Column("population", "code", ("platea",), "adr_beneficiaries", required=True, codes="population"),
        Column("unit", "code", ("sede",), "PZ", required=True, codes="unit"),
        Column("case", "case", ("pratica",), "C0007", codes="unit"),
        Column("date", "date", ("data",), "2018-03-31"),
        Column("size", "count", ("numero",), "1250"),
        Column("person", "person", ("persona",), "P00123"),
        Column("member_from", "date", ("membro_dal", "dal"), "2018-03-01"),
        Column("member_to", "date", ("membro_al", "al"), "2018-12-31"),
        Column("submission", "key", ("invio",), "PZ-2018-03"),
    ),
)
SUBMISSIONS = FileKind(
    "submission_row",
    ("invii", "submissions"),
    ("month", "received"),
    (
        Column("id", "key", ("id_invio",), "PZ-2018-03", required=True),
        Column("convention", "text", ("convenzione",), "basilicata"),
        Column("month", "month", ("mese",), "2018-03", required=True),
        Column("units", "codes", ("sedi", "sede", "unit"), "PZ|MT", required=True, codes="unit"),
        Column("sender", "text", ("mittente",), "Ufficio monitoraggio"),
        Column("sent", "date", ("inviato",), "2018-04-05"),
        Column("received", "date", ("ricevuto",), "2018-04-05", required=True),
        Column("replaces", "key", ("sostituisce",), "PZ-2018-03"),
    ),
)
FIGURES = FileKind(
    "figure_row",
    ("cifre", "figures"),
    ("rule", "value"),
    (
        Column("rule", "code", ("regola",), "5.5.piaac-cpis-national", required=True, codes="rule"),
        Column("unit", "code", ("sede",), "IT", required=True, codes="unit"),
        Column("date", "date", ("data",), "2018-08-31", required=True),
        Column("value", "count", ("valore",), "1250", required=True),
        Column("source", "text", ("fonte",), "Rapporto annuale 2018", required=True),
        Column("document", "text", ("documento",), "prot. 1234/2018"),
    ),
)
"""Totals that an authority has declared, beside what is counted."""

REPLIES = FileKind(
    "reply_row",
    ("repliche", "replies"),
    ("window", "party"),
    (
        Column("rule", "code", ("regola", "impegno"), "5.4.firms", required=True, codes="judged_rule"),
        Column("unit", "code", ("sede",), "17", required=True, codes="unit"),
        Column("window", "text", ("periodo",), "2019", required=True),
        Column("kind", "code", ("tipo",), "justification", required=True, codes="reply_kind"),
        Column("party", "code", ("parte",), "anpal_servizi", required=True, codes="party"),
        Column("date", "date", ("data",), "2020-01-20", required=True),
        Column("text", "text", ("testo",), "Una sede era chiusa per lavori", required=True),
        Column("document", "text", ("documento",), "prot. 1234/2020"),
    ),
)
"""What the parties say of verdicts, which it never changes."""

KINDS = (EVENTS, POPULATIONS, SUBMISSIONS, FIGURES, REPLIES)

UNITS = FileKind(
    "units",
    ("unita", "units"),
    ("code", "kind"),
    (
        Column("code", "key", ("codice",), "G942C000001", required=True),
        Column("kind", "code", ("tipo",), "cpi", required=True, codes="unit_kind"),
        Column("name", "text", ("nome", "denominazione"), "CPI Potenza"),
        Column("province", "text", ("provincia",), "076"),
        Column("parent", "text", ("appartiene_a",), "17"),
        Column("valid_from", "date", ("valida_dal", "valido_dal"), "2018-02-01"),
        Column("valid_to", "date", ("valida_al", "valido_al"), "2018-06-30"),
        Column("successor", "text", ("subentrante",), "G942C000001"),
    ),
)
"""The registry of units. The attributes that the vocabulary declares stand in columns of their own."""
_ON_FORMS = {"month": ("mese_di_riferimento",), "sent": ("data_di_invio", "data_invio")}
MANIFEST = FileKind(
    "manifest",
    ("invio", "submission"),
    (),
    (
        *(
            replace(
                column,
                required=column.required and column.name != "received",
                italian=(*column.italian, *_ON_FORMS.get(column.name, ())),
            )
            for column in SUBMISSIONS.columns
        ),
        Column("corrections", "flag", ("rettifiche", "rettifica", "correzioni"), "no"),
    ),
)
"""One submission about itself: the columns of a table of submissions, and whether it corrects earlier months."""
