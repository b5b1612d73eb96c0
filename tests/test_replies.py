# SPDX-License-Identifier: EUPL-1.2
"""Replies of the parties: read as people write them, shown beside the verdicts they speak of, changing none."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from impegni.cli import main

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent / "national_rulebook"
HEAD = "regola,sede,periodo,tipo,parte,data,testo,documento\n"
EVENTS = "event_id,event,date,unit,firm\ne1,firm_contact,2018-05-10,17,F1\n"
BOTH = (
    "5.4.firms,Basilicata,2018,giustificazione,ANPAL Servizi,20/01/2019,Una sede era chiusa,prot. 12/2019\n"
    "5.4.firms,17,2018,contestation,region,2019-01-25,Le imprese erano di più,\n"
)


def impegni(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def files(folder: Path, replies: str) -> list[Path]:
    """One firm where two are due, and the replies."""
    (folder / "events.csv").write_text(EVENTS, encoding="utf-8")
    (folder / "repliche.csv").write_text(HEAD + replies, encoding="utf-8")
    return [folder / "events.csv", folder / "repliche.csv"]


def brief(folder: Path, replies: str, *more: str) -> tuple[Result, str, Any]:
    out = folder / "out"
    result = impegni(
        "brief", *files(folder, replies), "--meeting", "2019-02-01", "--rulebook", ROOT, "--out", out, *more
    )
    assert result.exit_code == 0, result.stderr
    return (
        result,
        (out / "index.html").read_text("utf-8"),
        json.loads((out / "brief.json").read_text("utf-8")),
    )


def check(folder: Path, paths: list[Path]) -> Any:
    words = ["check", *paths, "--as-of", "2019-02-01", "--rulebook", ROOT, "--format", "json"]
    return json.loads(impegni(*words).stdout)


def test_replies_stand_beside_the_verdict_in_the_order_of_their_days(tmp_path: Path) -> None:
    _, page, data = brief(tmp_path, BOTH)
    assert [(one["kind"], one["party"], one["window"]) for one in data["replies"]] == [
        ("justification", "anpal_servizi", "2018"),
        ("contestation", "region", "2018"),
    ]
    front = page[: page.index("Il dossier intero")]
    said = re.findall(r'class="reply">([^<]*)<', front)
    assert said == [
        "giustificazione di ANPAL Servizi, 20/01/2019: Una sede era chiusa (prot. 12/2019)",
        "contestazione di Regione, 25/01/2019: Le imprese erano di più",
    ]


def test_they_change_no_verdict(tmp_path: Path) -> None:
    both = files(tmp_path, BOTH)
    assert check(tmp_path, both) == check(tmp_path, both[:1])


def test_an_explanation_tells_them(tmp_path: Path) -> None:
    asked = ["--unit", "17", "--window", "2018", "--as-of", "2019-02-01", "--rulebook", ROOT]
    told = impegni("explain", "5.4.firms", *files(tmp_path, BOTH), *asked).stdout
    part = told[told.index("Che cosa ne dicono le parti") :]
    assert part.index("giustificazione di ANPAL Servizi") < part.index("contestazione di Regione")


def test_a_reply_that_is_later_than_the_meeting_is_not_seen(tmp_path: Path) -> None:
    later = "5.4.firms,17,2018,contestazione,Regione,02/02/2019,Troppo tardi,\n"
    _, _, data = brief(tmp_path, later)
    assert (data["replies"], data["replies_astray"]) == ([], [])


def test_a_reply_about_no_verdict_is_told_and_shown_apart(tmp_path: Path) -> None:
    result, page, data = brief(tmp_path, "5.4.firms,17,2025,contestazione,Regione,25/01/2019,Quando?,\n")
    assert [one["window"] for one in data["replies_astray"]] == ["2025"]
    assert "la replica del 25/01/2019 su 5.4.firms, 17, 2025 non riguarda alcun esito" in result.stderr
    assert "Repliche che non riguardano alcun esito di questo dossier" in page


def test_what_is_published_tells_who_replied_and_not_what(tmp_path: Path) -> None:
    _, page, data = brief(tmp_path, BOTH, "--public")
    assert [(one["party"], one["text"], one["document"]) for one in data["replies"]] == [
        ("anpal_servizi", None, None),
        ("region", None, None),
    ]
    assert "Una sede era chiusa" not in page


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("5.4.firm,17,2018,verifica,Regione,25/01/2019,x,", "5.4.firms"),
        ("5.4.firms,17,2018,scusa,Regione,25/01/2019,x,", "giustificazione, contestazione, verifica"),
        ("5.4.firms,17,2018,verifica,Comune,25/01/2019,x,", "ANPAL Servizi, Regione"),
        ("5.4.firms,17,2018,verifica,Regione,ieri,x,", "gg/mm/aaaa"),
        ("5.4.firms,17,2018,verifica,Regione,25/01/2019,,", "testo"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_can(tmp_path: Path, row: str, said: str) -> None:
    result = impegni("validate", files(tmp_path, row + "\n")[1], "--rulebook", ROOT)
    assert (result.exit_code, said in result.stdout + result.stderr) == (2, True)
    assert "repliche.csv:2" in result.stdout + result.stderr


def test_an_ingest_takes_none(tmp_path: Path) -> None:
    result = impegni("ingest", *files(tmp_path, BOTH), "--archive", tmp_path / "a.duckdb", "--rulebook", ROOT)
    assert (result.exit_code, "impegni archive reply" in result.stderr) == (2, True)


def test_declared_figures_and_replies_are_counted_among_what_was_read(tmp_path: Path) -> None:
    figures = tmp_path / "cifre.csv"
    figures.write_text(
        "regola,sede,data,valore,fonte\n5.4.firms,17,31/12/2018,2,Rapporto\n", encoding="utf-8"
    )
    told = impegni("validate", *files(tmp_path, BOTH), figures, "--rulebook", ROOT).stdout
    assert f"{figures}: cifre dichiarate, 1\n" in told
    assert f"{tmp_path / 'repliche.csv'}: repliche, 2\n" in told


def test_what_a_meeting_decided_is_carried_on_with_how_it_stands(tmp_path: Path) -> None:
    decided = "5.4.firms,17,2018,decisione,Regione,2019-01-30,Contattarle entro marzo,verbale 3/2019\n"
    _, page, data = brief(tmp_path, decided)
    assert [(one["kind"], one["party"]) for one in data["replies"]] == [("decision", "region")]
    front = page[page.index("Deciso nelle riunioni") : page.index("Il dossier intero")]
    assert "VIOLATO" in front.upper()
    said = "deciso il 30/01/2019, a cura di Regione: Contattarle entro marzo (verbale 3/2019)"
    assert re.findall(r'class="reply">([^<]*)<', front) == [said]


def test_where_nothing_was_decided_the_front_page_says_nothing_of_it(tmp_path: Path) -> None:
    assert "Deciso nelle riunioni" not in brief(tmp_path, BOTH)[1]
