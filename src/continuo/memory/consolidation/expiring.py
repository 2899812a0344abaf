"""What has reached the age at which its tenant lets it go, and how it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from continuo.domain.act import Act, ActKind
from continuo.domain.item import Kind
from continuo.domain.predicates import Fading, Predicates
from continuo.domain.retention import Action, RetentionRule
from continuo.ports.acts import NewAct
from continuo.ports.retention import Due
from continuo.ports.storage import Transaction


async def due(tx: Transaction, rules: Sequence[RetentionRule], predicates: Predicates, now: datetime) -> Due:
    """Return what the rules would take now; nothing is changed."""
    found = Due()
    for rule in rules:
        if rule.action is Action.KEEP:
            continue
        before = now - timedelta(days=rule.after_days)
        if rule.kind is Kind.PASSAGE:
            only_told = rule.action is Action.SUMMARISE
            count = await tx.expiry.count_passages(before, only_told=only_told)
            found = replace(found, passages=count, passages_before=before, only_told=only_told)
        elif rule.kind is Kind.FACT:
            old = await tx.expiry.old_facts(before)
            fading = (i for i, predicate in old if predicates.of(predicate).fading is not Fading.NEVER)
            found = replace(found, facts=tuple(fading))
        else:
            found = replace(found, episodes=tuple(await tx.expiry.old_episodes(before)))
    return found


def expiry(found: Due) -> NewAct:
    """Return the act that takes it away."""
    before = found.passages_before if found.passages else None
    payload = {
        "passages_before": before.isoformat() if before is not None else None,
        "only_told": found.only_told,
        "facts": [str(i) for i in found.facts],
        "episodes": [str(i) for i in found.episodes],
    }
    return NewAct(ActKind.EXPIRE, payload)


async def expire(tx: Transaction, act: Act) -> None:
    """Take away what the act names: out of recall and context; facts and their history stay readable."""
    before = act.payload["passages_before"]
    if before is not None:
        await tx.expiry.drop_passages(datetime.fromisoformat(before), only_told=act.payload["only_told"])
    episodes = [UUID(i) for i in act.payload["episodes"]]
    await tx.episodes.replace(episodes, at=act.at)
    await tx.items.drop([*(UUID(i) for i in act.payload["facts"]), *episodes])
