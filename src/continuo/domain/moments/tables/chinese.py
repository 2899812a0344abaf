"""Chinese words of time, in simplified characters."""

from __future__ import annotations

from continuo.domain.moments.table import Around, Meaning, Table, Words

_FIGURES = ("一", "二", "三", "四", "五", "六", "七", "八", "九")
_NUMBERS = {
    **{word: n for n, word in enumerate(_FIGURES, start=1)},
    "两": 2,
    **{f"{tens if n > 1 else ''}十": 10 * n for n, tens in enumerate(_FIGURES[:5], start=1)},
    **{
        f"{tens if n > 1 else ''}十{one}": 10 * n + m
        for n, tens in enumerate(_FIGURES[:5], start=1)
        for m, one in enumerate(_FIGURES, start=1)
    },
}

_WORDS = Words(
    months={f"{word}月": n for word, n in _NUMBERS.items() if n <= 12 and word != "两"}
    | {f"{n}月": n for n in range(1, 13)},
    weekdays={
        **{f"{week}{word}": n for week in ("周", "星期", "礼拜") for n, word in enumerate(_FIGURES[:6])},
        "周日 周天 星期日 星期天 礼拜天 礼拜日": 6,
    },
    units={
        "分钟": "minute",
        "小时 钟头": "hour",
        "天 日": "day",
        "周 星期 礼拜": "week",
        "周末": "weekend",
        "月": "month",
        "季度": "quarter",
        "年": "year",
    },
    numbers=_NUMBERS,
    dates={word: n for word, n in _NUMBERS.items() if n <= 31 and word != "两"},
    days={"大前天": -3, "前天": -2, "昨天 昨日": -1, "今天 今日": 0, "明天 明日": 1, "后天": 2, "大后天": 3},
    parts={
        "早上 早晨 上午 清晨": "morning",
        "中午 下午": "afternoon",
        "傍晚 晚上": "evening",
        "夜里 深夜": "night",
    },
    day_parts={"昨晚 昨夜": (-1, "night"), "今早 今晨": (0, "morning"), "今晚": (0, "evening"), "明早": (1, "morning")},
    shifts={"上个 上一个 上一 上 过去 最近": -1, "这个 这一 这 本": 0, "下个 下一个 下一 下 未来 接下来": 1},
    near_years={"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2},
    seasons={"春天 春季": "spring", "夏天 夏季": "summer", "秋天 秋季": "autumn", "冬天 冬季": "winter"},
    holidays={
        "平安夜": "christmas eve",
        "圣诞节 圣诞": "christmas",
        "元旦": "new year's day",
        "情人节": "valentine's day",
        "万圣节": "halloween",
        "复活节": "easter",
    },
    few="几|好几|若干",
)

_YEAR = "(?:{year}年|{near_year})"

CHINESE = Table(
    name="zh",
    signs="",
    words=_WORDS,
    phrases=(
        (Meaning.DAY_PART, "{day_part}"),
        (Meaning.DAY, "{day}{part}?"),
        (Meaning.WEEKDAY, "{shift}?{weekday}{part}?"),
        (Meaning.STRETCH, "(?P<shift>过去|最近|未来|接下来)(?:的)?(?:{count}|{few})个?{unit}"),
        (Meaning.UNIT, "(?P<shift>上个|上一个|上|这个|这|本|下个|下一个|下)(?P<unit>周末|星期|礼拜|周|月|季度)"),
        (Meaning.UNIT, "(?P<unit>周末)"),
        (Meaning.AGO, "(?:{count}|{few})个?(?P<half>半)?{unit}(?:之前|以前|前)"),
        (Meaning.AGO, "(?P<half>半)个?{unit}(?:之前|以前|前)"),
        (Meaning.AHEAD, "(?P<half>半)个?{unit}(?:之后|以后|后)(?!来)"),
        (Meaning.AHEAD, "(?:{count}|{few})个?(?P<half>半)?{unit}(?:之后|以后|后)(?!来)"),
        (Meaning.DATE, f"(?:{_YEAR})?" + "{month}{date}[日号]"),
        (Meaning.MONTH, f"(?:{_YEAR})?" + "的?{month}(?:份)?"),
        (Meaning.SEASON, f"{_YEAR}的?" + "{season}"),
        (Meaning.HOLIDAY, f"(?:{_YEAR}的?)?" + "{holiday}"),
        (Meaning.YEAR, "{year}年"),
        (Meaning.YEAR, "{near_year}"),
        (Meaning.FIGURES, "{figures}"),
    ),
    around=Around(
        ahead="将|会(?![议员计馆面见])|要|打算|计划|准备|想",
        behind="以来|了|过|曾|已经",
        repeated="每(?:个|逢)?",
        opening="(?:(?P<since>自从|自|从)|(?P<until>直到|到|至))",
        closing="(?:(?P<since>以来|起(?![来床飞初]))|(?P<until>为止)|(?P<before>之前|以前|前)|(?P<after>之后|以后|后))",
        away="(?!)",
        away_after="(?:(?:的)?(?:(?P<sooner>前)|(?P<later>后)){count}个?{unit})",
        range_start="(?:从|自|在)?",
        range_middle="(?:到|至|和|[-–—~])",
        one_way="(?:到|至)",
        edges_after=("初", "中旬|中期", "底|末(?!班)"),
    ),
    is_spaced=False,
    shifts_weeks=True,
)
"""Chinese."""
