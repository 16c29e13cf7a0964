"""The departments' lists and what their differences from the registry mean (数据动态比对的各部门).

What needs records of benefits is registered by the floor that has them.
"""

from __future__ import annotations

from households.comparison.departments import (
    MATCHED,
    Department,
    Difference,
    register_department,
    register_difference,
)
from households.models.lists import ListName as L

_LEVEL = "case {}.level when 1 then '一级' when 2 then '二级' when 3 then '三级' when 4 then '四级' end"
_OURS, _THEIRS = _LEVEL.format("c"), _LEVEL.format("l")
_KIND = (
    "case {}.category when 1 then '视力' when 2 then '听力' when 3 then '言语' when 4 then '肢体'"
    " when 5 then '智力' when 6 then '精神' when 7 then '多重' end"
)
_YES_NO = "case {} when true then '是' when false then '否' else '未登记' end"
_STATUS = (
    "case h.poverty_status when 'none' then '非建档立卡户' when 'identified' then '未脱贫'"
    " when 'lifted' then '已脱贫' when 'fallen_back' then '返贫' else '已退出' end"
)
# A list that says who is disabled speaks of these alone; of another, everybody has to be looked at.
_DISABLED = "(not %(tells)s or l.level is not null or concat(l.note, l.grade, l.status) like '%%残%%')"
_GRADE = "coalesce(nullif(l.grade, ''), '')"
_CANCELLED = "concat(l.status, l.note) ~ '注销|作废|冻结|过期'"
_REGISTERED = "h.poverty_status in ('identified', 'lifted', 'fallen_back')"
_DEAD = "(p.left_reason = '死亡' or h.left_reason like '%%死亡%%')"
_LEFT_ON = "to_char(coalesce(p.left_on, h.left_on), 'YYYY-MM-DD')"
_PAID = (L.DIBAO.value, L.TEKUN.value, L.ALLOWANCES.value, L.PENSION.value)

DEPARTMENTS = (
    Department(
        "民政局",
        (L.DIBAO.value, L.TEKUN.value, L.ALLOWANCES.value),
        {
            L.DIBAO: {"享受最低生活保障": ("'是'::text", _YES_NO.format("p.dibao"))},
            L.TEKUN: {"特困供养": ("'是'::text", "case h.attribute when 'tekun' then '是' else '否' end")},
        },
    ),
    Department(
        "扶贫办（乡村振兴局）",
        (L.REGISTERED_POOR.value,),
        {
            L.REGISTERED_POOR: {
                "建档立卡户": ("'是'::text", f"case when {_REGISTERED} then '是' else {_STATUS} end")
            }
        },
    ),
    Department(
        "医保局",
        (L.MEDICAL.value,),
        {L.MEDICAL: {"参加基本医保": ("'是'::text", _YES_NO.format("p.medical_insured"))}},
    ),
    Department(
        "人社局",
        (L.PENSION.value,),
        {L.PENSION: {"参加养老保险": ("'是'::text", _YES_NO.format("p.pension_insured"))}},
    ),
    Department("教育局", (L.PUPILS.value,)),
    Department(
        "住建局",
        (L.HOUSING.value,),
        {
            L.HOUSING: {
                "住房安全等级": ("substring(upper(l.grade) from '[ABCD]')", "nullif(h.house_grade, '')")
            }
        },
    ),
    Department("卫健局", (L.HEALTH.value, L.DEATHS.value)),
    Department("残联证件系统", (L.CERTIFICATES.value,)),
)


def _not_registered(kind: str, name: str, word: str) -> Difference:
    return Difference(
        kind,
        f"在{word}名单，未在我县登记",
        (name,),
        ("only_left",),
        when=_DISABLED,
        says=f"'在{word}名单' || {_bracketed('l.grade')} || '，未在本县残疾人家庭中登记'",
        facts=_GRADE,
        todo="入户核实有无残疾人证；持证的补登户档，不持证的写明情况，符合条件的引导申请评残办证。",
    )


def _bracketed(column: str) -> str:
    return f"case when {column} <> '' then '（' || {column} || '）' else '' end"


NOT_REGISTERED = (
    _not_registered("dibao-unregistered", L.DIBAO, "低保"),
    _not_registered("tekun-unregistered", L.TEKUN, "特困"),
    _not_registered("allowance-unregistered", L.ALLOWANCES, "残疾人两项补贴"),
    _not_registered("poor-unregistered", L.REGISTERED_POOR, "建档立卡"),
    Difference(
        "certificate-unregistered", "证件系统有证，未在我县登记", (L.CERTIFICATES,), ("only_left",),
        when=f"not {_CANCELLED}",
        says=f"'证件系统有残疾人证' || coalesce('(' || {_KIND.format('l')} || {_THEIRS} || '）', '')"
        " || '，未在本县残疾人家庭中登记'",
        facts="concat(l.category, '-', l.level)",
        todo="核实户籍和居住地；在本县且家庭贫困的补登户档，其余写明情况。",
    ),
)  # fmt: skip

CIVIL_AFFAIRS = (
    Difference(
        "dibao-not-recorded", "在低保名单，户档未登记享受低保", (L.DIBAO,), MATCHED,
        when="p.dibao is distinct from true",
        says=f"'在低保名单' || {_bracketed('l.grade')} || '，户档享受最低生活保障为'"
        f" || {_YES_NO.format('p.dibao')}",
        facts=f"concat({_GRADE}, '|', p.dibao)",
        todo="核对低保证或发放流水；属实的更正户档。",
    ),
    Difference(
        "dibao-recorded-only", "户档登记享受低保，低保名单上没有", (L.DIBAO,), ("only_right",),
        when="p.dibao",
        says="'户档登记享受最低生活保障，低保名单上没有此人'",
        facts="'是'",
        todo="向民政局核实是否停保；已停保的更正户档并核对是否需要其他救助。",
    ),
    Difference(
        "tekun-not-recorded", "在特困名单，户档不是特困供养户", (L.TEKUN,), MATCHED,
        when="h.attribute <> 'tekun'",
        says=f"'在特困人员名单' || {_bracketed('l.grade')} || '，户档的户属性不是特困供养贫困户'",
        facts=f"concat({_GRADE}, '|', h.attribute)",
        todo="核对特困供养证；属实的更正户属性。",
    ),
    Difference(
        "tekun-recorded-only", "户档为特困供养户，特困名单上没有", (L.TEKUN,), ("only_right",),
        when="h.attribute = 'tekun' and p.relation = 'head'",
        says="'户档的户属性为特困供养贫困户，特困人员名单上没有户主'",
        facts="h.attribute",
        todo="向民政局核实；已终止供养的更正户属性。",
    ),
    Difference(
        "nursing-level", "领取重度残疾人护理补贴，残疾人证不是一、二级", (L.ALLOWANCES,), MATCHED,
        when="l.grade ~ '护理|重度' and c.level > 2",
        says=f"'领取重度残疾人护理补贴，残疾人证为' || {_KIND.format('c')} || {_OURS}",
        facts="concat(c.category, '-', c.level)",
        todo="核对残疾人证；等级不符合的告知民政局停发或更正，证件登记有误的更正户档。",
        urgent=True,
    ),
    Difference(
        "allowance-without-certificate", "领取残疾人补贴，户档没有有效残疾人证", (L.ALLOWANCES,), MATCHED,
        when="c.id is null",
        says=f"'领取残疾人补贴' || {_bracketed('l.grade')} || '，户档没有有效的残疾人证'",
        facts=_GRADE,
        todo="核对证件：有证的补登，已注销或过期的告知民政局。",
        urgent=True,
    ),
    Difference(
        "severe-without-nursing", "持一、二级残疾人证，不在护理补贴名单", (L.ALLOWANCES,), ("only_right",),
        when="c.level <= 2",
        says=f"'残疾人证为' || {_KIND.format('c')} || {_OURS} || '，不在残疾人两项补贴发放名单'",
        facts="concat(c.category, '-', c.level)",
        todo="核实是否符合护理补贴条件；符合的帮助申请，享受其他护理待遇不能同享的写明。",
    ),
)  # fmt: skip

LEFT = (
    Difference(
        "dead-still-paid", "户档登记已死亡，仍在发放名单", _PAID, ("gone",),
        when=_DEAD,
        says=f"'已于' || {_LEFT_ON} || '登记死亡，仍在' || l.list_name || {_bracketed('l.grade')}",
        facts=_LEFT_ON,
        todo="把死亡日期和证明告知发放部门停发、追回；死亡登记有误的更正户档。",
        owner="county",
        urgent=True,
    ),
    Difference(
        "left-still-listed", "户档登记已减少，仍在名单上", (*_PAID, L.REGISTERED_POOR.value), ("gone",),
        when=f"not {_DEAD}",
        says=f"'户档于' || {_LEFT_ON} || '登记减少（'"
        " || coalesce(nullif(p.left_reason, ''), h.left_reason) || '），仍在' || l.list_name",
        facts=_LEFT_ON,
        todo="核实现在何处；仍在本地生活的恢复登记，已迁出的告知对方部门。",
    ),
    Difference(
        "dead-still-registered", "死亡名单上有，户档仍在册", (L.DEATHS,), MATCHED,
        says="'死亡名单上' || coalesce('于' || to_char(l.died_on, 'YYYY-MM-DD'), '') || '死亡，户档仍在册'",
        facts="coalesce(to_char(l.died_on, 'YYYY-MM-DD'), '')",
        todo="入户核实；属实的在户档登记减少（死亡），并核对各项补贴是否停发。",
        urgent=True,
    ),
    Difference(
        "dead-on-both-lists", "死亡名单上有，仍在发放名单", _PAID, MATCHED, against=L.DEATHS,
        says="'死亡名单上' || coalesce('于' || to_char(r.died_on, 'YYYY-MM-DD'), '') || '死亡，仍在'"
        f" || l.list_name || {_bracketed('l.grade')}",
        facts="coalesce(to_char(r.died_on, 'YYYY-MM-DD'), '')",
        todo="核实后把死亡日期和证明告知发放部门停发、追回。",
        owner="county",
        urgent=True,
    ),
)  # fmt: skip

OTHERS = (
    Difference(
        "poor-status", "在建档立卡名单，户档为非建档立卡户或已退出", (L.REGISTERED_POOR,), MATCHED,
        when=f"not {_REGISTERED}",
        says=f"'在建档立卡名单' || {_bracketed('l.status')} || '，户档的脱贫属性为' || {_STATUS}",
        facts="concat(l.status, '|', h.poverty_status)",
        todo="与扶贫系统核对；确属建档立卡户的按识别程序办理。",
    ),
    Difference(
        "poor-recorded-only", "户档为建档立卡户，建档立卡名单上没有", (L.REGISTERED_POOR,), ("only_right",),
        when=f"{_REGISTERED} and p.relation = 'head'",
        says=f"'户档的脱贫属性为' || {_STATUS} || '，建档立卡名单上没有户主'",
        facts="h.poverty_status",
        todo="与扶贫系统核对户编号和户主；不是建档立卡户的按退出程序办理。",
    ),
    Difference(
        "medical-not-recorded", "医保名单已参保，户档未登记参保", (L.MEDICAL,), MATCHED,
        when="p.medical_insured is distinct from true",
        says=f"'医保名单已参保' || {_bracketed('l.grade')} || '，户档参加基本医保为'"
        f" || {_YES_NO.format('p.medical_insured')}",
        facts="concat(p.medical_insured)",
        todo="核对参保凭证后更正户档。",
    ),
    Difference(
        "medical-not-insured", "持证残疾人不在医保参保名单", (L.MEDICAL,), ("only_right",),
        when="c.id is not null",
        says=f"'持残疾人证（' || {_KIND.format('c')} || {_OURS} || '），不在基本医保参保名单，户档参保为'"
        f" || {_YES_NO.format('p.medical_insured')}",
        facts="concat(p.medical_insured)",
        todo="核实是否在外地参保；未参保的动员并帮助参保，个人缴费按规定补贴。",
        urgent=True,
    ),
    Difference(
        "pension-not-recorded", "养老保险名单已参保，户档未登记参保", (L.PENSION,), MATCHED,
        when="p.pension_insured is distinct from true",
        says=f"'养老保险名单已参保，户档参加养老保险为' || {_YES_NO.format('p.pension_insured')}",
        facts="concat(p.pension_insured)",
        todo="核对参保凭证后更正户档。",
    ),
    Difference(
        "pupil-not-recorded", "学籍名单在校，户档登记为非在校生", (L.PUPILS,), MATCHED,
        when="p.school_stage in ('', 'none')",
        says=f"'学籍名单在校' || {_bracketed('concat(l.school, l.stage)')} || '，户档未登记在校'",
        facts="concat(l.school, '|', l.stage)",
        todo="核对学籍后更正户档在校生状况，核对教育资助是否落实。",
    ),
    Difference(
        "child-not-at-school", "持证适龄儿童不在学籍名单", (L.PUPILS,), ("only_right",),
        when="c.id is not null and date_part('year', age(%(on)s::date, p.birth_date)) between 6 and 14",
        says=f"'持残疾人证（' || {_KIND.format('c')} || {_OURS} || '），'"
        " || date_part('year', age(%(on)s::date, p.birth_date)) || '周岁，不在学籍名单'",
        facts="coalesce(p.school_stage, '')",
        todo="入户核实就学情况；未入学的报教育局安排随班就读、特教学校或送教上门（义务教育法：年满六周岁入学）。",
        urgent=True,
    ),
    Difference(
        "house-grade", "危房名单与户档住房等级不同", (L.HOUSING,), MATCHED,
        when="substring(upper(l.grade) from '[CD]') is distinct from nullif(h.house_grade, '')",
        says="'住建名单的危房等级为' || coalesce(nullif(l.grade, ''), '未注明') || '，户档住房安全等级为'"
        " || coalesce(nullif(h.house_grade, '') || '级', '未登记')",
        facts="concat(l.grade, '|', h.house_grade)",
        todo="核对鉴定结论；户档有误的更正，已改造的注明竣工时间。",
    ),
    Difference(
        "unsafe-house-not-listed", "户档为C、D级危房，危房名单上没有", (L.HOUSING,), ("only_right",),
        when="h.house_grade in ('C', 'D') and p.relation = 'head'",
        says="'户档住房安全等级为' || h.house_grade || '级，住建危房名单上没有户主'",
        facts="h.house_grade",
        todo="核实住房现状；确为危房的报住建局鉴定纳入改造。",
    ),
    Difference(
        "rehab-need-not-served", "户档有康复需求，不在卫健服务名单", (L.HEALTH,), ("only_right",),
        when="p.need_rehab",
        says="'户档登记有康复需求，不在卫健的签约服务、康复救治名单'",
        facts="'有'",
        todo="与乡镇卫生院衔接签约和康复服务；需求有变的更正户档。",
    ),
    Difference(
        "certificate-cancelled-there", "证件系统已注销或冻结，户档仍为有效", (L.CERTIFICATES,), MATCHED,
        when=f"c.id is not null and {_CANCELLED}",
        says="'证件系统状态为' || coalesce(nullif(l.status, ''), l.note) || '，户档的残疾人证仍为正常'",
        facts="concat(l.status, '|', l.note)",
        todo="核对注销原因；属实的更正户档证件状态，并核对以残疾人证为条件的待遇。",
        urgent=True,
    ),
    Difference(
        "certificate-missing-here", "证件系统有有效证，户档没有", (L.CERTIFICATES,), MATCHED,
        when=f"c.id is null and not {_CANCELLED}",
        says=f"'证件系统有残疾人证' || coalesce('(' || {_KIND.format('l')} || {_THEIRS} || '）', '')"
        " || '，户档没有有效证件'",
        facts="concat(l.category, '-', l.level)",
        todo="核对证件后补登，核对应享待遇。",
    ),
    Difference(
        "certificate-level", "证件系统与户档的类别、等级不同", (L.CERTIFICATES,), MATCHED,
        when=f"not {_CANCELLED} and (l.category <> c.category or l.level <> c.level)",
        says=f"'证件系统为' || coalesce({_KIND.format('l')}, '') || coalesce({_THEIRS}, '') || '，户档为'"
        f" || {_KIND.format('c')} || {_OURS}",
        facts="concat(l.category, '-', l.level, '|', c.category, '-', c.level)",
        todo="核对证件原件；户档有误的更正，重新评定的补登新证。",
    ),
    Difference(
        "certificate-missing-there", "户档有有效证，证件系统名单上没有", (L.CERTIFICATES,), ("only_right",),
        when="c.id is not null",
        says=f"'户档有残疾人证（' || {_KIND.format('c')} || {_OURS} || '），证件系统名单上没有'",
        facts="concat(c.category, '-', c.level)",
        todo="核对是否迁出、注销；已注销的更正户档证件状态。",
    ),
)  # fmt: skip


def declare_departments() -> None:
    for department in DEPARTMENTS:
        register_department(department)
    for difference in (*NOT_REGISTERED, *CIVIL_AFFAIRS, *LEFT, *OTHERS):
        register_difference(difference)
