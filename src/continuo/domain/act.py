"""What was decided about memories after they were made: journaled beside the turns, so a rebuild decides the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class ActKind(StrEnum):
    """What was decided."""

    CORRECT = "correct"
    RETRACT = "retract"
    RESTORE = "restore"
    PIN = "pin"
    UNPIN = "unpin"
    SETTLE = "settle"
    COMPACT = "compact"
    SEPARATE = "separate"
    EXPIRE = "expire"
    FOLD_EPISODES = "fold_episodes"
    UNFOLD_EPISODE = "unfold_episode"
    DISTIL = "distil"
    MERGE_ENTITIES = "merge_entities"
    SPLIT_ENTITY = "split_entity"


ABOUT_FACTS = frozenset(
    {
        ActKind.CORRECT,
        ActKind.RETRACT,
        ActKind.RESTORE,
        ActKind.PIN,
        ActKind.UNPIN,
        ActKind.SETTLE,
        ActKind.COMPACT,
        ActKind.SEPARATE,
    }
)
"""Acts that bear on one slot, and are read again whenever its facts are worked out."""


ABOUT_EPISODES = frozenset({ActKind.FOLD_EPISODES, ActKind.UNFOLD_EPISODE})
"""Acts that take episodes out of force, and put them back."""


@dataclass(frozen=True, slots=True)
class Act:
    """One decision, in its place among a person's runs.

    Args:
        number: shares one count with the runs, from 1: acts and runs are replayed in this order.
        at: when it was decided.
        payload: what the kind needs, as plain JSON values; sealed in the store.
        about: of acts about facts, whom the slot is about.
        predicate: of acts about facts, the slot's predicate.
    """

    number: int
    kind: ActKind
    at: datetime
    payload: Mapping[str, Any]
    about: str = ""
    predicate: str = ""
