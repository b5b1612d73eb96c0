# SPDX-License-Identifier: EUPL-1.2
"""The files of a new project, by their paths in it."""

import csv
import io
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..agreements.units_file import COLUMNS
from ..definitions.json_schemas import schema_text
from ..definitions.modelines import modeline_to
from .beginning import Beginning
from .convention_draft import convention_draft

WORKFLOW = Path(__file__).resolve().parents[2] / "docs" / "ci" / "rules-workflow.yml"
KEY_FILE = "key.txt"
SCHEMAS = Path("schemas")
EDITED = ("project", "convention", "programme", "rulebook", "added_vocabulary", "rules", "cases")
"""The schemas of what is written in a project."""
HOOKS = """\
repos:
  - repo: local
    hooks:
      - id: rules-lint
        name: impegni rules lint
        entry: impegni rules lint --own
        language: system
        pass_filenames: false
        files: \\.(yaml|csv)$
      - id: rules-test
        name: impegni rules test
        entry: impegni rules test --own
        language: system
        pass_filenames: false
        files: \\.(yaml|csv)$
"""


class NewFile(NamedTuple):
    """A file to write.

    Attributes:
        private: For the eyes of its owner alone.
    """

    content: bytes
    private: bool = False


def project_files(new: Beginning) -> Mapping[str, NewFile]:
    """Every file of the project, in the order people look at them."""
    return {
        "impegni.yaml": _text(_project(new), modeline_to(_schema("project"))),
        "convention.yaml": NewFile((modeline_to(_schema("convention")) + convention_draft(new)).encode()),
        "units.csv": NewFile(_registry(new)),
        "rules/rulebook.yaml": _text(_rulebook(new), modeline_to(".." / _schema("rulebook"))),
        KEY_FILE: NewFile(f"{secrets.token_hex(32)}\n".encode(), private=True),
        ".gitignore": _text(_ignored(new)),
        ".pre-commit-config.yaml": NewFile(HOOKS.encode()),
        ".github/workflows/rules.yml": NewFile(WORKFLOW.read_bytes()),
        **{_schema(name).as_posix(): NewFile(schema_text(name).encode()) for name in EDITED},
    }


def _schema(name: str) -> Path:
    return SCHEMAS / f"{name}.schema.json"


def _text(lines: Iterator[str], above: str = "") -> NewFile:
    return NewFile((above + "".join(f"{line}\n" for line in lines)).encode())


def _project(new: Beginning) -> Iterator[str]:
    words = new.words
    yield "# " + words.text(
        "What commands given in this folder, or below it, take unless an option says otherwise."
    )
    yield "convention: convention.yaml"
    yield "rulebook: rules"
    yield "archive: archive.duckdb   # " + words.text("made by the first impegni ingest")
    yield f"key_file: {KEY_FILE}   # " + words.text(
        "keep it secret, and a copy of it: without it no person is found again"
    )
    yield f"language: {new.words.language}"
    yield "# programme: national.yaml   # " + words.text("to judge the national rules too")


def _rulebook(new: Beginning) -> Iterator[str]:
    words = new.words
    yield "# " + words.text(
        "The rules of the package, and those that you add in this folder: impegni rules new 5.1.my-duty"
    )
    yield "include: packaged"
    yield "convention: ../convention.yaml   # " + words.text("what the cases of your rules start from")


def _ignored(new: Beginning) -> Iterator[str]:
    yield "# " + new.words.text("What is about persons, and what can be made again.")
    yield from (KEY_FILE, "*.duckdb", "*.duckdb.wal", "*.duckdb.pages/", "dossier/", "pages/", "cases.xml")


def _registry(new: Beginning) -> bytes:
    """The region, and examples as comments: one forgotten is judged as nobody.

    Spreadsheets in Italian part cells at semicolons, and read accents only after a byte order mark.
    """
    attributes = {name for kind in new.book.vocabulary.unit_kinds.values() for name in kind.attributes}
    columns = ("code", "kind", "name", "province", "parent", *COLUMNS[5:], *sorted(attributes))
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, delimiter=";" if new.words.language == "it" else ",")
    writer.writeheader()
    writer.writerow({"code": new.unit, "kind": "region", "name": new.region})
    writer.writerows(_examples(new))
    return file.getvalue().encode("utf-8-sig")


def _examples(new: Beginning) -> Iterator[dict[str, str]]:
    words, parent = new.words, new.unit
    yield {"code": "# " + words.text("examples: write your units without #, below or in their place")}
    yield {"code": "# CPI01", "kind": "cpi", "name": words.text("Job centre of ..."), "parent": parent}
    yield {
        "code": "# CPI02", "kind": "cpi", "name": words.text("Job centre closed on 30 June"), "parent": parent,
        "valid_to": "2019-06-30", "successor": "CPI01",
    }  # fmt: skip
    for kind in ("technical", "vocational"):
        yield {
            "code": f"# {kind.upper()[:3]}01", "kind": "school", "name": words.text("School of ..."), "parent": parent,
            "type": kind,
        }  # fmt: skip
    yield {"code": "# UNI01", "kind": "university", "name": words.text("University of ..."), "parent": parent}
