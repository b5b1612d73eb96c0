# SPDX-License-Identifier: EUPL-1.2
"""Events on holidays and Sundays are noticed, by name, in the language asked for."""

from pathlib import Path

import holidays as known
import pytest
from click.testing import CliRunner
from impegni.cli import main
from impegni.engine.language.words import Words
from impegni.engine.submissions.holidays import holidays
from impegni.schema.base import Language

EVENTS = (
    "event_id,event,date,unit,topic,target,participants,evidence,submission\n"
    "e1,info_session,{day},G942C999001,adr,potential_adr_beneficiaries,12,Prot. 1/2018,s1\n"
)
SENT = "id,month,units,received\ns1,2018-04,G942C999001,2018-05-05\n"


@pytest.mark.parametrize(
    ("day", "language", "said"),
    [
        ("2018-04-25", "it", "il 25/04/2018 è festa: Anniversario della Liberazione"),
        ("2018-04-25", "en", "25/04/2018 is a holiday: Liberation Day"),
        ("2018-04-22", "en", "Sunday"),
        ("2018-04-24", "en", ""),
    ],
)
def test_days_of_rest_are_noticed(tmp_path: Path, day: str, language: str, said: str) -> None:
    events, sent = tmp_path / "events.csv", tmp_path / "submissions.csv"
    events.write_text(EVENTS.format(day=day), encoding="utf-8")
    sent.write_text(SENT, encoding="utf-8")
    words = ["check", events, sent, "--as-of", "2018-06-01", "--objective", "5.1", "--lang", language]
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert said in result.stderr
    assert bool(result.stderr) == bool(said)


@pytest.mark.parametrize(("language", "locale"), [("it", "it_IT"), ("en", "en_US")])
def test_the_holidays_are_those_of_the_calendar_of_the_country(language: Language, locale: str) -> None:
    years, words = range(2012, 2038), Words(language)
    calendar = known.country_holidays("IT", years=years, language=locale)
    week = {day: name for day, name in calendar.items() if day.isoweekday() != 7}
    assert {day: words.marked(name) for day, name in holidays(years[0], years[-1]).items()} == week


def test_a_day_with_two_reasons_is_one_holiday() -> None:
    assert [name for day, name in holidays(2011, 2011).items() if (day.month, day.day) == (4, 25)] == [
        "Liberation Day"
    ]
