# SPDX-License-Identifier: EUPL-1.2
"""A check: everything judged once, and the pages that come of it."""

from dataclasses import dataclass, replace
from pathlib import Path

from ...schema.base import Language
from ..intake.fact_tables import FactTables
from ..language.words import Words
from ..reports.layout import ASCII, UNICODE
from ..reports.page import Page
from ..reports.public import public
from ..reports.rollups import breached
from ..verdicts.run import Options
from .judgements import judgements
from .setting import Setting
from .work import Work


@dataclass(frozen=True)
class Checked:
    """The pages of a run, one a convention and one of the programme, and whether any shows a breach."""

    pages: tuple[Page, ...]
    breached: bool


def judged(
    setting: Setting,
    facts: FactTables,
    options: Options,
    language: Language,
    plain: bool = False,
    say: Work | None = None,
    published: bool = False,
    archive: Path | None = None,
) -> Checked:
    """Judge every convention of the setting, then the national rules if there is a programme.

    Args:
        plain: Write nothing but ASCII.
        say: Told what is being judged.
        published: Withhold numbers of persons.
        archive: That whose facts these are, and no others, where what is found may be kept beside it.
    """
    marks, words = ASCII if plain else UNICODE, Words(language)
    pages = [
        Page(one.judge(facts, options), one.registry, words, marks, one.programme, one.given)
        for one in judgements(setting, say, archive)
    ]
    wrong = any(breached(page.verdicts.frame) for page in pages)
    if published:
        pages = [replace(page, verdicts=public(page.verdicts)) for page in pages]
    return Checked(tuple(pages), wrong)
