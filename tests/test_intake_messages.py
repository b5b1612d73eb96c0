# SPDX-License-Identifier: EUPL-1.2
"""Every message about files is provoked by something, and says exactly what is written down, in both languages.

`intake_broken` holds what single files say; `intake_messages_it.txt` and `intake_messages_en.txt` what the recipes do.
"""

from pathlib import Path

import message_recipes_files  # noqa: F401 - adds its recipes
import message_recipes_tables  # noqa: F401 - adds its recipes
import pytest
from impegni.engine.intake import messages
from impegni.schema.errors import InputError
from intake_support import read as read_alone
from message_recipes import RECIPES
from submission_support import read

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ENGINE = Path(messages.__file__).parents[1]
AFTER_RECORDS = {"more_problems"}
"""Said after the records that are shown; see test_intake_broken."""


def written_down(language: str) -> dict[str, str]:
    lines = (HERE / f"intake_messages_{language}.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(" | ", 1) for line in lines)


EXPECTED = {language: written_down(language) for language in ("it", "en")}


def said(code: str, language: str, folder: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """The first record of a code that its recipe provokes."""
    patch.chdir(folder)
    made = RECIPES[code](patch)
    paths = made.pop("paths")
    try:
        records = read(*paths, language=language, **made).records
    except InputError as refused:
        records = refused.records
    return [record.located() for record in records if record.code == code][:1]


def said_in(*packages: str) -> set[str]:
    """The codes that stand in the code of some packages."""
    files = [
        path
        for package in packages
        for path in (ENGINE / package).glob("*.py")
        if "messages" not in path.name
    ]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    return {code for code in messages.SENTENCES if f'"{code}"' in source}


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("code", sorted(RECIPES))
def test_a_message_says_what_is_expected(
    code: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said(code, language, tmp_path, monkeypatch) == [EXPECTED[language][code]]


def test_every_message_is_provoked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE / "intake_broken")
    provoked = set(RECIPES) | AFTER_RECORDS
    for path in sorted(Path().iterdir()):
        if not path.name.startswith("expected_"):
            with pytest.raises(InputError) as refused:
                read_alone(path)
            provoked |= {record.code for record in refused.value.records}
    assert provoked == said_in("intake", "submissions")


def test_every_message_is_said_somewhere() -> None:
    assert said_in("intake", "submissions", "stream", "served", "archive") == set(messages.SENTENCES)


def test_nothing_is_written_down_for_messages_that_are_gone() -> None:
    assert sorted(EXPECTED["it"]) == sorted(EXPECTED["en"]) == sorted(RECIPES)
