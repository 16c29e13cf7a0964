"""The roles, and the one table of who may do what. Pages, API and templates ask it by the act's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db import models

from foundation.areas.scope import ScopeRole


class Role(models.TextChoices):
    COUNTY_CLERK = "county_clerk", "县残联业务员"
    COUNTY_LEAD = "county_lead", "县残联负责人"
    TOWNSHIP_CLERK = "township_clerk", "乡镇残联干事（专职委员）"
    VILLAGE_LIAISON = "village_liaison", "村残协联络员"
    CADRE = "cadre", "帮扶干部"
    PREFECTURE_OFFICER = "prefecture_officer", "市（州）残联"
    PROVINCE_OFFICER = "province_officer", "省残联"
    AUDITOR = "auditor", "审计员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    API_CLIENT = "api_client", "外部系统"


# The three administrators are three people, and none of them reads households (等保 三员分立).
ADMINISTRATORS = frozenset({Role.AUDITOR, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN})

LEVELS: dict[str, tuple[str, ...]] = {
    Role.COUNTY_CLERK: ("county",),
    Role.COUNTY_LEAD: ("county",),
    Role.TOWNSHIP_CLERK: ("township",),
    Role.VILLAGE_LIAISON: ("village",),
    Role.CADRE: ("county", "township", "village"),
    Role.PREFECTURE_OFFICER: ("prefecture",),
    Role.PROVINCE_OFFICER: ("province",),
    Role.AUDITOR: ("province", "prefecture", "county"),
    Role.SECURITY_ADMIN: ("province", "prefecture", "county"),
    Role.SYSTEM_ADMIN: ("province",),
    Role.API_CLIENT: ("province", "prefecture", "county", "township", "village"),
}


def scope_role(role: str) -> ScopeRole:
    if role in ADMINISTRATORS:
        return "sees_none"
    if role == Role.CADRE:
        return "sees_paired"
    if role == Role.PROVINCE_OFFICER:
        return "sees_all"
    return "sees_areas"


Extent = Literal["yes", "proposes", "answers"]


@dataclass(frozen=True)
class Act:
    """Something that somebody does, with the roles that may, and the sentence for those who may not."""

    name: str
    label: str
    roles: dict[str, Extent]

    @property
    def refusal(self) -> str:
        able = [Role(role).label for role, extent in self.roles.items() if extent == "yes"]
        return f"您的角色不能{self.label}；可以办理的角色：{'、'.join(able)}。"


def _act(name: str, label: str, *roles: Role, **proposing: Extent) -> Act:
    extents: dict[str, Extent] = {role.value: "yes" for role in roles}
    extents.update(proposing)
    return Act(name, label, extents)


_CLERK, _LEAD, _TOWN = Role.COUNTY_CLERK, Role.COUNTY_LEAD, Role.TOWNSHIP_CLERK
_VILLAGE, _CADRE = Role.VILLAGE_LIAISON, Role.CADRE
_PREFECTURE, _PROVINCE = Role.PREFECTURE_OFFICER, Role.PROVINCE_OFFICER
_PROPOSE: dict[str, Extent] = {"village_liaison": "proposes", "cadre": "proposes"}

ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        _act("see_households", "查看户档", _CLERK, _LEAD, _TOWN, _VILLAGE, _CADRE, _PREFECTURE, _PROVINCE),
        _act("show_number", "查看完整证件号码", _CLERK, _LEAD, _TOWN, _PREFECTURE, _PROVINCE),
        _act("register", "登记和更正户档", _CLERK, _LEAD, _TOWN, **_PROPOSE),
        _act("see_proposals", "查看登记建议", _CLERK, _LEAD, _TOWN, _VILLAGE, _CADRE),
        _act("procedure_step", "登记程序步骤", _CLERK, _LEAD, _TOWN, _VILLAGE),
        _act("confirm", "确认生效", _LEAD),
        _act("import_roster", "导入花名册", _CLERK, _LEAD, _TOWN),
        _act("undo_import", "撤销导入", _LEAD),
        _act("set_import_limits", "设定导入限度", _LEAD),
        _act("settle_difference", "办理比对差异", _CLERK, _LEAD, _TOWN),
        _act("pair", "结对和移交", _CLERK, _LEAD, _TOWN),
        _act("visit", "记录走访", _CLERK, _LEAD, _TOWN, _VILLAGE, _CADRE),
        _act("attach", "添加照片和材料", _CLERK, _LEAD, _TOWN, _VILLAGE, _CADRE),
        _act("print_card", "打印明白卡和公示", _CLERK, _LEAD, _TOWN, _VILLAGE),
        _act("record_support", "登记帮扶和待遇", _CLERK, _LEAD, _TOWN, village_liaison="proposes"),
        _act("record_area_support", "登记区域支持", _CLERK, _LEAD, _PREFECTURE, _PROVINCE),
        _act("verify_alert", "核实预警", _CLERK, _LEAD, _TOWN, _VILLAGE, _CADRE),
        _act("close_alert", "办结预警、认定返贫", _LEAD),
        _act("export", "出具台账和导出", _CLERK, _LEAD, _TOWN, _PREFECTURE, _PROVINCE),
        _act("export_full_numbers", "导出完整证件号码", _CLERK, _LEAD, _PROVINCE),
        _act("edit_policy", "修改政策方案、规则和标准", _PROVINCE),
        _act(
            "supervise",
            "下达目标、考核和督办",
            _PREFECTURE,
            _PROVINCE,
            county_clerk="answers",
            county_lead="answers",
        ),
        _act("see_progress", "查看进展", _CLERK, _LEAD, _TOWN, _PREFECTURE, _PROVINCE),
        _act("detect", "开展返贫监测", _CLERK, _LEAD),
        _act("see_entitlements", "查看政策落实名单", _CLERK, _LEAD, _TOWN, _VILLAGE, _PREFECTURE, _PROVINCE),
        _act("hand_out", "交办政策落实名单", _CLERK, _LEAD, _TOWN),
        _act("do_task", "办理交办任务", _CLERK, _LEAD, _TOWN, _CADRE),
        _act("see_history", "查看变更记录", _CLERK, _LEAD, _TOWN, _VILLAGE, _PREFECTURE, _PROVINCE),
        _act("see_runs", "查看任务进度", _CLERK, _LEAD, _TOWN, _PREFECTURE, _PROVINCE, Role.SYSTEM_ADMIN),
        _act("manage_accounts", "管理账号和任职", Role.SECURITY_ADMIN),
        _act("see_system", "查看区划和任务运行", Role.SYSTEM_ADMIN),
        _act("see_access_log", "查看访问日志", Role.AUDITOR),
    )
}


def extent_of(role: str | None, act: str) -> Extent | None:
    """How far a role may do an act; ``None``: not at all. An unknown act is an error, never a yes."""
    return ACTS[act].roles.get(role or "")
