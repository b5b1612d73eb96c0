# SPDX-License-Identifier: EUPL-1.2
"""The project file that stands in a folder or above it, found without reading it."""

from pathlib import Path

PROJECT_FILE = "impegni.yaml"


def find_project(folder: Path) -> Path | None:
    """The project file of `folder`, or of the nearest folder above it that has one."""
    here = folder.absolute()
    return next((path for each in (here, *here.parents) if (path := each / PROJECT_FILE).is_file()), None)
