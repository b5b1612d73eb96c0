# SPDX-License-Identifier: EUPL-1.2
"""A small vocabulary and registry, and ways to read files with them."""

from pathlib import Path
from typing import Any

from impegni.engine.intake.reader import Intake
from impegni.engine.submissions.reader import read_files
from impegni.schema.vocabulary import Vocabulary

UNITS = ("PZ", "MT", "BASILICATA")


def _titled(it: str, en: str, **fields: Any) -> dict[str, Any]:
    return {"title": {"it": it, "en": en}, **fields}


VOCABULARY = Vocabulary.model_validate(
    {
        "unit_kinds": {},
        "parties": {"anpal_servizi": _titled("ANPAL Servizi", "ANPAL Servizi")},
        "events": {
            "info_session": _titled("Sessione informativa", "Information session", requires=["topic"]),
            "firm_contact": _titled("Contatto con un'impresa", "Contact with a firm", requires=["firm"]),
            "seminar": _titled("Seminario", "Seminar"),
            "submission": _titled("Invio mensile", "Monthly submission", derived=True),
        },
        "topics": {"adr": _titled("AdR", "AdR"), "piaac": _titled("PIAAC", "PIAAC")},
        "populations": {"adr_beneficiaries": _titled("Beneficiari", "Beneficiaries")},
    }
)


def read(*paths: Path, language: str = "it") -> Intake:
    """Read files with the small vocabulary."""
    return read_files(paths, VOCABULARY, UNITS, language=language)


def rows(intake: Intake, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a fact table, in order."""
    names = ", ".join(f'"{column}"' for column in columns)
    return intake.facts.con.execute(f"select {names} from {table} order by all").fetchall()
