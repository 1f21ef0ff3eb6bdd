"""The vocabulary that random rules speak of, and rulebooks in it.

Leaves: the rulebook without benefits of the semantics cases' vocabulary and `MORE`, and the real loader's
rulebook of a rule file given as plain data.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from eligib.diagnostics import Source
from eligib.errors import InputError
from eligib.rulebook.benefits import Context, read_benefits
from eligib.rulebook.fields import Fields
from eligib.rulebook.link import in_order
from eligib.rulebook.load import load_rulebook
from eligib.rulebook.model import Rulebook
from eligib.yamltree import parse_yaml
from support.semantics import FOLDER

Document: TypeAlias = dict[str, Any]

ZONE = "zhejiang"
MORE = """
records:
  site:
    label: {zh: 场地, en: site}
    facts:
      floor: {type: area, label: {zh: 面积, en: floor}, unit: m2, at_least: 0, at_most: 5000}
      lease: {type: months, label: {zh: 租期, en: lease}, at_least: 0}
      notice: {type: days, label: {zh: 通知期, en: notice}}
      score: {type: number, label: {zh: 评分, en: score}, at_least: 0, at_most: 100}
      balance: {type: number, label: {zh: 余额, en: balance}}
      profit: {type: money, label: {zh: 利润, en: profit}, unit: 元}
      fine: {type: money, label: {zh: 罚款, en: fine}, unit: 元, at_most: 0}
      patents: {type: count, label: {zh: 专利, en: patents}, at_least: 0, at_most: 3}
      opened_on: {type: date, label: {zh: 启用, en: opening}, at_least: 2010-01-01, at_most: 2030-12-31}
      rating:
        type: choice
        label: {zh: 等级, en: rating}
        choices: {good: {zh: 好, en: good}, bad: {zh: 差, en: bad}}
  branch:
    label: {zh: 经营, en: business}
    facts:
      industry: {type: industry, label: {zh: 行业, en: industry}}
      staff: {type: count, label: {zh: 人员, en: staff}, at_least: 0}
      turnover: {type: money, label: {zh: 收入, en: turnover}, unit: 元, at_least: 0}
      class:
        type: choice
        label: {zh: 类型, en: class}
        choices:
          high: {zh: 大, en: high}
          middle: {zh: 中, en: middle}
          low: {zh: 小, en: low}
          none-of-these: {zh: 不适用, en: none of these}
lists:
  interns:
    one: intern
    label: {zh: 实习生, en: interns}
    facts:
      months: {type: count, label: {zh: 月数, en: months}, at_least: 0, at_most: 24}
      pay: {type: money, label: {zh: 报酬, en: pay}, unit: 元, at_least: 0}
      balance: {type: money, label: {zh: 结余, en: balance}, unit: 元}
      desk: {type: area, label: {zh: 工位, en: desk}, unit: m2, at_least: 0}
      stay: {type: months, label: {zh: 期限, en: stay}, at_least: 0}
      home: {type: place, label: {zh: 籍贯, en: home}}
      skills:
        type: set of choice
        label: {zh: 技能, en: skills}
        choices: {code: {zh: 编程, en: code}, art: {zh: 美术, en: art}}
industries:
  a:
    label: {zh: 农业, en: farming}
    industries:
      a01: {label: {zh: 种植, en: crops}}
      a02: {label: {zh: 养殖, en: animals}}
  b:
    label: {zh: 工业, en: industry}
    complete: true
    industries:
      b10: {label: {zh: 采矿, en: mining}}
      b20:
        label: {zh: 制造, en: manufacture}
        industries: {b201: {label: {zh: 医药, en: medicine}}, b202: {label: {zh: 纺织, en: textiles}}}
  c: {label: {zh: 教育, en: education}}
approvals:
  zhejiang/review: {label: {zh: 评审, en: review}, authority: {zh: 局, en: bureau}}
  zhejiang/jury: {label: {zh: 评委, en: jury}, authority: {zh: 评委会, en: jury}}
  zhejiang/bank: {label: {zh: 授信, en: credit}, authority: {zh: 银行, en: bank}}
"""
CLASSES = """
derived:
  branch.class:
    title: {zh: 划型标准, en: standard of classes}
    document: {zh: 文件, en: document}
    by: branch.industry
    classes: [high, middle, low]
    otherwise: none-of-these
    editions:
      2011-06-18:
        rows:
          farming: {label: {zh: 农业, en: farming}, industries: [a], floors: {branch.turnover: [300万元, 100万元]}}
          making:
            label: {zh: 工业, en: industry}
            industries: [b10, b20]
            except: [b202]
            floors: {branch.staff: [300, 10], branch.turnover: [2000万元, 300万元]}
      2021-01-16:
        rows:
          making: {label: {zh: 工业, en: industry}, industries: [b], floors: {branch.staff: [3, 2]}}
"""
APPROVALS = ("zhejiang/review", "zhejiang/jury", "zhejiang/bank")


@lru_cache(maxsize=1)
def base() -> Rulebook:
    """Return the rulebook without benefits that has the vocabulary and the source."""
    with TemporaryDirectory() as folder:
        rules = Path(folder) / "rules"
        copy_rules(rules)
        return load_rulebook(rules)


def copy_rules(rules: Path) -> None:
    """Write the vocabulary and the source to the new directory `rules`."""
    copytree(FOLDER / "rules", rules)
    (rules / "vocabulary" / "more.yaml").write_text(MORE, "utf-8")
    (rules / "standards").mkdir()
    (rules / "standards" / "classes.yaml").write_text(CLASSES, "utf-8")


def loaded(document: Document) -> Rulebook:
    """Return the rulebook of one rule file, read by the loader's own steps but not from a disk."""
    frame = base()
    tree, faults = parse_yaml(Source("random.yaml", json.dumps(document, ensure_ascii=False)))
    assert tree is not None
    context = Context(frame.vocabulary, frame.sources, {}, faults)
    benefits = {benefit.id: benefit for benefit in read_benefits(Fields(tree, faults), context)}
    ordered = in_order(benefits, faults)
    if faults:
        raise InputError(faults)
    return Rulebook(frame.vocabulary, ordered, frame.sources, frame.version, "", frame.derived)


def rulebook_of(text: str) -> Rulebook:
    """Return the rulebook of one benefit with one condition."""
    entry = {
        "title": {"zh": "甲", "en": "a"},
        "kind": "service",
        "paid_to": "enterprise",
        "cite": {"line": 1, "anchor": "x"},
        "when": [{"c0": text}],
        "value": "unstated",
    }
    return loaded({"zone": ZONE, "source": "example-gazette", "benefits": {"b0": entry}})


def loaded_from_disk(document: Document, folder: Path) -> Rulebook:
    """Return the rulebook of one rule file in a new directory of rules."""
    rules = folder / "rules"
    copy_rules(rules)
    zone = rules / ZONE
    zone.mkdir()
    (zone / "random.yaml").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return load_rulebook(rules)
