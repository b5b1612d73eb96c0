# SPDX-License-Identifier: EUPL-1.2
"""The commands of the archive: what they say, on which stream, with which exit code."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest
from archive_support import one, put, submission
from click.testing import CliRunner, Result
from impegni.cli import main
from report_pages import CONVENTION, RULEBOOK

pytestmark = pytest.mark.slow

SETTING = ["--rulebook", str(RULEBOOK), "--convention", str(CONVENTION)]
FISCAL = "RCCMNL83S18D969H"
ROW = "e1,info_session,2018-01-18,A,{person}\n"
KEY = "a secret of sixteen bytes"


def run(*words: object, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, [*map(str, words), "--lang", "en"])


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "a.impegni"


@pytest.fixture(autouse=True)
def no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IMPEGNI_KEY", raising=False)


def ingest(archive: Path, *words: object, **environment: str) -> Result:
    return run("ingest", *words, "--archive", archive, *SETTING, **environment)


def sent(folder: Path, name: str = "s1", person: str = "P1", **fields: str) -> Path:
    return submission(folder, name, ROW.format(person=person), **fields)


def test_what_is_new_is_told_apart_from_what_was_there(archive: Path, tmp_path: Path) -> None:
    path = sent(tmp_path)
    first, receipt = ingest(archive, path).stdout.splitlines()
    assert first == "s1: archived, 1 row of events, 0 rows of populations"
    assert receipt == run("archive", "log", "--archive", archive).stdout.splitlines()[-1]
    assert ingest(archive, path).stdout == "s1: already in the archive\n"


def test_a_receipt_is_proved_later_and_a_head_nobody_gave_is_not_found(archive: Path, tmp_path: Path) -> None:
    receipt = ingest(archive, sent(tmp_path)).stdout.splitlines()[-1].split()[4]
    ingest(archive, sent(tmp_path, "s2"))
    done = run("archive", "verify", "--archive", archive, "--head", receipt)
    assert (done.exit_code, done.stdout.splitlines()[:2]) == (
        0,
        ["the archive is whole", "what was seen at entry 1 is still in it; 1 entries came after"],
    )
    done = run("archive", "verify", "--archive", archive, "--head", "f" * 64)
    assert (done.exit_code, done.stdout.splitlines()[0][:64]) == (1, "f" * 64)


def test_italian_is_spoken_unless_asked_otherwise(archive: Path, tmp_path: Path) -> None:
    words = ["ingest", sent(tmp_path), "--archive", archive, *SETTING]
    done = CliRunner().invoke(main, [*map(str, words)])
    first, receipt = done.stdout.splitlines()
    assert first == "s1: archiviato, 1 riga di eventi, 0 righe di platee"
    assert receipt.startswith("Impronta del registro: ")


def test_no_file_is_refused(archive: Path) -> None:
    done = ingest(archive, "--lang", "en")
    assert done.exit_code == 2
    assert "got no file" in done.stderr
    assert not archive.exists()


def test_rows_of_a_held_submission_are_judged_with_it_but_never_stored(archive: Path, tmp_path: Path) -> None:
    ingest(archive, sent(tmp_path))
    bare = tmp_path / "events.csv"
    bare.write_text("event_id,event,date,unit,submission\ne2,info_session,2018-02-01,B,s1\n")
    asked = ["--as-of", "2018-03-11", "--rule", "5.1.monthly", "--format", "json", *SETTING]
    alone = json.loads(run("check", "--archive", archive, *asked).stdout)
    together = json.loads(run("check", bare, "--archive", archive, *asked).stdout)
    assert alone != together
    refused = ingest(archive, bare)
    assert refused.exit_code == 2
    assert "rows of the submission 's1', which is in the archive already" in refused.stderr
    assert json.loads(run("check", "--archive", archive, *asked).stdout) == alone
    unknown = run("check", bare, *asked)
    assert unknown.exit_code == 2


def test_the_agenda_looks_into_the_archive_too(archive: Path, tmp_path: Path) -> None:
    ingest(archive, sent(tmp_path))
    asked = ["--from", "2018-02-01", "--to", "2018-03-31", "--format", "json", *SETTING]
    assert json.loads(run("agenda", "--archive", archive, *asked).stdout)
    assert run("agenda", *asked).exit_code == 2


def test_problems_beyond_the_first_are_counted(archive: Path, tmp_path: Path) -> None:
    names = [f"s{number:02}" for number in range(30)]
    ingest(archive, *(sent(tmp_path / "old", name) for name in names))
    done = ingest(archive, *(sent(tmp_path / "new", name, "P2") for name in names))
    lines = done.stderr.splitlines()
    assert done.exit_code == 2
    assert sum("another content" in line for line in lines) == 20
    assert lines[-1].endswith(": and 10 more problems")


def test_faulty_rows_are_left_out_kept_and_counted(archive: Path, tmp_path: Path) -> None:
    rows = ROW.format(person="P1") + "e2,info_session,2018-13-01,A,P2\n"
    path = submission(tmp_path, "s1", rows)
    assert ingest(archive, path).exit_code == 2
    assert not archive.exists()
    done = ingest(archive, path, "--accept-valid-rows")
    assert (
        done.stdout.splitlines()[0] == "s1: archived, 1 row of events, 0 rows of populations, 1 row left out"
    )
    assert "2018-13-01" in done.stderr
    assert "1 row left out" in run("archive", "log", "--archive", archive).stdout
    with duckdb.connect(str(archive), read_only=True) as con:
        kept = con.execute('select submission, "row", problem, content from refused_row').fetchall()
    assert [row[:2] for row in kept] == [("s1", 3)]
    assert json.loads(kept[0][3])["date"] == "2018-13-01"
    assert kept[0][2]


def test_fiscal_codes_need_a_secret_from_a_file_or_the_environment(archive: Path, tmp_path: Path) -> None:
    path, key = sent(tmp_path, person=FISCAL), tmp_path / "key"
    key.write_text(KEY + "\n")
    refused = ingest(archive, path)
    assert refused.exit_code == 2
    assert "--key-file" in refused.stderr
    assert FISCAL not in refused.stderr
    assert ingest(archive, path, "--key-file", key).exit_code == 0
    assert ingest(archive, path, IMPEGNI_KEY=KEY).stdout == "s1: already in the archive\n"
    wrong = ingest(archive, sent(tmp_path, "s2", FISCAL), IMPEGNI_KEY="another secret, long enough")
    assert wrong.exit_code == 2
    assert "not the one this archive was made with" in wrong.stderr
    assert FISCAL.encode() not in archive.read_bytes()


def test_persons_in_files_beside_the_archive_are_keyed_alike(archive: Path, tmp_path: Path) -> None:
    ingest(archive, sent(tmp_path, person=FISCAL), IMPEGNI_KEY=KEY)
    more = sent(tmp_path, "s2", FISCAL)
    asked = ["check", more, "--archive", archive, "--as-of", "2018-03-11", *SETTING]
    assert "--key-file" in run(*asked).stderr
    assert run(*asked).exit_code == 2
    assert run(*asked, IMPEGNI_KEY=KEY).exit_code in (0, 1)


def test_a_person_is_forgotten_without_being_named(archive: Path, tmp_path: Path) -> None:
    ingest(archive, sent(tmp_path, person=FISCAL), IMPEGNI_KEY=KEY)
    assert run("archive", "forget", FISCAL, "--archive", archive).exit_code == 2
    done = run("archive", "forget", FISCAL, "--archive", archive, IMPEGNI_KEY=KEY)
    assert done.exit_code == 0
    assert "a person was forgotten" in done.stdout
    log = run("archive", "log", "--archive", archive).stdout
    assert len(log.splitlines()) == 3
    assert FISCAL not in done.stdout + log
    assert run("archive", "verify", "--archive", archive).stdout.splitlines()[0] == "the archive is whole"
    again = run("archive", "forget", FISCAL, "--archive", archive, IMPEGNI_KEY=KEY)
    assert again.exit_code == 2


def test_the_log_tells_what_each_submission_changed(archive: Path, tmp_path: Path) -> None:
    asked = ["archive", "log", "--archive", archive, "--as-of", "2018-03-11", *SETTING]
    ingest(archive, sent(tmp_path), "--received", "2018-02-05")
    correction = "e1,info_session,2018-01-18,A,P1\ne2,info_session,2018-01-19,A,P1\n"
    ingest(archive, submission(tmp_path, "s2", correction, replaces="s1", sent="2018-02-06"))
    told = run(*asked)
    assert told.exit_code == 0, told.stderr
    assert told.stdout.count("other verdict") == 2
    records = json.loads(run(*asked, "--format", "json").stdout)
    assert [record["submission"] for record in records] == ["s1", "s2"]
    assert {"rule", "unit", "window", "change", "before", "after"} == set(records[0]["changed"][0])
    single = json.loads(run(*asked, "s2", "--format", "json").stdout)
    assert single == records[1:]
    unknown = run("archive", "log", "s3", "--archive", archive)
    assert (unknown.exit_code, unknown.stdout) == (2, "")
    assert "SUBMISSION: got 's3'; write one of s1, s2" in unknown.stderr


def test_a_difference_is_told_and_ends_with_1(archive: Path, tmp_path: Path) -> None:
    ingest(archive, sent(tmp_path))
    with duckdb.connect(str(archive)) as con:
        con.execute("update event_row set unit = 'B'")
    done = run("archive", "verify", "--archive", archive)
    assert done.exit_code == 1
    assert "s1: the rows are not those received" in done.stdout


def test_an_export_is_imported_as_a_new_archive(archive: Path, tmp_path: Path) -> None:
    ingest(archive, sent(tmp_path))
    out, copy = tmp_path / "out", tmp_path / "b.impegni"
    assert run("archive", "export", "--archive", archive, "--out", out).exit_code == 0
    assert run("archive", "export", "--archive", archive, "--out", out).exit_code == 2
    assert run("archive", "import", out, "--archive", copy).exit_code == 0
    assert run("archive", "import", out, "--archive", copy).exit_code == 2
    logs = [run("archive", "log", "--archive", path).stdout for path in (archive, copy)]
    assert logs[0] == logs[1]


def test_a_damaged_archive_and_what_is_none_are_told(archive: Path, tmp_path: Path) -> None:
    put(archive, one("s1", "2018-01-05"))
    broken, text = tmp_path / "broken", tmp_path / "text"
    shutil.copy(archive, broken)
    data = bytearray(archive.read_bytes())
    data[12288 : 12288 + 4096] = bytes(4096)
    broken.write_bytes(data)
    text.write_text("hello " * 3000)
    said = {broken: "the archive is damaged", text: "it is not an archive of impegni"}
    path = sent(tmp_path, "s2")
    for file, sentence in said.items():
        before = file.read_bytes()
        for words in (["archive", "log"], ["archive", "verify"], ["ingest", path, *SETTING]):
            done = run(*words, "--archive", file)
            assert (done.exit_code, done.stdout) == (2, "")
            assert done.stderr.startswith(f"{file}: {sentence}")
        assert file.read_bytes() == before


FIGURES = "rule,unit,date,value,source\n5.1.firms,R,2018-03-31,12,Annual report\n"


def test_declared_figures_stand_beside_an_archive_and_are_not_kept_in_it(
    archive: Path, tmp_path: Path
) -> None:
    figures = tmp_path / "figures.csv"
    figures.write_text(FIGURES, encoding="utf-8")
    refused = ingest(archive, figures)
    assert (refused.exit_code, archive.exists()) == (2, False)
    assert "declared figures are no part of a submission" in refused.stderr
    ingest(archive, sent(tmp_path))
    asked = ["check", figures, "--archive", archive, "--as-of", "2018-03-31", "--rule", "5.1.firms", *SETTING]
    (told,) = map(json.loads, run(*asked, "--format", "ndjson").stdout.splitlines())
    assert [(one["value"], one["source"]) for one in told["declared"]] == [(12, "Annual report")]
    assert (told["observed"], told["flags"]) == (0, [])
