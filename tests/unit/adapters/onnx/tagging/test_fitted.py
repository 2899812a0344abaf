"""The small file that ships: read whole, or refused with a remedy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from continuo.adapters.onnx.tagging.fitted import FILE, read_fitted
from continuo.domain.errors import Misconfigured


def test_what_ships_is_small_and_whole() -> None:
    assert FILE.stat().st_size <= 1_000_000
    assert read_fitted()["head.weight"].dtype == np.float16


def test_a_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    cut = tmp_path / "cut.npz"
    cut.write_bytes(FILE.read_bytes()[:-2_000])

    with pytest.raises(Misconfigured, match="install continuo anew"):
        read_fitted(cut)


def test_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    content = bytearray(FILE.read_bytes())
    content[len(content) // 2] ^= 0xFF
    flipped = tmp_path / "flipped.npz"
    flipped.write_bytes(content)

    with pytest.raises(Misconfigured, match="CRC"):
        read_fitted(flipped)


def test_what_would_have_to_be_executed_is_refused(tmp_path: Path) -> None:
    pickled = tmp_path / "pickled.npz"
    with pickled.open("wb") as file:
        np.savez(file, predicates=np.array([{}], dtype=object))

    with pytest.raises(Misconfigured):
        read_fitted(pickled)


def test_a_head_of_another_shape_is_refused(tmp_path: Path) -> None:
    arrays = read_fitted()
    other = tmp_path / "other.npz"
    with other.open("wb") as file:
        np.savez(file, **arrays | {"predicates": arrays["predicates"][:-1]})

    with pytest.raises(Misconfigured, match="does not fit"):
        read_fitted(other)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        read_fitted(tmp_path / "none.npz")
