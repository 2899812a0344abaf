"""English words that nearly every sentence has: they tell sentences apart no better than a full stop does."""

from __future__ import annotations

_ARTICLES = "a an the this that these those some any each every either neither such same other another"
_PRONOUNS = """
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself they them their theirs themselves who whom whose which what whatever one ones
"""
_AUXILIARIES = """
    am is are was were be been being have has had having do does did doing done will would shall should can could may
    might must ought isn aren wasn weren haven hasn hadn don doesn didn won wouldn shan shouldn couldn mustn ain
    isn't aren't wasn't weren't haven't hasn't hadn't don't doesn't didn't won't wouldn't shan't shouldn't couldn't
    mustn't ain't can't cannot gonna gotta
"""
_CONTRACTIONS = """
    i'm i've i'll i'd you're you've you'll you'd he's he'll he'd she's she'll she'd it's it'll it'd we're we've we'll
    we'd they're they've they'll they'd that's there's here's what's who's where's how's let's s t m re ve ll d
"""
_PARTICLES = """
    of in on at by for with about against between into through during to from up down out off over under again further
    then once and but or nor so if because as until while than too very just only own both few more most not no yes
    there here when where why how all also am etc via per within without upon
"""
_CHATTER = "please thanks thank hi hey hello ok okay oh well really let lets like get got getting"

STOP_WORDS = frozenset(" ".join((_ARTICLES, _PRONOUNS, _AUXILIARIES, _CONTRACTIONS, _PARTICLES, _CHATTER)).split())
"""Lower case, as ``terms.words`` writes them."""
