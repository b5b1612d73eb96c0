# SPDX-License-Identifier: EUPL-1.2
"""What provokes the messages about folders, zips and files as a whole."""

import shutil
import stat
import zipfile
from pathlib import Path

import openpyxl
import pytest
from impegni.engine.intake import sheet_parts
from impegni.engine.submissions import bundles, zip_files
from message_recipes import GOOD, HERE, OF_TABLE, Made, events_file, one_event, recipe, workbook_with, zip_of
from submission_support import MANIFEST, read, submission
from test_submission_hostile import workbook, zipped


@recipe("nothing_in_folder")
def _empty_folder(_: pytest.MonkeyPatch) -> Made:
    Path("vuota").mkdir()
    return {"paths": [Path("vuota")]}


@recipe("folders_too_deep")
def _deep(patch: pytest.MonkeyPatch) -> Made:
    patch.setattr(bundles, "DEPTH_LIMIT", 1)
    submission(HERE / "a" / "b", GOOD)
    return {"paths": [Path("a")]}


@recipe("too_many_files")
def _many_files(patch: pytest.MonkeyPatch) -> Made:
    patch.setattr(zip_files, "FILES_LIMIT", 1)
    return one_event()


@recipe("folder_in_submission")
def _folder_inside(_: pytest.MonkeyPatch) -> Made:
    made = one_event()
    Path("invio/altro").mkdir()
    return made


@recipe("not_read")
def _picture(_: pytest.MonkeyPatch) -> Made:
    made = one_event()
    Path("invio/foto.png").write_bytes(b"x")
    return made


@recipe("symbolic_link")
def _link(_: pytest.MonkeyPatch) -> Made:
    made = one_event()
    Path("invio/platee.csv").symlink_to("eventi.csv")
    return made


@recipe("further_file")
def _further_file(_: pytest.MonkeyPatch) -> Made:
    made = one_event()
    shutil.copy("invio/eventi.csv", "invio/eventi - Copia.csv")
    return made


@recipe("two_manifests")
def _two_manifests(_: pytest.MonkeyPatch) -> Made:
    made = one_event()
    Path("invio/submission.yaml").write_text(MANIFEST, encoding="utf-8")
    return made


@recipe("other_submission")
def _other_submission(_: pytest.MonkeyPatch) -> Made:
    made = one_event()
    events_file(f"{GOOD};S9", name="invio/eventi.csv", headings=OF_TABLE)
    return made


@recipe("unit_not_covered")
def _not_covered(_: pytest.MonkeyPatch) -> Made:
    return one_event(manifest=MANIFEST.replace("PZ, MT", "MT"))


@recipe("known_duplicate")
def _known(_: pytest.MonkeyPatch) -> Made:
    known = read(submission(HERE, GOOD, name="prima")).facts
    return one_event(GOOD.replace("E1", "E9"), manifest=MANIFEST.replace("S1", "S2"), known=known)


@recipe("stray_cell")
def _stray(_: pytest.MonkeyPatch) -> Made:
    path = workbook(Path("marzo.xlsx"))
    book = openpyxl.load_workbook(path)
    book["Invio"]["C4"] = "MT"
    book.save(path)
    return {"paths": [path]}


@recipe("sheet_too_large")
def _large_sheet(patch: pytest.MonkeyPatch) -> Made:
    patch.setattr(sheet_parts, "CELL_LIMIT", 10)
    return {"paths": [workbook(Path("marzo.xlsx"))]}


@recipe("workbook_too_large")
def _large_workbook(patch: pytest.MonkeyPatch) -> Made:
    patch.setattr(sheet_parts, "UNPACKED_LIMIT", 1024 * 1024)
    return workbook_with("xl/extra.xml", " " * 2_000_000)


@recipe("zip_too_large")
def _large_zip(patch: pytest.MonkeyPatch) -> Made:
    patch.setattr(zip_files, "UNPACKED_LIMIT", 1024 * 1024)
    return zip_of("marzo/platee.csv", "0" * 2_000_000)


@recipe("zip_encrypted")
def _encrypted_zip(_: pytest.MonkeyPatch) -> Made:
    path = zipped(Path("a.zip"))
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    return {"paths": [path]}


@recipe("zip_link")
def _linked_zip(_: pytest.MonkeyPatch) -> Made:
    path = zipped(Path("a.zip"))
    link = zipfile.ZipInfo("marzo/platee.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return {"paths": [path]}
