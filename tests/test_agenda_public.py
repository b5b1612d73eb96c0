# SPDX-License-Identifier: EUPL-1.2
"""An agenda fit to be published: no figure of a rule that counts persons, in any of its forms."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from impegni.cli import main
from impegni.engine.reports import agenda_public
from impegni.engine.reports.agenda import AgendaPage, agenda_report
from impegni.engine.reports.agenda_ics import agenda_ics
from impegni.engine.reports.agenda_public import public_agenda
from impegni.schema.facts import Population
from report_pages import CONVENTION, RULEBOOK
from test_agenda import MONTHLY, event, make_agenda, only

pytestmark = pytest.mark.slow

SHARE = "5.1.all-members"
MEMBERS = [Population(population="members", unit="A", date=dt.date(2018, 3, 1), size=73)]


def published(page: AgendaPage) -> AgendaPage:
    return replace(page, agenda=public_agenda(page.agenda, page.rulebook))


def shares() -> AgendaPage:
    reached = [event("i1", "interview", "2018-03-03", "A", person="P1")]
    return make_agenda("2018-03-12", "2018-03-31", [SHARE], reached, MEMBERS)


def test_figures_that_count_persons_are_withheld() -> None:
    before, after = shares().agenda.items[0], published(shares()).agenda.items[0]
    assert (before.required, before.observed, before.to_do, before.withheld) == (73, 1, 72, False)
    assert (after.required, after.observed, after.to_do, after.withheld) == (None, None, None, True)
    assert (after.unit, after.last_day, after.due) == (before.unit, before.last_day, before.due)


def test_the_report_and_the_calendar_say_so_and_tell_no_number() -> None:
    page = published(shares())
    text = " ".join(agenda_report(page).split())
    assert "Per la pubblicazione: le cifre che contano persone sono omesse." in text
    assert "da fare entro il 31/03/2018; la cifra è omessa: conta persone" in text
    assert "73" not in text
    assert "72" not in text
    assert b"73" not in agenda_ics([page]).split(b"DESCRIPTION")[1].split(b"Da comunicare")[0]


def test_a_figure_that_is_not_known_is_still_asked_for() -> None:
    (_, unknown) = published(shares()).agenda.items
    assert (unknown.unit, unknown.needs_figure, unknown.withheld) == ("B", True, True)
    assert "serve la numerosità della platea" in " ".join(agenda_report(published(shares())).split())


def test_what_counts_no_persons_is_told_as_it_is() -> None:
    page = make_agenda("2018-03-20", "2018-03-31", [MONTHLY])
    assert published(page).agenda.items == page.agenda.items
    assert (page.agenda.public, published(page).agenda.public) == (False, True)


def test_parts_that_count_persons_are_withheld_and_the_others_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    personal = "5.1.three-two"
    monkeypatch.setattr(agenda_public, "tells_persons", lambda duty, _: duty.id == personal)
    page = published(make_agenda("2018-03-12", "2018-03-31", ["5.1.two-of-three"]))
    shown = only(page)
    assert (shown.to_do, shown.withheld) == (2, False)
    assert {part.rule for part in shown.parts if part.withheld} == {personal}
    assert {part.observed for part in shown.parts if not part.withheld} == {0}


def test_the_command_offers_it(tmp_path: Path) -> None:
    events, sizes = tmp_path / "events.csv", tmp_path / "populations.csv"
    events.write_text("event_id,event,date,unit,person\ni1,interview,2018-03-03,A,P1\n", encoding="utf-8")
    sizes.write_text("population,unit,date,size\nmembers,A,2018-03-01,73\n", encoding="utf-8")
    words = [events, sizes, "--from", "2018-03-12", "--to", "2018-03-31", "--rule", SHARE]
    setting = ["--rulebook", RULEBOOK, "--convention", CONVENTION, "--format", "json", "--public"]
    result = CliRunner().invoke(main, ["agenda", *map(str, words), *map(str, setting)])
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert found["public"] is True
    assert {(item["observed"], item["withheld"]) for item in found["items"]} == {(None, True)}
