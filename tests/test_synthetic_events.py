# SPDX-License-Identifier: EUPL-1.2
"""The events that speed is measured on follow the vocabulary: intake has nothing to say of them."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
EVENTS = 5_000


def test_synthetic_events_are_taken_without_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import synthetic
    from impegni.engine.runs.facts import load_facts
    from impegni.engine.runs.setting import load_setting

    (tmp_path / "units.csv").write_text(synthetic.units_csv())
    (tmp_path / "populations.csv").write_text(synthetic.populations_csv())
    synthetic.write_events(tmp_path / "events.parquet", EVENTS)
    setting = load_setting(None, [], tmp_path / "units.csv")
    intake = load_facts([tmp_path / "events.parquet", tmp_path / "populations.csv"], setting, "en")
    told = intake.facts.con.execute("select event, count(*) from event_row group by all").fetchall()
    assert intake.records == ()
    assert sum(count for _, count in told) == EVENTS
    assert {event for event, _ in told} == {*synthetic.SHARES}
