# SPDX-License-Identifier: EUPL-1.2
"""Facts of two members of the programme, divided by convention as Spark reads them and as files of one machine."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from impegni.engine.cluster.dataset import KINDS
from impegni.engine.intake.fact_tables import EVENT_ROW, FIGURE_ROW, POPULATION_ROW, SUBMISSION_ROW
from impegni.engine.runs.sample import SAMPLE

SCHEMAS = dict(zip(KINDS, (EVENT_ROW, POPULATION_ROW, SUBMISSION_ROW, FIGURE_ROW), strict=True))
RULES = Path(__file__).parents[1] / "rules"
IDS = ("event_id", "submission", "id", "replaces")
CODES = ("code", "parent", "successor", "unit", "units", "case")
PROGRAMME = RULES / "conventions" / "national.yaml"


@dataclass(frozen=True)
class Members:
    """Two regions of the programme with the same year behind them, under codes of their own."""

    root: Path

    @property
    def conventions(self) -> list[Path]:
        """Their convention files."""
        return [self.root / f"{name}.yaml" for name in ("basilicata", "molise")]

    @property
    def files(self) -> list[Path]:
        """Their facts as one machine takes them."""
        return sorted(self.root.glob("*/*.csv"))

    @property
    def dataset(self) -> Path:
        """The same divided by convention."""
        return self.root / "dataset"


def members(root: Path, until: str = "2018-06") -> Members:
    """The sample up to a month as Basilicata and as Molise, whose codes and ids are others, persons and firms not."""
    made = Members(root)
    for name, region in (("basilicata", ""), ("molise", "M-")):
        folder = root / name
        folder.mkdir()
        codes = {row["code"] for row in _rows(SAMPLE / "units.csv")}
        for kind in ("units", "events", "populations", "submissions"):
            rows = [_moved(row, region, codes) for row in _rows(SAMPLE / f"{kind}.csv") if _by(row, until)]
            _write(rows, root / f"{name}.units.csv" if kind == "units" else folder / f"{kind}.csv", name)
        _convention(root, name, region)
    divide(made)
    return made


def divide(made: Members) -> None:
    """The CSV files of each convention as `KIND/convention=NAME/part-0.parquet`."""
    for path in made.files:
        schema = SCHEMAS[path.stem]
        text = duckdb.sql(f"from read_csv('{path}', all_varchar = true)").to_arrow_table()
        names = [name for name in schema.names if name in text.column_names]
        folder = made.dataset / path.stem / f"convention={path.parent.name}"
        folder.mkdir(parents=True)
        typed = text.select(names).cast(pa.schema([schema.field(name) for name in names]))
        pq.write_table(typed, folder / "part-0.parquet")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _by(row: Mapping[str, str], until: str) -> bool:
    """Whether it is sent, or said of a day, by the end of a month."""
    sent = row.get("month") or row.get("submission", "")[-7:]
    return sent <= until if sent else row.get("date", "") <= f"{until}-31"


def _moved(row: dict[str, str], region: str, codes: set[str]) -> dict[str, str]:
    """The row under the codes of another region: units and ids are its own, persons and firms the same."""
    return {name: _code(name, cell, region, codes) for name, cell in row.items()}


def _code(name: str, cell: str, region: str, codes: set[str]) -> str:
    if name in IDS and cell:
        return region + cell
    if name not in CODES:
        return cell
    return "|".join(region + part if part in codes else part for part in cell.split("|"))


def _write(rows: list[dict[str, str]], path: Path, convention: str) -> None:
    if "convention" in rows[0]:
        rows = [row | {"convention": convention} for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _convention(root: Path, name: str, region: str) -> None:
    text = (RULES / "conventions" / "basilicata.yaml").read_text("utf-8")
    text = text.replace("convention: basilicata", f"convention: {name}")
    text = text.replace('region: "17"', f'region: "{region}17"')
    text = text.replace("units: basilicata.units.csv", f"units: {name}.units.csv")
    (root / f"{name}.yaml").write_text(text, encoding="utf-8")
