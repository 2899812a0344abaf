"""Reads the root key, or makes it at the first start."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from continuo.domain.errors import Misconfigured

KEY_BYTES = 32


def parsed(text: str, *, at: str) -> bytes:
    """Return the key written as 64 hexadecimal digits.

    Raises:
        Misconfigured: it is written otherwise; ``at`` says where.
    """
    try:
        key = bytes.fromhex(text.strip())
    except ValueError as error:
        raise Misconfigured(f"{at} is not a root key: it must be 64 hexadecimal digits") from error
    if len(key) != KEY_BYTES:
        raise Misconfigured(f"{at} is not a root key: it must be 64 hexadecimal digits, it has {2 * len(key)}")
    return key


def read_or_make(path: Path) -> bytes:
    """Return the root key of a file, made at first with mode 600; two processes that make it at once get the same.

    Raises:
        Misconfigured: the file can be read by others, holds something else, or cannot be made.
    """
    try:
        _make(path)
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"the root key {path} cannot be read or made: {type(error).__name__}") from error
    if mode & 0o077:
        raise Misconfigured(f"the root key {path} can be read by others: chmod 600 it")
    return parsed(text, at=str(path))


def _make(path: Path) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as handle:
            handle.write(secrets.token_hex(KEY_BYTES) + "\n")
            handle.flush()
            os.fsync(handle.fileno())
        # A link fails where the name is taken, so that whoever comes second keeps the first one's key.
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
