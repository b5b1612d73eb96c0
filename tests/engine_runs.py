# SPDX-License-Identifier: EUPL-1.2
"""The engine called as the oracle is, so that the two can be held side by side."""

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import Rulebook
from impegni.engine.verdicts.run import Options, Verdicts, judge, judge_programme
from impegni.schema.convention import Convention, Programme
from impegni.schema.facts import Facts
from impegni.schema.rule import Objective
from impegni.schema.unit import Unit
from impegni.schema.verdict import Verdict
from impegni.schema.vocabulary import Vocabulary
from laid_out import laid_out


def engine_run(
    objectives: Sequence[Objective],
    vocabulary: Vocabulary,
    convention: Convention,
    units: Iterable[Unit],
    facts: Facts,
    as_of: dt.date,
    known_at: dt.date | None = None,
) -> Verdicts:
    """A run of the engine on definitions and facts held in memory."""
    rulebook = Rulebook(Path(), vocabulary, tuple(objectives), (), "")
    options = Options(as_of=as_of, known_at=known_at)
    return judge(rulebook, convention, Registry(units), laid_out(facts), options)


def engine_verdicts(*asked: Any) -> list[Verdict]:
    """Every verdict of the same, in the engine's order."""
    return list(engine_run(*asked).models())


def programme_verdicts(
    objectives: Sequence[Objective],
    vocabulary: Vocabulary,
    programme: Programme,
    members: Sequence[tuple[Convention, Iterable[Unit]]],
    facts: Facts,
    as_of: dt.date,
    known_at: dt.date | None = None,
) -> list[Verdict]:
    """Every verdict of the rules of the nation, over the members given."""
    rulebook = Rulebook(Path(), vocabulary, tuple(objectives), (), "")
    given = [(convention, Registry(units)) for convention, units in members]
    options = Options(as_of=as_of, known_at=known_at)
    return list(judge_programme(rulebook, programme, given, laid_out(facts), options).models())
