# SPDX-License-Identifier: EUPL-1.2
"""An archive judged under a registry that has lost some of its units is refused: they would vanish unsaid."""

from pathlib import Path

import pytest
from archive_support import intake_of, one, put
from impegni.engine.archive.file import open_archive
from impegni.engine.archive.ingest import ingest
from impegni.engine.archive.known_units import check_known
from impegni.engine.definitions.registry import Registry
from impegni.schema.errors import ArchiveError
from impegni.schema.unit import Unit

pytestmark = pytest.mark.slow

A = Unit(code="A", kind="cpi", name="CPI A")
CRISIS = Unit(code="K1", kind="crisis", name="Crisis of a firm")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.impegni"
    agreements = [("basilicata", Registry([A, CRISIS])), ("elsewhere", Registry([A]))]
    ingest(path, intake_of(one("s1", "2018-01-05")), "en", agreements=agreements)
    return path


def test_a_unit_without_rows_is_missed_as_well(archive: Path) -> None:
    opened = open_archive(archive, "en")
    with pytest.raises(ArchiveError, match=r"no K1 \(Crisis of a firm\), .* --units"):
        check_known(opened, [("basilicata", Registry([A]))])
    check_known(opened, [("basilicata", Registry([A, CRISIS, Unit(code="B", kind="cpi", name="CPI B")]))])


def test_the_units_of_a_convention_that_is_not_judged_are_not_missed(archive: Path) -> None:
    check_known(open_archive(archive, "en"), [("elsewhere", Registry([A]))])


def test_the_archive_of_another_convention_is_refused(archive: Path) -> None:
    with pytest.raises(ArchiveError, match="filled under basilicata, elsewhere and holds nothing of molise"):
        check_known(open_archive(archive, "en"), [("molise", Registry([A, CRISIS]))])


def test_rows_of_a_unit_that_no_registry_told_of_are_missed(tmp_path: Path) -> None:
    put(tmp_path / "a.impegni", one("s1", "2018-01-05"))
    with pytest.raises(ArchiveError, match="no A,"):
        check_known(open_archive(tmp_path / "a.impegni", "en"), [("basilicata", Registry([CRISIS]))])
