"""What a tenant's work with language models has cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from continuo.domain.errors import Invalid
from continuo.domain.spending import Spending
from continuo.ports.spending import SpendingStore

LONGEST_PERIOD = timedelta(days=366)
"""The longest stretch of days that one question may cover."""


class Usage:
    """Answers what was spent."""

    def __init__(self, spending: SpendingStore) -> None:
        self._spending = spending

    async def list(self, tenant_id: UUID, since: date, until: date) -> Sequence[Spending]:
        """Return what the tenant spent from one day to another, both included, newest day first.

        Raises:
            Invalid: the period ends before it begins, or is longer than ``LONGEST_PERIOD``.
        """
        if until < since:
            raise Invalid("until", "must not lie before since")
        if until - since > LONGEST_PERIOD:
            raise Invalid("since", f"must lie at most {LONGEST_PERIOD.days} days before until")
        return await self._spending.list(tenant_id, since, until)
