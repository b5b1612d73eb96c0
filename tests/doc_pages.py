# SPDX-License-Identifier: EUPL-1.2
"""What the pages of documentation hold: fenced blocks, links, commands, the rules they explain."""

import re
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import impegni
import yaml

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("README*.md")), *sorted(DOCS.glob("*.md"))]

_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_COMMAND = re.compile(r"(?:^|[|&;$] *|bin/)impegni +([^|&;<>#\n]+)", re.M)


class Example(NamedTuple):
    """A rule and its case as written, and the escalations where those are shown."""

    rule: str
    case: str
    escalations: str | None


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, info: str) -> list[str]:
    """The fenced blocks of a page that are marked `info`."""
    return [body for marked, body in _FENCE.findall(text(page)) if marked.strip() == info]


def examples(page: Path) -> Iterator[Example]:
    """Each rule of a page with the case right after it."""
    found = [(info, body) for info, body in _FENCE.findall(text(page)) if info.startswith("yaml ")]
    for (info, body), following, more in zip(
        found, found[1:] + [("", "")], found[2:] + [("", "")] * 2, strict=False
    ):
        if info == "yaml rule":
            assert following[0] == "yaml case", f"no case follows\n{body}"
            yield Example(body, following[1], more[1] if more[0] == "yaml escalations" else None)


def build_rulebook(page: Path, root: Path) -> None:
    """A rulebook of the page's rules and cases, with the packaged vocabulary and conventions.

    What the packaged convention suspends are rules the page does not have.
    """
    packaged = Path(impegni.__file__).parent / "rules"
    shutil.copytree(packaged / "conventions", root / "conventions")
    convention = root / "conventions" / "basilicata.yaml"
    written = convention.read_text(encoding="utf-8")
    unsuspended = re.sub(r"(?ms)^suspensions:$.*?^(?=\S)", "suspensions: []\n", written)
    convention.write_text(unsuspended, encoding="utf-8")
    (root / "vocabulary.yaml").write_text(_vocabulary(packaged, page), encoding="utf-8")
    shown = list(examples(page))
    (heading,) = blocks(page, "yaml objective")
    _write(root / "9.1.yaml", f"{heading}rules:\n", [one.rule for one in shown])
    _write(root / "9.1.cases.yaml", "rules:\n", [one.case for one in shown])


def _vocabulary(packaged: Path, page: Path) -> str:
    """The codes of the package with those that the page adds."""
    known = yaml.safe_load((packaged / "vocabulary.yaml").read_text(encoding="utf-8"))
    for group, codes in yaml.safe_load(blocks(page, "yaml vocabulary")[0]).items():
        known[group] = known.get(group, {}) | codes
    return yaml.safe_dump(known, allow_unicode=True, sort_keys=False)


def _write(path: Path, heading: str, items: list[str]) -> None:
    listed = ["  - " + textwrap.indent(item, " " * 4)[4:] for item in items]
    path.write_text(heading + "\n".join(listed), encoding="utf-8")


def missing_links(page: Path) -> Iterator[str]:
    """Relative links to files or headings that are not there."""
    for target in _LINK.findall(_FENCE.sub("", text(page))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            yield target


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text(page)), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands(page: Path) -> list[str]:
    """What follows `impegni` wherever a page shows a command."""
    content = text(page)
    inline = re.findall(r"`([^`\n]+)`", _FENCE.sub("", content))
    shown = [body.replace("\\\n", " ") for _, body in _FENCE.findall(content)]
    return [found.strip() for code in inline + shown for found in _COMMAND.findall(code)]


def unknown_words(command: str, group: click.Group) -> Iterator[str]:
    """Subcommands and options of a shown command that the program does not have."""
    here: click.Command = group
    for word in command.split():
        name = word.partition("=")[0].strip("[]")
        if name.startswith("-") and name.strip("-"):
            options = {option for one in here.params for option in one.opts} | {"--help", "-h", "--version"}
            if name not in options:
                yield name
        elif isinstance(here, click.Group):
            found = here.get_command(click.Context(here), name)
            if found is None:
                yield name
                return
            here = found
