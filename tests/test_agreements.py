# SPDX-License-Identifier: EUPL-1.2
"""A convention that lacks what rules ask for, or names what is not there, is refused by every command."""

import shutil
from pathlib import Path

import pytest
from broken_files import SMALL
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.agreements.to_judge import load_convention_to_judge, load_programme_to_judge
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.schema.errors import DefinitionError

EVENTS = "event_id,event,date,unit,topic\ne1,info_session,2018-02-10,PZ,adr\n"
CONVENTION = "conventions/basilicata.yaml"
READING = "readings: {monthly_sessions: each_cpi}\n"
SHARE = """
  - id: 5.1.reached
    clauses: [5.1/A7]
    title: {it: Raggiunti, en: Reached}
    owed_by: anpal_servizi
    for_each: cpi
    where: {event: info_session}
    measure: {share: {reached: person, of: beneficiaries}}
    per: year
    at_least: SHARE
    numbers: {5.1/A7: 50}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "rulebook"))


def edit(root: Path, old: str, new: str, file: str = CONVENTION) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def problems(root: Path) -> list[str]:
    book = load_rulebook(root)
    with pytest.raises(DefinitionError) as refused:
        load_convention_to_judge(book.convention_path, book)
    return [line.removeprefix(f"{root}/{CONVENTION}:") for line in refused.value.problems]


def test_what_is_missing_is_told_at_once_with_its_clause(root: Path) -> None:
    edit(root, "parameters: {schools: 1}\n" + READING, "parameters: {}\n")
    reading, parameter = problems(root)
    assert reading == (
        "2: readings: got no monthly_sessions, and 5.1.info-session of clause 5.1.1 (and 1 more) depends on how"
        " it is read; write one of each_cpi, region, for example monthly_sessions: each_cpi   # 5.1.1"
    )
    assert parameter == (
        "7: parameters: got no schools, and 5.1.school-plans of clause 5.1/A1 asks for it; write it, for"
        " example schools: 1   # 5.1/A1"
    )


def test_a_name_left_blank_is_missing(root: Path) -> None:
    edit(root, "parameters: {schools: 1}\n", "parameters:\n  # how many?\n  schools:\n")
    (found,) = problems(root)
    assert found.startswith("9: parameters.schools: got no schools, and 5.1.school-plans")


def test_a_section_left_blank_is_empty(root: Path) -> None:
    edit(root, READING, "readings:\n")
    (found,) = problems(root)
    assert found.startswith("8: readings: got no monthly_sessions")


def test_other_mistakes_are_told_beside_what_is_missing(root: Path) -> None:
    edit(root, "parameters: {schools: 1}", "parameters: {}\ngrace_day: 3")
    assert [line.split(": got")[0] for line in problems(root)] == ["7: parameters", "8: grace_day"]


def test_a_registry_is_checked_beside_what_is_missing(root: Path) -> None:
    edit(root, "parameters: {schools: 1}", "parameters: {}")
    edit(root, "cpi", "cpis", "conventions/basilicata.units.csv")
    found = problems(root)
    assert found[0].startswith("7: parameters: got no schools")
    assert all("basilicata.units.csv" in line for line in found[1:])
    assert len(found) > 1


def test_an_attribute_that_a_rule_in_force_chooses_units_by_is_not_left_blank(root: Path) -> None:
    rules = root / "line5/5.1.yaml"
    choosing = "for_each: {kind: school, where: {type: [technical]}}"
    text = rules.read_text(encoding="utf-8").replace("for_each: cpi", choosing)
    rules.write_text(text, encoding="utf-8")
    edit(root, "S2,technical", "S2,", "conventions/basilicata.units.csv")
    (found,) = problems(root)
    said = "5: type: got nothing; write one of technical, vocational, general: 5.1.info-session chooses whom"
    assert f"basilicata.units.csv:{said}" in found
    edit(root, "each_cpi", "region")
    book = load_rulebook(root)
    load_convention_to_judge(book.convention_path, book)


def test_a_parameter_of_a_reading_that_is_not_chosen_is_not_asked_for(root: Path) -> None:
    rules = (root / "line5/5.1.yaml").read_text(encoding="utf-8")
    before, after = rules.split("  - id: 5.1.info-session-region")
    rewritten = after.replace("at_least: 1", "at_least: $sessions", 1)
    (root / "line5/5.1.yaml").write_text(
        f"{before}  - id: 5.1.info-session-region{rewritten}", encoding="utf-8"
    )
    book = load_rulebook(root)
    load_convention_to_judge(book.convention_path, book)
    edit(root, "each_cpi", "region")
    (found,) = problems(root)
    assert "got no sessions, and 5.1.info-session-region" in found


def test_a_reading_chosen_for_the_run_is_chosen(root: Path) -> None:
    edit(root, READING, "")
    book = load_rulebook(root)
    load_convention_to_judge(book.convention_path, book, chosen={"monthly_sessions": "region"})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "rules: [5.1.info-session]",
            "rules: [5.1.info-sesion]",
            "14: suspensions[1].rules[1]: got '5.1.info-sesion'",
        ),
        ("rules: [5.1.info-session]", 'objectives: ["5.7"]', "14: suspensions[1].objectives[1]: got '5.7'"),
        ("units: [PZ]", "units: PX", "15: suspensions[1].units: got 'PX'"),
        ('region: "17"', 'region: "18"', "4: region: got '18'"),
        ("region:", "bindings: {A: [5.1.x]}\nregion:", "4: bindings.A[1]: got '5.1.x'"),
    ],
)
def test_what_a_convention_names_must_be_there(root: Path, old: str, new: str, message: str) -> None:
    edit(root, old, new)
    (found,) = problems(root)
    assert found.startswith(message)
    assert "write one of" in found


def test_two_suspensions_of_one_name(root: Path) -> None:
    text = (root / CONVENTION).read_text(encoding="utf-8")
    twice = text + text[text.index("  - id: closure") :]
    (root / CONVENTION).write_text(twice, encoding="utf-8")
    assert problems(root) == ["18: suspensions[2].id: got 'closure' twice; give each suspension its own id"]


@pytest.mark.parametrize(
    ("share", "parameters", "message"),
    [
        ("$part", "{schools: 1, part: 50}", "got the number 50 for 5.1.reached of clause 5.1/A7, which asks"),
        ("50%", "{schools: 50%}", "got '50%' for 5.1.school-plans of clause 5.1/A1, which counts"),
    ],
)
def test_a_figure_has_the_form_its_rule_takes(root: Path, share: str, parameters: str, message: str) -> None:
    rules = root / "line5" / "5.1.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").rstrip() + SHARE.replace("SHARE", share), encoding="utf-8"
    )
    edit(root, "{schools: 1}", parameters)
    (found,) = problems(root)
    assert message in found


def test_a_figure_agreed_later_says_where(root: Path) -> None:
    edit(root, "{schools: 1}", "{schools: {2018-01-17: 1, 2018-02-15: 2}}")
    wanted = '{value: 2, source: "Addendum 2019, art. 2"}, with the act it comes from'
    (found,) = problems(root)
    assert found == (
        "7: parameters.schools.2018-02-15: the value of 2018-02-15 was agreed later, and does not say where;"
        f" write 2018-02-15: {wanted}"
    )


def test_a_share_written_as_a_whole_number_is_refused(root: Path) -> None:
    rules = root / "line5" / "5.1.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").rstrip() + SHARE.replace("SHARE", "50"), encoding="utf-8"
    )
    with pytest.raises(DefinitionError, match=r"5\.1\.reached: .*got the number 50, .*; write 50%"):
        load_rulebook(root)


def test_a_programme_is_held_to_the_same(tmp_path: Path) -> None:
    root = Path(shutil.copytree(SMALL.parent / "national_rulebook", tmp_path / "rulebook"))
    book = load_rulebook(root)
    programme = book.programme_path.read_text(encoding="utf-8")
    cut = "\n".join(line for line in programme.splitlines() if not line.startswith("parameters"))
    book.programme_path.write_text(cut, encoding="utf-8")
    with pytest.raises(DefinitionError, match="got no national_firms"):
        load_programme_to_judge(book.programme_path, book)


COMMANDS = [
    "check events.csv --as-of 2018-03-01",
    "brief events.csv --meeting 2018-03-01 --out dossier",
    "agenda events.csv --from 2018-03-01 --to 2018-04-01",
    "explain 5.1.info-session events.csv --unit PZ --window 2018-02 --as-of 2018-03-01",
    "stream",
    "validate events.csv",
    "ingest events.csv --archive a.duckdb",
    "template --month 2018-03 --out march.xlsx",
    "rules list",
    "rules show 5.1.info-session",
    "rules lint",
    "rules test",
    "rules coverage",
    "rules mutate 5.1.info-session --jobs 1",
    "rules docs --out pages",
    "rules trace text.txt",
    "rules new 5.1.more",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_it(root: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(root, READING, "")
    edit(root, "rules: [5.1.info-session]", "rules: [5.1.session]")
    monkeypatch.chdir(root)
    (root / "events.csv").write_text(EVENTS, encoding="utf-8")
    (root / "text.txt").write_text("Articolo 1\n1. Testo\n", encoding="utf-8")
    result: Result = CliRunner().invoke(main, [*command.split(), "--rulebook", "."], input="")
    reading, suspension = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (2, "")
    assert reading.startswith(f"{CONVENTION}:2: readings: manca monthly_sessions, e da come si legge dipende")
    assert suspension.startswith(
        f"{CONVENTION}:13: suspensions[1].rules[1]: c'è '5.1.session'; scrivere uno di"
    )
