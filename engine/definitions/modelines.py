# SPDX-License-Identifier: EUPL-1.2
"""The line of a YAML file by which editors find its JSON Schema."""

from os.path import relpath
from pathlib import Path

FOLDERS = ("schemas", "docs/schemas")
"""Where published schemas stand, from the folder of a file or one above it."""


def modeline(path: Path, schema: str) -> str:
    """The line for the file at `path`; empty where no schema of that name stands near it."""
    folder = path.absolute().parent
    for above in (folder, *folder.parents):
        for name in FOLDERS:
            found = above / name / f"{schema}.schema.json"
            if found.is_file():
                return modeline_to(Path(relpath(found, folder)))
    return ""


def modeline_to(schema: Path) -> str:
    """The line for a schema whose path, from the folder of the file, is known."""
    return f"# yaml-language-server: $schema={schema.as_posix()}\n"
