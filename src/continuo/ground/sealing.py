"""Words under lock: AES-256-GCM, bound to the place where they lie.

A sealed field is ``version (1 byte) | nonce (12) | ciphertext | tag (16)``. The associated data names the place, so
that a ciphertext moved to another place does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from continuo.domain.errors import Broken

KEY_BYTES = 32
_VERSION = b"\x01"
_NONCE_BYTES = 12


def derived(key: bytes, use: str) -> bytes:
    """Return a key for one use, 32 bytes, from which neither the first key nor any other use can be told."""
    return hmac.new(key, b"continuo " + use.encode(), hashlib.sha256).digest()


def seal(key: bytes, plain: bytes, place: str) -> bytes:
    """Return the words sealed for one place, such as ``tenant|subject|event|sealed|row``."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def opened(key: bytes | AESGCM, sealed: bytes, place: str) -> bytes:
    """Return the words sealed for this place.

    Args:
        key: as bytes, or made ready for many fields.

    Raises:
        Broken: another key, another place, or altered bytes.
    """
    if len(sealed) < 1 + _NONCE_BYTES + 16 or sealed[:1] != _VERSION:
        raise Broken(f"what is stored at {place} is not a sealed field")
    nonce = sealed[1 : 1 + _NONCE_BYTES]
    cipher = AESGCM(key) if isinstance(key, bytes) else key
    try:
        return cipher.decrypt(nonce, sealed[1 + _NONCE_BYTES :], place.encode())
    except InvalidTag as error:
        raise Broken(f"the sealed field at {place} does not open: altered, moved, or another key") from error
