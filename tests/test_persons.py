# SPDX-License-Identifier: EUPL-1.2
"""A person is a code or a key in every form of file; what tells who it is goes no further than its cell."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from archive_support import submission
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from impegni.cli import main
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.secret import Secret, read_secret
from impegni.engine.intake.persons import read_person
from impegni.engine.intake.problems import Fault
from impegni.schema.errors import ArchiveError
from report_pages import CONVENTION, RULEBOOK
from submission_support import read, said
from submission_support import submission as sent

pytestmark = pytest.mark.slow

CODE = "RCCMNL83S18D969H"
SECRET = Secret(b"a secret of sixteen bytes")
SETTING = ["--convention", str(CONVENTION), "--rulebook", str(RULEBOOK), "--lang", "en"]
DRESSES = [
    "rccmnl83s18d969h", "RCC MNL 83S18 D969H", "RCCMNL-83S18-D969H", "CF:RCCMNL83S18D969H", "C.F. RCCMNL83S18D969H",
    "RCCMNL83S18D969H Ricci", "RCCMNL83S18D969H_1", "R C C M N L 8 3 S 1 8 D 9 6 9 H", "RCCMNL83S18D969H/2018",
    "RCCMNL83S18D969", "rcc mnl 83s18 d969 Ricci", "RCCMNL83S18D969_1",
]  # fmt: skip
OTHERS = [
    ("Mario Rossi", "person_named"), ("Rossi", "person_named"), ("mario.rossi80", "person_named"),
    ("Rossi,M1", "person_named"), ("mario.rossi@example.it", "person_contact"), ("333 1234567", "person_contact"),
    ("3331234567", "person_contact"), ("0971-123456", "person_contact"), ("+39 333 1234567", "person_contact"),
    ("12/03/1980", "person_day"), ("1980-03-12", "person_day"), ("RCCMNL83S18D969X", "person_fiscal_code"),
    ("RCCMNL8PSMUDVSVH", "person_fiscal_code"), ("19800312", "person_day"), ("12031980", "person_day"),
]  # fmt: skip
CODES = [
    "P00123",
    "1",
    "PZ-2018-03-12",
    "20180312",
    "00012345",
    "CPI_UTENTE_42",
    "a3f09b12-77aa-4bcd-9eee-0123456789ab",
    "k-" + "0" * 32,
]


@pytest.mark.parametrize("written", DRESSES)
def test_a_fiscal_code_has_one_key_in_every_dress(written: str) -> None:
    refused = read_person(written, None)
    assert isinstance(refused, Fault)
    assert (refused.code, refused.got) == ("person_fiscal_code", "RCC***********9H")
    assert read_person(written, SECRET.key) == SECRET.key(CODE) == SECRET.key(written)


@given(
    st.lists(st.sampled_from(["", " ", "-", ".", "/", "_", "  "]), min_size=17, max_size=17), st.booleans()
)
def test_whatever_stands_between_its_letters_it_is_the_same_person(between: list[str], small: bool) -> None:
    written = "".join(gap + letter for gap, letter in zip(between, CODE, strict=False)) + between[16]
    assert read_person(written.lower() if small else written, SECRET.key) == SECRET.key(CODE)


@pytest.mark.parametrize(("written", "code"), OTHERS)
def test_what_tells_who_somebody_is_is_no_code_and_is_shown_veiled(
    tmp_path: Path, written: str, code: str
) -> None:
    path = sent(tmp_path, f"E1;seminar;2018-03-20;PZ;;;;;{written}")
    assert said(path) == [("binding", code, 2)]
    kept = read(path, accept_valid_rows=True)
    assert written not in str(kept.records) + str(kept.refused.to_pylist())


@pytest.mark.parametrize("written", CODES)
def test_a_code_or_a_key_is_taken_as_it_is(tmp_path: Path, written: str) -> None:
    assert said(sent(tmp_path, f"E1;seminar;2018-03-20;PZ;;;;;{written}")) == []


@pytest.mark.parametrize(
    "note",
    [
        "sentita RCC MNL 83S18 D969X",
        "tel. 0971 123456",
        "cell 333.1234567",
        "a rossi@example.it",
        "con P00123.",
    ],
)
def test_a_note_holds_nothing_of_persons(tmp_path: Path, note: str) -> None:
    found = said(sent(tmp_path, f"E1;seminar;2018-03-20;PZ;;;;{note};P00123"))
    assert [level for level, _, _ in found] == ["binding"]


def test_numbers_of_documents_are_no_telephone_numbers(tmp_path: Path) -> None:
    assert said(sent(tmp_path, "E1;seminar;2018-03-20;PZ;;;;prot. 0123456789 del 3/4;P00123")) == []


def csv(path: Path, table: dict[str, str]) -> Path:
    path = path.with_suffix(".csv")
    path.write_text(",".join(table) + "\n" + ",".join(table.values()) + "\n", encoding="utf-8")
    return path


def ndjson(path: Path, table: dict[str, str]) -> Path:
    path = path.with_suffix(".ndjson")
    path.write_text(json.dumps(table) + "\n", encoding="utf-8")
    return path


def parquet(path: Path, table: dict[str, str]) -> Path:
    path = path.with_suffix(".parquet")
    columns = {name: pa.array([value]) for name, value in table.items()}
    columns["date"] = columns["date"].cast(pa.date32())
    pq.write_table(pa.table(columns), path)
    return path


def xlsx(path: Path, table: dict[str, str]) -> Path:
    path, book = path.with_suffix(".xlsx"), openpyxl.Workbook()
    book.active.title = "Eventi"
    for row in (list(table), list(table.values())):
        book.active.append(row)
    book.save(path)
    return path


FORMS = [csv, ndjson, parquet, xlsx]
ROW = {"event_id": "e1", "event": "interview", "date": "2018-01-18", "unit": "A"}


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words), *SETTING])


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.txt"
    path.write_bytes(SECRET.value)
    return path


@pytest.mark.parametrize("form", FORMS)
def test_without_a_secret_a_fiscal_code_is_refused_when_files_are_checked(
    tmp_path: Path, key: Path, form: Callable[[Path, dict[str, str]], Path]
) -> None:
    path = form(tmp_path / "events", ROW | {"person": DRESSES[1]})
    refused = run("validate", path)
    assert (refused.exit_code, "RCC***********9H" in refused.stdout) == (2, True)
    assert run("validate", path, "--key-file", key).exit_code == 0


def test_lines_of_a_stream_hold_no_names_either() -> None:
    facts = [{"fact": "event"} | ROW | {"person": "Mario Rossi"}, {"fact": "clock", "date": "2018-02-01"}]
    lines = "".join(json.dumps(fact) + "\n" for fact in facts)
    done = CliRunner().invoke(main, ["stream", *SETTING], input=lines)
    assert (done.exit_code, "M**** R****" in done.stderr, "Mario" in done.stderr) == (2, True, False)


def test_one_person_in_every_dress_is_one_in_files_and_in_archives(tmp_path: Path, key: Path) -> None:
    rows = "".join(f"e{number},interview,2018-01-18,A,{one}\n" for number, one in enumerate(DRESSES))
    path, archive = submission(tmp_path, "s1", rows), tmp_path / "a.impegni"
    assert run("ingest", path, "--archive", archive, "--key-file", key).exit_code == 0
    opened = open_archive(archive, "en")
    persons = opened.con.execute("select distinct person from archive.event_row").fetchall()
    assert persons == [(SECRET.key(CODE),)]


@pytest.mark.parametrize("value", [b"a" * 64, b"abababababababababab"])
def test_a_secret_of_few_different_letters_is_refused(tmp_path: Path, value: bytes) -> None:
    (tmp_path / "key").write_bytes(value)
    with pytest.raises(ArchiveError, match="different characters"):
        read_secret(tmp_path / "key", "en")
