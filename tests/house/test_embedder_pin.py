"""The embedder's weights are pinned twice, in the code and in the requirements; both pins say the same."""

from __future__ import annotations

from pathlib import Path

from continuo.adapters.onnx.weights import PUBLISHED

PIN = Path(__file__).parents[2] / "requirements" / "weights.txt"


def test_the_code_pins_the_wheel_that_the_requirements_pin() -> None:
    lines = [line for line in PIN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]

    assert "".join(lines).split() == [PUBLISHED.requirement, "\\", f"--hash=sha256:{PUBLISHED.wheel_sha256}"]
