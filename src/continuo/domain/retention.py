"""How long a tenant keeps which kind of memory."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from continuo.domain.errors import Invalid
from continuo.domain.item import Kind

LONGEST_DAYS = 36_500


class Action(StrEnum):
    """What becomes of memories that have reached their age."""

    KEEP = "keep"
    SUMMARISE = "summarise"  # of passages: they go where an episode tells what was said
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """What happens to one kind of memory.

    Facts that are pinned, that never fade, or that were handed out within the time are kept in any case; a fact that
    goes leaves recall and context, and stays readable with its history.

    Args:
        after_days: age at which it happens, 1 to 36,500 days: of passages since they were said, of facts since they
            were last said, of episodes since they ended.
    """

    kind: Kind
    action: Action
    after_days: int


def checked_rule(rule: RetentionRule) -> RetentionRule:
    """Return the rule if it can be kept; raises Invalid naming the field."""
    if not 1 <= rule.after_days <= LONGEST_DAYS:
        raise Invalid("after_days", f"must be 1 to {LONGEST_DAYS}")
    if rule.action is Action.SUMMARISE and rule.kind is not Kind.PASSAGE:
        raise Invalid("action", "summarise is for passages: facts and episodes are summaries already")
    return rule
