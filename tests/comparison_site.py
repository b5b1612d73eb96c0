# SPDX-License-Identifier: EUPL-1.2
"""The dossiers of two conventions and the page that compares them, written once for all tests of it."""

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from impegni.engine.runs.dossiers import AskedDossier, write_dossiers
from impegni.engine.runs.facts import load_facts
from impegni.engine.runs.sample import SAMPLE
from impegni.engine.runs.setting import load_setting
from impegni.engine.verdicts.run import Options

ROOT = SAMPLE.parents[1]
SYNTHETIC = ROOT / "samples" / "synthetic_region"
CONVENTIONS = [ROOT / "rules" / "conventions" / "basilicata.yaml", SYNTHETIC / "convention.yaml"]
MEETING = dt.date(2020, 4, 30)


@cache
def side_by_side() -> Path:
    """The folder, with nothing reported for the first convention."""
    setting = load_setting(None, CONVENTIONS, None)
    files = [SYNTHETIC / f"{name}.csv" for name in ("events", "populations", "submissions")]
    intake = load_facts(files, setting, "it")
    asked = AskedDossier(
        Options(MEETING, objectives=frozenset({"5.4", "6.1"})), None, published=False, language="it"
    )
    folder = Path(mkdtemp())
    write_dossiers(setting, intake.facts, asked, folder)
    return folder
