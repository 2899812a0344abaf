"""continuo's own context blocks, recognised where an application hands them back as part of what was said.

What was recalled is never learned again: else a memory would become its own witness.
"""

from __future__ import annotations

import re

_FRAME = re.compile(
    r"<memory id=\"(?P<mark>[0-9a-f]{8})\"[^<>\n]{0,200}>.*?(?:</memory id=\"(?P=mark)\">|\Z)", re.DOTALL
)


def without_frames(text: str) -> str:
    """Return the text with every context block blanked out; all other characters keep their places.

    A block that lost its end hides the rest of the text: nobody can tell where the person's own words begin.

    >>> without_frames('<memory id="0a1b2c3d">x</memory id="0a1b2c3d"> hi').strip()
    'hi'
    """
    return _FRAME.sub(_blank, text) if "<memory id=" in text else text


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if c == "\n" else " " for c in match.group())
