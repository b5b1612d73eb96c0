# SPDX-License-Identifier: EUPL-1.2
"""A small vocabulary and registry, and ways to read files with them."""

from pathlib import Path
from typing import Any

from impegni.engine.intake.reader import Intake
from impegni.engine.submissions.reader import Manner, read_files
from impegni.schema.unit import Unit
from impegni.schema.vocabulary import Vocabulary

UNITS = (
    Unit(code="PZ", kind="cpi", name="CPI Potenza", parent="BASILICATA"),
    Unit(code="MT", kind="cpi", name="CPI Matera", parent="BASILICATA"),
    Unit(code="BASILICATA", kind="region", name="Basilicata"),
)


def _titled(it: str, en: str, **fields: Any) -> dict[str, Any]:
    return {"title": {"it": it, "en": en}, **fields}


VOCABULARY = Vocabulary.model_validate(
    {
        "parties": {"anpal_servizi": _titled("ANPAL Servizi", "ANPAL Servizi")},
        "unit_kinds": {
            "region": _titled("Regione", "Region", plural={"it": "Regioni", "en": "Regions"}),
            "cpi": _titled("CPI", "Job centre", plural={"it": "CPI", "en": "Job centres"}),
        },
        "events": {
            "info_session": _titled("Sessione informativa", "Information session", requires=["topic"]),
            "firm_contact": _titled("Contatto con un'impresa", "Contact with a firm", requires=["firm"]),
            "seminar": _titled("Seminario", "Seminar"),
            "deliverable": _titled("Prodotto", "Deliverable", requires=["deliverable", "evidence"]),
            "crisis_service": _titled("Servizio in una crisi", "Service in a crisis", requires=["case"]),
            "submission": _titled("Invio mensile", "Monthly submission", derived=True),
        },
        "deliverables": {
            "guide": _titled("Guida", "Guide", requires=["topic"], units=["region"]),
            "plan": _titled("Piano", "Plan"),
            "draft": _titled("Piano", "Draft"),
        },
        "topics": {"adr": _titled("AdR", "AdR"), "piaac": _titled("PIAAC", "PIAAC")},
        "populations": {"adr_beneficiaries": _titled("Beneficiari", "Beneficiaries")},
    }
)


def read(*paths: Path, language: str = "it") -> Intake:
    """Read files with the small vocabulary."""
    return read_files(paths, VOCABULARY, UNITS, manner=Manner(language))


def rows(intake: Intake, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a fact table, in order."""
    names = ", ".join(f'"{column}"' for column in columns)
    return intake.facts.con.execute(f"select {names} from {table} order by all").fetchall()
