# SPDX-License-Identifier: EUPL-1.2
"""Commands on a small archive, to be killed or interrupted; and what must be true of it afterwards."""

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from impegni.__main__ import run
from impegni.cli import COMMANDS, main
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.layout import VERSION
from impegni.engine.archive.verification import check_bytes, differences

RULEBOOK = Path(__file__).parent.parent / "tests" / "published_rulebook"
ROWS = 3_000
ARCHIVE, COPY = "a.impegni", "copy"
PERSON = "P000007"
State = list[tuple[str, str | None]]

for _name in COMMANDS:
    main.get_command(main.make_context("impegni", ["demo"], resilient_parsing=True), _name)


@dataclass(frozen=True)
class Act:
    """A command to be given in a folder.

    Attributes:
        begins_with: The archive that is there before, by its name among the beginnings.
        words: The command; `{begun}` stands for the folder of the beginnings.
    """

    begins_with: str | None
    words: Sequence[str]

    def given(self, begun: Path) -> list[str]:
        """The words as they are given."""
        return [*self.words_for(begun), "--archive", ARCHIVE]

    def words_for(self, begun: Path) -> list[str]:
        """The same without the archive."""
        return [word.replace("{begun}", str(begun)) for word in self.words]


_SETTING = ("--rulebook", str(RULEBOOK), "--convention", str(RULEBOOK / "conventions" / "sample.yaml"))
ACTS: Mapping[str, Act] = {
    "make": Act(None, ["ingest", "{begun}/new", *_SETTING]),
    "add": Act(ARCHIVE, ["ingest", "{begun}/new", *_SETTING]),
    "reply": Act(ARCHIVE, ["archive", "reply", "{begun}/replies.csv", *_SETTING]),
    "forget": Act(ARCHIVE, ["archive", "forget", PERSON]),
    "export": Act(ARCHIVE, ["archive", "export", "--out", COPY]),
    "import": Act(None, ["archive", "import", "{begun}/copy"]),
    "upgrade": Act("earlier.impegni", ["archive", "verify"]),
}


def do(words: Sequence[str], work: Path, heard: Path) -> None:
    """Give a command in a folder, as a process of its own would; what it says goes to a file."""
    os.chdir(work)
    with heard.open("w", encoding="utf-8") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    sys.argv = ["impegni", *words]
    run()


def write_submission(folder: Path, name: str) -> None:
    """The files of a submission in which persons were talked to."""
    folder.mkdir(parents=True)
    with duckdb.connect() as con:
        con.execute(
            f"copy (select '{name}-' || i as event_id, 'interview' as event, date '2018-03-20' as date, "
            "if(i % 2 = 0, 'A', 'B') as unit, printf('P%06d', i) as person "
            f"from range({ROWS}) as t(i)) to '{folder / 'events.parquet'}' (format parquet)"
        )
    manifest = f"id: {name}\nmonth: 2018-03\nunits: [A, B]\nsent: 2018-04-05\n"
    (folder / "submission.yaml").write_text(manifest, encoding="utf-8")


def write_beginnings(folder: Path) -> None:
    """What the acts begin with: two submissions, an archive of the first, one of an earlier version, an export."""
    for name in ("old", "new"):
        write_submission(folder / name, name)
    rows = "".join(
        f"5.1.interviews,A,2018-Q{quarter},contestation,anpal_servizi,2018-05-01,Seen {PERSON}\n"
        for quarter in (1, 2)
    )
    (folder / "replies.csv").write_text(f"rule,unit,window,kind,party,date,text\n{rows}", encoding="utf-8")
    for words in (
        ["ingest", str(folder / "old"), *_SETTING],
        ["archive", "reply", str(folder / "replies.csv"), *_SETTING, "--actor", "x"],
        ["archive", "export", "--out", str(folder / COPY)],
    ):
        give([*words, "--archive", str(folder / ARCHIVE)])
    shutil.copy(folder / ARCHIVE, folder / "earlier.impegni")
    with duckdb.connect(str(folder / "earlier.impegni")) as con:
        con.execute("drop table named_event; drop table reply_row; delete from log where act = 'reply'")
        con.execute("update meta set value = (select entry from log) where name = 'head'")
        con.execute("update meta set value = '3' where name = 'schema_version'")
        for added in ("actor", "replies", "replied"):
            con.execute(f"alter table log drop column {added}")


def give(words: Sequence[str]) -> None:
    """Give a command in this process.

    Raises:
        SystemExit: It fails.
    """
    with contextlib.redirect_stdout(io.StringIO()):
        if code := main(words, standalone_mode=False):
            raise SystemExit(f"{words} ended with {code}")


def prepare(act: str, begun: Path, work: Path) -> None:
    """Make the folder an act works in."""
    work.mkdir()
    if (archive := ACTS[act].begins_with) is not None:
        shutil.copy(begun / archive, work / ARCHIVE)


def state(work: Path) -> State:
    """What is held: each act in the log of an archive that must be whole, and a copy if there is one.

    Raises:
        SystemExit: The archive is not whole.
    """
    return _acts(work / ARCHIVE) + ([("copied", None)] if (work / COPY).exists() else [])


def _acts(path: Path) -> State:
    if not path.exists():
        return []
    check_bytes(path, "en")
    with duckdb.connect(str(path)) as con:
        version = int(con.execute("select value from meta where name = 'schema_version'").fetchall()[0][0])
    if version < VERSION:
        return [(f"version {version}", None)]
    opened = open_archive(path, "en")
    found = differences(opened)
    acts = opened.con.execute("select act, submission from archive.log order by seq").fetchall()
    opened.con.close()
    if found:
        raise SystemExit(f"{path}: {found}")
    return acts
