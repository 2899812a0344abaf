"""The phrases of which ``bench.ranking.updates`` makes conversations; all of them are our own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """Things that have a value of one kind.

    Args:
        whats: the things.
        values: what they may have.
        old: ways to tell the value for the first time, with ``{what}`` and ``{value}``.
        new: ways to tell another value later on; some of them say that something changed, some do not.
        asks: questions for the value in force.
        others: questions about the thing that no later value answers.
    """

    whats: tuple[str, ...]
    values: tuple[str, ...]
    old: tuple[str, ...]
    new: tuple[str, ...]
    asks: tuple[str, ...]
    others: tuple[str, ...]


_OTHERS = (
    "When did I first talk about the {what}?",
    "Have I ever mentioned the {what}?",
    "How many days passed between my first word about the {what} and the last one?",
    "What did I say about the {what} in the beginning?",
)

FIELDS = (
    Field(
        (
            "balcony plants",
            "chess trophies",
            "recipes in the blue binder",
            "jazz records",
            "beehives behind the barn",
            "members of our choir",
            "chapters of the thesis",
            "jars of plum jam",
            "sailing lessons",
            "open tickets on the board",
            "tests in the parser suite",
            "guests for the garden party",
            "stamps from Finland",
            "pull requests under review",
        ),
        ("three", "4", "six", "7", "nine", "11", "12", "fourteen", "17", "19", "23", "28", "31", "two dozen", "42"),
        (
            "I have {value} {what}",
            "there are {value} {what} at the moment",
            "we counted {value} {what} the other day",
            "I am looking after {value} {what}",
            "it comes to {value} {what} all in all",
        ),
        (
            "I am up to {value} {what}",
            "there are {value} {what} by now",
            "that makes {value} {what}, which feels right",
            "we have {value} {what} to deal with",
            "the {what} have grown in number, {value} is what I count today",
            "we recently went to {value} {what}",
        ),
        (
            "How many {what} are there?",
            "How many {what} do I have now?",
            "What is the current number of {what}?",
            "How many {what} do I have?",
        ),
        _OTHERS,
    ),
    Field(
        (
            "rent for the studio",
            "budget for the kitchen",
            "fee of the piano teacher",
            "price of the season ticket",
            "grant for the dig",
            "monthly limit for groceries",
            "salary at the bakery",
            "deposit for the van",
            "cost of the hosting plan",
            "allowance of my nephew",
        ),
        (
            "$85",
            "$120",
            "$240",
            "$310",
            "$475",
            "$520",
            "$690",
            "$850",
            "$1,100",
            "$1,450",
            "$2,300",
            "$3,600",
            "90 euros",
        ),
        (
            "the {what} is {value}",
            "I put {value} down for the {what}",
            "they want {value} as the {what}",
            "with a {what} of {value} I have to be careful",
        ),
        (
            "the {what} went to {value}",
            "the {what} is {value}",
            "since the letter came the {what} stands at {value}",
            "I have just agreed to {value} as the {what}",
            "the increased {what} of {value} is what I plan with",
            "they cut the {what} to {value}",
        ),
        ("What is the {what}?", "How much is the {what}?", "How much is the {what} at the moment?"),
        _OTHERS,
    ),
    Field(
        (
            "swimming class",
            "call with the Oslo team",
            "train to work",
            "bedtime of the twins",
            "dinner on Saturdays",
            "morning run",
            "appointment with the notary",
            "guided tour of the mill",
            "radio show",
            "choir practice",
        ),
        (
            "6:15 am",
            "7 am",
            "8:30 am",
            "9:45 am",
            "11 am",
            "noon",
            "1:30 pm",
            "3 pm",
            "4:20 pm",
            "6 pm",
            "7:45 pm",
            "9 pm",
        ),
        ("the {what} is at {value}", "my {what} begins at {value}", "I have the {what} at {value}"),
        (
            "the {what} was moved to {value}",
            "I have to be there for the {what} at {value}",
            "the {what} starts at {value}",
            "they rescheduled the {what} to {value}",
            "my {what} is at {value} these days",
        ),
        ("What time is the {what}?", "When does the {what} begin?", "At what time should I be ready for the {what}?"),
        _OTHERS,
    ),
    Field(
        (
            "deadline of the grant proposal",
            "launch of the newsletter",
            "wedding of my cousin",
            "boiler inspection",
            "exam in statistics",
            "release of version two",
            "delivery of the piano",
            "hearing about the fence",
            "opening of the exhibition",
            "start of the second sprint",
        ),
        (
            "March 4",
            "April 11",
            "April 29",
            "May 8",
            "May 23",
            "June 2",
            "June 19",
            "July 7",
            "July 30",
            "August 12",
            "September 3",
            "October 15",
        ),
        ("the {what} is on {value}", "we have the {what} set for {value}", "I am preparing for the {what} on {value}"),
        (
            "the {what} got pushed to {value}",
            "the {what} is on {value}",
            "they moved the {what} to {value}",
            "with the new date for the {what}, {value}, I can breathe",
            "the {what} has been brought forward to {value}",
        ),
        ("When is the {what}?", "What date is the {what}?", "For which day is the {what} planned?"),
        _OTHERS,
    ),
    Field(
        (
            "pottery class",
            "band rehearsal",
            "bridge evening",
            "shift at the shelter",
            "market stall",
            "yoga course",
            "Spanish lesson",
            "staff meeting",
        ),
        ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"),
        ("my {what} is on {value}", "I go to the {what} on {value}", "we hold the {what} on {value}"),
        ("the {what} is on {value}", "my {what} switched to {value}", "we hold the {what} on {value} instead"),
        ("What day of the week is the {what}?", "On which day do I have the {what}?"),
        _OTHERS,
    ),
    Field(
        ("physiotherapist", "aunt in Turin", "bass teacher", "old roommate", "mentor", "accountant"),
        (
            "every week",
            "every other week",
            "every month",
            "twice a week",
            "three times a week",
            "once a month",
            "daily",
        ),
        ("I see my {what} {value}", "my {what} and I meet {value}", "I talk to my {what} {value}"),
        ("I see my {what} {value}", "my {what} and I changed to meeting {value}", "I talk to my {what} {value} now"),
        ("How often do I see my {what}?", "How often do my {what} and I meet?"),
        _OTHERS,
    ),
    Field(
        (
            "battery health of the laptop",
            "share of green tests",
            "accuracy of the bird classifier",
            "humidity in the cellar",
            "attendance at the lectures",
            "discount at the paint shop",
        ),
        ("12%", "25%", "38%", "47%", "55%", "61%", "72%", "78%", "84%", "91%", "96%"),
        ("the {what} is {value}", "we measured {value} for the {what}", "I get {value} as the {what}"),
        (
            "the {what} is {value}",
            "the {what} improved to {value}",
            "the {what} dropped to {value}",
            "we reached {value} for the {what}",
        ),
        ("What is the {what}?", "How high is the {what}?", "What {what} do we have?"),
        _OTHERS,
    ),
    Field(
        (
            "commute",
            "best time over ten kilometres",
            "nightly build",
            "response time of the search page",
            "lunch break",
            "waiting time at the clinic",
            "notice period",
        ),
        (
            "12 minutes",
            "20 minutes",
            "35 minutes",
            "41 minutes",
            "50 minutes",
            "58 minutes",
            "75 minutes",
            "90 minutes",
        ),
        ("my {what} is {value}", "the {what} takes {value}", "I need {value} for the {what}"),
        (
            "my {what} is down to {value}",
            "the {what} takes {value}",
            "the {what} has changed to {value}",
            "I just got to {value} for the {what}",
        ),
        ("How long is the {what}?", "How long does the {what} take?", "What is the {what}?"),
        _OTHERS,
    ),
    Field(
        ("passport", "spare key", "sewing machine", "winter tyres", "tent", "photo albums"),
        (
            "in the top drawer",
            "at my mother's house",
            "in the attic",
            "under the stairs",
            "in the safe",
            "behind the boiler",
            "in a box in the garage",
            "on the shelf in the hall",
        ),
        ("I keep the {what} {value}", "the {what} lives {value}", "I put the {what} {value}"),
        ("the {what} is {value}", "I moved the {what}, you will find it {value}", "I keep the {what} {value} now"),
        ("Where do I keep the {what}?", "Where is the {what}?", "Where do I currently keep the {what}?"),
        _OTHERS,
    ),
    Field(
        ("brother", "neighbour Ines", "college friend Tomas", "former boss", "godchild", "cousin Mirela"),
        (
            "Ghent",
            "Aarhus",
            "Porto",
            "Leeds",
            "Graz",
            "Split",
            "Malmo",
            "Turku",
            "Cork",
            "Bergen",
            "a village near Lyon",
        ),
        ("my {what} lives in {value}", "my {what} has a flat in {value}", "my {what} settled in {value}"),
        (
            "my {what} moved to {value}",
            "my {what} is in {value} these days",
            "my {what} has just found a place in {value}",
            "my {what} lives in {value}",
        ),
        ("Where does my {what} live?", "In which town is my {what}?", "Where does my {what} live now?"),
        _OTHERS,
    ),
    Field(
        (
            "novel",
            "knitting project",
            "text editor",
            "phone",
            "dentist",
            "bicycle",
            "keyboard",
            "piano piece",
            "board game",
            "hiking boots",
            "supervisor",
            "insurance company",
        ),
        (
            "Harrow",
            "Blue Meridian",
            "Kestrel",
            "Doctor Lindqvist",
            "Old Salt",
            "Tamarind",
            "Polaris Nine",
            "Vega",
            "Madame Roussel",
            "the Larkspur",
            "Quill",
            "Northwind",
        ),
        (
            "my {what} is {value}",
            "I am on a {what} called {value}",
            "as a {what} I have {value}",
            "I chose {value} as my {what}",
        ),
        (
            "I switched to {value} as my {what}",
            "my {what} is {value}",
            "I went for {value} as a {what}",
            "I am done with the other one and have {value} as my {what}",
            "I have a new {what}, {value}",
        ),
        ("What is my {what}?", "Which {what} do I have?", "Which {what} am I on at the moment?"),
        _OTHERS,
    ),
)

REQUESTS = (
    "Can you suggest a way to plan the coming week?",
    "Do you have any advice on how to keep track of it all?",
    "Could you help me write a short note about it?",
    "What would you do in my place?",
    "Can you give me a list of things to check?",
    "How do other people handle this?",
    "Could you explain the options once more?",
    "I would like some ideas for the weekend, can you help?",
    "Is there a simple tool for that?",
    "Can you recommend a good book on the subject?",
)

ASIDES = ("By the way", "Oh, and", "Speaking of which", "Also", "For context", "Just so you know", "Before I forget")

ABOUT = (
    "I was thinking about the {what} again. {request}",
    "{request} It has to do with the {what}.",
    "My friends keep asking me about the {what}. {request}",
    "I spent 40 minutes on the {what} yesterday. {request}",
    "On Tuesday I told two colleagues about the {what}, and they had many questions. {request}",
    "I am a bit worried about the {what}. {request}",
    "Thanks! I will come back to the {what} later, there is a lot to do until Friday.",
    "Sounds good. Let us go on with the {what} step by step.",
    "I just wrote a page about the {what} in my diary. {request}",
    "The {what} took me 3 phone calls this morning. {request}",
)

CHATTER = (
    "The weather has been odd all week.",
    "I slept badly and need a second coffee.",
    "We had soup for lunch, it was fine.",
    "My back hurts from sitting so much.",
    "The tram was full again this morning.",
    "I watched a film about glaciers last night.",
    "Somebody left a red umbrella at the office.",
    "I finally cleaned the windows on Sunday.",
    "There is a street fair around the corner, with 20 stalls.",
    "I am trying to drink more water.",
    "The cat next door sleeps on our car.",
    "A letter from the city took 5 days to arrive.",
)

REPLIES = (
    "That sounds good. Tell me more when you know more.",
    "Of course. I would begin with the most important point and then go on from there.",
    "Here are three things that may help: take notes, ask early, and keep it simple.",
    "Good question. It depends on what matters most to you.",
    "I am glad to hear that. Is there anything else you would like to look at?",
    "Let us take it step by step. What comes first?",
)
