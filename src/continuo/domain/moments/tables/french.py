"""French words of time."""

from __future__ import annotations

from continuo.domain.moments.table import Around, Meaning, Table, Words

_WORDS = Words(
    months={
        "janvier": 1,
        "février": 2,
        "mars": 3,
        "avril": 4,
        "mai": 5,
        "juin": 6,
        "juillet": 7,
        "août aout": 8,
        "septembre": 9,
        "octobre": 10,
        "novembre": 11,
        "décembre": 12,
    },
    weekdays={
        "lundi": 0,
        "mardi": 1,
        "mercredi": 2,
        "jeudi": 3,
        "vendredi": 4,
        "samedi": 5,
        "dimanche": 6,
    },
    units={
        "minute minutes": "minute",
        "heure heures": "hour",
        "jour jours": "day",
        "semaine semaines": "week",
        "week-end week-ends weekend weekends": "weekend",
        "mois": "month",
        "trimestre trimestres": "quarter",
        "an ans année années": "year",
        "décennie décennies": "decade",
    },
    numbers={
        "un une": 1,
        "deux": 2,
        "trois": 3,
        "quatre": 4,
        "cinq": 5,
        "six": 6,
        "sept": 7,
        "huit": 8,
        "neuf": 9,
        "dix": 10,
        "onze": 11,
        "douze": 12,
        "quinze": 15,
        "vingt": 20,
        "trente": 30,
    },
    dates={"1er premier": 1},
    days={"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "après-demain": 2},
    parts={"matin": "morning", "après-midi": "afternoon", "soir": "evening", "nuit": "night"},
    day_parts={
        "ce_matin": (0, "morning"),
        "cet_après-midi cette_après-midi": (0, "afternoon"),
        "ce_soir": (0, "evening"),
        "cette_nuit": (0, "night"),
    },
    shifts={
        "dernier dernière derniers dernières passé passée": -1,
        "ce cet cette ces": 0,
        "prochain prochaine prochains prochaines": 1,
    },
    near_years={"l'année_dernière l'an_dernier l'an_passé": -1, "cette_année": 0, "l'année_prochaine l'an_prochain": 1},
    seasons={"printemps": "spring", "été": "summer", "automne": "autumn", "hiver": "winter"},
    holidays={
        "réveillon_de_noël": "christmas eve",
        "noël": "christmas",
        "saint-sylvestre réveillon_du_nouvel_an": "new year's eve",
        "jour_de_l'an nouvel_an": "new year's day",
        "pâques": "easter",
        "lundi_de_pâques": "easter monday",
        "vendredi_saint": "good friday",
        "saint-valentin": "valentine's day",
    },
    few="quelques|plusieurs",
)

_OF_YEAR = "(?:,? (?:de )?(?:{year}|{near_year}))?"
_LEAD = (
    "(?:en|au|depuis|jusqu'en|jusqu'à|avant|après|entre|et|de|à|dès|d'ici|fin|début|mi|pour|vers)"
    "(?: (?:le )?(?:mois de |début |fin )?|-)"
)

FRENCH = Table(
    name="fr",
    signs=(
        "le la les de des du une un est et à a au aux que qui dans pour pas sur on je tu il elle nous vous ils en y ce "
        "se ne avec fait cette ces leur tout tous même aussi comme si quand lui moi toi notre nos entre vers mon ma "
        "mes son sa était été suis sont avons avez ont j d l c s n m qu mais ou où très plus chez"
    ),
    words=_WORDS,
    phrases=(
        (Meaning.DAY_PART, "{day_part}"),
        (Meaning.DAY, "{day}(?: {part})?"),
        (Meaning.WEEKDAY_OF_WEEK, "{weekday} de la semaine {shift}"),
        (Meaning.WEEKDAY, "{weekday} {shift}(?: {part})?"),
        # "Le lundi" is every Monday.
        (Meaning.WEEKDAY, "(?<!le ){weekday}(?: {part})?"),
        (Meaning.STRETCH, "(?:les |ces |des )(?P<span>(?:{count}|{few}) {shift} {unit})"),
        (Meaning.UNIT, "{unit} {shift}"),
        (Meaning.UNIT, "(?P<shift>ce|cet|cette) {unit}"),
        (Meaning.UNIT, "(?:pendant le|durant le|le) (?P<span>(?P<unit>week-end|weekend))"),
        (Meaning.FOR, "depuis (?:environ |plus de |presque )?{count} {unit}"),
        (Meaning.AGO, "il y a (?:environ |à peu près )?(?:{count}|{few}) {unit}"),
        (Meaning.AHEAD, "dans (?:environ )?(?:{count}|{few}) {unit}"),
        (Meaning.DATE, "(?P<span>(?:{weekday},? (?:le )?)?{date} {month}(?: {shift})?" + _OF_YEAR + ")"),
        (Meaning.MONTH, _LEAD + "(?P<span>{month}(?: {shift})?" + _OF_YEAR + ")"),
        (Meaning.MONTH, "{month} (?:{shift}|{year})"),
        (Meaning.SEASON, "{season} (?:{shift}|(?:de )?{year})"),
        (Meaning.SEASON, "(?P<shift>ce|cet) {season}"),
        (Meaning.SEASON, "(?:au |en |à l'|pendant l'|depuis l'|depuis le )(?P<span>{season}" + _OF_YEAR + ")"),
        (Meaning.HOLIDAY, "{holiday}(?: {shift})?" + _OF_YEAR),
        (Meaning.YEAR, "(?:en|depuis|jusqu'en|avant|après|entre|et|de|à|dès|d'ici|vers|fin|début) (?P<span>{year})"),
        (Meaning.YEAR, "(?P<span>(?:l'année|l'an) {year})"),
        (Meaning.FIGURES, "{figures}"),
        (Meaning.FIGURES, "(?:le|du|au|depuis le) (?P<span>{short})"),
    ),
    around=Around(
        ahead=(
            "jusqu|vais|vas|va|allons|allez|vont|veux|veut|voulons|dois|doit|devons|bientôt|prévois|prévoyons"
            "|[a-zéèê]{2,}r(?:ai|as|a|ons|ez|ont)"
        ),
        behind=(
            "depuis|(?:ai|as|a|avons|avez|ont) (?:pas |bien |déjà |trop |enfin |tout )?"
            "[a-zéèêâçûî]+(?:é|ée|és|i|u|is|it|ert|eu|fait|aint)"
            "|(?:suis|es|est|sommes|êtes|sont) (?:mort|morte|[a-zéèêâçûî]+(?:é|ée|és|ées|i|ie|is|u|ue|us|ues))"
            "|étais|était|étions|étaient|avais|avait|avaient|fut|furent|vécut"
        ),
        repeated="(?:chaque|tous les|toutes les)",
        opening=(
            "(?:(?P<since>depuis|dès|à partir d[eu]|à partir)|(?P<until>jusqu'(?:au|en|à)|jusque)"
            "|(?P<after>après)|(?P<before>avant))(?: (?:le|la|l'|les|en|mois de|début|fin)){0,2}(?: l')?"
        ),
        away="{count} {unit} (?:(?P<sooner>avant)|(?P<later>après))(?: (?:le|la|les))?",
        range_start="(?:de|du|d'|entre|depuis)(?: le| la)?",
        range_middle="(?:à|au|et|jusqu'(?:au|en|à))(?: (?:le|la|fin))?|[-–—]",
        one_way="(?:à|au|jusqu)",
        edges=(
            "(?:au )?début (?:de )?(?:l')?",
            "(?:à la )?mi-|(?:au )?milieu de (?:l')?",
            "(?:à la )?fin (?:de )?(?:l')?",
        ),
    ),
)
"""French."""
