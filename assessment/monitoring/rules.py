"""The rules of fall-back detection: each finds households and says why in one sentence.

A rule's ``found`` is a SELECT on the CTEs that its statement opens (sql.py): ``home``
(the households asked about) and ``survey`` (each home's latest survey, with the one of
the year before). It yields household_id, area_code and the figures that its sentence
names in braces; the figures are kept with the alert. Thresholds are figures of
foundation.policy, by area and year, never constants here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One reason to look at a household."""

    slug: str
    label: str
    sentence: str
    found: str
    # Kind of the figure that the rule compares with; in SQL the CTE ``threshold (year, value)``.
    threshold: str = ""
    # Only households that were lifted out (脱贫不稳定户); else every registered one.
    lifted_only: bool = False


INCOME_BELOW_LINE = Rule(
    slug="income-below-line",
    label="收入低于监测线",
    sentence="{year}年人均纯收入{income}元，低于当年监测线{line}元",
    threshold="monitoring_line",
    lifted_only=True,
    found="""
        select s.household_id, s.area_code, s.year, s.income, trim_scale(t.value) as line
        from survey s join threshold t using (year)
        where s.income < t.value
    """,
)

MEDICAL_BURDEN = Rule(
    slug="medical-burden",
    label="自付医疗支出过重",
    sentence="{year}年自付医疗支出{medical}元，占家庭年收入{total}元的{share}，超过{limit}%",
    threshold="detect_medical_share",
    found="""
        select s.household_id, s.area_code, s.year, s.medical, s.total,
               case when s.total > 0 then round(100 * s.medical / s.total, 1) || '%%'
                    else '全部' end as share,
               trim_scale(t.value) as "limit"
        from survey s join threshold t using (year)
        where s.medical > s.total * t.value / 100
    """,
)

INCOME_DROP = Rule(
    slug="income-drop",
    label="收入大幅下降",
    sentence="{year}年人均纯收入{income}元，比上年的{income_before}元下降{drop}%，超过{limit}%",
    threshold="detect_income_drop",
    found="""
        select s.household_id, s.area_code, s.year, s.income, s.income_before,
               round(100 * (s.income_before - s.income) / s.income_before, 1) as drop,
               trim_scale(t.value) as "limit"
        from survey s join threshold t using (year)
        where s.income_before > 0 and s.income < s.income_before * (100 - t.value) / 100
    """,
)

GUARANTEE_MISSING = Rule(
    slug="guarantee-missing",
    label="两不愁三保障未达标",
    sentence="{year}年度调查有{count}项未达标：{missing}",
    lifted_only=True,
    found="""
        select s.household_id, s.area_code, s.year, s.missing, s.count
        from survey s
        where s.count > 0
    """,
)

UNSAFE_HOUSE = Rule(
    slug="unsafe-house",
    label="住房为C级或D级",
    sentence="住房安全等级为{grade}级（{meaning}），须核实住房保障",
    found="""
        select h.household_id, h.area_code, h.house_grade as grade,
               case h.house_grade when 'C' then '局部危险' else '整幢危险' end as meaning
        from home h
        where h.house_grade in ('C', 'D')
    """,
)

BENEFIT_LOST = Rule(
    slug="benefit-lost",
    label="低保或补贴停发",
    sentence="{items}停发{days}日，至监测日没有新的记录",
    threshold="detect_benefit_days",
    found="""
        select h.household_id, h.area_code,
               string_agg(distinct n.name || '（自' || b.ends_on || '起）', '、') as items,
               min(%(as_of)s - b.ends_on) as days
        from home h
        join support_measures_benefitrecord b
          on b.household_id = h.household_id and b.status in ('approved', 'paid') and b.ends_on <= %(as_of)s
        join (values ('dibao', '农村低保'), ('living-allowance', '困难残疾人生活补贴'),
                     ('nursing-allowance', '重度残疾人护理补贴')) n (item, name) on n.item = b.item
        join threshold t on t.year = extract(year from %(as_of)s)
        where b.ends_on > %(as_of)s - t.value::int
          -- Somebody who died or left needs no allowance any more.
          and not exists (select from households_person p
                          where p.id = b.person_id and p.left_on is not null)
          -- 低保 may go on in another member's name; an allowance is the person's own.
          and not exists (select from support_measures_benefitrecord again
                          where again.household_id = b.household_id and again.item = b.item
                            and (b.item = 'dibao' or again.person_id is not distinct from b.person_id)
                            and again.status in ('approved', 'paid') and again.starts_on <= %(as_of)s
                            and (again.ends_on is null or again.ends_on > %(as_of)s))
        group by h.household_id, h.area_code
    """,
)

HELPER_LEFT = Rule(
    slug="helper-left",
    label="结对已解除且无人接手",
    sentence="结对帮扶自{ended}起解除，至监测日已{days}日无人接手",
    found="""
        select h.household_id, h.area_code, max(p.ends_on) as ended, min(%(as_of)s - p.ends_on) as days
        from home h
        join households_pairing p
          on p.household_id = h.household_id and p.is_lead and p.ends_on <= %(as_of)s
        where not exists (select from households_pairing now
                          where now.household_id = h.household_id and now.is_lead
                            and now.starts_on <= %(as_of)s
                            and (now.ends_on is null or now.ends_on > %(as_of)s))
        group by h.household_id, h.area_code
    """,
)

CERTIFICATE_EXPIRING = Rule(
    slug="certificate-expiring",
    label="残疾人证到期",
    sentence="有{count}本残疾人证到期或{limit}日内将到期，最早为{until}",
    threshold="detect_certificate_days",
    found="""
        select h.household_id, h.area_code, count(*) as count, min(c.valid_until) as until,
               trim_scale(t.value) as "limit"
        from home h
        join households_disabilitycertificate c on c.household_id = h.household_id and c.state = 'valid'
        join households_person p on p.id = c.person_id and p.left_on is null
        join threshold t on t.year = extract(year from %(as_of)s)
        where c.valid_until <= %(as_of)s + t.value::int
        group by h.household_id, h.area_code, t.value
    """,
)

RULES: tuple[Rule, ...] = (
    INCOME_BELOW_LINE,
    MEDICAL_BURDEN,
    INCOME_DROP,
    GUARANTEE_MISSING,
    UNSAFE_HOUSE,
    BENEFIT_LOST,
    HELPER_LEFT,
    CERTIFICATE_EXPIRING,
)
LABELS: dict[str, str] = {rule.slug: rule.label for rule in RULES}
