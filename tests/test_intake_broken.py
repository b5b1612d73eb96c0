# SPDX-License-Identifier: EUPL-1.2
"""Every broken file is refused with exactly the messages written down for it, in both languages."""

from pathlib import Path

import pytest
from impegni.schema.errors import InputError
from intake_support import read

FOLDER = Path(__file__).parent / "intake_broken"
BROKEN = sorted(path.name for path in FOLDER.iterdir() if not path.name.startswith("expected_"))


def expected(language: str, name: str) -> tuple[str, ...]:
    lines = (FOLDER / f"expected_{language}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.startswith(f"{name}:"))


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("name", BROKEN)
def test_messages_are_those_expected(name: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    with pytest.raises(InputError) as refused:
        read(Path(name), language=language)
    assert refused.value.problems == expected(language, name)


def test_all_files_are_reported_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    names = ["eventi_empty.csv", "eventi_status.csv", "eventi_no_headings.csv"]
    with pytest.raises(InputError) as refused:
        read(*map(Path, names))
    assert refused.value.problems == tuple(line for name in names for line in expected("it", name))


def test_a_record_tells_what_its_message_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    with pytest.raises(InputError) as refused:
        read(Path("eventi_status.csv"), language="en")
    record = refused.value.records[0]
    assert (record.file, record.row, record.column) == ("eventi_status.csv", 2, "stato")
    assert (record.level, record.code, record.got) == ("binding", "bad_status", "bozza")
    assert (record.accepted, record.example) == ("valid, annulled (valido, annullato)", "valido")


@pytest.mark.parametrize(("faults", "lines"), [(20, 20), (21, 21), (22, 21)])
def test_one_problem_more_is_told_instead_of_counted(tmp_path: Path, faults: int, lines: int) -> None:
    path = tmp_path / "eventi.csv"
    rows = "".join(f"E{number};seminar;2018-02-30;PZ\n" for number in range(faults))
    path.write_text("id_evento;tipo_evento;data;sede\n" + rows, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read(path)
    assert len(refused.value.problems) == lines
    assert refused.value.problems[-1].startswith("... e altri 2 problemi; ") == (faults == 22)


def test_after_twenty_lines_the_rest_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "eventi.csv"
    rows = "".join(f"E{number};seminar;2018-02-30;PZ\n" for number in range(12_000))
    path.write_text("id_evento;tipo_evento;data;sede\n" + rows, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read(path)
    assert len(refused.value.problems) == 21
    assert refused.value.problems[-1].startswith("... e altri 11980 problemi; ")
    assert len(refused.value.records) == 10_000
