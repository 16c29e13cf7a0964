"""Fields of the household and person sheets that few rosters have: columns like any other.

They are staged, compared and written only where the file has them, so that a usual roster
costs no more for their sake. To add one, add a line: the model's column, its title, its words.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from households.models.codes import (
    Fuel,
    HouseStructure,
    LivingSource,
    Marriage,
    PoliticalStatus,
    Road,
    Standard,
    UnemployedReason,
    WorkHelp,
    WorkPlace,
)
from households.roster import values
from households.roster.columns import Column, rare_column
from households.roster.values import labels

_household = partial(rare_column, "household")
_person = partial(rare_column, "person")


def _yes_column(of: Any, key: str, title: str, aliases: str) -> Column:
    column: Column = of(key, title, aliases, values.yes_or_no, "boolean")
    return column


def _coded(of: Any, key: str, title: str, aliases: str, choices: Any, told: str = "", **more: str) -> Column:
    """A field with a code list; ``more`` are further words for its values."""
    other = "other" if "other" in choices.values else None
    read = values.choice(labels(choices, **more), told=told or "、".join(choices.labels), other=other)
    column: Column = of(key, title, aliases, read, shown_as=dict(choices.choices))
    return column


def _year(text: str) -> int | None:
    year: int | None = values.whole_number(1800, 2100)(re.sub("年度?$", "", values.plain(text)))
    return year


def _mu(key: str, title: str, aliases: str) -> Column:
    return _household(key, title, aliases, values.amount_below(100_000), "numeric")


_yes = partial(_yes_column, _household)
_own = partial(_yes_column, _person)

HOUSEHOLD_RARE: tuple[Column, ...] = (
    _coded(
        _household,
        "identification_standard",
        "识别标准",
        "识别标准",
        Standard,
        national="国家 国定",
        provincial="省定 省级标准",
        city="市定 市级标准",
    ),
    _yes("family_planning", "计划生育户", "计划生育户 是否计划生育户"),
    _yes("martyr_family", "军烈属", "军烈属 是否军烈属"),
    _yes("only_child", "独生子女户", "独生子女户 是否独生子女户"),
    _yes("two_daughters", "双女户", "双女户 是否双女户"),
    _coded(
        _household,
        "house_structure",
        "房屋主要结构",
        "房屋主要结构 主要结构 房屋结构 住房结构",
        HouseStructure,
        concrete="钢混 钢筋混凝土结构",
        brick_concrete="砖混结构",
        brick_timber="砖木 砖瓦 砖木结构",
        adobe="土坯 竹草 土木 土坯房",
    ),
    _household(
        "house_built_year",
        "建房年份",
        "建房年份 建房时间 建造年份",
        _year,
        "smallint",
    ),
    _household(
        "house_area_sqm",
        "住房面积（平方米）",
        "住房面积 住房面积（平方米） 房屋面积 房屋面积（平方米）",
        values.amount_below(100_000),
        "numeric",
    ),
    _yes("unsafe_house", "危房户", "危房户 是否危房户"),
    _yes("only_house", "唯一住房", "唯一住房 是否唯一住房"),
    _yes("water_difficult", "饮水困难", "饮水困难 饮水是否困难 是否饮水困难"),
    _yes("living_power", "通生活用电", "通生活用电 是否通生活用电"),
    _yes("production_power", "通生产用电", "通生产用电 是否通生产用电"),
    _yes("sanitary_toilet", "有卫生厕所", "卫生厕所 有卫生厕所 有无卫生厕所 是否有卫生厕所"),
    _yes("cooperative_member", "加入农民专业合作社", "加入农民专业合作社 是否加入农民专业合作社 合作社成员"),
    _yes("relocated", "易地扶贫搬迁户", "易地扶贫搬迁户 是否易地扶贫搬迁户 是否搬迁户"),
    _yes("need_accessibility", "有无障碍改造需求", "无障碍改造需求 有无障碍改造需求 是否需要无障碍改造"),
    _coded(
        _household,
        "fuel",
        "主要燃料类型",
        "主要燃料类型 燃料类型 主要燃料",
        Fuel,
        told="柴草、干畜粪、煤炭、清洁能源",
        clean="清洁能源 电 燃气 沼气",
        coal="煤",
    ),
    _coded(
        _household,
        "road",
        "入户路类型",
        "入户路类型 入户路情况",
        Road,
        earth="土路 泥土",
        gravel="砂石 沙石路",
        cement="水泥 硬化路",
        asphalt="沥青 柏油路",
    ),
    _household(
        "road_distance_km",
        "与村主干路距离（公里）",
        "与村主干路距离 与村主干路距离（公里）",
        values.amount_below(1_000),
        "numeric",
    ),
    _mu("irrigated_mu", "有效灌溉面积（亩）", "有效灌溉面积 有效灌溉面积（亩）"),
    _mu("forest_mu", "林地面积（亩）", "林地面积 林地面积（亩） 林地"),
    _mu("returned_forest_mu", "退耕还林面积（亩）", "退耕还林面积 退耕还林面积（亩） 退耕还林"),
    _mu("orchard_mu", "林果面积（亩）", "林果面积 林果面积（亩）"),
    _mu("pasture_mu", "牧草地面积（亩）", "牧草地面积 牧草地面积（亩）"),
    _mu("water_mu", "水面面积（亩）", "水面面积 水面面积（亩）"),
)
PERSON_RARE: tuple[Column, ...] = (
    _coded(
        _person,
        "political_status",
        "政治面貌",
        "政治面貌",
        PoliticalStatus,
        party="党员 中共正式党员",
        league="团员",
        probationary="预备党员",
    ),
    _coded(_person, "marriage", "婚姻状况", "婚姻状况 婚姻", Marriage, married="初婚 再婚 复婚 有配偶"),
    _coded(
        _person,
        "work_place",
        "务工地点",
        "务工地点 务工状况 务工区域",
        WorkPlace,
        told="乡内、县内、省内、省外",
        township="乡内 乡镇内 乡（镇）内",
        county="县内 乡外县内",
        province="省内 县外省内",
        outside="省外",
    ),
    _coded(_person, "unemployed_reason", "未就业原因", "未就业原因 未就业主要原因", UnemployedReason),
    _coded(_person, "living_source", "未就业生活来源", "生活来源 未就业生活来源 主要生活来源", LivingSource),
    _person(
        "work_help",
        "需要的就业扶贫帮扶",
        "需要的就业扶贫帮扶 就业扶贫帮扶 就业帮扶需求 就业扶贫需求",
        values.several(
            labels(
                WorkHelp,
                training="技能培训 职业培训 就业培训",
                introduction="就业介绍 介绍就业 介绍工作",
                practical="实用技术 实用技术培训",
                funds="资金信贷 信贷扶持 资金扶持",
                other="其他 其它",
            ),
            told="、".join(WorkHelp.labels),
        ),
        "varchar[]",
        shown_as=dict(WorkHelp.choices),
    ),
    _own("employed", "已就业", "是否就业 已就业 就业"),
    _own("in_army", "现役军人", "现役军人 是否现役军人"),
    _own("public_post", "公益性岗位", "公益性岗位 是否公益性岗位 公益岗位"),
    _own("serious_illness_insured", "大病保险", "是否参加大病保险 大病保险"),
    _own(
        "employee_pension", "城镇职工养老保险", "城镇职工养老保险 职工养老保险 是否参加城镇职工基本养老保险"
    ),
    _own("commercial_medical", "商业补充医疗保险", "商业补充医疗保险 是否参加商业补充医疗保险"),
    _own("need_rehab", "有康复需求", "康复需求 有康复需求 是否有康复需求"),
    _own("need_device", "有辅具需求", "辅具需求 有辅具需求 是否有辅具需求"),
    _own("need_care", "有托养照料需求", "托养需求 托养照料需求 有托养照料需求"),
    _own("returned_migrant", "返乡农民工", "返乡农民工 是否返乡农民工"),
)
