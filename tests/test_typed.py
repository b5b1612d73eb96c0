# SPDX-License-Identifier: EUPL-1.2
"""What is printed can be typed; what is mistyped is refused in the reader's language."""

import ast
import datetime as dt
import inspect
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from impegni.cli import main
from impegni.commands.usage import BY_CLICK
from impegni.engine.language.typed import YEARS, day_parts, typed_month
from impegni.engine.language.words import Words
from impegni.engine.words.windows import meant_windows, window_words
from impegni.schema.base import Language
from report_pages import CONVENTION, RULEBOOK

pytestmark = pytest.mark.slow

SETTING = ["--rulebook", str(RULEBOOK), "--convention", str(CONVENTION)]
DAYS = st.dates(dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31))
LANGUAGES: list[Language] = ["it", "en"]


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], prog_name="impegni")


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "events.csv"
    path.write_text("event_id,event,date,unit\ne1,info_session,2018-02-10,A\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


@given(DAYS, st.sampled_from(LANGUAGES))
def test_days_and_months_are_read_as_they_are_printed(day: dt.date, language: Language) -> None:
    words = Words(language)
    assert dt.date(*(day_parts(words.day(day)) or ())) == day
    assert typed_month(words.month(day)) == day.replace(day=1)
    assert typed_month(words.month_in_full(day)) == day.replace(day=1)


@pytest.mark.parametrize(
    "written",
    ["mar 12/03/2019", "Martedì, 12.03.2019", "12 03 2019", "12 / 03 / 2019", "12\\03\\2019", "20190312"]
    + ["2019-03-12Z", "12/03/2019.", "12  marzo   2019"],
)
def test_what_can_mean_one_day_only_is_read(written: str) -> None:
    assert day_parts(written) == (2019, 3, 12)


@pytest.mark.parametrize("written", ["12032019", "12/03/19", "12/03-2019", "ufficio 12/03/2019", "201903"])
def test_what_may_be_another_day_or_none_is_not(written: str) -> None:
    assert day_parts(written) is None


WINDOWS = {
    "2018-01": dt.date(2018, 1, 1),
    "2018-Q1": dt.date(2018, 1, 1),
    "2018-Q2": dt.date(2018, 4, 1),
    "2018": dt.date(2018, 1, 1),
    "A1": dt.date(2018, 1, 17),
    "A11": dt.date(2028, 1, 17),
    "2017/18": dt.date(2017, 9, 1),
    "term": dt.date(2018, 1, 17),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", WINDOWS)
def test_a_window_is_meant_by_its_label_and_as_it_is_printed(label: str, language: Language) -> None:
    printed = window_words(label, WINDOWS[label], Words(language))
    for typed in (label, printed, printed.upper(), f" {printed} "):
        assert meant_windows(typed, WINDOWS) == [label]


@pytest.mark.parametrize("as_of", ["2018-04-11", "11/04/2018"])
def test_a_verdict_is_asked_for_as_it_is_printed(events: Path, as_of: str) -> None:
    asked = ["explain", "5.1.monthly", events, "--as-of", as_of, *SETTING]
    plain = run(*asked, "--unit", "A", "--window", "2018-02")
    assert plain.exit_code == 0, plain.output
    for unit, window in (("cpi alfa", "feb 2018"), ("CPI Àlfa", "Febbraio 2018"), ("A", "02/2018")):
        assert run(*asked, "--unit", unit, "--window", window).stdout == plain.stdout


def test_a_unit_is_named_in_every_command(events: Path) -> None:
    checked = ["check", events, "--as-of", "11/04/2018", "--rule", "5.1.monthly", "--format", "csv", *SETTING]
    assert run(*checked, "--unit", "cpi beta").stdout == run(*checked, "--unit", "B").stdout
    due = ["agenda", events, "--from", "11/04/2018", "--to", "31/05/2018", *SETTING]
    assert run(*due, "--unit", "cpi beta").stdout == run(*due, "--unit", "B").stdout
    made = run("template", "--month", "mar 2018", "--unit", "cpi beta", "--out", "b.xlsx", *SETTING)
    assert made.exit_code == 0, made.output


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("alfa", "--unit: «alfa» non è una sede; forse si intendeva CPI Alfa (A)?"),
        (
            "Z",
            "--unit: «Z» non è una sede; scrivere un codice o un nome del registro: CPI Alfa, CPI Beta, Regione",
        ),
        ("CPI Gemello", "--unit: «CPI Gemello» è il nome di più sedi; scrivere il codice di una: C o D"),
    ],
)
def test_a_unit_that_cannot_be_told_is_refused(events: Path, unit: str, said: str) -> None:
    text = CONVENTION.with_name("sample.units.csv").read_text(encoding="utf-8").rstrip().splitlines()
    commas = "," * (text[0].count(",") - 4)
    if "Gemello" in unit:
        text += [f"{code},cpi,CPI Gemello,,R{commas}" for code in "CD"]
    units = events.with_name("units.csv")
    units.write_text("\n".join(text) + "\n", encoding="utf-8")
    result = run("check", events, "--as-of", "11/04/2018", "--unit", unit, *SETTING, "--units", units)
    assert (result.exit_code, result.stderr.startswith(said)) == (2, True), result.stderr


WRONG = "Errore: Valore non valido per '{}': «{}» non {}"
REFUSED = {
    "check": [
        "Errore: Manca l'opzione '--as-of'.",
        "Per esempio: impegni check --as-of 20/02/2020",
        "impegni check --help spiega ogni opzione.",
    ],
    "check --as-of domani": [
        WRONG.format("--as-of", "domani", "è una data; scrivere per esempio 20/02/2020 o 2020-02-20"),
        "impegni check --help spiega ogni opzione.",
    ],
    "check --as-of 31/02/2020": [
        WRONG.format("--as-of", "31/02/2020", "è un giorno del calendario"),
        "impegni check --help spiega ogni opzione.",
    ],
    "check --as-off 20/02/2020": [
        "Errore: Non c'è l'opzione '--as-off'. Forse si intendeva '--as-of'?",
        "impegni check --help spiega ogni opzione.",
    ],
    "chek": ["Errore: Non c'è il comando 'chek'.", "impegni --help elenca i comandi."],
    "--foo": ["Errore: Non c'è l'opzione '--foo'.", "impegni --help elenca i comandi."],
    "check --as-of": ["Errore: L'opzione '--as-of' vuole un valore."],
    "check --public=1": ["Errore: L'opzione '--public' non vuole un valore."],
    "template --month 13/2020 --out x.xlsx": [
        WRONG.format("--month", "13/2020", "è un mese; scrivere per esempio 01/2020, 2020-01 o gen 2020"),
        "impegni template --help spiega ogni opzione.",
    ],
    "explain": [
        "Errore: Manca l'argomento 'RULE'.",
        "Per esempio: impegni explain 5.4.firms",
        "impegni explain --help spiega ogni opzione.",
    ],
    "rules mutate --jobs 0": [
        "Errore: Valore non valido per '--jobs': 0 non è nell'intervallo 1<=x<=256.",
        "impegni rules mutate --help spiega ogni opzione.",
    ],
    "rules mutate --jobs x": [
        "Errore: Valore non valido per '--jobs': 'x' non è un numero intero.",
        "impegni rules mutate --help spiega ogni opzione.",
    ],
    "completion": [
        "Errore: Manca l'argomento '{bash|zsh|fish}'. Scegliere fra:",
        *("\tbash,", "\tzsh,", "\tfish"),
        "impegni completion --help spiega ogni opzione.",
    ],
    "rules show 5.4.firms x": [
        "Errore: C'è una parola di troppo (x)",
        "impegni rules show --help spiega ogni opzione.",
    ],
}


@pytest.mark.parametrize("words", REFUSED)
def test_mistakes_of_usage_are_told_in_italian(words: str) -> None:
    result = run(*words.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == REFUSED[words]


def test_they_are_told_in_the_language_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check", "--lang", "en").stderr.startswith(
        "Error: Missing option '--as-of'.\nFor example: impegni"
    )
    (tmp_path / "impegni.yaml").write_text("language: en\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("check").stderr.startswith("Error: Missing option")
    assert run("check", "--lang=it").stderr.startswith("Errore: ")
    assert run("check", "--no-project").stderr.startswith("Errore: ")


def test_help_is_in_english() -> None:
    said = run("check", "--help").stdout
    assert said.startswith("Usage: impegni check [OPTIONS] [PATH]...")
    assert "Show this message and exit." in said


def test_the_sentences_taken_from_click_are_sentences_of_click() -> None:
    modules = [one for _, one in inspect.getmembers(click, inspect.ismodule) if isinstance(one, ModuleType)]
    nodes = (node for one in modules for node in ast.walk(ast.parse(inspect.getsource(one))))
    constants = (node.value for node in nodes if isinstance(node, ast.Constant))
    text = "\0".join(one for one in constants if isinstance(one, str))
    told = [one for said in BY_CLICK for one in (said if isinstance(said, tuple) else (said,))]
    assert [one for one in told if one not in text] == []
