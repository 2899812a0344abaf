"""What a language model concluded from the turns of one run: part of the journal, for no replay can ask it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from continuo.domain.episode import RecapLine
from continuo.domain.fact import Candidate

Recaps = Mapping[tuple[int, int], tuple[RecapLine, ...]]
"""What a model told again, by the first and the last position of the stretch."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The statements of one run as they were believed, whoever read them.

    Args:
        run: the number of the run among the person's runs.
        extractor: version of what read the turns, such as ``llm-1:small-model``.
        candidates: every statement of the run in order, those of parts that the rules read included.
        recaps: of the episodes that the run closed, as far as a model's was believed.
    """

    run: int
    extractor: str
    candidates: tuple[Candidate, ...]
    recaps: Recaps = field(default_factory=dict)
