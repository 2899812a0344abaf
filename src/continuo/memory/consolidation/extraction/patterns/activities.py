"""What one does again and again: hobbies, sports, instruments, lessons, clubs, voluntary work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuo.memory.consolidation.extraction.narrowing import FREQUENCY
from continuo.memory.consolidation.extraction.patterns.phrase import (
    I_AM,
    I_DO,
    I_HAVE,
    I_HAVE_BEEN,
    MY,
    Part,
    Pattern,
    anywhere,
    cued,
    did,
    elided,
    mine,
    opening,
    said,
)
from continuo.memory.consolidation.extraction.possessions import INSTRUMENTS
from continuo.memory.consolidation.extraction.shapes import Shape
from continuo.memory.consolidation.extraction.vocabulary import ACTIVITIES, LANGUAGES

SPORTS = (
    rf"{ACTIVITIES}|kendo|jiu[\s-]?jitsu|bjj|muay\s+thai|aikido|capoeira|tai\s+chi|parkour|triathlons?"
    r"|marathons?|ultras?|pickleball|padel"
    r"|netball|lacrosse|curling|floorball|handball|water\s+polo|wrestling|sumo|orienteering|geocaching"
    r"|canoeing|spinning|zumba|barre"
    r"|salsa|tango|swing|ballroom|bachata|improv|stand-?up|theat(?:re|er)|choir|karaoke|beekeeping|embroidery"
    r"|macrame|leatherwork|carpentry"
    r"|whittling|blacksmithing|birding|astronomy|genealogy|numismatics|dungeons\s+(?:and|&)\s+dragons|d&d"
    r"|warhammer|cosplay|larp(?:ing)?|sudoku"
    r"|crosswords|scrabble|bridge|backgammon|mahjong|padel|snooker|billiards|pool|weights|triathlon"
    r"|freediving|snorkel(?:l)?ing|windsurfing|kitesurfing"
    r"|wakeboarding|paddleboarding|bodybuilding|powerlifting|mushroom\s+picking|model\s+trains"
    r"|metal\s+detecting|rock\s+climbing|trail\s+running"
    r"|open\s+water\s+swimming|cold\s+(?:plunges|water\s+swimming)|ice\s+skating|figure\s+skating"
    r"|roller\s+derby|figure\s+drawing|life\s+drawing|watercolou?rs?|oil\s+painting|ceramics"
)
INSTRUMENT = "|".join(sorted((w.replace("-", r"[\s-]?") for w in INSTRUMENTS), key=len, reverse=True))
_SKILL = (
    rf"(?P<object>(?:{SPORTS}))\b(?!-)(?!\s+(?:about|through|up|down|off|back|away|over|into|a|an|the|this|that"
    rf"|some|out"
    rf"|for\s+(?:a|some|the)|game|shop|store|ticket|class|shoes|gear|equipment|school|test)s?\b)"
)
_OFTEN = (
    r"(?:usually|often|regularly|always|sometimes|mostly|still|generally|typically|occasionally|also|normally|now"
    r"|then|mainly|currently|do|really|only|just|actually|even)"
)
_LANGUAGE = "|".join(sorted(LANGUAGES))
_HABIT = (
    r"(?:paint|draw|sketch|bake|hike|jog|swim|cycle|garden|knit|crochet|sew|dance|sing|meditate|fish|climb"
    r"|ski|surf|skate|row|sail|box|journal"
    r"|blog|vlog|volunteer|camp|kayak|golf|brew|smoke|vape|busk|juggle|weave|spin|quilt|fence|wrestle|forage"
    r"|birdwatch|lift|powerlift|rap|dj|snowboard"
    r"|skateboard|embroider|carve|whittle|woodwork|homebrew|stargaze|geocache|bowl|commute\s+by\s+bike|act"
    r"|mentor|tutor|coach|referee|foster|freedive|scuba\s+dive|dive|run)"
)
"""Verbs that by themselves tell of a habit: "I knit"."""

_REGULAR = (
    rf"(?:{_HABIT}|walk|wake|go|eat|drink|have|take|make|cook|read|watch|call|visit|meet|train|work\s+out"
    r"|exercise|stretch|pray|clean|commute|drive|ride|practi[cs]e"
    r"|attend|babysit|shower|nap|fast|do|listen|water|feed|donate|teach|play|write|get\s+up|sleep|host|order"
    r"|bike|travel|fly|spend|jog|perform|dress)"
)
"""What people do so often that they say how often."""

_NOT_HABIT = (
    r"(?!(?:it|that|this|them|him|her|you|your|me|my|our|us|so|too|a\s+(?:lot|bit|few|living|mess|mistake"
    r"|difference|point|good|great|bad|decision|plan|list|reservation|deal|wish|call|fool|huge|big|role|part"
    r"|deep|quick)"
    r"|the\s+(?:same|game|part|role|first|last|next|best|most|right|other|whole|rest|code|following|numbers"
    r"|test|script|dishes|laundry|math|maths)|sure|sense|money|mistakes|decisions|things|stuff|everything"
    r"|something|anything|nothing|plans|progress|use|up|out"
    r"|on|off|into|about|for|with|to|in|at|by|from|like|and|or|not|all|some|what|how|whatever|more|better"
    r"|time|room|fun|well|one|two|those|these|people|know|think|need|want|believe|have|get|n't|good|poorly"
    r"|i|an?\s+(?:essay|email|report|letter|paper|app|script|website|message|article|program|function))\b)"
)
_END = (
    r"(?=\s*(?:[.,!?;:()\n–—]|$)|\s+(?:and|but|or|so|too|now|again|in|at|on|for|with|every|each|twice|thrice|once"
    r"|because|since|when|while|to|as|if|myself|a\s+lot|these|by|also|not|instead|competitively|professionally"
    r"|semi|outdoors|daily|weekly|regularly|here|there|only|most|three|four|five|i)\b)"
)
_AGENTS = (
    r"(?:runner|climber|hiker|cyclist|swimmer|gamer|birder|birdwatcher|bird\s+watcher|knitter|crocheter"
    r"|surfer|skier|snowboarder|walker|rower|smoker|biker|angler|kayaker|skater|skateboarder|vlogger"
    r"|weightlifter|powerlifter|bodybuilder"
    r"|drummer|guitarist|pianist|cellist|bassist|violinist|flautist|saxophonist|organist|harpist|trumpeter"
    r"|beekeeper|quilter|boxer|fencer|wrestler|triathlete|marathoner|ultrarunner|golfer|scuba\s+diver|diver"
    r"|bowler|chess\s+player|stamp\s+collector|coin\s+collector|homebrewer|stargazer|forager|camper|bookworm"
    r"|crossfitter|yogi)"
)
_EVENT = (
    r"(?:class(?:es)?|lessons?|practice|training|club|team|band|choir|orchestra|group|league|rehearsals?"
    r"|sessions?|course|workshop)"
)
_HOBBY_PLACES = (
    r"(?:gym|climbing\s+(?:gym|hall)|pool|dojo|choir|skate\s?park|golf\s+course|ice\s+rink|ballet|book\s+club"
    r"|chess\s+club|yoga\s+studio|milonga|makerspace|shooting\s+range|bouldering\s+hall|boxing\s+club"
    r"|rowing\s+club)"
)
_PROJECT = (
    r"(?:podcast|blog|newsletter|youtube\s+channel|vlog|twitch(?:\s+stream)?|webcomic|allotment|fanzine|zine"
    r"|substack|etsy\s+shop)"
)

_MORE_PLAYED = re.compile(
    rf"(?:\s+(?:in|at|with|for)\s+[^.!?;,]{{2,30}}?)?(?:\s*,\s*(?:and\s+)?|\s+(?:and|&|plus)\s+)(?:(?:also"
    rf"|some|a\s+bit\s+of|the|a|an)\s+)*(?P<object>{INSTRUMENT}|{SPORTS}|vocals)\b",
    re.IGNORECASE,
)


def _played(match: re.Match[str]) -> Iterator[Part]:
    """Yield what is played, and what else: "the cello in an orchestra and the tuba in a band"."""
    text, span = match.string, match.span("object")
    yield Part(text[slice(*span)], span)
    while (more := _MORE_PLAYED.match(text, span[1])) is not None:
        span = more.span("object")
        yield Part(text[slice(*span)], span)


PATTERNS: tuple[Pattern, ...] = (
    said(
        "does",
        rf"i\s+(?:{_OFTEN}\s+)*(?P<object>(?:bike|cycle|walk|run|commute|make\s+(?:my|our)\s+own|grow\s+(?:my"
        r"|our)\s+own|brew\s+(?:my|our)\s+own|bake\s+(?:my|our)\s+own)\s+(?:to\s+(?:work|school|the\s+office)"
        r"|(?<=own\s)[a-z]+))\b",
        confidence=0.75,
    ),
    *(
        make(
            "does",
            rf"{lead}go(?:ing)?\s+to\s+(?:the\s+|a\s+|an\s+|my\s+)?(?P<object>{_HOBBY_PLACES}"
            r"|[a-z]+\s+(?:class(?:es)?|lessons|practice|training|rehearsals?))\b",
            confidence=0.75,
            cues=cued("go going"),
        )
        for make, lead in (
            (said, rf"(?:i\s+(?:{_OFTEN}\s+)*(?=go\b)|(?:i've|i\s+have|ive)\s+been\s+(?=going\b))"),
            (opening, r"(?:been\s+(?=going\b))"),
            (elided, r"(?:been\s+(?=going\b)|(?=go\b))"),
        )
    ),
    said(
        "does",
        rf"(?:i\s+(?:{_OFTEN}\s+)*(?=(?:play|sing|dance|drum|act|perform)\s+in)|(?:i'm|i\s+am"
        r"|im)\s+(?=in\s))(?P<object>(?:(?:play|sing|dance|drum|act|perform)\s+)?in\s+(?:an?|my|the|our)"
        r"\s+(?:[\w-]+\s+){0,2}(?:band|choir|orchestra|league|theat(?:re|er)\s+group|club|quartet|ensemble"
        r"|troupe|team))\b",
        confidence=0.75,
        cues=cued("band choir orchestra league theatre theater group club quartet ensemble troupe team"),
    ),
    anywhere(
        "does",
        rf"\b(?P<object>{SPORTS}|{INSTRUMENT})(?:\s+yes)?,\s+(?:yes,?\s+)?i\s+(?:do|play)\s+(?:that|it)\b",
        confidence=0.8,
        cues=cued("that it"),
    ),
    *(
        make(
            "does",
            rf"{lead}(?:play|practi[cs]e)\s+(?:some\s+|a\s+bit\s+of\s+|a\s+lot\s+of\s+"
            r"|a\s+little\s+)?(?:(?:the|a|an|my)\s+)?(?P<object>(?:(?:in|acoustic|electric|classical|lead"
            r"|upright|double|french|bass|tenor|alto|jazz|five-a-side|beach|field|ice|table|ultimate"
            rf"|water)\s+)*(?:{INSTRUMENT}|{SPORTS}|frisbee|video\s+games|board\s+games|games\s+online)s?)\b",
            parts=_played,
            confidence=0.85,
            cues=cued("play practise practice"),
        )
        for make, lead in ((said, I_DO), (elided, rf"(?:{_OFTEN}\s+)*"), (opening, rf"(?:{_OFTEN}\s+)*"))
    ),
    said(
        "does",
        r"(?:i've|i\s+have|ive)\s+been\s+(?:\w+ly\s+)?(?:playing|practi[cs]ing|doing|training(?:\s+in)?"
        rf"|studying)\s+(?:the\s+|some\s+)?(?P<object>{INSTRUMENT}|{SPORTS})\b",
        confidence=0.85,
    ),
    said(
        "does",
        r"i\s+(?:also\s+|still\s+|always\s+)?sing(?:\s+(?P<object>alto|soprano|tenor|bass|baritone|mezzo))\b",
        confidence=0.85,
        cues=cued("sing"),
    ),
    anywhere(
        "does",
        r"(?:^|(?<=[.!?,;:]\s)|(?<=\n))(?:(?:and|i'm)\s+)?(?:(?:only|still"
        rf"|just)\s+)?(?:on\s+)?(?P<object>{INSTRUMENT}|vocals)(?=(?:\s+(?:and|&)\s+(?:vocals"
        rf"|{INSTRUMENT}))?(?:\s+(?:here|player\s+here|for\s+me)|,\s+that's\s+me)\b)",
        confidence=0.75,
        parts=_played,
        cues=cued("here me vocals"),
    ),
    said(
        "does",
        rf"(?:i'm|i\s+am|im)\s+(?:(?:only|still|just|now)\s+)*on\s+(?:the\s+)?(?P<object>{INSTRUMENT}|vocals)\b",
        confidence=0.8,
    ),
    anywhere(
        "does",
        rf"\bit's\s+(?:only|just|all|mostly)\s+(?:the\s+)?(?P<object>{INSTRUMENT})\b",
        confidence=0.7,
        cues=cued("only just all mostly"),
    ),
    *(
        make(
            "does",
            rf"{lead}(?P<object>volunteer(?:\s+(?:at|for|with|as)\s+(?!yesterday\b|today\b|last\b|next\b"
            rf"|this\b|times\b|every\b|least\b|and\b)[^.!?;,\n]{{2,60}}?)?)(?=[.!?;,\n]|\s+(?:and|but|every|on"
            r"|in|so|when|because|which|where|twice|once)\s|$)",
            confidence=0.85,
            cues=cued("volunteer"),
        )
        for make, lead in ((said, I_DO), (elided, ""))
    ),
    *did(
        "does",
        r"(?:started|begun|began|taken\s+up|took\s+up|picked\s+up|gotten\s+into|got\s+into"
        r"|been\s+getting\s+into|resumed|gotten\s+back\s+into|got\s+back\s+into|returned\s+to|fallen\s+into"
        r"|discovered|rediscovered|been\s+doing|joined\s+a(?:\s+local)?"
        r"|back\s+(?:to|into|on|at)|made\s+(?:me|us)\s+take\s+up)\s+(?:again\s+with\s+|learning\s+|doing\s+"
        r"|practi[cs]ing\s+|playing\s+)?(?:to\s+)?(?:play\s+)?(?:the\s+)?" + _SKILL,
        confidence=0.85,
    ),
    *did(
        "does",
        r"(?:started|begun|began|taken\s+up|took\s+up|picked\s+up|resumed)\s+(?:again\s+with\s+|learning\s+"
        r"|playing\s+|practi[cs]ing\s+)?(?:to\s+play\s+)?(?:the\s+"
        rf"|a\s+)?(?P<object>{INSTRUMENT})\b(?!\s+(?:shop|store|from|up))",
        confidence=0.85,
    ),
    anywhere(
        "does",
        r"\b(?:made|got|talked|dragged)\s+(?:me|us)\s+(?:to\s+|into\s+)?(?:tak(?:e|ing)\s+up|start(?:ing)?"
        rf"|play(?:ing)?|try(?:ing)?|do(?:ing)?)\s+(?:the\s+)?(?P<object>{SPORTS}|{INSTRUMENT})\b",
        confidence=0.8,
        cues=cued("made got talked dragged"),
    ),
    *did(
        "does",
        r"started\s+(?P<object>smoking|vaping|drinking|journaling|meditating|cooking|running)\b",
        confidence=0.8,
        cues=cued("started"),
    ),
    said(
        "does",
        rf"{I_DO}teach\s+(?P<object>(?!you\b|them\b|him\b|her\b|my|it\b|this\b|that\b|how\b|people\b|us\b|at\b"
        r"|in\b|a\b|and\b|for\b|the\b|kids\b|students\b|full\b|part\b)[a-z]+(?:\s+(?:classes|lessons"
        r"|literature|science|history))?)\b",
        confidence=0.75,
        cues=cued("teach"),
    ),
    *(
        make(
            "does",
            rf"{lead}(?:learning|relearning|teaching\s+myself)\s+(?:how\s+)?(?:to\s+)?(?:play\s+)?(?:the\s+)?(?"
            rf"P<object>{_LANGUAGE}|{SPORTS}|{INSTRUMENT}|knit|sew|crochet|code|cook|bake|surf|ski|sail|swim"
            r"|dance|paint|draw|skate|juggle|drive|box|weld|weave|sing|DJ)\b",
            confidence=0.85,
            cues=cued("learning relearning teaching"),
        )
        for make, lead in ((said, I_HAVE_BEEN), (opening, r"(?:currently\s+|now\s+|also\s+)?"))
    ),
    said(
        "does",
        r"(?:(?:i'm|i\s+am|i've\s+been|i\s+have\s+been)\s+(?:also\s+|currently\s+|now\s+)?taking|i(?:'ve"
        r"|\s+have)?\s+(?:recently\s+"
        r"|just\s+|also\s+)?(?:take(?=\s+(?:\w+\s+){0,3}(?:lessons|classes)\b)|started(?:\s+taking)?"
        r"|signed\s+up\s+for|enrolled\s+in|joined))\s+(?!the\b|my\b"
        r"|this\b|that\b|these\b|your\b|\w+ing\s+(?:a|the|some|my)\b)(?P<object>(?:(?:a|an|some|weekly|online"
        r"|private|beginner)\s+)*(?:[a-z]+\s+){0,2}[a-z]+\s+(?:lessons|classes|class|course|club|choir|band|team))\b",
        confidence=0.8,
    ),
    *(
        make(
            "does",
            rf"{lead}(?:(?:do|go)\s+(?!my\s)(?:a\s+lot\s+of\s+|some\s+|a\s+bit\s+of\s+"
            rf"|to\s+)?)(?P<object>(?:{SPORTS})(?:\s+and\s+(?:{SPORTS}))?)\b(?!\s+(?:shopping|for\s+a\s+new"
            r"|class))",
            Shape.ACTIVITY,
            confidence=0.85,
            cues=cued("do go"),
        )
        for make, lead in ((said, rf"(?:i|we)\s+(?:{_OFTEN}\s+)*"), (elided, rf"(?:{_OFTEN}\s+)*"))
    ),
    said("does", rf"i\s+(?:{_OFTEN}\s+)+(?P<object>(?:{SPORTS})(?:\s+and\s+(?:{SPORTS}))?)\b", confidence=0.75),
    *(
        make(
            "does",
            rf"{lead}go\s+(?P<object>(?!shopping\b|going\b|viral\b|being\b)[a-z]{{3,}}ing)\b{_END}",
            confidence=0.8,
            cues=cued("go"),
        )
        for make, lead in ((said, rf"(?:i|we)\s+(?:{_OFTEN}\s+)*"), (elided, ""))
    ),
    # A verb of habit that stands for itself.
    *(
        make(
            "does",
            rf"{lead}(?P<object>{_HABIT})\b{_END}(?!\s+(?:to\s+(?:the|work|school)|into|out|in\s+(?:circles"
            r"|the\s+(?:rain|same|back)|my|a|your)|for\s+(?:it|this|that|you|the|a|my)|with\s+(?:it|this|that"
            r"|you)|at\s+(?:it|this|that|you)|on\s+(?:it|this|that|my|a|the)|as\s+(?:if|though)))",
            confidence=0.75,
        )
        for make, lead in (
            (said, rf"i\s+(?:{_OFTEN}\s+)*"),
            (
                elided,
                rf"(?:{_OFTEN}\s+)*(?!(?:act|box|spin|bowl|run|fish|coach|fence|lift|row|dive|spin|raise|draw"
                r"|climb)\b)",
            ),
        )
    ),
    # Some verbs need what they are done to.
    *(
        make(
            "does",
            rf"{lead}(?=(?:repair|fix|restore|collect|breed|foster|rescue|coach|tutor|mentor|sing|referee"
            rf"|compose|forage\s+for|translate|restore|brew|carve|knit|sew|weave)\s+{_NOT_HABIT})",
            Shape.ACTIVITY,
            confidence=0.75,
        )
        for make, lead in ((said, rf"i\s+(?:{_OFTEN}\s+)*"), (elided, ""))
    ),
    said(
        "does",
        rf"i\s+(?:{_OFTEN}\s+)*run\s+(?P<object>(?:\d+\s?k(?:ms?)?|marathons?|half[\s-]marathons?|ultras?"
        r"|ultramarathons?|cross[\s-]country|trails?))\b",
        confidence=0.8,
        cues=cued("run"),
    ),
    said(
        "does",
        rf"i\s+(?:{_OFTEN}\s+)*(?P<object>(?:write|make|build|grow|paint|draw|bake|cook|record|produce|keep"
        r"|raise)\s+(?:my\s+own\s+)?(?:poetry|poems|short\s+stories|stories|fan\s?fic(?:tion)?|songs|music"
        r"|beats|candles|soap|jewell?ery|pottery|furniture|models?|model\s+\w+|vegetables|tomatoes|orchids"
        r"|roses"
        r"|herbs|portraits|landscapes|miniatures|bread|sourdough|cakes|comics|bees|chickens|hens|ducks|goats"
        r"|a\s+diary|a\s+journal|wine|beer|cheese|kombucha|games|robots|drones|youtube\s+videos|videos))\b",
        confidence=0.75,
    ),
    said(
        "does",
        rf"i\s+(?=(?:{_OFTEN}\s+)*{_REGULAR}\b\s[^.!?;,\n]{{0,50}}?\b{FREQUENCY}\b)(?:{_OFTEN}\s+)*(?!play\s+wi"
        r"th\b|always\s"
        r"|(?:do|go|see|have|take|say|hear|try|play|practi[cs]e)\s+(?:it|that|this|them|there|him|her|you)\b"
        r"|go\s+(?:every|each|there)\b)",
        Shape.ACTIVITY,
        confidence=0.75,
    ),
    said(
        "does",
        rf"{I_AM}(?:an?\s+)?(?:(?:avid|keen|amateur|passionate|hobby|enthusiastic|casual|competitive"
        r"|recreational|regular|serious|weekend|big|heavy|light|social|occasional|long-?time|lifelong"
        r"|beginner|novice|decent|former\s+competitive|committed|hopeless|lapsed|retired\s+competitive"
        rf"|marathon|distance|trail|fell|open\s+water|road|mountain|rock|wild)\s+)+(?P<object>{_AGENTS}"
        r"|[a-z]+er|[a-z]+ist)\b(?!\s+(?:of|at)\b)",
        confidence=0.8,
    ),
    said("does", rf"{I_AM}an?\s+(?P<object>{_AGENTS})\b(?!\s+(?:of|at)\b)", confidence=0.75),
    *(
        make(
            "does",
            rf"{lead}collect\s+(?P<object>(?!my\b|the\b|data\b|it\b|all\b|them\b|this\b|these\b|information\b"
            rf"|examples?\b|some\b|more\b|money\b|points\b|ideas\b)[a-z]+(?:\s+[a-z]+){{0,3}}?)(?=\s*[.,!;?]"
            r"|\s+(?:and|from|for|as|since|because|when)\b|$)",
            confidence=0.8,
            cues=cued("collect"),
        )
        for make, lead in ((said, I_DO), (elided, ""))
    ),
    mine(
        "does",
        rf"{MY}(?:(?:main|biggest|favou?rite|new|other|only|current)\s+)?(?:hobby|pastime|sport"
        r"|side\s+project)(?:\s+is|'s|:)\s+",
        Shape.TASTE,
        cues=cued("hobby pastime sport side"),
    ),
    mine(
        "does",
        rf"{MY}(?:\w+\s+)?(?:hobbies|pastimes)(?:\s+(?:are|include)|:)\s+",
        Shape.TASTE,
        cues=cued("hobbies pastimes"),
    ),
    opening(
        "does",
        r"(?:hobbies|hobby|pastimes|sports?|instruments?)\s*(?::|=|\s-)\s*",
        Shape.TASTE,
        confidence=0.8,
        cues=cued("hobbies hobby pastimes sport sports instrument instruments"),
    ),
    anywhere(
        "does",
        r"\b(?:in\s+my\s+(?:free|spare)\s+time|in\s+my\s+downtime|(?:on|at)\s+(?:the\s+)?weekends|for\s+fun"
        r"|as\s+a\s+hobby|to\s+(?:relax|unwind))\b,?\s+i\s+(?:still\s+|usually\s+|often\s+|mostly\s+|like\s+to\s+"
        r"|love\s+to\s+|enjoy\s+|sometimes\s+|also\s+|always\s+)*(?!still\s+(?:love|like)\b|am\b|have\b|can\b|would\b|will\b|like\b"
        r"|love\b|need\b|want\b|prefer\b|get\b|'m\b|was\b|don't\b|just\b|try\s+to\b)",
        Shape.ACTIVITY,
        confidence=0.8,
        cues=cued("spare free downtime weekends fun hobby relax unwind"),
    ),
    said(
        "does",
        rf"{I_HAVE}(?:a|my)\s+(?P<object>(?:{SPORTS}|{INSTRUMENT}|language|french|spanish|italian|german|art"
        rf"|singing|drum)\s+{_EVENT})\b",
        confidence=0.8,
    ),
    mine(
        "does",
        rf"{MY}(?:\w+\s+)?(?P<object>{SPORTS}|{INSTRUMENT})\s+(?:{_EVENT}|teacher|coach|instructor|routine"
        r"|recital|tournament|match(?:es)?)\b",
        presupposed=True,
        confidence=0.8,
    ),
    mine(
        "does",
        rf"{MY}(?:(?:new|own|old|little|weekly|daily)\s+)*(?P<object>{_PROJECT})\b",
        presupposed=True,
        confidence=0.75,
    ),
    opening(
        "does",
        rf"(?P<object>{SPORTS}|{INSTRUMENT})\s+(?:practice|training|class|lesson|rehearsal|session)\s+(?:was"
        r"|is|on|tonight|tomorrow|yesterday|today|this|went|every|starts|got|killed|again)\b",
        confidence=0.7,
    ),
    anywhere(
        "does",
        r"\b(?:after|over|almost|nearly|about|for)\s+(?:\w+\s+)?(?:\d+|two|three|four|five|six|seven|eight"
        r"|nine|ten|twelve|fifteen|twenty|many|several)\s+(?:years|months)\s+of\s+(?:doing\s+"
        rf"|playing\s+)?(?:the\s+)?(?P<object>{SPORTS}|{INSTRUMENT})\b",
        presupposed=True,
        confidence=0.8,
        cues=cued("years months"),
    ),
    said(
        "does",
        r"(?:i've|i\s+have|ive)\s+been\s+(?:\w+ly\s+)?(?P<object>(?!working\b|living\b|dating\b|trying\b"
        r"|thinking\b|looking\b|waiting\b|using\b|having\b|feeling\b|being\b|going\s+(?:through|out)\b"
        r"|seeing\b|getting\b|doing\b|wanting\b|wondering\b|meaning\b|struggling\b|dealing\b|suffering\b"
        r"|staying\b|studying\b|playing\b|learning\b|sitting\b|saving\b|talking\b|reading\s+(?:this|that"
        r"|your)\b|sleeping\b|driving\b|taking\b|asking\b|putting\b|searching\b|wearing\b|eating\b|drinking\b"
        r"|planning\b|running\s+(?:a|the|into)\b|losing\b)[a-z]{2,}ing(?:\s+(?!for\b|since\b|with\b|on\b|at\b"
        r"|in\b|this\b|that\b|it\b|you\b|to\b|the\b|a\b|my\b|about\b|through\b"
        r"|as\b)[a-z-]+){0,2}?)\s+(?:for\s+(?:over\s+|almost\s+|about\s+|more\s+than\s+|nearly\s+)?(?:\d+"
        r"|a\s+few|many|several|two|three|four|five|six|seven|eight|nine|ten|twenty|some)\s+(?:years|months)"
        r"|since\s+(?:i\s+was|\d{4}|childhood|college|school|uni\w*))\b",
        confidence=0.75,
    ),
    anywhere(
        "does",
        rf"\b(?:that's|it's|this\s+is)\s+for\s+my\s+(?P<object>(?:{SPORTS}|{INSTRUMENT}|[a-z]+)\s+(?:class"
        r"|lesson|course|club))\b",
        confidence=0.75,
        cues=cued("my"),
    ),
    anywhere(
        "does",
        r"(?:^|(?<=[.!?,;:]\s)|(?<=\bi'm\s)|(?<=\bam\s)|(?<=\bim\s))back\s+(?:on|to|into"
        r"|at)\s+(?:the\s+)?(?P<object>(?!going\b|being\b|working\b|having\b|doing\b|living\b|using\b"
        r"|looking\b|thinking\b|trying\b|feeling\b)[a-z]{3,}ing|gym|yoga|pilates|coffee|cigarettes|meat"
        r"|tennis|football|piano|guitar|judo|karate)\b(?!\s+(?:the|a|my|on|about)\b)",
        confidence=0.7,
        cues=cued("back"),
    ),
)
