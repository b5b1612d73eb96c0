# SPDX-License-Identifier: EUPL-1.2
"""What the cases prove of each rule, and which terms of the vocabulary serve nothing."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.cases.case_files import load_cases
from impegni.engine.cases.coverage import Proved, coverage
from impegni.engine.cases.expansion import load_defaults
from impegni.engine.cases.runner import run_cases
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.engine.definitions.unused_terms import unused_terms

pytestmark = pytest.mark.slow

BOOK = Path(__file__).parent / "trace_rulebook"

MEETINGS = """\

  - rule: 5.1.both
    term: 2018-01-01..2018-12-31
    cases:
      - case: Meetings in a year
        events: [{{event: meeting, topic: {topic}, date: 2018-05-10, times: {times}}}]
        as_of: 2019-06-30
        expect: 2018 {kind}
"""
PERMISSION = """\
# SPDX-License-Identifier: EUPL-1.2
rules:
  - rule: OT9.extra
    as_of: 2021-06-30
    cases:
      - case: Used after the understanding
        events: [{event: agreement, date: 2018-05-10}, {event: extra_action, date: 2018-05-11}]
        expect: term attainment
      - case: Used before it
        events: [{event: agreement, date: 2018-05-10}, {event: extra_action, date: 2018-05-09}]
        expect: term violation
"""
UNUSED = """\
      - case: Not used
        expect: term not_applicable
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BOOK, tmp_path / "book"))


def meetings(times: int, kind: str, topic: str = "gardens") -> str:
    return MEETINGS.format(times=times, kind=kind, topic=topic)


def add(root: Path, text: str) -> None:
    with (root / "line5" / "5.1.cases.yaml").open("a", encoding="utf-8") as file:
        file.write(text)


def proved(root: Path, rule: str) -> Proved:
    book, defaults = load_rulebook(root), load_defaults(load_rulebook(root))
    return next(
        one for one in coverage(book, run_cases(book, load_cases(book), defaults)) if one.rule == rule
    )


def run(root: Path) -> Result:
    return CliRunner().invoke(main, ["rules", "coverage", "--rulebook", str(root)])


def test_a_documentary_rule_needs_evidence_and_none(book: Path) -> None:
    assert proved(book, "5.1.leaflet")[1:] == ("documentary", ("none",), ("evidence",))


@pytest.mark.parametrize(
    ("times", "kind", "situations"),
    [
        (4, "violation", ("violated", "just below")),
        (5, "attainment", ("attained", "boundary")),
        (6, "attainment", ("attained",)),
    ],
)
def test_a_threshold_is_tried_on_both_sides(
    book: Path, times: int, kind: str, situations: tuple[str, ...]
) -> None:
    add(book, meetings(times, kind))
    assert proved(book, "5.1.both").proved == situations


def test_a_silent_unit_has_none_of_the_events(book: Path) -> None:
    add(book, meetings(4, "violation", topic="benches"))
    assert proved(book, "5.1.both").proved == ("violated", "silent unit")


def test_only_what_a_case_expects_is_proved(book: Path) -> None:
    add(book, meetings(4, "attainment"))
    assert proved(book, "5.1.both").proved == ()


def test_a_permission_is_tried_unused_and_used_both_ways(book: Path) -> None:
    path = book / "governance.cases.yaml"
    path.write_text(PERMISSION, encoding="utf-8")
    assert proved(book, "OT9.extra").lacking == ("unused",)
    path.write_text(PERMISSION + UNUSED, encoding="utf-8")
    assert proved(book, "OT9.extra").lacking == ()


def test_gaps_are_named_and_exit_with_1(book: Path) -> None:
    vocabulary = book / "vocabulary.yaml"
    text = vocabulary.read_text(encoding="utf-8")
    kind = "{title: {it: Parco, en: Park}, plural: {it: Parchi, en: Parks}}"
    text = text.replace("unit_kinds:\n", f"unit_kinds:\n  park: {kind}\n")
    options = "{now: {it: Ora, en: Now}, later: {it: Poi, en: Later}}"
    text += f"\nreadings:\n  lawns: {{title: {{it: Prati, en: Lawns}}, options: {options}}}\n"
    vocabulary.write_text(text, encoding="utf-8")
    result = run(book)
    assert result.exit_code == 1
    assert (
        "LACUNA 5.1.leaflet (documentary): nessun caso prova evidence; scriverlo accanto alle regole di 5.1"
        in result.stdout
    )
    assert "LACUNA readings lawns: nessuna regola lo usa" in result.stdout
    assert "LACUNA form order: 1 regola lo usa, e nessun caso lo prova; scrivere un caso" in result.stdout
    assert "1 situazioni provate su 25: 4 %" in result.stdout
    assert "nota: unit_kinds park: nessuna regola lo usa; può descrivere le sedi" in result.stdout
    assert result.stdout.endswith("6 regole, 15 lacune\n")


def test_one_run_of_the_cases_says_what_passes_and_what_is_proved(book: Path) -> None:
    def rules(*words: str) -> Result:
        return CliRunner().invoke(main, ["rules", *words, "--rulebook", str(book)])

    together, test, coverage = rules("test", "--coverage"), rules("test"), rules("coverage")
    assert (test.exit_code, together.exit_code, coverage.exit_code) == (0, 1, 1)
    assert together.stdout == test.stdout + coverage.stdout
    selected = rules("test", "--coverage", "5.1")
    assert selected.exit_code == 2
    assert "togliere la selezione" in selected.stderr


def test_a_rulebook_without_gaps_exits_with_0(book: Path) -> None:
    for path in ("governance.yaml", "line6/6.2.yaml"):
        (book / path).unlink()
    text = (book / "line5" / "5.1.yaml").read_text(encoding="utf-8")
    kept = text[: text.index("  - id: 5.1.meeting")] + text[text.index("  - id: 5.1.leaflet") :]
    (book / "line5" / "5.1.yaml").write_text(kept, encoding="utf-8")
    text = (book / "vocabulary.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.split(":")[0].strip() not in UNUSED_CODES]
    (book / "vocabulary.yaml").write_text("\n".join(lines), encoding="utf-8")
    add(book, LEAFLET)
    result = run(book)
    assert result.exit_code == 0, result.stdout
    assert "documentary (1): evidence 1, none 1\n" in result.stdout


UNUSED_CODES = {"meeting", "agreement", "extra_action", "plan"}
LEAFLET = """\

documents:
  5.1.leaflet: leaflet
"""


def test_the_vocabulary_has_no_term_that_serves_nothing() -> None:
    book = load_rulebook()
    defaults = load_defaults(book)
    found = unused_terms(book, defaults.convention, defaults.registry)
    assert [term for term in found if not term.descriptive] == []
