"""Where one lives, lived and comes from."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import (
    DO_NOT,
    I_AM,
    I_DID,
    I_DO,
    WE_ARE,
    Pattern,
    did,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape

_BACK = r"(?:back\s+|over\s+|out\s+|down\s+|up\s+|here\s+)*"
_FROM = r"(?:from\s+[A-Za-z]+(?:\s+[A-Z]\w+)?\s+)?"

PATTERNS: tuple[Pattern, ...] = (
    said("lives_in", rf"(?:i|we)\s+{DO_NOT}live\s+(?:in|at|near)\s+", Shape.PLACE, affirmed=False),
    said(
        "lives_in",
        r"(?:i|we)(?:'ve|\s+have)?\s+(?:just\s+|recently\s+)?moved\s+(?:out\s+of|away\s+from)\s+",
        Shape.PLACE,
        affirmed=False,
    ),
    said("lives_in", r"(?:i|we)\s+used\s+to\s+(?:live|reside)\s+(?:over\s+)?in\s+", Shape.PLACE, past=True),
    said(
        "lives_in",
        r"(?:i|we)\s+(?:lived|was\s+living|were\s+living|had\s+been\s+living)\s+(?:over\s+)?in\s+",
        Shape.PLACE,
        past=True,
        confidence=0.85,
    ),
    said("lives_in", r"(?:i|we)(?:'ve|\s+have)\s+(?:always\s+|been\s+)*liv(?:ed|ing)\s+in\s+", Shape.PLACE),
    said(
        "lives_in",
        rf"{I_DO}(?:live|reside)\s+(?:\w+ly\s+)?(?:with\s+[^.!?;,\n]{{2,40}}?\s+(?=in\s))?{_BACK}(?:in"
        rf"|near|outside(?:\s+of)?|on(?=\s+an?\s))\s+",
        Shape.PLACE,
    ),
    said(
        "lives_in",
        rf"{WE_ARE}(?:living|based|located|residing|settled)\s+{_BACK}(?:in|near|outside(?:\s+of)?|out\s+of)\s+",
        Shape.PLACE,
    ),
    said("lives_in", r"i'?m\s+(?:[1-9]\d\s+and\s+)(?:living|based)\s+in\s+", Shape.PLACE),
    *did("lives_in", rf"(?:moved|relocated)\s+{_BACK}{_FROM}to\s+", Shape.PLACE, confidence=0.85),
    mine("lives_in", r"my\s+(?:home|apartment|flat|house|place)\s+is\s+(?:\w+\s+)?in\s+", Shape.PLACE, confidence=0.8),
    said("from", rf"{I_AM}from\s+", Shape.PLACE),
    said("from", rf"{I_DO}come\s+from\s+", Shape.PLACE, confidence=0.85),
    said("from", rf"{I_DID}(?:was\s+)?(?:born|raised)(?:\s+and\s+(?:raised|bred))?\s+in\s+", Shape.PLACE),
    said("from", rf"{I_DID}(?:grew|grown)\s+up\s+in\s+", Shape.PLACE, confidence=0.85),
    opening("from", r"(?:originally|im)\s+from\s+", Shape.PLACE, confidence=0.85),
    mine("from", r"my\s+(?:hometown|home\s+town|home\s+country|homeland)(?:'s|\s+is|,)\s+", Shape.PLACE),
)
