# SPDX-License-Identifier: EUPL-1.2
"""The rulebook as pages: every rule, both languages, links that lead somewhere, the same bytes each time."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from broken_files import SMALL
from click.testing import CliRunner
from impegni.cli import main
from impegni.engine.definitions.rulebook import load_rulebook
from impegni.engine.language.words import Words
from impegni.engine.words.conditions import ConditionWords
from impegni.schema.base import Language
from impegni.schema.condition import Where

pytestmark = pytest.mark.slow


class Seen(HTMLParser):
    """Ids, links and headings of a page, and the tables without a caption."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if (name := given.get("id")) is not None:
            self.ids.append(name)
        if (link := given.get("href")) is not None:
            self.links.append(link)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "th":
            assert given.get("scope") in ("col", "row")


def write(out: Path, *words: str) -> dict[str, str]:
    result = CliRunner().invoke(main, ["rules", "docs", "--out", str(out), *words])
    assert result.exit_code == 0, result.output
    return {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.html")
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return write(tmp_path_factory.mktemp("pages"))


def test_every_rule_has_its_anchor_in_both_languages(pages: dict[str, str]) -> None:
    seen = {file: Seen(text).ids for file, text in pages.items()}
    for objective, rule in load_rulebook().rules():
        for language in ("it", "en"):
            assert rule.id in seen[f"{language}/{objective.objective}.html"]


def test_every_link_leads_somewhere(pages: dict[str, str]) -> None:
    seen = {file: Seen(text) for file, text in pages.items()}
    for file, page in seen.items():
        assert len(page.ids) == len(set(page.ids)), file
        for link in page.links:
            name, _, anchor = link.partition("#")
            path = (Path(file).parent / name) if name else Path(file)
            parts = [part for part in path.parts if part != ".."]
            target = "/".join(parts[-2:])
            assert target in seen, (file, link)
            assert not anchor or anchor in seen[target].ids, (file, link)


def test_headings_are_in_order_and_tables_are_named(pages: dict[str, str]) -> None:
    for file, text in pages.items():
        page = Seen(text)
        assert page.headings[0] == 1 or file == "index.html"
        assert page.headings.count(1) == 1
        assert page.tags.count("table") == page.tags.count("caption")
        for before, after in zip(page.headings, page.headings[1:], strict=False):
            assert after <= before + 1, (file, before, after)


def test_every_rule_has_one_example_kept_and_one_broken(pages: dict[str, str]) -> None:
    rules = sum(1 for _ in load_rulebook().rules())
    text = "".join(text for file, text in pages.items() if file.startswith("en/"))
    assert text.count('class="example attainment"') == text.count('class="example violation"') == rules


def test_a_page_says_what_is_due_in_the_readers_language(pages: dict[str, str]) -> None:
    assert '<html lang="it">' in pages["it/5.1.html"]
    assert "almeno 1 al mese" in pages["it/5.1.html"]
    assert "at least 1 a month" in pages["en/5.1.html"]


def test_the_same_rules_give_the_same_bytes(pages: dict[str, str], tmp_path: Path) -> None:
    assert write(tmp_path / "again") == pages


def test_one_language_alone(tmp_path: Path) -> None:
    files = write(tmp_path / "pages", "--lang", "en", "--rulebook", str(SMALL))
    assert {file.partition("/")[0] for file in files} == {"index.html", "en"}
    assert "../it/" not in files["en/5.1.html"]


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["rules", "docs", "--out", str(taken), "--rulebook", str(SMALL)])
    assert result.exit_code == 2
    assert "non si può scrivere" in result.stderr


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("it", "Sessione informativa (fase: In itinere, Finale o Follow-up)"),
        ("en", "Information session (phase: Interim, Final, or Follow-up)"),
    ],
)
def test_alternatives_are_joined_in_the_language_of_the_page(language: Language, said: str) -> None:
    asked = Where.model_validate({"event": "info_session", "phase": ["interim", "final", "follow_up"]})
    assert ConditionWords(load_rulebook().vocabulary, Words(language)).events(asked) == said
