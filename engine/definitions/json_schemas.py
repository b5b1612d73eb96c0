# SPDX-License-Identifier: EUPL-1.2
"""The published JSON Schemas: editors complete and check definitions with them, readers check verdicts."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode

from ...schema.agenda import Agenda
from ...schema.case_file import CaseFile
from ...schema.change import Change
from ...schema.clause import AskedFile
from ...schema.convention import Convention, Programme
from ...schema.dossier import Dossier
from ...schema.escalation import Escalation
from ...schema.explanation import Explanation
from ...schema.facts import Event, Population, Submission
from ...schema.mutation import EquivalentMutantsFile
from ...schema.people import People
from ...schema.project import Project
from ...schema.reply import Reply
from ...schema.rollup import Rollup
from ...schema.rule import NotJudgedFile, Objective
from ...schema.rulebook import AddedVocabulary, Addition
from ...schema.serving import ArchiveState, CheckReport, HeldSubmission, Receipt
from ...schema.stream import FoundLine, ToldLine
from ...schema.verdict import Verdict
from ...schema.vocabulary import Vocabulary

MODELS: Mapping[str, type[BaseModel]] = {
    "rules": Objective,
    "cases": CaseFile,
    "vocabulary": Vocabulary,
    "not_judged": NotJudgedFile,
    "equivalent_mutants": EquivalentMutantsFile,
    "convention": Convention,
    "programme": Programme,
    "clauses": AskedFile,
    "project": Project,
    "people": People,
    "rulebook": Addition,
    "added_vocabulary": AddedVocabulary,
    "event": Event,
    "population": Population,
    "submission": Submission,
    "verdict": Verdict,
    "escalation": Escalation,
    "rollup": Rollup,
    "explanation": Explanation,
    "change": Change,
    "agenda": Agenda,
    "stream_told": ToldLine,
    "stream_found": FoundLine,
    "dossier": Dossier,
    "reply": Reply,
    "archive_state": ArchiveState,
    "held_submission": HeldSubmission,
    "check_report": CheckReport,
    "receipt": Receipt,
}
"""What is published, by the stem of its file in docs/schemas."""


WRITTEN = frozenset(
    {"agenda", "change", "verdict", "escalation", "rollup", "explanation", "stream_found"}
    | {"dossier", "reply", "archive_state", "held_submission", "check_report", "receipt"}
)
"""What the program writes and never reads."""


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one of `MODELS`; of facts found as they are written, of the rest as it is read."""
    mode: JsonSchemaMode = "serialization" if name in WRITTEN else "validation"
    found = MODELS[name].model_json_schema(by_alias=True, mode=mode)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{name}.schema.json", **found}


def schema_text(name: str) -> str:
    """The same as the committed file holds it."""
    return json.dumps(json_schema(name), indent=2, ensure_ascii=False) + "\n"


def all_schemas() -> dict[str, dict[str, Any]]:
    """Every published schema by name."""
    return {name: json_schema(name) for name in MODELS}
