"""What one likes, has come to like, and has lost the taste for."""

from __future__ import annotations

from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    MY,
    Pattern,
    anywhere,
    cued,
    did,
    elided,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.shapes import Shape

SINCERELY = (
    r"(?:(?:absolutely|really|truly|genuinely|just|also|still|especially|particularly|personally|always|do|quite|so"
    r"|kinda|kind\s+of|sort\s+of|totally|both|usually|generally|simply|definitely|honestly|actually|now|all|sure"
    r"|have\s+always|secretly|fucking|freaking|very\s+much|much|even|already|deeply|literally|thoroughly|rather)\s+)*"
)
"""Adverbs between "I" and a verb of liking."""

ANY_MORE = r"any\s?(?:more|longer)"
_DO_NOT = r"(?:don't|do\s+not|dont|never|didn't|doesn't)\s+(?:really\s+|actually\s+|even\s+|particularly\s+|much\s+)*"
_NOT_TO = (
    r"(?!my\s+(?:wife|husband|partner|kids?|children|son|daughter|mom|mum|dad|family|parents|boyfriend|girlfriend"
    r"|fianc\w+)\b)(?!to\s+(?:hear|see|know|help|chat|think|say|be|have|point|add|ask|thank|believe|admit|keep"
    r"|make)\b)"
)
_LOVE = r"(?:(?:love\s+)*love|enjoy|adore|dig|relish|treasure|worship|fancy|appreciate(?=\s+(?:good|fine|a\s+good)))"
_INTO = (
    r"(?:(?:(?:a\s+|the\s+)?(?:very\s+|really\s+)?(?:big|huge|massive|total|lifelong|die-?hard|real|great"
    r"|proud|secret)\s+)*"
    r"(?:an?\s+)?(?:fan|lover|admirer|devotee)\s+of|(?:really\s+|so\s+|very\s+|super\s+|big\s+time\s+|deep\s+)*"
    r"(?:(?:more\s+|mostly\s+)?into(?!\s+(?:it|the\s+(?:second|third|first|middle)|\d|my\s+\w+\s+(?:week"
    r"|month|year)))|fond\s+of|passionate\s+about"
    r"|obsessed\s+with|crazy\s+about|mad\s+about|nuts\s+about|wild\s+about|keen\s+on|hooked\s+on|partial\s+to"
    r"|big\s+on"
    r"|all\s+about|addicted\s+to|a\s+(?:total\s+|real\s+)?sucker\s+for|interested\s+in(?!\s+(?:\w+ing\b|how"
    r"|what|your|the|a|an|it))|fascinated\s+by|in\s+love\s+with"
    r"(?=\s+(?:the\s+)?(?-i:[a-z]))(?!\s+(?:him|her|you|them|my|a\s+(?:man|woman|guy|girl|boy)|someone"
    r"|somebody))))\s+"
)
_LOVER = r"(?:fan|lover|buff|nerd|enthusiast|addict|nut|fanatic|freak|junkie|geek|aficionado|supporter|devotee|fiend)"
_PERSON = (
    r"(?:cat|dog|tea|coffee|beer|wine|beach|mountain|city|country|outdoors?|book|music|jazz|techno|rock|pop"
    r"|hip[\s-]?hop"
    r"|metal|folk|classical|chocolate|dessert|breakfast|meat|pizza|burger|salad|soup|bread|pasta|rice|fish"
    r"|cheese|fruit"
    r"|gym|yoga|paper|vinyl|theat(?:re|er)|opera|party|summer|winter|autumn|fall|spring|snow|rain|plant|horse"
    r"|bird|bike"
    r"|train|football|whisk(?:e)?y|gin|cocktail|spice|sushi|taco|curry|cake|pie|ice\s+cream|potato|egg|noodle|garden"
    r"|history|maths?|science|poetry|podcast|board\s?games?|puzzle|crossword|museum|art)"
)
_GROWN_ON = r"(?:(?:has|have|is|'s)\s+(?:really\s+|kind\s+of\s+|finally\s+)?(?:grown|growing)|grew)\s+on\s+me"
_WON = (
    r"(?:fallen\s+in\s+love\s+with|fell\s+in\s+love\s+with|fallen\s+for|fell\s+for(?=\s+the\b)"
    r")(?=\s+(?:the\s+)?(?-i:[a-z]))(?!\s+(?:him|her|you|them|my|an?\s+(?:man|woman|guy|girl|boy)|someone"
    r"|somebody|this|that|it)\b)"
    r"|(?:grown|grew|learned|learnt|come|came|started|begun|began)\s+to\s+(?:really\s+)?(?:love|like|enjoy"
    r"|appreciate|adore)"
    r"|(?:started|begun|began|been)\s+(?:really\s+)?(?:liking|loving|enjoying)|(?:grown|become|became"
    r"|grew)\s+(?:very\s+|quite\s+)?"
    r"(?:fond\s+of|obsessed\s+with|a\s+(?:big\s+|huge\s+)?fan\s+of|keen\s+on|hooked\s+on|addicted\s+to)"
    r"|(?:got|gotten|been|getting|am\s+getting)\s+(?:really\s+|so\s+|super\s+|very\s+"
    r"|hugely\s+)?(?:into(?!\s+(?:an?|the|my|"
    r"this|that|trouble|debt|college|uni\w*|fights?|arguments?)\b)|hooked\s+on|obsessed\s+with)"
    r"|(?:taken|took)\s+a\s+(?:liking|shine)\s+to|(?:developed|acquired|found|discovered|rediscovered)\s+(?:a"
    r"|my)\s+(?:taste|love"
    r"|passion|liking)\s+(?:for|of)|(?:come|came)\s+(?:a)?round\s+to|warmed\s+(?:up\s+)?to"
)
_LOST = (
    r"(?:gone|went)\s+(?:right\s+|totally\s+|completely\s+|really\s+|a\s+bit\s+)?off(?!\s+(?:to|on|the|for|in"
    r"|at|with|topic))"
    r"|(?:fallen|fell)\s+out\s+of\s+love\s+with|lost\s+(?:all\s+|my\s+)*(?:interest|taste|love|passion"
    r"|enthusiasm|appetite)"
    r"\s+(?:in|for|of)|(?:grown|grew)\s+(?:out\s+of|tired\s+of)|outgrown|outgrew|stopped\s+(?:liking|loving|enjoying)"
    r"|(?:had|have)\s+enough\s+of|(?:got|gotten|grown|become|became)\s+(?:so\s+|really\s+)?(?:bored|sick"
    r"|tired)\s+(?:of|with)"
)
_NOT_WAITING = (
    r"(?!(?:waiting|having|being|this|that|it|you|your|my|people|them|her|him|all|the|working|doing|trying)\b)"
)
_LIKE_CUES = cued("love enjoy adore dig relish treasure worship like fancy appreciate")
_INTO_CUES = cued(
    "fan lover admirer devotee into fond passionate obsessed crazy mad nuts wild keen hooked partial big abou"
    "t addicted sucker interested fascinated love"
)
_WON_CUES = cued(
    "fallen fell grown grew learned learnt come came started begun began been become became got gotten gettin"
    "g taken took developed acquired found discovered rediscovered warmed"
)
_LOST_CUES = cued("off fallen fell lost grown grew outgrown outgrew stopped enough got gotten become became")
_TWO_WORDS = r"(?!(?:my|the|a|an|me|you|it|that|this|them|him|her|us)\b)[a-z][\w'-]+(?:\s+[a-z][\w'-]+)?"
_BEGINS = r"(?:^|(?<=[.!?,;:]\s)|(?<=\n)|(?<=\band\s)|(?<=\bbut\s))"

_ENJOYING = (
    r"(?:(?:really|just|still|also|so|currently|absolutely|totally)\s+)*(?:loving|enjoying)\s+(?!life\b|myself\b"
    r"|every\b)"
)

LOST: tuple[Pattern, ...] = (
    said(
        "likes",
        r"i\s+used\s+to\s+be\s+(?:more\s+of\s+)?an?\s+(?:(?:big|huge"
        rf"|massive)\s+)*(?P<object>(?:{_PERSON}\s+(?=person|guy|girl)"
        rf"|[\w'-]+(?:\s+[\w'-]+)?\s+(?={_LOVER}\b)))(?:person|guy|girl|{_LOVER})\b",
        Shape.TASTE,
        past=True,
        confidence=0.85,
        cues=cued("used"),
    ),
    *(
        make(
            "likes",
            rf"{lead}(?:like|love|enjoy|dig|crave|want|care\s+for)\s+(?=[^.!?;]{{2,60}}?\b{ANY_MORE}\b)",
            Shape.TASTE,
            affirmed=False,
        )
        for make, lead in ((said, rf"i\s+{_DO_NOT}"), (opening, _DO_NOT))
    ),
    *(
        make(
            "likes",
            rf"{lead}no\s+longer\s+(?:really\s+)?(?:like|love|enjoy|prefer|crave)\s+",
            Shape.TASTE,
            affirmed=False,
        )
        for make, lead in ((said, r"i\s+"), (opening, ""))
    ),
    *(
        make(
            "likes",
            rf"{lead}(?:no\s+longer\s+{_INTO}|not\s+{_INTO}(?=[^.!?;]{{2,60}}?\b{ANY_MORE}\b))",
            Shape.TASTE,
            affirmed=False,
        )
        for make, lead in ((said, r"(?:i'm|i\s+am|im)\s+"), (opening, ""))
    ),
    *(
        make(
            "likes",
            rf"{lead}(?:not|no\s+longer)\s+(?:much\s+of\s+)?(?:an?|the)\s+(?:big\s+"
            rf"|huge\s+)?(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,2}}?)\s+"
            rf"{_LOVER}\s+(?:{ANY_MORE}|i\s+used\s+to\s+be)",
            Shape.TASTE,
            affirmed=False,
        )
        for make, lead in ((said, r"(?:i'm|i\s+am|im)\s+"), (opening, ""))
    ),
    *did("likes", rf"(?:{_LOST})\s+", Shape.TASTE, affirmed=False, confidence=0.85, cues=_LOST_CUES),
    said(
        "likes",
        r"(?:i'm|i\s+am|im)\s+(?:so\s+|totally\s+|completely\s+|kind\s+of\s+|really\s+"
        r"|just\s+)*(?:over(?!\s+(?:the\s+(?:moon|top|age)|\d|here|there|my|it|at|in"
        r"|on))|done\s+with|bored\s+(?:of|with)|sick\s+of|tired\s+of|fed\s+up\s+with)\s+" + _NOT_WAITING,
        Shape.TASTE,
        affirmed=False,
        confidence=0.65,
        cues=cued("over done bored sick tired fed"),
    ),
    said(
        "likes",
        rf"(?:i|we)\s+used\s+to\s+{SINCERELY}(?:like|love|enjoy|adore|dig"
        rf"|be\s+{_INTO.removesuffix(chr(92) + 's+')})\s+(?:to\s+)?",
        Shape.TASTE,
        past=True,
        confidence=0.85,
    ),
    anywhere(
        "likes",
        rf"{_BEGINS}(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,3}}?)\s+(?:doesn't|don't|does\s+not"
        r"|no\s+longer)\s+(?:do|does)\s+(?:it|much)\s+for\s+me\b",
        Shape.TASTE,
        affirmed=False,
        cues=cued("doesn don longer not"),
        confidence=0.8,
    ),
)

CHANGED: tuple[Pattern, ...] = (
    anywhere(
        "likes",
        r"\bi\s+never\s+(?:used\s+to\s+)?(?:like|liked|enjoy|enjoyed|care\s+for"
        r"|cared\s+for)\s+(?P<object>[^.!?;:,]{2,40}?),?\s+but\s+(?:now\s+)?i\s+(?:now\s+)?(?:do|(?:love|like"
        r"|enjoy)\s+(?:it|them))\b",
        Shape.TASTE,
        confidence=0.85,
        cues=cued("never"),
    ),
    *did(
        "likes",
        r"(?:went|gone|changed|switched)\s+from\s+(?:hating|disliking|despising"
        r"|not\s+liking)\s+(?P<object>[^.!?;:,]{2,40}?)\s+to\s+(?:\w+ly\s+)?(?:loving|liking|enjoying"
        r"|adoring)\s+(?:it|them)\b",
        Shape.TASTE,
        confidence=0.85,
        cues=cued("from"),
    ),
    # "I used to hate olives but now I love them."
    said(
        "likes",
        rf"i\s+(?:used\s+to|once)\s+{SINCERELY}(?:hated?|disliked?|despised?|not\s+like"
        rf"|couldn't\s+stand)\s+(?P<object>[^.!?;:,]{{2,50}}?)"
        rf",?\s+(?:(?:but|and|yet|now|then)\s+)*(?:these\s+days\s+)?(?:now\s+)?i\s+(?:now\s+)?{SINCERELY}(?:lov"
        r"e|like|enjoy|adore)\s+(?:it|them|that)\b",
        Shape.TASTE,
        confidence=0.85,
        cues=cued("hate hated dislike disliked despise despised stand not"),
    ),
    # "What pairs with brown cheese, I'm obsessed with it."
    anywhere(
        "likes",
        r"\b(?:with|of|for|about|some|eat|eating|had|try|tried|like|drink|drinking|and|the|watch|play|cook"
        rf"|make)\s+(?P<object>{_TWO_WORDS}),\s+(?:and\s+|cos\s+|because\s+|since\s+|as\s+)?"
        rf"(?:i\s+{SINCERELY}(?:love|adore|like)|(?:i'm|i\s+am|im)\s+{SINCERELY}(?:obsessed\s+with"
        r"|crazy\s+about|hooked\s+on|a\s+(?:big\s+|huge\s+)?fan\s+of|mad\s+about|into|addicted\s+to))\s+(?:it"
        r"|them)\b",
        Shape.TASTE,
        confidence=0.75,
        cues=_LIKE_CUES | _INTO_CUES,
    ),
)

PATTERNS: tuple[Pattern, ...] = (
    opening("likes", _ENJOYING, Shape.TASTE, confidence=0.7, cues=cued("loving enjoying")),
    *(
        make("likes", rf"{lead}{_LOVE}\s+{_NOT_TO}(?:to\s+)?", Shape.TASTE, confidence=0.85, cues=_LIKE_CUES)
        for make, lead in (
            (said, rf"(?:i|we)(?:'ve|\s+have)?\s+{SINCERELY}"),
            (opening, rf"(?!(?:and|to)\b){SINCERELY}(?=(?:love|adore)\b)"),
            (elided, rf"{SINCERELY}(?=enjoy\b)"),
        )
    ),
    *(
        make(
            "likes",
            rf"{lead}(?:loved|enjoyed)\s+{_NOT_TO}(?:to\s+)?",
            Shape.TASTE,
            confidence=0.85,
            cues=cued("loved enjoyed"),
        )
        for make, lead in ((said, r"i(?:'ve|\s+have)?\s+always\s+(?:really\s+)?"), (opening, r"always\s+"))
    ),
    *(
        make("likes", rf"{lead}like\s+{_NOT_TO}(?:to\s+)?", Shape.TASTE, confidence=0.8, cues=cued("like"))
        for make, lead in ((said, rf"(?:i|we)\s+{SINCERELY}"), (elided, r"(?:(?<=and\s)|(?<=but\s))"))
    ),
    *(
        make("likes", rf"{lead}{_INTO}", Shape.TASTE, confidence=0.85, cues=_INTO_CUES)
        for make, lead in (
            (said, rf"{I_AM}(?!not\b)"),
            (
                opening,
                r"(?=(?:(?:really|so|very|super|big|huge|massive|lifelong|die-?hard|total|still"
                r"|an?)\s+)*(?:fan|obsessed|fond|passionate|crazy"
                r"|mad|keen|hooked|addicted|into)\b)(?:still\s+)?",
            ),
        )
    ),
    said(
        "likes",
        rf"{I_AM}(?!not\b)an?\s+(?:(?:big|huge|massive|total|lifelong|die-?hard|avid|real|serious|proud|secret"
        r"|bit\s+of\s+an?)\s+)*"
        rf"(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,3}}?)\s+{_LOVER}\b(?!\s+of\b)",
        Shape.TASTE,
        confidence=0.85,
    ),
    said(
        "likes",
        rf"{I_AM}(?!not\b)(?:more\s+of\s+)?an?\s+(?P<object>{_PERSON})\s+(?:person|guy|girl|gal|kid|man|woman)\b",
        confidence=0.85,
    ),
    anywhere(
        "likes",
        r"\b(?:as|being)\s+an?\s+(?:(?:big|huge|massive|total|lifelong|die-?hard|avid"
        rf"|fellow)\s+)*(?P<object>(?!big\b|huge\b)[\w'&-]+(?:\s+[\w'&-]+){{0,2}}?)\s+{_LOVER}\b(?=[\s,]+(?:i"
        r"|my|what|how|who|which)\b)",
        Shape.TASTE,
        presupposed=True,
        confidence=0.8,
        cues=cued("fan lover buff nerd enthusiast addict nut fanatic freak junkie geek aficionado supporter devotee"),
    ),
    opening(
        "likes",
        rf"(?:(?:big|huge|massive|total|lifelong|die-?hard)\s+)*(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,2}}?)\s+"
        rf"(?:{_LOVER}|drinker|eater|reader|person|guy|girl|gal|player|collector)\s+(?:here|speaking)\b",
        Shape.TASTE,
        confidence=0.8,
    ),
    *did("likes", rf"(?:{_WON})\s+", Shape.TASTE, confidence=0.8, cues=_WON_CUES),
    said(
        "likes",
        r"i\s+(?:really\s+|just\s+|simply\s+|honestly\s+)?(?:can't|cannot|cant|can\s+never"
        r"|could\s+never)\s+(?:get\s+enough\s+of|live\s+without"
        r"|resist|do\s+without|say\s+no\s+to)\s+",
        Shape.TASTE,
        confidence=0.85,
        cues=cued("enough without resist no"),
    ),
    said(
        "likes",
        r"i\s+(?:always\s+|still\s+|do\s+)?(?:support|root\s+for|cheer\s+for|barrack\s+for)\s+(?=(?-i:[A-Z]))",
        Shape.TASTE,
        confidence=0.8,
        cues=cued("support root cheer barrack"),
    ),
    said(
        "likes",
        r"(?:i\s+(?:still\s+|also\s+)?have|i've(?:\s+got)?|i've\s+always\s+had)\s+(?:a\s+|an\s+)?(?:(?:great"
        r"|huge|big|real|serious|weird|bit\s+of\s+a)\s+)*(?:passion|love"
        r"|soft\s+spot|weakness|thing|fondness|sweet\s+spot|obsession)\s+(?:for|with)\s+",
        Shape.TASTE,
        confidence=0.85,
        cues=cued("passion love spot weakness thing fondness obsession"),
    ),
    mine(
        "likes",
        rf"{MY}(?:big\s+|great\s+|undying\s+|biggest\s+|secret\s+|only\s+|new\s+)*(?:love|passion|obsession"
        r"|fondness|weakness|enthusiasm)\s+(?:for|of|with)\s+(?!my\b|you\b|him\b|her\b)",
        Shape.TASTE,
        presupposed=True,
        confidence=0.8,
        cues=cued("love passion obsession fondness weakness enthusiasm"),
    ),
    mine(
        "likes",
        rf"{MY}(?:\w+\s+)?(?:passion|obsession|guilty\s+pleasure|comfort\s+food|weakness|go-to\s+(?:snack"
        r"|drink|order|meal|dish|music|genre)|first\s+love|happy\s+place"
        r"|(?:main\s+|biggest\s+|other\s+)?interests?)(?:\s+(?:is|are|includes?)|'s|:)\s+",
        Shape.TASTE,
        confidence=0.8,
        cues=cued("passion obsession pleasure food weakness go love place interest interests"),
    ),
    opening(
        "likes",
        r"(?:my\s+)?(?:likes|interests|loves|things\s+i\s+(?:like|love|enjoy)|i\s+like)\s*(?::|=|\s-)\s*",
        Shape.TASTE,
        confidence=0.8,
        cues=cued("likes interests loves things"),
    ),
    anywhere(
        "likes",
        rf"{_BEGINS}(?P<object>[\w\"'][^.!?;,\n]{{1,40}}?)\s+(?:is|are)\s+(?:still\s+|totally\s+|so\s+"
        r"|really\s+|just\s+|definitely\s+|absolutely\s+)*(?:my\s+(?:jam|thing|passion|(?:guilty\s+"
        r"|greatest\s+)?"
        r"pleasure|comfort\s+food|happy\s+place|obsession|weakness|cup\s+of\s+tea|go-to|kryptonite|life)"
        r"|right\s+up\s+my\s+(?:street|alley)|life)\b(?!\s+or\b)",
        Shape.TASTE,
        confidence=0.8,
        cues=cued("jam thing passion pleasure food place obsession weakness tea go kryptonite street alley"),
    ),
    anywhere(
        "likes",
        rf"{_BEGINS}(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,3}}?)\s?{_GROWN_ON}\b",
        Shape.TASTE,
        confidence=0.85,
        cues=cued("grown grew growing"),
    ),
    anywhere(
        "likes",
        rf"{_BEGINS}(?:(?:and|but)\s+)?(?:the\s+)?(?P<object>[\w'&-]+(?:\s+[\w'&-]+){{0,1}})\s+i\s+(?:do"
        r"|really|absolutely|actually|always|still)\s+(?:love|like|enjoy|adore)\b(?=\s*(?:[.,!;]|$))",
        Shape.TASTE,
        confidence=0.8,
        cues=_LIKE_CUES,
    ),
    said(
        "likes",
        r"(?:i'm|i\s+am|im)\s+(?:(?:really|just|still|also|so|currently|absolutely|totally)\s+)*(?:loving"
        r"|enjoying)\s+(?!life\b|myself\b|every\b)",
        Shape.TASTE,
        confidence=0.7,
        cues=cued("loving enjoying"),
    ),
)
