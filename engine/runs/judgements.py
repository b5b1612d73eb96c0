# SPDX-License-Identifier: EUPL-1.2
"""What a setting judges: each of its agreements, then the programme over all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ...schema.convention import Programme
from ..definitions.registry import Registry
from ..intake.fact_tables import FactTables
from ..kept.judged import Judged, convention_judged, programme_judged
from ..language.reader import words
from ..verdicts.run import JudgeOn, Options, Verdicts
from .setting import Setting
from .work import Work


@dataclass(frozen=True)
class Judgement:
    """One judging of facts: under an agreement, or under the programme over all that are given.

    Attributes:
        name: Of the convention or the programme.
        judge: Judges facts with the rules of the setting.
        programme: That of the national rules, where it is about them.
        given: The conventions of its members that were given.
    """

    name: str
    registry: Registry
    judge: JudgeOn
    programme: Programme | None = None
    given: tuple[str, ...] = ()


def judgements(setting: Setting, say: Work | None = None, archive: Path | None = None) -> Iterator[Judgement]:
    """Each of them in the order they are told of.

    Args:
        say: Told what is being judged, as it is asked for.
        archive: That whose facts are judged, and no others, where what is found may be kept beside it.
    """
    say, judged = say or Work(), judged_of(setting)
    for number, one in enumerate(judged, 1):
        say(words.text("Judging {name}", name=one.name), number, len(judged))
        run = _judge_on(one, archive)
        if one.national:
            given = tuple(convention.convention for convention, _ in setting.agreements)
            yield Judgement(one.name, one.registry, run, setting.programme, given)
        else:
            alone = setting.programme is None
            yield Judgement(one.name, one.registry, run if alone else partial(_without_national, run))


def judged_of(setting: Setting) -> list[Judged]:
    """Each agreement, then the programme."""
    found = [convention_judged(setting.rulebook, *agreement) for agreement in setting.agreements]
    if setting.programme is not None:
        found.append(programme_judged(setting.rulebook, setting.programme, setting.agreements))
    return found


def _judge_on(judged: Judged, archive: Path | None) -> JudgeOn:
    if archive is None:
        return judged.judge
    from ..kept.judging import KeptJudge

    return KeptJudge(archive, judged)


def _without_national(run: JudgeOn, facts: FactTables, options: Options) -> Verdicts:
    """The verdicts of an agreement; that it does not judge national rules is no news beside the programme's."""
    verdicts = run(facts, options)
    national = {rule.id for _, rule in verdicts.rulebook.rules() if "nation" in rule.for_each.kind}
    kept = tuple(each for each in verdicts.out_of_scope if each[0] not in national)
    return replace(verdicts, out_of_scope=kept)
