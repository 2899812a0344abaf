"""German words of time."""

from __future__ import annotations

from continuo.domain.moments.table import Around, Meaning, Table, Words

_WORDS = Words(
    months={
        "januar jänner": 1,
        "februar feber": 2,
        "märz": 3,
        "april": 4,
        "mai": 5,
        "juni": 6,
        "juli": 7,
        "august": 8,
        "september": 9,
        "oktober": 10,
        "november": 11,
        "dezember": 12,
    },
    weekdays={
        "montag": 0,
        "dienstag": 1,
        "mittwoch": 2,
        "donnerstag": 3,
        "freitag": 4,
        "samstag sonnabend": 5,
        "sonntag": 6,
    },
    units={
        "minute minuten": "minute",
        "stunde stunden": "hour",
        "tag tage tagen tages": "day",
        "woche wochen": "week",
        "wochenende wochenenden": "weekend",
        "monat monate monaten monats": "month",
        "quartal quartale quartalen": "quarter",
        "jahr jahre jahren jahres": "year",
        "jahrzehnt jahrzehnte jahrzehnten": "decade",
    },
    numbers={
        "ein eine einem einen einer": 1,
        "zwei": 2,
        "drei": 3,
        "vier": 4,
        "fünf": 5,
        "sechs": 6,
        "sieben": 7,
        "acht": 8,
        "neun": 9,
        "zehn": 10,
        "elf": 11,
        "zwölf": 12,
        "fünfzehn": 15,
        "zwanzig": 20,
        "dreißig": 30,
    },
    dates={"ersten erster erste": 1, "zweiten zweiter zweite": 2, "dritten dritter dritte": 3},
    days={"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2},
    parts={
        "morgen früh vormittag": "morning",
        "mittag nachmittag": "afternoon",
        "abend": "evening",
        "nacht": "night",
    },
    day_parts={"heute_nacht": (0, "night"), "letzte_nacht": (-1, "night"), "morgen_früh": (1, "morning")},
    shifts={
        "letzte letzten letzter letztes letztem vergangene vergangenen vergangenes vorige vorigen voriges": -1,
        "diese diesen dieser dieses diesem": 0,
        "nächste nächsten nächster nächstes nächstem kommende kommenden kommendes": 1,
    },
    near_years={"letzten_jahres vergangenen_jahres": -1, "dieses_jahres": 0, "nächsten_jahres": 1},
    seasons={"frühling frühjahr": "spring", "sommer": "summer", "herbst": "autumn", "winter": "winter"},
    holidays={
        "heiligabend heiligen_abend": "christmas eve",
        "weihnachten": "christmas",
        "silvester": "new year's eve",
        "neujahr": "new year's day",
        "ostern ostersonntag": "easter",
        "ostermontag": "easter monday",
        "karfreitag": "good friday",
        "valentinstag": "valentine's day",
    },
    few="(?:ein )?paar|einigen?|mehreren?",
)

_DAY_LEAD = "(?:am|den|der|dem|vom|zum|seit|bis|ab|nach|vor) "
_LEAD = "(?:im|in|seit|bis|ab|von|vom|vor|nach|und|zwischen|für|anfang|mitte|ende|zum) (?:monat )?"
_OF_YEAR = "(?:,? (?:des jahres )?(?:{year}|{near_year}))?"

GERMAN = Table(
    name="de",
    signs=(
        "der die das und ist ich nicht ein eine zu den mit von sie es auf für war im dem auch als an wie wir hat habe "
        "am was mein meine bei nach aus um sind haben wird wurde kann aber oder wenn noch uns bis vom zum zur ins beim "
        "seit schon mir mich dich ihr ihm ihn sein seine ihre unser unsere dass nur mal sehr dort hier zwischen vor"
    ),
    words=_WORDS,
    phrases=(
        (Meaning.DAY_PART, "{day_part}"),
        (Meaning.DAY, "(?<!guten )(?<!jeden ){day}(?: {part})?"),
        (Meaning.WEEKDAY_OF_WEEK, "{shift} woche (?:am )?{weekday}"),
        (Meaning.WEEKDAY_OF_WEEK, "{weekday} {shift} woche"),
        (Meaning.WEEKDAY, "(?:{shift} )?{weekday}(?: {part})?"),
        (Meaning.STRETCH, "{shift} (?:{count}|{few}) {unit}"),
        (Meaning.UNIT, "{shift} {unit}"),
        (Meaning.UNIT, "(?:am|übers|fürs) (?P<span>(?P<unit>wochenende))"),
        (Meaning.FOR, "seit (?:etwa |rund |über |fast )?{count} {unit}"),
        (Meaning.AGO, "vor (?:gut |knapp |etwa |rund )?einem (?P<half>halben) {unit}"),
        (Meaning.AGO, "vor (?:etwa |ungefähr |rund |gut |knapp |über )?(?:{count}|{few}) {unit}"),
        (Meaning.AHEAD, "in (?:etwa |ungefähr |rund |gut |knapp |über )?(?:{count}|{few}) {unit}"),
        (Meaning.DATE, "(?P<span>(?:{weekday},? (?:de[nmr] )?)?{date}[.]? {month}" + _OF_YEAR + ")"),
        (Meaning.MONTH, _LEAD + "(?P<span>(?:{shift} )?{month}" + _OF_YEAR + ")"),
        (Meaning.SEASON, "(?:im|seit|bis|ab|vor|nach|diesen|den|zum) (?P<span>(?:{shift} )?{season}" + _OF_YEAR + ")"),
        (Meaning.MONTH, "(?:{shift} )?{month}(?(shift)| {year})"),
        (Meaning.SEASON, "{shift} {season}"),
        (Meaning.HOLIDAY, "(?:{shift} )?{holiday}" + _OF_YEAR),
        (Meaning.YEAR, "(?P<span>im jahre? {year})"),
        (Meaning.YEAR, "(?:in|seit|bis|ab|von|vor|nach|und|zwischen|um|anfang|mitte|ende) (?P<span>{year})"),
        # Germans date with a bare year; a noun, with its capital, would be counted by it.
        (Meaning.YEAR, r"(?<=[a-zäöüß] )(?P<span>{year})(?!\s+(?-i:[A-ZÄÖÜ])|\s*[€%.,]?\d|\s*[€%])"),
        (Meaning.FIGURES, "{figures}"),
        (Meaning.FIGURES, "(?:am|den|vom|zum|bis|ab|seit) (?P<span>{short})"),
    ),
    around=Around(
        ahead="bis|werde|wirst|wird|werden|werdet|will|wollen|möchte|möchten|muss|müssen|plane|planen|bald|kommt|kommen",
        behind=(
            "seit|war|waren|hatte|hatten|wurde|wurden|ging|gingen|kam|kamen|lebte|wohnte|sagte"
            "|(?-i:[a-zäöü]*ge[a-zäöüß]{2,}(?:t|en))|zuletzt|damals|starb|begann|fing|fuhr|sah|gab|fand|blieb|traf|verlor"
            "|(?:be|ver|er|ent|zer)[a-zäöüß]{2,}(?:t|en)(?=[.!?]?$)"
        ),
        repeated="jed(?:en|e|es|er)(?: zweiten?)?",
        opening=(
            "(?:(?P<since>seit|ab)|(?P<until>bis)|(?P<after>nach)|(?P<before>vor))(?: etwa)?"
            "(?: (?:zum|zur|dem|der|den|in|im|an|am))?(?: jahr)?"
        ),
        away="{count} {unit} (?:(?P<sooner>vor)|(?P<later>nach))(?: de[mnr])?",
        range_start="(?:von|vom|zwischen)(?: de[mnr])?",
        range_middle="(?:bis|und)(?: (?:zum|zur|dem|de[nr]|ende|in|im))?|[-–—]",
        one_way="bis",
        edges=("anfang (?:des )?|beginn des ", "mitte (?:des )?", "ende (?:des )?"),
    ),
)
"""German."""
