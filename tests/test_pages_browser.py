# SPDX-License-Identifier: EUPL-1.2
"""The pages of a dossier in a real browser: no barrier, no error, filters and links that work, a PDF."""

import re
from pathlib import Path
from typing import Any

import pytest
from chromium import check_barriers, without_error
from comparison_site import side_by_side
from dossier_site import written


def a_page_of_each_kind() -> list[str]:
    pictured = ["objectives/5_1.html", "objectives/5_4.html", "objectives/6_1.html"]
    return ["index.html", *pictured, "units/I610C999004.html"]


@pytest.mark.parametrize("name", a_page_of_each_kind())
@pytest.mark.parametrize("width", [1280, 390])
def test_no_barrier_no_error_no_sideways_scroll(browser: Any, name: str, width: int) -> None:
    check(browser, written()[0] / name, width)


@pytest.mark.parametrize("width", [1280, 390])
def test_conventions_are_compared_without_a_barrier(browser: Any, width: int) -> None:
    check(browser, side_by_side() / "index.html", width)


def check(browser: Any, path: Path, width: int) -> None:
    """Every part of the page, those folded away too."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    with without_error(page):
        page.goto(path.as_uri())
        check_barriers(page)
    page.close()


def test_pictures_keep_their_size_where_the_page_is_narrow(browser: Any) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto((written()[0] / "objectives/5_4.html").as_uri())
    drawing = page.locator("#d-5-4-firms-progress svg")
    assert drawing.bounding_box()["width"] == 760
    assert drawing.evaluate("picture => picture.parentElement.clientWidth") < 390
    page.emulate_media(media="print")
    assert drawing.bounding_box()["width"] <= 390
    page.close()


def test_axe_finds_a_barrier_where_there_is_one(browser: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page()
    page.set_content("<html><body><img src='x.png'></body></html>")
    assert Axe().run(page).response["violations"]
    page.close()


def test_the_filter_hides_rows_and_counts_the_others(browser: Any) -> None:
    folder, _, made = written()
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    page.click("#violations-h")
    page.fill("#violated-text", "Senise")
    rows = page.locator("#violated tbody tr:visible")
    assert 0 < rows.count() < len(made.violations)
    assert page.locator("[data-table=violated] .count").inner_text() == str(rows.count())
    page.close()


def test_every_link_leads_somewhere(browser: Any) -> None:
    folder, _, _ = written()
    page = browser.new_page()
    missing = []
    for name in a_page_of_each_kind():
        page.goto((folder / name).as_uri())
        for href in page.eval_on_selector_all(
            "a[href]", "links => links.map(link => link.getAttribute('href'))"
        ):
            path, _, anchor = href.partition("#")
            target = (folder / name).parent / path if path else folder / name
            if not target.exists() or (anchor and f'id="{anchor}"' not in target.read_text("utf-8")):
                missing.append((name, href))
    assert missing == []
    page.close()


def sheets(pdf: bytes) -> int:
    """How many sheets a printed page takes."""
    return max(int(count) for count in re.findall(rb"/Count (\d+)", pdf))


def test_the_front_page_says_who_owes_what_it_lists(browser: Any) -> None:
    page = browser.new_page()
    page.goto((written()[0] / "index.html").as_uri())
    lists = page.locator(".front > h3:has(+ ul)").evaluate_all(
        "all => all.map(h => [h.innerText, [...h.nextElementSibling.children].map(e => e.innerText)])"
    )
    page.close()
    owed = [(title, items) for title, items in lists if not title.startswith("Che cosa si chiede")]
    assert len(owed) == 2
    for title, items in owed:
        assert "a carico di" in title or all("a carico di" in item for item in items)


def test_the_front_page_prints_on_one_sheet_and_the_rest_where_asked(browser: Any) -> None:
    folder, _, _ = written()
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    assert sheets(page.pdf(prefer_css_page_size=True)) == 1
    page.click("text=Stampare tutto")
    assert sheets(page.pdf(prefer_css_page_size=True)) > 5
    page.close()


SHOWN = (
    "() => [...document.querySelectorAll('details:not([open]) tbody td')].map(cell => cell.checkVisibility())"
)


def test_what_is_folded_away_is_printed(browser: Any) -> None:
    folder, _, _ = written()
    page = browser.new_page()
    page.goto((folder / "units/I610C999004.html").as_uri())
    assert set(page.evaluate(SHOWN)) == {False}
    page.emulate_media(media="print")
    assert set(page.evaluate(SHOWN)) == {True}
    page.close()
