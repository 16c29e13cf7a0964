from django.apps import AppConfig


class SupportMeasuresConfig(AppConfig):
    name = "support_measures"
    label = "support_measures"
    verbose_name = "保障措施"

    def ready(self) -> None:
        from foundation.accounts.navigation import register_entry
        from households.hanging import follows, stays
        from households.roster.kinds import register_roster_kind
        from households.roster.undoable import Undoable, register_undoable
        from support_measures import differences, facts, gaps, panels
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
        differences.declare()
        register_roster_kind(BENEFIT_KIND)
        for undoable in (
            Undoable(
                Payment,
                "taken_back_on = %(on)s, taken_back_reason = %(reason)s",
                "taken_back_on is null",
            ),
            Undoable(
                BenefitRecord,
                "status = 'void', details = details || jsonb_build_object("
                "'void_reason', %(reason)s::text, 'void_on', %(on)s::text)",
                "status <> 'void'",
            ),
        ):
            register_undoable(undoable)
        register_entry("区域支持", "support_measures:area_supports", "see_entitlements", order=37)
        register_entry("待遇发放", "support_measures:payments", "see_entitlements", order=35)
        follows(BenefitRecord, told=panels.words_of_record)
        follows(Payment, through="record")
        stays(PersonBenefitFacts, because="made anew from the benefits")
        stays(HouseholdBenefitFacts, because="made anew from the benefits")
