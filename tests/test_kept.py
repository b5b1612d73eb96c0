# SPDX-License-Identifier: EUPL-1.2
"""What a check keeps beside an archive: used while everything it rests on is the same, and never trusted blindly."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from archive_support import one, put
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.archive.beside import kept_folder
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.forgetting import forget
from impegni.engine.archive.held import held_facts
from impegni.engine.definitions.registry import Registry
from impegni.engine.intake.fact_tables import FactTables
from impegni.engine.kept import judged as kept_judged
from impegni.engine.kept.files import files, read_file, write
from impegni.engine.kept.judged import Judged, convention_judged
from impegni.engine.kept.judging import KeptJudge
from impegni.engine.runs.setting import load_setting
from impegni.engine.verdicts.part import Part
from impegni.engine.verdicts.run import Options, Verdicts
from report_pages import CONVENTION, RULEBOOK

pytestmark = pytest.mark.slow

SETTING = ["--rulebook", str(RULEBOOK), "--convention", str(CONVENTION)]
OPTIONS = Options(dt.date(2018, 6, 30))
CHECK = ("check", "--as-of", "2018-06-30", *SETTING)


class Spy:
    """Judges, and remembers how often everything was judged, and which parts."""

    def __init__(self, one: Judged) -> None:
        self.judge, self.whole, self.parts = one.judge, 0, list[Part]()

    def __call__(self, facts: FactTables, options: Options, part: Part | None = None) -> Verdicts:
        self.whole += part is None
        self.parts += [] if part is None else [part]
        return self.judge(facts, options, part)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.impegni"
    put(path, one("s1", "2018-02-05"))
    return path


@pytest.fixture
def setting_judged() -> Judged:
    setting = load_setting(RULEBOOK, [CONVENTION])
    return convention_judged(setting.rulebook, *setting.agreements[0])


def judged_whole(archive: Path, one: Judged, options: Options = OPTIONS) -> bool:
    """Judge with what is kept; whether everything had to be judged."""
    spy = Spy(one)
    KeptJudge(archive, replace(one, judge=spy))(held_facts(open_archive(archive, "en")), options)
    return spy.whole > 0


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words), "--lang", "en"])


def test_the_same_again_counts_nothing(archive: Path, setting_judged: Judged) -> None:
    assert judged_whole(archive, setting_judged)
    assert not judged_whole(archive, setting_judged)


def test_what_is_kept_is_the_owners_alone(archive: Path, setting_judged: Judged) -> None:
    judged_whole(archive, setting_judged)
    assert kept_folder(archive).stat().st_mode & 0o777 == 0o700
    assert [file.stat().st_mode & 0o777 for file in files(archive)] == [0o600]


CHANGES: dict[str, Callable[[Judged], Judged]] = {
    "convention": lambda one: convention_judged(
        one.rulebook, one.convention.model_copy(update={"warn_days": 1}), one.registry
    ),
    "registry": lambda one: convention_judged(
        one.rulebook,
        one.convention,
        Registry(unit.model_copy(update={"name": "otherwise"}) for unit in one.registry.units),
    ),
    "vocabulary": lambda one: convention_judged(
        replace(one.rulebook, vocabulary=one.rulebook.vocabulary.model_copy(update={"topics": {}})),
        one.convention,
        one.registry,
    ),
    "name": lambda one: replace(one, name="other"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_other_definitions_count_everything(archive: Path, setting_judged: Judged, name: str) -> None:
    judged_whole(archive, setting_judged)
    assert judged_whole(archive, CHANGES[name](setting_judged))


def test_another_day_or_reading_counts_everything(archive: Path, setting_judged: Judged) -> None:
    judged_whole(archive, setting_judged)
    assert judged_whole(archive, setting_judged, Options(dt.date(2018, 7, 1)))
    assert judged_whole(archive, setting_judged, replace(OPTIONS, known_at=dt.date(2018, 6, 30)))
    assert judged_whole(archive, setting_judged, replace(OPTIONS, readings={"a": "b"}))


def test_another_program_counts_everything(
    archive: Path, setting_judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged_whole(archive, setting_judged)
    monkeypatch.setattr(kept_judged, "program", lambda: "another")
    assert judged_whole(archive, setting_judged)


def test_another_archive_under_the_same_name_counts_everything(archive: Path, setting_judged: Judged) -> None:
    judged_whole(archive, setting_judged)
    archive.unlink()
    put(archive, one("s2", "2018-02-06"))
    assert judged_whole(archive, setting_judged)


def broken(content: bytes) -> Iterator[bytes]:
    """A file in some ways not as it was written."""
    yield b""
    yield content[:-1]
    yield content[:200] + bytes([content[200] ^ 1]) + content[201:]
    yield b"something else"
    yield content[:24] + hashlib.sha256(b"no table").digest() + b"no table"


def test_a_broken_file_is_made_anew(archive: Path, setting_judged: Judged) -> None:
    judged_whole(archive, setting_judged)
    (file,) = files(archive)
    whole = file.read_bytes()
    for content in broken(whole):
        file.write_bytes(content)
        assert read_file(file) is None
        assert judged_whole(archive, setting_judged)
        assert not judged_whole(archive, setting_judged)


def test_a_folder_that_cannot_be_written_does_no_harm(archive: Path, setting_judged: Judged) -> None:
    kept_folder(archive).write_text("in the way", encoding="utf-8")
    assert judged_whole(archive, setting_judged)


def test_nothing_is_kept_of_one_who_is_forgotten(archive: Path, setting_judged: Judged) -> None:
    judged_whole(archive, setting_judged)
    assert b"P1" not in b"".join(file.read_bytes() for file in files(archive))
    forget(archive, "P1", "en")
    assert not kept_folder(archive).exists()
    assert judged_whole(archive, setting_judged)


def test_a_check_keeps_unless_told_otherwise(archive: Path) -> None:
    anew = run(*CHECK, "--archive", archive, "--no-cache")
    assert not kept_folder(archive).exists()
    first, second = (run(*CHECK, "--archive", archive) for _ in range(2))
    assert kept_folder(archive).exists()
    assert anew.stdout == first.stdout == second.stdout != ""


def test_verify_names_what_was_kept_wrongly(archive: Path, setting_judged: Judged) -> None:
    run(*CHECK, "--archive", archive)
    verify = ("archive", "verify", "--archive", archive, *SETTING)
    assert run(*verify).exit_code == 0
    (file,) = files(archive)
    kept = read_file(file)
    assert kept is not None
    write(archive, file.stem, replace(kept, table=kept.table.assign(observed=kept.table["observed"] + 1)))
    found = run(*verify)
    assert found.exit_code == 1
    assert found.stdout.startswith(f"{setting_judged.name} 2018-06-30: what was kept beside the archive")
    assert run(*verify).exit_code == 0


def test_verify_names_sums_kept_wrongly(archive: Path) -> None:
    run(*CHECK, "--archive", archive)
    (file,) = files(archive)
    kept = read_file(file)
    assert kept is not None
    named = {rule: counts + 1 for rule, counts in kept.sums.named.items()}
    write(archive, file.stem, replace(kept, sums=replace(kept.sums, named=named)))
    assert run("archive", "verify", "--archive", archive, *SETTING).exit_code == 1


def test_of_what_adds_up_no_event_is_looked_at(archive: Path, setting_judged: Judged) -> None:
    judged_whole(archive, setting_judged)
    put(archive, one("s2", "2018-02-20"))
    spy = Spy(setting_judged)
    KeptJudge(archive, replace(setting_judged, judge=spy))(held_facts(open_archive(archive, "en")), OPTIONS)
    assert not spy.whole
    (unlooked,) = [part.rules for part in spy.parts if part.events is None and part.rules]
    assert unlooked


def stricter(judged: Judged) -> Judged:
    """The same with a grace of its own for one rule."""
    first, *others = judged.rulebook.objectives
    rules = (first.rules[0].model_copy(update={"grace_days": 1}), *first.rules[1:])
    book = replace(judged.rulebook, objectives=(first.model_copy(update={"rules": rules}), *others))
    return convention_judged(book, judged.convention, judged.registry)


def test_a_changed_rule_sees_nothing_that_was_not_known_yet(archive: Path, setting_judged: Judged) -> None:
    put(archive, one("s2", "2018-06-20"))
    early = replace(OPTIONS, known_at=dt.date(2018, 5, 1))
    judged_whole(archive, setting_judged, early)
    assert not judged_whole(archive, setting_judged, early)
    assert judged_whole(archive, stricter(setting_judged), early)
