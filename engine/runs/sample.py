# SPDX-License-Identifier: EUPL-1.2
"""The sample that comes with the package."""

import datetime as dt
from pathlib import Path

from pydantic import ConfigDict

from ...schema.base import Many, Model
from ..definitions.validation import validate
from ..definitions.yaml_source import read_yaml

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "basilicata"


class Sample(Model):
    """A packaged sample: the day to judge it from, its registry, its files, the objectives they are about.

    What else the file says is for whoever makes the sample.
    """

    model_config = ConfigDict(extra="ignore")

    as_of: dt.date
    units: str
    files: Many[str]
    objectives: Many[str] = ()


def load_sample(folder: Path) -> tuple[Sample, list[Path]]:
    """A packaged sample and the paths of its files."""
    sample = validate(Sample, read_yaml(folder / "sample.yaml"))
    return sample, [folder / name for name in sample.files]
