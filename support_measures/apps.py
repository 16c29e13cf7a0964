from django.apps import AppConfig


class SupportMeasuresConfig(AppConfig):
    name = "support_measures"
    label = "support_measures"
    verbose_name = "保障措施"

    def ready(self) -> None:
        from foundation.accounts.navigation import register_entry
        from households.hanging import follows, stays
        from households.roster.kinds import register_roster_kind
        from support_measures import facts, gaps, panels
        from support_measures.models import (
            BenefitRecord,
            HouseholdBenefitFacts,
            Payment,
            PersonBenefitFacts,
        )
        from support_measures.roster.benefits import BENEFIT_KIND

        facts.declare()
        panels.declare()
        gaps.declare()
        register_roster_kind(BENEFIT_KIND)
        register_entry("待遇发放", "support_measures:payments", "see_entitlements", order=35)
        follows(BenefitRecord)
        follows(Payment, through="record")
        stays(PersonBenefitFacts, because="made anew from the benefits")
        stays(HouseholdBenefitFacts, because="made anew from the benefits")
