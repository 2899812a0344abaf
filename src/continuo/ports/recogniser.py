"""Text in, mentions of entities out."""

from __future__ import annotations

from typing import Protocol

from continuo.domain.entity import Mention


class Recogniser(Protocol):
    """Finds the people, places and things that a turn speaks of.

    A recogniser knows nothing of other turns: which mentions mean the same entity is decided elsewhere.
    """

    @property
    def version(self) -> str:
        """Return the name and version of the recogniser; whatever may change an answer changes it."""

    def recognise(self, text: str, *, speaker: str) -> tuple[Mention, ...]:
        """Return the mentions in a text, in order of their places.

        Mentions do not overlap, and each one's words are those of the text at its place. The same text and speaker
        give the same mentions in every process. Any text is read without an error, in time that grows no faster
        than its length; text beyond the recogniser's reach is left unread. No words give no mentions. It may be
        called from several threads at once.

        Args:
            speaker: the name of the one who speaks; empty for the user or the assistant themselves. "My sister" is
                this person's sister.
        """
