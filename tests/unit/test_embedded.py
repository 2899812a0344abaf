"""What a memory within a program settles for itself."""

from __future__ import annotations

import pytest

from continuo.embedded import _alone
from continuo.settings import NO_REDIS, Settings


@pytest.mark.parametrize(("named", "used"), [("", NO_REDIS), (NO_REDIS, NO_REDIS), ("redis://here", "redis://here")])
def test_a_memory_within_a_program_starts_no_server_to_share_with_nobody(
    named: str, used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTINUO_REDIS_URL", named)

    url = _alone(Settings()).redis_url

    assert url is not None
    assert url.get_secret_value() == used
