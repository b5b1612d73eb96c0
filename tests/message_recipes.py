# SPDX-License-Identifier: EUPL-1.2
"""What provokes each message that no single broken file of `intake_broken` does: how to make it, how to read it.

A recipe makes files in the current folder and returns the arguments they are read with.
"""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from impegni.engine.intake import row_files, text_files
from impegni.engine.intake.reading import FromRules
from impegni.schema.convention import Convention
from submission_support import MANIFEST, submission
from test_submission_hostile import workbook, zipped

CONVENTION = Convention.model_validate(
    {
        "convention": "basilicata", "title": {"it": "Prova", "en": "Trial"}, "region": "BASILICATA",
        "units": "units.csv", "term": {"from": "2018-01-17", "to": "2020-12-31"},
        "reporting": {"kinds": "cpi", "due_days": 10},
    },
    strict=False,
)  # fmt: skip
HERE = Path()
GOOD = "E1;seminar;2018-03-20;PZ"
Made = dict[str, Any]
Recipe = Callable[[pytest.MonkeyPatch], Made]
RECIPES: dict[str, Recipe] = {}


def recipe(code: str) -> Callable[[Recipe], Recipe]:
    """Add a recipe under its code."""

    def add(make: Recipe) -> Recipe:
        RECIPES[code] = make
        return make

    return add


def one_event(event: str = GOOD, **given: Any) -> Made:
    """A submission with one event."""
    extra = given.pop("more", "")
    manifest = given.pop("manifest", MANIFEST) + extra
    return {"paths": [submission(HERE, event, manifest=manifest)], **given}


EVENTS = {
    "bad_firm": GOOD + ";12345678901",
    "control_character": GOOD + ";;;;nota\x1b[2J",
    "contact_data": GOOD + ";;;;scrivere a mario@example.it",
    "error_text": GOOD + ";;;;#N/D",
    "too_narrow": GOOD.replace("2018-03-20", "########"),
    "date_after_month": GOOD.replace("2018-03", "2018-04"),
    "date_before_month": GOOD.replace("2018-03", "2018-02"),
    "holiday": GOOD.replace("2018-03-20", "2018-04-25"),
    "no_identity": GOOD + ";n.d.",
    "more_participants": GOOD + ";;30;20",
    "person_contact": GOOD + ";;;;;333 1234567",
    "person_day": GOOD + ";;;;;12/03/1980",
    "person_fiscal_code": GOOD + ";;;;;CF: RSS MRA 80A01 H501U",
    "person_mentioned": GOOD + ";;;;sentito P00123;P00123",
    "person_named": GOOD + ";;;;;Mario Rossi",
    "personal_data": GOOD + ";;;;sentita RSSMRA80A01H501U",
    "personal_firm": GOOD + ";RSSMRA80A01H501U",
    "restored_code": GOOD.replace("PZ", "pz"),
    "restored_firm": GOOD + ";743110157",
    "spoilt_text": GOOD + ";;;;attivitÃ\xa0 svolta",
    "sunday": GOOD.replace("-20", "-18"),
    "text_formula": GOOD + ';;="0012"',
    "unit_not_valid": GOOD.replace("PZ", "MT"),
    "bad_key": "x" * 121 + GOOD,
}
MANIFESTS = {
    "bad_flag": "rettifiche: forse\n",
    "broken_manifest": "id: [\n",
    "received_before_sent": "ricevuto: 2018-04-01\n",
    "repeated_field": "month: 2018-03\n",
    "several_values": "mittente: {nome: Ufficio}\n",
    "unknown_field": "colore: blu\n",
    "unknown_submission": "sostituisce: S0\n",
}
CHANGED = {
    "manifest_not_fields": "- a list\n",
    "missing_field": MANIFEST.replace("id: S1\n", ""),
    "no_received": MANIFEST.replace("inviato: 2018-04-05\n", ""),
    "received_before_month": MANIFEST.replace("inviato: 2018-04-05", "ricevuto: 2018-02-05"),
    "sent_before_month": MANIFEST.replace("2018-04-05", "2018-02-05"),
}
AGAINST = {
    "month_outside_term": MANIFEST.replace("2018-03", "2021-04").replace("2018-04-05", "2021-05-05"),
    "other_convention": MANIFEST + "convenzione: marche\n",
    "unit_owes_none": MANIFEST.replace("PZ, MT", "BASILICATA"),
}
RECIPES |= {code: lambda _, event=event: one_event(event) for code, event in EVENTS.items()}
RECIPES |= {code: lambda _, more=more: one_event(more=more) for code, more in MANIFESTS.items()}
RECIPES |= {
    code: lambda _, manifest=manifest: one_event(manifest=manifest) for code, manifest in CHANGED.items()
}
RECIPES |= {
    code: lambda _, manifest=manifest: one_event(manifest=manifest, conventions=[CONVENTION])
    for code, manifest in AGAINST.items()
}
ANSWERS = FromRules("event = 'seminar'", 90)
FIGURES = (
    "regola;sede;data;valore;fonte\n5.1.x;{unit};2018-03-31;3;Rapporto\n5.1.x;PZ;2018-03-31;4;Ministero\n"
)
OF_FIGURES = {"from_rules": FromRules(declarable={"5.1.x": ("cpi",)})}
RECIPES["figure_elsewhere"] = lambda _: _text("cifre.csv", FIGURES.format(unit="BASILICATA")) | OF_FIGURES
RECIPES["figures_differ"] = lambda _: _text("cifre.csv", FIGURES.format(unit="PZ")) | OF_FIGURES
RECIPES["answer_after_end"] = lambda _: one_event(EVENTS["unit_not_valid"], from_rules=ANSWERS)
RECIPES["holiday"] = lambda _: one_event(
    EVENTS["holiday"], manifest=MANIFEST.replace("2018-03", "2018-04"), more="ricevuto: 2018-05-02\n"
)


def _text(name: str, text: str) -> Made:
    Path(name).write_text(text, encoding="utf-8")
    return {"paths": [Path(name)]}


RECIPES["control_in_name"] = lambda _: _text("eventi\x1b.csv", "id_evento;tipo_evento;data;sede\n")


def events_file(
    *events: str, name: str = "eventi.csv", headings: str = "id_evento;tipo_evento;data;sede"
) -> Made:
    return _text(name, "".join(f"{line}\n" for line in (headings, *events)))


INVIO = "id;mese;sedi;ricevuto\nS1;2018-03;PZ;2018-04-05\n"
OF_TABLE = "id_evento;tipo_evento;data;sede;invio"


def _listed(event: str, **given: Any) -> Made:
    """An event of a submission listed in a table."""
    paths = _text("invii.csv", INVIO)["paths"] + events_file(f"{event};S1", headings=OF_TABLE)["paths"]
    return {"paths": paths, **given}


RECIPES |= {
    "date_outside_month": lambda _: _listed(GOOD.replace("03-20", "04-20")),
    "outside_term": lambda _: _listed(GOOD.replace("2018", "2017"), conventions=[CONVENTION]),
    "headings_again": lambda _: events_file(GOOD, "id_evento;tipo_evento;data;sede"),
    "misspelt_column": lambda _: events_file(GOOD, headings="id_evnto;tipo_evento;data;sede"),
    "not_found": lambda _: {"paths": [Path("eventi.csv")]},
    "bad_name": lambda _: {"paths": [Path("eventi_\udcff.csv")]},
    "not_utf8": lambda _: {"paths": [_bytes("eventi.ndjson", b"\xe0")]},
    "misnamed": lambda _: {"paths": [workbook(Path("marzo.xlsx")).rename("eventi.csv")]},
    "misnamed_other": lambda _: {"paths": [_bytes("eventi.xlsx", b"%PDF-1.4")]},
    "not_a_zip": lambda _: {"paths": [_bytes("a.zip", b"PK\x03\x04")]},
    "two_sizes": lambda _: _sizes("2018-03-31"),
    "size_changed": lambda _: _sizes("2018-02-28"),
    "zip_bad_name": lambda _: zip_of("../x.csv"),
    "zip_same_name": lambda _: zip_of("MARZO/eventi.csv"),
    "zip_suspicious": lambda _: zip_of("marzo/platee.csv", "0" * 30_000_000),
    "error_cell": lambda _: {"paths": [workbook(Path("marzo.xlsx"), partecipanti="#N/A")]},
    "formula_without_value": lambda _: {"paths": [workbook(Path("marzo.xlsx"), partecipanti="=1+1")]},
    "declares_entities": lambda _: workbook_with("xl/extra.xml", "<!DOCTYPE a>"),
    "external_links": lambda _: workbook_with("xl/externalLinks/externalLink1.xml", "<a/>"),
}


def _bytes(name: str, data: bytes) -> Path:
    Path(name).write_bytes(data)
    return Path(name)


def _sizes(date: str) -> Made:
    line = "adr_beneficiaries;PZ;{};{}"
    rows = (line.format(date, 100), line.format("2018-03-31", 300))
    return events_file(*rows, name="platee.csv", headings="platea;sede;data;numero") | {
        "paths": [*_listed(GOOD)["paths"], Path("platee.csv")]
    }


def zip_of(name: str, text: str = "x") -> Made:
    return {"paths": [zipped(Path("a.zip"), **{name: text})]}


def workbook_with(part: str, text: str) -> Made:
    path = workbook(Path("marzo.xlsx"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, text)
    return {"paths": [path]}


@recipe("held_elsewhere")
def _held_elsewhere(patch: pytest.MonkeyPatch) -> Made:
    again = MANIFEST.replace("S1", "S2").replace("04-05", "04-06")
    return {"paths": [submission(HERE, GOOD), submission(HERE, GOOD, manifest=again, name="ancora")]}


@recipe("replaces_others")
def _replaces_others(patch: pytest.MonkeyPatch) -> Made:
    other = "id: S2\nmese: 2018-03\nsedi: [PZ]\ninviato: 2018-04-06\nsostituisce: S1\n"
    return {"paths": [submission(HERE), submission(HERE, manifest=other, name="altro")]}


@recipe("evidence_left_out")
def _evidence_left_out(patch: pytest.MonkeyPatch) -> Made:
    made = one_event(GOOD)
    path = made["paths"][0] / "eventi.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("persona", "protocollo").replace(";\n", ";x\n"), "utf-8"
    )
    return made


@recipe("changed_meanwhile")
def _changed(patch: pytest.MonkeyPatch) -> Made:
    made, load = events_file(GOOD), row_files.report_possible_duplicates

    def write_too(rows: row_files.Rows) -> None:
        events_file(GOOD, "E2;seminar;2018-03-21;PZ")
        load(rows)

    patch.setattr("impegni.engine.intake.reader.report_possible_duplicates", write_too)
    return made


@recipe("not_a_file")
def _fifo(_: pytest.MonkeyPatch) -> Made:
    os.mkfifo("eventi.csv")
    return {"paths": [Path("eventi.csv")]}


@recipe("not_readable")
def _denied(patch: pytest.MonkeyPatch) -> Made:
    made = events_file(GOOD)

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    patch.setattr(Path, "open", deny)
    return made


@recipe("line_too_long")
def _long_line(patch: pytest.MonkeyPatch) -> Made:
    patch.setattr(text_files, "LINE_LIMIT", 1000)
    return events_file(GOOD, "x" * 2000)


@recipe("wrong_type")
def _list(_: pytest.MonkeyPatch) -> Made:
    select = "select 'E1' as event_id, 'seminar' as event, date '2018-03-20' as date, ['PZ'] as unit"
    duckdb.sql(select).write_parquet("eventi.parquet")
    return {"paths": [Path("eventi.parquet")]}


@recipe("more_like_it")
def _many_sundays(_: pytest.MonkeyPatch) -> Made:
    events = (f"E{n};seminar;2018-03-18;PZ;;;;riga {n}" for n in range(22))
    return {"paths": [submission(HERE, *events)]}


@recipe("firm_spelt_twice")
def _one_firm_in_two_ways(_: pytest.MonkeyPatch) -> Made:
    firms = (GOOD + ";Rossi s.r.l.", "E2;seminar;2018-03-21;PZ;ROSSI SRL")
    return events_file(*firms, headings="id_evento;tipo_evento;data;sede;impresa")


@recipe("more_duplicates")
def _many_duplicates(patch: pytest.MonkeyPatch) -> Made:
    patch.setattr(row_files, "DUPLICATES_NAMED", 1)
    return events_file(*(GOOD.replace("E1", f"E{n}") for n in range(4)))


@recipe("duplicates_not_sought")
def _too_many_rows(patch: pytest.MonkeyPatch) -> Made:
    patch.setattr(row_files, "ROWS_SEARCHED", 1)
    return events_file(GOOD, GOOD.replace("E1", "E2"))
