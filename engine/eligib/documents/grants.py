"""The words in which policies grant something.

Enters: nothing. Leaves: `WORDS`, a pattern over text made simple by `plain`, with the kind of benefit that
each word speaks of.
"""

from __future__ import annotations

import re

# word, and the kind of benefit it speaks of; None where it says only that there is one, or how much
GRANTS: dict[str, str | None] = {
    "补贴": "subsidy", "补助": "subsidy", "资助": "subsidy", "奖补": "subsidy", "贴补": "subsidy",
    "津贴": "subsidy", "扶持": "subsidy", "资金支持": "subsidy", "启动资金": "subsidy", "专项资金": "subsidy",
    "补偿": "subsidy", "消费券": "subsidy", "红包": "subsidy",
    "奖励": "award", "奖金": "award", "奖学金": "award",
    "贷款": "loan", "融资": "loan", "授信": "loan", "转贷": "loan", "续贷": "loan", "信贷": "loan",
    "担保": "guarantee", "贴息": "interest_subsidy",
    "减免": "waiver", "免费": "waiver", "免收": "waiver", "免缴": "waiver", "免交": "waiver",
    "免征": "waiver", "免除": "waiver", "免租": "waiver", "免税": "waiver", "减半": "waiver",
    "减租": "waiver", "减税": "relief", "降费": "relief", "减费": "relief", "降息": "relief",
    "优惠": "relief", "抵扣": "relief", "加计扣除": "relief", "纾困": "relief",
    "返还": "refund", "退税": "refund", "退费": "refund", "退还": "refund",
    "资本支持": "equity", "激励": "incentive", "评奖": "award",
    "帮扶": "service", "招聘会": "service", "对接会": "service",
    "发放": None, "兑现": None, "鼓励": None, "国债": None,
    "延期": "deferral", "缓缴": "deferral", "缓交": "deferral", "展期": "deferral", "缓征": "deferral",
    "最高": None, "不超过": None, "以内": None, "至多": None, "封顶": None, "全额": None,
}  # fmt: skip
# the ceiling or extent of a sum: what may be paid is up to it
CEILINGS = ("最高", "不超过", "以内", "至多", "封顶", "上限")
# words that look like these and grant nothing
_NOT = {
    "最高": "(?!人民|法院|检察|[峰温点处楼效层级端]|标准|要求|质量|水平|荣誉|学历|职务|领导)",
    "补偿": "(?!器)",
    "资助": "(?!力)",
}
_AFTER_NOT = {"展期": "(?<!发)"}
_LONGEST_FIRST = sorted(GRANTS, key=len, reverse=True)
WORDS = re.compile("|".join(_AFTER_NOT.get(word, "") + word + _NOT.get(word, "") for word in _LONGEST_FIRST))

# One sign for one sign, so that every place stays where it is: full-width signs to ASCII, and the Traditional
# signs of grants, figures and units to Simplified.
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TRADITIONAL = dict(
    zip(
        "萬億餘個兩點獎勵補貼資減擔貸費稅優過內額還徵緩紓紅償頂專項轉續啟動畝發幫對兌現會評債勵招時週歲後戶條間隻輛張這",
        "万亿余个两点奖励补贴资减担贷费税优过内额还征缓纾红偿顶专项转续启动亩发帮对兑现会评债励招时周岁后户条间只辆张这",
        strict=True,
    )
)
_PLAIN = str.maketrans(_TRADITIONAL | _FULL_WIDTH | {"圓": "元", "圆": "元", "﹪": "%", "﹣": "-", "−": "-"})


def plain(text: str) -> str:
    """Return `text` with the same number of signs, full-width and Traditional ones made simple."""
    return text.translate(_PLAIN)


def is_traditional(text: str) -> bool:
    """Return whether `text` has more of these signs in Traditional than in Simplified form."""
    pairs = _TRADITIONAL.items()
    return sum(text.count(old) for old, _new in pairs) > sum(text.count(new) for _old, new in pairs)
