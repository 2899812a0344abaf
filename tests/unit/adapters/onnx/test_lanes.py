"""Who waits for whom, and what happens to those who give up."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError

import pytest

from continuo.adapters.onnx import lanes
from continuo.adapters.onnx.lanes import Lanes
from continuo.domain.errors import Unavailable

PATIENCE_S = 10.0


class Gate:
    """Work that notes what it was given and waits until it is let through."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.started = threading.Semaphore(0)
        self.allowed = threading.Semaphore(0)

    def work(self, piece: str) -> str:
        self.begun.append(piece)
        self.started.release()
        assert self.allowed.acquire(timeout=PATIENCE_S)
        if piece == "bad":
            raise ValueError(piece)
        return piece.upper()

    def let_through(self, pieces: int = 1_000) -> None:
        self.allowed.release(pieces)

    def wait_for_start(self) -> None:
        assert self.started.acquire(timeout=PATIENCE_S)


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def one(gate: Gate) -> Iterator[Lanes[str, str]]:
    one = Lanes(gate.work, threads=1, name="test")
    yield one
    gate.let_through()
    one.close()


def test_a_short_request_waits_for_one_piece_of_a_long_one(gate: Gate, one: Lanes[str, str]) -> None:
    long = one.submit([f"long {n}" for n in range(50)])
    gate.wait_for_start()
    short = one.submit(["short"])
    gate.let_through(2)

    assert short.result(PATIENCE_S) == ["SHORT"]
    assert gate.begun[:2] == ["long 0", "short"]
    assert not long.done()


def test_long_requests_take_turns(gate: Gate, one: Lanes[str, str]) -> None:
    large = one.submit([f"large {n}" for n in range(100)])
    gate.wait_for_start()
    small = one.submit([f"small {n}" for n in range(10)])
    gate.let_through(25)

    assert len(small.result(PATIENCE_S)) == 10
    assert not large.done()


def test_results_come_in_the_order_of_their_pieces(gate: Gate) -> None:
    many = Lanes(gate.work, threads=4, name="test")
    gate.let_through()
    pieces = [f"piece {n}" for n in range(300)]
    result = many.submit(pieces).result(PATIENCE_S)
    many.close()

    assert result == [piece.upper() for piece in pieces]


def test_what_a_caller_gave_up_is_not_begun(gate: Gate, one: Lanes[str, str]) -> None:
    lost = one.submit([f"lost {n}" for n in range(50)])
    gate.wait_for_start()
    lost.cancel()
    kept = one.submit(["kept"] * 9)
    gate.let_through()

    assert len(kept.result(PATIENCE_S)) == 9
    assert gate.begun == ["lost 0", *["kept"] * 9]
    with pytest.raises(CancelledError):
        lost.result(0)


def test_a_failure_goes_to_the_caller_and_the_thread_lives_on(gate: Gate, one: Lanes[str, str]) -> None:
    gate.let_through()
    with pytest.raises(ValueError, match="bad"):
        one.submit(["good", "bad", "good"]).result(PATIENCE_S)

    assert one.submit(["good"]).result(PATIENCE_S) == ["GOOD"]


def test_two_failures_of_one_request_are_told_once(gate: Gate) -> None:
    two = Lanes(gate.work, threads=2, name="test")
    request = two.submit(["bad", "bad"])
    gate.wait_for_start()
    gate.wait_for_start()
    gate.let_through()
    with pytest.raises(ValueError, match="bad"):
        request.result(PATIENCE_S)

    assert two.submit(["good"]).result(PATIENCE_S) == ["GOOD"]
    two.close()


def _wait_until_closed(one: Lanes[str, str]) -> None:
    for _ in range(500):
        try:
            one.submit(["probe"])
        except Unavailable:
            return
        time.sleep(0.01)


def test_closing_tells_those_who_wait(gate: Gate, one: Lanes[str, str]) -> None:
    waiting = one.submit([f"piece {n}" for n in range(20)])
    gate.wait_for_start()
    closing = threading.Thread(target=one.close)
    closing.start()
    _wait_until_closed(one)
    gate.let_through()
    closing.join(PATIENCE_S)

    with pytest.raises(Unavailable, match="closed"):
        waiting.result(PATIENCE_S)
    with pytest.raises(Unavailable, match="closed"):
        one.submit(["late"])


def test_the_queue_has_a_limit(gate: Gate, one: Lanes[str, str]) -> None:
    one.submit(["first"])
    gate.wait_for_start()
    for _ in range(lanes.WAITING_LIMIT):
        one.submit(["waiting"])

    with pytest.raises(Unavailable, match="wait for the embedder already"):
        one.submit(["one too many"])
