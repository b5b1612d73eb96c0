# SPDX-License-Identifier: EUPL-1.2
"""What durable_rules 2.0.28 does in silence, shown on the bare library, and that the adapter is immune.

When a newer version stops doing one of these, the first half of its test fails: the guard may go then.
"""

import importlib
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from durable import engine, lang
from durable.lang import m
from impegni.engine.verdicts import durable_host
from impegni.engine.verdicts.decision_rules import TALLY
from impegni.engine.verdicts.durable_host import DecisionRule, DurableHost, fact
from impegni.schema.errors import EngineError

SIGN = (DecisionRule(fact.x < 0, "negative"), DecisionRule(fact.x >= 0, "positive"))


class Quiet(engine.Host):  # type: ignore[misc]  # durable_rules has no types
    """The bare library, but for its threads, which would outlive the test."""

    def _run(self) -> None:
        pass


def bare(*conditions: Any, run: Any) -> Quiet:
    rules = {f"r{n}": {"all": [{"m": one.define()}], "run": run} for n, one in enumerate(conditions)}
    return Quiet({"bare": rules})


@pytest.fixture
def seen() -> list[Any]:
    return []


@pytest.fixture
def pairs(seen: list[Any]) -> Quiet:
    """Sees the id of each message whose `a` is, as the library compares, at least its `b`."""
    return bare(m.a >= m.b, run=lambda c: seen.append(c.m.id))


def test_a_library_that_cannot_be_loaded_is_told_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable", None)
    with pytest.raises(EngineError, match=r"cannot be loaded .*CPPFLAGS=.* pip install"):
        importlib.reload(durable_host)


def sign(*values: Any) -> list[str]:
    with DurableHost(SIGN) as host:
        return list(host.answers(("x",), [(value,) for value in values]))


def test_bare_hosts_start_two_timer_threads_and_the_adapter_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[float] = []

    class Timer(threading.Timer):
        def start(self) -> None:
            started.append(self.interval)

    monkeypatch.setattr(engine.threading, "Timer", Timer)
    engine.Host()
    assert len(started) == 2
    before = threading.active_count()
    assert sign(1) == ["positive"]
    assert (len(started), threading.active_count()) == (2, before)


def test_definitions_given_to_a_bare_host_are_changed_and_the_adapters_are_not() -> None:
    rule = {"all": [{"m": (m.x == 1).define()}], "run": lambda c: None}
    Quiet({"bare": {"r": rule}})
    assert "run" not in rule
    assert sign(1) == sign(1) == ["positive"]


def test_ids_are_32_bit_hashes_and_the_adapter_restarts_them_in_every_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    host = bare(m.x == 1, run=lambda c: None)
    host.assert_fact("bare", {"id": 40189, "sid": 0, "x": 1})
    with pytest.raises(engine.MessageObservedException):
        host.assert_fact("bare", {"id": 797186, "sid": 0, "x": 1})
    posted: list[list[int]] = []
    post_batch = DurableHost.post_batch

    def spy(self: DurableHost, name: str, messages: list[dict[str, int]]) -> Any:
        posted.append([message["id"] for message in messages])
        return post_batch(self, name, messages)

    monkeypatch.setattr(DurableHost, "post_batch", spy)
    assert sign(*range(250)) == ["positive"] * 250
    assert posted == [list(range(1, 101)), list(range(1, 101)), list(range(1, 51))]


@pytest.mark.slow
def test_sessions_alive_are_limited_and_the_adapter_keeps_one() -> None:
    host = bare(m.x == 1, run=lambda c: None)
    for sid in range(1024):
        host.post("bare", {"id": 0, "sid": sid, "x": 1})
    with pytest.raises(MemoryError):
        host.post("bare", {"id": 0, "sid": 1024, "x": 1})
    assert len(sign(*range(110_000))) == 110_000


def test_one_unmatched_row_holds_up_its_whole_batch(seen: list[Any], pairs: Quiet) -> None:
    with pytest.raises(engine.MessageNotHandledException):
        pairs.post_batch("bare", [{"id": 1, "sid": 0, "a": 2, "b": 1}, {"id": 2, "sid": 0}])
    assert seen == []
    pairs.post("bare", {"id": 3, "sid": 0, "a": 2, "b": 1})
    assert sorted(seen) == [1, 3]
    with pytest.raises(EngineError, match="MessageNotHandled"), DurableHost(SIGN[:1]) as host:
        list(host.answers(("x",), [(-1,), (1,)]))


def test_one_repeated_row_holds_up_its_whole_batch(seen: list[Any]) -> None:
    host = bare(m.x == 1, run=lambda c: seen.append(c.m.id))
    host.assert_fact("bare", {"id": 1, "sid": 0, "x": 1})
    with pytest.raises(engine.MessageObservedException):
        host.assert_facts("bare", [{"id": 2, "sid": 0, "x": 1}, {"id": 1, "sid": 0, "x": 1}])
    assert seen == [1]
    assert sign(*[7] * 300) == ["positive"] * 300


def test_only_the_last_session_of_a_batch_is_answered(seen: list[Any], pairs: Quiet) -> None:
    pairs.post_batch("bare", [{"id": sid, "sid": sid, "a": 1, "b": 1} for sid in range(3)])
    assert seen == [2]


def test_exceptions_of_a_consequent_are_swallowed(seen: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    host = bare(m.x == 1, run=lambda c: 1 / 0)
    host.post("bare", {"id": 0, "sid": 0, "x": 1})
    assert "division by zero" in host.get_state("bare", 0)["exception"]
    monkeypatch.setattr(DurableHost, "_consequent", lambda *_: lambda closure: 1 / 0)
    with pytest.raises(EngineError, match="it answered"):
        sign(1)


def test_ten_seconds_in_a_consequent_drop_the_rest_of_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 1_000_000, 11))
    monkeypatch.setattr(engine, "_unix_now", lambda: next(clock))
    with pytest.raises(EngineError, match="it answered"):
        sign(1, -1)


@pytest.mark.parametrize(("a", "b"), [(None, 1), (1, None), (float("nan"), 1)])
def test_what_cannot_be_compared_has_no_verdict(pairs: Quiet, a: Any, b: Any) -> None:
    with pytest.raises(engine.MessageNotHandledException):
        pairs.post("bare", {"id": 1, "sid": 0, "a": a, "b": b})


@pytest.mark.parametrize(("a", "b"), [("9", "10"), (9, "10"), (2**63 - 1, 2**63)])
def test_what_is_no_64_bit_integer_compares_wrongly(pairs: Quiet, seen: list[int], a: Any, b: Any) -> None:
    assert int(a) < int(b)
    pairs.post("bare", {"id": 1, "sid": 0, "a": a, "b": b})
    assert seen == [1]


@pytest.mark.parametrize("value", [None, True, "9", 1.0, 1e-7, float("nan"), float("inf"), 2**63, ~(2**63)])
def test_the_adapter_takes_64_bit_integers_only(value: Any) -> None:
    with pytest.raises(EngineError, match="only 64-bit integers"):
        sign(value)


def test_a_row_with_too_few_values_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"), DurableHost(SIGN) as host:
        list(host.answers(("x", "y"), [(1,)]))


def test_no_ruleset_comes_near_the_65_branches_a_node_can_have() -> None:
    host = bare(*(m.x > limit for limit in range(65)), run=lambda c: None)
    with pytest.raises(engine.durable_rules_engine.error, match="303"):
        host.post("bare", {"id": 1, "sid": 0, "x": 100})
    assert len(TALLY) < 20


def test_the_registry_shared_by_all_threads_is_left_alone() -> None:
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda shift: sign(*range(-shift, 300)), range(16)))
    assert runs == [["negative"] * shift + ["positive"] * 300 for shift in range(16)]
    assert lang._rulesets == {}
    assert lang._main_host is None


def test_a_sentinel_opens_each_session_and_deleting_closes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for name in ("post", "post_batch", "delete_state"):
        monkeypatch.setattr(DurableHost, name, _noting(calls, name))
    sign(*range(101))
    assert calls == ["post", "post_batch", "delete_state"] * 2


def _noting(calls: list[str], name: str) -> Any:
    whole = getattr(DurableHost, name)
    return lambda *given: (calls.append(name), whole(*given))[1]


def _lost(self: DurableHost, name: str, messages: list[Any]) -> None:
    engine.Host.post_batch(self, name, messages[1:])


def _repeated(self: DurableHost, name: str, messages: list[Any]) -> None:
    engine.Host.post_batch(self, name, messages)
    engine.Host.post_batch(self, name, messages[:1])


def _renamed(self: DurableHost, name: str, messages: list[Any]) -> None:
    engine.Host.post_batch(self, name, [message | {"id": message["id"] + 1} for message in messages])


def _out_of_memory(*_: object) -> None:
    raise MemoryError


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("post_batch", _lost),
        ("post_batch", _repeated),
        ("post_batch", _renamed),
        ("post_batch", _out_of_memory),
        ("post", lambda *_: None),
        ("delete_state", _out_of_memory),
    ],
)
def test_a_faulty_engine_fails_the_run(monkeypatch: pytest.MonkeyPatch, method: str, fault: Any) -> None:
    monkeypatch.setattr(DurableHost, method, fault)
    with pytest.raises(EngineError, match="durable_rules"):
        sign(1, 2, 3)
