# SPDX-License-Identifier: EUPL-1.2
"""Pictures of a dossier: what they show is what the verdicts say, and the text beside them says it too."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
from dossier_site import MEETING, sample, written
from impegni.engine.dossier.grids import own
from impegni.engine.dossier.pictures.dates import MOST, month_starts
from impegni.engine.dossier.pictures.heat_map import ROWS, heat_map, heat_map_picture
from impegni.engine.dossier.pictures.occasions import occasions
from impegni.engine.dossier.pictures.picture import Picture
from impegni.engine.dossier.pictures.pictures import pictures, pictures_of_occasions
from impegni.engine.dossier.pictures.progress import courses
from impegni.engine.dossier.pictures.progress_chart import whole_steps
from impegni.engine.dossier.pictures.timeline import timeline
from impegni.engine.dossier.view import View
from impegni.engine.language.words import Words
from impegni.engine.reports.layout import UNICODE
from impegni.engine.reports.page import Page
from impegni.schema.dossier import DutyPart
from impegni.schema.errors import EngineError

pytestmark = pytest.mark.slow

PLAN = "5.1.session-plan-each-cpi"


@cache
def view(published: bool = False) -> View:
    _, verdicts, made = written(published)
    ((_, registry),) = sample()[0].agreements
    return View(made, Page(verdicts, registry, Words("it"), UNICODE))


def part(rule: str, published: bool = False) -> DutyPart:
    return view(published).duties[rule]


def drawn(published: bool = False) -> Iterator[Picture]:
    for duty in view(published).dossier.duties:
        yield from pictures(view(published), duty)
    yield from pictures_of_occasions(view(published), view(published).dossier.duties)


def test_a_heat_map_shows_the_state_of_every_verdict() -> None:
    for duty in view().dossier.duties:
        found = heat_map(view(), duty)
        if found is not None:
            shown = Counter(found.states.values())
            assert shown == Counter(view().state_code(one) for one in own(duty))


def test_a_heat_map_says_in_words_what_is_wrong() -> None:
    picture = heat_map_picture(view(), part("5.1.info-session-each-cpi"))
    assert picture is not None
    assert "Da gen 2018 a feb 2020: 5 violati, 1 non valutabile" in picture.svg
    assert picture.summary[0].startswith("Violato: CPI Villa d'Agri set 2019; CPI Matera mar 2019;")


def test_a_long_heat_map_begins_with_what_is_wrong_and_tells_what_it_leaves_out() -> None:
    duty = part("5.1.info-session-each-cpi")
    good = [one for one in own(duty) if one.unit == "I610C999006" or one.kind == "attainment"]
    more = [one.model_copy(update={"unit": f"X{number:03}"}) for number in range(ROWS) for one in good[:3]]
    found = heat_map(view(), duty.model_copy(update={"findings": (*more, *duty.findings)}))
    assert found is not None
    assert len(found.units) == ROWS
    assert found.left_out == 8
    assert {code for code, _ in found.units[:6]} >= {one.unit for one in own(duty) if one.kind == "violation"}


def test_rules_without_months_have_no_heat_map() -> None:
    assert heat_map(view(), part("5.4.firms")) is None


@pytest.mark.parametrize("rule", ["5.4.firms", "5.1.project-management-sessions", "5.5.piaac-operators"])
def test_the_course_of_a_volume_ends_at_the_figure_of_its_verdict(rule: str) -> None:
    found = courses(written()[1], part(rule))
    assert {course.finding.window.label for course in found} == {one.window.label for one in own(part(rule))}
    for course in found:
        done = [step.done for step in course.steps]
        assert done == sorted(done)
        assert done[-1] == course.finding.observed
        assert course.steps[-1].day == min(course.end, MEETING)


def test_firms_are_counted_on_the_first_day_they_appear() -> None:
    (first, *_) = courses(written()[1], part("5.4.firms"))
    evidence = written()[1].evidence.cube.con.execute(
        "select count(distinct firm) from (select unnest(string_split(firm, '|')) as firm from occurrence"
        " where event in ('firm_engagement', 'employer_event') and date between '2018-01-17' and '2018-03-31')"
    )
    by_march = next(step for step in first.steps if step.day == dt.date(2018, 3, 31))
    assert (by_march.done,) == evidence.fetchall()[0]


def test_an_even_pace_ends_at_what_is_required() -> None:
    first, second, third = courses(written()[1], part("5.4.firms"))
    assert (first.steps[-1].pace, second.steps[-1].pace) == (3825, 4000)
    assert third.steps[-1].pace == -(-4000 * 51 // 366)


def test_events_that_do_not_add_up_to_the_verdict_stop_the_run() -> None:
    duty = part("5.4.firms")
    forged = tuple(one.model_copy(update={"observed": (one.observed or 0) + 1}) for one in duty.findings)
    with pytest.raises(EngineError, match=r"events add up to 3912, the verdict says 3913"):
        courses(written()[1], duty.model_copy(update={"findings": forged}))


def test_the_table_beside_a_course_has_its_figures() -> None:
    picture = next(one for one in drawn() if one.id == "d-5-4-firms-progress")
    assert picture.table is not None
    steps = [step for course in courses(written()[1], part("5.4.firms")) for step in course.steps]
    assert [row[2:] for row in picture.table.rows] == [(step.done, step.pace) for step in steps]
    assert picture.summary[-1].startswith("2020: al 20/02/2020 realizzati 331 su 4.000")


def test_a_published_course_of_persons_is_not_drawn() -> None:
    _, verdicts, _ = written(True)
    assert courses(verdicts, part("5.5.piaac-operators", True)) == ()
    assert courses(written()[1], part("5.5.piaac-operators"))


def test_a_timeline_counts_what_the_verdicts_count() -> None:
    frame = written()[1].frame
    for line in timeline(written()[1], part(PLAN)):
        mine = frame[(frame["rule"] == PLAN) & (frame["unit"] == line.unit)]
        assert len(line.links) == mine["required"].sum()
        assert line.count("kept") == mine["observed"].sum()


def test_a_timeline_names_what_came_without_its_predecessor_those_units_first() -> None:
    lines = timeline(written()[1], part(PLAN))
    assert [(line.unit, line.count("broken")) for line in lines if line.count("broken")] == [
        ("F104C999002", 1)
    ]
    assert lines[0].unit == "F104C999002"
    picture = next(one for one in drawn() if one.id == "d-5-1-session-plan-each-cpi-timeline")
    assert "CPI Melfi 18/10/2019 (SI-F104C999002-2019-10-1)" in picture.summary[1]


def test_partners_come_before_in_an_order_and_after_in_a_response() -> None:
    order = [link for line in timeline(written()[1], part(PLAN)) for link in line.links]
    answers = [link for line in timeline(written()[1], part("5.2.outcome-follow-up")) for link in line.links]
    assert all(link.partner <= link.day for link in order if link.partner)
    assert all(link.partner >= link.day for link in answers if link.partner)
    assert Counter(link.state for link in answers) == {"kept": 22 + 20, "broken": 106 - 22}


def test_published_timelines_tell_months_and_no_event() -> None:
    lines = timeline(written(True)[1], part(PLAN, True))
    assert {(link.day.day, link.event_id) for line in lines for link in line.links} == {(15, None)}
    picture = next(one for one in drawn(True) if one.id == "d-5-1-session-plan-each-cpi-timeline")
    assert picture.summary[1] == "Non in regola: CPI Melfi ott 2019."


def test_an_occasion_is_due_where_verdicts_have_active_days() -> None:
    _, verdicts, made = written()
    found = occasions(verdicts, made.duties)
    assert found
    for occasion in found:
        for rule in occasion.rules:
            active = {one.unit for one in own(part(rule)) if one.active_days}
            assert {span.unit for span in occasion.spans} >= active
            assert active or not occasion.spans


def test_an_occasion_that_never_came_says_so_without_a_drawing() -> None:
    found = [one for one in drawn() if one.id.startswith("occasion") and not one.svg]
    assert {one.summary[-1] for one in found} == {"Non è avvenuto: nulla è dovuto."}


def test_every_picture_has_a_title_a_description_and_ids_of_its_own() -> None:
    for picture in drawn():
        if not picture.svg:
            continue
        root = ET.fromstring(picture.svg)
        title, description = root[0], root[1]
        assert (title.tag[-5:], title.text) == ("title", picture.caption)
        assert description.text
        assert root.get("role") == "img"
        ids = [element.get("id", "") for element in root.iter() if element.get("id")]
        assert [one for one in ids if not one.startswith(picture.id)] == []
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_no_id_occurs_twice_on_a_page() -> None:
    for page in (written()[0] / "objectives").iterdir():
        ids = re.findall(r' id="([^"]*)"', page.read_text("utf-8"))
        assert [one for one, count in Counter(ids).items() if count > 1] == []


def test_names_are_drawn_as_they_are_written() -> None:
    duty, names = part("5.1.info-session-each-cpi"), ["<script>&", "$a_b$ ~ 10%", "CPI \u5317"]
    findings = [
        one.model_copy(update={"unit": name})
        for name in names
        for one in own(duty)
        if one.unit == "I610C999004"
    ]
    picture = heat_map_picture(view(), duty.model_copy(update={"findings": tuple(findings)}))
    assert picture is not None
    texts = [element.text for element in ET.fromstring(picture.svg).iter() if element.tag.endswith("text")]
    assert set(names) <= set(texts)


@pytest.mark.parametrize("months", [1, 8, 26, 40, 90])
def test_no_more_months_are_named_than_can_be_read(months: int) -> None:
    first = dt.date(2018, 1, 17)
    last = first + dt.timedelta(days=30 * months)
    assert len(month_starts(first, last)) <= MOST


@pytest.mark.parametrize("top", [1, 4, 6, 17, 4600, 999_999])
def test_an_axis_names_whole_amounts_evenly_and_few(top: int) -> None:
    steps = whole_steps(top)
    assert 2 <= len(steps) <= 6
    assert {after - before for before, after in pairwise(steps)} == {steps[1]}
    assert steps[-1] <= top < steps[-1] + steps[1]
