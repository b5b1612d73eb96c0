# SPDX-License-Identifier: EUPL-1.2
"""The dossier of the sample, written to a folder once for all tests of it."""

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from impegni.engine.agenda.asks import latest_senders
from impegni.engine.changes.changes import changes_since
from impegni.engine.dossier.dossier import Material, dossier
from impegni.engine.dossier.folder import write_folder
from impegni.engine.dossier.published import published_changes
from impegni.engine.language.words import Words
from impegni.engine.reports.layout import UNICODE
from impegni.engine.reports.page import Page
from impegni.engine.reports.public import public
from impegni.engine.runs.facts import load_facts
from impegni.engine.runs.sample import SAMPLE, load_sample
from impegni.engine.runs.setting import load_setting
from impegni.engine.verdicts.run import Options, Verdicts, judge
from impegni.schema.dossier import Dossier

MEETING = dt.date(2020, 2, 20)
SINCE = dt.date(2020, 1, 20)


@cache
def sample() -> tuple[Any, Any, Any]:
    """The setting, the facts and the objectives of the sample."""
    found, files = load_sample(SAMPLE)
    setting = load_setting(None, [], SAMPLE / found.units)
    return setting, load_facts(files, setting, "it"), frozenset(found.objectives)


def judged(options: Options) -> Verdicts:
    """The sample judged with any options."""
    setting, intake, _ = sample()
    ((convention, registry),) = setting.agreements
    return judge(setting.rulebook, convention, registry, intake.facts, options)


@cache
def judged_at(as_of: dt.date, known_at: dt.date | None) -> Verdicts:
    """The sample judged from a day on what was known by another."""
    return judged(Options(as_of, known_at, objectives=sample()[2]))


@cache
def written(published: bool = False) -> tuple[Path, Verdicts, Dossier]:
    """The folder, the verdicts it was made from and the dossier itself."""
    setting, intake, _ = sample()
    ((_, registry),) = setting.agreements
    verdicts = judged_at(MEETING, None)
    shown = public(verdicts) if published else verdicts
    changes = changes_since(judged_at, SINCE, MEETING, verdicts)
    material = Material(
        shown,
        registry,
        judged,
        latest_senders(intake.facts, MEETING),
        SINCE,
        published_changes(changes, verdicts.duties, setting.rulebook.vocabulary) if published else changes,
        published,
    )
    made = dossier(material)
    folder = Path(mkdtemp())
    write_folder(made, Page(shown, registry, Words("it"), UNICODE), folder)
    return folder, shown, made
