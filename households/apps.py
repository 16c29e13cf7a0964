from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "households"
    verbose_name = "残疾人贫困户"

    def ready(self) -> None:
        from foundation.accounts.navigation import register_entry
        from foundation.areas.scope import register_pairings
        from foundation.jobs.kinds import RunKind, register_kind
        from households.comparison.declaring import declare_comparison
        from households.duplicates.declaring import declare_duplicates
        from households.facts.names import declare
        from households.families.presenters import FACTS_PANEL
        from households.families.presenters import PANEL as FAMILY
        from households.file.panels import register_panel
        from households.finding import filters
        from households.finding.exporting import KIND as EXPORT
        from households.finding.exporting import produce
        from households.models import Pairing
        from households.procedures.presenters import PANEL
        from households.proposals.panel import declare_proposals
        from households.quality.own import declare_gaps
        from households.roster.declared import ROSTER_KINDS
        from households.roster.kinds import register_roster_kind
        from households.roster.panel import declare as declare_origins
        from households.roster.runs import KINDS
        from households.roster.undoable import register_own
        from households.statements.presenters import STATEMENTS

        declare()
        filters.declare()
        declare_duplicates()
        declare_proposals()
        declare_gaps()
        declare_comparison()
        register_entry("残疾人家庭", "households:list", "see_households", order=10)
        register_entry("识别退出程序", "households:procedures", "procedure_step", order=15)
        register_entry("数据质量", "quality:overview", "see_progress", order=25)
        register_entry("花名册导入", "rosters:list", "import_roster", order=20)
        register_kind(RunKind(EXPORT, "导出名单", "export", produce, "households:exported", "查看和下载"))
        register_panel(PANEL)
        register_panel(FAMILY)
        register_panel(FACTS_PANEL)
        register_panel(STATEMENTS)
        for kind in KINDS:
            register_kind(kind)
        register_own()
        for roster_kind in ROSTER_KINDS:
            register_roster_kind(roster_kind)
        declare_origins()

        register_pairings(
            lambda user_id, today: (
                Pairing.objects.in_force(today).filter(cadre__user_id=user_id).values("household_id")
            )
        )
