# SPDX-License-Identifier: EUPL-1.2
"""From the clauses of a text to the rules that judge them, and back; every way the two can part."""

import csv
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from impegni.cli import main
from impegni.engine.definitions.rulebook import PACKAGED, load_rulebook
from impegni.engine.trace.clause_text import clauses_of
from impegni.engine.trace.fingerprints import fingerprint, numbers_in, read_list
from impegni.schema.errors import DefinitionError, InputError

pytestmark = pytest.mark.slow

BOOK = Path(__file__).parent / "trace_rulebook"
LIST = PACKAGED / "conventions" / "basilicata.clauses.csv"
SIGNED = os.environ.get("IMPEGNI_SIGNED_TEXT")

FOUND = {
    "ART.1": "Il patto descrive che cosa si fa nei prossimi 3 anni.",
    "ART.7": "Le Parti si scrivono ogni volta che serve. Ne tengono nota in un registro.",
    "C.1": "La Regione Esempio e l'Ente istituiscono un Coordinamento e tre gruppi.",
    "C.2": "Il Coordinamento ha questi membri: Per la Regione due persone. Per l'Ente altre due.",
    "5.1": "Curare gli orti di tutti",
    "5.1.1": "Una riunione al mese per ogni sede, come chiede la linea 4²",
    "5.1.3": "Un volantino, anche come da 5.1.1: • di carta; • sul sito.",
    "5.1/A1": "Almeno n.2 riunioni l'anno sugli orti - compresi quelli piccoli – e sui semi",
    "5.1/A2": "Almeno N°3 riunioni l'anno sulle cucine.",
    "5.1/A3": "Un volantino per le sedi",
    "6.2": "Seguire le scuole",
    "6.2.1": "Un piano in 1.250 scuole dal 24/09/2015",
    "6.2.2": "Un giro delle scuole interessate",
    "6.2/A1": "consegnare il piano.",
    "OT9": "In relazione all'Obiettivo tematico 9 l'Ente potrà fare altro, previa intesa",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A rulebook with its text, whose clauses are recorded."""
    root = Path(shutil.copytree(BOOK, tmp_path / "book"))
    assert run(root, "--write").exit_code == 0
    return root


def run(root: Path, *more: str) -> Result:
    return CliRunner().invoke(
        main, ["rules", "trace", str(root / "signed.txt"), "--rulebook", str(root), *more]
    )


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def gaps(root: Path) -> list[tuple[str, str, str]]:
    result = run(root, "--format", "json")
    found = json.loads(result.stdout)["gaps"]
    assert result.exit_code == (1 if found else 0)
    return [(gap["kind"], gap["clause"], gap["subject"]) for gap in found]


def test_the_clauses_of_a_text_are_found_with_their_sentences() -> None:
    text = (BOOK / "signed.txt").read_text(encoding="utf-8")
    assert {clause.id: clause.text for clause in clauses_of(text, "text")} == FOUND


def test_a_text_without_clauses_is_refused() -> None:
    with pytest.raises(InputError, match="got no clause"):
        clauses_of("A letter.\n", "letter.txt")


def test_every_clause_is_covered(book: Path) -> None:
    result = run(book)
    assert result.exit_code == 0
    assert result.stdout.endswith("15 clausole coperte su 15, 0 lacune\n")
    assert "5.1/A3  activity    1 caso: 5.1.leaflet\n" in result.stdout


def test_the_matrix_as_csv(book: Path) -> None:
    rows = {row["clause"]: row for row in csv.DictReader(run(book, "--format", "csv").stdout.splitlines())}
    assert list(rows) == list(FOUND)
    assert rows["6.2.1"]["rules"] == "6.2.schools"
    assert rows["6.2.1"]["numbers"] == "1250"
    assert (rows["C.2"]["not_judged"], rows["C.2"]["rules"]) == ("true", "")


def test_what_is_recorded_holds_no_sentence(book: Path) -> None:
    text = (book / "conventions" / "basilicata.clauses.csv").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "id,kind,sha256,numbers"
    assert "orti" not in text


def test_layout_is_no_change(book: Path) -> None:
    edit(
        book / "signed.txt",
        "Curare gli <i>orti</i> di tutti",
        "Curare  gli\N{NO-BREAK SPACE}orti <b>di</b> tutti;",
    )
    assert gaps(book) == []


def test_a_removed_clause(book: Path) -> None:
    edit(book / "signed.txt", " - Un volantino per le sedi;", "")
    assert gaps(book) == [("removed", "5.1/A3", "5.1.leaflet")]


def test_an_added_clause(book: Path) -> None:
    edit(book / "signed.txt", "<ul> • sul sito.</ul>", "<ul> • sul sito.</ul> <p>5.1.4 Una festa</p>")
    assert gaps(book) == [("added", "5.1.4", ""), ("no_rule", "5.1.4", "")]


def test_a_clause_that_moved_has_not_changed(book: Path) -> None:
    edit(book / "signed.txt", " - Un volantino per le sedi;", "")
    edit(book / "signed.txt", "<ul> - Almeno n.2", "<ul> - Un volantino per le sedi; - Almeno n.2")
    assert gaps(book) == [
        ("moved", "5.1/A1", "5.1.leaflet"),
        ("moved", "5.1/A2", "5.1.both"),
        ("moved", "5.1/A3", "5.1.both"),
    ]


def test_a_clause_put_before_others_is_not_covered_by_their_rules(book: Path) -> None:
    edit(book / "signed.txt", "<ul> - Almeno n.2", "<ul> - Una festa; - Almeno n.2")
    found = gaps(book)
    assert ("added", "5.1/A1", "") in found
    assert ("no_rule", "5.1/A1", "") in found
    assert ("moved", "5.1/A2", "5.1.both") in found


def test_a_number_changed_in_a_sentence(book: Path) -> None:
    edit(book / "signed.txt", "1.250 scuole", "1.350 scuole")
    assert gaps(book) == [("changed", "6.2.1", "6.2.schools"), ("figure_missing", "6.2.1", "6.2.schools")]


def test_what_differs_is_shown_while_it_is_recorded(book: Path) -> None:
    edit(book / "signed.txt", "giro delle scuole", "giro di tutte le scuole")
    assert run(book, "--write").exit_code == 1
    assert gaps(book) == []


def test_a_clause_numbered_twice(book: Path) -> None:
    edit(book / "signed.txt", "6.2.2 Un giro", "6.2.1 Un giro")
    assert ("numbered_twice", "6.2.1", "") in gaps(book)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("schools: 1250", "schools: 1000", [("figure_disagrees", "6.2.1", "6.2.schools")]),
        ("both_topics: 5", "both_topics: 6", [("figure_disagrees", "5.1/A1", "5.1.both")]),
        ("schools: 1250", "schools: {2018-01-01: 1250, 2019-01-01: {value: 1000, source: Act 1}}", []),
        (
            "schools: 1250",
            "schools: {value: 1000, source: No date}",
            [("figure_disagrees", "6.2.1", "6.2.schools")],
        ),
    ],
    ids=["other", "sum of topics", "dated act", "no date"],
)
def test_a_parameter_beside_the_text(
    book: Path, old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    edit(book / "conventions" / "basilicata.yaml", old, new)
    assert gaps(book) == expected


def test_rules_without_a_clause_and_a_clause_without_rules(book: Path) -> None:
    edit(book / "line5" / "5.1.yaml", '["5.1.3", 5.1/A3]', '["5.1.9", 5.1/A3]')
    assert gaps(book) == [("no_rule", "5.1.3", ""), ("unknown_clause", "5.1.9", "5.1.leaflet")]


def test_a_reason_for_an_unknown_clause(book: Path) -> None:
    edit(book / "not_judged.yaml", "C.2,", "C.2, C.9,")
    assert gaps(book) == [("unknown_clause", "C.9", "not_judged.yaml")]


def test_a_convention_binds_what_its_text_numbers_otherwise(book: Path) -> None:
    edit(book / "signed.txt", "6.2.1-Un piano", "6.2.7-Un piano")
    run(book, "--write")
    assert ("no_rule", "6.2.7", "") in gaps(book)
    path = book / "conventions" / "basilicata.yaml"
    path.write_text(path.read_text(encoding="utf-8") + 'bindings: {"6.2.7": 6.2.schools}\n', encoding="utf-8")
    assert gaps(book) == []
    edit(book / "signed.txt", "1.250 scuole", "1.350 scuole")
    assert ("figure_missing", "6.2.1", "6.2.schools") in gaps(book)


def test_without_a_list_the_numbers_alone_are_compared(book: Path) -> None:
    (book / "conventions" / "basilicata.clauses.csv").unlink()
    edit(book / "signed.txt", "giro delle scuole", "giro di tutte le scuole")
    assert gaps(book) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [("a,b\n", "the columns are id,kind"), ("id,kind,sha256,numbers\nC.1,governance,x,1\n", ":2: got 'C.1,")],
)
def test_a_list_that_is_none_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=message):
        read_list(path)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("n.1250 e 1.250 e n. 24.000", (1250, 24000)),
        ("N°1 Piano, nº 3, №4, almeno di 2 sedi", (1, 2, 3, 4)),
        ("linea 4², art. OT11, D.Lgs. 150/2015, 2,5 ore", (4,)),
        ("al 100% nel 2%", (2, 100)),
        ("un piano per una scuola", ()),
        ("un incontro mensile; tre gruppi", (1, 3)),
        ("un'ora al mese", (1,)),
    ],
)
def test_numbers_are_read_as_they_are_written(text: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(text) == numbers


def test_a_fingerprint_is_that_of_the_sentence() -> None:
    assert fingerprint("<p>l\N{LATIN SMALL LIGATURE FI}ne</p>\n di") == fingerprint("lfine  di")
    assert fingerprint("a b") != fingerprint("a c")


def test_the_recorded_clauses_are_those_the_rules_cite() -> None:
    book, recorded = load_rulebook(), read_list(LIST)
    cited = {clause for _, rule in book.rules() for clause in rule.clauses}
    cited |= {clause for entry in book.not_judged for clause in entry.clauses}
    assert len(recorded) == 213
    assert {one.id for one in recorded} == cited


def test_the_figures_of_the_rules_stand_in_the_recorded_clauses() -> None:
    numbers = {one.id: one.numbers for one in read_list(LIST)}
    for _, rule in load_rulebook().rules():
        for duty in (rule, *rule.members):
            for clause, figures in duty.numbers.items():
                assert set(figures) <= set(numbers[clause]), (duty.id, clause)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"Art\xed", "got 0xed at byte 4, which is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_its_reason(
    content: bytes | None, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "convention.txt"
    if content is not None:
        path.write_bytes(content)
    result = CliRunner().invoke(main, ["rules", "trace", str(path)])
    assert (result.exit_code, result.stderr.startswith(f"{path}: {said}; give the text")) == (2, True)


@pytest.mark.skipif(
    SIGNED is None, reason="the signed text was NOT compared: IMPEGNI_SIGNED_TEXT names no file"
)
def test_the_signed_text_is_covered() -> None:
    result = CliRunner().invoke(main, ["rules", "trace", str(SIGNED)])
    assert result.exit_code == 0, result.stdout
    assert re.search(r"^213 clausole coperte su 213, 0 lacune$", result.stdout, re.M)
