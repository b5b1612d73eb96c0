# SPDX-License-Identifier: EUPL-1.2
"""The clauses of a convention, found in its text.

The text is what scanning leaves: paragraphs, and tables with one row a line, whose cells are HTML between
tabs. Objectives and their numbered actions stand in the third column, what is due in the region in the
fourth. Clauses have the numbers the document gives them; bullets have none and are counted: `5.1/A3` is
the third of objective 5.1.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from ...schema.errors import InputError

ClauseKind = Literal["objective", "action", "activity", "governance", "article", "permission"]

_ACTIONS, _ACTIVITIES, _WIDTH = 2, 3, 4

_TAG = re.compile(r"<[^<>]*>")
# Compatible forms would turn "line 4" with note 2 into line 42.
_NOTE_MARKS = re.compile("([\N{SUPERSCRIPT ZERO}¹²³\N{SUPERSCRIPT FOUR}-\N{SUPERSCRIPT NINE}]+)")
_TITLE_ROW = re.compile(r"asse prioritario", re.I)
_OBJECTIVE = re.compile(r"\bobiettivo specifico\s+(\d+\.\d+)(?![\d.]*\d)\s*", re.I)
_NUMBERED = re.compile(r"(?<![\d.])(\d{1,2}\.\d{1,2}\.\d{1,3})(?!\d)[\s.)–-]*(?=[^\W\d_a-z])")
# A hyphen inside a sentence follows a word; one that begins a bullet follows the end of the bullet before.
_BULLET = re.compile(r"(?:^|(?<=[;.:]))\s*-\s+")
_ANNEX = re.compile(r"allegato a\b", re.I)
_BODY = re.compile(
    r"(?:la regione|la provincia|il coordinamento|i (?:\w+ )?sottogruppi|anpal servizi)\b", re.I
)
_ARTICLE = re.compile(r"articolo (\d+)\b\s*(.*)", re.I)
_SIGNATURES = re.compile(r"letto,? (?:approvato|confermato)", re.I)
_REMEDY = "give the text of the convention as a UTF-8 file, for example convention.txt"
_PERMISSION = re.compile(r"in relazione all['’]obiettivo tematico (\d+)\b", re.I)


class Clause(NamedTuple):
    """A passage of the text that a rule may cite."""

    id: str
    kind: ClauseKind
    text: str


def clauses_of(text: str, name: str) -> list[Clause]:
    """Every clause of the text, in its order.

    Raises:
        InputError: There is none: this is no such text, or one laid out otherwise.
    """
    lines = [line.strip("\r\n") for line in text.split("\n")]
    tables = [number for number, line in enumerate(lines) if "\t" in line]
    first = tables[0] if tables else len(lines)
    found = [*_articles(lines[:first]), *_governance(lines[:first])]
    found += _table_clauses([lines[number] for number in tables])
    found += _permissions(lines)
    if not tables or not found:
        remedy = "give the text of the convention, each table row a line with tabs between cells"
        raise InputError([f"{name}: got no clause; {remedy}"])
    return found


def text_of(path: Path) -> str:
    """The text of a file.

    Raises:
        InputError: It cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError([f"{path}: cannot be read: {error.strerror or error}; {_REMEDY}"]) from None
    except UnicodeDecodeError as error:
        got = f"0x{error.object[error.start]:02x} at byte {error.start + 1}"
        raise InputError([f"{path}: got {got}, which is not UTF-8 text; {_REMEDY}"]) from None


def plain(markup: str) -> str:
    """The text without tags, in Unicode's compatible form, spaces collapsed; note marks stay marks.

    >>> plain("<p>di  <i>scouting</i>²</p>")
    'di scouting ²'
    """
    parts = _NOTE_MARKS.split(_TAG.sub(" ", markup))
    parts[::2] = [unicodedata.normalize("NFKC", part) for part in parts[::2]]
    return " ".join("".join(parts).split())


def _stated(markup: str) -> str:
    """A clause without the marks that separate it from the next."""
    return plain(markup).strip(" ;")


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    return (found for line in lines if (found := plain(line)))


def _articles(lines: Sequence[str]) -> Iterator[Clause]:
    """Every article below its title, those as well that ask for nothing: that is for not_judged.yaml to say."""
    number, words = "", list[str]()
    for paragraph in [*_paragraphs(lines), "Articolo 0"]:
        if (heading := _ARTICLE.fullmatch(paragraph)) or _SIGNATURES.match(paragraph):
            if len(words) > 1:
                yield Clause(f"ART.{number}", "article", _stated(" ".join(words[1:])))
            number, words = (heading[1], [heading[2]] if heading[2] else []) if heading else ("", [])
        elif number:
            words.append(paragraph)


def _governance(lines: Sequence[str]) -> Iterator[Clause]:
    """Paragraphs of the annex, before its tables, that are about its bodies or its parties."""
    starts = [number for number, line in enumerate(lines) if _ANNEX.match(plain(line))]
    clauses: list[str] = []
    for paragraph in _paragraphs(lines[starts[0] :] if starts else []):
        if _BODY.match(paragraph):
            clauses.append(paragraph)
        elif clauses and paragraph.startswith("Per ") and _composition(clauses[-1]):
            clauses[-1] += f" {paragraph}"
    for number, clause in enumerate(clauses, 1):
        yield Clause(f"C.{number}", "governance", _stated(clause))


def _composition(clause: str) -> bool:
    """Whether the list of members, one party a paragraph, may follow."""
    return clause.endswith(":") or ": Per " in clause


def _permissions(lines: Sequence[str]) -> Iterator[Clause]:
    for line in lines:
        if "\t" not in line and (found := _PERMISSION.match(plain(line))):
            yield Clause(f"OT{found[1]}", "permission", _stated(line))


@dataclass
class _Section:
    """What the rows of one objective say, cell after cell."""

    objective: str
    actions: list[str] = field(default_factory=list)
    activities: list[str] = field(default_factory=list)

    def clauses(self) -> Iterator[Clause]:
        stated, *numbered = _NUMBERED.split(" ".join(self.actions))
        yield Clause(self.objective, "objective", _stated(stated))
        for number, text in zip(numbered[::2], numbered[1::2], strict=True):
            yield Clause(number, "action", _stated(text))
        bullets = [bullet for cell in self.activities for bullet in _BULLET.split(cell)[1:]]
        for ordinal, bullet in enumerate(bullets, 1):
            yield Clause(f"{self.objective}/A{ordinal}", "activity", _stated(bullet))


def _table_clauses(rows: Sequence[str]) -> Iterator[Clause]:
    """An objective goes on, over rows and tables, until the next one is named."""
    sections: list[_Section] = []
    for row in rows:
        cells = [plain(cell) for cell in row.split("\t")]
        cells += [""] * (_WIDTH - len(cells))
        if _TITLE_ROW.match(cells[0]):
            continue
        before, *named = _OBJECTIVE.split(cells[_ACTIONS])
        if sections:
            sections[-1].actions.append(before)
        for objective, text in zip(named[::2], named[1::2], strict=True):
            sections.append(_Section(objective, [text]))
        if sections:
            sections[-1].activities.append(cells[_ACTIVITIES])
    return (clause for section in sections for clause in section.clauses())
