"""Hides what a speaker puts before us as somebody's or nobody's words: lines of a novel, forms, dialogues, parts."""

from __future__ import annotations

import re

from continuo.memory.consolidation.extraction.vocabulary import OCCUPATIONS

_MATERIAL = (
    r"(?:opening|first|last|closing|punch)\s+lines?|captions?|lyrics?|subtitles?|sub|tag-?lines?|slogans?|headlines?"
    r"|verses?|chorus|poems?|haikus?|limericks?|novel|short\s+story|fan-?fic\w*|scripts?|screenplay|scenes?"
    r"|dialogues?|monologues?|transcripts?|chapters?|diary\s+entry|song|rap|jokes?|riddles?|memes?|quotes?|quotation"
    r"|sentences?|paragraphs?|texts?|drafts?|essays?|letters?|e-?mails?|messages?|dm|sms|voicemail|posts?"
    r"|tweets?|comments?|reviews?|testimonials?|bio|bios|cv|resume|résumé|profile|cover\s+letter|application|ad|ads"
    r"|adverts?|listing|posting|forms?|questionnaire|speech|toast|slides?|signs?|t-?shirt|sticker|personas?"
    r"|characters?|npc|avatar|examples?|case(?:\s+study)?|vignette|scenario|template|sample|flash-?cards?|excerpt|extract"
)
_OWN = re.compile(
    r"\b(?:my|our)\s+(?:\w+\s+)?(?:bio|profile|cv|resume|résumé|details|info|form|data|application)\b"
    r"|\b(?:about\s+me|for\s+me|my\s+case|fyi|context|background|details|situation)\b"
    r"|\bfor\s+(?:the|an?|my|our|this|that)\s+(?:\w+\s+){0,2}(?:forms?|application|cv|profile|questionnaire)\b"
    r"|^\W*(?:bio|profile|cv|form|application|quick\s+(?:bio|profile))\s*:",
    re.IGNORECASE,
)
_LABEL = re.compile(
    rf"(?:^|(?<=[.!?\n]\s)|(?<=\n))[^:.!?\n]{{0,80}}?(?<![\w'-])(?:{_MATERIAL}"
    r"|(?:he|she|they|my\s+\w+|the\s+\w+|[A-Z]\w+)\s+(?:just\s+)?(?:wrote|says?|said|texted|posted|sent|replied|goes|report(?:s|ed)"
    r"|explain(?:s|ed)|asked|answer(?:s|ed)|claim(?:s|ed)|t(?:ells|old)\s+\w+)"
    r"|(?:reply|answer|feedback|statement|note)\s+from|overheard|lines?\s+(?:like|such\s+as)"
    r"|(?:check|proof\s?read|review|grade|mark|type\s+up|clean\s+up)\s+(?:this|these|the\s+following)(?:\s+\w+)?)"
    r"(?![\w'-])[^:.!?\n]{0,50}:(?=\s)",
    re.IGNORECASE | re.MULTILINE,
)
_LINE_ASKED = re.compile(
    r"\b(?:is|are|would|how(?:'s|\s+is|\s+about)|what\s+(?:about|do\s+you\s+think\s+(?:of|about)))\s+(?:this|these|that"
    r"|the\s+following)\b[^.?!:\n]{0,40}\b(?:lines?|captions?|lyrics?|subtitles?|tag-?line|slogan|sentence|verse|poem"
    r"|haiku|opening|opener|intro|quote|title|phrase|translation|grammar|english)\b[^.?!:\n]{0,40}[?:]\s"
    r"|\bdoes\s+(?:this|it|that|the\s+following)\s+(?:sound|read|look|make\s+sense|work)\b[^.?!:\n]{0,40}[?:]\s",
    re.IGNORECASE,
)
_OTHERS = (
    r"he|she|they|him|her|mum|mom|mama|mother|dad|papa|father|wife|husband|sister|brother|sis|bro|gran|grandma|grandpa"
    r"|son|daughter|boss|teacher|doctor|doc|nurse|neighbou?r|landlord|landlady|friend|colleague|coworker|client"
    r"|customer|patient|tenant|student|roommate|flatmate|boyfriend|girlfriend|bf|gf|ex|therapist|coach|waiter|cop"
    r"|recruiter|interviewer|caller|guest|kid|kids|narrator|hero|villain|q|a|everyone|nobody|people"
)
_SPOKEN = re.compile(
    rf"(?:^|(?<=[.!?\n]\s)|(?<=\n))(?:also\s+|and\s+|then\s+|my\s+|the\s+|me\s+to\s+\w+\s*)*"
    rf"(?:(?:{_OTHERS})|(?-i:[A-Z][a-z]+))\s*:[ \t]+(?=[\"“']?(?:i|i'm|im|i've|my|we|our|you)\b)[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_SPEAKER_WORDS = (
    "me background context note notes update edit question problem situation info fyi ps goal issue request task also "
    "today work home hobbies reminder correction intro introduction summary history details fact facts answer status "
    "reason age job family diet health budget plan plans location pets allergies money tip warning news help"
)
_NOT_SPEAKERS = frozenset(_NOT_SPEAKER_WORDS.split())
_FORM_OF_ANOTHER = re.compile(
    r"(?:^[ \t]*[A-Z][\w' /-]{1,30}:[^\n]*\n)*"
    r"^[ \t]*(?:applicant|tenant|patient|client|customer|candidate|guest|student|pupil|employee|passenger|buyer|seller"
    r"|claimant|insured|witness|defendant|attendee|participant|user|lead|contact)\b[^:\n]{0,20}:[^\n]*"
    r"(?:\n[ \t]*[A-Z][\w' /-]{1,30}:[^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
_PLAY = re.compile(
    r"\brole[\s-]?play\s*(?:[:.,!–-]|\s(?:with|as|where|in\s+which|time)\b)"
    r"|\b(?:let'?s|can\s+we|wanna|want\s+to|we)\s+(?:do\s+(?:a\s+|some\s+)?|try\s+(?:a\s+)?)?role[\s-]?play"
    r"|\b(?:let'?s|we)\s+(?:act\s+out|improvise|play\s+(?:out\s+)?a\s+(?:scene|game\s+where|game[:.,]))"
    r"|\bin\s+character\s*:",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"\b(?:you(?:'re|\s+are|\s+play|\s+be|'ll\s+be)|ur)\s+(?:the|an?|my)\s+(?P<part>[^.!?,;:\n]{2,50}?)"
    r"(?:\s+and|\s*[,;.])\s+(?:and\s+)?(?:i'm|i\s+am|im|i\s+play|i'll\s+be)\b",
    re.IGNORECASE,
)
_PARTS_PLAYED = (
    "king queen prince princess wizard witch pirate dragon knight elf vampire villain hero robot alien customer "
    "bartender shopkeeper interviewer genie judge spy suspect guard ghost zombie merchant examiner host captain"
)
_PART_WORDS = frozenset(_PARTS_PLAYED.split())
_AFTER = re.compile(
    r"\b(?:stop|the\s+end|end\s+(?:of\s+)?(?:scene|role|game)|enough|out\s+of\s+character|ooc|for\s+real|real\s+me"
    r"|real\s+life|irl|really\s+though|seriously|thanks|thank\s+you|that'?s\s+(?:all|it|for)|back\s+to|new\s+topic"
    r"|different\s+(?:topic|question)|unrelated|game\s+over|ok\s+done)\b",
    re.IGNORECASE,
)
MOST_TURNS_OF_A_PLAY = 8
"""Turns of a speaker after which a role play that nobody ended is taken to be over."""


_LONGEST_GAP = 3
"""Blanks after a label; more of them are a quotation that was hidden before, and what follows it is said."""


def without_shown(text: str) -> str:
    """Return the text with lines of nobody's and of others blanked out; every character keeps its place."""
    if ":" in text:
        text = _FORM_OF_ANOTHER.sub(_blank, text)
        text = _SPOKEN.sub(_without_speech, text)
        for label in _LABEL.finditer(text):
            if not _OWN.search(label.group()):
                text = _paragraph_hidden(text, label.end())
    asked = _LINE_ASKED.search(text)
    if asked is not None:
        text = _paragraph_hidden(text, asked.end())
    start = play_start(text)
    return text if start is None else text[:start] + _blanked(text[start:])


def play_start(text: str) -> int | None:
    """Return where a role play is begun, if one is."""
    found = _PLAY.search(text)
    if found is not None:
        return found.start()
    for parts in _PARTS.finditer(text):
        words = parts["part"].lower().split()
        if any(word in OCCUPATIONS or word in _PART_WORDS for word in words):
            return parts.start()
    return None


class Plays:
    """Remembers whether a conversation is in the middle of a role play."""

    def __init__(self) -> None:
        self._left: dict[object, int] = {}

    def goes_on(self, session: object, text: str) -> bool:
        """Return whether a turn belongs to a role play begun before; remember one that begins in it."""
        left = self._left.get(session, 0)
        if left and not _AFTER.search(text):
            self._left[session] = left - 1
            return True
        self._left[session] = MOST_TURNS_OF_A_PLAY if play_start(text) is not None else 0
        return False


def _without_speech(match: re.Match[str]) -> str:
    who = re.findall(r"\w+", match.group().split(":")[0])[-1].lower()
    return match.group() if who in _NOT_SPEAKERS else _blank(match)


def _paragraph_hidden(text: str, start: int) -> str:
    """Hide from there to the next empty line, which may not follow at once; nothing where a quotation was hidden."""
    begin = start + len(text[start:]) - len(text[start:].lstrip())
    if begin - start > _LONGEST_GAP and "\n" not in text[start:begin]:
        return text
    end = text.find("\n\n", begin)
    end = len(text) if end < 0 else end
    return text[:start] + _blanked(text[start:end]) + text[end:]


def _blank(match: re.Match[str]) -> str:
    return _blanked(match.group())


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
