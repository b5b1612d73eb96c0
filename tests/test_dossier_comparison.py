# SPDX-License-Identifier: EUPL-1.2
"""The page that compares conventions: their own figures, no order of merit, links that work."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from comparison_site import side_by_side
from dossier_site import sample, written
from impegni.engine.dossier.comparison import ComparedDossier, compared, comparisons, worst
from impegni.engine.dossier.comparison_page import comparison_page
from impegni.engine.language.words import Words
from impegni.engine.reports.layout import UNICODE
from impegni.engine.reports.page import Page
from impegni.engine.runs.setting import load_setting
from impegni.schema.rollup import Standing, States

pytestmark = pytest.mark.slow

FOLDERS = ("basilicata", "synthetic_region")


def dossier_of(folder: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((side_by_side() / folder / "brief.json").read_text("utf-8"))
    return found


def page() -> str:
    return (side_by_side() / "index.html").read_text("utf-8")


def test_figures_are_those_of_the_roll_ups() -> None:
    text, checked = page(), 0
    for folder in FOLDERS:
        for rollup in dossier_of(folder)["rollups"]:
            if rollup["by"] == "objective":
                for name in ("duties_kept", "duties_due"):
                    of = f'data-of="compared/{folder}/{rollup["key"]}" data-field="{name}"'
                    assert f'<data value="{rollup["quantified"][name]}" {of}>' in text
                    checked += 1
    assert checked == 8


def test_progress_is_that_of_the_latest_verdict() -> None:
    text = page()
    for folder, label in zip(FOLDERS, ("2020", "A2"), strict=True):
        (duty,) = [duty for duty in dossier_of(folder)["duties"] if duty["rule"] == "5.4.firms"]
        last = duty["findings"][-1]
        assert last["window"]["label"] == label
        place = f'data-rule="5.4.firms" data-unit="{last["unit"]}" data-window="{label}"'
        found = re.search(rf'<span {place}><data value="(\d+)"[^>]*>[^<]*</data>/<data value="(\d+)"', text)
        assert found is not None
        assert found.groups() == (str(last["observed"]), str(last["required"]))


def test_conventions_stand_in_the_order_of_their_names() -> None:
    names = re.findall(r'<th scope="row"><a href="([a-z_]*)/objectives/5_4', page())
    assert names == ["synthetic_region", "basilicata"]
    assert "non è una graduatoria" in page()
    assert "media" not in page().lower().split("</header>")[1].replace("medie né somme", "")


def test_every_link_leads_to_a_page() -> None:
    links = re.findall(r'href="([^"#]+)"', page())
    assert len(links) >= 6
    assert [link for link in links if not (side_by_side() / link).exists()] == []


def test_the_worst_state_comes_first() -> None:
    goals = Standing(duties=States(violation=1, attainment=3), goals_not_reached=1)
    assert worst(goals) == "missed_goal"
    assert worst(Standing(duties=States(violation=2), goals_not_reached=1)) == "violation"
    assert worst(Standing(duties=States(pending=2))) == "pending"
    assert worst(Standing(duties=States())) == ""


def two_sides(programme: bool = False) -> list[tuple[str, Any, Page]]:
    _, verdicts, made = written()
    ((_, registry),) = sample()[0].agreements
    one = Page(verdicts, registry, Words("it"), UNICODE)
    fewer = made.model_copy(
        update={
            "title": made.title.model_copy(update={"it": "Altra"}),
            "rollups": tuple(rollup for rollup in made.rollups if rollup.key != "5.1"),
            "objectives": tuple(each for each in made.objectives if each.objective != "5.1"),
            "duties": tuple(duty for duty in made.duties if duty.objective != "5.1"),
        }
    )
    national = _programme() if programme else None
    return [("one", made, one), ("two", fewer, replace(one, programme=national))]


def _programme() -> Any:
    setting = sample()[0]
    path = setting.rulebook.root / "conventions" / "national.yaml"
    return load_setting(None, [], None, path).programme


def test_an_objective_stands_only_with_the_conventions_that_have_it() -> None:
    found = {one.objective: one for one in comparisons(compared(two_sides()))}
    assert [side.compared.folder for side in found["5.1"].sides] == ["one"]
    assert [side.compared.folder for side in found["5.2"].sides] == ["two", "one"]


def test_a_programme_is_linked_and_not_compared() -> None:
    sides: list[ComparedDossier] = compared(two_sides(programme=True))
    assert [side.folder for side in sides] == ["one", "two"]
    assert {side.compared.folder for one in comparisons(sides) for side in one.sides} == {"one"}
    assert 'href="two/index.html"' in comparison_page(two_sides(programme=True))


def test_the_same_bytes_are_written_each_time() -> None:
    again = side_by_side.__wrapped__()
    assert (again / "index.html").read_bytes() == (side_by_side() / "index.html").read_bytes()
