"""Facts as they lie in their rows: what is searched in the open, all words in one sealed field."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from continuo.domain.fact import Evidence, Fact, Status, Tier
from continuo.domain.turn import Source


def words(fact: Fact) -> bytes:
    """Return the words of a fact, to be sealed."""
    return _dumped({"about": fact.about, "object": fact.object, "statement": fact.statement})


def fact_of(row: Sequence[Any], spoken: bytes, evidence: Sequence[Evidence]) -> Fact:
    """Return the fact of a row of ``find_facts``, with its opened words and its evidence."""
    (
        fact_id,
        status,
        confidence,
        tier,
        said_at,
        valid_from,
        valid_to,
        recorded_at,
        superseded_by,
        _,
        purposes,
        predicate,
        pinned,
        unsure,
    ) = row
    said = json.loads(spoken)
    return Fact(
        fact_id=fact_id,
        about=said["about"],
        predicate=predicate,
        object=said["object"],
        statement=said["statement"],
        confidence=round(float(confidence), 6),
        tier=Tier(tier),
        status=Status(status),
        said_at=said_at,
        valid_from=valid_from,
        valid_to=valid_to,
        recorded_at=recorded_at,
        superseded_by=superseded_by,
        evidence=tuple(_with_words(e, said, confidence) for e in evidence),
        purposes=tuple(purposes),
        pinned=pinned,
        unsure=unsure,
    )


def _with_words(evidence: Evidence, said: dict[str, Any], confidence: float) -> Evidence:
    """Return a saying with words: one that was stored before sayings had any has those of its fact."""
    if evidence.object or evidence.statement:
        return evidence
    return replace(evidence, object=said["object"], statement=said["statement"], confidence=round(float(confidence), 6))


def saying_words(evidence: Evidence) -> bytes:
    """Return the words of a saying, to be sealed."""
    return _dumped({"object": evidence.object, "statement": evidence.statement})


def saying_of(row: Sequence[Any], speaker: str, spoken: bytes | None) -> Evidence:
    """Return the saying of a row of ``read_evidence``, with its opened words; without any it has none of its own."""
    _, session_id, position, start, end, affirmed, said_at, _, ordinal, read_by, confidence, tier, *times, _ = row
    said = json.loads(spoken) if spoken is not None else {"object": "", "statement": ""}
    return Evidence(
        source=Source(session_id, position, start, end),
        speaker=speaker,
        said_at=said_at,
        affirmed=affirmed,
        ordinal=ordinal,
        object=said["object"],
        statement=said["statement"],
        confidence=round(float(confidence), 6) if confidence is not None else 0.0,
        tier=Tier(tier) if tier is not None else Tier.SELF,
        valid_from=times[0],
        valid_to=times[1],
        read_by=read_by,
    )


def snapshot(fact: Fact | None) -> dict[str, Any] | None:
    """Return the fact as plain JSON values, for its history."""
    if fact is None:
        return None
    return {
        "fact_id": str(fact.fact_id),
        "about": fact.about,
        "predicate": fact.predicate,
        "object": fact.object,
        "statement": fact.statement,
        "confidence": fact.confidence,
        "tier": int(fact.tier),
        "status": fact.status.value,
        "said_at": fact.said_at.isoformat(),
        "valid_from": fact.valid_from.isoformat() if fact.valid_from else None,
        "valid_to": fact.valid_to.isoformat() if fact.valid_to else None,
        "recorded_at": fact.recorded_at.isoformat(),
        "superseded_by": str(fact.superseded_by) if fact.superseded_by else None,
        "evidence": [_evidence_snapshot(e) for e in fact.evidence],
        "purposes": list(fact.purposes),
        "pinned": fact.pinned,
        "unsure": fact.unsure,
    }


def fact_of_snapshot(kept: dict[str, Any] | None) -> Fact | None:
    """Return the fact of a snapshot."""
    if kept is None:
        return None
    moments = {
        name: datetime.fromisoformat(kept[name]) if kept[name] else None
        for name in ("said_at", "valid_from", "valid_to", "recorded_at")
    }
    return Fact(
        **{
            **kept,
            **moments,
            "fact_id": UUID(kept["fact_id"]),
            "tier": Tier(kept["tier"]),
            "status": Status(kept["status"]),
            "superseded_by": UUID(kept["superseded_by"]) if kept["superseded_by"] else None,
            "evidence": tuple(_evidence_of(e) for e in kept["evidence"]),
            "purposes": tuple(kept["purposes"]),
        }
    )


def change_words(before: Fact | None, after: Fact) -> bytes:
    """Return both sides of a change, to be sealed."""
    return _dumped({"before": snapshot(before), "after": snapshot(after)})


def _evidence_snapshot(evidence: Evidence) -> dict[str, Any]:
    source = evidence.source
    return {
        "source": [str(source.session_id), source.position, source.start, source.end],
        "speaker": evidence.speaker,
        "said_at": evidence.said_at.isoformat(),
        "affirmed": evidence.affirmed,
        "ordinal": evidence.ordinal,
        "object": evidence.object,
        "statement": evidence.statement,
        "confidence": evidence.confidence,
        "tier": int(evidence.tier),
        "valid_from": evidence.valid_from.isoformat() if evidence.valid_from else None,
        "valid_to": evidence.valid_to.isoformat() if evidence.valid_to else None,
        "read_by": evidence.read_by,
    }


def _evidence_of(kept: dict[str, Any]) -> Evidence:
    session_id, position, start, end = kept["source"]
    times = {
        name: datetime.fromisoformat(kept[name]) if kept.get(name) else None for name in ("valid_from", "valid_to")
    }
    return Evidence(
        **{
            **kept,
            **times,
            "source": Source(UUID(session_id), position, start, end),
            "said_at": datetime.fromisoformat(kept["said_at"]),
            "tier": Tier(kept.get("tier", Tier.SELF)),
        }
    )


def _dumped(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
