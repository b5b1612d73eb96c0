# SPDX-License-Identifier: EUPL-1.2
"""What is said of a verdict that cannot be decided: which submissions are missing; and no figure."""

import pytest
from impegni.engine.reports.rows import missing_words
from impegni.engine.words.figures import gap, tenths
from impegni.schema.base import Language
from impegni.schema.unit import Unit
from report_pages import REGION, make_page

MANY = (
    REGION,
    *(Unit(code=f"U{number}", kind="cpi", name=f"CPI {number}", parent="R") for number in range(10)),
)


@pytest.mark.parametrize(
    ("language", "awaited", "said"),
    [
        ("it", ["A 2020-01"], "manca l'invio di gennaio 2020: CPI Alfa"),
        ("en", ["A 2020-01"], "the submission of January 2020 is missing: CPI Alfa"),
        (
            "it",
            ["A 2020-02", "B 2020-02", "A 2020-01"],
            "mancano 3 invii: CPI Alfa gen 2020 – feb 2020; CPI Beta feb 2020",
        ),
    ],
)
def test_missing_submissions_are_named_by_unit_and_month(
    language: Language, awaited: list[str], said: str
) -> None:
    assert missing_words(make_page("2018-03-20", [], language=language), awaited) == said


def test_of_many_units_the_first_are_named() -> None:
    page = make_page("2018-03-20", [], units=MANY)
    said = missing_words(page, [f"U{number} 2018-02" for number in range(10)])
    assert said.startswith("mancano 10 invii: CPI 0 feb 2018; CPI 1 feb 2018; ")
    assert said.endswith("; CPI 7 feb 2018 e altre 2 unità")


@pytest.mark.parametrize(
    ("kind", "missing", "share"),
    [("violation", -1, 500), ("pending", -1, 500), ("not_evaluable", None, None)],
)
def test_what_cannot_be_decided_has_no_gap_and_no_progress(
    kind: str, missing: int | None, share: int | None
) -> None:
    assert gap(kind, 2, 1) == missing
    assert tenths(kind, 2, 1, None) == share


def test_a_limit_has_no_progress_and_what_is_not_required_no_gap() -> None:
    assert tenths("attainment", 4, 1, 3) is None
    assert gap("not_applicable", None, 1) is None
