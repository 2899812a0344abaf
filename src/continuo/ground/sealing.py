"""Words under lock: AES-256-GCM, bound to the place where they lie.

A sealed field is ``version (1 byte) | nonce (12) | ciphertext | tag (16)``. The associated data names the place, so
that a ciphertext moved to another place does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Sequence

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


def seal_together(key: bytes, plain: Sequence[bytes], places: Sequence[str]) -> list[bytes]:
    """Return several fields sealed, each for its place; key and chance are fetched once, which is most of the cost."""
    cipher, chance = AESGCM(key), os.urandom(_NONCE_BYTES * len(plain))
    nonces = [chance[n : n + _NONCE_BYTES] for n in range(0, len(chance), _NONCE_BYTES)]
    return [
        _VERSION + nonce + cipher.encrypt(nonce, words, place.encode())
        for nonce, words, place in zip(nonces, plain, places, strict=True)
    ]


def opened_together(key: bytes, sealed: Sequence[bytes], places: Sequence[str]) -> list[bytes]:
    """Return the words of several fields; the key is made ready once.

    Raises:
        Broken: of any of them, another key, another place, or altered bytes.
    """
    cipher = AESGCM(key)
    begin = 1 + _NONCE_BYTES
    try:
        return [
            cipher.decrypt(field[1:begin], field[begin:], place.encode())
            for field, place in zip(sealed, places, strict=True)
        ]
    except (InvalidTag, ValueError) as error:
        raise Broken("a sealed field does not open: altered, moved, or another key") from error
