"""What a language model concluded from the turns of one run: part of the journal, for no replay can ask it again."""

from __future__ import annotations

from dataclasses import dataclass

from continuo.domain.fact import Candidate


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The statements of one run as they were believed, whoever read them.

    Args:
        run: the number of the run among the person's runs.
        extractor: version of what read the turns, such as ``llm-1:small-model``.
        candidates: every statement of the run in order, those of parts that the rules read included.
    """

    run: int
    extractor: str
    candidates: tuple[Candidate, ...]
