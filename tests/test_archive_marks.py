# SPDX-License-Identifier: EUPL-1.2
"""The marks of many persons together are those of each alone, whatever their names are written with."""

from hypothesis import given
from hypothesis import strategies as st
from impegni.engine.archive.marks import create_new_marks, mark_of
from impegni.engine.intake.fact_tables import connect

PERSONS = st.lists(st.text(min_size=1).filter(lambda name: "\0" not in name), unique=True, max_size=8)


@given(persons=PERSONS | st.just(["P1", 'detto "uno"', "a\\b", "ò\n", "\x7f", "\U0001f600"]))
def test_marks_of_many_are_those_of_each(persons: list[str]) -> None:
    con = connect(1)
    create_new_marks(con, persons)
    made = con.execute('select "key", salt, mark from new_person').fetchall()
    assert [key for key, _, _ in made] == persons
    assert len({salt for _, salt, _ in made}) == len(persons)
    assert all(mark == mark_of(salt, key) for key, salt, mark in made)
