"""Texts that a careless expression would never have done with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[5]
READING = "import sys; from tests.saying import read; read(*sys.stdin.read().split(chr(0)))"
FILLERS = (" ", "\t", "\u00a0", ", ", ". ", "- ", "a-", "ha", "1,", "the ", "Ab and ", "my my ", "very ")


@pytest.mark.parametrize("length", [60, 400])
def test_no_text_keeps_a_reader_busy_for_long(length: int) -> None:
    hostile = [f"named my last {filler * length}my always, I live in {filler * length}used" for filler in FILLERS]

    # In another process: an expression that takes for ever cannot be interrupted in this one.
    ended = subprocess.run([sys.executable, "-c", READING], input="\0".join(hostile), text=True, timeout=120, cwd=ROOT)
    assert ended.returncode == 0
