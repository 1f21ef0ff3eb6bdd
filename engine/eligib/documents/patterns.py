"""How amounts, shares, terms and areas are written: the patterns.

Enters: nothing. Leaves: regular expressions over running text made simple by `grants.plain`.
"""

from __future__ import annotations

import re

CHINESE = "〇零一二三四五六七八九十百千两廿卅壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
_ARABIC = r"(?<![0-9])(?<![0-9]\.)(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NUMERAL = f"(?:{_ARABIC}|[{CHINESE}][{CHINESE}万亿]*(?:点[{CHINESE}]+)?)"
_MIXED = f"(?:{_ARABIC}亿[0-9]+万|{_ARABIC}[亿万][0-9]+[千百]?)"
_ABOUT = "[余多来几]?"
_SCALE = "(?:[十百千]?[万亿]|万亿|[百千])?"
_SCALED = f"{_NUMERAL}{_ABOUT}{_SCALE}{_ABOUT}"
VAGUELY = "数几上近"
_VAGUE = f"[{VAGUELY}][十百千]?[万亿百千]"
TO = "(?:[-—–~～―至到]+)"
AND = "[、/和及或]"

_NO_YUAN = "(?![旦素首件老宵气宇代帅凶化论复]|结构)"
_CURRENCY = f"(?:人民币|[美欧日港澳加韩新台]|新台)?元{_NO_YUAN}|人民币|英镑|港币|美金|块钱"
# what is counted in 万 and 亿 without being money
_COUNTED = (
    "[余多来]?(?:[人家个户名件次台条套吨千公里米枚只张份辆架座种字册本篇株头粒支瓶箱盒斤升度瓦颗间位场批步股"
    "师职员党民粉群众市居年亩平立方㎡标物科棵桶转匹卷封节片双对款项幅亿万]|在校|余)"
)
_SPOKEN = f"(?<![{CHINESE}几数])(?!.[十百千]{{2}})[一二三四五六七八九十两几数][{CHINESE}]{{0,8}}"
_SAID = f"(?:{_ARABIC}|{_SPOKEN})[余多几]?[百千]?[万亿](?!{_COUNTED})"
_MONEY = f"(?:(?:{_MIXED}|{_SCALED}|{_VAGUE})(?:{_CURRENCY})|{_SAID})"
AMOUNT = f"(?:[¥￥]|RMB |RMB|CNY )?(?:{_SCALED}元?{TO}|(?:{_NUMERAL}{AND})+)?{_MONEY}|[¥￥]{_SCALED}"

_PART = "(?:%|‰|‱|个?百分点|(?<=[0-9])个点)"
SHARE = (
    f"{_NUMERAL}{_PART}?{TO}{_NUMERAL}{_PART}|(?:{_NUMERAL}{AND})*{_NUMERAL}{_ABOUT}{_PART}"
    f"|[百千万]分之(?:{_ARABIC}|[{CHINESE}]+(?:点[{CHINESE}]+)?)|[{CHINESE}]{{1,2}}分之[{CHINESE}]{{1,2}}"
    "|(?:[一二三四五六七八九两]|(?<![0-9])[1-9])成(?![为员果立功就分熟都效套型年长交本绩品])"
    "|(?:[一二三四五六七八九]+|(?<![0-9])[1-9](?:\\.[1-9])?)折(?![叠合扣射服磨腾])|[0-9]+个?(?:基点|BP|bp)"
)
RATE = re.compile(r"(?:费率|利率|年息|月息|LPR|年化|担保费|保费)[^,。;、:]{0,8}$")
RATE_AFTER = re.compile(r"^的?(?:年?利率|[担保服务]*费率|贴息|利息|年息)")

# a year that has passed, is counted or is named is no term
PAST = f"(?<![第近过去上下这那每某新同当又旧隔今明次几数{CHINESE}])(?!(?<=的)一年|百年|千年)"
_YEARS = (
    f"(?:(?<![0-9年])(?:[0-9]{{1,2}}(?:\\.[0-9])?)|[{CHINESE}]{{1,3}}){_ABOUT}(?:个?周年|个?年半?)"
    "(?![代级度来前初底末中]|多?来|以来|之?前|[0-9]{1,2}月|[一二三四五六七八九十]+月|[轻青华少迈夜货味头])"
)
_MONTHS = (
    f"(?:{_NUMERAL}|半){_ABOUT}个(?:半?月|季度|学期)(?![来前]|以来)|(?<![上下前后大])半年(?![来度红报]|以来)"
)
_WEEKS = "(?:(?<![0-9])[0-9]{1,2}|[一二两三五六八十])(?:个星期|个礼拜|周(?![年岁边一二三四五六日末长转围]))"
_DAYS = (
    f"{_NUMERAL}{_ABOUT}(?:个?工作日|个?自然日|个?日历日|天(?![前来下生赋然气空津]|以来|之?前)"
    "|日(?:之?内|以内|期限|为限))"
)
_HOURS = f"{_NUMERAL}{_ABOUT}(?:个?小时(?![候前]))|{_NUMERAL}分钟"
LENGTH = f"(?:{_NUMERAL}{TO})?(?:{_YEARS}|{_MONTHS}|{_WEEKS}|{_DAYS}|{_HOURS})"
AREA = f"(?:{_SCALED}{TO})?{_SCALED}(?:平方米|平方公尺|平米|㎡|m2|m²|亩)"
