# SPDX-License-Identifier: EUPL-1.2
"""What a setting judges: each of its agreements, then the programme over all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from ...schema.convention import Programme
from ..definitions.programme import national_registry
from ..definitions.registry import Registry
from ..intake.fact_tables import FactTables
from ..language.reader import words
from ..verdicts.run import JudgeOn, Options, Verdicts, judge, judge_programme
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


def judgements(setting: Setting, say: Work | None = None) -> Iterator[Judgement]:
    """Each of them in the order they are told of.

    Args:
        say: Told what is being judged, as it is asked for.
    """
    say, total = say or Work(), len(setting.agreements) + (setting.programme is not None)
    for number, (convention, registry) in enumerate(setting.agreements, 1):
        name = convention.convention
        say(words.text("Judging {name}", name=name), number, total)
        run: JudgeOn = partial(judge, setting.rulebook, convention, registry)
        if setting.programme is not None:
            run = partial(_without_national, run)
        yield Judgement(name, registry, run)
    if setting.programme is not None:
        say(words.text("Judging {name}", name=setting.programme.programme), total, total)
        yield _national(setting, setting.programme)


def _national(setting: Setting, programme: Programme) -> Judgement:
    members = setting.agreements
    return Judgement(
        name=programme.programme,
        registry=national_registry(programme, [registry for _, registry in members]),
        judge=partial(judge_programme, setting.rulebook, programme, members),
        programme=programme,
        given=tuple(convention.convention for convention, _ in members),
    )


def _without_national(run: JudgeOn, facts: FactTables, options: Options) -> Verdicts:
    """The verdicts of an agreement; that it does not judge national rules is no news beside the programme's."""
    verdicts = run(facts, options)
    national = {rule.id for _, rule in verdicts.rulebook.rules() if "nation" in rule.for_each.kind}
    kept = tuple(each for each in verdicts.out_of_scope if each[0] not in national)
    return replace(verdicts, out_of_scope=kept)
