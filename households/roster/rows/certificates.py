"""The certificate system's export (残疾人证): issued, re-issued, frozen, cancelled, for who is registered."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import ClassVar

from households.models.certificates import DisabilityCertificate
from households.models.codes import CancelReason, GuardianRelation, Marriage
from households.models.persons import Education
from households.roster import values
from households.roster.columns import Column, Layout, Need, told_column, value_column
from households.roster.identity import kinds_in
from households.roster.kinds import Asked, RosterKind
from households.roster.layout import BY_KEY, EDUCATIONS
from households.roster.rows import certificates_sql
from households.roster.rows.amounts import division
from households.roster.rows.steps import Part, Row, RowSteps
from households.roster.sql_merge import Merging
from households.roster.staging import sealed_phone
from households.roster.values import labels

State = DisabilityCertificate.State
STATES = labels(State, valid="有效 在用 正常使用", frozen="已冻结", cancelled="已注销", moving="迁移 迁出中")
REASONS = labels(
    CancelReason,
    died="已死亡 去世 死亡注销",
    recovered="已康复 残疾康复",
    own_wish="自愿注销 本人自愿",
    moved="户口迁出 迁移",
    reassessed="重新评定 等级变更 换证 换发",
)
MARRIAGES = labels(Marriage, married="初婚 再婚 复婚 有配偶")
GUARDIANS = labels(
    GuardianRelation,
    spouse="夫 妻 丈夫 妻子",
    parent="父亲 母亲 父 母 父子 母子 父女 母女",
    child="儿子 女儿 子 女",
    sibling="兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 兄弟 姐妹 兄弟姐妹",
    grandparent="祖父 祖母 外祖父 外祖母 爷爷 奶奶 外公 外婆",
    committee="村委会 居委会 民政部门",
)
GIVEN = ("issued_on", "first_issued_on", "valid_until", "hukou_code", "residence_code")

COLUMNS: tuple[Column, ...] = (
    told_column("serial", "序号", "序号 编号 行号"),
    replace(BY_KEY["name"], example="李某某"),
    replace(BY_KEY["sex"], example="女"),
    value_column("ethnicity", "民族", "民族", example="汉族"),
    replace(BY_KEY["birth_date"], example="1966-03-15"),
    replace(BY_KEY["id_number"], example="（18位身份证号）"),
    replace(BY_KEY["certificate"], example="（20位残疾人证号）"),
    replace(BY_KEY["category"], example="肢体"),
    replace(BY_KEY["level"], example="二级"),
    Column("specifics", "具体残疾", ("具体残疾", "多重残疾情况", "残疾详情", "多重残疾类别"), example=""),
    value_column(
        "marriage",
        "婚姻状况",
        "婚姻状况 婚姻",
        values.choice(MARRIAGES, told="、".join(Marriage.labels)),
        shown_as=dict(Marriage.choices),
    ),
    value_column(
        "education",
        "文化程度",
        "文化程度 学历 受教育程度",
        values.choice(EDUCATIONS, told="、".join(Education.labels)),
        shown_as=dict(Education.choices),
        example="小学",
    ),
    told_column("hukou_kind", "户口性质", "户口性质 户口类型"),
    value_column("hukou_code", "户籍地区划", "户籍地区划 户籍区划 户籍地区划代码", division, "bigint"),
    told_column("hukou_address", "户籍地址", "户籍地址 户籍地"),
    value_column("residence_code", "现居住地区划", "现居住地区划 居住地区划 居住区划", division, "bigint"),
    told_column("residence_address", "现居住地址", "现居住地址 居住地址 现住址"),
    Column(
        "phone",
        "联系电话",
        ("联系电话", "电话", "手机", "手机号", "手机号码"),
        values.phone,
        masked="phone",
        example="（电话）",
    ),
    value_column("guardian_name", "监护人姓名", "监护人姓名 监护人", values.person_name),
    value_column(
        "guardian_relation",
        "与监护人关系",
        "与监护人关系 监护人关系 监护人与本人关系",
        values.choice(GUARDIANS, told="、".join(GuardianRelation.labels), other="other"),
        shown_as=dict(GuardianRelation.choices),
    ),
    Column("guardian_phone", "监护人电话", ("监护人电话", "监护人联系电话"), values.phone, masked="phone"),
    value_column(
        "first_issued_on",
        "首次发证日期",
        "首次发证日期 首次办证日期",
        values.a_date,
        "date",
        example="2010-05-20",
    ),
    value_column(
        "issued_on",
        "发证日期",
        "发证日期 签发日期 办证日期 发证时间",
        values.a_date,
        "date",
        example="2016-05-20",
    ),
    value_column("valid_until", "有效期至", "有效期至 有效期 有效期限 截止日期", values.a_date, "date"),
    value_column(
        "state",
        "证件状态",
        "证件状态 证状态 残疾人证状态 状态",
        values.choice(STATES, told="、".join(State.labels)),
        example="正常",
        shown_as=dict(State.choices),
    ),
    value_column(
        "cancel_reason",
        "注销原因",
        "注销原因 注销理由 冻结原因",
        values.choice(REASONS, told="、".join(CancelReason.labels), other="other"),
        shown_as=dict(CancelReason.choices),
    ),
    replace(BY_KEY["note"], example=""),
)
LAYOUT = Layout(
    COLUMNS,
    header_needs=(("name",), ("certificate",)),
    no_header="没有找到认得的表头：残疾人证名单的表头里至少要有“姓名”和“残疾人证号”等四列；请对照样表改好后再上传",
    needs=(Need(("certificate",), "表没有“残疾人证号”列；请补上这一列"),),
)
_EXTRA = (
    ("components", "text[]"),
    ("phone", "bytea"),
    ("phone_key", "bytea"),
    ("guardian_phone", "bytea"),
    ("guardian_phone_key", "bytea"),
)


class CertificateSteps(RowSteps):
    """The export is the certificate's own register; what it says of the person is only held against ours."""

    decides = True
    together: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "state": ("cancel_reason",), "phone": ("phone_key",), "guardian_name": ("guardian_relation",),
        "guardian_phone": ("guardian_phone_key",),
    }  # fmt: skip

    def parts(self, row: Row, asked: Asked) -> list[Part]:
        if row.who.category is None and not row.is_wrong:
            row.wrong("certificate", "没有填残疾人证号；请补填，没有证的不列入此表")
        part: Part = {key: row.value(key) for key, _ in self.staged}
        part["state"] = part["state"] or State.VALID.value
        if part["state"] != State.CANCELLED:
            part["cancel_reason"] = None
        self._check_dates(row, part, asked)
        for key in ("phone", "guardian_phone"):
            part[key], part[f"{key}_key"] = sealed_phone(row.value(key))
        if row.who.category == 7:
            kinds, _ = kinds_in(row.text("specifics") or row.text("category"))
            part["components"] = list(kinds) or None
        return [part]

    def _check_dates(self, row: Row, part: Part, asked: Asked) -> None:
        for key in ("issued_on", "first_issued_on"):
            if part[key] and part[key] > asked.on:
                row.wrong(key, "发证日期晚于今天；请核对")
        if part["issued_on"] and part["valid_until"] and part["valid_until"] <= part["issued_on"]:
            row.wrong("valid_until", "有效期早于发证日期；请核对")
        if part["issued_on"] and part["first_issued_on"] and part["first_issued_on"] > part["issued_on"]:
            row.wrong("first_issued_on", "首次发证日期晚于发证日期；请核对")

    def once(self, row: Row, part: Part) -> Hashable:
        """An export may name a person's cancelled certificates beside the one in use."""
        who = row.who
        if not who.number:
            return None
        if part["state"] == State.CANCELLED:
            return who.number, who.category, who.level, who.reissue
        return who.number

    def group(self, row: Row) -> Hashable:
        return row.who.number or None

    def find_changes(self, asked: Asked) -> None:
        certificates_sql.find_changes()

    def write(self, merging: Merging, asked: Asked) -> None:
        certificates_sql.write(merging)


CERTIFICATE_KIND = RosterKind(
    "certificates",
    "残疾人证名单",
    "残疾人证系统导出的名单，一行一证；只更新在册人员的证件，不新建户和人",
    LAYOUT,
    CertificateSteps(LAYOUT, _EXTRA),
)
