from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "assessment"
    label = "assessment"
    verbose_name = "台账与考核"

    def ready(self) -> None:
        from assessment.entitlements import counting
        from assessment.entitlements.effects import count_effect
        from assessment.funds import panel as funds
        from assessment.handing.handing_out import close_recorded
        from assessment.ledgers.producing import KIND as LEDGER
        from assessment.ledgers.producing import produce
        from assessment.models import ItemTask, LedgerEntry, RiskAlert
        from assessment.monitoring.detecting import KIND as DETECTION
        from assessment.monitoring.detecting import detect
        from assessment.monitoring.panel import declare
        from foundation.accounts.navigation import register_entry
        from foundation.jobs.kinds import RunKind, register_kind
        from foundation.policy.effects import register_counter
        from households.facts.refreshing import register_refresher
        from households.hanging import follows

        register_kind(RunKind(DETECTION, "返贫监测", "detect", detect, "assessment:detection_run"))
        register_kind(RunKind(LEDGER, "脱贫台账", "export", produce, "assessment:ledger", "查看台账"))
        register_kind(counting.RUN_KIND)
        declare()
        funds.declare()
        register_entry("进展", "assessment:progress", "see_progress", order=10)
        register_entry("帮扶资金", "assessment:funds", "see_progress", order=36)
        register_entry("重点行动", "key_actions:list", "see_entitlements", order=32)
        register_entry("政策落实", "entitlements:items", "see_entitlements", order=30)
        register_entry("预警", "assessment:alerts", "see_households", order=40)
        register_entry("台账", "assessment:ledgers", "export", order=50)
        register_entry("任务", "assessment:tasks", "do_task", order=31)
        register_counter(count_effect)
        register_refresher(close_recorded)
        # A frozen ledger keeps its words; where its line leads to follows the household.
        follows(RiskAlert, LedgerEntry, ItemTask)
