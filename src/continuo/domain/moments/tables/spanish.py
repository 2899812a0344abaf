"""Spanish words of time."""

from __future__ import annotations

from continuo.domain.moments.table import Around, Meaning, Table, Words

_WORDS = Words(
    months={
        "enero": 1,
        "febrero": 2,
        "marzo": 3,
        "abril": 4,
        "mayo": 5,
        "junio": 6,
        "julio": 7,
        "agosto": 8,
        "septiembre setiembre": 9,
        "octubre": 10,
        "noviembre": 11,
        "diciembre": 12,
    },
    weekdays={
        "lunes": 0,
        "martes": 1,
        "miércoles miercoles": 2,
        "jueves": 3,
        "viernes": 4,
        "sábado sabado": 5,
        "domingo": 6,
    },
    units={
        "minuto minutos": "minute",
        "hora horas": "hour",
        "día días dia dias": "day",
        "semana semanas": "week",
        "fin_de_semana fines_de_semana finde": "weekend",
        "mes meses": "month",
        "trimestre trimestres": "quarter",
        "año años": "year",
        "década décadas": "decade",
    },
    numbers={
        "un una uno": 1,
        "dos": 2,
        "tres": 3,
        "cuatro": 4,
        "cinco": 5,
        "seis": 6,
        "siete": 7,
        "ocho": 8,
        "nueve": 9,
        "diez": 10,
        "once": 11,
        "doce": 12,
        "quince": 15,
        "veinte": 20,
        "treinta": 30,
    },
    dates={"primero uno": 1},
    days={"anteayer antier antes_de_ayer": -2, "ayer": -1, "hoy": 0, "mañana": 1, "pasado_mañana": 2},
    parts={"mañana": "morning", "tarde": "afternoon", "noche": "night"},
    day_parts={
        "anoche": (-1, "night"),
        "anteanoche": (-2, "night"),
        "esta_mañana": (0, "morning"),
        "esta_tarde": (0, "afternoon"),
        "esta_noche": (0, "night"),
    },
    shifts={
        "pasado pasada pasados pasadas último última últimos últimas anterior": -1,
        "este esta estos estas": 0,
        "próximo próxima próximos próximas que_viene que_vienen siguiente": 1,
    },
    near_years={"año_pasado": -1, "este_año": 0, "año_que_viene próximo_año": 1},
    seasons={"primavera": "spring", "verano": "summer", "otoño": "autumn", "invierno": "winter"},
    holidays={
        "nochebuena": "christmas eve",
        "navidad navidades": "christmas",
        "nochevieja fin_de_año": "new year's eve",
        "año_nuevo": "new year's day",
        "pascua domingo_de_resurrección": "easter",
        "viernes_santo": "good friday",
        "san_valentín": "valentine's day",
        "halloween": "halloween",
    },
    few="unos(?: pocos)?|unas(?: pocas)?|algunos|algunas|varios|varias|pocos|pocas",
)

_OF_YEAR = "(?:,? (?:del? )?(?:el )?(?:{year}|{near_year}))?"
_LEAD = (
    "(?:en|desde|hasta|antes de|después de|entre|y|de|a|para|durante|hacia) (?:el mes de |mediados de |finales de )?"
)

SPANISH = Table(
    name="es",
    signs=(
        "de del a al el la los las que y en es un una por con para no se lo me mi su fue está estaba son muy más pero "
        "como yo tú él ella nos nosotros hay tengo tiene era cuando donde mis sus ha he han hemos voy va qué entre "
        "hasta desde le les esto eso este esta aquí allí también todo todos sin sobre nuestra nuestro"
    ),
    words=_WORDS,
    phrases=(
        (Meaning.DAY_PART, "{day_part}"),
        (Meaning.DAY, "(?<!la )(?<!las )(?<!de )(?<!por )(?<!cada ){day}(?: por la {part}| {part})?"),
        (Meaning.WEEKDAY_OF_WEEK, "{weekday} de la semana {shift}"),
        (Meaning.WEEKDAY, "(?P<shift>próximo|último|este) {weekday}(?: por la {part})?"),
        (Meaning.WEEKDAY, "(?:el|del|al|hasta el|desde el|este) (?P<span>{weekday}(?: {shift})?(?: por la {part})?)"),
        (Meaning.STRETCH, "{shift} (?:{count}|{few}) {unit}"),
        (Meaning.STRETCH, "(?:{count}|{few}) {shift} {unit}"),
        (Meaning.UNIT, "{unit} {shift}"),
        (Meaning.UNIT, "{shift} {unit}"),
        (Meaning.UNIT, "(?:el|durante el) (?P<span>(?P<unit>fin de semana|finde))"),
        (Meaning.FOR, "desde hace (?:unos |casi |más de )?{count} {unit}"),
        (Meaning.AGO, "hace (?P<half>medio|media) {unit}"),
        (Meaning.AGO, "hace (?:unos |casi |aproximadamente )?(?:{count}|{few}) {unit}"),
        (Meaning.AHEAD, "(?:en|dentro de) (?:unos |unas )?(?:{count}|{few}) {unit}"),
        (Meaning.DATE, "(?P<span>(?:{weekday},? )?{date} de {month}(?: {shift})?" + _OF_YEAR + ")"),
        (Meaning.MONTH, _LEAD + "(?P<span>{month}(?: {shift})?" + _OF_YEAR + ")"),
        (Meaning.MONTH, "{month} (?:{shift}|del? {year})"),
        (Meaning.SEASON, "{season} (?:{shift}|del? {year})"),
        (Meaning.SEASON, "(?P<shift>este|esta) {season}"),
        (Meaning.SEASON, "(?:en|durante|desde|hasta) (?:el |la )?(?P<span>{season}" + _OF_YEAR + ")"),
        (Meaning.HOLIDAY, "{holiday}(?: {shift})?" + _OF_YEAR),
        (Meaning.YEAR, "(?:en|desde|hasta|antes de|después de|entre|y|de|a|hacia) (?:el )?(?P<span>(?:año )?{year})"),
        (Meaning.YEAR, "(?P<span>año {year})"),
        (Meaning.FIGURES, "{figures}"),
        (Meaning.FIGURES, "(?:el|del|al|hasta el|desde el) (?P<span>{short})"),
    ),
    around=Around(
        ahead=(
            "hasta|voy|vas|va|vamos|van|quiero|quiere|queremos|tengo que|debo|pronto|próximo|tendré|haré"
            "|[a-záéíó]{2,}r(?:é|ás|á|emos|éis|án)"
        ),
        behind=(
            "desde|fue|fui|fuimos|fueron|era|eran|estuve|estuvo|estuvimos|estaba|estaban|había|hice|hizo|hicimos|he|ha|hemos"
            "|han|vino|vinieron|tuve|tuvo|tuvimos|puso|puse|dijo|dije|quiso|pudo|pude|supo|vi|vio|dio|di|[a-záéíóñ]{2,}(?:é|ó|í|aron|ieron|imos)"
        ),
        repeated="(?:cada|todos los|todas las)",
        opening=(
            "(?:(?P<since>desde|a partir del?)|(?P<until>hasta)|(?P<after>después del?)|(?P<before>antes del?))"
            "(?: (?:el|la|los|las|finales de|mediados de|el mes de|el año)){0,2}"
        ),
        away="{count} {unit} (?:(?P<sooner>antes)|(?P<later>después))(?: del?)?(?: (?:el|la|las|los))?",
        range_start="(?:de|del|desde|entre)(?: el| la)?",
        range_middle="(?:a|al|y|hasta)(?: (?:el|la|finales de))?|[-–—]",
        one_way="(?:a|al|hasta)",
        edges=(
            "(?:a )?(?:principios|comienzos) (?:de|del) (?:el )?",
            "(?:a )?mediados (?:de|del) (?:el )?",
            "(?:a )?(?:finales|fines) (?:de|del) (?:el )?",
        ),
    ),
)
"""Spanish."""
