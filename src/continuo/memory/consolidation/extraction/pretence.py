"""Tells what is not meant as it is said: irony, and scenes that are only imagined, which go on over sentences."""

from __future__ import annotations

import re
from itertools import pairwise

from continuo.memory.consolidation.extraction.patterns.phrase import Anchor
from continuo.memory.consolidation.extraction.reading import Read
from continuo.memory.consolidation.extraction.sentences import Sentence

_FILLERS = r"\W*(?:(?:so|ok|okay|now|and|but|well|hmm+|hey|hi|right|also|or|alternatively|then)[,.!]*\s+)*"
_STORY = (
    r"(?:story|novel|game|play|movie|film|campaign|scene|dream|book|show|script|screenplay|fan-?fic|simulation|sims"
    r"|musical|sketch|comic|song|poem|exercise|quiz|scenario|hypothetical|simulator)"
)
_SCENE = re.compile(
    rf"{_FILLERS}(?:(?:just\s+)?imagine(?![.!,])|suppose|supposing|say\s+(?=(?:i|i'm|im|i've|we|my|that|it|you|a|an|there)\b)"
    r"|let'?s\s+(?:say|pretend|assume|imagine|suppose)|pretend|assume|assuming|picture\s+(?:this|me|that)"
    r"|hypothetical(?:ly)?\b|for\s+(?:the\s+sake\s+of\s+(?:the\s+)?argument|argument'?s\s+sake)|what\s+if|if\s+only"
    r"|(?:as\s+a\s+)?thought\s+experiment|dream\s+(?:job|life|house|scenario)|(?:in\s+an?\s+(?:ideal|perfect)\s+world)"
    r"|ideally|plan\s+[bc]|scenario|persona|(?:next\s+|another\s+|for\s+)?example"
    r"|in\s+(?:another|a\s+parallel|an\s+alternat\w+|my\s+next|a\s+previous|a\s+past|my\s+past|a\s+different)"
    r"\s+(?:life|universe|world|timeline)"
    rf"|in\s+(?:this|the|that|a|our|my)\s+(?:\w+\s+)?{_STORY}\b|in\s+my\s+(?:dreams?|fantasy|head)"
    r"|(?:i\s+)?(?:had\s+a\s+dream|dreamt|dreamed)|in\s+(?:theory|fantasy)|joke\s*:|riddle\s*:)\b",
    re.IGNORECASE,
)
_REAL_AGAIN = re.compile(
    r"\b(?:in\s+(?:reality|truth|fact|real\s+life)|irl|for\s+real|real\s+me|actual(?:ly)?|really|truth\s+is"
    r"|i'm\s+asking|asking\s+because|anyway|btw|by\s+the\s+way|thanks|thank\s+you)\b",
    re.IGNORECASE,
)
_OPENS_IRONY = re.compile(
    r"\W*(?:(?:oh|ah|well|ooh|how|just|so|yay|yeah|wow|and|ugh|sigh)[,.]*\s+)*"
    r"(?:congratulations\s+to\s+me|me,?\s+an?\s+[^.!?]{2,40}\?|oh\s+(?:great|wonderful|fantastic|brilliant|joy|lovely|perfect|super|goody|fab|fun|nice)|lucky\s+me|yay\s+me"
    r"|yeah\s+right|what\s+(?:a\s+)?(?:joy|treat|delight|surprise|fun|luxury|privilege|time\s+to\s+be\s+alive)"
    r"|just\s+(?:great|perfect|wonderful|lovely|brilliant|fantastic|what\s+i\s+needed)|fan-?tastic[,.]\s+(?:another|now)"
    r"|(?:great|wonderful|fantastic|brilliant|lovely|perfect|super|fab|awesome|nice)[,.!]*\s+(?:another|yet\s+another"
    r"|now\s+(?:i|my|the)|more\s+|just\s+what|the\s+\w+\s+(?:broke|is\s+(?:down|broken)))"
    r"|because\s+(?:who|that'?s\s+(?:exactly|just|what)|of\s+course|clearly|obviously)|who\s+doesn'?t\b|as\s+if\b"
    r"|nothing\s+(?:like|i\s+(?:love|like|enjoy)\s+(?:more|better)|better\s+than|says\s+\w+\s+like)"
    r"|(?:thanks|thank\s+you)[,\s]+(?:autocorrect|universe|life|siri|alexa|obama|google|captain)"
    r"|(?:sure|yes|yep|yeah|right|of\s+course)[,.]*\s+(?:i'm|i\s+am|im|i|because\s+i)\s+(?:totally|definitely|absolutely|clearly|obviously|so)\s|how\s+(?:lovely|nice|wonderful"
    r"|delightful|fun))",
    re.IGNORECASE,
)
_ANYWHERE_IRONIC = re.compile(
    r"(?:^|\s)/s(?:arc\w*)?(?=\W|$)|🙄|\b(?:said|says)\s+(?:no\s?one|nobody)\b|[.,!…-]+\s*not[.!]*$"
    r"|\b(?:yeah\s+right|lucky\s+me|as\s+if|my\s+(?:absolute\s+)?favou?rite\s+(?:thing\s+)?(?:ever\s+)?/s|(?:can\s+you"
    r"|could\s+you)\s+tell|sarcas\w+|ironic\w*|lol\s+no|haha\s+no|just\s+what\s+i\s+needed"
    r"|or\s+so\s+it\s+(?:feels|seems)|feels\s+like\s+it|asking\s+for\s+a\s+friend(?!\s+who)|that'?s\s+why\s+i'?m\s+asking|exactly\s+what\s+i\s+needed|how\s+lucky\s+i\s+am|what\s+could\s+go\s+wrong|said\s+i\s+never|in\s+your\s+dreams)\b",
    re.IGNORECASE,
)
_AND_NOT = re.compile(
    r"\W*(?:not|nope|as\s+if|yeah\s+right|kidding|just\s+kidding|jk|said\s+no\s?(?:one|body)\b.*|/s)\W*\Z",
    re.IGNORECASE,
)
# "I run marathons. To the fridge.", "I'm vegan. Between meals."
_PUNCHLINE = re.compile(
    r"\W*(?:to|between|except|in\s+theory|on\s+paper|in\s+my\s+(?:head|dreams))\b(?:\s+\w+){0,3}\W*", re.IGNORECASE
)
_VEXING = re.compile(
    r"\b(?:meetings?|mondays?|tax(?:es)?|tax\s+returns?|paperwork|traffic|queues?|queu?eing|waiting|delays?|on\s+hold"
    r"|bureaucracy|overtime|mosquito(?:e?s)?|deadlines?|parking\s+tickets?|fines?|hangovers?|migraines?|headaches?|rush"
    r"\s+hour|mou?ld|drilling|root\s+canals?|spam|toothaches?|red\s+tape|power\s+cuts?|outages?|blackouts?|lay-?offs?"
    r"|bills|bugs\s+in|crash(?:es|ing)|jet\s?lag|insomnia|heartburn|cold\s+showers|burnt|burned|soggy|leaks?|leaking"
    r"|being\s+(?:ignored|late|stuck|yelled|woken|ghosted|interrupted|underpaid|broke|tired|single|sick|ill|alone"
    r"|cold|wet|charged)|getting\s+(?:up\s+at|woken|yelled|stuck|sick|ignored|rained|charged)|stuck\s+in|stepping\s+on"
    r"|working\s+(?:weekends|late|overtime|for\s+free|nights\s+for)|paying|losing|failing|cleaning\s+up\s+after"
    r"|unpaid|cancell?ed|broken|long\s+lines?|standing\s+in\s+line|spending\s+(?:hours|my\s+(?:whole|entire)))\b",
    re.IGNORECASE,
)
_MOCK_TITLE = re.compile(
    r"\b(?:basically|practically|virtually|clearly|obviously|apparently|pretty\s+much|half|part-?time\s+\w+\s+and"
    r"|unpaid|family|household|honorary|wannabe|armchair|self-?appointed|human|walking|glorified|so-?called"
    r"|personal|in-?house)\s+(?:an?\s+|the\s+|my\s+)?",
    re.IGNORECASE,
)
_MOCK_MATTER = re.compile(
    r"\b(?:procrastinat\w+|sarcasm|overthinking|profanity|stupidity|nonsense|bullshit|drama|mornings?|mondays?|alarm"
    r"|people|work|working|exercise|sports|homework|commitment|maths?\s+class|housework|cleaning|small\s+talk|adulting"
    r"|netflix|napping|bad\s+decisions|responsibility|effort|common\s+sense|idiots|nothing)\b",
    re.IGNORECASE,
)
_MOCKABLE = frozenset({"allergic_to", "studies", "speaks", "has_condition"})
# Somebody who does it well or badly need not do it for a living.
_NOT_A_LIVING = re.compile(
    r"(?:very\s+|really\s+|pretty\s+)?(?:bad|slow|terrible|horrible|lousy|awful|hopeless|decent|mediocre|lazy|quick|fast"
    r"|nervous|careful|safe|good|great|keen|avid"
    r"|passionate|amateur|hobby|home|beginner|aspiring|wannabe|would-be|future"
    r"|failed|five[- ]star|world[- ]class|michelin|designated|first-?time|fussy|light|heavy|proud|natural|born|secret"
    r"|closet)\s+(?!school|health|office|care)"
    r"|.*\bof\s+my\s+(?:own|life|time|house|kitchen|kids|family)\b",
    re.IGNORECASE,
)
_ROLE_AT_HAND = re.compile(
    r"\bthe\s+(?:buyer|seller|host|hostess|guest|referee|umpire|driver|cook|judge|leader|keeper|boss|winner)\b",
    re.IGNORECASE,
)
_BAD_NEWS = re.compile(
    r"\b(?:cancel\w+|broken?|broke|flood\w*|raised|stuck|delay\w*|leak\w*|crash\w*|fail\w*|rejected"
    r"|jam(?:med|s)|smash\w*|ruin\w*|burnt|stolen|missed|fined|expired|overbooked|on\s+strike|down\s+again"
    r"|again)\b",
    re.IGNORECASE,
)
_PRAISE_ALONE = re.compile(
    r"\W*(?:oh\s+|just\s+|how\s+|so\s+)*(?:wonderful|great|perfect|fantastic|brilliant|lovely|super|awesome|amazing|nice"
    r"|excellent|terrific|splendid|charming|marvell?ous)\W*\Z",
    re.IGNORECASE,
)
_IS_LIKE_KIN = re.compile(
    r"\bmy\s+(?!wife|husband|partner|boyfriend|girlfriend|sister|brother|friend|boss|neighbou?r|name)\w+\s+(?:is|are)\s+"
    r"(?:(?:basically|practically|like|also|now|literally|really)\s+)*$",
    re.IGNORECASE,
)
_ANOTHERS = re.compile(
    r"\b(?:he|she|they|(?:my|our|his|her|their|the|an?|this|some)\s+(?:\w+\s+){0,2}?(?:clients?|customers?|patients?|students?|tenants?"
    r"|guests?|friends?|boss|neighbou?rs?|colleagues?|pupils?|roommates?|flatmates?|teacher|landlord|landlady|wife|husband"
    r"|sister|brother|mother|father|mum|mom|dad|son|daughter|cousin|uncle|aunt|girlfriend|boyfriend|partner|kids?|parents"
    r"|man|woman|guy|girl|boy|couple|family|company|team|school|person|lady|someone|somebody)|someone|somebody)"
    r"(?:\s+\w+)?(?:\s+(?:has|have|had|is|was|are|got|gets|needs?|wants?|with|who\s+(?:is|has)|whose)|'s)"
    r"(?:\s+(?:a|an|the|also|now|only|about|around))*\s*$",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:called|named|is|are|was|were|dont|don't|doesn't|forgot|eating\s*\Z|eat\s+it|sleeper)(?!\w)", re.IGNORECASE
)
# "a daughter, Linnea, obsessed with snails": what follows is told of her.
_APPOSED = re.compile(
    r"\b(?:kid|child|son|daughter|sister|brother|mother|father|mum|mom|dad|cousin|aunt|uncle|friend|niece|nephew|boss"
    r"|colleague|neighbou?r|grandma|grandpa),?\s+(?-i:[A-Z]\w+),\s*$",
    re.IGNORECASE,
)
_KIN_OF_ALL = frozenset({"has_child", "partner", "relationship_status", "has_pet", "has_parent", "has_sibling"})
_NO_KIN = re.compile(r"(?:mother|father|parent)s?'?s?'?\s+day\b|\bwork\s+(?:wife|husband|mum|mom|dad)\b", re.IGNORECASE)
_RATHER = re.compile(r"(?:live|be|die|have|not|stay|go|see|get|do|hear|know|you)\b", re.IGNORECASE)
_TASTES = frozenset({"likes", "does", "prefers", "plans_to", "owns", "diet"})
_MOCKED = _TASTES | {"job_title", "lives_in", "works_at", "drives"}
_TITLES = frozenset({"job_title", "from", "age", "name", "nickname", "works_at", "owns", "drives"})
_TRADES_THAT_ARE = re.compile(
    r"\b(?:family|personal|professional|resident)\s+(?:doctor|physician|trainer|assistant|shopper"
    r"|lawyer|therapist|mediator|court|photographer|musician|athlete|footballer|dancer|chef|driver|advisor)",
    re.IGNORECASE,
)


class Telling:
    """Follows one turn: which of its sentences its speaker means as said."""

    def __init__(self, sentences: list[Sentence]) -> None:
        self._imagined: set[int] = set()
        self._mocking: set[int] = set()
        self._mocked_taste: set[int] = set()
        self._opened: set[int] = set()
        # "Wonderful. My flight is cancelled. I love this airline."
        self._is_bitter = any(
            _PRAISE_ALONE.match(one.text) and _BAD_NEWS.search(two.text) for one, two in pairwise(sentences)
        )
        self._follow(sentences)

    def means(self, number: int, sentence: Sentence, found: Read) -> bool:
        """Return whether what was read in a sentence, counted from 0, is meant."""
        if found.predicate == "wishes":
            return True
        if number in self._imagined or number in self._mocking:
            return False
        if found.predicate in _TASTES and number in self._mocked_taste:
            return False
        # "Oh great, I'm the plumber now" mocks; "Oh nice, I'm from Brno too" does not.
        if number in self._opened and found.predicate in _MOCKED:
            return False
        words = found.words or sentence.text[slice(*found.object)]
        if found.predicate in {"likes", "prefers"} and found.pattern.affirmed and _VEXING.search(words):
            return False
        if found.predicate == "likes" and self._is_bitter:
            return False
        if (
            found.predicate == "speaks"
            and found.pattern.affirmed
            and re.search(r"\b(?:no|not|zero)\s+$", sentence.text[: found.object[0]], re.IGNORECASE)
        ):
            return False
        if found.predicate == "prefers" and _RATHER.match(words):
            return False
        if found.predicate in _MOCKABLE and _MOCK_MATTER.search(words):
            return False
        if found.predicate == "job_title" and found.pattern.affirmed and _is_no_living(sentence.text, found, words):
            return False
        before = sentence.text[: found.clause[0]]
        if found.predicate in _KIN_OF_ALL and _is_no_kin(sentence.text, found):
            return False
        if _EMPTY.match(words):
            return False
        if found.pattern.anchor is not Anchor.I and _APPOSED.search(before):
            return False
        if found.pattern.anchor is Anchor.ANYWHERE and _ANOTHERS.search(before):
            return False
        return not (found.predicate in _TITLES and _is_mock_title(sentence.text, found))

    def _follow(self, sentences: list[Sentence]) -> None:
        scene = mocking = False
        for number, sentence in enumerate(sentences):
            text = sentence.text
            if scene and _REAL_AGAIN.search(text):
                scene = False
            opens = _SCENE.match(text) is not None
            if opens or scene:
                self._imagined.add(number)
            # A question about the scene ends it: what comes then is why it was asked.
            scene = (scene or opens) and not sentence.asks
            if mocking:
                self._mocked_taste.add(number)
            mocking = _OPENS_IRONY.match(text) is not None and "thank" not in text.lower().replace("thanks, auto", "")
            if mocking:
                self._opened.add(number)
            if _ANYWHERE_IRONIC.search(text):
                self._mocking.add(number)
            if number and _AND_NOT.match(text):
                self._mocking.add(number - 1)
            if number and _PUNCHLINE.fullmatch(text):
                self._mocked_taste.add(number - 1)


def _is_no_living(text: str, found: Read, words: str) -> bool:
    return _NOT_A_LIVING.match(words) is not None or _ROLE_AT_HAND.search(text, *found.clause) is not None


def _is_no_kin(text: str, found: Read) -> bool:
    around = text[found.clause[0] : found.clause[1] + 8]
    return _NO_KIN.search(around) is not None or _IS_LIKE_KIN.search(text, 0, found.clause[0]) is not None


def _is_mock_title(text: str, found: Read) -> bool:
    stretch = text[found.clause[0] : found.object[1]]
    mock = _MOCK_TITLE.search(stretch)
    if mock is not None and not _TRADES_THAT_ARE.search(stretch):
        return True
    near = text[max(0, found.clause[0] - 14) : found.clause[1] + 16].lower()
    return "apparently" in near
