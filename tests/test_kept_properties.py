# SPDX-License-Identifier: EUPL-1.2
"""Whatever was kept: after each submission, change of a rule or day, a check says what counting everything says."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.held import held_facts
from impegni.engine.archive.ingest import ingest
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import Rulebook
from impegni.engine.intake.fact_tables import fact_tables_from
from impegni.engine.intake.reader import Intake
from impegni.engine.intake.refused_rows import SCHEMA
from impegni.engine.kept.files import read
from impegni.engine.kept.judged import Judged, convention_judged
from impegni.engine.kept.judging import KeptJudge, judged_anew
from impegni.engine.verdicts.run import Options
from impegni.engine.verdicts.verdict_rows import VerdictRow, rows_of
from impegni.schema.facts import Facts, Submission
from impegni.schema.rule import Objective
from strategies import RandomRun, runs

EXAMPLES = settings().max_examples // 10


def carried_by(facts: Facts, submissions: Sequence[Submission]) -> Facts:
    """The submissions with what they carry, and nothing bare."""
    names = {each.id for each in submissions}
    return Facts(
        events=tuple(row for row in facts.events if row.submission in names),
        populations=tuple(row for row in facts.populations if row.submission in names),
        submissions=tuple(submissions),
    )


def store(archive: Path, facts: Facts) -> None:
    """Put submissions into the archive."""
    ingest(archive, Intake(fact_tables_from(facts), (), (), SCHEMA.empty_table()), "en")


def judged(run: RandomRun, objectives: Sequence[Objective]) -> Judged:
    """The convention of a run, judged by some rules."""
    book = Rulebook(Path(), run.vocabulary, tuple(objectives), (), "")
    return convention_judged(book, run.convention, Registry(run.units))


def assert_same(archive: Path, one: Judged, options: Options) -> None:
    """Hold what is said, and what is kept, with what was kept beside what is said and kept without."""
    facts = held_facts(open_archive(archive, "en"))
    kept = KeptJudge(archive, one)(facts, options)
    anew, sums = judged_anew(one, facts, options)
    assert plain(kept.frame) == plain(anew.frame)
    written = read(archive, one.key(options))
    assert written is not None
    assert written.sums.agree_with(sums)
    assert kept.out_of_scope == anew.out_of_scope
    assert list(kept.models()) == list(anew.models())


def plain(table: pd.DataFrame) -> list[VerdictRow]:
    return rows_of(table)


def changed(data: DataObject, objectives: Sequence[Objective]) -> list[Objective]:
    """The same rules, each perhaps otherwise, or gone."""
    found = []
    for objective in objectives:
        rules = []
        for rule in objective.rules:
            change = data.draw(st.sampled_from(("same", "same", "grace", "gone")))
            if change == "grace":
                rule = rule.model_copy(update={"grace_days": data.draw(st.integers(0, 60))})
            if change != "gone":
                rules.append(rule)
        found.append(objective.model_copy(update={"rules": tuple(rules)}))
    return found


@settings(max_examples=EXAMPLES)
@given(runs().filter(lambda run: bool(run.facts.submissions)), st.data())
def test_what_was_kept_changes_no_verdict(run: RandomRun, data: DataObject) -> None:
    coming = [each for each in run.facts.submissions or () if each.replaces != each.id]
    coming = list({each.id: each for each in coming}.values())
    coming = data.draw(st.permutations(coming))
    objectives: Sequence[Objective] = run.objectives
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "a.impegni"
        while coming:
            count = data.draw(st.integers(1, 2))
            store(archive, carried_by(run.facts, coming[:count]))
            coming = coming[count:]
            if data.draw(st.integers(0, 5)) == 0:
                objectives = changed(data, objectives)
            known_at = data.draw(st.sampled_from((None, None, run.known_at)))
            assert_same(archive, judged(run, objectives), Options(run.as_of, known_at))
