"""The envelope: what is sealed opens in its own place alone, and looks the same in every version."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuo.adapters.postgres.sealing import PersonKey, RootKey
from continuo.domain.errors import Broken
from continuo.ground.sealing import derived, opened, seal

TENANT, ANA, BOB = UUID(int=1), UUID(int=2), UUID(int=3)
KEY = bytes(range(32))


@given(plain=st.binary(max_size=500), place=st.text(max_size=60))
def test_what_was_sealed_opens_in_its_place(plain: bytes, place: str) -> None:
    assert opened(KEY, seal(KEY, plain, place), place) == plain


@given(plain=st.binary(max_size=60), flip=st.integers(min_value=0))
def test_a_single_changed_bit_is_noticed(plain: bytes, flip: int) -> None:
    sealed = bytearray(seal(KEY, plain, "place"))
    bit = flip % (8 * len(sealed))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Broken):
        opened(KEY, bytes(sealed), "place")


def test_a_sealed_field_moved_elsewhere_does_not_open() -> None:
    ana = PersonKey(TENANT, ANA, KEY)
    sealed = ana.seal("event", UUID(int=9), b"my words")
    places = [("event", UUID(int=8)), ("fact", UUID(int=9)), ("session", UUID(int=9))]
    for table, row in places:
        with pytest.raises(Broken):
            ana.open(table, row, sealed)
    for stranger in (PersonKey(TENANT, BOB, KEY), PersonKey(UUID(int=7), ANA, KEY)):
        with pytest.raises(Broken):
            stranger.open("event", UUID(int=9), sealed)
    assert ana.open("event", UUID(int=9), sealed) == b"my words"


def test_the_same_words_are_never_sealed_the_same_way_twice() -> None:
    assert len({seal(KEY, b"again", "place") for _ in range(100)}) == 100


def test_keys_follow_from_one_another_and_no_further() -> None:
    root = RootKey(KEY)
    tenant = root.tenant(TENANT, root.new_tenant(TENANT))
    person = tenant.person(ANA, tenant.new_person(ANA))
    assert len({root.secret, tenant.secret, person.secret, person.hashing_key("terms"), root.context_key()}) == 5
    with pytest.raises(Broken):
        root.tenant(UUID(int=5), root.new_tenant(TENANT))
    with pytest.raises(Broken):
        tenant.person(BOB, tenant.new_person(ANA))


def test_published_vectors_still_hold() -> None:
    """Made once with the same primitives by hand; a change here means that nothing stored can be read any more."""
    sealed = bytes.fromhex("01000102030405060708090a0b" + PUBLISHED_CIPHERTEXT)
    assert opened(KEY, sealed, "tenant|person|event|sealed|row") == b"I live in Lisbon."
    assert derived(KEY, "terms").hex() == PUBLISHED_DERIVED


PUBLISHED_CIPHERTEXT = "0e22ba72b380e272e361dbe2c28b1703adccd43795d99c20f002f692f9d4cc6f18"
PUBLISHED_DERIVED = "d55fb0202ea2898fc570dbcf42b540a481ba004523684248f08e2cf309e563e9"
